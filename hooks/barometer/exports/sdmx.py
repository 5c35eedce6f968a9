"""SDMX-CSV and its structure."""

from collections.abc import Mapping
from typing import Any

from barometer.data.releases import LAUNCH
from barometer.exports.facts import ExportFacts
from barometer.exports.packages import split_languages
from barometer.exports.rows import FEW, PublishedRow
from barometer.exports.tables import (
    OBSERVATIONS,
    collect_labels,
    join_cells,
    tabulate_values,
    write_cell,
)
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
COMPONENTS = {RENAMED.get(one.name, one.name.upper()): one for one in OBSERVATIONS}
"""The columns of the table by their names in SDMX."""

DIMENSIONS = ("INDICATOR", "REF_AREA", "EDITION", "BREAKDOWN", "CATEGORY")
PERIOD, MEASURE, OBS_STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"
ATTRIBUTES = tuple(one for one in COMPONENTS if one not in (*DIMENSIONS, MEASURE))
"""What says something about a value, beside its status."""


def write_sdmx_csv(facts: ExportFacts) -> bytes:
    """The values: a dataflow's observations, one a line."""
    heads = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, PERIOD, MEASURE, OBS_STATUS]
    flow = ["dataflow", f"{AGENCY}:{FLOW}({VERSION})", INFORMATION]
    lines = []
    for row, values in zip(facts.rows, tabulate_values(facts).rows, strict=True):
        cells = dict(zip(COMPONENTS, map(write_cell, values), strict=True))
        keys, own = [cells[one] for one in DIMENSIONS], [cells[one] for one in ATTRIBUTES]
        lines.append([*flow, *keys, write_period(row), cells[MEASURE], code_status(row), *own])
    return join_cells([*heads, *ATTRIBUTES], lines).encode()


def write_period(row: PublishedRow) -> str:
    """The years measured: `2018`, or a range as SDMX writes it, `2013-01-01/P2Y`."""
    start, end = row.edition.start, row.edition.end
    return str(start) if start == end else f"{start}-01-01/P{end - start + 1}Y"


def code_status(row: PublishedRow) -> str:
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
TYPES = {"integer": "Integer", "year": "GregorianYear", "number": "Double", "address": "URI"}


def describe_structure(facts: ExportFacts) -> dict[str, Any]:
    """The data structure definition with its concepts and code lists, in both languages."""
    prepared = facts.days.get("modified", LAUNCH).isoformat()
    names = split_languages(facts.publisher_name)
    lists = _code_lists(facts)
    concepts = [
        _named(name, _word(facts, name))
        for name in (*DIMENSIONS, PERIOD, MEASURE, OBS_STATUS, *ATTRIBUTES)
    ]
    flow = _artefact(facts, FLOW, facts.title)
    return {
        "meta": {
            "schema": SCHEMA,
            "id": f"{FLOW}_STRUCTURE",
            "prepared": f"{prepared}T00:00:00Z",
            "sender": {"id": AGENCY, "name": facts.publisher, "names": names},
            "contentLanguages": ["da", "en"],
        },
        "data": {
            "codelists": [
                {
                    **_artefact(facts, f"CL_{name}", _word(facts, name)),
                    "codes": [_named(key, text) for key, text in sorted(codes.items())],
                }
                for name, codes in lists.items()
            ],
            "conceptSchemes": [{**_artefact(facts, CONCEPTS, facts.title), "concepts": concepts}],
            "dataStructures": [{**flow, "dataStructureComponents": _components(set(lists))}],
            "dataflows": [{**flow, "structure": _urn("datastructure.DataStructure", FLOW)}],
        },
    }


def _named(identifier: str, name: Text) -> dict[str, Any]:
    return {"id": identifier, "name": name.en, "names": split_languages(name)}


def _artefact(facts: ExportFacts, identifier: str, name: Text) -> dict[str, Any]:
    """What every maintained artefact says of itself; the structure's version, not the data's."""
    return {
        "id": identifier,
        "agencyID": AGENCY,
        "version": VERSION,
        "name": name.en,
        "names": split_languages(name),
        "description": facts.description.en,
        "descriptions": split_languages(facts.description),
    }


def _urn(kind: str, name: str, item: str = "") -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION}){item}"


def _code_lists(facts: ExportFacts) -> Mapping[str, Mapping[str, Text]]:
    labels, words = collect_labels(facts), facts.words
    own = {name: labels[one.name] for name, one in COMPONENTS.items() if one.name in labels}
    order = (*DIMENSIONS, "UNIT_MEASURE", "BASE_SOURCE", "RELIABILITY", "SOURCE_STATUS")
    return {
        **{name: own[name] for name in order},
        OBS_STATUS: {
            "A": words["status_published"],
            "B": words["column_break"],
            "P": words["status_provisional"],
            "U": words[f"status_{FEW}"],
        },
        "SOURCE": {key: Text(da=one.title, en=one.title) for key, one in facts.sources.items()},
    }


def _word(facts: ExportFacts, name: str) -> Text:
    """The heading of a component, from the words of the columns."""
    special = {PERIOD: "column_period", OBS_STATUS: "column_status"}
    return facts.words[special[name]] if name in special else COMPONENTS[name].title(facts.words)


def _components(listed: set[str]) -> dict[str, Any]:
    """Dimensions, the measure and attributes; `listed` are those with a code list."""
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [
                {**_identity(name), "position": at, "localRepresentation": _enumerated(name)}
                for at, name in enumerate(DIMENSIONS)
            ],
            "timeDimension": {
                **_identity(PERIOD),
                "localRepresentation": {"format": {"dataType": "ObservationalTimePeriod"}},
            },
        },
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [{**_identity(MEASURE), "localRepresentation": _typed(MEASURE)}],
        },
        "attributeList": {
            "id": "AttributeDescriptor",
            "attributes": [_attribute(one, one in listed) for one in (OBS_STATUS, *ATTRIBUTES)],
        },
    }


def _identity(name: str) -> dict[str, Any]:
    return {"id": name, "conceptIdentity": _urn("conceptscheme.Concept", CONCEPTS, f".{name}")}


def _enumerated(name: str) -> dict[str, Any]:
    return {"enumeration": _urn("codelist.Codelist", f"CL_{name}")}


def _typed(name: str) -> dict[str, Any]:
    return {"format": {"dataType": TYPES.get(COMPONENTS[name].kind, "String")}}


def _attribute(name: str, listed: bool) -> dict[str, Any]:
    required = name == OBS_STATUS or COMPONENTS[name].required
    return {
        **_identity(name),
        "usage": "mandatory" if required else "optional",
        "attributeRelationship": {"observation": {}},
        "measureRelationship": [MEASURE],
        "localRepresentation": _enumerated(name) if listed else _typed(name),
    }
