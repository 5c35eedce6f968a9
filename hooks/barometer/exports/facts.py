"""What every file says of its numbers; names of the files."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from barometer.data.breaks import breaks_among
from barometer.data.model import Indicator, Source
from barometer.data.releases import read_point
from barometer.exports.rows import PublishedRow, rows_of
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.site import Site
from barometer.text import (
    LANGUAGES,
    Language,
    Text,
    country_name,
    format_date,
    format_number,
    join_list,
)

ALL = "barometer"


DATA_FOLDER = "data/"


API = "api/v1/"


LICENCE = "https://creativecommons.org/licenses/by/4.0/"


LICENCE_ID = "CC-BY-4.0"


LICENCE_TITLE = "Creative Commons Attribution 4.0 International"


LICENCE_SHORT = "CC BY 4.0"


NO_LICENCE_ID = "NOASSERTION"
"""What SPDX writes where nobody can say which licence holds."""


DATA_PAGE = PageKey("partners/data")


TERMS_PAGE, TERMS = PageKey("partners/index"), "#reuse"
"""Where readers find the terms of each publisher."""


METHOD_PAGE = PageKey("barometer/method")


@dataclass(frozen=True)
class Licence:
    """A licence as programs read it: its identifier by SPDX, its title and its address."""

    id: str
    title: str
    address: str


NoteKind = Literal[
    "base",
    "status",
    "uncertainty",
    "break",
    "comparability",
    "note",
    "conflict",
    "correction",
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
    def words(self) -> Mapping[str, Text]:
        """The words of files."""
        return self.site.words["exports"]

    @property
    def url(self) -> str:
        """The site's root."""
        return self.site.url

    @property
    def publisher(self) -> str:
        """The publisher's own name, for files that have no language."""
        return self.publisher_name.da

    @property
    def publisher_name(self) -> Text:
        """The publisher's name in each language."""
        return self.site.words["site"]["name"]

    def licence(self, language: Language) -> Licence:
        """CC BY 4.0 where every value has it too, else the page that says the terms of each."""
        seen = (one.licence.en if one.licence else "" for one in self.sources.values())
        if all(one.startswith(LICENCE_SHORT) for one in seen):
            return Licence(LICENCE_ID, LICENCE_TITLE, LICENCE)
        page = self.url + self.site.address(TERMS_PAGE, language) + TERMS
        return Licence(NO_LICENCE_ID, self.words["licence_terms"][language], page)

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

    @property
    def countries(self) -> Mapping[str, Text]:
        """The countries of the values by code, in alphabetical order."""
        found = {row.observation.country: row.country for row in self.rows}
        return dict(sorted(found.items()))

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.site.dataset.version

    @property
    def issued(self) -> date | None:
        """The day of the first version."""
        days = [one.date for one in self.site.releases.out.values() if one.version]
        return min(days, default=None)

    @property
    def modified(self) -> date | None:
        """The day of the newest version."""
        current = self.site.releases.current
        return current.date if current else None

    @property
    def id(self) -> str:
        """The set's identifier: an address in the catalogue, the same in every file.

        The hyphen of the whole keeps it apart from the names of indicators.
        """
        name = f"the-{ALL}" if self.folder == DATA_FOLDER else self.name
        return f"{self.url}{DATA_FOLDER}catalogue.ttl#{name}"

    def told(self, kind: NoteKind) -> list[Text]:
        """The notes of one kind."""
        return [note.text for note in self.notes if note.kind == kind]


def folder_of(name: str) -> str:
    """The folder of an indicator's files below the site's root."""
    return f"{DATA_FOLDER}indicators/{name}/"


def whole(site: Site) -> ExportFacts:
    """Everything that is published."""
    words = site.words["exports"]
    rows = rows_of(site.dataset, site.dataset.observations)
    return ExportFacts(
        name=ALL,
        title=words["title"],
        description=words["description"],
        keywords={la: tuple(words[f"keyword_{n}"][la] for n in (1, 2, 3)) for la in LANGUAGES},
        rows=rows,
        notes=notes_of(site, rows, None),
        pages={la: site.url + site.address(DATA_PAGE, la) for la in LANGUAGES},
        folder=DATA_FOLDER,
        site=site,
    )


def of_indicator(site: Site, name: str) -> ExportFacts:
    """One indicator. Raises KeyError where there is none of that name."""
    own, words = site.dataset.indicators[name], site.words["exports"]
    rows = rows_of(site.dataset, site.dataset.of(name))
    parts = {"measure": own.measure, "population": own.population, "question": own.question}
    return ExportFacts(
        name=name,
        title=own.title,
        description=filled(words["indicator_description"], **parts),
        keywords=_keywords(own, words),
        rows=rows,
        notes=notes_of(site, rows, own),
        pages={la: site.url + site.address(page_key(name), la) for la in LANGUAGES},
        folder=folder_of(name),
        site=site,
    )


