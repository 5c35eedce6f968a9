"""The answers of the API, version 1, as models: they make the answers, the schema and its words.

Fields may be added in version 1; none is removed, renamed or given another meaning.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from barometer.data.model import BaseSource, Status, Unit
from barometer.exports.notes import NoteKind
from barometer.exports.rows import tidy
from barometer.text import Language, Text

Number = Annotated[float, PlainSerializer(tidy, return_type=float)]


class Answer(BaseModel):
    """What is written, never read: exact keys, and nothing else."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Licence(Answer):
    """The licence of collection and values; `NOASSERTION` where that of a value was not seen.

    The address then leads to the page that says the terms of each publisher.
    """

    id: str
    title: str
    address: str


class Period(Answer):
    """The first and the last year covered."""

    start: int
    end: int


class Coded(Answer):
    """A code with its name in the language of the answer."""

    code: str
    name: str


class EditionRef(Coded):
    """An edition with the years it measures; `period` is how the site writes them."""

    start: int
    end: int
    period: str


class Interval(Answer):
    """An interval of our own calculation; `method` names it."""

    low: Number
    high: Number
    method: str


class Observation(Answer):
    """One published value, in the indicator's unit, as the source printed it."""

    country: Coded
    edition: EditionRef
    breakdown: Coded
    category: Coded
    value: Number
    base: Annotated[int | None, Field(description="Unweighted answers; null: unknown")]
    base_source: Annotated[
        BaseSource,
        Field(description="Where `base` was published; empty where it is unknown"),
    ]
    interval: Annotated[Interval | None, Field(description="null where the base is unknown")]
    reliability: Annotated[
        Literal["", "few_answers"],
        Field(description="few_answers: too few to compare the value with others"),
    ]
    reliability_name: str
    status: Annotated[Status, Field(description="Empty: printed as it stands")]
    status_name: str
    break_before: Annotated[
        str | None,
        Field(description="Why it does not compare with earlier editions"),
    ]
    source: Annotated[str, Field(description="Key into `sources`")]


class SourceAnswer(Answer):
    """Where values were first published; `archive` is a snapshot, null where none has been seen.

    So is `licence`. A page of the earlier coi.dk is no longer at its first address.
    """

    key: str
    title: str
    publisher: str
    address: str
    language: str
    date: str | None
    licence: str | None
    archive: str | None


class NoteAnswer(Answer):
    """One thing to know before the values are used."""

    kind: NoteKind
    text: str


class Sister(Answer):
    """A measure of something similar, and how far it compares."""

    name: str
    title: str
    note: str


class FileLink(Answer):
    """A file with the same values in another form."""

    kind: str
    name: str
    address: str


class IndicatorLinks(Answer):
    """Absolute addresses."""

    self: str
    other_language: str
    page: str
    list: str
    schema_: Annotated[str, Field(serialization_alias="schema")]
    files: tuple[FileLink, ...]


class Common(Answer):
    """What every answer says of the collection."""

    api: Literal["1"] = "1"
    publisher: str
    licence: Licence
    rights: Text | str
    period: Period
    version: Annotated[str, Field(description="Version of the data")]


class IndicatorAnswer(Common):
    """Everything about one indicator in one language."""

    rights: str
    language: Language
    name: str
    identifier: str
    title: str
    measure: str
    question: Annotated[str, Field(description="In our own words")]
    question_note: str
    population: str
    unit: Unit
    unit_name: str
    theme: Coded
    keywords: tuple[str, ...]
    comparability: str
    observations: tuple[Observation, ...]
    sources: tuple[SourceAnswer, ...]
    notes: tuple[NoteAnswer, ...]
    citations: Annotated[
        tuple[str, ...], Field(description="How to cite each chart, as on the page")
    ]
    also_measured: tuple[Sister, ...]
    links: IndicatorLinks


class ItemLinks(Answer):
    """Absolute addresses, by language."""

    page: Text
    answer: Text


class Item(Answer):
    """One indicator of the list."""

    name: str
    title: Text
    theme: str
    theme_name: Text
    unit: Unit
    period: Period
    countries: tuple[str, ...]
    editions: tuple[str, ...]
    values: int
    links: ItemLinks


class ListLinks(Answer):
    """Absolute addresses."""

    self: str
    openapi: str
    schema_: Annotated[str, Field(serialization_alias="schema")]
    page: Text


class ListAnswer(Common):
    """Every indicator, in the order of the alphabet."""

    rights: Text
    indicators: tuple[Item, ...]
    links: ListLinks
