"""Every file for machines by its address, written once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from barometer.cache import FOLDER, Files, load_or_make, write_files
from barometer.exports.api import (
    LIST,
    OPENAPI,
    answer_claims,
    answer_indicator,
    answer_list,
    describe_api,
    describe_schemas,
)
from barometer.exports.catalogue import build_catalogue, write_turtle
from barometer.exports.downloads import write_folder_pages
from barometer.exports.facts import (
    CLAIMS,
    CSV,
    CSV_DA,
    CSVW,
    DATA_FOLDER,
    HOSTING,
    JSONSTAT_DA,
    JSONSTAT_EN,
    PACKAGE,
    SDMX,
    SERVERS,
    XLSX_DA,
    XLSX_EN,
    ExportFacts,
    answer_address,
    collect_all,
    collect_indicator,
    collect_whole,
)
from barometer.exports.jsonstat import make_cube
from barometer.exports.packages import describe_csvw, describe_package
from barometer.exports.sdmx import describe_structure, write_sdmx_csv, write_structure_ml
from barometer.exports.tables import (
    list_codes,
    list_own_codes,
    tabulate_values,
    write_csv,
    write_danish_csv,
)
from barometer.pages.site import Site
from barometer.text import LANGUAGES
from barometer.views.rendering import hash_site

TABLES = FOLDER / "tables"


def write_exports(site: Site, folder: Path) -> Iterator[Files]:
    """Write every file below the folder of a built site."""
    around = hash_site(site)
    inputs = (around.around, around.numbers)
    for name in (None, *site.dataset.indicators, *site.dataset.values):
        own = (around.around, around.values[name]) if name else inputs
        kept = TABLES / (f"sets/{name}" if name else "all")
        made = load_or_make(kept, "exports", own, partial(_export_set, site, name))
        write_files(folder, made)
        yield made
    whole = load_or_make(TABLES / "whole", "exports", inputs, partial(_export_whole, site))
    write_files(folder, whole)
    yield whole
    said = (*inputs, around.heads, around.bodies)
    claims = load_or_make(TABLES / "claims", "exports", said, lambda: _export_claims(site))
    write_files(folder, claims)
    yield claims
    write_folder_pages(site, folder)


def write_worksheets(site: Site, folder: Path) -> Iterator[Files]:
    """Write the worksheets of all pages as files to fill in, beside their pages."""
    # As above: only what makes files anew pays for the library.
    from barometer.exports.office import make_worksheets

    around = hash_site(site)
    inputs = (around.around, around.heads, around.bodies)
    made = load_or_make(TABLES / "worksheets", "exports", inputs, lambda: make_worksheets(site))
    write_files(folder, made)
    yield made


def _export_claims(site: Site) -> Mapping[str, bytes]:
    """What pages say of the values: made anew where a text changes, as the rest is not."""
    answer = answer_claims(collect_whole(site)).model_dump(mode="json", by_alias=True)
    return {CLAIMS: to_json(answer)}


def _export_set(site: Site, name: str | None) -> Mapping[str, bytes]:
    """The files of an indicator, of a single value or, without a name, of the whole."""
    facts = collect_indicator(site, name) if name else collect_whole(site)
    made = _export_cubes(facts) if name in site.dataset.values else _export_tables(facts)
    return {facts.folder + file: data for file, data in made}


def _export_whole(site: Site) -> Mapping[str, bytes]:
    """The files that tell of every set: answers, catalogue, and how a server is set up."""
    whole, *parts = collect_all(site)
    singles = [collect_indicator(site, name) for name in site.dataset.values]
    files = dict(_export_api(whole, parts, singles))
    for name in SERVERS:
        files[HOSTING + name] = Path(__file__).with_name(name).read_bytes()
    document = build_catalogue(whole, parts)
    files[f"{DATA_FOLDER}catalogue.jsonld"] = to_json(document)
    files[f"{DATA_FOLDER}catalogue.ttl"] = write_turtle(document)
    return files


def _export_cubes(facts: ExportFacts) -> Iterator[tuple[str, bytes]]:
    """The files of a single value."""
    yield JSONSTAT_DA.file(facts.name), to_json(make_cube(facts, "da"))
    yield JSONSTAT_EN.file(facts.name), to_json(make_cube(facts, "en"))


def _export_tables(facts: ExportFacts) -> Iterator[tuple[str, bytes]]:
    """The files of an indicator; of the whole its structure too."""
    # The library for spreadsheets costs start-up time: only what makes files anew pays for it.
    from barometer.exports.office import make_workbook

    lists = list_codes(facts) if facts.is_whole else (list_own_codes(facts),)
    for table in lists:
        yield table.path, write_csv(table)
    tables = (tabulate_values(facts), *lists)
    yield CSV.file(facts.name), write_csv(tables[0])
    yield CSV_DA.file(facts.name), write_danish_csv(facts)
    yield XLSX_DA.file(facts.name), make_workbook(facts, "da")
    yield XLSX_EN.file(facts.name), make_workbook(facts, "en")
    yield SDMX.file(facts.name), write_sdmx_csv(facts)
    yield PACKAGE.file(facts.name), to_json(describe_package(facts, tables))
    yield CSVW.file(facts.name), to_json(describe_csvw(facts, tables))
    yield from _export_cubes(facts)
    if facts.is_whole:
        structure = describe_structure(facts)
        yield "structure.sdmx.json", to_json(structure)
        yield "structure.sdmx.xml", write_structure_ml(structure)


def _export_api(
    whole: ExportFacts, parts: Sequence[ExportFacts], singles: Sequence[ExportFacts]
) -> Iterator[tuple[str, bytes]]:
    yield LIST, to_json(answer_list(whole, parts, singles).model_dump(mode="json", by_alias=True))
    for facts in (*parts, *singles):
        for language in LANGUAGES:
            answer = answer_indicator(facts, language).model_dump(mode="json", by_alias=True)
            yield answer_address(facts.name, language), to_json(answer)
    for path, schema in describe_schemas(whole).items():
        yield path, to_json(schema)
    yield OPENAPI, to_json(describe_api(whole, [facts.name for facts in parts]))


def to_json(document: Any) -> bytes:
    """JSON on one line, letters as letters: programs read it, and browsers lay it out."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()
