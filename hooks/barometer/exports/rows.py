"""One published value with its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barometer.data.breaks import Interval, breaks_among, interval_of
from barometer.data.model import Dataset, Described, Edition, Indicator, Observation, Source
from barometer.text import Text, country_name, round_number

Cell = str | int | float | None

FEW = "few_answers"
WHOLE = "all"

PLACES = 1
"""Decimals of the interval: the base does not bear more."""


def count_decimals(value: float) -> int:
    """How many decimals a value has as it is published."""
    return max(0, -int(round_number(value).as_tuple().exponent))


@dataclass(frozen=True)
class PublishedRow:
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

    @property
    def numbers(self) -> Mapping[str, Cell]:
        """The value, the answers behind it, and the limits of its interval."""
        low, high = (self.interval.low, self.interval.high) if self.interval else (None, None)
        return {
            "value": trim_number(self.observation.value),
            "base": self.observation.base,
            "own_interval_low": None if low is None else trim_number(round(low, PLACES)),
            "own_interval_high": None if high is None else trim_number(round(high, PLACES)),
        }

    def codes(self, words: Mapping[str, Text]) -> Mapping[str, Cell | Text]:
        """The cells of the table for programs."""
        one = self.observation
        return {
            **self.numbers,
            "indicator": one.indicator,
            "country": one.country,
            "edition": one.edition,
            "breakdown": one.breakdown,
            "category": one.category,
            "unit": self.described.unit,
            "base_source": one.base_source or None,
            "reliability": FEW if self.few else None,
            "status": one.status or None,
            "break": self.broken,
            "comparability": self.comparability,
            "period_start": self.edition.start,
            "period_end": self.edition.end,
            "source": one.source,
            "source_publisher": self.source.publisher,
            "source_address": self.source.address,
            "source_licence": self.source.licence or words["licence_unseen"],
        }

    def names(self, words: Mapping[str, Text]) -> Mapping[str, Cell | Text]:
        """The cells of a spreadsheet: names instead of codes."""
        one = self.observation
        return {
            **self.codes(words),
            "title": self.described.title,
            "country": self.country,
            "edition": self.edition.title,
            "period": self.edition.period,
            "breakdown": self.breakdown,
            "category": self.category,
            "unit": words[f"unit_{self.described.unit}"],
            "base_source": words[one.base_source] if one.base_source else None,
            "reliability": words[f"status_{FEW}"] if self.few else None,
            "status": words[f"status_{one.status or 'published'}"],
            "source_title": self.source.title,
        }


def trim_number(value: float) -> float:
    """The number without a point that says nothing: 83, not 83.0."""
    return int(value) if value == int(value) else value


def publish_rows(dataset: Dataset, observations: Iterable[Observation]) -> tuple[PublishedRow, ...]:
    """The observations with their words, in the order given."""
    rows = tuple(observations)
    breaks = breaks_among(rows, dataset.indicators, dataset.editions)
    broken = {(one.indicator, one.country, one.edition): one.reason for one in breaks}
    return tuple(
        _publish(dataset, one, broken.get((one.indicator, one.country, one.edition)))
        for one in rows
    )


def _publish(dataset: Dataset, one: Observation, broken: Text | None) -> PublishedRow:
    words = dataset.words["exports"]
    described = dataset.described(one.indicator)
    assert described is not None, one.indicator  # noqa: S101 - the data were found right
    own = described if isinstance(described, Indicator) else None
    breakdown = own.breakdowns.get(one.breakdown) if own else None
    return PublishedRow(
        observation=one,
        described=described,
        edition=dataset.editions[one.edition],
        source=dataset.sources[one.source],
        country=country_name(one.country),
        breakdown=breakdown.title if breakdown else words["undivided"],
        category=breakdown.labels[one.category] if breakdown else words["total"],
        interval=interval_of(one) if described.unit == "percent" else None,
        broken=broken,
        comparability=own.comparability if own else None,
    )
