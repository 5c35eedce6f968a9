"""Where a page stands: the way back, the language switch, the sections and what belongs to it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from barometer import language as written
from barometer.cards import share_address
from barometer.content.addresses import PageKey
from barometer.content.frontmatter import Facts
from barometer.content.page import Page
from barometer.editors.addresses import indicator_edits
from barometer.editors.board import section_title
from barometer.editors.numbers import number_edits
from barometer.indicator_page import page_key
from barometer.menu import below, sections, title
from barometer.overdue import as_of, is_late, review
from barometer.related import Related, related
from barometer.releases.clock import REPRODUCIBLE
from barometer.releases.feed import feed_file as release_feed_file
from barometer.shape import Shape, shape
from barometer.state import PageState, Site
from barometer.text import LANGUAGES, Language
from barometer.trends.feed_file import feed_file

NAMES: Mapping[Language, str] = {"da": "Dansk", "en": "English"}
SERVICE = ("contact", "newsletter", "glossary", "accessibility", "privacy")


@dataclass(frozen=True)
class Link:
    """A link in the reader's language; `address` is below the site's root."""

    title: str
    address: str
    current: bool = False
    below: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Switch:
    """The same page in one language: relative and absolute."""

    language: Language
    name: str
    address: str
    absolute: str
    current: bool


@dataclass(frozen=True)
class SitemapEntry:
    """A page of the sitemap in its languages, dated by its last review."""

    languages: tuple[Switch, ...]
    date: date | None


@dataclass(frozen=True)
class Place:
    """What a template needs to know of where it is."""

    language: Language
    words: Mapping[str, str]
    home: str
    search: str
    languages: tuple[Switch, ...]
    sections: tuple[Link, ...]
    footer: tuple[Link, ...] = ()
    way: tuple[Link, ...] = ()
    related: tuple[Related, ...] = ()
    page: Page | None = None
    facts: Any = None
    dates: Mapping[str, str] = field(default_factory=dict)
    shape: Shape = field(default_factory=lambda: Shape("text"))
    english: Mapping[str, str] = field(default_factory=dict)
    sitemap: tuple[SitemapEntry, ...] = ()
    feeds: tuple[Link, ...] = ()
    late: str = ""
    share: str = ""
    behind: tuple[Link, ...] = ()
    edits: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the page, which its style sheet goes by."""
        return self.shape.kind


def place(state: PageState) -> Place:
    """Where a page stands in the site."""
    site, language, key = state.site, state.language, state.key
    facts = review(site.pages, key)
    return Place(
        language,
        _words(site, language),
        site.address(PageKey("index"), language),
        site.address(PageKey("search"), language),
        tuple(_switch(site, key, one, language) for one in LANGUAGES),
        _sections(site, language, key),
        _footer(site, language),
        way(state),
        related(state),
        site.pages.get((key, language)),
        facts,
        {
            name: written.date(getattr(facts, name), language)
            for name in ("reviewed", "review_by")
            if facts
        },
        shape(state),
        feeds=_feeds(site, language),
        late=_late(site, language, facts),
        behind=_behind(state),
        edits=_edits(state),
        numbers=number_edits(state),
        share=site.url + share_address(site, key, language),
    )


def _feeds(site: Site, language: Language) -> tuple[Link, ...]:
    """The feeds that every page names to feed readers."""
    feeds = [Link(site.words["releases"]["feed_title"][language], release_feed_file(language))]
    if (PageKey("trends/index"), language) in site.pages:
        feeds.append(Link(site.words["trends"]["feed_title"][language], feed_file(site, language)))
    return tuple(feeds)


def _late(site: Site, language: Language, facts: Facts | None) -> str:
    """What a page says of itself when its review is overdue, empty while it is not."""
    if facts is None or not is_late(facts, _day(site, os.environ.get(REPRODUCIBLE))):
        return ""
    day = written.date(facts.review_by, language)
    return site.words["trends"]["late_page"][language].format(day=day)


@lru_cache(maxsize=1)
def _day(site: Site, _: str | None) -> date:
    """The day that the site speaks of, found once for all pages and one setting of the machine."""
    return as_of(site.pages)


def _edits(state: PageState) -> tuple[tuple[str, str], ...]:
    """The files behind the page of an indicator, which has none of its own."""
    site = state.site
    names = (one for one in site.dataset.indicators if page_key(one) == state.key)
    return next((indicator_edits(site.words["site"], one, state.language) for one in names), ())


def _behind(state: PageState) -> tuple[Link, ...]:
    """The sections that say more in the other language, each with a link to them there."""
    site, other = state.site, LANGUAGES[state.language == "da"]
    there = site.address(state.key, other)
    found = site.translations.behind(state.key, state.language)
    return tuple(
        Link(section_title(state, one.section), there + (one.section and f"#{one.section}"))
        for one in found
    )


def nowhere(site: Site, language: Language) -> Place:
    """The same for the error page and the sitemap, which stand nowhere."""
    return Place(
        language,
        _words(site, language),
        site.address(PageKey("index"), language),
        site.address(PageKey("search"), language),
        tuple(_switch(site, PageKey("index"), one, language) for one in LANGUAGES),
        _sections(site, language, PageKey("404")),
        _footer(site, language),
        english=_words(site, "en"),
        sitemap=tuple(_entries(site)),
    )


def _words(site: Site, language: Language) -> Mapping[str, str]:
    return {name: text[language] for name, text in site.words["site"].items()}


def _sections(site: Site, language: Language, here: PageKey) -> tuple[Link, ...]:
    """Every section; the one that the reader is in with the pages below it."""
    return tuple(
        Link(
            title(site, PageKey(f"{name}/index"), language),
            site.address(PageKey(f"{name}/index"), language),
            here.section == name,
            tuple(_link(site, key, language, here) for key in below(site, name))
            if here.section == name
            else (),
        )
        for name in sections(site)
    )


def _footer(site: Site, language: Language) -> tuple[Link, ...]:
    keys = [PageKey(f"about/{name}") for name in SERVICE]
    return tuple(_link(site, key, language) for key in keys if (key, language) in site.pages)


def _link(site: Site, key: PageKey, language: Language, here: PageKey | None = None) -> Link:
    return Link(title(site, key, language), site.address(key, language), key == here)


def _entries(site: Site) -> Iterator[SitemapEntry]:
    for (key, language), page in site.pages.items():
        if language == "da":
            switches = tuple(_switch(site, key, one, language) for one in LANGUAGES)
            yield SitemapEntry(switches, page.facts.reviewed if page.facts else None)


def _switch(site: Site, key: PageKey, language: Language, current: Language) -> Switch:
    address = site.address(key, language)
    return Switch(language, NAMES[language], address, site.url + address, language == current)


def way(state: PageState) -> tuple[Link, ...]:
    """The pages above this one, from the front page down."""
    site, language = state.site, state.language
    parts = state.key.path.removesuffix("/index").split("/")
    above = [PageKey(f"{'/'.join(parts[:depth])}/index") for depth in range(1, len(parts))]
    return tuple(_link(site, key, language) for key in above if (key, language) in site.pages)
