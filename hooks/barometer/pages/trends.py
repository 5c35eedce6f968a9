"""Trends as data: order, checks, expectations and their outcome."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise
from typing import Literal, get_args

from barometer.data.breaks import incomparable, verdict
from barometer.data.model import HOME_COUNTRY, Dataset, Observation
from barometer.data.notation import Point, resolve
from barometer.faults.report import Fault, Word, make_fault, suggest_nearest
from barometer.pages.addresses import PageKey
from barometer.pages.page import (
    Certainty,
    Expectation,
    Forecast,
    Page,
    Pages,
    Reach,
    Ring,
    Sector,
    SourcedFacts,
    TrendFacts,
    TrendKind,
    TrendWords,
    pages_with,
)
from barometer.pages.site import PageState, Site
from barometer.text import Language, Text, alphabetical

SECTIONS: Mapping[str, Text] = {
    "signs": Text(da="Det ser vi", en="What we see"),
    "why": Text(da="Det kræver det af jer", en="What it asks of you"),
    "against": Text(da="Det taler imod", en="What speaks against it"),
    "use": Text(da="Det kan I gøre nu", en="What you can do now"),
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

KIND_WORDS: Mapping[str, Text] = {
    "trend": Text(da="trend", en="trend"),
    "driver": Text(da="drivkraft", en="driver"),
}


def check_trends(pages: Pages, dataset: Dataset) -> Iterator[Fault]:
    """Every fault of every trend."""
    for page, english, facts in pages_with(pages, TrendFacts):
        yield from _sources(page, facts, dataset)
        yield from _ages(page, facts, dataset)
        yield from check_log(page, facts)
        yield from _first_seen(page, facts)
        yield from check_required_sections(page, SECTIONS, "T110")
        if facts.expectation:
            yield from _expectation(page, facts, facts.expectation, dataset)
        if facts.forecast:
            yield from _forecast(page, facts.forecast, dataset)
        yield from check_lists(page, english, LISTS)


def houses(publisher: str) -> frozenset[str]:
    """The houses behind a publisher's name: `OECD og COI` are two."""
    names = publisher.replace(" og ", ", ").replace(" and ", ", ").split(", ")
    return frozenset(SAME.get(name, name) for name in names)


def independent(publishers: Iterable[str]) -> bool:
    """Whether two of the publishers have no house in common."""
    found = [houses(one) for one in publishers]
    return any(not one & other for one, other in combinations(found, 2))


def _sources(page: Page, facts: TrendFacts, dataset: Dataset) -> Iterator[Fault]:
    known = [dataset.sources[name] for name in facts.sources if name in dataset.sources]
    publishers = [one.publisher for one in known]
    if facts.kind in KIND_WORDS and known and not independent(publishers):
        named = ", ".join(sorted(set(publishers)))
        line = page.line_of("sources")
        words: dict[str, Word] = {"kind": KIND_WORDS[facts.kind], "publishers": named}
        yield make_fault("T101", page.path, line, "sources", **words)


FRESH_MONTHS, OLD_MONTHS = 24, 36
"""Without a source newer than this a trend says so, and then it must be reviewed anew or closed."""


def source_age(facts: TrendFacts, dataset: Dataset, day: date) -> float:
    """The months since the newest dated source came out; endless where none has a date.

    A date of a year or a month counts as its last day.
    """
    dated = [dataset.sources[name].date for name in facts.sources if name in dataset.sources]
    ages = [_months_since(one, day) for one in dated if one]
    return min(ages, default=float("inf"))


def _months_since(partial: str, day: date) -> int:
    year, month, *_ = (*map(int, partial.split("-")), 12)
    return 12 * (day.year - year) + day.month - month


def _ages(page: Page, facts: TrendFacts, dataset: Dataset) -> Iterator[Fault]:
    """An open trend whose newest source was too old on the day of its last review."""
    if facts.closed or source_age(facts, dataset, facts.reviewed) <= OLD_MONTHS:
        return
    words: dict[str, Word] = {"months": OLD_MONTHS, "reviewed": _said(facts.reviewed)}
    yield make_fault("T112", page.path, page.line_of("sources"), "sources", **words)


