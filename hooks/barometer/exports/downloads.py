"""Page parts that list files and texts to copy; citations as BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import quote

import yaml

from barometer.cache import write_file
from barometer.data.breaks import in_order
from barometer.data.notation import read_point
from barometer.data.releases import ARCHIVE
from barometer.exports.api import (
    INDICATOR_SCHEMA,
    LIST,
    LIST_SCHEMA,
    OPENAPI,
)
from barometer.exports.facts import (
    ALL,
    API,
    CLAIMS,
    CLAIMS_SCHEMA,
    CSVW,
    DATA,
    DATA_FOLDER,
    HOSTING,
    LICENCE_ID,
    PACKAGE,
    SERVERS,
    answer_address,
    collect_indicator,
    collect_whole,
    downloads,
)
from barometer.exports.tables import OBSERVATIONS, SCHEMAS, write_folder_page
from barometer.html import render
from barometer.pages.addresses import DATA_PAGE, VERSIONS_JSON, PageKey, anchor_of_value
from barometer.pages.site import PageState, Site, statement_address
from barometer.text import LANGUAGES, Language, alphabetical, format_date, join_list
from barometer.views.indicators import value_markdown
from barometer.views.navigation import feed_links
from barometer.views.page_kind import first_figure
from barometer.views.releases import correction_rows
from barometer.views.reuse import (
    WHOLE_DATASET,
    Citation,
    all_citations,
    cite_chart,
    cite_dataset,
    cite_measure,
)

OTHERS = {
    "structure.sdmx.json": "structure",
    "structure.sdmx.xml": "structure_ml",
    "catalogue.ttl": "catalogue_ttl",
    "catalogue.jsonld": "catalogue_jsonld",
    VERSIONS_JSON.removeprefix(DATA_FOLDER): "versions",
}

EXAMPLE = "innovative_workplaces"

NOT_LISTS = ("observations", "sheet", "codes", "corrections")
LISTS = tuple(one for one in SCHEMAS if one not in NOT_LISTS)
"""The code lists, in the order of `tables.yml`."""


def data_files(state: PageState) -> str:
    """The files of the whole and what each is good for."""
    return _table(state, "head_use", _list_data(state.words("exports")))


def _list_data(words: Mapping[str, str]) -> list[tuple[str, str]]:
    whole = []
    for form in (*DATA, PACKAGE, CSVW):
        named = form.language and form.key != "csv_da"  # whose words say its language already
        language = f", {words[f'in_{form.language}']}" if named else ""
        whole.append((DATA_FOLDER + form.file(ALL), words[f"use_{form.key}"] + language))
    others = [(f"{DATA_FOLDER}{name}", words[f"use_{key}"]) for name, key in OTHERS.items()]
    return [*whole, *others]


def single_values(state: PageState) -> str:
    """Every value that belongs to no indicator, each with an address, its source and its files."""
    words, language = state.words("exports"), state.language
    cited = {
        one.stem: [
            (f"{CITATIONS}{citation_file_name(one, form)}", words[f"short_{form.split('.')[0]}"])
            for form in FORMS
        ]
        for name in state.site.dataset.values
        for one in cite_measure(state.site, name, language)
    }
    singles = (collect_indicator(state.site, name) for name in state.site.dataset.values)
    rows = []
    for facts in sorted(singles, key=lambda one: alphabetical(one.title[language])):
        stem, files = anchor_of_value(facts.name), downloads(facts.name, language, single=True)
        listed = [*((path, words[f"short_{key}"]) for key, path in files), *cited[stem]]
        rows.append(
            {
                "id": stem,
                "title": facts.title[language],
                "values": [
                    (
                        value_markdown(row.observation.value, row.described.unit, language),
                        row.edition.named(language),
                        row.source,
                    )
                    for row in facts.rows
                ],
                "files": [(state.to_root + path, word) for path, word in listed],
            }
        )
    heads = [words[f"head_{one}"] for one in ("number", "value", "source")]
    return render("single_values.html", heads=heads, rows=rows, language=language)


def code_list_files(state: PageState) -> str:
    """The code lists and what each holds."""
    return _table(state, "head_content", _list_codes(state.words("exports")))


def _list_codes(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"{DATA_FOLDER}codes-{name}.csv", words[f"list_{name}"]) for name in LISTS]


def hosting_files(state: PageState) -> str:
    """The settings for servers of one's own."""
    words = state.words("exports")
    stem = {name: f"use_{name.partition('.')[0].lower()}" for name in SERVERS}
    return _table(state, "head_use", [(HOSTING + name, words[stem[name]]) for name in SERVERS])


