"""The codebook of everything that is published as a table: each column's name, kind and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from barometer.text import LANGUAGES, Language, Text

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
class Reference:
    """Columns whose cells must stand in a code list."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as it is published; `path` is its file, beside its description."""

    path: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def name(self) -> str:
        """What the table is called inside a description: `countries` of `codes-countries.csv`."""
        return self.path.removesuffix(".csv").removeprefix("codes-").replace(".", "_")


def title(column: Column, words: Mapping[str, Text]) -> Text:
    """The heading of a column in both languages."""
    return words[f"column_{column.key}"]


def about(column: Column, words: Mapping[str, Text]) -> Text:
    """What a column means, in both languages."""
    return words[f"about_{column.key}"]


def code(name: str, *choices: str, required: bool = True) -> Column:
    """A column of codes."""
    return Column(name, "code", required, choices)


def both(name: str, *, required: bool = False) -> tuple[Column, Column]:
    """A column of texts for each language."""
    danish, english = (Column(f"{name}_{language}", "text", required) for language in LANGUAGES)
    return danish, english


OBSERVATIONS: tuple[Column, ...] = (
    code("indicator"),
    code("country"),
    code("edition"),
    code("breakdown"),
    code("category"),
    Column("value", "number", required=True),
    code("unit", *UNITS),
    Column("base", "integer"),
    code("base_source", *BASE_SOURCES, required=False),
    Column("own_interval_low", "number"),
    Column("own_interval_high", "number"),
    code("reliability", FEW, required=False),
    code("status", *STATUSES, required=False),
    *both("break"),
    *both("comparability"),
    Column("period_start", "year", required=True),
    Column("period_end", "year", required=True),
    code("source"),
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
