"""The log of corrections: every figure that was changed after it was published."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.html import element, html
from barometer.releases.files import CORRECTIONS_CSV, CORRECTIONS_JSON
from barometer.releases.model import Correction
from barometer.releases.told import address, change, figure, why
from barometer.state import PageState

COLUMNS = ("date", "figure", "change", "why")


def corrections(state: PageState) -> str:
    """Every correction as a table, newest first, and the same list as files."""
    words, found = state.site.words["corrections"], state.site.releases.corrections
    shown = listed(state, found) if found else element("p", {}, words["none"][state.language])
    files = element("ul", {"class": "files"})
    for name, label in ((CORRECTIONS_CSV, "CSV"), (CORRECTIONS_JSON, "JSON")):
        link = element("a", {"href": state.to_root + name, "download": ""}, label)
        files.append(element("li", {}, link))
    return html(shown, element("p", {}, words["files"][state.language]), files)


def listed(state: PageState, found: Sequence[Correction]) -> Element:
    """Corrections as a table, the newest first."""
    words, language = state.site.words["corrections"], state.language
    heads = (element("th", {"scope": "col"}, words[name][language]) for name in COLUMNS)
    rows = (_row(state, one) for one in sorted(found, key=lambda one: one.date, reverse=True))
    table = element(
        "table",
        {"class": "corrections"},
        element("caption", {}, words["caption"][language]),
        element("thead", {}, element("tr", {}, *heads)),
        element("tbody", {}, *rows),
    )
    return element("div", {"class": "table-scroll"}, table)


def _row(state: PageState, one: Correction) -> Element:
    site, language = state.site, state.language
    name, page = figure(one, site.dataset, language), address(one, site, language)
    told = element("a", {"href": state.to_root + page}, name) if page else name
    cells = (change(one, site, language), why(one, site, language))
    when = element("time", {"datetime": one.date.isoformat()}, written.date(one.date, language))
    return element(
        "tr",
        {},
        element("td", {}, when),
        element("th", {"scope": "row"}, told),
        *(element("td", {}, cell) for cell in cells),
    )
