"""Trends as data: order, checks, expectations and their outcome."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise
from typing import Literal, get_args

from barometer.data.breaks import incomparable, verdict
from barometer.data.model import HOME_COUNTRY, Dataset, Observation
from barometer.data.notation import Point, resolve
from barometer.faults.report import Fault, suggest_nearest
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
from barometer.pages.site import Site
from barometer.text import Language, Text, alphabetical

ADVICE = "use"
"""The section of what readers can do now."""
SECTIONS: Mapping[str, Text] = {
    "signs": Text(da="Det ser vi", en="What we see"),
    "why": Text(da="Det kræver det af jer", en="What it asks of you"),
    "against": Text(da="Det taler imod", en="What speaks against it"),
    ADVICE: Text(da="Det kan I gøre nu", en="What you can do now"),
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


def check_trends(pages: Pages, dataset: Dataset) -> Iterator[Fault]:
    """Every fault of every trend."""
    for page, english, facts in pages_with(pages, TrendFacts):
        known = [dataset.sources[name] for name in facts.sources if name in dataset.sources]
        publishers = {one.publisher for one in known}
        if facts.kind != "signal" and known and not independent(publishers):
            yield page.fault("T101", "sources", publishers=", ".join(sorted(publishers)))
        if not facts.closed and source_age(facts, dataset, facts.reviewed) > OLD_MONTHS:
            yield page.fault("T112", "sources", months=OLD_MONTHS, reviewed=str(facts.reviewed))
        yield from check_log(page, facts)
        first = min(one.date for one in facts.log)
        if facts.first_seen > first:
            seen = str(facts.first_seen)
            yield page.fault("T108", "first_seen", seen=seen, date=str(first))
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


FRESH_MONTHS, OLD_MONTHS = 24, 36
"""Without a source newer than this a trend says so, and then it must be reviewed anew or closed."""


def source_age(facts: TrendFacts, dataset: Dataset, day: date) -> float:
    """The months since the newest dated source came out; endless where none has a date."""
    ages: list[float] = []
    for name in facts.sources:
        if name in dataset.sources and (dated := dataset.sources[name].date):
            year, month, *_ = (*map(int, dated.split("-")), 12)
            ages.append(12 * (day.year - year) + day.month - month)
    return min(ages, default=float("inf"))


def _forecast(page: Page, facts: Forecast, dataset: Dataset) -> Iterator[Fault]:
    """A forecast is written before its day, and its outcome comes from a source that is later."""
    written = str(facts.written)
    if facts.written >= facts.due:
        yield page.fault("T113", "forecast", "written", written=written, due=str(facts.due))
    source = dataset.sources.get(facts.decided_by or "")
    came = (source and source.date) or ""
    if facts.outcome is not None and came[:10] <= written[: len(came)]:
        yield page.fault("T113/outcome", "forecast", "outcome", written=written)


def check_required_sections(page: Page, sections: Mapping[str, Text], code: str) -> Iterator[Fault]:
    """The sections that a page of its kind must have and this one has not."""
    there = {one.id for one in page.document.headings}
    for name, heading in sections.items():
        if name not in there:
            words = {"heading": heading.da, "translated": heading.en, "id": name}
            yield page.fault_at(None, code, **words)


def check_log(page: Page, facts: SourcedFacts) -> Iterator[Fault]:
    """Changes that do not stand in order of time."""
    for place, (before, after) in enumerate(pairwise(facts.log), start=1):
        if after.date < before.date:
            days = {"date": str(after.date), "before": str(before.date)}
            yield page.fault("T107", "log", place, **days)


def _expectation(
    page: Page, facts: TrendFacts, expected: Expectation, dataset: Dataset
) -> Iterator[Fault]:
    """An expectation is of a value, between two editions, and written before the later is out."""
    if facts.kind == "signal":
        yield page.fault("T102", "expectation")
    after = following(dataset)
    known = {key for key, one in dataset.editions.items() if HOME_COUNTRY in one.covers}
    ends = (("from", expected.from_, known), ("by", expected.by, {*known, after}))
    for key, edition, allowed in ends:
        if edition not in allowed:
            near, field = suggest_nearest(edition, allowed), f"expectation.{key}"
            words = {"field": field, "edition": edition, "following": after}
            yield page.fault("T103", "expectation", key, near=near, **words)
    start = {key: dataset.editions[key].start for key in known} | {after: date.max.year}
    if start.get(expected.from_, 0) >= start.get(expected.by, date.max.year + 1):
        yield page.fault("T104", "expectation", "by", first=expected.from_, last=expected.by)
    last = dataset.editions.get(expected.by)
    if last and not (last.published and expected.written < last.published):
        words = {"edition": expected.by, "written": str(expected.written)}
        key = "T111" if last.published else "T111/undated"
        yield page.fault(key, "expectation", "written", published=str(last.published), **words)
    rows = [row for row in dataset.of(expected.indicator) if row.country == HOME_COUNTRY]
    places = {f"{row.breakdown}/{row.category}" for row in rows}
    wanted = f"{expected.breakdown}/{expected.category}"
    if wanted not in places and dataset.described(expected.indicator):
        near = suggest_nearest(wanted, places)
        words = {"indicator": expected.indicator, "place": wanted}
        yield page.fault("T105", "expectation", "indicator", near=near, **words)


def check_lists(danish: Page, english: Page | None, fields: Iterable[str]) -> Iterator[Fault]:
    """The lists of the head that have more items in one language than in the other.

    One that could not be read is told where it is read.
    """
    if english is None:
        return
    for field in fields:
        ours, theirs = len(getattr(danish.words, field)), len(getattr(english.words, field))
        if ours and theirs and ours != theirs:
            short, other = (english, danish) if theirs < ours else (danish, english)
            where = f"{other.path}:{other.line_of(field)}"
            count = {"danish": ours, "english": theirs}
            yield short.fault("T106", field, field=field, where=where, **count)


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
    found.sort(
        key=lambda one: (
            RINGS.index(one.facts.ring),
            -CERTAINTIES.index(one.facts.certainty),
            alphabetical(one.da.title),
        )
    )
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


def word_key(value: str) -> str:
    """A value of the front matter as it stands in the names of words: `1-3` is `1_3`."""
    return value.replace("-", "_").replace("+", "_plus")
