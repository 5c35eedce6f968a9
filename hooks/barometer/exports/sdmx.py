"""SDMX-CSV and its structure."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from barometer.data.releases import LAUNCH
from barometer.exports.facts import LICENCE, ExportFacts
from barometer.exports.packages import halves
from barometer.exports.rows import (
    BASE_SOURCES,
    FEW,
    OBSERVATIONS,
    STATUSES,
    UNITS,
    Column,
    PublishedRow,
)
from barometer.exports.tables import cell_text
from barometer.text import Text

AGENCY, FLOW, VERSION = "COI", "INNOVATION_BAROMETER", "1.0.0"


INFORMATION = "I"


RENAMED = {
    "country": "REF_AREA",
    "value": "OBS_VALUE",
    "unit": "UNIT_MEASURE",
    "base": "BASE_N",
    "status": "SOURCE_STATUS",
}


DIMENSIONS = ("INDICATOR", "REF_AREA", "EDITION", "BREAKDOWN", "CATEGORY")


PERIOD, MEASURE, OBS_STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"


def component(column: Column) -> str:
    """The SDMX name of a column."""
    return RENAMED.get(column.name, column.name.upper())


def sdmx_csv(facts: ExportFacts) -> bytes:
    """The values: a dataflow's observations, one a line."""
    out = io.StringIO()
    attributes = attribute_columns()
    heads = [component(one) for one in attributes]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, PERIOD, MEASURE, OBS_STATUS, *heads]
    )
    named = f"{AGENCY}:{FLOW}({VERSION})"
    for row in facts.rows:
        cells = row.machine(facts.words, facts.publisher, LICENCE)
        keys = [cells[one] for one in ("indicator", "country", "edition", "breakdown", "category")]
        own = [cell_text(cells[one.name]) for one in attributes]
        values = [period(row), cell_text(cells["value"]), obs_status(row)]
        writer.writerow(["dataflow", named, INFORMATION, *keys, *values, *own])
    return out.getvalue().encode()


def attribute_columns() -> list[Column]:
    """The columns that say something about a value, beside its status."""
    skipped = {*DIMENSIONS, MEASURE}
    return [one for one in OBSERVATIONS if component(one) not in skipped]


def period(row: PublishedRow) -> str:
    """The years measured: `2018`, or a range as SDMX writes it, `2013-01-01/P2Y`."""
    start, end = row.edition.start, row.edition.end
    return str(start) if start == end else f"{start}-01-01/P{end - start + 1}Y"


def obs_status(row: PublishedRow) -> str:
    """The code of CL_OBS_STATUS: provisional, few answers, break in the series, or normal."""
    if row.observation.status == "provisional":
        return "P"
    if row.few:
        return "U"
    return "B" if row.broken else "A"


SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/"
    "structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json"
)


CONCEPTS = "CS_BAROMETER"


_URN = "urn:sdmx:org.sdmx.infomodel"


_TYPES = {"integer": "Integer", "year": "GregorianYear", "number": "Double", "address": "URI"}


_KINDS = {component(one): one for one in OBSERVATIONS}


def structure(facts: ExportFacts) -> dict[str, Any]:
    """The data structure definition with its concepts and code lists, in both languages."""
    prepared = (facts.modified or LAUNCH).isoformat()
    return {
        "meta": {
            "schema": SCHEMA,
            "id": f"{FLOW}_STRUCTURE",
            "prepared": f"{prepared}T00:00:00Z",
            "sender": {"id": AGENCY, "name": facts.publisher, "names": _names(facts)},
            "contentLanguages": ["da", "en"],
        },
        "data": {
            "codelists": [_codelist(facts, *one) for one in _lists(facts).items()],
            "conceptSchemes": [_concepts(facts)],
            "dataStructures": [_definition(facts)],
            "dataflows": [{**_named(facts, FLOW, facts.title), "structure": _dsd()}],
        },
    }


def _names(facts: ExportFacts) -> dict[str, str]:
    return halves(facts.publisher_name)


def _named(facts: ExportFacts, identifier: str, name: Text) -> dict[str, Any]:
    """What every maintained artefact says of itself; the structure's version, not the data's."""
    shown = {"id": identifier, "agencyID": AGENCY, "version": VERSION}
    described = {"description": facts.description.en, "descriptions": halves(facts.description)}
    return {**shown, "name": name.en, "names": halves(name), **described}


def _dsd() -> str:
    return f"{_URN}.datastructure.DataStructure={AGENCY}:{FLOW}({VERSION})"


