"""The tables described for the web: `csv-metadata.json`, W3C's vocabulary for tabular data."""

from collections.abc import Mapping, Sequence
from typing import Any

from barometer.exports.columns import Column, Kind, Reference, Table, about, title
from barometer.exports.facts import Facts
from barometer.exports.package import list_title
from barometer.text import LANGUAGES, Text

TYPES: Mapping[Kind, str] = {
    "code": "string",
    "text": "string",
    "number": "decimal",
    "integer": "nonNegativeInteger",
    "year": "gYear",
    "address": "anyURI",
}


def csvw(facts: Facts, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of these tables as one group; `url` is relative to the metadata."""
    paths = {table.name: table.path for table in tables}
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": facts.id,
        "dc:title": tagged(facts.title),
        "dc:description": tagged(facts.description),
        "dc:publisher": facts.publisher,
        "dc:license": {"@id": facts.licence("da").address},
        "dc:rights": tagged(facts.words["rights"]),
        "dc:temporal": facts.period,
        "dc:identifier": facts.id,
        "dc:hasVersion": facts.version,
        "dc:source": [{"@id": one.link} for one in facts.sources.values() if one.link],
        "dcat:keyword": [
            {"@value": word, "@language": language}
            for language in LANGUAGES
            for word in facts.keywords[language]
        ],
        "notes": [{"type": one.kind, "body": tagged(one.text)} for one in facts.notes],
        "tables": [_table(facts, table, paths) for table in tables],
    }


def tagged(text: Text) -> list[dict[str, str]]:
    """A text as RDF literals with a language."""
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]


def _table(facts: Facts, table: Table, paths: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(facts, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [_foreign(one, paths) for one in table.references]
    return {
        "url": table.path,
        "dc:title": tagged(list_title(facts, table)),
        "tableSchema": schema,
    }


def _column(facts: Facts, column: Column) -> dict[str, Any]:
    """`und` is the heading in the file, which a validator holds against the titles."""
    head = title(column, facts.words)
    return {
        "name": column.name,
        "titles": {"und": column.name, **{one: head[one] for one in LANGUAGES}},
        "dc:description": tagged(about(column, facts.words)),
        "datatype": TYPES[column.kind],
        "required": column.required,
        **({"lang": column.language} if column.language else {}),
    }


def _foreign(one: Reference, paths: Mapping[str, str]) -> dict[str, Any]:
    target = {"resource": paths[one.table], "columnReference": list(one.targets)}
    return {"columnReference": list(one.columns), "reference": target}