def _forecast(page: Page, facts: Forecast, dataset: Dataset) -> Iterator[Fault]:
    """A forecast is written before its day, and its outcome comes from a source that is later."""
    if facts.written >= facts.due:
        days: dict[str, Word] = {"written": _said(facts.written), "due": _said(facts.due)}
        line = page.line_of("forecast", "written")
        yield make_fault("T113", page.path, line, "forecast.written", **days)
    if facts.outcome is None:
        return
    source = dataset.sources.get(facts.decided_by or "")
    came = (source and source.date) or ""
    if came[:10] <= _said(facts.written)[: len(came)]:
        days = {"written": _said(facts.written)}
        line = page.line_of("forecast", "outcome")
        yield make_fault("T113/outcome", page.path, line, "forecast.outcome", **days)


def check_required_sections(page: Page, sections: Mapping[str, Text], code: str) -> Iterator[Fault]:
    """The sections that a page of its kind must have and this one has not."""
    there = {one.id for one in page.document.headings}
    for name, heading in sections.items():
        if name not in there:
            words: dict[str, Word] = {"heading": heading.da, "translated": heading.en, "id": name}
            yield make_fault(code, page.path, None, **words)


def check_log(page: Page, facts: SourcedFacts) -> Iterator[Fault]:
    """Changes that do not stand in order of time."""
    for place, (before, after) in enumerate(pairwise(facts.log), start=1):
        if after.date < before.date:
            days: dict[str, Word] = {"date": _said(after.date), "before": _said(before.date)}
            yield make_fault("T107", page.path, page.line_of("log", place), "log", **days)


def _first_seen(page: Page, facts: TrendFacts) -> Iterator[Fault]:
    first = min(one.date for one in facts.log)
    if facts.first_seen > first:
        days: dict[str, Word] = {"seen": _said(facts.first_seen), "date": _said(first)}
        yield make_fault("T108", page.path, page.line_of("first_seen"), "first_seen", **days)


def _expectation(
    page: Page, facts: TrendFacts, expected: Expectation, dataset: Dataset
) -> Iterator[Fault]:
    if facts.kind == "signal":
        yield make_fault("T102", page.path, page.line_of("expectation"), "expectation")
    after = following(dataset)
    known = {key for key, one in dataset.editions.items() if HOME_COUNTRY in one.covers}
    for key, edition, allowed in (
        ("from", expected.from_, known),
        ("by", expected.by, {*known, after}),
    ):
        if edition not in allowed:
            line, field = page.line_of("expectation", key), f"expectation.{key}"
            words: dict[str, Word] = {"field": field, "edition": edition, "following": after}
            yield make_fault(
                "T103", page.path, line, field, **words, near=suggest_nearest(edition, allowed)
            )
    start = {key: dataset.editions[key].start for key in known} | {after: date.max.year}
    if start.get(expected.from_, 0) >= start.get(expected.by, date.max.year + 1):
        line = page.line_of("expectation", "by")
        words = {"first": expected.from_, "last": expected.by}
        yield make_fault("T104", page.path, line, "expectation.by", **words)
    yield from _written(page, expected, dataset)
    yield from _place(page, expected, dataset)


def _written(page: Page, expected: Expectation, dataset: Dataset) -> Iterator[Fault]:
    """An expectation counts only if it was written before the day its edition came out."""
    edition = dataset.editions.get(expected.by)
    if edition is None or (edition.published and expected.written < edition.published):
        return
    line = page.line_of("expectation", "written")
    words: dict[str, Word] = {"edition": expected.by, "written": _said(expected.written)}
    if edition.published:
        words["published"] = _said(edition.published)
    key = "T111" if edition.published else "T111/undated"
    yield make_fault(key, page.path, line, "expectation.written", **words)


def _place(page: Page, expected: Expectation, dataset: Dataset) -> Iterator[Fault]:
    rows = [row for row in dataset.of(expected.indicator) if row.country == "DK"]
    places = {f"{row.breakdown}/{row.category}" for row in rows}
    wanted = f"{expected.breakdown}/{expected.category}"
    if wanted not in places and dataset.described(expected.indicator):
        line = page.line_of("expectation", "indicator")
        words: dict[str, Word] = {"indicator": expected.indicator, "place": wanted}
        near = suggest_nearest(wanted, places)
        yield make_fault("T105", page.path, line, "expectation", **words, near=near)


def check_lists(danish: Page, english: Page | None, fields: Iterable[str]) -> Iterator[Fault]:
    """The lists of the head that have more items in one language than in the other."""
    if english is None:
        return
    for field in fields:
        ours, theirs = len(getattr(danish.words, field)), len(getattr(english.words, field))
        if ours != theirs:
            short, other = (english, danish) if theirs < ours else (danish, english)
            where = f"{other.path}:{other.line_of(field)}"
            count: dict[str, Word] = {"danish": ours, "english": theirs, "where": where}
            line = short.line_of(field)
            yield make_fault("T106", short.path, line, field, field=field, **count)


