"""Whether two published values may be compared, and whether they clearly differ."""

from dataclasses import dataclass
from typing import Literal

from barometer.charts.intervals import Interval, clear_difference, interval_of, wilson
from barometer.data.model import Dataset, Observation
from barometer.sentences.notation import NotationError, Point, parse
from barometer.text import Text

Clarity = Literal["clear", "unclear", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """Whether a difference is clear; `source` is the key of the source that published it so."""

    clarity: Clarity
    source: str = ""


def verdict(first: Observation, second: Observation, dataset: Dataset) -> Verdict:
    """Published comparisons come first, then counts as they stand, then 95 per cent intervals.

    Where a base was not published, the edition's number of answers is its upper limit: intervals
    that overlap even then are surely not apart; otherwise nobody can tell.
    """
    published = _published(first, second, dataset)
    if published:
        return published
    if first.value == second.value:
        return Verdict("unclear")
    described = dataset.described(first.indicator)
    if described and described.unit == "count":
        return Verdict("clear")
    clear = clear_difference(first, second)
    if clear is None:
        narrow = _narrowest(first, dataset), _narrowest(second, dataset)
        overlap = narrow[0] and narrow[1] and narrow[0].overlaps(narrow[1])
        return Verdict("unclear" if overlap else "unknown")
    return Verdict("clear" if clear else "unclear")


def _published(first: Observation, second: Observation, dataset: Dataset) -> Verdict | None:
    pair = {point_of(first), point_of(second)}
    for one in dataset.comparisons:
        try:
            said = parse(one.compare)
        except NotationError:
            continue
        if {said.first, said.second} == pair:
            return Verdict("clear" if one.significant else "unclear", one.source)
    return None


def point_of(row: Observation) -> Point:
    """The point that names a published value."""
    return Point(row.indicator, row.breakdown, row.category, row.country, row.edition)


def _narrowest(row: Observation, dataset: Dataset) -> Interval | None:
    """The interval of a share, or the narrowest it can have where its base was not published."""
    known = interval_of(row)
    answers = dataset.editions[row.edition].answers
    if known or not answers or not 0 <= row.value <= 100:
        return known
    return wilson(row.value, answers)


def incomparable(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    """Why two values must not be compared, None where they may."""
    if first.indicator != second.indicator:
        return _two_measures(first, second, dataset)
    if first.country != second.country:
        return _two_countries(first, second, dataset)
    return _break_between(first, second, dataset)


def _two_measures(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    one, other = dataset.described(first.indicator), dataset.described(second.indicator)
    if one is None or other is None:
        return None
    if one.unit != other.unit:
        return Text(
            da="det ene tal er en andel, det andet et antal",
            en="one figure is a share, the other a count",
        )
    if one.population != other.population:
        return Text(
            da=f"de gælder ikke de samme: »{one.population.da}« og »{other.population.da}«",
            en=f"they do not cover the same: ‘{one.population.en}’ and ‘{other.population.en}’",
        )
    if first.edition != second.edition:
        return Text(
            da="det er to spørgsmål i to udgaver",
            en="they are two questions in two editions",
        )
    return None


def _two_countries(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    indicator = dataset.indicators.get(first.indicator)
    for chart in indicator.charts.values() if indicator else ():
        one, other = chart.apart.get(first.country), chart.apart.get(second.country)
        if one != other:
            country, apart = (first.country, one) if one else (second.country, other)
            assert apart is not None  # noqa: S101 - they differ, so one of them is there
            return Text(
                da=f"tallet for {country} gælder {apart.da}",
                en=f"the figure for {country} covers {apart.en}",
            )
    return None


def _break_between(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    """The reason of a break between two editions of one measure in one country."""
    indicator = dataset.indicators.get(first.indicator)
    own = {one.edition: one.reason for one in indicator.breaks} if indicator else {}
    starts = sorted(dataset.editions[row.edition].start for row in (first, second))
    for key, edition in dataset.editions.items():
        reason = own.get(key) or edition.break_
        here = edition.country == first.country or first.country in edition.countries
        if reason and here and starts[0] < edition.start <= starts[1]:
            return reason
    return None
