"""Which pages lie below which, which belong together; site index, framework."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from barometer.cache import digest
from barometer.charts.figure import break_lines
from barometer.html import render
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.page import Page
from barometer.pages.site import PageState, Site
from barometer.text import Language, alphabetical

LAST_ORDER = 1000
"""The place of a page that names none."""

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
        "news/index",
        "about/*",
    ),
}
"""The five sections of the menu, each with the pages that its bar names after its own index.

`barometer/*` is every page right below the folder that has an `order` in its head.
"""


@dataclass(frozen=True)
class MenuLink:
    """A link in the reader's language; `address` is below the site's root.

    `below` are the pages of a section's bar, `number` is the place of a step in its guide.
    """

    title: str
    address: str
    current: bool = False
    summary: str = ""
    below: tuple["MenuLink", ...] = ()
    number: int = 0


def menu_link(site: Site, key: PageKey, language: Language, current: bool = False) -> MenuLink:
    """A page by what the menu calls it."""
    return MenuLink(menu_title(site, key, language), site.address(key, language), current)


def card_link(state: PageState, key: PageKey) -> MenuLink:
    """A page by its own title and summary."""
    words = state.site.pages[(key, state.language)].words
    address = state.site.address(key, state.language)
    return MenuLink(words.title, address, summary=words.summary)


def menu_item(key: PageKey) -> str:
    """The section of the menu that a page belongs to; empty for pages at the top."""
    if key.section in MENU or not key.section:
        return key.section
    index = f"{key.section}/index"
    return next((item for item, pages in MENU.items() if index in pages), list(MENU)[-1])


def bar_pages(site: Site, item: str, language: Language) -> list[PageKey]:
    """The pages that the bar of a section names, its index first."""
    found = [PageKey(f"{item}/index")]
    for path in MENU[item]:
        folder = path.removesuffix("/*")
        below = child_pages(site, folder, language)
        listed = [one for one in below if page_order(site, one) < LAST_ORDER]
        found += listed if folder != path else [PageKey(path)]
    return [key for key in found if (key, "da") in site.pages]


def child_pages(site: Site, folder: str, language: Language) -> list[PageKey]:
    """The pages right below a folder in menu order; an indicator is reached otherwise.

    A page that is to come in the language is not named in it.
    """
    names = _inside(site).get(folder, frozenset()) - {"index"}
    pairs = ((PageKey(f"{folder}/{name}/index"), PageKey(f"{folder}/{name}")) for name in names)
    found = (index if (index, "da") in site.pages else page for index, page in pairs)
    keys = [key for key in found if not is_to_come(site, key, language)]
    return sorted(keys, key=lambda key: (page_order(site, key), key.path))


def is_to_come(site: Site, key: PageKey, language: Language) -> bool:
    """Whether a page stands here in its other language until it is translated."""
    page = site.pages.get((key, language))
    return bool(page and page.original)


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


FRAMEWORK_COLUMNS = ("roles", "methods", "changes")
NOT_A_METHOD = "combined"  # the heading on how methods are combined names none
ITEM_ROOM, ITEM_SIZE = 204, 16
"""How wide a line in a circle may be and how large its words are, as `framework.html` sets them."""


def framework_figure(state: PageState) -> str:
    """Roles, methods and changes as three circles joined, none of them first."""
    columns = {}
    for name in FRAMEWORK_COLUMNS:
        items = _items(state, name)
        asked = [(title, ITEM_ROOM, ITEM_SIZE, 400) for title, _ in items]
        lines = break_lines(f"framework-{digest(asked)}", asked)
        columns[name] = [(href, told) for (_, href), told in zip(items, lines, strict=True)]
    return render("framework.html", words=state.words("framework"), columns=columns)


def _items(state: PageState, section: str) -> list[tuple[str, str]]:
    """Titles and addresses of a column: the pages of a folder, or the headings of its one page."""
    site, language = state.site, state.language
    index = PageKey(f"{section}/index")
    pages = [
        page
        for (key, at), page in site.pages.items()
        if at == language and key.section == section and key != index and not page.original
    ]
    if pages:
        pages.sort(key=lambda page: (page_order(site, page.key), page.key.path))
        return [(page.words.title, state.link_to(page.key)) for page in pages]
    headings = site.pages[(index, language)].document.headings
    methods = [one for one in headings if one.level == 2 and one.id != NOT_A_METHOD]
    return [(one.text, f"{state.link_to(index)}#{one.id}") for one in methods]


def site_index(state: PageState) -> str:
    """Nested lists in the order of `addresses.yml`; the indicators follow their section's pages."""
    top = {folder for folder in _inside(state.site) if "/" not in folder}
    listed = [segment for segment in state.site.book.segments if segment in top]
    folders = [*listed, *sorted(top - set(listed))]
    branches = [_branch(state, PageKey(f"{one}/index")) for one in folders]
    return render("site_index.html", branches=branches)


def _branch(state: PageState, key: PageKey) -> dict[str, object]:
    """A page and those below it; None for a page without a folder of its own."""
    folder, is_folder = key.path.removesuffix("/index"), key.path.endswith("/index")
    keys = child_pages(state.site, folder, state.language) if is_folder else []
    titles = {one: menu_title(state.site, one, state.language) for one in (key, *state.site.slugs)}
    if folder == "barometer":
        keys += sorted(state.site.slugs, key=lambda one: alphabetical(titles[one]))
    below = [_branch(state, one) for one in keys] if is_folder else None
    return {"title": titles[key], "href": state.link_to(key), "below": below}


FOLDERS = {"roles": "roles", "ambitions": "changes", "guides": "guides", "trends": "trends"}
"""The fields of a page's head that name other pages, and the folders of those."""

RELATED_GROUPS = (
    "roles",
    "changes",
    "guides",
    "cases",
    "news",
    "barometer",
    "trends",
    "strategy",
    "methods",
    "partners",
    "about",
)
"""Every section whose pages may be related, in the order in which a page lists them."""


def related_pages(state: PageState) -> Mapping[str, Sequence[MenuLink]]:
    """The pages that this page names, and those that name it, by kind: its name in `words.yml`."""
    mine = sorted(_neighbours(state.site).get(state.key, ()), key=lambda key: key.path)
    groups: dict[str, list[MenuLink]] = {}
    for key in mine:
        if is_to_come(state.site, key, state.language):
            continue
        groups.setdefault(key.section, []).append(card_link(state, key))
    return {group: groups[group] for group in RELATED_GROUPS if group in groups}


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
    for field, folder in FOLDERS.items():
        for name in getattr(facts, field):
            key = PageKey(f"{folder}/{name}")
            yield key if (key, "da") in site.pages else PageKey(f"{folder}/{name}/index")
    for name in facts.indicators:
        if name in site.dataset.indicators:
            yield page_key(name)
