"""The parts of an indicator's page that hold links to files and texts to copy."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.citation_files import FOLDER, FORMS, file_name
from barometer.citations import Citation, of_chart
from barometer.content.addresses import PageKey
from barometer.embeds import frame_code
from barometer.exports.facts import DATA_PAGE
from barometer.html import element, html
from barometer.indicator_page import page_key
from barometer.parts.corrections import listed
from barometer.parts.files import file_list
from barometer.permanence import statement_address
from barometer.releases.read import point
from barometer.shape import first_indicator
from barometer.state import PageState

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
        if (at := point(one.value)) and at.indicator == name
    ]
    log = state.to_root + state.site.address(PageKey("barometer/corrections"), state.language)
    link = element("p", {}, element("a", {"href": log}, _word(state, "all_corrections")))
    if not mine:
        return [element("p", {}, _word(state, "no_corrections")), link]
    return [listed(state, mine), link]


def _citation(state: PageState, name: str) -> list[Element]:
    """The citation of each chart as text to copy, and as files."""
    charts = state.site.dataset.indicators[name].charts
    return [
        found
        for chart in charts
        for found in _cited(state, of_chart(state.site, name, chart, state.language))
    ]


def citation_example(state: PageState) -> str:
    """The citation of the first chart of the front page, as everywhere else."""
    name = first_indicator(replace(state, key=PageKey("index")))
    if name is None:
        return ""
    return html(_quoted(of_chart(state.site, name, "default", state.language)))


def _quoted(one: Citation) -> Element:
    return element("blockquote", {"class": "citation"}, element("p", {}, one.plain))


def _cited(state: PageState, one: Citation) -> list[Element]:
    words = state.site.words["citation"]
    links = element("ul", {"class": "files"})
    for form in FORMS:
        href = f"{state.to_root}{FOLDER}{file_name(one, form)}"
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
        "editions": written.joined([one.title[language] for one in editions], language),
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
