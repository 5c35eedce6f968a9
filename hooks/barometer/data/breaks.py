"""Where a series breaks, whether two values may be compared, intervals, clear difference."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from barometer.data.model import (
    FEWEST,
    HOME_COUNTRY,
    Comparison,
    Dataset,
    Described,
    Edition,
    Indicator,
    Observation,
)
from barometer.data.notation import NotationError, edition_order, parse_reference, point_of
from barometer.faults.report import phrase
from barometer.text import Text, country_in_text

SURVEY = "survey"
"""The theme of facts about a survey: a break in what is measured is none in how many answered."""


@dataclass(frozen=True)
class BreakAt:
    """From `edition` on, values do not compare with earlier ones; `said` is the edition named."""

    indicator: str
    country: str
    edition: str
    said: str
    reason: Text


def breaks_among(
    rows: Iterable[Observation],
    indicators: Mapping[str, Indicator],
    editions: Mapping[str, Edition],
) -> tuple[BreakAt, ...]:
    """Every break between two editions with values among `rows`, in the order of `editions`."""
    series: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        series.setdefault((row.indicator, row.country), set()).add(row.edition)
    found = []
    for (name, country), keys in series.items():
        order = in_order(keys, editions)
        for said, reason in _reasons(indicators.get(name), country, editions).items():
            later = [key for key in order if editions[key].start >= editions[said].start]
            if 0 < len(later) < len(order):
                found.append(BreakAt(name, country, later[0], said, reason))
    return tuple(found)


def in_order(keys: Iterable[str], editions: Mapping[str, Edition]) -> list[str]:
    """Editions, each once, by the years that they measure."""
    return sorted(set(keys), key=lambda key: (*edition_order(editions[key]), key))


def _reasons(
    indicator: Indicator | None, country: str, editions: Mapping[str, Edition]
) -> Mapping[str, Text]:
    """Why values of a country from an edition on are apart from earlier ones."""
    own = {one.edition: one.reason for one in indicator.breaks} if indicator else {}
    shared = indicator is None or indicator.theme != SURVEY
    return {
        key: reason
        for key, edition in editions.items()
        if not edition.covers or country in edition.covers
        if (reason := own.get(key) or (edition.break_ if shared else None))
    }


Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""


@dataclass(frozen=True)
class Interval:
    """Lower and upper limit in per cent."""

    low: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share at least one value."""
        return self.low <= other.high and other.low <= self.high


def wilson(share: float, base: int) -> Interval:
    """Wilson's score interval, 95 per cent, for `share` per cent of `base` answers.

    Simple random sampling is assumed; weighting, design and non-response are not included.
    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), pages 209-212.
    Raises ValueError where the share is outside 0-100 or the base is not positive.
    """
    if not 0 <= share <= 100 or base < 1:
        raise ValueError(f"no share of answers: {share!r} per cent of {base!r}")
    p, z2 = share / 100, Z_95**2
    centre = (p + z2 / (2 * base)) / (1 + z2 / base)
    half = Z_95 / (1 + z2 / base) * math.sqrt(p * (1 - p) / base + z2 / (4 * base**2))
    return Interval(max(0.0, 100 * (centre - half)), min(100.0, 100 * (centre + half)))


def interval_of(row: Observation) -> Interval | None:
    """The interval of a published share, or None where its base was not published."""
    if not row.base or not 0 <= row.value <= 100:
        return None
    return wilson(row.value, row.base)


def with_bases(
    rows: Iterable[Observation],
    editions: Mapping[str, Edition],
    described: Callable[[str], Described | None],
) -> Iterator[Observation]:
    """The rows with their bases: the one published with the value, else the edition's."""
    for row in rows:
        if row.base is not None:
            yield row._replace(base_source="with_the_value")
            continue
        said, edition = described(row.indicator), editions.get(row.edition)
        of = said.edition_base.get(row.breakdown) if said else None
        base = getattr(edition, f"base_{of}") if of and edition else None
        yield row if base is None else row._replace(base=base, base_source="of_the_edition")


