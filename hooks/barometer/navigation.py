"""The menu, the way back, the language switch and what is related, all derived from the pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from barometer.content.addresses import PageKey
from barometer.content.page import Page
from barometer.related import Related, related
from barometer.state import PageState, Site
from barometer.text import LANGUAGES, Language

NAMES: Mapping[Language, str] = {"da": "Dansk", "en": "English"}


@dataclass(frozen=True)
class Link:
    """A link in the reader's language; `address` is below the site's root."""

    title: str
    address: str


@dataclass(frozen=True)
class Switch:
    """The same page in one language: relative and absolute."""

    language: Language
    name: str
    address: str
    absolute: str
    current: bool


@dataclass(frozen=True)
class Place:
    """What a template needs to know of where it is."""

    language: Language
    words: Mapping[str, str]
    home: str
    languages: tuple[Switch, ...]
    sections: tuple[Link, ...]
    footer: tuple[Link, ...] = ()
    way: tuple[Link, ...] = ()
    related: tuple[Related, ...] = ()
    page: Page | None = None
    facts: Any = None
    kind: str = "text"
    english: Mapping[str, str] = field(default_factory=dict)
    sitemap: tuple["SitemapEntry", ...] = ()


@dataclass(frozen=True)
class SitemapEntry:
    """A page of the sitemap in its languages, dated by its last review."""

    languages: tuple[Switch, ...]
    date: date | None


def tree(site: Site, language: Language) -> list[Any]:
    """MkDocs' `nav`: the front page, then every section in the order of `addresses.yml`."""
    home: list[Any] = [{site.words["site"]["home"][language]: "index.md"}]
    return home + [
        {_title(site, PageKey(f"{section}/index"), language): _branch(site, section, language)}
        for section in sections(site)
    ]


def sections(site: Site) -> list[str]:
    """The folders at the top of `docs/`, in the order in which `addresses.yml` lists them."""
    found = {key.section for key, _ in site.pages} - {""}
    listed = [segment for segment in site.book.segments if segment in found]
    return listed + sorted(found - set(listed))


def _branch(site: Site, folder: str, language: Language) -> list[Any]:
    branch: list[Any] = [f"{folder}/index.md"]
    for name in _children(site, folder):
        key = PageKey(f"{folder}/{name}")
        if (PageKey(f"{key.path}/index"), language) in site.pages:
            branch.append(
                {
                    _title(site, PageKey(f"{key.path}/index"), language): _branch(
                        site, key.path, language
                    )
                }
            )
        else:
            branch.append({_title(site, key, language): f"{key.path}.md"})
    return branch


def _children(site: Site, folder: str) -> list[str]:
    """The names below a folder; pages of indicators are reached from their overview instead."""
    inside = [
        key for key, _ in site.pages if key.path.startswith(f"{folder}/") and key not in site.slugs
    ]
    below = {key.path.removeprefix(f"{folder}/").split("/")[0] for key in inside}
    return sorted(below - {"index"}, key=lambda name: (_order(site, f"{folder}/{name}"), name))


def _order(site: Site, path: str) -> int:
    page = site.pages.get((PageKey(path), "da")) or site.pages.get((PageKey(f"{path}/index"), "da"))
    order = page.facts.order if page and page.facts else None
    return 1000 if order is None else order


def _title(site: Site, key: PageKey, language: Language) -> str:
    words = site.pages[(key, language)].words
    return words.short or words.title


def place(state: PageState) -> Place:
    """Where a page stands in the site."""
    site, language, key = state.site, state.language, state.key
    page = site.pages.get((key, language))
    danish = site.pages.get((key, "da"))
    base = nowhere(site, language)
    switches = tuple(_switch(site, key, one, language) for one in LANGUAGES)
    return Place(
        language,
        base.words,
        base.home,
        switches,
        base.sections,
        base.footer,
        way(state),
        related(state),
        page,
        danish.facts if danish else None,
        kind_of(key),
    )


def nowhere(site: Site, language: Language) -> Place:
    """The same for the error page, which stands nowhere."""
    words = {name: text[language] for name, text in site.words["site"].items()}
    switches = tuple(_switch(site, PageKey("index"), one, language) for one in LANGUAGES)
    tops = [PageKey(f"{section}/index") for section in sections(site)]
    listed = tuple(Link(_title(site, key, language), site.address(key, language)) for key in tops)
    service = ("accessibility", "privacy", "contact", "newsletter", "glossary")
    keys = [PageKey(f"about/{name}") for name in service]
    footer = tuple(Link(_title(site, key, language), site.address(key, language)) for key in keys)
    return Place(
        language,
        words,
        site.address(PageKey("index"), language),
        switches,
        listed,
        footer,
        english={name: text.en for name, text in site.words["site"].items()},
        sitemap=tuple(_entries(site)),
    )


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
    known = [key for key in above if (key, language) in site.pages]
    return tuple(Link(_title(site, key, language), site.address(key, language)) for key in known)


def kind_of(key: PageKey) -> str:
    """The kind of a page, which decides its shape: by where its file lies."""
    if key.path == "index":
        return "home"
    if key.path.endswith("/index"):
        return "guide" if key.path.count("/") > 1 else "overview"
    return {
        "roles": "role",
        "changes": "ambition",
        "guides": "guide",
        "trends": "trend",
        "barometer": "indicator",
    }.get(key.section, "text")
