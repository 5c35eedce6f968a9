"""Every planted fault is found, named and placed; none is silent, none becomes a traceback."""

import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import yaml

from barometer.data.cells import merge_repeated, source_hint
from barometer.data.dataset import Loaded, load_dataset
from barometer.data.model import TABLE
from barometer.faults.report import Fault, make_fault, message_codes

FAULTS = Path(__file__).parent / "faults"
HEALTHY = FAULTS / "healthy"
NEVER_OF_DATA = {
    "D413",  # the length of texts is limited in the heads of pages only
    "D419",  # the last resort, for a finding of pydantic's that has no sentence of its own
}
DATA_CODES = [code for code in message_codes() if "D1" < code < "D6" and code not in NEVER_OF_DATA]
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
        return planted(name, Path(folder)), load_dataset(Path(folder))


def is_the_one(found: Fault, expected: Expected) -> bool:
    return (
        found.code == expected.code
        and found.path == expected.file
        and (expected.line is None or found.line == expected.line)
        and (not expected.place or found.place == expected.place)
        and all(words in found.message.da for words in expected.says)
    )


def test_the_healthy_data_are_found_healthy() -> None:
    loaded = load_dataset(HEALTHY)

    assert loaded.problems == ()
    assert loaded.dataset is not None


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_told_at_its_place_and_brings_no_others(name: str) -> None:
    expected, loaded = outcome(name)

    told = "\n".join(one.told() for one in loaded.problems)
    assert loaded.dataset is None
    assert any(is_the_one(one, expected) for one in loaded.problems), told
    assert {one.code for one in loaded.problems} == {expected.code, *expected.also}, told


def test_every_code_has_a_planted_fault() -> None:
    assert set(DATA_CODES) <= {expected_of(name).code for name in PLANTED}


def test_a_link_out_of_the_project_is_told_and_not_followed(tmp_path: Path) -> None:
    shutil.copytree(HEALTHY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/indicators/linked.yml").symlink_to("/etc/hostname")

    found = load_dataset(tmp_path).problems

    assert [(one.code, one.path) for one in found] == [("D408", "data/indicators/linked.yml")]


def told_after(root: Path, file: str, old: str, new: str) -> list[Fault]:
    """What is told of the healthy data when every `old` in one file has become `new`."""
    shutil.copytree(HEALTHY, root, dirs_exist_ok=True)
    text = (root / "data" / file).read_text("utf-8")
    assert old in text
    (root / "data" / file).write_text(text.replace(old, new), "utf-8")
    return list(load_dataset(root).problems)


def test_a_source_that_is_gone_is_told_once_with_the_rows_that_use_it(tmp_path: Path) -> None:
    found = told_after(tmp_path, "sources.yml", "\npress:\n", "\nother_newspaper:\n")

    (told,) = [one for one in found if one.code == "D304"]
    assert "»press« findes ikke" in told.message.da
    assert "Sæt kilden ind i filen igen" in told.message.da


def test_an_indicator_whose_file_is_renamed_is_told_once(tmp_path: Path) -> None:
    shutil.copytree(HEALTHY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/indicators/rate.yml").rename(tmp_path / "data/indicators/ratio.yml")

    (told,) = load_dataset(tmp_path).problems

    assert (told.code, told.path) == ("D302", TABLE)
    assert "rækker bruger navnet: linje" in told.message.da


def test_a_name_that_several_files_lack_is_told_at_the_first() -> None:
    lacks = [make_fault("D304", "a.yml", line, cell="x", more="", hint="y.") for line in (1, 4, 9)]

    (told,) = merge_repeated(lacks)

    assert told.line == 1
    assert told.message.da.endswith("y. Navnet står også i a.yml:4, a.yml:9.")


@pytest.mark.parametrize(
    ("name", "near"), [("coi_about", False), ("iland_about", True), ("island_abuot", True)]
)
def test_a_source_is_proposed_only_where_each_word_is_alike(name: str, near: bool) -> None:
    assert ("island_about" in source_hint(name, frozenset({"island_about"})).da) is near
