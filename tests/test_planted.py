"""Every planted fault of folders, signs, scripts and forms is told at its file; none crashes."""

import re
import shutil
from pathlib import Path

import pytest

from barometer.faults.report import Fault
from barometer.site import read_project
from tests.planted import ALL, told_of
from tests.small import small_project

OF_PROGRAMS = re.compile(r"Traceback|Error\b|Exception|<class|object at 0x|/tmp/|None\b")


@pytest.fixture(name="healthy", scope="module")
def _healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_project(tmp_path_factory.mktemp("healthy"))
    assert read_project(root, "/").problems == ()
    return root


def outcome(healthy: Path, name: str, into: Path) -> tuple[Fault, ...]:
    """What is told of one planted fault, in a copy of the healthy project."""
    shutil.copytree(healthy, into, dirs_exist_ok=True)
    ALL[name].plant(into)
    return told_of(into, ALL[name])


@pytest.mark.parametrize("name", ALL)
def test_a_planted_fault_is_told_at_its_file(name: str, healthy: Path, tmp_path: Path) -> None:
    wanted, found = ALL[name], outcome(healthy, name, tmp_path)

    told = [one for one in found if one.path == wanted.file and one.code.startswith(wanted.code)]
    assert told, "\n".join(one.told() for one in found) or "silent"
    assert wanted.line in {None, *(one.line for one in told)}, told[0].told()
    for one in found:
        assert OF_PROGRAMS.search(one.message.da) is None, one.told()
        assert one.message.da != one.message.en
