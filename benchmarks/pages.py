"""The pages of a site of any size: sections of twelve, each page about 450 words a language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from barometer.text import Language
from benchmarks import figures
from benchmarks.wording import paragraph, sentence, title

FIXED = (
    "index", "search", "barometer/index", "barometer/method", "partners/index", "about/index",
    "about/contact", "about/glossary", "about/accessibility", "about/privacy",
)  # fmt: skip
SLOTS = {"search": "site-index", "barometer/index": "indicators", "about/glossary": "glossary"}
AREAS, GROUP = 8, 12
WITH_FIGURES = {5: 3, 6: 6}
"""These pages have several figures; of the others every third has one."""
HEADINGS: Mapping[Language, Sequence[str]] = {
    "da": ("Sådan begyndte det", "Det gjorde de", "Det virkede", "Det måtte laves om",
           "Det siger tallene", "Næste skridt"),
    "en": ("How it began", "What they did", "What worked", "What had to be done again",
           "What the figures say", "Next steps"),
}  # fmt: skip
NAMED = {"barometer/method": {4: "our-intervals"}}
"""Headings that an indicator's page links to."""
IDS = ("began", "did", "worked", "again", "figures", "next")
HEAD = "---\ntitle: '{title}'\nsummary: '{summary}'\n{facts}---\n\n"
FACTS = "reviewed: 2026-11-23\nreview_by: 2027-11-23\n"


