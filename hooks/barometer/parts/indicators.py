"""Every indicator of the barometer: the newest edition's numbers on top, then a list a theme."""

from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.data.model import Indicator, Observation
from barometer.html import element, html
from barometer.indicator_page import page_key
from barometer.sentences.findings import first_finding, spoken_of
from barometer.state import PageState
from barometer.text import alphabetical

HOME = "DK"


def indicators(state: PageState) -> str:
    """Key numbers, the themes to go to, and one section a theme in the order of `themes.yml`."""
    themes = [theme for theme in state.site.dataset.themes if _of(state, theme)]
    sections = (_theme(state, one) for one in themes)
    return html(*_key_numbers(state), _contents(state, themes), *sections)


def _of(state: PageState, theme: str) -> list[tuple[str, Indicator]]:
    found = [
        (name, one) for name, one in state.site.dataset.indicators.items() if one.theme == theme
    ]
    return sorted(found, key=lambda pair: alphabetical(pair[1].title[state.language]))


def _key_numbers(state: PageState) -> list[Element]:
    """The shares of the newest Danish edition that are not broken down, in the order of themes."""
    site, language = state.site, state.language
    editions = {key: one for key, one in site.dataset.editions.items() if one.country == HOME}
    newest = max(editions, key=lambda key: editions[key].end, default="")
    items = [
        _key_number(state, name, rows[0])
        for theme in site.dataset.themes
        for name, one in _of(state, theme)
        for rows in (spoken_of(site.dataset, name),)
        if one.unit == "percent" and theme != "survey"
        if len(rows) == 1 and (rows[0].edition, rows[0].breakdown) == (newest, "total")
    ]
    if not items:
        return []
    edition = editions[newest]
    words = site.words["overview"]["newest"][language]
    title = words.format(edition=edition.title[language], period=edition.period[language])
    heading = element("h3", {"id": "key-numbers"}, title)
    return [heading, element("ul", {"class": "key-numbers"}, *items)]


def _key_number(state: PageState, name: str, row: Observation) -> Element:
    site, language = state.site, state.language
    number = element("span", {"class": "key-number"}, written.percent(row.value, language))
    title = site.dataset.indicators[name].title[language]
    link = element("a", {"href": _href(state, name)}, title)
    return element("li", {}, number, " ", link)


def _contents(state: PageState, themes: list[str]) -> Element:
    site, language = state.site, state.language
    label = site.words["overview"]["themes"][language]
    links = (
        element("a", {"href": f"#theme-{one}"}, site.dataset.themes[one][language])
        for one in themes
    )
    items = (element("li", {}, link) for link in links)
    return element("nav", {"class": "themes", "aria-label": label}, element("ul", {}, *items))


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
    language = state.language
    item = element("li", {}, element("a", {"href": _href(state, name)}, indicator.title[language]))
    item.append(element("p", {}, first_finding(state.site.dataset, name, language)))
    return item


def _href(state: PageState, name: str) -> str:
    return state.to_root + state.site.address(page_key(name), state.language)