def _lists(facts: ExportFacts) -> Mapping[str, Mapping[str, Text]]:
    words, rows = facts.words, facts.rows
    return {
        "INDICATOR": {row.observation.indicator: row.described.title for row in rows},
        "REF_AREA": facts.countries,
        "EDITION": {row.observation.edition: row.edition.title for row in rows},
        "BREAKDOWN": {row.observation.breakdown: row.breakdown for row in rows},
        "CATEGORY": _categories(facts),
        "UNIT_MEASURE": {one: words[f"unit_{one}"] for one in UNITS},
        "BASE_SOURCE": {one: words[one] for one in BASE_SOURCES},
        "RELIABILITY": {FEW: words[f"status_{FEW}"]},
        "SOURCE_STATUS": {one: words[f"status_{one}"] for one in STATUSES},
        OBS_STATUS: {
            "A": words["status_published"],
            "B": words["column_break"],
            "P": words["status_provisional"],
            "U": words[f"status_{FEW}"],
        },
        "SOURCE": {key: Text(da=one.title, en=one.title) for key, one in facts.sources.items()},
    }


def _categories(facts: ExportFacts) -> Mapping[str, Text]:
    """Labels by category; where indicators label one differently, every label."""
    found: dict[str, dict[Text, None]] = {}
    for row in facts.rows:
        found.setdefault(row.observation.category, {})[row.category] = None
    return {
        key: Text(da=" / ".join(one.da for one in labels), en=" / ".join(one.en for one in labels))
        for key, labels in found.items()
    }


def _codelist(facts: ExportFacts, name: str, codes: Mapping[str, Text]) -> dict[str, Any]:
    return {
        **_named(facts, f"CL_{name}", _word(facts, name)),
        "codes": [
            {"id": key, "name": text.en, "names": halves(text)}
            for key, text in sorted(codes.items())
        ],
    }


def _word(facts: ExportFacts, name: str) -> Text:
    """The heading of a component, from the codebook of columns."""
    special = {PERIOD: "period", OBS_STATUS: "status"}
    key = special.get(name) or _KINDS[name].key
    return facts.words[f"column_{key}"]


def _components() -> list[str]:
    return [*DIMENSIONS, PERIOD, MEASURE, OBS_STATUS, *map(component, attribute_columns())]


def _concepts(facts: ExportFacts) -> dict[str, Any]:
    found = [(one, _word(facts, one)) for one in _components()]
    concepts = [{"id": key, "name": text.en, "names": halves(text)} for key, text in found]
    return {**_named(facts, CONCEPTS, facts.title), "concepts": concepts}


def _definition(facts: ExportFacts) -> dict[str, Any]:
    lists = _lists(facts)
    time = {"format": {"dataType": "ObservationalTimePeriod"}}
    dimensions = [
        {**_identity(one), "position": at, "localRepresentation": _enumerated(one)}
        for at, one in enumerate(DIMENSIONS)
    ]
    attributes = [OBS_STATUS, *map(component, attribute_columns())]
    parts = {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": dimensions,
            "timeDimension": {**_identity(PERIOD), "localRepresentation": time},
        },
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [{**_identity(MEASURE), "localRepresentation": _typed(MEASURE)}],
        },
        "attributeList": {
            "id": "AttributeDescriptor",
            "attributes": [_attribute(one, one in lists) for one in attributes],
        },
    }
    return {**_named(facts, FLOW, facts.title), "dataStructureComponents": parts}


def _identity(name: str) -> dict[str, Any]:
    scheme = f"{_URN}.conceptscheme.Concept={AGENCY}:{CONCEPTS}({VERSION}).{name}"
    return {"id": name, "conceptIdentity": scheme}


def _enumerated(name: str) -> dict[str, Any]:
    return {"enumeration": f"{_URN}.codelist.Codelist={AGENCY}:CL_{name}({VERSION})"}


def _typed(name: str) -> dict[str, Any]:
    return {"format": {"dataType": _TYPES.get(_KINDS[name].kind, "String")}}


def _attribute(name: str, listed: bool) -> dict[str, Any]:
    required = name == OBS_STATUS or _KINDS[name].required
    return {
        **_identity(name),
        "usage": "mandatory" if required else "optional",
        "attributeRelationship": {"observation": {}},
        "measureRelationship": [MEASURE],
        "localRepresentation": _enumerated(name) if listed else _typed(name),
    }
