"""What every file says of its numbers: published values with words, notes, names of files."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict

from barometer.data.breaks import Interval, breaks_among, interval_of
from barometer.data.model import Dataset, Described, Edition, Indicator, Observation, Source
from barometer.data.notation import read_point
from barometer.pages.addresses import DATA_PAGE, PageKey, anchor_of_value, page_key
from barometer.pages.site import Site
from barometer.text import (
    LANGUAGES,
    Language,
    Text,
    country_name,
    fill_template,
    format_date,
    format_number,
    in_both,
    list_in_both,
)

Cell = str | int | float | None

FEW = "few_answers"
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

    @property
    def marks(self) -> tuple[str, ...]:
        """What a value must not be read without: its status, and that few answered."""
        return tuple(
            one for one in (self.observation.status, FEW if self.observation.few else "") if one
        )

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
            "reliability": FEW if self.observation.few else None,
            "status": one.status or None,
            "break": self.broken,
            "comparability": self.described.comparability,
            "period_start": self.edition.start,
            "period_end": self.edition.end,
            "period_kind": self.edition.period_kind,
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
            "period_kind": words[f"period_{self.edition.period_kind}"],
            "breakdown": self.breakdown,
            "category": self.category,
            "unit": words[f"unit_{self.described.unit}"],
            "base_source": words[one.base_source] if one.base_source else None,
            "reliability": words[f"status_{FEW}"] if one.few else None,
            "status": words[f"status_{one.status or 'published'}"],
            "source_title": self.source.title,
            "source_publisher": self.source.publisher_name,
        }


def trim_number(value: float) -> float:
    """The number without a point that says nothing: 83, not 83.0."""
    return int(value) if value == int(value) else value


def publish_rows(dataset: Dataset, observations: Iterable[Observation]) -> tuple[PublishedRow, ...]:
    """The observations with their words, in the order given."""
    rows = tuple(observations)
    breaks = breaks_among(rows, dataset.indicators, dataset.editions)
    broken = {(one.indicator, one.country, one.edition): one.reason for one in breaks}
    words, found = dataset.words["exports"], []
    for one in rows:
        described = dataset.described(one.indicator)
        assert described is not None, one.indicator  # noqa: S101 - the data were found right
        own = described if isinstance(described, Indicator) else None
        breakdown = own.breakdowns.get(one.breakdown) if own else None
        row = PublishedRow(
            observation=one,
            described=described,
            edition=dataset.editions[one.edition],
            source=dataset.sources[one.source],
            country=country_name(one.country),
            breakdown=breakdown.title if breakdown else words["undivided"],
            category=breakdown.labels[one.category] if breakdown else words["total"],
            interval=interval_of(one) if described.unit == "percent" else None,
            broken=broken.get((one.indicator, one.country, one.edition)),
        )
        found.append(row)
    return tuple(found)


ALL = "barometer"
DATA_FOLDER = "data/"
API = "api/v1/"
CLAIMS = f"{API}claims.json"
CLAIMS_SCHEMA = f"{API}claims.schema.json"
HOSTING = f"{DATA_FOLDER}hosting/"
SERVERS = ("nginx.conf", "Caddyfile")
"""Settings with which a server of a reader's own serves the site."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_ID = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_SHORT = "CC BY 4.0"
NO_LICENCE_ID = "NOASSERTION"
"""What SPDX writes where nobody can say which licence holds."""

METHOD_PAGE = PageKey("barometer/method")
TERMS_PAGE, TERMS = PageKey("partners/index"), "#reuse"
"""Where readers find the terms of each publisher."""


