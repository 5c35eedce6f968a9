"""What a trend must hold to beyond its form: independent sources, two full halves, honest dates."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise

from barometer.content.frontmatter import Expectation, TrendFacts, TrendWords
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.data.model import Dataset
from barometer.faults import Word, fault, nearest
from barometer.problems import Problem
from barometer.text import Text
from barometer.trends.expectations import following

SECTIONS: Mapping[str, Text] = {
    "signs": Text(da="Det ser vi", en="What we see"),
    "why": Text(da="Derfor betyder det noget", en="Why it matters"),
    "against": Text(da="Det taler imod", en="What speaks against it"),
    "use": Text(da="Sådan kan I bruge det", en="How you can use it"),
}
"""What every trend tells, below these headings; whatever speaks against it too."""
LISTS = ("counter_signs", "change_view", "questions")
SAME: Mapping[str, str] = {
    "CO-PI": "COI",
    "OECD OPSI": "OECD",
    "Statistics Denmark": "Danmarks Statistik",
    "Government Office for Science": "GO-Science",
}
"""Publishers of one house under another name; they do not confirm each other."""
KINDS: Mapping[str, Text] = {
    "trend": Text(da="trend", en="trend"),
    "driver": Text(da="drivkraft", en="driver"),
}


def check_trends(pages: Pages, dataset: Dataset) -> Iterator[Problem]:
    """Every fault of every trend."""
    for (key, language), page in pages.items():
        if language == "da" and isinstance(page.facts, TrendFacts):
            yield from _sources(page, page.facts, dataset)
            yield from _log(page, page.facts)
            yield from _sections(page)
            if page.facts.expectation:
                yield from _expectation(page, page.facts, page.facts.expectation, dataset)
            if english := pages.get((key, "en")):
                yield from _halves(page, english)


def houses(publisher: str) -> frozenset[str]:
    """The houses behind a publisher's name: `OECD og COI` are two."""
    names = publisher.replace(" og ", ", ").replace(" and ", ", ").split(", ")
    return frozenset(SAME.get(name, name) for name in names)


def independent(publishers: Iterable[str]) -> bool:
    """Whether two of the publishers have no house in common."""
    found = [houses(one) for one in publishers]
    return any(not one & other for one, other in combinations(found, 2))


def _sources(page: Page, facts: TrendFacts, dataset: Dataset) -> Iterator[Problem]:
    known = [dataset.sources[name] for name in facts.sources if name in dataset.sources]
    publishers = [one.publisher for one in known]
    if facts.kind in KINDS and known and not independent(publishers):
        named = ", ".join(sorted(set(publishers)))
        line = page.line_of("sources")
        words: dict[str, Word] = {"kind": KINDS[facts.kind], "publishers": named}
        yield fault("T101", page.path, line, "sources", **words)


def _sections(page: Page) -> Iterator[Problem]:
    there = {one.id for one in page.document.headings}
    for name, heading in SECTIONS.items():
        if name not in there:
            words: dict[str, Word] = {"heading": heading.da, "translated": heading.en, "id": name}
            yield fault("T110", page.path, None, **words)


def _log(page: Page, facts: TrendFacts) -> Iterator[Problem]:
    for place, (before, after) in enumerate(pairwise(facts.log), start=1):
        if after.date < before.date:
            days: dict[str, Word] = {"date": _said(after.date), "before": _said(before.date)}
            yield fault("T107", page.path, page.line_of("log", place), "log", **days)
    first = min(one.date for one in facts.log)
    if facts.first_seen > first:
        days = {"seen": _said(facts.first_seen), "date": _said(first)}
        yield fault("T108", page.path, page.line_of("first_seen"), "first_seen", **days)


def _expectation(
    page: Page, facts: TrendFacts, expected: Expectation, dataset: Dataset
) -> Iterator[Problem]:
    if facts.kind == "signal":
        yield fault("T102", page.path, page.line_of("expectation"), "expectation")
    after = following(dataset)
    known = {key for key, one in dataset.editions.items() if "DK" in one.covers}
    for key, edition, allowed in (
        ("from", expected.from_, known),
        ("by", expected.by, {*known, after}),
    ):
        if edition not in allowed:
            line, field = page.line_of("expectation", key), f"expectation.{key}"
            words: dict[str, Word] = {"field": field, "edition": edition, "following": after}
            yield fault("T103", page.path, line, field, **words, near=nearest(edition, allowed))
    start = {key: dataset.editions[key].start for key in known} | {after: date.max.year}
    if start.get(expected.from_, 0) >= start.get(expected.by, date.max.year + 1):
        line = page.line_of("expectation", "by")
        words = {"first": expected.from_, "last": expected.by}
        yield fault("T104", page.path, line, "expectation.by", **words)
    yield from _written(page, expected, dataset)
    yield from _place(page, expected, dataset)


def _written(page: Page, expected: Expectation, dataset: Dataset) -> Iterator[Problem]:
    """An expectation counts only if it was written before the day its edition came out."""
    edition = dataset.editions.get(expected.by)
    if edition is None or (edition.published and expected.written < edition.published):
        return
    line = page.line_of("expectation", "written")
    words: dict[str, Word] = {"edition": expected.by, "written": _said(expected.written)}
    if edition.published:
        words["published"] = _said(edition.published)
    key = "T111" if edition.published else "T111/undated"
    yield fault(key, page.path, line, "expectation.written", **words)


def _place(page: Page, expected: Expectation, dataset: Dataset) -> Iterator[Problem]:
    rows = [row for row in dataset.of(expected.indicator) if row.country == "DK"]
    places = {f"{row.breakdown}/{row.category}" for row in rows}
    wanted = f"{expected.breakdown}/{expected.category}"
    if wanted not in places and dataset.described(expected.indicator):
        line = page.line_of("expectation", "indicator")
        words: dict[str, Word] = {"indicator": expected.indicator, "place": wanted}
        near = nearest(wanted, places)
        yield fault("T105", page.path, line, "expectation", **words, near=near)


def _halves(danish: Page, english: Page) -> Iterator[Problem]:
    if not (isinstance(danish.words, TrendWords) and isinstance(english.words, TrendWords)):
        return
    for field in LISTS:
        ours, theirs = len(getattr(danish.words, field)), len(getattr(english.words, field))
        if ours != theirs:
            short, other = (english, danish) if theirs < ours else (danish, english)
            where = f"{other.path}:{other.line_of(field)}"
            count: dict[str, Word] = {"danish": ours, "english": theirs, "where": where}
            line = short.line_of(field)
            yield fault("T106", short.path, line, field, field=field, **count)


def _said(day: date) -> str:
    return day.isoformat()
