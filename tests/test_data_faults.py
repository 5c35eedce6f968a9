"""Every planted fault is found, named and placed; none is silent, none becomes a traceback."""

import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import yaml

from barometer.data import Loaded, check
from barometer.faults import codes
from barometer.problems import Problem

FAULTS = Path(__file__).parent / "faults"
HEALTHY = FAULTS / "healthy"
NEVER_OF_DATA = {
    "D413",  # the length of texts is limited in the heads of pages only
    "D419",  # the last resort, for a finding of pydantic's that has no sentence of its own
}
DATA_CODES = [code for code in codes() if "D1" < code < "D6" and code not in NEVER_OF_DATA]
PLANTED = sorted(path.name for path in (FAULTS / "data").iterdir())


@dataclass(frozen=True)
class Expected:
    """What `expected.yml` says: the one fault, and the codes that may follow from it."""

    code: str
    file: str
    line: int | None = None
    place: str = ""
    says: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)


def expected_of(name: str) -> Expected:
    """What must be told of a planted fault."""
    text = (FAULTS / "data" / name / "expected.yml").read_text(encoding="utf-8")
    return Expected(**yaml.safe_load(text))


def planted(name: str, into: Path) -> Expected:
    """Copy the healthy data, lay the files of one fault over them, and say what is expected."""
    folder, expected = FAULTS / "data" / name, expected_of(name)
    shutil.copytree(HEALTHY, into, dirs_exist_ok=True)
    for gone in map(into.joinpath, expected.remove):
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    for file in (path for path in folder.rglob("*") if path.is_file()):
        if file.name != "expected.yml":
            target = into / "data" / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    return expected


@cache
def outcome(name: str) -> tuple[Expected, Loaded]:
    """What is expected of a planted fault, and what was found; each is checked once a run."""
    with tempfile.TemporaryDirectory() as folder:
        return planted(name, Path(folder)), check(Path(folder))


def is_the_one(found: Problem, expected: Expected) -> bool:
    return (
        found.code == expected.code
        and found.path == expected.file
        and (expected.line is None or found.line == expected.line)
        and (not expected.place or found.place == expected.place)
        and all(words in found.message.da for words in expected.says)
    )


def test_the_healthy_data_are_found_healthy() -> None:
    loaded = check(HEALTHY)

    assert loaded.problems == ()
    assert loaded.dataset is not None


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_told_at_its_place(name: str) -> None:
    expected, loaded = outcome(name)

    told = "\n".join(one.told() for one in loaded.problems)
    assert loaded.dataset is None
    assert any(is_the_one(one, expected) for one in loaded.problems), told


@pytest.mark.parametrize("name", PLANTED)
def test_one_fault_does_not_bring_others_along(name: str) -> None:
    expected, loaded = outcome(name)

    found = {one.code for one in loaded.problems}

    assert found == {expected.code, *expected.also}


@pytest.mark.parametrize("code", DATA_CODES)
def test_every_code_has_a_planted_fault(code: str) -> None:
    files = (FAULTS / "data").glob("*/expected.yml")

    assert any(yaml.safe_load(path.read_text(encoding="utf-8"))["code"] == code for path in files)


def test_a_link_out_of_the_project_is_told_and_not_followed(tmp_path: Path) -> None:
    shutil.copytree(HEALTHY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/indicators/linked.yml").symlink_to("/etc/hostname")

    found = check(tmp_path).problems

    assert [(one.code, one.path) for one in found] == [("D408", "data/indicators/linked.yml")]


def test_at_least_sixty_faults_are_planted() -> None:
    assert len(PLANTED) >= 60
