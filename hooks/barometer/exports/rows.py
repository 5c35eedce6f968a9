"""One published value with its words; columns of published tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from barometer.data.breaks import Interval, breaks_among, interval_of
from barometer.data.model import Dataset, Described, Edition, Indicator, Observation, Source
from barometer.text import LANGUAGES, Language, Text, country_name

Kind = Literal["code", "text", "number", "integer", "year", "address"]


Cell = str | int | float | None


UNITS = ("percent", "count")


BASE_SOURCES = ("with_the_value", "of_the_edition")


FEW = "few_answers"


STATUSES = ("edition_inferred", "third_party", "provisional", "revised")


@dataclass(frozen=True)
class Column:
    """A column: `required` cells are never empty, `choices` are all that may stand in it."""

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def language(self) -> Language | None:
        """The language of its texts, where its name ends in one."""
        return next((one for one in LANGUAGES if self.name.endswith(f"_{one}")), None)

    @property
    def key(self) -> str:
        """Its name without the language: what the words are kept under."""
        return self.name.removesuffix(f"_{self.language}") if self.language else self.name


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose cells must stand in a code list."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """A table as it is published; `path` is its file, beside its description."""

    path: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]
    references: tuple[ForeignKey, ...] = ()

    @property
    def name(self) -> str:
        """What the table is called inside a description: `countries` of `codes-countries.csv`."""
        return self.path.removesuffix(".csv").removeprefix("codes-").replace(".", "_")


def column_title(column: Column, words: Mapping[str, Text]) -> Text:
    """The heading of a column in both languages."""
    return words[f"column_{column.key}"]


def column_description(column: Column, words: Mapping[str, Text]) -> Text:
    """What a column means, in both languages."""
    return words[f"about_{column.key}"]


def code_column(name: str, *choices: str, required: bool = True) -> Column:
    """A column of codes."""
    return Column(name, "code", required, choices)


def language_columns(name: str, *, required: bool = False) -> tuple[Column, Column]:
    """A column of texts for each language."""
    danish, english = (Column(f"{name}_{language}", "text", required) for language in LANGUAGES)
    return danish, english


OBSERVATIONS: tuple[Column, ...] = (
    code_column("indicator"),
    code_column("country"),
    code_column("edition"),
    code_column("breakdown"),
    code_column("category"),
    Column("value", "number", required=True),
    code_column("unit", *UNITS),
    Column("base", "integer"),
    code_column("base_source", *BASE_SOURCES, required=False),
    Column("own_interval_low", "number"),
    Column("own_interval_high", "number"),
    code_column("reliability", FEW, required=False),
    code_column("status", *STATUSES, required=False),
    *language_columns("break"),
    *language_columns("comparability"),
    Column("period_start", "year", required=True),
    Column("period_end", "year", required=True),
    code_column("source"),
    Column("source_publisher", required=True),
    Column("source_address", "address", required=True),
    Column("source_licence", required=True),
    Column("publisher", required=True),
    Column("licence", "address", required=True),
)


KEY = ("indicator", "country", "edition", "breakdown", "category")


SHEET = (
    "indicator",
    "title",
    "country",
    "edition",
    "period",
    "period_start",
    "period_end",
    "breakdown",
    "category",
    "value",
    "unit",
    "base",
    "base_source",
    "own_interval_low",
    "own_interval_high",
    "reliability",
    "status",
    "break",
    "comparability",
    "source_title",
    "source_publisher",
    "source_address",
    "source_licence",
    "publisher",
    "licence",
)


WHOLE = "all"


PLACES = 1
"""Decimals of the interval: the base does not bear more."""


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
            "value": trim_number(self.observation.value),
            "base": self.observation.base,
            "base_source": self.observation.base_source or None,
            "own_interval_low": trim_number(round(interval.low, PLACES)) if interval else None,
            "own_interval_high": trim_number(round(interval.high, PLACES)) if interval else None,
        }


def trim_number(value: float) -> float:
    """The number without a point that says nothing: 83, not 83.0."""
    return int(value) if value == int(value) else value


def rows_of(dataset: Dataset, observations: Iterable[Observation]) -> tuple[PublishedRow, ...]:
    """The observations with their words, in the order given."""
    found = tuple(observations)
    breaks = breaks_among(found, dataset.indicators, dataset.editions)
    broken = {(one.indicator, one.country, one.edition): one.reason for one in breaks}
    return tuple(
        _row(dataset, one, broken.get((one.indicator, one.country, one.edition))) for one in found
    )


def _row(dataset: Dataset, one: Observation, broken: Text | None) -> PublishedRow:
    words = dataset.words["exports"]
    described = dataset.described(one.indicator)
    assert described is not None, one.indicator  # noqa: S101 - the data were found right
    own = described if isinstance(described, Indicator) else None
    breakdown = own.breakdowns.get(one.breakdown) if own else None
    return PublishedRow(
        one,
        described,
        dataset.editions[one.edition],
        dataset.sources[one.source],
        country_name(one.country),
        breakdown.title if breakdown else words["undivided"],
        breakdown.labels[one.category] if breakdown else words["total"],
        interval_of(one) if described.unit == "percent" else None,
        broken,
        own.comparability if own else None,
    )
