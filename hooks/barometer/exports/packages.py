"""Frictionless and CSVW descriptions, of the site and of `data/`."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from barometer.data.model import COLUMNS, DANISH
from barometer.exports.facts import NO_LICENCE_ID, ExportFacts, Licence
from barometer.exports.rows import (
    Column,
    ForeignKey,
    Kind,
    TableSchema,
    column_description,
    column_title,
)
from barometer.exports.tables import csv_bytes
from barometer.text import LANGUAGES, Text

DATAPACKAGE = "data/datapackage.json"


_CODEBOOK = Path(__file__).with_name("columns.yml")


_FILES = {
    "editions": "Surveys: period, fieldwork, answers, breaks",
    "sources": "Sources: title, publisher, address, date, language, licence",
    "values": "Words of single values",
    "themes": "Themes",
}


_KEY = list(COLUMNS[:5])


def package() -> dict[str, Any]:
    """The package as plain values, in Frictionless' form."""
    return {
        "name": "innovation-barometer",
        "title": "The Innovation Barometer: published values",
        "description": (
            "One row a published value, with its base, status and source. "
            "Each source states its own terms: see sources.yml and README.md."
        ),
        "homepage": "https://www.coi.dk/",
        "languages": ["da", "en"],
        "resources": [_table(), *(_file(name, title) for name, title in _FILES.items())],
    }


def package_text() -> str:
    """The same as the text of its file."""
    return json.dumps(package(), ensure_ascii=False, indent=2) + "\n"


def write_package(root: Path) -> bool:
    """Write the package of the project in `root`; whether that changed anything."""
    target, text = root / DATAPACKAGE, package_text()
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return False
    target.write_text(text, encoding="utf-8", newline="\n")
    return True


def _table() -> dict[str, Any]:
    codebook: Mapping[str, Any] = yaml.safe_load(_CODEBOOK.read_text(encoding="utf-8"))
    return {
        "name": "observations",
        "type": "table",
        "path": "observations.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\n"}},
        "schema": {
            "fields": [_field(name, codebook[name]) for name in COLUMNS],
            "missingValues": [""],
            "primaryKey": _KEY,
        },
    }


def _field(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": said["type"],
        "title": name.capitalize(),
        "description": said["en"],
        "titles": {"da": DANISH[name].capitalize(), "en": name.capitalize()},
        "descriptions": {"da": said["da"], "en": said["en"]},
        "constraints": said["constraints"],
    }


def _file(name: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "file",
        "title": title,
        "path": f"{name}.yml",
        "scheme": "file",
        "format": "yml",
        "mediatype": "application/yaml",
        "encoding": "utf-8",
    }


CSVW_TYPES: Mapping[Kind, str] = {
    "code": "string",
    "text": "string",
    "number": "decimal",
    "integer": "nonNegativeInteger",
    "year": "gYear",
    "address": "anyURI",
}


def csvw(facts: ExportFacts, tables: Sequence[TableSchema]) -> dict[str, Any]:
    """The metadata of these tables as one group; `url` is relative to the metadata."""
    paths = {table.name: table.path for table in tables}
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": facts.id,
        "dc:title": language_literals(facts.title),
        "dc:description": language_literals(facts.description),
        "dc:publisher": facts.publisher,
        "dc:license": {"@id": facts.licence("da").address},
        "dc:rights": language_literals(facts.words["rights"]),
        "dc:temporal": facts.period,
        "dc:identifier": facts.id,
        "dc:hasVersion": facts.version,
        "dc:source": [{"@id": one.link} for one in facts.sources.values() if one.link],
        "dcat:keyword": [
            {"@value": word, "@language": language}
            for language in LANGUAGES
            for word in facts.keywords[language]
        ],
        "notes": [{"type": one.kind, "body": language_literals(one.text)} for one in facts.notes],
        "tables": [_csvw_table(facts, table, paths) for table in tables],
    }


def language_literals(text: Text) -> list[dict[str, str]]:
    """A text as RDF literals with a language."""
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]


