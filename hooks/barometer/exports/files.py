"""Every file for machines by its address, written once."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from barometer.cache import FOLDER, Files, load_or_make, write_files
from barometer.exports.api import LIST, OPENAPI, api_schemas, indicator, listing, openapi
from barometer.exports.catalogue import build_catalogue, write_turtle
from barometer.exports.facts import (
    CODES,
    CSV,
    CSV_DA,
    CSVW,
    DATA_FOLDER,
    JSONSTAT_DA,
    JSONSTAT_EN,
    PACKAGE,
    SDMX,
    XLSX_DA,
    XLSX_EN,
    ExportFacts,
    all_facts,
    answer_address,
)
from barometer.exports.jsonstat import collection, cube
from barometer.exports.packages import csvw, data_package
from barometer.exports.rows import TableSchema
from barometer.exports.sdmx import sdmx_csv, structure
from barometer.exports.tables import (
    REFERENCES,
    code_lists,
    codes_of,
    csv_bytes,
    danish_csv,
    observation_table,
)
from barometer.exports.workbook import workbook
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from barometer.views.rendering import hash_site

TABLES = FOLDER / "tables"


def write_exports(site: Site, folder: Path) -> None:
    """Write every file below the folder of a built site."""
    around = hash_site(site)
    inputs = (around.around, around.numbers)
    write_files(folder, load_or_make(TABLES / "all", "exports", inputs, lambda: export_files(site)))


def export_files(site: Site) -> Mapping[str, bytes]:
    """Every file; the same bytes for the same data, words and address of the site."""
    whole, *rest = all_facts(site)
    parts = tuple(rest)
    found: dict[str, bytes] = {}
    for facts in (whole, *parts):
        made = dict(_whole(site, facts, parts)) if facts is whole else _kept_part(facts)
        found |= {facts.folder + name: data for name, data in made.items()}
    found |= dict(_api(whole, parts))
    found |= dict(_catalogue(whole, parts, found))
    return found


def _whole(
    site: Site, facts: ExportFacts, parts: tuple[ExportFacts, ...]
) -> Iterator[tuple[str, bytes]]:
    lists = code_lists(site, facts)
    table = observation_table(facts, CSV.file(facts.name), REFERENCES)
    for one in lists:
        yield one.path, csv_bytes(one)
    yield from _common(facts, (table, *lists))
    yield JSONSTAT_DA.file(facts.name), to_json(collection(facts, parts, "da"))
    yield JSONSTAT_EN.file(facts.name), to_json(collection(facts, parts, "en"))
    yield "structure.sdmx.json", to_json(structure(facts))


def _kept_part(facts: ExportFacts) -> Files:
    around = hash_site(facts.site)
    seen = (around.around, around.values[facts.name])
    return load_or_make(TABLES / facts.name, "exports", seen, lambda: dict(_part(facts)))


def _part(facts: ExportFacts) -> Iterator[tuple[str, bytes]]:
    codes = codes_of(facts)
    yield CODES.file(facts.name), csv_bytes(codes)
    yield from _common(facts, (observation_table(facts, CSV.file(facts.name)), codes))
    yield JSONSTAT_DA.file(facts.name), to_json(cube(facts, "da"))
    yield JSONSTAT_EN.file(facts.name), to_json(cube(facts, "en"))


def _common(facts: ExportFacts, described: tuple[TableSchema, ...]) -> Iterator[tuple[str, bytes]]:
    """The files that the whole and each indicator have alike; the first table is the values."""
    yield CSV.file(facts.name), csv_bytes(described[0])
    yield CSV_DA.file(facts.name), danish_csv(facts)
    yield XLSX_DA.file(facts.name), _workbook(facts, "da")
    yield XLSX_EN.file(facts.name), _workbook(facts, "en")
    yield SDMX.file(facts.name), sdmx_csv(facts)
    yield PACKAGE.file(facts.name), to_json(data_package(facts, described))
    yield CSVW.file(facts.name), to_json(csvw(facts, described))


def _workbook(facts: ExportFacts, language: Language) -> bytes:

    return workbook(facts, language)


def _api(whole: ExportFacts, parts: tuple[ExportFacts, ...]) -> Iterator[tuple[str, bytes]]:
    yield LIST, to_json(listing(whole, parts).model_dump(mode="json", by_alias=True))
    for facts in parts:
        for language in LANGUAGES:
            said = indicator(facts, language).model_dump(mode="json", by_alias=True)
            yield answer_address(facts.name, language), to_json(said)
    for path, schema in api_schemas(whole).items():
        yield path, to_json(schema)
    yield OPENAPI, to_json(openapi(whole, [facts.name for facts in parts]))


def _catalogue(
    whole: ExportFacts, parts: tuple[ExportFacts, ...], made: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:

    document = build_catalogue(whole, parts, made)
    yield f"{DATA_FOLDER}catalogue.jsonld", to_json(document)
    yield f"{DATA_FOLDER}catalogue.ttl", write_turtle(document)


def to_json(document: Any) -> bytes:
    """JSON on one line, letters as letters: programs read it, and browsers lay it out."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()
