"""The strategic framework: roles, working methods and changes side by side, in no order."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from barometer.content.addresses import PageKey
from barometer.html import element, html
from barometer.state import PageState

COLUMNS = ("roles", "methods", "changes")
NOT_A_METHOD = "combined"  # the heading on how methods are combined names none


def framework_figure(state: PageState) -> str:
    """Three lists side by side; a screen reader meets three named lists and no direction."""
    words = state.site.words["framework"]
    name = "framework-figure"
    caption = element("figcaption", {"id": f"{name}-caption"}, words["caption"][state.language])
    columns = element("div", {"class": "framework"}, *(_column(state, one) for one in COLUMNS))
    note = element("p", {"class": "framework-note"}, words["note"][state.language])
    attributes = {"class": "framework-figure", "id": name, "aria-labelledby": f"{name}-caption"}
    return html(element("figure", attributes, caption, columns, note))


def _column(state: PageState, section: str) -> Element:
    words, language = state.site.words["framework"], state.language
    heading = element(
        "p", {"class": "framework-title", "id": f"framework-{section}"}, words[section][language]
    )
    items = [
        element("li", {}, element("a", {"href": href}, title))
        for title, href in _items(state, section)
    ]
    listing = element("ul", {"aria-labelledby": f"framework-{section}"}, *items)
    return element("div", {"class": f"framework-column framework-{section}"}, heading, listing)


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
        pages.sort(key=lambda page: (_order(state, page.key), page.key.path))
        return [
            (page.words.title, state.to_root + site.address(page.key, language)) for page in pages
        ]
    home = state.to_root + site.address(index, language)
    headings = site.pages[(index, language)].document.headings
    methods = [one for one in headings if one.level == 2 and one.id != NOT_A_METHOD]
    return [(one.text, f"{home}#{one.id}") for one in methods]


def _order(state: PageState, key: PageKey) -> int:
    facts = state.site.pages[(key, "da")].facts
    return facts.order if facts and facts.order is not None else 1000
