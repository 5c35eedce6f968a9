"""A small barometer made by hand, and the shortest way to ask what is wrong with a link."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from barometer.data.codebook import Phrases, read_phrases
from barometer.data.model import (
    Breakdown,
    Chart,
    Comparison,
    Dataset,
    Edition,
    Indicator,
    Observation,
    Publisher,
    SlugPair,
    Source,
)
from barometer.faults.report import Fault
from barometer.faults.yaml_file import YamlFile
from barometer.pages.addresses import PageKey
from barometer.pages.page import Page, PageWords
from barometer.text import Language, Text
from barometer.views.statements import (
    StatementContext,
    build_contexts,
    check_bound_links,
    check_sentences,
    check_unbound_words,
)

ROOT = Path(__file__).parents[1]
PUBLIC = Text(da="Alle arbejdspladser", en="All workplaces")
MUNICIPAL = Text(da="Kun kommuner", en="Municipalities only")

DEGREE = Breakdown(
    title=Text(da="Grad", en="Degree"),
    whole=True,
    labels={
        "much": Text(da="Meget", en="Much"),
        "some": Text(da="Noget", en="Some"),
        "none": Text(da="Slet ikke", en="Not at all"),
    },
)
"""Answers of which one is given."""


@cache
def phrases() -> Phrases:
    """The phrases of the project, which tests may use as editors do."""
    found, problems = read_phrases(ROOT)
    assert found is not None, [one.told() for one in problems]
    return found


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text(da=words, en=words)


def edition(key: str, start: int, end: int, **more: object) -> Edition:
    """An edition of the Danish barometer."""
    said: dict[str, object] = {
        "country": "DK",
        "title": Text(da=f"{key}. udgave", en=f"edition {key}"),
        "start": start,
        "end": end,
        "period": text(f"{start}–{end}"),
        "source": "house",
        **more,
    }
    return Edition.model_validate(said)


def indicator(
    title: str, charts: dict[str, Chart] | None = None, population: Text = PUBLIC, **more: object
) -> Indicator:
    """An indicator with a sector breakdown and one figure of the whole."""
    labels = {
        "municipal": Text(da="Kommuner", en="Municipalities"),
        "regional": Text(da="Regioner", en="Regions"),
        "state": Text(da="Staten", en="The state"),
    }
    said: dict[str, object] = {
        "title": text(title),
        "question": text("?"),
        "population": population,
        "unit": "percent",
        "theme": "extent",
        "measure": text("Andel"),
        "slug": SlugPair(da="x", en="x"),
        "breakdowns": {"sector": Breakdown(title=text("Sektor"), labels=labels)},
        "charts": charts or {"default": Chart(kind="bars", finding=text("Andelen"))},
        **more,
    }
    return Indicator.model_validate(said)


def row(
    name: str, value: float, edition: str = "4", base: int | None = 1000, **more: str
) -> Observation:
    """A published value, of the whole unless a category is named."""
    category = more.get("category", "all")
    divided = "degree" if name == "degree" else "sector"
    breakdown = "total" if category == "all" else divided
    country = more.get("country", "DK")
    return Observation(name, country, edition, breakdown, category, value, base, "", "house")


def dataset(*more: Observation, comparisons: tuple[Comparison, ...] = ()) -> Dataset:
    """Four editions, the second after a break; shares, a count, and values without a base."""
    sector = Chart(kind="grouped_bars", breakdown="sector", editions=("4",), finding=text("Andele"))
    series = Chart(kind="line", editions=("2", "3", "4"), finding=text("Andele"))
    rows = (
        row("share", 60, "1"),
        row("share", 80, "2"),
        row("share", 81, "3"),
        row("share", 83, "4"),
        row("share", 70, "3", category="municipal"),
        row("share", 80, "4", category="municipal"),
        row("share", 90, "4", category="regional"),
        row("share", 82, "4", category="state"),
        row("degree", 12, category="much"),
        row("degree", 28, category="some"),
        row("degree", 60, category="none"),
        row("fine", 83.4),
        row("baseless", 45, "3", None),
        row("baseless", 39, "4", None),
        row("thin", 3, "3"),
        row("thin", 33, base=12),
        row("same_question", 40),
        row("municipal_only", 40),
        row("answers", 2271, "3", None),
        row("answers", 1611, "4", None),
    )
    return Dataset(
        observations=(*rows, *more),
        editions={
            "1": edition("1", 2013, 2014),
            "2": edition("2", 2015, 2016, **{"break": text("Nyt spørgeskema")}),
            "3": edition("3", 2018, 2019),
            "4": edition("4", 2021, 2023),
        },
        sources={
            "house": Source(title="T", publisher="COI", address="https://x.dk", language="da")
        },
        indicators={
            "share": indicator("Andel", {"default": series, "sector": sector}),
            "degree": indicator("Grad", breakdowns={"degree": DEGREE}),
            "fine": indicator("Fin"),
            "baseless": indicator("Uden grundlag"),
            "thin": indicator("Få svar"),
            "same_question": indicator("Andet"),
            "municipal_only": indicator("Kommuner", population=MUNICIPAL),
            "answers": indicator("Svar", unit="count"),
        },
        values={},
        publisher=Publisher(name=text("C"), short_name=text("C")),
        themes={"extent": text("Omfang")},
        words={"figure": {}},
        comparisons=comparisons,
    )


def context(data: Dataset | None = None, language: Language = "da") -> StatementContext:
    """What the checks need, from the barometer made by hand."""
    return build_contexts(data or dataset(), phrases())[language]


def page(body: str, language: Language = "da", summary: str = "", path: str = "roles/x") -> Page:
    """A page with that body."""
    words = PageWords(title="Titel", summary=summary or "En side, der er lang nok til at være en.")
    key = PageKey(path)
    return Page(
        key,
        language,
        f"docs/{key.file(language)}",
        words,
        None,
        body,
        6,
        YamlFile(""),
    )


def told(words: str, target: str, language: Language = "da", data: Dataset | None = None) -> str:
    """The key of the fault of one link, empty where there is none."""
    problems = problems_of(f"[{words}](value:{target})", language, data)
    return problems[0].code if problems else ""


def problems_of(body: str, language: Language = "da", data: Dataset | None = None) -> list[Fault]:
    """The faults of the links and figures of a page, and of the words beside them."""
    at = context(data, language)
    made = page(body, language)
    return [*check_bound_links(made, at), *check_unbound_words(made, at)]


def all_problems(*pages: Page, data: Dataset | None = None) -> list[Fault]:
    """Every fault of a set of pages."""
    known = {(one.key, one.language): one for one in pages}
    return list(check_sentences(known, data or dataset(), _without_exceptions()))


@cache
def _without_exceptions() -> Path:
    """A folder with the phrases of the project, and none of its exceptions."""
    data = Path(tempfile.mkdtemp()) / "data"
    data.mkdir()
    shutil.copy(ROOT / "data/phrases.yml", data)
    (data / "other_numbers.yml").write_text("[]\n", encoding="utf-8")
    return data.parent
