"""Every page of the site by section: the way to any page for whoever does without search."""

from xml.etree.ElementTree import Element

from barometer.content.addresses import PageKey
from barometer.html import element, html
from barometer.menu import below, sections, title
from barometer.state import PageState
from barometer.text import alphabetical


def site_index(state: PageState) -> str:
    """Nested lists in the order of the menu; the indicators follow their section's other pages."""
    return html(
        element(
            "div", {"class": "site-index"}, *(_part(state, one) for one in sections(state.site))
        )
    )


def _part(state: PageState, section: str) -> Element:
    keys = below(state.site, section)
    if section == "barometer":
        keys += _indicators(state)
    heading = element("h3", {}, _link(state, PageKey(f"{section}/index")))
    return element("section", {}, heading, _list(state, keys))


def _list(state: PageState, keys: list[PageKey]) -> Element:
    listing = element("ul")
    for key in keys:
        item = element("li", {}, _link(state, key))
        if key.path.endswith("/index"):
            item.append(_list(state, below(state.site, key.path.removesuffix("/index"))))
        listing.append(item)
    return listing


def _indicators(state: PageState) -> list[PageKey]:
    return sorted(
        state.site.slugs, key=lambda key: alphabetical(title(state.site, key, state.language))
    )


def _link(state: PageState, key: PageKey) -> Element:
    href = state.to_root + state.site.address(key, state.language)
    return element("a", {"href": href}, title(state.site, key, state.language))
