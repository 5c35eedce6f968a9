"""JSON Schemas for VS Code."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, Field, TypeAdapter, create_model

from barometer.cache import write_files
from barometer.data import codebook, import_files, model, releases
from barometer.pages import page
from barometer.pages.addresses import AddressBook
from barometer.views.search import Synonyms

SCHEMAS = ".vscode/schemas"

DATA: Mapping[str, Any] = {
    **codebook.GROUPS,
    "addresses": AddressBook,
    "comparisons": tuple[model.Comparison, ...],
    "corrections": Annotated[tuple[releases.Correction, ...] | None, Field()],
    "imports": import_files.Imports,
    "indicators/*": model.Indicator,
    "other_numbers": tuple[codebook.OtherNumber, ...],
    "phrases": codebook.Phrases,
    "publisher": model.Publisher,
    "releases": Mapping[model.Name, releases.Release],
    "search_words": Synonyms,
}
"""The files of `data/` without their ending, and what they hold."""

FRONT: Mapping[str, tuple[type[page.PageWords], type[page.PageFacts]]] = {
    "page": (page.PageWords, page.PageFacts),
    "guide": (page.GuideWords, page.PageFacts),
    "trend": (page.TrendWords, page.TrendFacts),
    "case": (page.CaseWords, page.CaseFacts),
    "news": (page.NewsWords, page.NewsFacts),
}

LOOSE = frozenset({r"^[a-z0-9_]+$", r"^\d{4}(-\d{2}(-\d{2})?)?$"})
"""The forms of names that YAML may read as whole numbers, such as the edition 4."""


def editor_schemas() -> dict[str, Any]:
    """Every schema by its file below the project."""
    made = {
        f"{SCHEMAS}/{name.removesuffix('/*')}.json": _schema(form) for name, form in DATA.items()
    }
    for kind, (words, facts) in FRONT.items():
        whole = create_model(f"{kind.title()}Danish", __base__=(words, facts))
        made[f"{SCHEMAS}/front-{kind}-da.json"] = _schema(whole, owners=(words, facts))
        made[f"{SCHEMAS}/front-{kind}-en.json"] = _schema(words)
    return made


def schema_files() -> dict[str, str]:
    """What `barometer schemas` writes."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for name, schema in editor_schemas().items()
    }


def write_schemas(root: Path) -> None:
    """Write every schema anew."""
    write_files(root, {name: text.encode() for name, text in schema_files().items()})


@cache
def _descriptions() -> Mapping[str, str]:
    """What each field means, in Danish, by `field` or `Model.field`."""
    text = Path(__file__).with_name("fields.yml").read_text(encoding="utf-8")
    return {str(key): words for key, words in yaml.safe_load(text).items()}


def _schema(form: Any, owners: tuple[type[BaseModel], ...] = ()) -> dict[str, Any]:
    schema = TypeAdapter(form).json_schema()
    own = form.__name__ if isinstance(form, type) else ""
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    models = [*schema.get("$defs", {}).items()]
    if "properties" in schema:
        models.append((schema.get("title", ""), schema))
    for name, part in models:
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
    known = _descriptions()
    found = (known[f"{one}.{field}"] for one in models if f"{one}.{field}" in known)
    words = next(found, known.get(field))
    if words:
        spec["description"] = words
        if "$ref" in spec:  # what stands beside a reference is not read in draft 7
            spec["allOf"] = [{"$ref": spec.pop("$ref")}]


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from _parts(one)
