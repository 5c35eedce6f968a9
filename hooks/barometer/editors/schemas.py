"""JSON Schemas and snippets for VS Code."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, Field, TypeAdapter, create_model

from barometer.data.codebook import OtherNumber, Phrases
from barometer.data.import_files import Imports
from barometer.data.model import (
    Comparison,
    Described,
    Edition,
    EditionKey,
    Indicator,
    Name,
    Publisher,
    Source,
    Term,
    TermKey,
)
from barometer.data.releases import Correction, Release
from barometer.pages.addresses import AddressBook
from barometer.pages.page import (
    CaseFacts,
    CaseWords,
    GuideWords,
    PageFacts,
    PageWords,
    TrendFacts,
    TrendWords,
)
from barometer.text import Text
from barometer.views.search import Synonyms

SCHEMAS = ".vscode/schemas"


DATA: Mapping[str, Any] = {
    "addresses": AddressBook,
    "comparisons": tuple[Comparison, ...],
    "corrections": Annotated[tuple[Correction, ...] | None, Field()],
    "editions": Mapping[EditionKey, Edition],
    "imports": Imports,
    "indicators/*": Indicator,
    "other_numbers": tuple[OtherNumber, ...],
    "phrases": Phrases,
    "publisher": Publisher,
    "releases": Mapping[Name, Release],
    "search_words": Synonyms,
    "sources": Mapping[Name, Source],
    "terms": Mapping[TermKey, Term],
    "themes": Mapping[Name, Text],
    "values": Mapping[Name, Described],
    "words": Mapping[Name, Mapping[Name, Text]],
}
"""The files of `data/` without their ending, and what they hold."""

FRONT: Mapping[str, tuple[type[PageWords], type[PageFacts]]] = {
    "page": (PageWords, PageFacts),
    "guide": (GuideWords, PageFacts),
    "trend": (TrendWords, TrendFacts),
    "case": (CaseWords, CaseFacts),
}

LOOSE = frozenset({r"^[a-z0-9_]+$", r"^\d{4}(-\d{2}(-\d{2})?)?$"})
"""The forms of names that YAML may read as whole numbers, such as the edition 4."""


def editor_schemas() -> dict[str, Any]:
    """Every schema by its file below the project."""
    made = {f"{SCHEMAS}/{_stem(name)}.json": _schema(form) for name, form in DATA.items()}
    for kind, (words, facts) in FRONT.items():
        whole = create_model(f"{kind.title()}Danish", __base__=(words, facts))
        made[f"{SCHEMAS}/front-{kind}-da.json"] = _schema(whole, owners=(words, facts))
        made[f"{SCHEMAS}/front-{kind}-en.json"] = _schema(words)
    return made


def schema_files() -> dict[str, str]:
    """What `barometer schemas` writes."""
    made = editor_schemas()
    fronts = {name: schema for name, schema in made.items() if "/front-" in name}
    return {name: _written(schema) for name, schema in made.items()} | {SNIPPETS: snippets(fronts)}


def write_schemas(root: Path) -> None:
    """Write every schema anew."""
    (root / SCHEMAS).mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")


@cache
def descriptions() -> Mapping[str, str]:
    """What each field means, in Danish, by `field` or `Model.field`."""
    text = Path(__file__).with_name("fields.yml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return {str(key): words for key, words in found.items()}


def _stem(name: str) -> str:
    return name.removesuffix("/*")


def _schema(form: Any, owners: tuple[type[BaseModel], ...] = ()) -> dict[str, Any]:
    schema = TypeAdapter(form).json_schema()
    own = form.__name__ if isinstance(form, type) else ""
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    for name, part in _models(schema):
        names = [one.__name__ for one in owners] if name == schema.get("title") else []
        part.pop("title", None)
        part.pop("description", None)
        for field, spec in part.get("properties", {}).items():
            spec.pop("title", None)
            _describe(spec, field, [*names, name, own])
    for part in _parts(schema):
        if isinstance(part.get("pattern"), str) and part["pattern"] in LOOSE:
            part["type"] = ["string", "integer"]
    made: dict[str, Any] = json.loads(json.dumps(schema).replace("$defs", "definitions"))
    return made


def _describe(spec: dict[str, Any], field: str, models: list[str]) -> None:
    known = descriptions()
    found = (known[f"{one}.{field}"] for one in models if f"{one}.{field}" in known)
    words = next(found, known.get(field))
    if words:
        spec["description"] = words
        if "$ref" in spec:  # what stands beside a reference is not read in draft 7
            spec["allOf"] = [{"$ref": spec.pop("$ref")}]


def _models(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "properties" in schema:
        yield str(schema.get("title", "")), schema
    yield from schema.get("$defs", schema.get("definitions", {})).items()


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _parts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _parts(one)


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


SNIPPETS = ".vscode/coi.code-snippets"

SYNTAX: Mapping[str, tuple[str, str, str]] = {
    "figur / figure": (
        "figur",
        "![${1:Hvad figuren viser}](chart:${2:innovative_workplaces})",
        "En figur, på en linje for sig. / A figure, on a line of its own.",
    ),
    "tal / number": (
        "tal",
        "[${1:83 procent}](value:${2:innovative_workplaces}@${3:4})",
        "Et tal, der følger med dataene. / A number that follows the data.",
    ),
    "kilde / source": ("kilde", "[^${1:coi_about}]", "En kilde fra data/sources.yml. / A source."),
    "overskrift / heading": (
        "overskrift",
        "## ${1:Overskrift} {#${2:english-id}}",
        "En overskrift med et id, der er ens på begge sprog. / A heading with its id.",
    ),
    "skema / worksheet": (
        "skema",
        "/// worksheet | ${1:Titel}\n${2:Vejledning.}\n\n1. ${3:Spørgsmål?}\n\n- ${4:Punkt}\n///",
        "Et skema til at udfylde. / A worksheet to fill in.",
    ),
    "note": ("note", '!!! note "${1:Titel}"\n    ${2:Tekst.}', "En boks. / A box."),
}


def snippets(fronts: Mapping[str, Mapping[str, Any]]) -> str:
    """The file of snippets, from the schemas of front matter and the syntax of pages."""
    found = dict(_fields(fronts))
    for name, (prefix, body, about) in SYNTAX.items():
        found[name] = _snippet(prefix, body, about)
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _fields(fronts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for schema in fronts.values():
        for field, spec in schema["properties"].items():
            yield field, _snippet(field, f"{field}: {_body(spec)}", spec.get("description", ""))


def _body(spec: Mapping[str, Any]) -> str:
    choices = spec.get("enum") or spec.get("items", {}).get("enum")
    if choices:
        chosen = "${1|" + ",".join(choices) + "|}"
        return f"[{chosen}]" if "items" in spec else chosen
    if spec.get("format") == "date":
        return "${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}"
    return "[$1]" if "items" in spec else "$1"


def _snippet(prefix: str, body: str, about: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": about}