Clarity = Literal["clear", "unclear", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """Whether a difference is clear; `source` is the key of the source that published it so."""

    clarity: Clarity
    source: str = ""


def verdict(first: Observation, second: Observation, dataset: Dataset) -> Verdict:
    """Whether two values clearly differ, if they may be compared at all (`incomparable`)."""
    described = dataset.described(first.indicator)
    counted = described is not None and described.unit == "count"
    return compare(first, second, dataset.comparisons, counted=counted)


def compare(
    first: Observation,
    second: Observation,
    published: Sequence[Comparison] = (),
    *,
    counted: bool = False,
) -> Verdict:
    """The rule for two values: every sentence, caption, description and message goes by it.

    A published comparison comes first, then counts as they stand, then 95 per cent intervals that
    have nothing in common. Where the base of a share is unknown, its answers are few, or the two
    are from two countries, nobody can tell.
    """
    if first.few or second.few:
        return Verdict("unknown")
    found = _published(first, second, published)
    if found:
        return found
    if counted:
        return Verdict("unclear" if first.value == second.value else "clear")
    one, other = interval_of(first), interval_of(second)
    if one is None or other is None or first.country != second.country:
        return Verdict("unknown")
    return Verdict("unclear" if one.overlaps(other) else "clear")


def _published(
    first: Observation, second: Observation, published: Sequence[Comparison]
) -> Verdict | None:
    pair = {point_of(first), point_of(second)}
    for one in published:
        try:
            said = parse_reference(one.compare)
        except NotationError:
            continue
        if {*said.points} == pair:
            return Verdict("clear" if one.significant else "unclear", one.source)
    return None


def incomparable(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    """Why two values must not be compared, None where they may."""
    if first.few or second.few:
        return phrase("apart/few", fewest=FEWEST)
    if first.indicator != second.indicator:
        return _two_measures(first, second, dataset)
    if first.country != second.country:
        return _two_countries(first, second, dataset)
    found = breaks_among((first, second), dataset.indicators, dataset.editions)
    return found[0].reason if found else None


def across_countries(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    """Why no difference between two countries may be claimed that no source has published."""
    if first.country == second.country or _published(first, second, dataset.comparisons):
        return None
    return phrase("apart/by_itself")


Grade = Literal["with_caveats", "no"]


@dataclass(frozen=True)
class Counterpart:
    """Values abroad of a measure that compare alike with the Danish ones, and why."""

    measure: str
    countries: tuple[str, ...]
    editions: tuple[str, ...]
    grade: Grade
    reason: Text | None


def counterparts(measures: Sequence[str], dataset: Dataset) -> Iterator[Counterpart]:
    """The values abroad of a concept's measures, graded against the same Danish one or newest."""
    rows = [row for name in measures for row in dataset.of(name)]
    danish = {row.key: row for row in rows if row.country == HOME_COUNTRY}
    newest = max(
        danish.values(), key=lambda row: edition_order(dataset.editions[row.edition]), default=None
    )
    found: dict[tuple[str, Grade, Text | None], list[Observation]] = {}
    for row in rows:
        if row.country != HOME_COUNTRY:
            base = danish.get(row._replace(country=HOME_COUNTRY).key, newest)
            found.setdefault((row.indicator, *_grade(base, row, dataset)), []).append(row)
    for (name, grade, reason), alike in found.items():
        countries = tuple(dict.fromkeys(row.country for row in alike))
        order = tuple(in_order((row.edition for row in alike), dataset.editions))
        yield Counterpart(name, countries, order, grade, reason)


def _grade(
    base: Observation | None, row: Observation, dataset: Dataset
) -> tuple[Grade, Text | None]:
    if base is None:
        return "no", phrase("apart/not_danish")
    one, other = dataset.described(base.indicator), dataset.described(row.indicator)
    own = other.comparability if other else None
    if own and one and other and one.population != other.population:
        return "no", own
    reason = incomparable(base, row, dataset)
    return ("no", reason) if reason else ("with_caveats", own)


def grade_among(rows: Sequence[Observation], dataset: Dataset) -> tuple[Grade, Text | None] | None:
    """How far countries compare with Denmark or the first of them; None for one country."""
    if len({row.country for row in rows}) < 2:
        return None
    base = next((row for row in rows if row.country == HOME_COUNTRY), rows[0])
    others = [_grade(base, row, dataset) for row in rows if row.country != base.country]
    return next((one for one in others if one[0] == "no"), others[0])


def _two_measures(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    one, other = dataset.described(first.indicator), dataset.described(second.indicator)
    if one is None or other is None:
        return None
    if one.unit != other.unit:
        return phrase("apart/units")
    if one.population != other.population:
        return phrase("apart/populations", one=one.population, other=other.population)
    return phrase("apart/editions") if first.edition != second.edition else None


def _two_countries(first: Observation, second: Observation, dataset: Dataset) -> Text | None:
    indicator = dataset.indicators.get(first.indicator)
    for chart in indicator.charts.values() if indicator else ():
        one, other = chart.apart.get(first.country), chart.apart.get(second.country)
        if one != other:
            for country, apart in ((first.country, one), (second.country, other)):
                if apart:
                    return phrase("apart/country", country=country_in_text(country), apart=apart)
    return None
