"""Every key of every YAML file, and of every head of a page, is found again when misspelt."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from barometer.editors.schemas import DATA, FRONT
from barometer.editors.templates import fill_dates
from barometer.faults.model_errors import keys_at
from barometer.faults.report import nearest_names, suggest_nearest
from barometer.pages.page import read_page
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import small_project, write

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def misspelt(key: str) -> Iterator[str]:
    """A key with one letter left out, put in, exchanged, or swapped with the next."""
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
        yield f"{key[:at]}x{key[at:]}"
        yield key[:at] + ("x" if key[at] != "x" else "z") + key[at + 1 :]
        yield key[:at] + key[at + 1 : at + 2] + key[at] + key[at + 2 :]


def groups(form: Any, place: tuple[str, ...] = (), seen: tuple[Any, ...] = ()) -> Iterator[Any]:
    """The keys that may stand together, wherever in a file: one tuple a model."""
    keys = keys_at(form, place)
    if keys in seen or len(place) > 7:
        return
    if keys:
        yield keys
    for key in keys or ("any",) * (len(place) < 4):
        yield from groups(form, (*place, key), (*seen, keys) if keys else seen)


TOGETHER = sorted({keys for form in DATA.values() for keys in groups(form)})
HEADS = [tuple(key for model in models for key in keys_at(model, ())) for models in FRONT.values()]


def test_a_key_misspelt_by_one_letter_is_found_again(subtests: pytest.Subtests) -> None:
    for keys in [*TOGETHER, *HEADS]:
        with subtests.test(keys=keys):
            for key in keys:
                for wrong in set(misspelt(key)) - set(keys) - {""}:
                    assert key in nearest_names(wrong, keys), wrong
                    told = suggest_nearest(wrong, keys)
                    assert f"»{key}«" in told.da
                    assert f"‘{key}’" in told.en


def test_no_keys_are_forgotten() -> None:
    assert {("da", "en"), ("edition", "reason")} <= set(TOGETHER)
    assert len(TOGETHER) > 20


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every key of a file."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*place, key)
            yield from places(one, (*place, key))


def deepest(form: Any, value: Any) -> tuple[Any, ...]:
    """The way to that key of a model which lies deepest in a file."""
    known = (one for one in places(value) if one[-1] in keys_at(form, one[:-1]))
    return max(known, key=len)


def misspell(text: str, place: tuple[Any, ...]) -> tuple[str, str, int]:
    """The file with the key at a place misspelt, the key, and its line."""
    node = yaml.compose(text)
    for part in place[:-1]:
        if isinstance(node, yaml.MappingNode):
            node = next(below for name, below in node.value if name.value == str(part))
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[part]
    assert isinstance(node, yaml.MappingNode)
    mark = next(name.start_mark for name, _ in node.value if name.value == place[-1])
    end = mark.index + len(place[-1])
    return f"{text[:end]}x{text[end:]}", place[-1], mark.line + 1


FILES = {
    next((ROOT / "data").glob(f"{name}.yml")).relative_to(ROOT).as_posix(): form
    for name, form in DATA.items()
}

PAIR = "{da: Ord, en: Words}"
EXAMPLES = {
    "data/concepts.yml": f"a:\n  title: {PAIR}\n  measures: [innovative_workplaces]\n",
    "data/comparisons.yml": f"- {{compare: a@1>a@2, significant: true, source: a, note: {PAIR}}}\n",
    "data/corrections.yml": f"- {{date: 2026-11-23, value: a@1, old: 1, new: 2, reason: {PAIR}}}\n",
    "data/other_numbers.yml": f"- {{page: index, text: {PAIR}, reason: {PAIR}}}\n",
}


def test_a_misspelt_key_in_every_file_is_told_at_once_with_the_right_one(tmp_path: Path) -> None:
    small_project(tmp_path)
    shutil.copytree(ROOT / ".github/new", tmp_path / ".github/new")
    planted = {}
    for file, form in FILES.items():
        there = tmp_path / file
        text = there.read_text("utf-8") if there.exists() else ""
        if not yaml.safe_load(text):
            text = EXAMPLES[file]  # nothing stands in it yet
        wrong, key, line = misspell(text, deepest(form, yaml.safe_load(text)))
        write(tmp_path, file, wrong)
        planted[(file, line)] = key
    told = read_project(tmp_path, "/").problems

    assert len(planted) == len(FILES)
    for (file, line), key in planted.items():
        here = [one.message for one in told if (one.path, one.line) == (file, line)]
        assert any(f"»{key}«" in one.da and f"‘{key}’" in one.en for one in here), (file, line, key)


@pytest.mark.parametrize("kind", ["page", "trend", "guide"])
@pytest.mark.parametrize("suffix", ["", ".en"])
def test_a_misspelt_field_of_a_head_is_one_fault_with_the_right_one(
    kind: str, suffix: str, tmp_path: Path
) -> None:
    template = (ROOT / f".github/new/{kind}{suffix}.md").read_text("utf-8")
    template = fill_dates(template, date(2026, 11, 23))
    folder = {"trend": "docs/trends", "guide": "docs/guides", "page": "docs/roles"}[kind]
    keys = [
        line.partition(":")[0]
        for line in template.split("---\n")[1].splitlines()
        if line[:1].isalpha()
    ]
    for key in keys:
        write(tmp_path, f"{folder}/x{suffix}.md", template.replace(f"\n{key}:", f"\n{key}x:", 1))
        told = [one for one in _read(tmp_path, f"{folder}/x{suffix}.md") if one.code != "P103"]

        assert [one.code for one in told] == ["D410"], key
        assert f"»{key}«" in told[0].message.da


def _read(root: Path, name: str) -> Any:

    return read_page(root, root / name).problems
