"""What templates know of a page: the way back, languages, edit links."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from barometer.data.codebook import indicator_file
from barometer.data.model import TABLE, Observation
from barometer.data.notation import resolve
from barometer.faults.settings import reproducible_time
from barometer.pages.addresses import WITH_FEEDS, PageKey, edit_address, line_address
from barometer.pages.page import NEVER, Page, PageFacts
from barometer.pages.site import (
    PageState,
    Site,
    is_late,
    release_feed_address,
    review_facts,
    section_feed_address,
    site_date,
)
from barometer.sentences.table import bound_points
from barometer.text import LANGUAGES, Language, Text, format_date, format_number, format_percent
from barometer.views.menu import (
    MENU,
    MenuLink,
    bar_pages,
    menu_item,
    menu_link,
    related_pages,
)
from barometer.views.page_kind import PageShape, motif_shares, page_shape, share_address


def indicator_edits(
    words: Mapping[str, Text], name: str, language: Language
) -> tuple[tuple[str, str], ...]:
    """Words and address of each file behind an indicator and its figures; none without a house."""
    files = (("edit_words", indicator_file(name)), ("edit_numbers", TABLE))
    return tuple(
        (words[word][language], found) for word, path in files if (found := edit_address(path))
    )


def section_title(state: "PageState", section: str, key: PageKey | None = None) -> str:
    """What a section is called in the reader's language, or in the one that has it."""
    if not section:
        return state.words("translation")["head"]
    for language in (state.language, *LANGUAGES):
        page = state.site.pages.get((key or state.key, language))
        for heading in page.document.headings if page else ():
            if heading.id == section:
                return heading.text
    return section


def number_edits(state: "PageState") -> tuple[tuple[str, str], ...]:
    """The words of every number and the address of its line; none where nothing can be edited."""
    if not line_address(1):
        return ()
    shown = [*_of_indicator(state), *_in_sentences(state)]
    lines = state.site.table_lines
    found = ((words, line_address(line)) for words, row in shown if (line := lines.get(row[:5])))
    return tuple(dict.fromkeys(found))


def _of_indicator(state: "PageState") -> Iterator[tuple[str, Observation]]:
    """Every value of the indicator whose page it is, as `4. udgave, Regioner: 85 %`."""
    dataset, language, name = state.site.dataset, state.language, state.indicator
    for row in dataset.of(name) if name else ():
        indicator = dataset.indicators[name]
        groups = indicator.breakdowns
        labels = groups[row.breakdown].labels if row.breakdown in groups else {}
        parts = [dataset.editions[row.edition].title[language]]
        if row.category in labels:
            parts.append(labels[row.category][language])
        number = format_percent if indicator.unit == "percent" else format_number
        yield f"{', '.join(parts)}: {number(row.value, language)}", row


def _in_sentences(state: "PageState") -> Iterator[tuple[str, Observation]]:
    """Every bound number of the page in the words of its sentence."""
    page = state.site.pages.get((state.key, state.language))
    for link in page.document.links if page else ():
        for point in bound_points(link.target):
            if row := resolve(point, state.site.dataset):
                yield link.text, row


NAMES: Mapping[Language, str] = {"da": "Dansk", "en": "English"}
SERVICE_PAGES = ("contact", "glossary", "accessibility", "privacy", "how-made")


@dataclass(frozen=True)
class Switch:
    """The same page in one language: relative and absolute, and whether its text is in it."""

    language: Language
    name: str
    address: str
    absolute: str
    current: bool
    written: bool = True


