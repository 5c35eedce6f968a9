"""Page parts that list files and texts to copy."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote
from xml.etree.ElementTree import Element

from barometer.data.releases import read_point
from barometer.exports.api import INDICATOR_SCHEMA, LIST, LIST_SCHEMA, OPENAPI
from barometer.exports.bibliography import CITATIONS, FORMS, citation_file_name
from barometer.exports.facts import (
    ALL,
    API,
    CSVW,
    DATA,
    DATA_FOLDER,
    DATA_PAGE,
    PACKAGE,
    Form,
    answer_address,
    downloads,
)
from barometer.exports.tables import OBSERVATIONS
from barometer.html import element, html
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.site import PageState, statement_address
from barometer.text import join_list
from barometer.views.page_kind import first_indicator
from barometer.views.releases import corrections_table
from barometer.views.reuse import Citation, cite_chart, frame_code

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
    whole = [(DATA_FOLDER + form.file(ALL), _use(state, form)) for form in (*DATA, PACKAGE, CSVW)]
    others = [
        (f"{DATA_FOLDER}{name}", words[f"use_{key}"][state.language])
        for name, key in OTHERS.items()
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
    rows = (
        (f"{DATA_FOLDER}codes-{name}.csv", words[f"list_{name}"][state.language]) for name in LISTS
    )
    return html(_table(state, "head_content", rows))


def api_addresses(state: PageState) -> str:
    """The addresses of the API and what each answers."""
    words = {key: text[state.language] for key, text in state.site.words["exports"].items()}
    name = next(iter(state.site.dataset.indicators))
    example = answer_address(
        EXAMPLE if EXAMPLE in state.site.dataset.indicators else name, state.language
    )
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
        meaning = element("td", {}, column.description(words)[state.language])
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
        link = _link(state, path, path.removeprefix(DATA_FOLDER).removeprefix(API))
        yield element("tr", {}, element("td", {}, link), element("td", {}, text))


def _head(heads: Iterable[str]) -> Element:
    cells = (element("th", {"scope": "col"}, head) for head in heads)
    return element("thead", {}, element("tr", {}, *cells))


def _link(state: PageState, path: str, text: str) -> Element:
    """A link to a file: what is read in a browser opens there, the rest is downloaded."""
    kept = {} if path.startswith(API) else {"download": ""}
    return element("a", {"href": state.to_root + path, **kept}, text)


Part = Callable[[PageState, str], list[Element]]


def _part(made: Part) -> Callable[[PageState], str]:
    """A part of whichever indicator the page is about; nothing on other pages."""

    def part(state: PageState) -> str:
        name = indicator_of(state)
        return html(*made(state, name)) if name else ""

    return part


def indicator_of(state: PageState) -> str | None:
    """The indicator whose page is at hand."""
    names = state.site.dataset.indicators
    return next((name for name in names if page_key(name) == state.key), None)


def _word(state: PageState, key: str, /, **parts: str) -> str:
    return str(state.site.words["indicator"][key][state.language].format(**parts))


def _corrections(state: PageState, name: str) -> list[Element]:
    """What was corrected on this page, or that nothing was."""
    mine = [
        one
        for one in state.site.releases.corrections
        if (at := read_point(one.value)) and at.indicator == name
    ]
    log = state.to_root + state.site.address(PageKey("barometer/corrections"), state.language)
    link = element("p", {}, element("a", {"href": log}, _word(state, "all_corrections")))
    if not mine:
        return [element("p", {}, _word(state, "no_corrections")), link]
    return [corrections_table(state, mine), link]


def _citation(state: PageState, name: str) -> list[Element]:
    """The citation of each chart as text to copy, and as files."""
    charts = state.site.dataset.indicators[name].charts
    return [
        found
        for chart in charts
        for found in _cited(state, cite_chart(state.site, name, chart, state.language))
    ]


def citation_example(state: PageState) -> str:
    """The citation of the first chart of the front page, as everywhere else."""
    name = first_indicator(replace(state, key=PageKey("index")))
    if name is None:
        return ""
    return html(_quoted(cite_chart(state.site, name, "default", state.language)))


def _quoted(one: Citation) -> Element:
    return element("blockquote", {"class": "citation"}, element("p", {}, one.plain))


def _cited(state: PageState, one: Citation) -> list[Element]:
    words = state.site.words["citation"]
    links = element("ul", {"class": "files"})
    for form in FORMS:
        href = f"{state.to_root}{CITATIONS}{citation_file_name(one, form)}"
        label = words[f"form_{form.replace('.', '_').replace('-', '_')}"][state.language]
        links.append(element("li", {}, element("a", {"href": href, "download": ""}, label)))
    return [_quoted(one), element("p", {}, words["files"][state.language]), links]


def _embed(state: PageState, name: str) -> list[Element]:
    """The code of each chart's frame, which fits every width."""
    words, language = state.site.words["embed"], state.language
    found = [element("p", {}, words["lead"][language])]
    for chart, spec in state.site.dataset.indicators[name].charts.items():
        label = words["frame"][language].format(finding=spec.finding[language].rstrip("."))
        found += [element("p", {}, label), _code(frame_code(state.site, name, chart, language))]
    return found