class Licence(BaseModel):
    """The licence of collection and values; `NOASSERTION` where that of a value was not seen.

    The address then leads to the page that says the terms of each publisher.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    address: str


NoteKind = Literal[
    "base", "status", "uncertainty", "break", "comparability", "note", "conflict", "correction"
]


@dataclass(frozen=True)
class Note:
    """One thing to know."""

    kind: NoteKind
    text: Text


@dataclass(frozen=True)
class ExportFacts:
    """A set of values, whole or one indicator, and what every format says about it.

    `folder` is below the site's root; `pages` are absolute addresses.
    """

    name: str
    title: Text
    description: Text
    keywords: Mapping[Language, tuple[str, ...]]
    rows: tuple[PublishedRow, ...]
    notes: tuple[Note, ...]
    pages: Mapping[Language, str]
    folder: str
    site: Site

    @property
    def is_whole(self) -> bool:
        """Whether these are all values, and not one indicator's."""
        return self.folder == DATA_FOLDER

    @property
    def words(self) -> Mapping[str, Text]:
        """The words of files."""
        return self.site.words["exports"]

    @property
    def url(self) -> str:
        """The site's root."""
        return self.site.url

    @property
    def publisher_name(self) -> Text:
        """The publisher's name in each language."""
        return self.site.words["site"]["name"]

    def licence(self, language: Language) -> Licence:
        """CC BY 4.0 where every value has it too, else the page that says the terms of each."""
        seen = (one.licence.en if one.licence else "" for one in self.sources.values())
        if all(one.startswith(LICENCE_SHORT) for one in seen):
            return Licence(id=LICENCE_ID, title=LICENCE_TITLE, address=LICENCE)
        page = self.url + self.site.address(TERMS_PAGE, language) + TERMS
        return Licence(id=NO_LICENCE_ID, title=self.words["licence_terms"][language], address=page)

    @property
    def start(self) -> int:
        """The first year measured."""
        return min(row.edition.start for row in self.rows)

    @property
    def end(self) -> int:
        """The last year measured."""
        return max(row.edition.end for row in self.rows)

    @property
    def period(self) -> str:
        """The years covered as ISO 8601 writes an interval: `2013/2023`."""
        return f"{self.start}/{self.end}"

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources of the values by key, official statistics first."""
        return self.site.dataset.sources_of(row.observation for row in self.rows)

    def source_titles(self, language: Language) -> list[str]:
        """Publisher and title of each source."""
        return [f"{one.publisher_name[language]}: {one.title}" for one in self.sources.values()]

    @property
    def source_links(self) -> list[str]:
        """The addresses of the sources that have one."""
        return [one.link for one in self.sources.values() if one.link]

    @property
    def countries(self) -> Mapping[str, Text]:
        """The countries of the values by code, in alphabetical order."""
        return dict(sorted({row.observation.country: row.country for row in self.rows}.items()))

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.site.dataset.version

    @property
    def days(self) -> Mapping[str, date]:
        """The days of the first version and of the newest, as far as there is one."""
        issued = [one.date for one in self.site.releases.out.values() if one.version]
        current = self.site.releases.current
        return {
            **({"issued": min(issued)} if issued else {}),
            **({"modified": current.date} if current else {}),
        }

    @property
    def id(self) -> str:
        """The set's identifier: an address in the catalogue, the same in every file.

        The hyphen of the whole keeps it apart from the names of indicators.
        """
        return self.address_in_catalogue(f"the-{ALL}" if self.is_whole else self.name)

    def address_in_catalogue(self, name: str) -> str:
        """The address of anything that the catalogue describes."""
        return f"{self.url}{DATA_FOLDER}catalogue.ttl#{name}"


def folder_of(name: str) -> str:
    """The folder of an indicator's files below the site's root."""
    return f"{DATA_FOLDER}indicators/{name}/"


def collect_whole(site: Site) -> ExportFacts:
    """Everything that is published."""
    words = site.words["exports"]
    rows = publish_rows(site.dataset, site.dataset.observations)
    return ExportFacts(
        name=ALL,
        title=words["title"],
        description=words["description"],
        keywords={la: tuple(words[f"keyword_{n}"][la] for n in (1, 2, 3)) for la in LANGUAGES},
        rows=rows,
        notes=_collect_notes(site, rows, None),
        pages={la: site.url + site.address(DATA_PAGE, la) for la in LANGUAGES},
        folder=DATA_FOLDER,
        site=site,
    )


def collect_indicator(site: Site, name: str) -> ExportFacts:
    """One indicator, or a single value. Raises KeyError where there is none of that name."""
    indicators, words = site.dataset.indicators, site.words["exports"]
    own = indicators[name] if name in indicators else site.dataset.values[name]
    topics = own.topics if isinstance(own, Indicator) else None
    rows = publish_rows(site.dataset, site.dataset.of(name))
    return ExportFacts(
        name=name,
        title=own.title,
        description=fill_template(
            words["indicator_description"],
            measure=own.measure if isinstance(own, Indicator) else own.title,
            population=own.population,
            question=own.question,
        ),
        keywords={
            la: (
                *(words[f"keyword_{n}"][la] for n in (1, 2)),
                *((topics.da if la == "da" else topics.en) if topics else ()),
            )
            for la in LANGUAGES
        },
        rows=rows,
        notes=_collect_notes(site, rows, own),
        pages={la: site.url + place_of(site, name, la) for la in LANGUAGES},
        folder=folder_of(name),
        site=site,
    )


def place_of(site: Site, name: str, language: Language) -> str:
    """Where an indicator is below the root; a single value stands in the list of them."""
    if name in site.dataset.indicators:
        return site.address(page_key(name), language)
    return f"{site.address(DATA_PAGE, language)}#{anchor_of_value(name)}"


def collect_all(site: Site) -> Iterator[ExportFacts]:
    """The whole, then every indicator."""
    yield collect_whole(site)
    for name in site.dataset.indicators:
        yield collect_indicator(site, name)


JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Form:
    """A kind of file: `suffix` follows the set's name, or is the whole name where `fixed`.

    `media` is its media type, `european` its code in the EU's list of file types.
    """

    key: str
    suffix: str
    media: str
    european: str
    language: Language | None = None
    fixed: bool = False

    def file(self, name: str) -> str:
        """The file's name for a set."""
        return self.suffix if self.fixed else f"{name}{self.suffix}"


