"""The site as read and the page at hand; addresses of what the build makes; dates of review."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from barometer.data.cells import table_lines
from barometer.data.model import EARLIER_HOSTS, Dataset, SlugPair
from barometer.data.releases import Releases
from barometer.faults.report import Fault, make_fault
from barometer.faults.settings import reproducible_time
from barometer.faults.yaml_file import read_yaml
from barometer.pages.addresses import AddressBook, PageKey, card_owner, page_address, page_key
from barometer.pages.page import Page, PageFacts, Pages, SourcedFacts, TrendFacts
from barometer.pages.prose import split_sentences
from barometer.text import WRITTEN, Language, Text, lines_of, slug

SOURCES = "data/sources.yml"
OWN = frozenset(("api", "assets", "data", "en", "embed", "en/embed", "templates", "was"))
"""Where the site keeps what is no page; `templates` is what the engine passes over."""
LagKind = Literal["wording", "meaning", "missing"]


@dataclass(frozen=True)
class Section:
    """The text between two headings, the upper one included."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words alone, without marks, case and what links lead to."""
        return tuple(_WORD.findall(_MARK.sub(" ", _TARGET.sub(" ", self.text)).casefold()))

    @cached_property
    def facts(self) -> tuple[object, ...]:
        """What a translation has too: numbers, what links lead to, sources, items, sentences."""
        targets = tuple(match[0] for match in _TARGET.finditer(self.text))
        numbers = tuple(sorted(word for word in self.words if any(map(str.isdigit, word))))
        said = sum(1 for line in lines_of(self.text) for _ in split_sentences(line))
        return targets, numbers, len(_ITEM.findall(self.text)), said


@dataclass(frozen=True)
class Lag:
    """A section that one language has and the other has not, or has otherwise.

    `commit` is empty for a change that stands on this machine only; `agreed` is the text of the
    language that leads, as it was while both said the same.
    """

    section: str
    behind: Language
    kind: LagKind
    commit: str
    day: date | None
    agreed: Section | None = None


@dataclass(frozen=True)
class States:
    """The lags of every page; `unknown` says why there are none to tell: `history`, `shallow`."""

    unknown: str = ""
    pages: Mapping[PageKey, tuple[Lag, ...]] = field(default_factory=dict)

    def behind(self, key: PageKey, language: Language) -> tuple[Lag, ...]:
        """The sections in which a page says something else than its original, in meaning."""
        found = self.pages.get(key, ())
        return tuple(one for one in found if one.behind == language and one.kind == "meaning")


@dataclass(frozen=True, eq=False)
class Site:
    """The project as read and found right; `parts` makes the HTML of each `[[slot]]`."""

    root: Path
    url: str
    dataset: Dataset
    pages: Pages
    book: AddressBook
    parts: Mapping[str, "Callable[[PageState], str]"]
    releases: Releases
    read_translations: Callable[[Path], States]

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
            return (
                page_address(PageKey("barometer/index"), language, self.book) + f"{slug[language]}/"
            )
        if owner := card_owner(key):
            return self._address(owner, language) + f"{self.book.word(key.name, language)}/"
        page = self.pages.get((key, "da"))
        return page_address(key, language, self.book, page.slug if page else None)

    @cached_property
    def slugs(self) -> Mapping[PageKey, SlugPair]:
        """The address words of every indicator's page."""
        return {key: self.dataset.indicators[name].slug for key, name in self.indicators.items()}

    @cached_property
    def indicators(self) -> Mapping[PageKey, str]:
        """The name of the indicator that a page is about."""
        return {page_key(name): name for name in self.dataset.indicators}

    @cached_property
    def table_lines(self) -> Mapping[tuple[str, ...], int]:
        """The line of every value in the table, whether it is out or not."""
        return table_lines(self.root)

    @cached_property
    def translations(self) -> States:
        """How far each translation follows its original, as git remembers it."""
        return self.read_translations(self.root)

    @cached_property
    def made(self) -> Sequence[PageKey]:
        """The pages that may have no file: of indicators, cards, and those to come in Danish."""
        cards = (key for key, one in self.pages if one == "da" and card_owner(key))
        to_come = (key for (key, one), page in self.pages.items() if one == "da" and page.original)
        return [*self.slugs, *cards, *to_come]


