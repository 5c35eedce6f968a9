"""One published value with everything that a stranger needs to read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barometer import language as lang
from barometer.data.breaks import breaks_among
from barometer.data.intervals import Interval, interval_of
from barometer.data.model import Dataset, Described, Edition, Indicator, Observation, Source
from barometer.exports.columns import FEW, Cell
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

    @property
    def few(self) -> bool:
        """Whether so few answered that the value is compared with nothing."""
        return self.observation.few

    @property
    def marks(self) -> tuple[str, ...]:
        """What a value must not be read without: its status, and that few answered."""
        return tuple(one for one in (self.observation.status, FEW if self.few else "") if one)

    def machine(
        self, words: Mapping[str, Text], publisher: str, licence: str
    ) -> Mapping[str, Cell]:
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
            "reliability": FEW if self.few else None,
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
            "source_licence": (self.source.licence or words["licence_unseen"]).en,
            "publisher": publisher,
            "licence": licence,
        }

    def human(
        self, language: Language, words: Mapping[str, Text], publisher: str, licence: str
    ) -> Mapping[str, Cell]:
        """The cells of a spreadsheet in one language, by column: names instead of codes."""
        one = self.observation
        return {
            **self.machine(words, publisher, licence),
            "title": self.described.title[language],
            "country": self.country[language],
            "edition": self.edition.title[language],
            "period": self.edition.period[language],
            "breakdown": self.breakdown[language],
            "category": self.category[language],
            "unit": words[f"unit_{self.described.unit}"][language],
            "base_source": words[one.base_source][language] if one.base_source else None,
            "reliability": words[f"status_{FEW}"][language] if self.few else None,
            "status": words[f"status_{one.status or 'published'}"][language],
            "break": self.broken[language] if self.broken else None,
            "comparability": self.comparability[language] if self.comparability else None,
            "source_title": self.source.title,
            "source_licence": (self.source.licence or words["licence_unseen"])[language],
        }

    def _numbers(self) -> Mapping[str, Cell]:
        interval = self.interval
        return {
            "value": tidy(self.observation.value),
            "base": self.observation.base,
            "base_source": self.observation.base_source or None,
            "own_interval_low": tidy(round(interval.low, PLACES)) if interval else None,
            "own_interval_high": tidy(round(interval.high, PLACES)) if interval else None,
        }


def tidy(value: float) -> float:
    """The number without a point that says nothing: 83, not 83.0."""
    return int(value) if value == int(value) else value


def rows_of(dataset: Dataset, observations: Iterable[Observation]) -> tuple[Row, ...]:
    """The observations with their words, in the order given."""
    found = tuple(observations)
    breaks = breaks_among(found, dataset.indicators, dataset.editions)
    broken = {(one.indicator, one.country, one.edition): one.reason for one in breaks}
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