def api_addresses(state: PageState) -> str:
    """The addresses of the API and what each answers."""
    return _table(state, "head_content", _list_api(state.site, state.language))


def _list_api(site: Site, language: Language) -> list[tuple[str, str]]:
    words = {key: text[language] for key, text in site.words["exports"].items()}
    names = site.dataset.indicators
    example = answer_address(EXAMPLE if EXAMPLE in names else next(iter(names)), language)
    return [
        (LIST, words["api_list"]),
        (example, words["api_indicator"]),
        (CLAIMS, words["api_claims"]),
        (LIST_SCHEMA, words["api_list_schema"]),
        (INDICATOR_SCHEMA, words["api_indicator_schema"]),
        (CLAIMS_SCHEMA, words["api_claims_schema"]),
        (OPENAPI, words["api_openapi"]),
    ]


def write_folder_pages(site: Site, folder: Path) -> None:
    """What lies in `data/` and `api/v1/`, for who opens the folder itself."""
    words = site.words["exports"]
    ours = {la: {key: text[la] for key, text in words.items()} for la in LANGUAGES}
    archive = {la: (f"{ARCHIVE}/", site.words["archive"]["title"][la]) for la in LANGUAGES}
    data = {la: [*_list_data(ours[la]), *_list_codes(ours[la]), archive[la]] for la in LANGUAGES}
    api = {la: _list_api(site, la) for la in LANGUAGES}
    for address, title, said, rows in [
        (DATA_FOLDER, words["title"], words["description"], data),
        (API, words["service_title"], words["service_description"], api),
    ]:
        files = {
            la: [(path.removeprefix(address), f": {text}") for path, text in listed]
            for la, listed in rows.items()
        }
        write_folder_page(
            site,
            folder,
            address,
            title=title,
            said=[said],
            files=files,
            about=words["about_files"],
            more=DATA_PAGE,
        )


