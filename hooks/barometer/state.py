"""Everything that a page is made from: the whole site as read, and the page at hand."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from barometer.content.addresses import AddressBook, PageKey, address
from barometer.content.page import Page
from barometer.data.model import Dataset, SlugPair
from barometer.editors.translation import States
from barometer.indicator_page import page_key
from barometer.releases.model import Releases
from barometer.text import Language, Text
from barometer.trends.card_key import trend_key

DEFAULT_ADDRESS = "https://www.coi.dk/"


@dataclass(frozen=True, eq=False)
class Site:
    """The project as read and found right; `parts` makes the HTML of each `[[slot]]`."""

    root: Path
    url: str
    dataset: Dataset
    pages: Mapping[tuple[PageKey, Language], Page]
    book: AddressBook
    parts: Mapping[str, "Callable[[PageState], str]"]
    releases: Releases
    read_translations: Callable[[Path], States]
    contact: str = ""

    @property
    def words(self) -> Mapping[str, Mapping[str, Text]]:
        """The site's own words, by section and name."""
        return self.dataset.words

    def address(self, key: PageKey, language: Language) -> str:
        """A page's address below the site's root."""
        known = self.addresses.get((key, language))
        return self._address(key, language) if known is None else known

    @cached_property
    def addresses(self) -> Mapping[tuple[PageKey, Language], str]:
        """The address of every page that there is, below the site's root."""
        return {at: self._address(*at) for at in self.pages}

    def _address(self, key: PageKey, language: Language) -> str:
        if slug := self.slugs.get(key):
            return address(PageKey("barometer/index"), language, self.book) + f"{slug[language]}/"
        if trend := trend_key(key):
            return self._address(trend, language) + f"{self.book.word(key.name, language)}/"
        page = self.pages.get((key, "da"))
        return address(key, language, self.book, page.slug if page else None)

    @cached_property
    def slugs(self) -> Mapping[PageKey, SlugPair]:
        """The address words of every indicator's page."""
        return {page_key(name): one.slug for name, one in self.dataset.indicators.items()}

    @cached_property
    def table_lines(self) -> Mapping[tuple[str, ...], int]:
        """The line of every value in the table, whether it is out or not."""
        from barometer.editors.versions import table_lines

        return table_lines(self.root)

    @cached_property
    def translations(self) -> States:
        """How far each translation follows its original, as git remembers it."""
        return self.read_translations(self.root)

    @cached_property
    def made(self) -> Sequence[PageKey]:
        """The pages that may have no file: those of indicators, and the cards of trends."""
        return [*self.slugs, *(key for key, one in self.pages if one == "da" and trend_key(key))]


@dataclass(frozen=True)
class PageState:
    """The page at hand: which site, language and page."""

    site: Site
    language: Language
    key: PageKey

    @property
    def to_root(self) -> str:
        """The way from this page's address up to the site's root, such as `../../`."""
        return "../" * self.site.address(self.key, self.language).count("/") or "./"

    def known(self, key: PageKey) -> str:
        """The address of a page in the reader's language; empty where there is no such page."""
        known = (key, self.language) in self.site.pages
        return self.site.address(key, self.language) if known else ""

    def indicator_file(self, indicator: str) -> str:
        """A link, as Markdown writes it, from this page's file to the indicator's page."""
        known = indicator in self.site.dataset.indicators
        target = f"{page_key(indicator).path}.md" if known else "barometer/index.md"
        folder = PurePosixPath(self.key.path).parent
        return os.path.relpath(target, folder).replace(os.sep, "/")
