"""What every file must say of its numbers, whatever its format, gathered once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from barometer.content.addresses import PageKey
from barometer.data.model import Indicator, Source
from barometer.exports.notes import Note, NoteKind, filled, notes_of
from barometer.exports.rows import Row, rows_of
from barometer.indicator_page import page_key
from barometer.state import Site
from barometer.text import LANGUAGES, Language, Text

ALL = "barometer"
FOLDER = "data/"
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


@dataclass(frozen=True)
class Facts:
    """A set of values, whole or one indicator, and what every format says about it.

    `folder` is below the site's root; `pages` are absolute addresses.
    """

    name: str
    title: Text
    description: Text
    keywords: Mapping[Language, tuple[str, ...]]
    rows: tuple[Row, ...]
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
        name = f"the-{ALL}" if self.folder == FOLDER else self.name
        return f"{self.url}{FOLDER}catalogue.ttl#{name}"

    def told(self, kind: NoteKind) -> list[Text]:
        """The notes of one kind."""
        return [note.text for note in self.notes if note.kind == kind]


def folder_of(name: str) -> str:
    """The folder of an indicator's files below the site's root."""
    return f"{FOLDER}indicators/{name}/"


def whole(site: Site) -> Facts:
    """Everything that is published."""
    words = site.words["exports"]
    rows = rows_of(site.dataset, site.dataset.observations)
    return Facts(
        name=ALL,
        title=words["title"],
        description=words["description"],
        keywords={la: tuple(words[f"keyword_{n}"][la] for n in (1, 2, 3)) for la in LANGUAGES},
        rows=rows,
        notes=notes_of(site, rows, None),
        pages={la: site.url + site.address(DATA_PAGE, la) for la in LANGUAGES},
        folder=FOLDER,
        site=site,
    )


def of_indicator(site: Site, name: str) -> Facts:
    """One indicator. Raises KeyError where there is none of that name."""
    own, words = site.dataset.indicators[name], site.words["exports"]
    rows = rows_of(site.dataset, site.dataset.of(name))
    parts = {"measure": own.measure, "population": own.population, "question": own.question}
    return Facts(
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


def every(site: Site) -> Iterator[Facts]:
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