@dataclass(frozen=True)
class Plan:
    """What a site holds: its pages in order, those that are no index with their numbers."""

    indicators: int
    cases: tuple[str, ...]
    indexes: Mapping[str, tuple[str, ...]]
    values: Mapping[str, int]
    sources: Sequence[str]

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page that has a file."""
        return (*FIXED, *self.indexes, *self.cases)


def plan(pages: int, indicators: int, sources: Sequence[str]) -> Plan:
    """Share `pages` a language out: the fixed ones, one an indicator, the rest in sections."""
    left = pages - indicators - len(FIXED)
    if left < 2:
        least = indicators + len(FIXED) + 2
        raise SystemExit(f"{indicators} indicators need at least {least} pages a language")
    indexes: dict[str, tuple[str, ...]] = {}
    cases: list[str] = []
    while left > 1:
        folder = _folder(len(indexes))
        here = tuple(f"{folder}/case-{len(cases) + n}" for n in range(min(GROUP, left - 1)))
        indexes[f"{folder}/index"] = here
        cases += here
        left -= 1 + len(here)
    if left:  # one page would be left alone with its index
        last = next(reversed(indexes))
        cases.append(f"{PurePosixPath(last).parent}/case-{len(cases)}")
        indexes[last] = (*indexes[last], cases[-1])
    rows = figures.rows(indicators, sources)
    values = {str(one[0]): int(str(one[5])) for one in rows if one[2:4] == ("4", "total")}
    return Plan(indicators, tuple(cases), indexes, values, sources)


def _folder(group: int) -> str:
    area, below = group % AREAS + 1, group // AREAS
    return f"area-{area}/group-{below}" if below else f"area-{area}"


def page(made: Plan, path: str, language: Language) -> str:
    """One file: head and text."""
    number = made.pages.index(path) if path in FIXED else _number(made, path)
    facts = FACTS if language == "da" else ""
    names = {"title": _title(path, number, language), "summary": _summary(number, language)}
    return HEAD.format(**names, facts=facts) + "\n".join(_body(made, path, number, language))


def _number(made: Plan, path: str) -> int:
    name = PurePosixPath(path).name
    return int(name.removeprefix("case-")) if name != "index" else _index_number(made, path)


def _index_number(made: Plan, path: str) -> int:
    return 100_000 + _number(made, made.indexes[path][0])


def _title(path: str, number: int, language: Language) -> str:
    names = {"da": ("Side", "Afsnit"), "en": ("Page", "Section")}[language]
    if path in FIXED:
        return f"{names[0]} {path.replace('/', ' ').removesuffix(' index')}"
    return title(number, language) if number < 100_000 else f"{names[1]} {number}"


def _summary(number: int, language: Language) -> str:
    return f"{sentence(number, language)} {sentence(number + 1, language)}"


def _body(made: Plan, path: str, number: int, language: Language) -> Iterator[str]:
    ids = NAMED.get(path, {})
    heads = [
        f"\n{'###' if at in (2, 3) else '##'} {text} {{#{ids.get(at, IDS[at])}}}\n"
        for at, text in enumerate(HEADINGS[language])
    ]
    source = made.sources[number % len(made.sources)]
    yield heads[0]
    yield paragraph(number, 6, language) + f"[^{source}]\n"
    yield paragraph(number + 20, 4, language)
    yield heads[1]
    yield from (f"{n + 1}. {sentence(number + 30 + n, language)}" for n in range(5))
    yield heads[2]
    yield from _bound(made, number, language)
    yield paragraph(number + 40, 4, language)
    yield heads[3]
    yield from _table(number, language)
    yield heads[4]
    yield from _figures(made, path, number, language)
    yield paragraph(number + 60, 4, language)
    yield from _note(number, language)
    yield heads[5]
    yield from _links(made, path, number, language)
    if path in SLOTS:
        yield f"\n[[{SLOTS[path]}]]"
    yield ""


def _bound(made: Plan, number: int, language: Language) -> Iterator[str]:
    """Two values bound to the data, each with the page of its indicator."""
    words = {"da": "Det gælder {} ifølge målingen.", "en": "This is so for {} in the survey."}
    share = {"da": "procent", "en": "per cent"}[language]
    for at in (number, number + 5):
        name = figures.name(at % made.indicators)
        linked = f"[{made.values[name]} {share}](value:{name}@4)"
        yield words[language].format(linked)


def _table(number: int, language: Language) -> Iterator[str]:
    heads = {"da": ("Hvad", "Hvordan", "Hvornår"), "en": ("What", "How", "When")}[language]
    months = {"da": ("maj", "juni", "juli", "august"), "en": ("May", "June", "July", "August")}
    yield "| " + " | ".join(heads) + " |"
    yield "| --- | --- | --- |"
    for at, month in enumerate(months[language]):
        what = (sentence(number + 50 + 4 * at, language), sentence(number + 51 + 4 * at, language))
        yield f"| {what[0]} | {what[1]} | {month} |"


def count_of_figures(path: str, number: int) -> int:
    """How many figures a page shows."""
    if path in FIXED or number >= 100_000:
        return int(path == "index")
    return WITH_FIGURES.get(number, int(number % 3 == 0))


def _figures(made: Plan, path: str, number: int, language: Language) -> Iterator[str]:
    for at in range(count_of_figures(path, number)):
        indicator = (number // 3 + at) % made.indicators
        finding = {"da": "Svar om ", "en": "Answers on "}[language]
        about = finding + figures.subject(indicator, language)
        yield f"![{about}](chart:{figures.name(indicator)})\n"


def _note(number: int, language: Language) -> Iterator[str]:
    yield {"da": '\n!!! note "Husk"', "en": '\n!!! note "Remember"'}[language]
    yield from (f"    {sentence(number + 70 + n, language)}" for n in range(3))


def _links(made: Plan, path: str, number: int, language: Language) -> Iterator[str]:
    """A list of links: an index names its pages, any other page some neighbours."""
    targets = made.indexes.get(path) or _neighbours(made, path, number)
    up = "../" * path.count("/")
    for target in targets:
        yield f"- [{_title(target, _number(made, target), language)}]({up}{target}.md)"
        yield f"  {sentence(number + 80, language)}"


def _neighbours(made: Plan, path: str, number: int) -> Sequence[str]:
    if path == "index":
        return [one for one in made.indexes if one.count("/") == 1]
    size = len(made.cases)
    return [made.cases[(number + step) % size] for step in (1, 2) if size > step]