def _csvw_table(facts: ExportFacts, table: TableSchema, paths: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(facts, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [_csvw_foreign(one, paths) for one in table.references]
    return {
        "url": table.path,
        "dc:title": language_literals(list_title(facts, table)),
        "tableSchema": schema,
    }


def _column(facts: ExportFacts, column: Column) -> dict[str, Any]:
    """`und` is the heading in the file, which a validator holds against the titles."""
    head = column_title(column, facts.words)
    return {
        "name": column.name,
        "titles": {"und": column.name, **{one: head[one] for one in LANGUAGES}},
        "dc:description": language_literals(column_description(column, facts.words)),
        "datatype": CSVW_TYPES[column.kind],
        "required": column.required,
        **({"lang": column.language} if column.language else {}),
    }


def _csvw_foreign(one: ForeignKey, paths: Mapping[str, str]) -> dict[str, Any]:
    target = {"resource": paths[one.table], "columnReference": list(one.targets)}
    return {"columnReference": list(one.columns), "reference": target}


PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


FRICTIONLESS_TYPES: Mapping[Kind, str] = {
    "code": "string",
    "text": "string",
    "number": "number",
    "integer": "integer",
    "year": "year",
    "address": "string",
}


def data_package(facts: ExportFacts, tables: Sequence[TableSchema]) -> dict[str, Any]:
    """The descriptor of these tables, which lie beside it or in folders below it."""
    return {
        "$schema": PROFILE,
        "name": facts.name.replace("_", "-"),
        "id": facts.id,
        "title": facts.title.en,
        "titles": halves(facts.title),
        "description": facts.description.en,
        "descriptions": halves(facts.description),
        "version": facts.version,
        "homepage": facts.pages["en"],
        "homepages": dict(facts.pages),
        "languages": list(LANGUAGES),
        "keywords": [*facts.keywords["da"], *facts.keywords["en"]],
        "licenses": [_licence(facts.licence("en"))],
        "rights": halves(facts.words["rights"]),
        "contributors": [{"title": facts.publisher, "roles": ["publisher"]}],
        "sources": [
            {"title": f"{one.publisher}: {one.title}", **({"path": one.link} if one.link else {})}
            for one in facts.sources.values()
        ],
        "temporal": facts.period,
        "spatial": list(facts.countries),
        "notes": [{"kind": note.kind, **halves(note.text)} for note in facts.notes],
        "resources": [_resource(facts, table) for table in tables],
    }


def _licence(one: Licence) -> dict[str, str]:
    """The standard takes only identifiers of open licences as names."""
    named = {} if one.id == NO_LICENCE_ID else {"name": one.id}
    return {**named, "path": one.address, "title": one.title}


def halves(text: Text) -> dict[str, str]:
    """A text as an object with a key a language."""
    return {language: text[language] for language in LANGUAGES}


def _resource(facts: ExportFacts, table: TableSchema) -> dict[str, Any]:
    data = csv_bytes(table)
    schema: dict[str, Any] = {
        "fields": [_package_field(facts, column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [_package_foreign(one) for one in table.references]
    described = list_title(facts, table)
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": described.en,
        "titles": halves(described),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "header": True},
        "schema": schema,
    }


def list_title(facts: ExportFacts, table: TableSchema) -> Text:
    """What a table holds, in words."""
    key = f"list_{table.name}"
    return facts.words.get(key, facts.words["list_observations"])


def _package_field(facts: ExportFacts, column: Column) -> dict[str, Any]:
    head, meaning = column_title(column, facts.words), column_description(column, facts.words)
    return {
        "name": column.name,
        "type": FRICTIONLESS_TYPES[column.kind],
        **({"format": "uri"} if column.kind == "address" else {}),
        "title": head.en,
        "titles": halves(head),
        "description": meaning.en,
        "descriptions": halves(meaning),
        **dict(_constraints(column)),
    }


def _constraints(column: Column) -> Iterator[tuple[str, Any]]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        limits["enum"] = list(column.choices)
    if limits:
        yield "constraints", limits


def _package_foreign(one: ForeignKey) -> dict[str, Any]:
    target = {"resource": one.table, "fields": list(one.targets)}
    return {"fields": list(one.columns), "reference": target}
