"""Links to the files and answers that a page speaks of, in the reader's language."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from barometer.exports.api import INDICATOR_SCHEMA, LIST, LIST_SCHEMA, OPENAPI
from barometer.exports.columns import OBSERVATIONS, about
from barometer.exports.facts import ALL, API, FOLDER
from barometer.exports.forms import CSVW, DATA, PACKAGE, Form, answer, downloads
from barometer.html import element, html
from barometer.state import PageState

OTHERS = {
    "structure.sdmx.json": "structure",
    "catalogue.ttl": "catalogue_ttl",
    "catalogue.jsonld": "catalogue_jsonld",
}
TWO = "columns-2 files-table"
EXAMPLE = "innovative_workplaces"
LISTS = (
    "indicators",
    "categories",
    "breakdowns",
    "editions",
    "countries",
    "sources",
    "conflicts",
    "statuses",
    "base_sources",
    "units",
    "themes",
)


def file_list(state: PageState, name: str) -> Element:
    """The files of one indicator, each with its form."""
    words = state.site.words["exports"]
    items = (
        element("li", {}, _link(state, path, words[f"file_{key}"][state.language]))
        for key, path in downloads(name, state.language)
    )
    return element("ul", {"class": "files"}, *items)


def data_files(state: PageState) -> str:
    """The files of the whole and what each is good for."""
    words = state.site.words["exports"]
    whole = [(FOLDER + form.file(ALL), _use(state, form)) for form in (*DATA, PACKAGE, CSVW)]
    others = [
        (f"{FOLDER}{name}", words[f"use_{key}"][state.language]) for name, key in OTHERS.items()
    ]
    return html(_table(state, "head_use", [*whole, *others]))


def _use(state: PageState, form: Form) -> str:
    """What a file is for, and its language where it has one."""
    words = state.site.words["exports"]
    told = words[f"use_{form.key}"][state.language]
    alone = form.language is None or form.key == "csv_da"
    return told if alone else f"{told}, {words[f'in_{form.language}'][state.language]}"


def code_list_files(state: PageState) -> str:
    """The code lists and what each holds."""
    words = state.site.words["exports"]
    rows = ((f"{FOLDER}codes-{name}.csv", words[f"list_{name}"][state.language]) for name in LISTS)
    return html(_table(state, "head_content", rows))


def api_addresses(state: PageState) -> str:
    """The addresses of the API and what each answers."""
    words = {key: text[state.language] for key, text in state.site.words["exports"].items()}
    name = next(iter(state.site.dataset.indicators))
    example = answer(EXAMPLE if EXAMPLE in state.site.dataset.indicators else name, state.language)
    rows = [
        (LIST, words["api_list"]),
        (example, words["api_indicator"]),
        (LIST_SCHEMA, words["api_list_schema"]),
        (INDICATOR_SCHEMA, words["api_indicator_schema"]),
        (OPENAPI, words["api_openapi"]),
    ]
    return html(_table(state, "head_content", rows))


def columns(state: PageState) -> str:
    """The columns of the CSV and what each means."""
    words = state.site.words["exports"]
    heads = [words[key][state.language] for key in ("head_column", "head_meaning")]
    body = element("tbody")
    for column in OBSERVATIONS:
        name = element("td", {}, element("code", {}, column.name))
        meaning = element("td", {}, about(column, words)[state.language])
        body.append(element("tr", {}, name, meaning))
    return html(_boxed(element("table", {"class": TWO}, _head(heads), body)))


def _table(state: PageState, second: str, rows: Iterable[tuple[str, str]]) -> Element:
    words = state.site.words["exports"]
    heads = [words[key][state.language] for key in ("head_file", second)]
    body = element("tbody", {}, *_lines(state, rows))
    return _boxed(element("table", {"class": TWO}, _head(heads), body))


def _boxed(table: Element) -> Element:
    """The table in the box that scrolls where a screen is narrow, as tables of pages are."""
    return element("div", {"class": "table-scroll"}, table)


def _lines(state: PageState, rows: Iterable[tuple[str, str]]) -> Iterator[Element]:
    for path, text in rows:
        link = _link(state, path, path.removeprefix(FOLDER).removeprefix(API))
        yield element("tr", {}, element("td", {}, link), element("td", {}, text))


def _head(heads: Iterable[str]) -> Element:
    cells = (element("th", {"scope": "col"}, head) for head in heads)
    return element("thead", {}, element("tr", {}, *cells))


def _link(state: PageState, path: str, text: str) -> Element:
    """A link to a file: what is read in a browser opens there, the rest is downloaded."""
    kept = {} if path.startswith(API) else {"download": ""}
    return element("a", {"href": state.to_root + path, **kept}, text)
