"""Observations, indicators, editions, sources and terms as frozen models; the table's columns."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from barometer.text import ADDRESS, Language, Strict, Text, Words, require_open


def as_text(value: object) -> object:
    """YAML reads the edition `4` and the hour `9.30` as numbers; here they are names."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
EditionKey = Annotated[str, BeforeValidator(as_text), StringConstraints(pattern=r"^[a-z0-9_]+$")]

PartialDate = Annotated[
    str, BeforeValidator(as_text), StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
]

Count = Annotated[int, Field(ge=0)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Unit = Literal["percent", "count"]
Status = Literal["", "edition_inferred", "third_party", "provisional", "revised"]

Kind = Literal[
    "bars",
    "grouped_bars",
    "dumbbell",
    "line",
    "stacked_bar",
    "small_multiples",
    "country_dots",
    "big_number",
]

ELSEWHERE: Mapping[str, int] = {"edition_inferred": 1, "third_party": 2}
"""Statuses of values read elsewhere than in the publication of their survey, the farthest last."""

BaseSource = Literal["", "with_the_value", "of_the_edition"]
EditionBase = Literal["all", "innovative"]

FEWEST = 30
"""With fewer answers a value is shown with the words "few answers", and compared with nothing."""


class Observation(NamedTuple):
    """One published value, in the indicator's unit; `base` is unweighted, None if not published.

    A tuple, because a table may have a million of them. `base_source`, which is no column of the
    table, says where a known base was published.
    """

    indicator: Name
    country: Country
    edition: EditionKey
    breakdown: Name
    category: Name
    value: Number
    base: Count | None
    status: Status
    source: Name
    base_source: BaseSource = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The five cells that name the value."""
        return self.indicator, self.country, self.edition, self.breakdown, self.category

    @property
    def few(self) -> bool:
        """Whether too few answered for the value to take part in any claim or comparison."""
        return self.base is not None and self.base < FEWEST


COLUMNS: tuple[str, ...] = Observation._fields[:-1]
"""The columns of observations.csv."""

KEY: tuple[str, ...] = COLUMNS[:5]
"""The columns that name a value."""

HOME_COUNTRY = "DK"
"""The country that is meant where none is named."""

Address = Annotated[str, StringConstraints(pattern=ADDRESS), AfterValidator(require_open)]

EARLIER_HOSTS = ("coi.dk", "www.coi.dk")
"""Where COI's earlier site stood; this site has taken its addresses over."""


class Source(Strict):
    """Where a value or a fact was published; `archive` is a snapshot of it that somebody has seen.

    Readers and programs are led to `link`. Files of data also give `address`, as plain text.
    No `licence` means that none was seen, no `read` that nobody noted how much of it was read.
    """

    title: Words
    publisher: Words
    publisher_en: Words | None = None
    address: Address
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    date: PartialDate | None = None
    licence: Text | None = None
    archive: Address | None = None
    read: Literal["whole", "excerpt", "title"] | None = None

    @property
    def publisher_name(self) -> Text:
        """The publisher's name in each language: its own, where it has none in English."""
        return Text(da=self.publisher, en=self.publisher_en or self.publisher)

    @property
    def earlier(self) -> bool:
        """Whether it stood on COI's earlier site, and so is not at its first address any more."""
        return urlsplit(self.address).hostname in EARLIER_HOSTS

    @property
    def link(self) -> str:
        """Where it can be opened today; empty where nobody has seen a copy of an earlier page."""
        return self.archive or ("" if self.earlier else self.address)

    @property
    def first_address(self) -> Text:
        """Its first address as running text, which says so of a page of the earlier site."""
        if not self.earlier:
            return Text(da=self.address, en=self.address)
        shown = self.address.split("://")[1]
        return Text(da=f"fra det tidligere coi.dk: {shown}", en=f"from the earlier coi.dk: {shown}")


READ: Mapping[str, Text] = {
    "whole": Text(da="læst i sin helhed", en="read in full"),
    "excerpt": Text(da="læst i uddrag", en="read in excerpts"),
    "title": Text(da="kun titlen er læst", en="only the title has been read"),
}
"""How far a source was read, as its note says it."""


class Affiliation(Strict):
    """The organisation that the centre belongs to, since when, and the source that says so."""

    name: Text
    since: PartialDate
    source: Name


class Account(Strict):
    """An account on a social medium, as a source named it at that time."""

    network: Words
    name: Words
    seen: PartialDate
    source: Name


class Publisher(Strict):
    """Who publishes the site; a field that nobody can fill in yet is empty, never guessed."""

    name: Text
    short_name: Text
    part_of: Affiliation | None = None
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    form: Address | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[\d ]{8,}$")] | None = None
    postal_address: Text | None = None
    cvr: Annotated[str, BeforeValidator(as_text), StringConstraints(pattern=r"^\d{8}$")] | None = (
        None
    )
    data_controller: Text | None = None
    editor: Text | None = None
    newsletter: Address | None = None
    accounts: tuple[Account, ...] = ()

    @property
    def contact(self) -> str:
        """Where readers write: the form, else the mail address; empty while there is neither."""
        return self.form or self.email or ""

    @property
    def sources(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """The keys of the sources that it names, each after the place where it stands."""
        part = [(("part_of",), self.part_of.source)] if self.part_of else []
        return (*part, *((("accounts", at), one.source) for at, one in enumerate(self.accounts)))


PeriodKind = Literal["reference", "survey", "publication"]


class Edition(Strict):
    """One wave of a survey; `start` and `end` are the years of its reference period.

    `period_kind` says so where they are those of the survey or its publication instead. A period
    that does not follow the calendar begins on its `first_day` and ends before that day of `end`.
    """

    country: Country | None = None
    countries: tuple[Country, ...] = ()
    title: Text
    start: Year
    end: Year
    period_kind: PeriodKind = "reference"
    first_day: date | None = None
    period: Text
    fieldwork: Text | None = None
    published: date | None = None
    answers: Count | None = None
    sample: Count | None = None
    population: Count | None = None
    response_rate: Percent | None = None
    base_all: Count | None = None
    base_innovative: Count | None = None
    source: Name
    break_: Annotated[Text | None, Field(alias="break")] = None
    notes: Text | None = None

    @property
    def covers(self) -> tuple[str, ...]:
        """The countries of the survey; empty if the edition does not say."""
        return (self.country,) if self.country else self.countries

    def named(self, language: Language) -> str:
        """Title and period: `4. udgave (2021–2023)`; the title alone where it says the period."""
        title, period = self.title[language], self.period[language]
        return title if period in title else f"{title} ({period})"


class Breakdown(Strict):
    """How a measure is divided: a `whole` sums to 100, `answers_partial` have not all been seen."""

    title: Text
    order: tuple[Name, ...] = ()
    whole: bool = False
    answers_partial: bool = False
    labels: Mapping[Name, Text]


class Chart(Strict):
    """One figure of an indicator; `apart` names the populations that differ from the others'."""

    kind: Kind
    breakdown: Name = "total"
    editions: tuple[EditionKey, ...] = ()
    countries: tuple[Country, ...] = (HOME_COUNTRY,)
    categories: tuple[Name, ...] = ()
    apart: Mapping[Country, Text] = Field(default_factory=dict)
    finding: Text

    def shows(self, row: Observation) -> bool:
        """Whether a value of the indicator is drawn in this figure."""
        return (
            row.breakdown == self.breakdown
            and row.country in self.countries
            and (not self.editions or row.edition in self.editions)
            and (not self.categories or row.category in self.categories)
        )


class Break(Strict):
    """Values of this edition and later are not comparable with earlier ones."""

    edition: EditionKey
    reason: Text


class Conflict(Strict):
    """A value that another source prints for a key of ours."""

    edition: EditionKey
    breakdown: Name = "total"
    category: Name = "all"
    country: Country = HOME_COUNTRY
    value: Number
    source: Name
    note: Text


class AlsoMeasured(Strict):
    """A sister measure, here or abroad, and how far it compares."""

    indicator: Name
    note: Text


class Topics(Strict):
    """Words that a reader may search for."""

    da: tuple[str, ...]
    en: tuple[str, ...]


class Described(Strict):
    """What every indicator says about itself, drawn or not.

    `edition_base` says for a breakdown (or `total`) that each of its values is a share of all who
    answered, or of the innovative workplaces among them: then the edition's number of answers is
    the base of a value that was published without its own.
    """

    title: Text
    question: Text
    population: Text
    unit: Unit
    edition_base: Mapping[Name, EditionBase] = Field(default_factory=dict)
    comparability: Text | None = None


class Indicator(Described):
    """One file of `data/indicators/`: a measure with its words, labels and charts."""

    theme: Name
    measure: Text
    short: Text | None = None
    slug: "SlugPair"
    breakdowns: Mapping[Name, Breakdown] = Field(default_factory=dict)
    charts: Annotated[Mapping[Name, Chart], Field(min_length=1)]
    breaks: tuple[Break, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: Text | None = None
    also_measured: tuple[AlsoMeasured, ...] = ()
    topics: Topics | None = None
    searches: Topics | None = None


class SlugPair(Strict):
    """The address words of a page in each language."""

    da: Slug
    en: Slug

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en


TermKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]


class Term(Strict):
    """A word of the glossary: what it means, how it is inflected, what not to write instead.

    `in_text` is false for words so common that pages need not explain them where they stand; it
    lists forms where only these have the meaning of the glossary.
    """

    term: Text
    definition: Text
    forms: Topics | None = None
    avoid: Topics | None = None
    in_text: bool | Topics = True
    source: Name | None = None


class Concept(Strict):
    """What questions of several surveys are about, the Danish `measures` first."""

    title: Text
    measures: Annotated[tuple[Name, ...], Field(min_length=1)]


class Comparison(Strict):
    """A difference that a source published as significant or not: `a/b/c@3 > a/b/d@3`."""

    compare: Words
    significant: bool
    source: Name
    note: Text | None = None


class Dataset(Strict):
    """Everything that figures and sentences are made from; `release` is the version that is out.

    `withheld` says when each value that waits here comes out, by the five cells that name it.
    """

    observations: tuple[Observation, ...]
    editions: Mapping[EditionKey, Edition]
    sources: Mapping[Name, Source]
    indicators: Mapping[Name, Indicator]
    values: Mapping[Name, Described]
    themes: Mapping[Name, Text]
    publisher: Publisher
    words: Mapping[Name, Mapping[Name, Text]] = Field(default_factory=dict)
    terms: Mapping[TermKey, Term] = Field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    concepts: Mapping[Name, Concept] = Field(default_factory=dict)
    release: str = ""
    withheld: Mapping[tuple[str, ...], str] = Field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of the data; before the first, letters that change as the values do."""
        if self.release:
            return self.release
        values = repr([tuple(row) for row in self.observations])
        return hashlib.sha256(values.encode()).hexdigest()[:8]

    def sources_of(self, rows: Iterable[Observation]) -> Mapping[Name, Source]:
        """The sources of these values by key: official statistics, the survey's own, others."""
        official = self.words["citation"]["statistics"].da

        def rank(row: Observation) -> tuple[bool, int]:
            return self.sources[row.source].publisher != official, ELSEWHERE.get(row.status, 0)

        return {row.source: self.sources[row.source] for row in sorted(rows, key=rank)}

    def publishers(self, rows: Iterable[Observation], language: Language) -> tuple[str, ...]:
        """Who published these values, each once, in the order of their sources."""
        found = self.sources_of(rows).values()
        return tuple(dict.fromkeys(one.publisher_name[language] for one in found))

    def described(self, name: str) -> Described | None:
        """The indicator or the plain value of that name, if there is one."""
        return self.indicators.get(name) or self.values.get(name)

    def of(self, indicator: str) -> tuple[Observation, ...]:
        """The observations of one indicator, in the order of the table."""
        return tuple(row for row in self.observations if row.indicator == indicator)

    def answers_partial(self, row: Observation) -> bool:
        """Whether a value stands in a list of answers of which some have not been seen."""
        indicator = self.indicators.get(row.indicator)
        breakdown = indicator.breakdowns.get(row.breakdown) if indicator else None
        return breakdown is not None and breakdown.answers_partial


DANISH: Mapping[str, str] = {
    "indicator": "indikator",
    "country": "land",
    "edition": "udgave",
    "breakdown": "opdeling",
    "category": "kategori",
    "value": "værdi",
    "base": "grundlag",
    "status": "status",
    "source": "kilde",
}

TABLE = "data/observations.csv"
EDITIONS_FILE = "data/editions.yml"
