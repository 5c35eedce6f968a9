"""One published value with everything that a stranger needs to read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from barometer import language as lang
from barometer.data.intervals import Interval, interval_of
from barometer.data.model import Dataset, Described, Edition, Indicator, Observation, Source
from barometer.exports.columns import Cell
from barometer.text import Language, Text

WHOLE = "all"
PLACES = 1
"""Decimals of the interval: the base does not bear more."""


@dataclass(frozen=True)
class Row:
    """An observation with its words; `broken` says why it does not compare with earlier ones."""

    observation: Observation
    described: Described
    edition: Edition
    source: Source
    country: Text
    breakdown: Text
    category: Text
    interval: Interval | None
    broken: Text | None
    comparability: Text | None

    def machine(self, publisher: str, licence: str) -> Mapping[str, Cell]:
        """The cells of the table for programs, by column."""
        one = self.observation
        return {
            **self._numbers(),
            "indicator": one.indicator,
            "country": one.country,
            "edition": one.edition,
            "breakdown": one.breakdown,
            "category": one.category,
            "unit": self.described.unit,
            "status": one.status or None,
            "break_da": self.broken.da if self.broken else None,
            "break_en": self.broken.en if self.broken else None,
            "comparability_da": self.comparability.da if self.comparability else None,
            "comparability_en": self.comparability.en if self.comparability else None,
            "period_start": self.edition.start,
            "period_end": self.edition.end,
            "source": one.source,
            "source_publisher": self.source.publisher,
            "source_address": self.source.address,
            "source_licence": self.source.licence,
            "publisher": publisher,
            "licence": licence,
        }

    def human(
        self, language: Language, words: Mapping[str, Text], publisher: str, licence: str
    ) -> Mapping[str, Cell]:
        """The cells of a spreadsheet in one language, by column: names instead of codes."""
        one = self.observation
        return {
            **self.machine(publisher, licence),
            "title": self.described.title[language],
            "country": self.country[language],
            "edition": self.edition.title[language],
            "period": self.edition.period[language],
            "breakdown": self.breakdown[language],
            "category": self.category[language],
            "unit": words[f"unit_{self.described.unit}"][language],
            "status": words[f"status_{one.status or 'published'}"][language],
            "break": self.broken[language] if self.broken else None,
            "comparability": self.comparability[language] if self.comparability else None,
            "source_title": self.source.title,
        }

    def _numbers(self) -> Mapping[str, Cell]:
        interval = self.interval
        return {
            "value": tidy(self.observation.value),
            "base": self.observation.base,
            "own_interval_low": tidy(round(interval.low, PLACES)) if interval else None,
            "own_interval_high": tidy(round(interval.high, PLACES)) if interval else None,
        }


def tidy(value: float) -> float:
    """The number without a point that says nothing: 83, not 83.0."""
    return int(value) if value == int(value) else value


def rows_of(dataset: Dataset, observations: Iterable[Observation]) -> tuple[Row, ...]:
    """The observations with their words, in the order given."""
    found = tuple(observations)
    broken = {
        (one.indicator, one.country, one.edition): one.reason for one in breaks(dataset, found)
    }
    return tuple(
        _row(dataset, one, broken.get((one.indicator, one.country, one.edition))) for one in found
    )


def _row(dataset: Dataset, one: Observation, broken: Text | None) -> Row:
    words = dataset.words["exports"]
    described = dataset.described(one.indicator)
    assert described is not None, one.indicator  # noqa: S101 - the data were found right
    own = described if isinstance(described, Indicator) else None
    breakdown = own.breakdowns.get(one.breakdown) if own else None
    return Row(
        one,
        described,
        dataset.editions[one.edition],
        dataset.sources[one.source],
        lang.country(one.country),
        breakdown.title if breakdown else words["undivided"],
        breakdown.labels[one.category] if breakdown else words["total"],
        interval_of(one) if described.unit == "percent" else None,
        broken,
        own.comparability if own else None,
    )


@dataclass(frozen=True)
class BreakAt:
    """From `edition` on, a country's values of an indicator do not compare with earlier ones.

    `said` is the edition that the break is told of, which may have no value of the indicator.
    """

    indicator: str
    country: str
    edition: str
    said: str
    reason: Text


def breaks(dataset: Dataset, observations: Sequence[Observation]) -> Iterator[BreakAt]:
    """Every break between two editions that both have values; the indicator's own words first."""
    series: dict[tuple[str, str], set[str]] = {}
    for one in observations:
        series.setdefault((one.indicator, one.country), set()).add(one.edition)
    for (name, country), editions in series.items():
        for said, reason in _reasons(dataset, name, country).items():
            later = [one for one in ordered(dataset, editions) if not _before(dataset, one, said)]
            if later and len(later) < len(editions):
                yield BreakAt(name, country, later[0], said, reason)


def _reasons(dataset: Dataset, name: str, country: str) -> Mapping[str, Text]:
    found = {
        key: one.break_
        for key, one in dataset.editions.items()
        if one.break_ and (not one.covers or country in one.covers)
    }
    own = dataset.indicators.get(name)
    return found | {one.edition: one.reason for one in (own.breaks if own else ())}


def ordered(dataset: Dataset, editions: Iterable[str]) -> list[str]:
    """Editions by the years they measure."""
    book = dataset.editions
    return sorted(set(editions), key=lambda key: (book[key].start, book[key].end, key))


def _before(dataset: Dataset, edition: str, other: str) -> bool:
    return dataset.editions[edition].start < dataset.editions[other].start