CSV = Form("csv", ".csv", "text/csv", "CSV")
CSV_DA = Form("csv_da", ".da.csv", "text/csv", "CSV", "da")
XLSX_DA = Form("xlsx", ".da.xlsx", XLSX, "XLSX", "da")
XLSX_EN = Form("xlsx", ".en.xlsx", XLSX, "XLSX", "en")
JSONSTAT_DA = Form("jsonstat", ".da.jsonstat.json", JSON, "JSON", "da")
JSONSTAT_EN = Form("jsonstat", ".en.jsonstat.json", JSON, "JSON", "en")
SDMX = Form("sdmx", ".sdmx.csv", "application/vnd.sdmx.data+csv", "CSV")
CODES = Form("codes", ".codes.csv", "text/csv", "CSV")
PACKAGE = Form("package", "datapackage.json", JSON, "JSON", fixed=True)
CSVW = Form("csvw", "csv-metadata.json", "application/csvm+json", "JSON_LD", fixed=True)

DATA = (CSV, CSV_DA, XLSX_DA, XLSX_EN, JSONSTAT_DA, JSONSTAT_EN, SDMX)
"""The forms that hold the values themselves."""


def file_of(facts: ExportFacts, form: Form) -> str:
    """A file's address below the site's root."""
    return facts.folder + form.file(facts.name)


def answer_address(name: str, language: Language) -> str:
    """The API's answer about an indicator, below the site's root."""
    return f"{API}indicators/{name}.{language}.json"


def downloads(name: str, language: Language, *, single: bool = False) -> Iterator[tuple[str, str]]:
    """Key of the words and address below the root of an indicator's files, for a reader.

    A `single` value has fewer.
    """
    for form in (JSONSTAT_DA, JSONSTAT_EN) if single else (*DATA, CODES, PACKAGE, CSVW):
        if form.language in (None, language):
            yield form.key, folder_of(name) + form.file(name)
    yield "api", answer_address(name, language)