@dataclass(frozen=True)
class PageContext:
    """What a template needs to know of where it is."""

    language: Language
    words: Mapping[str, str]
    home: str
    search: str
    languages: tuple[Switch, ...]
    sections: tuple[MenuLink, ...]
    footer: tuple[MenuLink, ...] = ()
    way: tuple[MenuLink, ...] = ()
    related: Mapping[str, Sequence[MenuLink]] = field(default_factory=dict)
    page: Page | None = None
    facts: Any = None
    dates: Mapping[str, str] = field(default_factory=dict)
    shape: PageShape = field(default_factory=lambda: PageShape("text"))
    english: Mapping[str, str] = field(default_factory=dict)
    sitemap: tuple[tuple[tuple[Switch, ...], date | None], ...] = ()
    feeds: tuple[MenuLink, ...] = ()
    late: str = ""
    to_come: str = ""
    share: str = ""
    behind: tuple[MenuLink, ...] = ()
    edits: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the page, which its style sheet goes by."""
        return self.shape.kind


def page_context(state: PageState) -> PageContext:
    """Where a page stands in the site."""
    site, language, key = state.site, state.language, state.key
    facts = review_facts(site.pages, key)
    return replace(
        _context(site, language, key),
        way=breadcrumbs(state),
        related=related_pages(state),
        page=site.pages.get((key, language)),
        facts=facts,
        dates={
            name: format_date(getattr(facts, name), language)
            for name in ("reviewed", "review_by")
            if facts and facts.review_by < NEVER
        },
        shape=page_shape(state),
        feeds=feed_links(site, language),
        late=_late(site, language, facts),
        to_come=_to_come(state),
        behind=_behind(state),
        edits=_edits(state),
        numbers=number_edits(state),
        share=site.url + share_address(site, key, language),
    )


def _context(site: Site, language: Language, key: PageKey) -> PageContext:
    """What every page shows around its own."""
    return PageContext(
        language,
        _navigation_words(site, language),
        site.address(PageKey("index"), language),
        site.address(PageKey("search"), language),
        tuple(_switch(site, key, one, language) for one in LANGUAGES),
        _sections(site, language, key),
        _footer(site, language),
    )


def feed_links(site: Site, language: Language) -> tuple[MenuLink, ...]:
    """The feeds that every page names to feed readers."""
    feeds = {"releases": release_feed_address(language)}
    for one in WITH_FEEDS:
        if (PageKey(f"{one}/index"), language) in site.pages:
            feeds[one] = section_feed_address(site, one, language)
    return tuple(
        MenuLink(site.words[one]["feed_title"][language], address) for one, address in feeds.items()
    )


def _late(site: Site, language: Language, facts: PageFacts | None) -> str:
    """What a page says of itself when its review is overdue, empty while it is not."""
    if facts is None or not is_late(facts, _day(site, reproducible_time())):
        return ""
    day = format_date(facts.review_by, language)
    return site.words["trends"]["late_page"][language].format(day=day)


def _to_come(state: PageState) -> str:
    """What a page says of itself that stands in the place of its translation."""
    page = state.site.pages.get((state.key, state.language))
    day = page.facts.later(state.language) if page and page.original and page.facts else None
    words = state.words("site")["to_come"]
    return words.format(day=format_date(day, state.language)) if day else ""


@lru_cache(maxsize=1)
def _day(site: Site, _: datetime | None) -> date:
    """The day that the site speaks of, found once for all pages and one setting of the machine."""
    return site_date(site.pages)


def _edits(state: PageState) -> tuple[tuple[str, str], ...]:
    """The files behind the page of an indicator, which has none of its own."""
    if not state.indicator:
        return ()
    return indicator_edits(state.site.words["site"], state.indicator, state.language)


def _behind(state: PageState) -> tuple[MenuLink, ...]:
    """The sections that say more in the other language, each with a link to them there."""
    site, other = state.site, LANGUAGES[state.language == "da"]
    there = site.address(state.key, other)
    found = site.translations.behind(state.key, state.language)
    return tuple(
        MenuLink(section_title(state, one.section), there + (one.section and f"#{one.section}"))
        for one in found
    )


def error_page_context(site: Site, language: Language) -> PageContext:
    """The same for the error page and the sitemap, which stand nowhere."""
    return replace(
        _context(site, language, PageKey("index")),
        shape=PageShape("text", motif=motif_shares(site, "")),
        english=_navigation_words(site, "en"),
        sitemap=tuple(_entries(site)),
    )


def _navigation_words(site: Site, language: Language) -> Mapping[str, str]:
    return {name: text[language] for name, text in site.words["site"].items()}


def _sections(site: Site, language: Language, here: PageKey) -> tuple[MenuLink, ...]:
    """The menu; the section that the reader is in with the pages of its bar."""
    item = menu_item(here)
    return tuple(
        MenuLink(
            site.words["site"][name][language],
            site.address(PageKey(f"{name}/index"), language),
            name == item,
            below=tuple(_part(site, key, language, here) for key in bar_pages(site, name, language))
            if name == item
            else (),
        )
        for name in MENU
        if (PageKey(f"{name}/index"), language) in site.pages
    )


def _part(site: Site, key: PageKey, language: Language, here: PageKey) -> MenuLink:
    """A page of the bar; the one that holds the reader's page is marked too."""
    folder = key.path.removesuffix("/index")
    holds = folder not in (key.path, *MENU) and here.path.startswith(f"{folder}/")
    return menu_link(site, key, language, key == here or holds)


def _footer(site: Site, language: Language) -> tuple[MenuLink, ...]:
    keys = [PageKey(f"about/{name}") for name in SERVICE_PAGES]
    return tuple(menu_link(site, key, language) for key in keys if (key, language) in site.pages)


def _entries(site: Site) -> Iterator[tuple[tuple[Switch, ...], date | None]]:
    """Every page in its languages, with the day of which it speaks."""
    for (key, language), page in site.pages.items():
        if language == "da":
            switches = tuple(_switch(site, key, one, language) for one in LANGUAGES)
            written = tuple(one for one in switches if one.written)
            yield written, page.facts.day if page.facts else None


def _switch(site: Site, key: PageKey, language: Language, current: Language) -> Switch:
    address = site.address(key, language)
    page = site.pages.get((key, language))
    written = not (page and page.original)
    whole = site.url + address
    return Switch(language, NAMES[language], address, whole, language == current, written)


def breadcrumbs(state: PageState) -> tuple[MenuLink, ...]:
    """The pages above this one, from the front page down."""
    site, language = state.site, state.language
    parts = state.key.path.removesuffix("/index").split("/")
    above = [PageKey(f"{'/'.join(parts[:depth])}/index") for depth in range(1, len(parts))]
    return tuple(menu_link(site, key, language) for key in above if (key, language) in site.pages)