def check_addresses(site: Site) -> Iterator[Fault]:
    """Pages that would lie where another page, or what the build makes itself, lies already."""
    taken: dict[str, str] = {}
    for (key, language), page in site.pages.items():
        address = site.address(key, language)
        home = f"{language}/" if language == "en" else ""
        below = address.removeprefix(home).split("/")[0]
        if address in taken:
            words = {"address": address, "other": taken[address]}
            yield page.fault_at(None, "P111/twice", **words)
        elif address != home and OWN & {below, home + below, key.path.split("/")[0]}:
            yield page.fault_at(None, "P111/own", address=address)
        taken.setdefault(address, page.path)


def check_folders(pages: Pages, book: AddressBook) -> Iterator[Fault]:
    """Folders whose word in the addresses of both languages nobody has chosen."""
    for (key, language), page in pages.items():
        folder = key.name
        known = folder in book.segments or key.section in OWN  # a page there is refused
        if language == "da" and key.path.endswith("/index") and not known:
            entry = f"{folder}: {{da: {slug(page.words.title)}, en: {folder}}}"
            copied = Text(da=entry, en=entry)
            yield page.fault_at(None, "P116", folder=folder, to_copy=copied)


def cited_faults(site: Site) -> Iterator[Fault]:
    """Sources on the site's own host that no page and no redirect leads on."""
    there = {*site.addresses.values(), *site.book.redirects}
    for name, source in site.dataset.sources.items():
        old = _below(site, source.address)
        if _own_host(site, source.address) and old not in there:
            line = read_yaml(site.root / SOURCES, SOURCES).line((name, "address"))
            words = {"name": name, "address": source.address, "path": old}
            yield make_fault("B207", SOURCES, line, "address", **words)


def _own_host(site: Site, address: str) -> bool:
    here = bool(urlsplit(site.url).netloc) and address.startswith(site.url)
    return here or urlsplit(address).hostname in EARLIER_HOSTS


def _below(site: Site, address: str) -> str:
    """The address below the site's root, as a redirect is written."""
    root = "" if urlsplit(address).hostname in EARLIER_HOSTS else urlsplit(site.url).path
    path = unquote(urlsplit(address).path).removeprefix(root).strip("/")
    return f"{path}/" if path else ""


_WORD = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"\]\(([^)]*)\)|\[\^([^\]]+)\]|^\[\[(.+)\]\]$", re.MULTILINE)
_MARK = re.compile(r"\{[^}]*\}|^(?:!!!|///) ?\w*", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.|\|)", re.MULTILINE)


def site_date(pages: Pages) -> date:
    """The day that the site speaks of: `SOURCE_DATE_EPOCH`, else the newest date in its pages.

    Never the clock: two builds of the same files are the same, whichever day they are made.
    """
    told = reproducible_time()
    return told.date() if told else max(_days(pages.values()), default=date.min)


def review_facts(pages: Pages, key: PageKey) -> PageFacts | None:
    """The facts that date a page's review: its own; a card has its owner's, and what is made from
    the data is reviewed with the overview of its section.
    """
    page = pages.get((key, "da"))
    if page and page.facts:
        return page.facts
    above = card_owner(key) or PageKey(f"{key.section}/index")
    made_from = pages.get((above, "da"))
    return made_from.facts if made_from else None


def is_late(facts: PageFacts | None, day: date) -> bool:
    """Whether the review was due before that day."""
    return facts is not None and facts.review_by < day


def overdue_pages(pages: Pages, day: date) -> list[PageKey]:
    """Every page whose review is overdue, the longest overdue first."""
    return [key for _, key in _due(pages, day)]


