"""The schemas for VS Code are made from the models, are up to date, and fit what is written."""

import json
import re
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from barometer.editors.schemas import (
    DATA,
    FRONT,
    SCHEMAS,
    editor_schemas,
    schema_files,
)
from barometer.faults.report import Fault
from barometer.faults.yaml_file import parse_yaml, read_yaml
from barometer.pages.addresses import key_of_file
from barometer.pages.page import models, split_front
from barometer.text import Text
from tests.conftest import ROOT

pytestmark = pytest.mark.living

MADE = editor_schemas()
WRITTEN = [
    (stem, path)
    for stem in DATA
    for path in sorted((ROOT / "data").glob(f"{stem}.yml"))
]  # fmt: skip
PAGES = sorted((ROOT / "docs").rglob("*.md"))


def plain(value: Any) -> Any:
    """As a program that knows only JSON reads it."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def refused(schema: Any, value: object) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)
    return [one.message for one in validator.iter_errors(plain(value))]


def test_the_written_schema_is_that_of_the_models(subtests: pytest.Subtests) -> None:
    for name in schema_files():
        with subtests.test(name=name):
            written = (ROOT / name).read_text("utf-8")

            assert written == schema_files()[name], "make schemas"


def test_no_schema_is_left_of_a_file_that_is_gone() -> None:
    kept = {f"{SCHEMAS}/{path.name}" for path in (ROOT / SCHEMAS).iterdir()}

    assert kept == set(MADE)


def test_every_field_is_explained() -> None:
    for schema in MADE.values():
        for model in (schema, *schema.get("definitions", {}).values()):
            for name, field in model.get("properties", {}).items():
                assert "description" in field, name


def test_a_schema_is_one(subtests: pytest.Subtests) -> None:
    for name in MADE:
        with subtests.test(name=name):
            jsonschema.Draft7Validator.check_schema(MADE[name])


def test_what_is_written_in_data_fits_its_schema(subtests: pytest.Subtests) -> None:
    for stem, path in WRITTEN:
        with subtests.test(stem=stem, path=path):
            schema = MADE[f"{SCHEMAS}/{stem.removesuffix('/*')}.json"]

            assert refused(schema, read_yaml(path, path.name).value) == []


def test_every_head_of_a_page_fits_its_schema() -> None:
    for path in PAGES:
        key, language = key_of_file(path.relative_to(ROOT / "docs").as_posix())
        kind = next(name for name, pair in FRONT.items() if pair == models(key))
        front, _, _ = split_front(path.read_text("utf-8"))
        schema = MADE[f"{SCHEMAS}/front-{kind}-{language}.json"]
        assert refused(schema, parse_yaml(front or "", path.name).value) == [], path


def test_a_misspelt_key_and_a_wrong_word_are_refused() -> None:
    schema = MADE[f"{SCHEMAS}/front-trend-da.json"]
    front, _, _ = split_front((ROOT / ".github/new/trend.md").read_text("utf-8"))
    entries = yaml.safe_load(front or "")

    assert refused(schema, entries) == []
    assert refused(schema, entries | {"summry": "x"})
    assert refused(schema, entries | {"ring": "redy"})


def test_every_yaml_file_of_data_has_its_schema_in_the_settings() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    found = {path for _, path in WRITTEN}

    pairs = {f"./{SCHEMAS}/{one.removesuffix('/*')}.json": f"data/{one}.yml" for one in DATA}
    assert settings["yaml.schemas"] == pairs
    assert set((ROOT / "data").rglob("*.yml")) == found


def test_the_task_in_vs_code_finds_the_line_of_a_fault() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    exact, whole = (one["pattern"]["regexp"] for one in tasks[0]["problemMatcher"])
    wrong = Text(da="Forkert.", en="Wrong.")
    at = Fault("docs/a.md", 4, "P1", wrong, "title").told().split("\n")[0]
    without = Fault("docs/a.md", None, "P1", wrong).told().split("\n")[0]

    assert re.match(exact, at).groups() == ("P1", "docs/a.md", "4", "[title] Forkert.")  # type: ignore[union-attr]
    assert re.match(exact, without) is None
    assert re.match(whole, without).groups() == ("P1", "docs/a.md", "Forkert.")  # type: ignore[union-attr]
