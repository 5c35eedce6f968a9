"""Which pages lie below which, which belong together; site index, framework."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from barometer.cache import digest
from barometer.charts.figure import break_lines
from barometer.html import render
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.page import Page
from barometer.pages.site import PageState, Site
from barometer.text import Language, alphabetical

LAST_ORDER = 1000
"""The place of a page that names none."""
OUTSIDE_MENU = ("search",)
"""Pages at the top that the menu reaches from the header, not from a section."""

MENU: Mapping[str, tuple[str, ...]] = {
    "barometer": ("barometer/*", "partners/data"),
    "guides": ("guides/*", "cases/index"),
    "trends": ("trends/*",),
    "partners": ("partners/*",),
    "about": (
        "strategy/index",
        "roles/index",
        "methods/index",
        "changes/index",
        "strategy/collaboration",
        "about/*",
    ),
}
"""The five sections of the menu, each with the pages that its bar names after its own index.

`barometer/*` is every page right below the folder that has an `order` in its head.
"""


def menu_item(key: PageKey) -> str:
    """The section of the menu that a page belongs to; empty for pages at the top."""
    if key.section in MENU or not key.section:
        return key.section
    index = f"{key.section}/index"
    return next((item for item, pages in MENU.items() if index in pages), list(MENU)[-1])


def bar_pages(site: Site, item: str) -> list[PageKey]:
    """The pages that the bar of a section names, its index first."""
    found = [PageKey(f"{item}/index")]
    for path in MENU[item]:
        folder = path.removesuffix("/*")
        listed = [one for one in child_pages(site, folder) if page_order(site, one) < LAST_ORDER]
        found += listed if folder != path else [PageKey(path)]
    return [key for key in found if (key, "da") in site.pages]


def menu_tree(site: Site, language: Language) -> list[Any]:
    """MkDocs' `nav`: the front page, every section in the order of `addresses.yml`, the rest."""
    home: list[Any] = [{site.words["site"]["home"][language]: "index.md"}]
    apart = [f"{name}.md" for name in OUTSIDE_MENU if (PageKey(name), language) in site.pages]
    return [
        *home,
        *(_branch_of(site, section, language) for section in menu_sections(site)),
        *apart,
    ]


def menu_sections(site: Site) -> list[str]:
    """The folders at the top of `docs/`, in the order in which `addresses.yml` lists them."""
    found = {folder for folder in _inside(site) if "/" not in folder}
    listed = [segment for segment in site.book.segments if segment in found]
    return listed + sorted(found - set(listed))


def child_pages(site: Site, folder: str) -> list[PageKey]:
    """The pages right below a folder in menu order; an indicator is reached otherwise."""
    names = _inside(site).get(folder, frozenset()) - {"index"}
    keys = [_key(site, f"{folder}/{name}") for name in names]
    return sorted(keys, key=lambda key: (page_order(site, key), key.path))


@lru_cache(maxsize=1)
def _inside(site: Site) -> Mapping[str, frozenset[str]]:
    """What lies right in each folder of pages that have a file, read once for all pages."""
    found: dict[str, set[str]] = {}
    for key in dict.fromkeys(key for key, _ in site.pages):
        parts = key.path.split("/")
        for depth in range(1, len(parts)) if key not in site.slugs else ():
            found.setdefault("/".join(parts[:depth]), set()).add(parts[depth])
    return {folder: frozenset(names) for folder, names in found.items()}


def page_order(site: Site, key: PageKey) -> int:
    """The place that a page asks for in its section's menu."""
    page = site.pages.get((key, "da"))
    wanted = page.facts.order if page and page.facts else None
    return LAST_ORDER if wanted is None else wanted


def menu_title(site: Site, key: PageKey, language: Language) -> str:
    """What the menu calls a page."""
    words = site.pages[(key, language)].words
    return words.short or words.title


def _branch_of(site: Site, folder: str, language: Language) -> dict[str, list[Any]]:
    branch: list[Any] = [f"{folder}/index.md"]
    for key in child_pages(site, folder):
        if key.path.endswith("/index"):
            branch.append(_branch_of(site, key.path.removesuffix("/index"), language))
        else:
            branch.append({menu_title(site, key, language): key.file("da")})
    return {menu_title(site, PageKey(f"{folder}/index"), language): branch}


def _key(site: Site, path: str) -> PageKey:
    index = PageKey(f"{path}/index")
    return index if (index, "da") in site.pages else PageKey(path)


FRAMEWORK_COLUMNS = ("roles", "methods", "changes")
NOT_A_METHOD = "combined"  # the heading on how methods are combined names none
CIRCLE, OVERLAP = 132, 18
"""Radius of a circle of the framework's figure, and by how much two of them overlap; in pixels."""
ITEM_SIZE, ITEM_LINE, ITEM_GAP = 16, 20, 8
"""Size of the words in a circle, of a line, and the gap between two items; in pixels."""
TITLE_SPACE = 34