def columns(state: PageState) -> str:
    """The columns of the CSV and what each means."""
    words = state.words("exports")
    rows = [
        {"href": "", "name": one.name, "text": words[f"about_{one.key}"]} for one in OBSERVATIONS
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


def indicator_corrections(state: PageState) -> str:
    """What was corrected on this page, or that nothing was."""
    mine = [
        one
        for one in state.site.releases.corrections
        if (at := read_point(one.value)) and at.indicator == state.indicator
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


def indicator_citation(state: PageState) -> str:
    """The citation of each chart as text to copy, and as files."""
    words = state.words("citation")
    citations = []
    for one in cite_measure(state.site, state.indicator, state.language):
        files = [
            (
                f"{state.to_root}{CITATIONS}{citation_file_name(one, form)}",
                words[f"form_{form.replace('.', '_').replace('-', '_')}"],
            )
            for form in FORMS
        ]
        citations.append({"plain": one.plain, "files": files})
    title = state.words("indicator")["cite"]
    return render("citations.html", citations=citations, lead=words["files"], title=title)


def citation_example(state: PageState) -> str:
    """The citation of the first chart of the front page, as everywhere else."""
    name, _ = first_figure(replace(state, key=PageKey("index")))
    if not name:
        return ""
    example = cite_chart(state.site, name, "default", state.language)
    return render(
        "citations.html", citations=[{"plain": example.plain, "files": ()}], lead="", title=""
    )


def indicator_report(state: PageState) -> str:
    """A message about an error, begun for the reader: by mail where an address is configured."""
    site, language, words = state.site, state.language, state.words("indicator")
    owner, name = site.dataset.publisher, state.indicator
    known = site.dataset.editions
    editions = in_order((row.edition for row in site.dataset.of(name)), known)
    parts = {
        "title": site.dataset.indicators[name].title[language],
        "name": name,
        "editions": join_list([known[one].title[language] for one in editions], language),
        "address": site.url + site.address(state.key, language),
        "version": site.dataset.version,
    }
    facts = words["report_body"].format(**parts)
    subject, body = words["report_subject"].format(**parts), f"{facts}\n\n{words['report_ask']}\n"
    return render(
        "report.html",
        words=words,
        mail=_message(owner.contact, subject, body) if owner.contact else "",
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


def indicator_files(state: PageState) -> str:
    """Every file of the indicator, and where its charts can be downloaded."""
    words = state.words("exports")
    return render(
        "indicator_files.html",
        title=state.words("indicator")["files"],
        lead=state.words("overview")["files_figures"],
        files=[
            _link(state, path, words[f"file_{key}"])
            for key, path in downloads(state.indicator, state.language)
        ],
        about=state.link_to(DATA_PAGE),
        about_words=words["about_files"],
    )


def publisher_facts(state: PageState) -> str:
    """Who publishes the site; a field that the law asks for says that it is not filled in yet."""
    owner, words, language = state.site.dataset.publisher, state.words("publisher"), state.language
    part, since, source = owner.part_of, "", None
    if part:
        day = format_date(part.since, language)
        since = words["since"].format(name=part.name[language], day=day)
        source = state.site.dataset.sources[part.source]
    return render(
        "publisher.html", owner=owner, words=words, language=language, since=since, source=source
    )


def write_to_us(state: PageState) -> str:
    """Where to write about an error or a barrier, or that the address is not filled in."""
    owner, words = state.site.dataset.publisher, state.words("publisher")
    contact, mail = owner.contact, not owner.form
    return render(
        "told.html",
        text=words["write"] if contact else words["no_contact"],
        href=f"mailto:{contact}" if contact and mail else contact,
        shown=contact if mail else words["form"],
    )


def data_controller(state: PageState) -> str:
    """Who is responsible for personal data, or that it is not filled in."""
    owner, words = state.site.dataset.publisher, state.words("publisher")
    named = owner.data_controller[state.language] if owner.data_controller else ""
    text = words["controller"].format(name=named) if named else words["no_controller"]
    return render("told.html", text=text, href="", shown="")


def follow_links(state: PageState) -> str:
    """The newsletter, the feeds and the accounts by which a reader can follow the centre."""
    owner, words, at = state.site.dataset.publisher, state.words("publisher"), state.language
    letter = (words["newsletter" if owner.newsletter else "no_newsletter"], owner.newsletter)
    feeds = ((one.title, state.to_root + one.address) for one in feed_links(state.site, at))
    account = words["account"]
    accounts = (
        account.format(network=one.network, name=one.name, when=format_date(one.seen, at))
        for one in owner.accounts
    )
    return render("links.html", items=[letter, *feeds, *((one, "") for one in accounts)])


def statement_link(state: PageState) -> str:
    """The link to the official accessibility statement, which lies by the site's domain."""
    return render("link.html", href=statement_address(state.site.url))


CITATIONS = "data/citations/"

_SPECIAL = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)


def write_bibtex(one: Citation) -> str:
    """A `@dataset` of biblatex; signs that mean something to LaTeX are escaped."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "publisher": _tex(one.publisher),
        "version": one.version,
        "year": str(one.date.year) if one.date else "",
        "month": str(one.date.month) if one.date else "",
        "doi": _bare(one),
        "url": one.address,
        "note": _tex(". ".join(filter(None, (one.edition, one.versioned, one.values)))),
        "langid": {"da": "danish", "en": "british"}[one.language],
    }
    kept = [Field(name, value) for name, value in fields.items() if value]
    name = f"{one.stem.replace('-', '_')}_{one.language}"
    return str(write_string(Library([Entry("dataset", name, kept)])))


def _bare(one: Citation) -> str:
    """The DOI without the address of the resolver; it names the whole data, not one chart."""
    return one.doi.removeprefix("https://doi.org/") if one.stem == WHOLE_DATASET else ""


def _tex(words: str) -> str:
    return _line(words).translate(_SPECIAL)


def _line(words: str) -> str:
    """On one line: in these forms a new line begins a new field or record."""
    return " ".join(words.split())


def write_ris(one: Citation) -> str:
    """A record for EndNote, Zotero and their like."""
    import rispy

    record = {
        "type_of_reference": "DATA" if one.kind == "dataset" else "FIGURE",
        "authors": [_line(author) for author in one.authors],
        "title": _line(one.title),
        "publisher": _line(one.publisher),
        "edition": _line(one.edition),
        "language": one.language,
        "urls": [one.address],
        "notes": [_line(part) for part in (one.versioned, one.values) if part],
    }
    if _bare(one):
        record["doi"] = _bare(one)
    if one.date:
        record |= {"year": str(one.date.year), "date": one.date.strftime("%Y/%m/%d")}
    # The library numbers its records in a line of their own, which the format does not know.
    return str(rispy.dumps([record]).partition("\n")[2])


def write_csl(one: Citation) -> str:
    """A list of one item for programs that speak the Citation Style Language."""
    item: dict[str, object] = {
        "id": f"{one.stem}-{one.language}",
        "type": "dataset" if one.kind == "dataset" else "graphic",
        "title": one.title,
        "author": [{"literal": author} for author in one.authors],
        "publisher": one.publisher,
        "edition": one.edition,
        "URL": one.address,
        "language": one.language,
        "version": one.version,
    }
    if one.values:
        item["note"] = one.values
    if _bare(one):
        item["DOI"] = _bare(one)
    if one.date:
        item["issued"] = {"date-parts": [[one.date.year, one.date.month, one.date.day]]}
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


FORMS: Mapping[str, Callable[[Citation], str]] = {
    "txt": lambda one: f"{one.plain}\n",
    "bib": write_bibtex,
    "ris": write_ris,
    "csl.json": write_csl,
}


def citation_file_name(one: Citation, form: str) -> str:
    """The stable name of a citation's file: `innovative-workplaces-default.da.bib`."""
    return f"{one.stem}.{one.language}.{form}"


def write_citations(site: Site, folder: Path) -> Iterator[Citation]:
    """Every citation in every form, below `data/citations/` of a built site."""
    for one in all_citations(site):
        for form, made in FORMS.items():
            write_file(folder / CITATIONS / citation_file_name(one, form), made(one).encode())
        yield one


DEPOSIT, REPOSITORY_CITATION = ".zenodo.json", "CITATION.cff"


def write_deposit(site: Site, root: Path) -> None:
    """What Zenodo asks of the newest version, and how to cite repository and data, in `root`."""
    whole, cited, current = collect_whole(site), cite_dataset(site, "en"), site.releases.current
    # Everybody may read the files, but not every value has an open licence.
    licence = {LICENCE_ID: "cc-by-4.0"}.get(whole.licence("en").id, "other-closed")
    creators = site.dataset.publishers(site.dataset.observations, "en")
    day = current.date.isoformat() if current else None
    deposit = {
        "title": cited.title,
        "upload_type": "dataset",
        "description": f"<p>{escape(whole.description.en)}</p>",
        "version": cited.version,
        "publication_date": day,
        "creators": [{"name": author} for author in creators],
        "contributors": [{"name": whole.publisher_name.en, "type": "DataCurator"}],
        "keywords": [*whole.keywords["en"], *whole.keywords["da"]],
        "access_right": "open",
        "license": licence,
        "notes": whole.words["rights"].en,
        "related_identifiers": [
            {"identifier": cited.address, "relation": "isDescribedBy", "scheme": "url"}
        ],
    }
    text = json.dumps(deposit, ensure_ascii=False, indent=1) + "\n"
    (root / DEPOSIT).write_text(text, encoding="utf-8")
    known = yaml.safe_load((root / REPOSITORY_CITATION).read_text(encoding="utf-8"))
    known["references"] = [
        {
            "type": "data",
            "title": cited.title,
            "authors": [{"name": author} for author in cited.authors],
            "version": cited.version,
            "url": cited.address,
            **({"date-released": day} if day else {}),
            **({"doi": _bare(cited)} if cited.doi else {}),
        }
    ]
    dumped = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100)
    (root / REPOSITORY_CITATION).write_text(dumped, encoding="utf-8")
