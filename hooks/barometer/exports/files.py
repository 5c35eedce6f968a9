"""Every file for machines, as bytes by address below the site's root."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from barometer.cache import FOLDER as CACHE
from barometer.cache import Files, load_or_make
from barometer.exports import api, csvw, jsonstat, openapi, package, sdmx, sdmx_structure, tables
from barometer.exports.codelists import REFERENCES, code_lists, codes_of
from barometer.exports.columns import Table
from barometer.exports.dcat import catalogue
from barometer.exports.facts import FOLDER, Facts, every
from barometer.exports.forms import (
    CODES,
    CSV,
    CSV_DA,
    CSVW,
    JSONSTAT_DA,
    JSONSTAT_EN,
    PACKAGE,
    SDMX,
    XLSX_DA,
    XLSX_EN,
    answer,
)
from barometer.fingerprints import of_site
from barometer.state import Site
from barometer.text import LANGUAGES, Language
from barometer.written import write_files

TABLES = CACHE / "tables"


def write(site: Site, folder: Path) -> None:
    """Write every file below the folder of a built site."""
    around = of_site(site)
    inputs = (around.around, around.numbers)
    write_files(folder, load_or_make(TABLES / "all", inputs, lambda: files(site)))


def files(site: Site) -> Mapping[str, bytes]:
    """Every file; the same bytes for the same data, words and address of the site."""
    whole, *rest = every(site)
    parts = tuple(rest)
    found: dict[str, bytes] = {}
    for facts in (whole, *parts):
        made = dict(_whole(site, facts, parts)) if facts is whole else _kept_part(facts)
        found |= {facts.folder + name: data for name, data in made.items()}
    found |= dict(_api(whole, parts))
    found |= dict(_catalogue(whole, parts, found))
    return found


def _whole(site: Site, facts: Facts, parts: tuple[Facts, ...]) -> Iterator[tuple[str, bytes]]:
    lists = code_lists(site, facts)
    table = tables.observations(facts, CSV.file(facts.name), REFERENCES)
    for one in lists:
        yield one.path, tables.csv_bytes(one)
    yield from _common(facts, (table, *lists))
    yield JSONSTAT_DA.file(facts.name), dumped(jsonstat.collection(facts, parts, "da"))
    yield JSONSTAT_EN.file(facts.name), dumped(jsonstat.collection(facts, parts, "en"))
    yield "structure.sdmx.json", dumped(sdmx_structure.structure(facts))


def _kept_part(facts: Facts) -> Files:
    around = of_site(facts.site)
    seen = (around.around, around.values[facts.name])
    return load_or_make(TABLES / facts.name, seen, lambda: dict(_part(facts)))


def _part(facts: Facts) -> Iterator[tuple[str, bytes]]:
    codes = codes_of(facts)
    yield CODES.file(facts.name), tables.csv_bytes(codes)
    yield from _common(facts, (tables.observations(facts, CSV.file(facts.name)), codes))
    yield JSONSTAT_DA.file(facts.name), dumped(jsonstat.cube(facts, "da"))
    yield JSONSTAT_EN.file(facts.name), dumped(jsonstat.cube(facts, "en"))


def _common(facts: Facts, described: tuple[Table, ...]) -> Iterator[tuple[str, bytes]]:
    """The files that the whole and each indicator have alike; the first table is the values."""
    yield CSV.file(facts.name), tables.csv_bytes(described[0])
    yield CSV_DA.file(facts.name), tables.danish_csv(facts)
    yield XLSX_DA.file(facts.name), _workbook(facts, "da")
    yield XLSX_EN.file(facts.name), _workbook(facts, "en")
    yield SDMX.file(facts.name), sdmx.data(facts)
    yield PACKAGE.file(facts.name), dumped(package.data_package(facts, described))
    yield CSVW.file(facts.name), dumped(csvw.csvw(facts, described))


def _workbook(facts: Facts, language: Language) -> bytes:
    # openpyxl takes a tenth of a second to import: only a new workbook pays for it.
    from barometer.exports.workbook import workbook

    return workbook(facts, language)


def _api(whole: Facts, parts: tuple[Facts, ...]) -> Iterator[tuple[str, bytes]]:
    yield api.LIST, dumped(api.listing(whole, parts).model_dump(mode="json", by_alias=True))
    for facts in parts:
        for language in LANGUAGES:
            said = api.indicator(facts, language).model_dump(mode="json", by_alias=True)
            yield answer(facts.name, language), dumped(said)
    for path, schema in openapi.schemas(whole).items():
        yield path, dumped(schema)
    yield api.OPENAPI, dumped(openapi.openapi(whole, [facts.name for facts in parts]))


def _catalogue(
    whole: Facts, parts: tuple[Facts, ...], made: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    # rdflib takes a third of a second to import: only a new catalogue pays for it.
    from barometer.exports.turtle import turtle

    document = catalogue(whole, parts, made)
    yield f"{FOLDER}catalogue.jsonld", dumped(document)
    yield f"{FOLDER}catalogue.ttl", turtle(document)


def dumped(document: Any) -> bytes:
    """JSON on one line, letters as letters: programs read it, and browsers lay it out."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()
