"""Every indicator of the barometer, grouped by theme, each with its newest finding: a plain list of links."""

from xml.etree.ElementTree import Element

from barometer.data.model import Indicator
from barometer.html import element, html
from barometer.indicator_page import page_key
from barometer.state import PageState


def indicators(state: PageState) -> str:
    """One section a theme, in the order of `themes.yml`; a theme without indicators is left out."""
    return html(*(_theme(state, theme) for theme in state.site.dataset.themes if _of(state, theme)))


def _of(state: PageState, theme: str) -> list[tuple[str, Indicator]]:
    found = [
        (name, one) for name, one in state.site.dataset.indicators.items() if one.theme == theme
    ]
    return sorted(found, key=lambda pair: pair[1].title[state.language].casefold())


def _theme(state: PageState, theme: str) -> Element:
    title = state.site.dataset.themes[theme][state.language]
    heading = element("h3", {"id": f"theme-{theme}"}, title)
    items = [_item(state, name, one) for name, one in _of(state, theme)]
    return element(
        "section",
        {"class": "indicator-theme", "aria-labelledby": f"theme-{theme}"},
        heading,
        element("ul", {"class": "indicator-list"}, *items),
    )


def _item(state: PageState, name: str, indicator: Indicator) -> Element:
    page = page_key(name)
    href = state.to_root + state.site.address(page, state.language)
    finding = next(iter(indicator.charts.values())).finding[state.language]
    return element(
        "li",
        {},
        element("a", {"href": href}, indicator.title[state.language]),
        element("p", {}, finding),
    )
