"""Frictionless and CSVW descriptions of the tables."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from barometer.exports.facts import NO_LICENCE_ID, ExportFacts
from barometer.exports.tables import Column, Kind, Table, write_csv
from barometer.text import LANGUAGES, Text

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

TYPES: Mapping[Kind, tuple[str, str]] = {
    "code": ("string", "string"),
    "text": ("string", "string"),
    "number": ("decimal", "number"),
    "integer": ("nonNegativeInteger", "integer"),
    "year": ("gYear", "year"),
    "address": ("anyURI", "string"),
}
"""What each kind of column is called in CSVW, and in Frictionless."""


def tag_languages(text: Text) -> list[dict[str, str]]:
    """A text as RDF literals, one a language."""
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]


def tag_keywords(facts: ExportFacts) -> list[dict[str, str]]:
    """The keywords as RDF literals with their languages."""
    return [
        {"@value": word, "@language": language}
        for language in LANGUAGES
        for word in facts.keywords[language]
    ]


def title_of_table(facts: ExportFacts, table: Table) -> Text:
    """What a table holds, in words."""
    return facts.words.get(f"list_{table.name}", facts.words["list_observations"])


def describe_csvw(facts: ExportFacts, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of these tables as one group; `url` is relative to the metadata."""
    paths = {table.name: table.path for table in tables}
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": facts.id,
        "dc:title": tag_languages(facts.title),
        "dc:description": tag_languages(facts.description),
        "dc:publisher": facts.publisher_name.da,
        "dc:license": {"@id": facts.licence("da").address},
        "dc:rights": tag_languages(facts.words["rights"]),
        "dc:temporal": facts.period,
        "dc:identifier": facts.id,
        "dc:hasVersion": facts.version,
        "dc:source": [{"@id": link} for link in facts.source_links],
        "dcat:keyword": tag_keywords(facts),
        "notes": [{"type": one.kind, "body": tag_languages(one.text)} for one in facts.notes],
        "tables": [_csvw_table(facts, table, paths) for table in tables],
    }


def _csvw_table(facts: ExportFacts, table: Table, paths: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_csvw_column(facts, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "columnReference": list(columns),
                "reference": {"resource": paths[name], "columnReference": list(columns)},
            }
            for name, columns in table.references.items()
        ]
    return {
        "url": table.path,
        "dc:title": tag_languages(title_of_table(facts, table)),
        "tableSchema": schema,
    }


def _csvw_column(facts: ExportFacts, column: Column) -> dict[str, Any]:
    """`und` is the heading in the file, which a validator holds against the titles."""
    return {
        "name": column.name,
        "titles": {"und": column.name, **dict(facts.words[f"column_{column.key}"])},
        "dc:description": tag_languages(facts.words[f"about_{column.key}"]),
        "datatype": TYPES[column.kind][0],
        "required": column.required,
        **({"lang": column.language} if column.language else {}),
    }


def describe_package(facts: ExportFacts, tables: Sequence[Table]) -> dict[str, Any]:
    """The descriptor of these tables, which lie beside it or in folders below it."""
    licence = facts.licence("en")
    # The standard takes only identifiers of open licences as names.
    named = {} if licence.id == NO_LICENCE_ID else {"name": licence.id}
    sources = [
        {"title": title, **({"path": one.link} if one.link else {})}
        for title, one in zip(facts.source_titles("en"), facts.sources.values(), strict=True)
    ]
    return {
        "$schema": PROFILE,
        "name": facts.name.replace("_", "-"),
        "id": facts.id,
        "title": facts.title.en,
        "titles": dict(facts.title),
        "description": facts.description.en,
        "descriptions": dict(facts.description),
        "version": facts.version,
        "homepage": facts.pages["en"],
        "homepages": dict(facts.pages),
        "languages": list(LANGUAGES),
        "keywords": [*facts.keywords["da"], *facts.keywords["en"]],
        "licenses": [{**named, "path": licence.address, "title": licence.title}],
        "rights": dict(facts.words["rights"]),
        "contributors": [{"title": facts.publisher_name.en, "roles": ["publisher"]}],
        "sources": sources,
        "temporal": facts.period,
        "spatial": list(facts.countries),
        "notes": [{"kind": note.kind, **dict(note.text)} for note in facts.notes],
        "resources": [_package_resource(facts, table) for table in tables],
    }


def _package_resource(facts: ExportFacts, table: Table) -> dict[str, Any]:
    data, title = write_csv(table), title_of_table(facts, table)
    schema: dict[str, Any] = {
        "fields": [_package_field(facts, column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": name, "fields": list(columns)}}
            for name, columns in table.references.items()
        ]
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": title.en,
        "titles": dict(title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "header": True},
        "schema": schema,
    }


def _package_field(facts: ExportFacts, column: Column) -> dict[str, Any]:
    title, meaning = facts.words[f"column_{column.key}"], facts.words[f"about_{column.key}"]
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        limits["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": TYPES[column.kind][1],
        **({"format": "uri"} if column.kind == "address" else {}),
        "title": title.en,
        "titles": dict(title),
        "description": meaning.en,
        "descriptions": dict(meaning),
        **({"constraints": limits} if limits else {}),
    }
