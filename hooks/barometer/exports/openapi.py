"""The API described: JSON Schema of each answer, and OpenAPI 3.1."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from barometer.exports.answers import IndicatorAnswer, ListAnswer
from barometer.exports.api import INDICATOR_SCHEMA, LIST_SCHEMA
from barometer.exports.facts import API, LICENCE, LICENCE_ID, Facts
from barometer.text import LANGUAGES

MODELS: Mapping[str, type[BaseModel]] = {LIST_SCHEMA: ListAnswer, INDICATOR_SCHEMA: IndicatorAnswer}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(model: type[BaseModel], address: str) -> dict[str, Any]:
    """An answer's JSON Schema; `address` is where it is published."""
    made = model.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": DIALECT, "$id": address, **made}


def openapi(whole: Facts, names: Sequence[str]) -> dict[str, Any]:
    """Every address of the API, with the schema of its answer."""
    words = whole.words
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{whole.title.en}: {words['service_title'].en}",
            "summary": words["service_title"].da,
            "description": f"{words['service_description'].en}\n\n{words['service_description'].da}"
            f"\n\n{words['rights'].en}\n\n{words['rights'].da}",
            "version": "1.0.0",
            "contact": {"name": whole.publisher, "url": whole.pages["en"]},
            "license": {"name": LICENCE_ID, "url": LICENCE},
        },
        "servers": [{"url": (whole.url + API).rstrip("/")}],
        "paths": {
            "/indicators.json": {"get": _list()},
            "/indicators/{name}.{language}.json": {"get": _one(names)},
        },
        "components": {"schemas": _components()},
    }


def _list() -> dict[str, Any]:
    return {
        "operationId": "listIndicators",
        "summary": "Every indicator / Alle indikatorer",
        "responses": {"200": _response("The list / Listen", ListAnswer)},
    }


def _one(names: Sequence[str]) -> dict[str, Any]:
    return {
        "operationId": "getIndicator",
        "summary": "One indicator in one language / Én indikator på ét sprog",
        "parameters": [
            _parameter("name", sorted(names), "Name of the indicator / Indikatorens navn"),
            _parameter("language", list(LANGUAGES), "Language of the words / Ordenes sprog"),
        ],
        "responses": {
            "200": _response("The indicator / Indikatoren", IndicatorAnswer),
            "404": {"description": "No such indicator / Indikatoren findes ikke"},
        },
    }


def _parameter(name: str, choices: list[str], meaning: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": meaning,
        "schema": {"type": "string", "enum": choices},
    }


def _response(meaning: str, model: type[BaseModel]) -> dict[str, Any]:
    shape = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"description": meaning, "content": {"application/json": {"schema": shape}}}


def _components() -> dict[str, Any]:
    """The answers' schemas and those they are built from, by name."""
    models: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (one, "serialization") for one in MODELS.values()
    ]
    place = "#/components/schemas/{model}"
    found: dict[str, Any] = models_json_schema(models, by_alias=True, ref_template=place)[1]
    return found["$defs"]  # type: ignore[no-any-return]


def schemas(whole: Facts) -> dict[str, dict[str, Any]]:
    """The schema files by address below the root."""
    return {path: schema(model, whole.url + path) for path, model in MODELS.items()}
