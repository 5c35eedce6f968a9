"""The tables described for Frictionless: `datapackage.json`, data package standard version 2."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from barometer.exports.columns import Column, Kind, Reference, Table, about, title
from barometer.exports.facts import NO_LICENCE_ID, Facts, Licence
from barometer.exports.tables import csv_bytes
from barometer.text import LANGUAGES, Text

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Mapping[Kind, str] = {
    "code": "string",
    "text": "string",
    "number": "number",
    "integer": "integer",
    "year": "year",
    "address": "string",
}


def data_package(facts: Facts, tables: Sequence[Table]) -> dict[str, Any]:
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


def _resource(facts: Facts, table: Table) -> dict[str, Any]:
    data = csv_bytes(table)
    schema: dict[str, Any] = {
        "fields": [_field(facts, column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [_foreign(one) for one in table.references]
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


def list_title(facts: Facts, table: Table) -> Text:
    """What a table holds, in words."""
    key = f"list_{table.name}"
    return facts.words.get(key, facts.words["list_observations"])


def _field(facts: Facts, column: Column) -> dict[str, Any]:
    head, meaning = title(column, facts.words), about(column, facts.words)
    return {
        "name": column.name,
        "type": TYPES[column.kind],
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


def _foreign(one: Reference) -> dict[str, Any]:
    target = {"resource": one.table, "fields": list(one.targets)}
    return {"fields": list(one.columns), "reference": target}