def _code(text: str) -> Element:
    return element("pre", {"class": "code", "tabindex": "0"}, element("code", {}, text))


def _report(state: PageState, name: str) -> list[Element]:
    """A message about an error, begun for the reader: by mail where an address is configured."""
    site, language = state.site, state.language
    indicator = site.dataset.indicators[name]
    known = {row.edition: site.dataset.editions[row.edition] for row in site.dataset.of(name)}
    editions = sorted(known.values(), key=lambda one: (one.end, one.start))
    parts = {
        "title": indicator.title[language],
        "name": name,
        "editions": join_list([one.title[language] for one in editions], language),
        "address": site.url + site.address(state.key, language),
        "version": site.dataset.version,
    }
    facts = _word(state, "report_body", **parts)
    if site.contact:
        link = element("a", {"href": _message(state, facts, **parts)}, _word(state, "report_mail"))
        return [element("p", {}, link, ". ", _word(state, "report_lead"))]
    contact = state.to_root + site.address(PageKey("about/contact"), language) + "#errors"
    link = element("a", {"href": contact}, _word(state, "report_page"))
    return [element("p", {}, link, ". ", _word(state, "report_copy")), _code(facts)]


def _message(state: PageState, facts: str, **parts: str) -> str:
    """A link that opens a mail, or a form for issues, with subject and text filled in."""
    subject = quote(_word(state, "report_subject", **parts), safe="")
    body = quote(f"{facts}\n\n{_word(state, 'report_ask')}\n", safe="")
    contact = state.site.contact
    if contact.startswith(("https://", "http://")):
        sign = "&" if "?" in contact else "?"
        return f"{contact}{sign}title={subject}&body={body}"
    lines = body.replace("%0A", "%0D%0A")
    return f"mailto:{contact.removeprefix('mailto:')}?subject={subject}&body={lines}"


def _files(state: PageState, name: str) -> list[Element]:
    """Every file of the indicator, and where its charts can be downloaded."""
    words = {key: text[state.language] for key, text in state.site.words["overview"].items()}
    about = state.to_root + state.site.address(DATA_PAGE, state.language)
    link = element("a", {"href": about}, state.site.words["exports"]["about_files"][state.language])
    return [
        element("p", {}, words["files_figures"]),
        file_list(state, name),
        element("p", {}, link),
    ]


def statement_link(state: PageState) -> str:
    """The link to the official accessibility statement, which lies by the site's domain."""
    address = statement_address(state.site.url)
    return html(element("p", {}, element("a", {"href": address}, address)))


corrections_of = _part(_corrections)


files_of = _part(_files)


citation_of = _part(_citation)


embed_of = _part(_embed)


report_of = _part(_report)