def _said(day: date) -> str:
    return day.isoformat()


Outcome = Literal["as_expected", "opposite", "unknown", "unpublished"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
UNSURE = ("edition_inferred", "third_party", "provisional")


@dataclass(frozen=True)
class Judgement:
    """The outcome, the word that gives its reason, and both values where they are published."""

    outcome: Outcome
    reason: str
    first: Observation | None = None
    last: Observation | None = None


def judge(dataset: Dataset, expected: Expectation) -> Judgement:
    """The outcome by the rules of the method page; only a clear difference decides."""
    first, last = (_value(dataset, expected, edition) for edition in (expected.from_, expected.by))
    if expected.by not in dataset.editions:
        return Judgement("unpublished", "unpublished", first)
    if first is None or last is None:
        return Judgement("unknown", "no_value", first, last)
    if reason := _obstacle(dataset, first, last):
        return Judgement("unknown", reason, first, last)
    rose = last.value > first.value
    outcome: Outcome = "as_expected" if rose == (expected.direction == "up") else "opposite"
    return Judgement(outcome, "rose" if rose else "fell", first, last)


def following(dataset: Dataset) -> str:
    """The next edition of the Danish barometer, which an expectation may name before it is out."""
    return str(max((int(key) for key in dataset.editions if key.isdigit()), default=0) + 1)


def _value(dataset: Dataset, expected: Expectation, edition: str) -> Observation | None:
    """The published Danish value that an expectation is about, in one edition."""
    at = Point(expected.indicator, expected.breakdown, expected.category, "DK", edition)
    return resolve(at, dataset)


def _obstacle(dataset: Dataset, first: Observation, last: Observation) -> str:
    """Why two published values decide nothing; empty where they clearly differ."""
    if incomparable(first, last, dataset):
        return "break"
    if first.status in UNSURE or last.status in UNSURE:
        return "unsure_value"
    clarity = verdict(first, last, dataset).clarity
    return {"clear": "", "unclear": "unclear", "unknown": "no_base"}[clarity]


RINGS: tuple[str, ...] = get_args(Ring)
REACHES: tuple[str, ...] = get_args(Reach)
TOUCHED: tuple[str, ...] = get_args(Sector)
TREND_KINDS: tuple[str, ...] = get_args(TrendKind)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)


@dataclass(frozen=True)
class Trend:
    """A trend with its number on the radar; the nearest to use and the surest come first."""

    number: int
    key: PageKey
    facts: TrendFacts
    da: TrendWords
    en: TrendWords

    def words(self, language: Language) -> TrendWords:
        """What the trend's page says in that language."""
        return self.da if language == "da" else self.en

    @property
    def name(self) -> Text:
        """What a list calls the trend."""
        return Text(da=self.da.short or self.da.title, en=self.en.short or self.en.title)


def order_trends(site: Site) -> Sequence[Trend]:
    """Every open trend by ring, certainty and Danish title, numbered in that order."""
    found = [one for one in _read_trends(site) if not one.facts.closed]
    found.sort(key=_order)
    return [replace(one, number=n) for n, one in enumerate(found, start=1)]


def closed_trends(site: Site) -> Sequence[Trend]:
    """Every trend that has been closed, the last one first; none has a number."""
    found = [(one.facts.closed.date, one) for one in _read_trends(site) if one.facts.closed]
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].key.path))][::-1]


def _read_trends(site: Site) -> Iterator[Trend]:
    for page, english, facts in pages_with(site.pages, TrendFacts):
        da, en = page.words, english and english.words
        if isinstance(da, TrendWords) and isinstance(en, TrendWords):
            yield Trend(0, page.key, facts, da, en)


def href(state: PageState, trend: Trend) -> str:
    """The way from the page at hand to the trend's page."""
    return state.to_root + state.site.address(trend.key, state.language)


def _order(trend: Trend) -> tuple[int, int, str]:
    facts = trend.facts
    certainty = CERTAINTIES.index(facts.certainty)
    return RINGS.index(facts.ring), -certainty, alphabetical(trend.da.title)


def word_key(value: str) -> str:
    """A value of the front matter as it stands in the names of words: `1-3` is `1_3`."""
    return value.replace("-", "_").replace("+", "_plus")
