"""Page parts that list files and texts to copy."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from barometer.data.notation import read_point
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
from barometer.html import render
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.site import PageState, statement_address
from barometer.text import join_list
from barometer.views.page_kind import first_figure
from barometer.views.releases import correction_rows
from barometer.views.reuse import cite_chart, frame_code

OTHERS = {
    "structure.sdmx.json": "structure",
    "catalogue.ttl": "catalogue_ttl",
    "catalogue.jsonld": "catalogue_jsonld",
}

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


def data_files(state: PageState) -> str:
    """The files of the whole and what each is good for."""
    words = state.words("exports")
    whole = [(DATA_FOLDER + form.file(ALL), _use(words, form)) for form in (*DATA, PACKAGE, CSVW)]
    others = [(f"{DATA_FOLDER}{name}", words[f"use_{key}"]) for name, key in OTHERS.items()]
    return _table(state, "head_use", [*whole, *others])


def _use(words: Mapping[str, str], form: Form) -> str:
    """What a file is for, and its language where it has one."""
    use = words[f"use_{form.key}"]
    alone = form.language is None or form.key == "csv_da"
    return use if alone else f"{use}, {words[f'in_{form.language}']}"


def code_list_files(state: PageState) -> str:
    """The code lists and what each holds."""
    words = state.words("exports")
    rows = [(f"{DATA_FOLDER}codes-{name}.csv", words[f"list_{name}"]) for name in LISTS]
    return _table(state, "head_content", rows)


def api_addresses(state: PageState) -> str:
    """The addresses of the API and what each answers."""
    words = state.words("exports")
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
    return _table(state, "head_content", rows)


def columns(state: PageState) -> str:
    """The columns of the CSV and what each means."""
    words, texts = state.words("exports"), state.site.words["exports"]
    rows = [
        {"href": "", "name": one.name, "text": one.description(texts)[state.language]}
        for one in OBSERVATIONS
    ]
    heads = [words["head_column"], words["head_meaning"]]
    return render("files_table.html", heads=heads, rows=rows)


def _table(state: PageState, second: str, rows: Iterable[tuple[str, str]]) -> str:
    words = state.words("exports")
    shown = [
        _link(state, path, path.removeprefix(DATA_FOLDER).removeprefix(API)) | {"text": text}
        for path, text in rows
    ]
    return render("files_table.html", heads=[words["head_file"], words[second]], rows=shown)


def _link(state: PageState, path: str, name: str) -> dict[str, object]:
    """A link to a file: what is read in a browser opens there, the rest is downloaded."""
    return {"href": state.to_root + path, "name": name, "download": not path.startswith(API)}


Part = Callable[[PageState, str], str]


def _part(made: Part) -> Callable[[PageState], str]:
    """A part of whichever indicator the page is about; nothing on other pages."""

    def part(state: PageState) -> str:
        name = indicator_of(state)
        return made(state, name) if name else ""

    return part


def indicator_of(state: PageState) -> str | None:
    """The indicator whose page is at hand."""
    names = state.site.dataset.indicators
    return next((name for name in names if page_key(name) == state.key), None)


def _corrections(state: PageState, name: str) -> str:
    """What was corrected on this page, or that nothing was."""
    mine = [
        one
        for one in state.site.releases.corrections
        if (at := read_point(one.value)) and at.indicator == name
    ]
    words = state.words("indicator")
    return render(
        "indicator_corrections.html",
        words=state.words("corrections"),
        rows=correction_rows(state, mine),
        nothing=words["no_corrections"],
        log=state.link_to(PageKey("barometer/corrections")),
        all=words["all_corrections"],
    )


def _citation(state: PageState, name: str) -> str:
    """The citation of each chart as text to copy, and as files."""
    words = state.words("citation")
    citations = []
    for chart in state.site.dataset.indicators[name].charts:
        one = cite_chart(state.site, name, chart, state.language)
        files = [
            (
                f"{state.to_root}{CITATIONS}{citation_file_name(one, form)}",
                words[f"form_{form.replace('.', '_').replace('-', '_')}"],
            )
            for form in FORMS
        ]
        citations.append({"plain": one.plain, "files": files})
    return render("citations.html", citations=citations, lead=words["files"])


def citation_example(state: PageState) -> str:
    """The citation of the first chart of the front page, as everywhere else."""
    name, _ = first_figure(replace(state, key=PageKey("index")))
    if not name:
        return ""
    example = cite_chart(state.site, name, "default", state.language)
    return render("citations.html", citations=[{"plain": example.plain, "files": ()}], lead="")


def _embed(state: PageState, name: str) -> str:
    """The code of each chart's frame, which fits every width."""
    words, language = state.words("embed"), state.language
    frames = [
        (
            words["frame"].format(finding=spec.finding[language].rstrip(".")),
            str(frame_code(state.site, name, chart, language)),
        )
        for chart, spec in state.site.dataset.indicators[name].charts.items()
    ]
    return render("embed.html", lead=words["lead"], frames=frames)


def _report(state: PageState, name: str) -> str:
    """A message about an error, begun for the reader: by mail where an address is configured."""
    site, language, words = state.site, state.language, state.words("indicator")
    known = {row.edition: site.dataset.editions[row.edition] for row in site.dataset.of(name)}
    editions = sorted(known.values(), key=lambda one: (one.end, one.start))
    parts = {
        "title": site.dataset.indicators[name].title[language],
        "name": name,
        "editions": join_list([one.title[language] for one in editions], language),
        "address": site.url + site.address(state.key, language),
        "version": site.dataset.version,
    }
    facts = words["report_body"].format(**parts)
    subject, body = words["report_subject"].format(**parts), f"{facts}\n\n{words['report_ask']}\n"
    return render(
        "report.html",
        words=words,
        mail=_message(site.contact, subject, body) if site.contact else "",
        contact=state.link_to(PageKey("about/contact")) + "#errors",
        text=facts,
    )


def _message(contact: str, subject: str, body: str) -> str:
    """A link that opens a mail, or a form for issues, with subject and text filled in."""
    subject, body = quote(subject, safe=""), quote(body, safe="")
    if contact.startswith(("https://", "http://")):
        sign = "&" if "?" in contact else "?"
        return f"{contact}{sign}title={subject}&body={body}"
    lines = body.replace("%0A", "%0D%0A")
    return f"mailto:{contact.removeprefix('mailto:')}?subject={subject}&body={lines}"


def _files(state: PageState, name: str) -> str:
    """Every file of the indicator, and where its charts can be downloaded."""
    words = state.words("exports")
    return render(
        "indicator_files.html",
        lead=state.words("overview")["files_figures"],
        files=[
            _link(state, path, words[f"file_{key}"])
            for key, path in downloads(name, state.language)
        ],
        about=state.link_to(DATA_PAGE),
        about_words=words["about_files"],
    )


def statement_link(state: PageState) -> str:
    """The link to the official accessibility statement, which lies by the site's domain."""
    return render("link.html", href=statement_address(state.site.url))


corrections_of = _part(_corrections)

files_of = _part(_files)

citation_of = _part(_citation)

embed_of = _part(_embed)

report_of = _part(_report)
