"""What an office sends becomes rows of the table, or is refused at its row."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barometer.data.dataset import load_dataset
from barometer.data.import_files import normalised
from barometer.data.intake import import_file
from barometer.faults.report import ExitCode
from tests.planting import HEALTHY, planted_faults, told_of
from tests.small import frozen_data

CORPUS = Path(__file__).parent / "imports"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (CORPUS / "expected.yml").read_text(encoding="utf-8")
)
ABOUT = """indicator;country;edition;breakdown;category;value;base;status;source
rate;DK;4;sector;municipal;ca. 82;1.200;;agency
"""
TABLE = "data/observations.csv"


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    shutil.copytree(HEALTHY / "data", tmp_path / "data")
    return tmp_path


def lines(project: Path) -> list[str]:
    return (project / TABLE).read_text(encoding="utf-8").splitlines()


def test_a_good_file_is_taken_once(tmp_path: Path, subtests: pytest.Subtests) -> None:
    for name, expected in EXPECTED.items():
        with subtests.test(name):
            root = tmp_path / name
            shutil.copytree(HEALTHY, root)
            before = lines(root)

            result = import_file(root, CORPUS / name)

            assert [one.told() for one in result.problems] == []
            found = {"new": result.new, "changed": result.changed, "gone": result.gone}
            assert found == {key: expected[key] for key in found}
            assert set(expected.get("rows", [])) <= set(lines(root))
            assert len(set(lines(root)) - set(before)) == result.new + result.changed
            assert load_dataset(root).problems == ()

            after = (root / TABLE).read_bytes()
            again = import_file(root, CORPUS / name)

            assert (again.new, again.changed) == (0, 0)
            assert (root / TABLE).read_bytes() == after


def test_a_bad_file_changes_nothing(tmp_path: Path, subtests: pytest.Subtests) -> None:
    for fault in (one for one in planted_faults() if one.project == "import"):
        with subtests.test(fault.name):
            root = tmp_path / fault.name
            root.mkdir()
            assert told_of(fault, root)
            assert (root / TABLE).read_bytes() == (HEALTHY / TABLE).read_bytes()
            assert [path.name for path in (root / "data").glob(".*")] == []


def test_a_trial_shows_the_changes_and_writes_nothing(project: Path) -> None:
    before = (project / TABLE).read_bytes()

    result = import_file(project, CORPUS / "a-changed-value.csv", write=False)

    assert "~ rate DK 4 total all: value 83.5 → 84" in result.text
    assert (project / TABLE).read_bytes() == before


def test_rows_that_the_file_lacks_stay_unless_it_replaces(project: Path) -> None:
    kept = import_file(project, CORPUS / "workbook.xlsx", write=False)
    replaced = import_file(project, CORPUS / "workbook.xlsx", write=False, replace=True)

    assert "bliver stående" in kept.text
    assert "- rate DK 4 total all = 83.5" in kept.text
    assert replaced.problems[0].code in {"D501", "D507"}


def test_importing_the_table_itself_sorts_it(project: Path) -> None:
    table = project / TABLE
    sound = table.read_text()
    head, *rows = sound.splitlines()
    table.write_text("\n".join([head, *reversed(rows)]) + "\n")

    result = import_file(project, table)

    assert result.problems == ()
    assert table.read_text() == sound


def test_a_table_saved_by_a_danish_spreadsheet_is_put_right(project: Path) -> None:
    table = project / TABLE
    sound = table.read_text()
    table.write_bytes(sound.replace(",", ";").replace("83.5", "83,5").encode("cp1252"))

    result = import_file(project, table)

    assert result.problems == ()
    assert table.read_text() == sound


def test_a_table_with_faults_is_not_joined_with(project: Path) -> None:
    (project / TABLE).write_text("nothing,that,is,a,table\n1,2,3,4,5\n")

    result = import_file(project, CORPUS / "workbook.xlsx")

    assert [one.code for one in result.problems] == ["D607"]


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "barometer", "import", *arguments]
    return subprocess.run(
        command, cwd=project, input="", capture_output=True, text=True, check=False
    )


def test_the_command_shows_the_changes_and_then_writes(project: Path) -> None:
    done = run(project, str(CORPUS / "a-changed-value.csv"))

    assert done.returncode == ExitCode.GOOD
    assert done.stdout.index("83.5 → 84") < done.stdout.index("Gemt")
    assert "rate,DK,4,total,all,84,1611,,agency" in lines(project)


def test_the_command_only_shows_when_it_is_asked_to(project: Path) -> None:
    before = lines(project)

    done = run(project, str(CORPUS / "a-changed-value.csv"), "--dry-run")

    assert "Intet er ændret." in done.stdout
    assert lines(project) == before


def test_the_command_refuses_in_both_languages(project: Path) -> None:
    (project / "value-about.csv").write_text(ABOUT, "utf-8")

    done = run(project, "value-about.csv")

    assert done.returncode == ExitCode.CONTENT
    assert "FEJL D202 value-about.csv:2 [value]" in done.stderr
    assert "Nothing was changed." in done.stderr


def test_a_file_that_is_not_there_is_told(project: Path) -> None:
    result = import_file(project, Path("nowhere.csv"))

    assert [one.code for one in result.problems] == ["D601"]


@pytest.mark.parametrize("part", ["INNO", "NYHEDSGRAD", "OIN03", "OIN02"])
def test_every_known_code_of_statbank_finds_its_place(part: str, tmp_path: Path) -> None:
    """The real tables: a code is taken, or its indicator says that it lacks the label."""
    frozen_data(tmp_path)
    imports = yaml.safe_load((tmp_path / "data/imports.yml").read_text(encoding="utf-8"))
    table = next(one for one in imports["tables"].values() if one["variable"] == part)
    codes = [code["code"] for code in table["values"].values()]
    rows = [f"1000;{code};{year};..\n" for code in codes for year in imports["editions"]]
    file = tmp_path / "oin.csv"
    file.write_text(f"OIN01;{part};TID;INDHOLD\n" + "".join(rows), encoding="utf-8")

    result = import_file(tmp_path, file, write=False)

    assert result.problems == ()
    assert f"(..) er sprunget over: {len(rows)}" in result.text


def test_the_headline_table_of_statbank_becomes_the_headline_indicator(tmp_path: Path) -> None:
    frozen_data(tmp_path)
    file = tmp_path / "oin01dk.csv"
    file.write_text("OIN01;INNO;TID;INDHOLD\n1020;10;2023;84,0\n", encoding="utf-8")

    result = import_file(tmp_path, file)

    assert result.problems == ()
    assert "innovative_workplaces,DK,4,sector,regional,84,,,dst_oin01dk" in lines(tmp_path)


def test_numbers_are_read_as_the_file_writes_them(subtests: pytest.Subtests) -> None:
    for cell, comma, expected in [
        ("83,5", None, "83.5"),
        ("83.5", True, "83.5"),
        ("1.234", True, "1234"),
        ("1.234", False, "1.2340"),
        ("1.234", None, "1.234"),
        ("1.234,50", False, "1234.5"),
        ("81,0", True, "81"),
        ("..", True, ".."),
        ("", True, ""),
    ]:
        with subtests.test(cell=cell, comma=comma, expected=expected):
            assert normalised(cell, comma) == expected


@given(number=st.decimals(0, 10**9, places=2, allow_nan=False))
def test_a_danish_number_comes_through_unchanged(number: Any) -> None:
    danish = f"{number:,}".translate(str.maketrans(",.", ".,"))

    assert float(normalised(danish, True)) == float(number)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=200), ending=st.sampled_from([".csv", ".xlsx", ".json", ""]))
def test_no_bytes_become_an_exception(content: bytes, ending: str, tmp_path: Path) -> None:
    shutil.copytree(HEALTHY / "data", tmp_path / "data", dirs_exist_ok=True)
    file = tmp_path / f"file{ending}"
    start = {".xlsx": b"PK\x03\x04", ".json": b'{"dataset":'}.get(ending, b"")
    file.write_bytes(start + content)

    assert import_file(tmp_path, file).problems


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_change_of_a_few_bytes_becomes_an_exception(data: st.DataObject, tmp_path: Path) -> None:
    shutil.copytree(HEALTHY / "data", tmp_path / "data", dirs_exist_ok=True)
    name = data.draw(st.sampled_from(["workbook.xlsx", "statbank.json", "tabs.tsv"]))
    content = bytearray((CORPUS / name).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    file = tmp_path / name
    file.write_bytes(bytes(content))

    result = import_file(tmp_path, file, write=False)

    assert result.problems or result.text