@dataclass(frozen=True)
class FrameworkItem:
    """A page or heading in a circle: its lines of text, each with the y of its baseline."""

    title: str
    href: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class FrameworkCircle:
    """A part of the framework: its middle, the baseline of its title, its items."""

    name: str
    x: int
    y: int
    title_y: int
    items: tuple[FrameworkItem, ...]


@dataclass(frozen=True)
class FrameworkDrawing:
    """The figure in one width: three circles that overlap, side by side or one below the other."""

    variant: str
    width: int
    height: int
    circles: tuple[FrameworkCircle, ...]


def framework_figure(state: PageState) -> str:
    """Roles, methods and changes as three circles joined, none of them first."""
    parts = [(one, list(_items(state, one))) for one in FRAMEWORK_COLUMNS]
    drawings = [_framework(parts, one) for one in ("wide", "narrow")]
    return render("framework.html", words=state.words("framework"), drawings=drawings)


def _framework(
    parts: Sequence[tuple[str, list[tuple[str, str]]]], variant: str
) -> FrameworkDrawing:
    """Where everything stands; the words in the middle of their circle."""
    step, edge = 2 * CIRCLE - OVERLAP, CIRCLE + 2
    long, short = 2 * edge + step * (len(parts) - 1), 2 * edge
    wide = variant == "wide"
    circles = tuple(
        _circle(name, items, edge + step * at * wide, edge + step * at * (not wide))
        for at, (name, items) in enumerate(parts)
    )
    size = (long, short) if wide else (short, long)
    return FrameworkDrawing(variant, *size, circles)


def _circle(name: str, items: Sequence[tuple[str, str]], x: int, y: int) -> FrameworkCircle:
    room = 2 * CIRCLE - 2 * OVERLAP - 24
    asked = [(title, room, ITEM_SIZE, 400) for title, _ in items]
    lines = break_lines(f"framework-{digest(asked)}", asked)
    tall = sum(len(one) * ITEM_LINE + ITEM_GAP for one in lines) - ITEM_GAP + TITLE_SPACE
    top = y - tall // 2
    below, placed = top + TITLE_SPACE, []
    for (title, href), told in zip(items, lines, strict=True):
        at = [below + ITEM_SIZE + ITEM_LINE * number for number in range(len(told))]
        placed.append(FrameworkItem(title, href, tuple(zip(told, at, strict=True))))
        below += len(told) * ITEM_LINE + ITEM_GAP
    return FrameworkCircle(name, x, y, top + ITEM_SIZE, tuple(placed))


def _items(state: PageState, section: str) -> Iterable[tuple[str, str]]:
    """Titles and addresses of a column: the pages of a folder, or the headings of its one page."""
    site, language = state.site, state.language
    index = PageKey(f"{section}/index")
    pages = [
        page
        for (key, at), page in site.pages.items()
        if at == language and key.section == section and key != index
    ]
    if pages:
        pages.sort(key=lambda page: (page_order(site, page.key), page.key.path))
        return [(page.words.title, state.link_to(page.key)) for page in pages]
    headings = site.pages[(index, language)].document.headings
    methods = [one for one in headings if one.level == 2 and one.id != NOT_A_METHOD]
    return [(one.text, f"{state.link_to(index)}#{one.id}") for one in methods]


@dataclass(frozen=True)
class Branch:
    """A page of the site index; `below` is None for a page without a folder of its own."""

    title: str
    href: str
    below: tuple["Branch", ...] | None = None


def site_index(state: PageState) -> str:
    """Nested lists in the order of the menu; the indicators follow their section's other pages."""
    found = (_branch(state, PageKey(f"{one}/index")) for one in menu_sections(state.site))
    return render("site_index.html", branches=list(found))


def _branch(state: PageState, key: PageKey) -> Branch:
    folder, is_folder = key.path.removesuffix("/index"), key.path.endswith("/index")
    keys = child_pages(state.site, folder) if is_folder else []
    if folder == "barometer":
        keys += sorted(
            state.site.slugs,
            key=lambda one: alphabetical(menu_title(state.site, one, state.language)),
        )
    below = tuple(_branch(state, one) for one in keys) if is_folder else None
    return Branch(menu_title(state.site, key, state.language), state.link_to(key), below)


FOLDERS: Mapping[str, str] = {
    "roles": "roles/{}",
    "ambitions": "changes/{}",
    "guides": "guides/{}",
    "trends": "trends/{}",
}

RELATED_GROUPS = (
    "roles",
    "changes",
    "guides",
    "cases",
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


def related_pages(state: PageState) -> tuple[Related, ...]:
    """The pages that this page names, and those that name it, by kind."""
    mine = sorted(_neighbours(state.site).get(state.key, ()), key=lambda key: key.path)
    groups: dict[str, list[RelatedLink]] = {}
    for key in mine:
        groups.setdefault(key.section, []).append(_related_link(state.site, key, state.language))
    return tuple(
        Related(group, tuple(groups[group])) for group in RELATED_GROUPS if group in groups
    )


def _related_link(site: Site, key: PageKey, language: Language) -> RelatedLink:
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
