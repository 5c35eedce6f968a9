"""Every planted fault is told at its place with what helps; none is silent, none is a traceback."""

import os
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from barometer.data.dataset import load_dataset
from barometer.faults.report import message_codes
from barometer.site import read_project
from tests.conftest import ROOT
from tests.planting import FAULTS, HEALTHY, PlantedFault, planted_faults, told_of
from tests.small import small_project
from tests.trend_cases import case_project, trend_project

OF_PROGRAMS = re.compile(r"Traceback|Error\b|Exception|<class|object at 0x|/tmp/|None\b")
NOT_PLANTED = {
    "M100": "the engine itself breaks down, which no planted fault has brought about",
    "D419": "the last resort for findings without a sentence of their own",
    "D608": "needs a disk that refuses",
}
BY_CODE: dict[str, list[PlantedFault]] = defaultdict(list)
for one in planted_faults():
    BY_CODE[one.code].append(one)


@pytest.mark.parametrize("code", BY_CODE)
def test_every_planted_fault_is_told_at_its_place(
    code: str, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for fault in BY_CODE[code]:
        if any(one.mode is not None for one in fault.changes) and not os.geteuid():
            continue  # no file is closed to root
        root = tmp_path / fault.name
        root.mkdir()
        with subtests.test(fault.name):
            found = told_of(fault, root)
            told = "\n".join(one.told() for one in found) or "silent"
            assert any(map(fault.is_told_by, found)), told
            if fault.project == "data":
                assert {one.code for one in found} == {code, *fault.also}, told
            for one in found:
                assert OF_PROGRAMS.search(one.message.da) is None, told
                assert one.message.da != one.message.en
        shutil.rmtree(root, ignore_errors=True)


def test_the_projects_have_no_fault_before_one_is_planted(tmp_path: Path) -> None:
    small, trends = small_project(tmp_path / "small"), trend_project(tmp_path / "trends")

    assert read_project(small, "/").problems == ()
    assert read_project(trends, "/").problems == ()
    assert read_project(case_project(tmp_path / "cases"), "/").problems == ()
    assert load_dataset(HEALTHY).problems == ()


def test_every_code_has_a_planted_fault_or_is_tried_by_name() -> None:
    files = [
        file for file in (ROOT / "tests").glob("test_*.py") if file.name != Path(__file__).name
    ]
    tried = "\n".join(file.read_text("utf-8") for file in files)
    left = [code for code in message_codes() if code not in BY_CODE and code not in tried]

    assert set(left) <= set(NOT_PLANTED)


def test_every_file_beside_the_faults_belongs_to_one() -> None:
    names = {one.name for one in planted_faults()} | {"README"}

    assert {file.stem for file in FAULTS.iterdir()} == names