def _collect_notes(
    site: Site, rows: tuple[PublishedRow, ...], described: Described | None
) -> tuple[Note, ...]:
    """The notes of a set of values; `described` is what they are of, where it is one thing only."""
    words = site.dataset.words["exports"]
    comparability = words["comparability_none" if described else "comparability_all"]
    own = described if isinstance(described, Indicator) else None
    return (
        *_count_values(rows, words),
        *_tell_breaks(site, rows, words),
        *_count_kinds(rows, words, "note", "period_note", lambda row: row.edition.period_kind),
        Note("comparability", (described.comparability if described else None) or comparability),
        *([Note("note", own.notes)] if own and own.notes else []),
        *(_tell_conflicts(site, own, words) if own else []),
        *_tell_corrections(site, {row.observation.indicator for row in rows}, words),
    )


def _count_values(rows: tuple[PublishedRow, ...], words: Mapping[str, Text]) -> Iterator[Note]:
    """How many values have a base and from where, and what their statuses are."""
    yield from _count_kinds(
        rows, words, "base", "base_note", lambda row: row.observation.base_source
    )
    if not any(row.observation.base_source for row in rows):
        yield Note("base", words["base_note_none"])
    counts = Counter(row.observation.status or "published" for row in rows)
    parts = [
        fill_template(words["status_count"], count=str(count), label=words[f"status_{status}"])
        for status, count in sorted(counts.items())
    ]
    yield Note("status", fill_template(words["status_note"], told=list_in_both(parts)))
    if any(row.interval for row in rows):
        yield Note("uncertainty", words["uncertainty"])


def _count_kinds(
    rows: tuple[PublishedRow, ...],
    words: Mapping[str, Text],
    kind: NoteKind,
    key: str,
    of: Callable[[PublishedRow], str],
) -> Iterator[Note]:
    """One note for each kind of value that has words below the key, with how many there are."""
    for one, count in sorted(Counter(map(of, rows)).items()):
        if text := words.get(f"{key}_{one}"):
            yield Note(kind, fill_template(text, n=str(count), all=str(len(rows))))


def _tell_breaks(
    site: Site, rows: tuple[PublishedRow, ...], words: Mapping[str, Text]
) -> Iterator[Note]:
    """Every break, once however many indicators it concerns."""
    texts: dict[Text, None] = {}
    data = site.dataset
    for one in breaks_among([row.observation for row in rows], data.indicators, data.editions):
        edition = data.editions[one.said]
        text = fill_template(
            words["break_note"],
            country=country_name(one.country),
            edition=edition.title,
            reason=one.reason,
        )
        if one.reason != edition.break_:
            title = data.indicators[one.indicator].title
            text = Text(**{la: f"{title[la]}. {text[la]}" for la in LANGUAGES})
        texts[text] = None
    for text in texts or [words["breaks_none"]]:
        yield Note("break", text)


def _tell_conflicts(site: Site, own: Indicator, words: Mapping[str, Text]) -> Iterator[Note]:
    for one in own.conflicts:
        text = fill_template(
            words["conflict_note"],
            publisher=site.dataset.sources[one.source].publisher_name,
            edition=site.dataset.editions[one.edition].title,
            note=one.note,
            value=_number(one.value, words),
        )
        yield Note("conflict", text)


def _tell_corrections(site: Site, names: set[str], words: Mapping[str, Text]) -> Iterator[Note]:
    for one in site.releases.corrections:
        at = read_point(one.value)
        if at and at.indicator in names:
            text = fill_template(
                words["correction_note"],
                value=str(at),
                date=in_both(partial(format_date, one.date)),
                old=_number(one.old, words),
                new=_number(one.new, words),
                reason=one.reason,
            )
            yield Note("correction", text)


def _number(value: float | None, words: Mapping[str, Text]) -> Text:
    if value is None:
        return words["no_number"]
    return in_both(partial(format_number, value))
