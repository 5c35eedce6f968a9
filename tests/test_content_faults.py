"""Planted faults in pages: each gives its message at its place, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, small_project

FAULTS: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests/faults/pages.yml").read_text(encoding="utf-8")
)


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def plant(root: Path, fault: dict[str, Any]) -> str:
    """Plant one fault and give the file in which it should be found."""
    if added := fault.get("add"):
        (root / added).write_text(DANISH, "utf-8")
        return str(added)
    if link := fault.get("link"):
        (root / link).symlink_to("/etc/hostname")
        return str(link)
    file = root / fault["file"]
    if fault.get("remove"):
        file.unlink()
    elif "latin_1" in fault:
        file.write_bytes(fault["latin_1"].encode("latin-1"))
    elif "whole" in fault:
        file.write_text(fault["whole"], "utf-8")
    else:
        before, after = fault["change"]
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), "utf-8")
    if also := fault.get("also"):
        name, before, after = also
        text = (root / name).read_text("utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after, 1), "utf-8")
    return str(fault.get("file_of_fault", fault["file"]))


def test_the_small_project_has_no_fault(small: Path) -> None:
    assert [one.told() for one in read_project(small, "/").problems] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told_at_its_place(name: str, small: Path) -> None:
    fault = FAULTS[name]
    file = plant(small, fault)
    told = [one for one in read_project(small, "/").problems if one.code.startswith(fault["code"])]
    assert told, [one.told() for one in read_project(small, "/").problems]
    assert told[0].path == file
    if "line" in fault:
        assert told[0].line == fault["line"], told[0].told()
    assert told[0].message.da != told[0].message.en
