"""What belongs together, in both directions, from what pages say of themselves once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from barometer.content.addresses import PageKey
from barometer.content.page import Page
from barometer.indicator_page import page_key
from barometer.state import PageState, Site
from barometer.text import Language

FOLDERS: Mapping[str, str] = {
    "roles": "roles/{}",
    "ambitions": "changes/{}",
    "guides": "guides/{}",
    "trends": "trends/{}",
}
GROUPS = (
    "roles",
    "changes",
    "guides",
    "barometer",
    "trends",
    "strategy",
    "methods",
    "partners",
    "about",
)
"""Every section whose pages may be related, in the order in which a page lists them."""


@dataclass(frozen=True)
class Related:
    """One group of related pages: its name in `words.yml` and its links."""

    group: str
    links: tuple["RelatedLink", ...]


@dataclass(frozen=True)
class RelatedLink:
    """A related page in the reader's language; `address` is below the site's root."""

    title: str
    summary: str
    address: str


def related(state: PageState) -> tuple[Related, ...]:
    """The pages that this page names, and those that name it, by kind."""
    mine = sorted(_neighbours(state.site).get(state.key, ()), key=lambda key: key.path)
    groups: dict[str, list[RelatedLink]] = {}
    for key in mine:
        groups.setdefault(group_of(key), []).append(_link(state.site, key, state.language))
    return tuple(Related(group, tuple(groups[group])) for group in GROUPS if group in groups)


def group_of(key: PageKey) -> str:
    """The group under which a page is listed: its section."""
    return key.section


def _link(site: Site, key: PageKey, language: Language) -> RelatedLink:
    address = site.address(key, language)
    words = site.pages[(key, language)].words
    return RelatedLink(words.title, words.summary, address)


@lru_cache(maxsize=1)
def _neighbours(site: Site) -> Mapping[PageKey, frozenset[PageKey]]:
    found: dict[PageKey, set[PageKey]] = {}
    for (key, language), page in site.pages.items():
        if language == "da":
            for other in _named(site, page):
                found.setdefault(key, set()).add(other)
                found.setdefault(other, set()).add(key)
    return {key: frozenset(others) for key, others in found.items()}


def _named(site: Site, page: Page) -> Iterator[PageKey]:
    facts = page.facts
    if facts is None:
        return
    for field, pattern in FOLDERS.items():
        for name in getattr(facts, field):
            path = pattern.format(name)
            key = PageKey(path)
            yield key if (key, "da") in site.pages else PageKey(f"{path}/index")
    for name in facts.indicators:
        if name in site.dataset.indicators:
            yield page_key(name)