def _due(pages: Pages, day: date) -> list[tuple[date, PageKey]]:
    """Every page that is to be reviewed before that day, and by when, the earliest first."""
    found = [
        (page.facts.review_by, key)
        for (key, language), page in pages.items()
        if language == "da" and page.facts and is_late(page.facts, day)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].path))


def warnings(pages: Pages, today: date) -> Iterator[Fault]:
    """What editors should do by the day it is: review, translate, decide a forecast."""
    for (_, language), page in pages.items():
        if language == "da" and page.facts and is_late(page.facts, today):
            yield page.fault("T109", "review_by", date=str(page.facts.review_by))
        later = page.facts.later(language) if page.original and page.facts else None
        if later and later < today:
            field = WRITTEN[language].en.lower()
            yield page.fault("P607", field, field=field, date=str(later))
        forecast = page.facts.forecast if isinstance(page.facts, TrendFacts) else None
        if language == "da" and forecast and not forecast.outcome and forecast.due < today:
            yield page.fault("T114", "forecast", "due", date=str(forecast.due))


def _days(pages: Iterable[Page]) -> Iterator[date]:
    for page in pages:
        if page.facts:
            yield page.facts.day
        if isinstance(page.facts, SourcedFacts):
            yield from (entry.date for entry in page.facts.log)


def statement_address(url: str) -> str:
    """Where the state keeps the accessibility statement of the site at `url`: by its domain."""
    return f"https://was.digst.dk/{(urlsplit(url).hostname or '').replace('.', '-')}"


def release_feed_address(language: Language) -> str:
    """Where the feed lies below the site's root."""
    return f"data/feed.{language}.xml"


def calendar_file(language: Language) -> str:
    """Where the calendar lies below the site's root."""
    return f"data/releases.{language}.ics"


DEFAULT_ADDRESS = "https://www.coi.dk/"


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

    @property
    def indicator(self) -> str:
        """The indicator that this page is about; empty for any other page."""
        return self.site.indicators.get(self.key, "")

    def words(self, section: str) -> Mapping[str, str]:
        """A section of `words.yml` in the reader's language."""
        return {name: text[self.language] for name, text in self.site.words[section].items()}

    def link_to(self, key: PageKey) -> str:
        """The way from this page to another in the reader's language."""
        return self.to_root + self.site.address(key, self.language)

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


STATEMENT_PAGE = PageKey("about/accessibility")
STATEMENT_SOON, STATEMENT_YEAR = timedelta(days=335), timedelta(days=365)


def expiring(pages: Pages, today: date) -> Iterator[Fault]:
    """The warning, while there is a month left."""
    yield from _told("B205", pages, today, STATEMENT_SOON, STATEMENT_YEAR)


def expired(pages: Pages, today: date) -> Iterator[Fault]:
    """The fault of an account that is a year old."""
    yield from _told("B206", pages, today, STATEMENT_YEAR, timedelta.max)


def _told(code: str, pages: Pages, today: date, low: timedelta, high: timedelta) -> Iterator[Fault]:
    page = pages.get((STATEMENT_PAGE, "da"))
    if page and page.facts and low <= today - page.facts.reviewed < high:
        yield page.fault(code, "reviewed", date=str(page.facts.reviewed + STATEMENT_YEAR))


def section_feed_address(site: Site, section: str, language: Language) -> str:
    """Below the site's root, beside the overview of trends or cases: `trends/feed.xml`."""
    return f"{site.address(PageKey(f'{section}/index'), language)}feed.xml"


REVIEW_SOON = timedelta(days=30)


def reviews(pages: Pages, today: date) -> str:
    """The list as Markdown, Danish first; empty when there is nothing to do for a month."""
    lines = [
        f"| `docs/{key.file('da')}` | {day} | {'**for sent / overdue**' if day < today else ''} |\n"
        for day, key in _due(pages, today + REVIEW_SOON)
    ]
    head = "## Sider, der skal gennemgås / Pages to review\n\n"
    head += "| Side / Page | Senest / By | |\n| --- | --- | --- |\n"
    return head + "".join(lines) if lines else ""