def all_facts(site: Site) -> Iterator[ExportFacts]:
    """The whole, then every indicator."""
    yield whole(site)
    for name in site.dataset.indicators:
        yield of_indicator(site, name)


def _keywords(own: Indicator, words: Mapping[str, Text]) -> Mapping[Language, tuple[str, ...]]:
    topics = own.topics
    return {
        "da": (words["keyword_1"].da, words["keyword_2"].da, *(topics.da if topics else ())),
        "en": (words["keyword_1"].en, words["keyword_2"].en, *(topics.en if topics else ())),
    }


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


def downloads(name: str, language: Language) -> Iterator[tuple[str, str]]:
    """Key of the words and address below the root of an indicator's files, for a reader."""
    for form in (*DATA, CODES, PACKAGE, CSVW):
        if form.language in (None, language):
            yield form.key, folder_of(name) + form.file(name)
    yield "api", answer_address(name, language)


def notes_of(site: Site, rows: tuple[PublishedRow, ...], own: Indicator | None) -> tuple[Note, ...]:
    """The notes of a set of values; `own` is their indicator, where they have one only."""
    words = site.dataset.words["exports"]
    alone = words["comparability_none"] if own else words["comparability_all"]
    comparability = own.comparability if own else None
    names = {row.observation.indicator for row in rows}
    return (
        *_counted(rows, words),
        *_broken(site, rows, words),
        Note("comparability", comparability or alone),
        *([Note("note", own.notes)] if own and own.notes else []),
        *(_conflicts(site, own, words) if own else []),
        *_corrections(site, names, words),
    )


def filled(template: Text, **parts: Text | str | int) -> Text:
    """A template with its `{names}` filled in, each language from its own half."""
    return Text(**{one: template[one].format(**_half(parts, one)) for one in LANGUAGES})


def _half(parts: Mapping[str, Text | str | int], language: Language) -> dict[str, str | int]:
    found = parts.items()
    return {key: one[language] if isinstance(one, Text) else one for key, one in found}


def _counted(rows: tuple[PublishedRow, ...], words: Mapping[str, Text]) -> Iterator[Note]:
    """How many values have a base and from where, and what their statuses are."""
    sources = Counter(row.observation.base_source for row in rows)
    own, edition = sources["with_the_value"], sources["of_the_edition"]
    yield Note("base", filled(words["base_note"], own=own, edition=edition, all=len(rows)))
    counts = Counter(row.observation.status or "published" for row in rows)
    told = [
        filled(words["status_count"], count=count, label=words[f"status_{status}"])
        for status, count in sorted(counts.items())
    ]
    joined = Text(**{la: join_list([one[la] for one in told], la) for la in LANGUAGES})
    yield Note("status", filled(words["status_note"], told=joined))
    if any(row.interval for row in rows):
        yield Note("uncertainty", words["uncertainty"])


def _broken(
    site: Site, rows: tuple[PublishedRow, ...], words: Mapping[str, Text]
) -> Iterator[Note]:
    """Every break, once however many indicators it concerns."""
    told: dict[Text, None] = {}
    data = site.dataset
    observations = [row.observation for row in rows]
    for one in breaks_among(observations, data.indicators, data.editions):
        edition = site.dataset.editions[one.said]
        parts = {"edition": edition.title, "reason": one.reason}
        text = filled(words["break_note"], country=country_name(one.country), **parts)
        if one.reason != edition.break_:
            title = site.dataset.indicators[one.indicator].title
            text = Text(**{la: f"{title[la]}. {text[la]}" for la in LANGUAGES})
        told[text] = None
    for text in told or [words["breaks_none"]]:
        yield Note("break", text)


def _conflicts(site: Site, own: Indicator, words: Mapping[str, Text]) -> Iterator[Note]:
    for one in own.conflicts:
        told = {"note": one.note, "value": _number(one.value, words)}
        parts = {"edition": site.dataset.editions[one.edition].title, **told}
        publisher = site.dataset.sources[one.source].publisher
        yield Note("conflict", filled(words["conflict_note"], publisher=publisher, **parts))


def _corrections(site: Site, names: set[str], words: Mapping[str, Text]) -> Iterator[Note]:
    for one in site.releases.corrections:
        at = read_point(one.value)
        if at is None or at.indicator not in names:
            continue
        day = Text(**{la: format_date(one.date, la) for la in LANGUAGES})
        old, new = _number(one.old, words), _number(one.new, words)
        parts = {"date": day, "old": old, "new": new, "reason": one.reason}
        yield Note("correction", filled(words["correction_note"], value=str(at), **parts))


def _number(value: float | None, words: Mapping[str, Text]) -> Text:
    if value is None:
        return words["no_number"]
    return Text(**{la: format_number(value, la) for la in LANGUAGES})
