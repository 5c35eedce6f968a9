"""SDMX-CSV, and its structure as SDMX-JSON and SDMX-ML."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from barometer.data.releases import LAUNCH
from barometer.exports.facts import ExportFacts, PublishedRow
from barometer.exports.tables import (
    OBSERVATIONS,
    collect_labels,
    join_cells,
    tabulate_values,
    write_cell,
)
from barometer.html import render_template
from barometer.text import Strict, Text, count_decimals

AGENCY, FLOW, VERSION = "COI", "INNOVATION_BAROMETER", "3.0.0"
"""The version is that of the structure, not of the data."""
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

KEYS = ("INDICATOR", "REF_AREA", "EDITION", "BREAKDOWN", "CATEGORY")
DIMENSIONS = ("FREQ", *KEYS)
PERIOD, MEASURE = "TIME_PERIOD", "OBS_VALUE"
OWN = tuple(one for one in COMPONENTS if one not in (*KEYS, MEASURE))
FREQUENCY, UNITS_OF_ONE, FREE = "OA", "0", "F"


class StandardList(Strict):
    """A code list of SDMX that is used in part: its version, its concept, the codes in use."""

    version: str
    concept: Text
    codes: Mapping[str, Text]


_STANDARD = yaml.safe_load(Path(__file__).with_name("sdmx.yml").read_text(encoding="utf-8"))
STANDARD = {name: StandardList.model_validate(one) for name, one in _STANDARD.items()}
ATTRIBUTES = (*(one for one in STANDARD if one not in DIMENSIONS), *OWN)
"""What says something about a value."""
UNITS = {"percent": "PT", "count": "NUMBER"}


def write_sdmx_csv(facts: ExportFacts) -> bytes:
    """The values: a dataflow's observations, one a line."""
    heads = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, PERIOD, MEASURE, *ATTRIBUTES]
    flow = ["dataflow", f"{AGENCY}:{FLOW}({VERSION})", INFORMATION]
    lines = []
    for row, values in zip(facts.rows, tabulate_values(facts).rows, strict=True):
        cells = dict(zip(COMPONENTS, map(write_cell, values), strict=True))
        cells |= {
            "FREQ": FREQUENCY,
            PERIOD: write_period(row),
            "OBS_STATUS": code_status(row),
            "CONF_STATUS": FREE,
            "UNIT_MULT": UNITS_OF_ONE,
            "DECIMALS": str(count_decimals(row.observation.value)),
            "UNIT_MEASURE": UNITS[cells["UNIT_MEASURE"]],
        }
        lines.append([*flow, *(cells[one] for one in heads[len(flow) :])])
    return join_cells(heads, lines).encode()


def write_period(row: PublishedRow) -> str:
    """The years measured: `2018`, or a range as SDMX writes it, `2013-01-01/P2Y`."""
    start, end = row.edition.start, row.edition.end
    if day := row.edition.first_day:
        return f"{day.isoformat()}/P{end - start}Y"
    return str(start) if start == end else f"{start}-01-01/P{end - start + 1}Y"


def code_status(row: PublishedRow) -> str:
    """The code of CL_OBS_STATUS: provisional, few answers, break in the series, or normal."""
    if row.observation.status == "provisional":
        return "P"
    if row.observation.few:
        return "U"
    return "B" if row.broken else "A"


SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/30de0bae96fe6e90125ff67413ebafc950fa86aa/"
    "structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json"
)
CONCEPTS = "CS_BAROMETER"
TYPES = {"integer": "Integer", "year": "GregorianYear", "number": "Double"}


def describe_structure(facts: ExportFacts) -> dict[str, Any]:
    """The data structure definition with its concepts and code lists, in both languages."""
    prepared = facts.days.get("modified", LAUNCH).isoformat()
    names = dict(facts.publisher_name)
    lists = _code_lists(facts)
    concepts = [
        _named(name, _word(facts, name)) for name in (*DIMENSIONS, PERIOD, MEASURE, *ATTRIBUTES)
    ]
    flow = _artefact(facts, FLOW, facts.title)
    return {
        "meta": {
            "schema": SCHEMA,
            "id": f"{FLOW}_STRUCTURE",
            "prepared": f"{prepared}T00:00:00Z",
            "sender": {"id": AGENCY, "name": facts.publisher_name.da, "names": names},
            "contentLanguages": ["da", "en"],
        },
        "data": {
            "codelists": [
                {
                    **_artefact(facts, f"CL_{name}", _word(facts, name)),
                    **_maintained(name),
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
    return {"id": identifier, "name": name.en, "names": dict(name)}


def _artefact(facts: ExportFacts, identifier: str, name: Text) -> dict[str, Any]:
    """What every maintained artefact says of itself; the structure's version, not the data's."""
    return {
        "id": identifier,
        "agencyID": AGENCY,
        "version": VERSION,
        "name": name.en,
        "names": dict(name),
        "description": facts.description.en,
        "descriptions": dict(facts.description),
    }


def _maintained(name: str) -> dict[str, Any]:
    """Of a list that SDMX maintains, only the codes in use are given."""
    if name not in STANDARD:
        return {"agencyID": AGENCY, "version": VERSION}
    return {"agencyID": "SDMX", "version": STANDARD[name].version, "isPartial": True}


def write_structure_ml(structure: dict[str, Any]) -> bytes:
    """The same structure as SDMX-ML 2.1, which sdmx1, rsdmx and .Stat read."""
    return render_template("exports/structure.sdmx.xml", **structure).encode()


def _urn(kind: str, name: str, item: str = "") -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION}){item}"


def _code_lists(facts: ExportFacts) -> Mapping[str, Mapping[str, Text]]:
    labels = collect_labels(facts)
    own = {name: labels[one.name] for name, one in COMPONENTS.items() if one.name in labels}
    order = (*KEYS, "BASE_SOURCE", "RELIABILITY", "SOURCE_STATUS", "PERIOD_KIND")
    return {
        **{name: one.codes for name, one in STANDARD.items()},
        **{name: own[name] for name in order},
        "UNIT_MEASURE": {UNITS[key]: text for key, text in own["UNIT_MEASURE"].items()},
        "SOURCE": {key: Text(da=one.title, en=one.title) for key, one in facts.sources.items()},
    }


def _word(facts: ExportFacts, name: str) -> Text:
    """The heading of a component, from the words of the columns."""
    if name in STANDARD:
        return STANDARD[name].concept
    return (
        facts.words["column_period"]
        if name == PERIOD
        else facts.words[f"column_{COMPONENTS[name].key}"]
    )


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
            "attributes": [_attribute(one, one in listed) for one in ATTRIBUTES],
        },
    }


def _identity(name: str) -> dict[str, Any]:
    return {"id": name, "conceptIdentity": _urn("conceptscheme.Concept", CONCEPTS, f".{name}")}


def _enumerated(name: str) -> dict[str, Any]:
    kept = _maintained(name)
    place = f"{kept['agencyID']}:CL_{name}({kept['version']})"
    return {"enumeration": f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={place}"}


def _typed(name: str) -> dict[str, Any]:
    return {"format": {"dataType": TYPES.get(COMPONENTS[name].kind, "String")}}


def _attribute(name: str, listed: bool) -> dict[str, Any]:
    required = name in STANDARD or COMPONENTS[name].required
    return {
        **_identity(name),
        "usage": "mandatory" if required else "optional",
        "attributeRelationship": {"observation": {}},
        "measureRelationship": [MEASURE],
        "localRepresentation": _enumerated(name) if listed else _typed(name),
    }
