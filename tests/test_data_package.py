"""The data package is up to date, and a second library finds the table as right as we do."""

import json
from pathlib import Path

import pytest
from frictionless import Package, validate

from barometer.data.model import COLUMNS
from barometer.exports.packages import DATAPACKAGE, package, package_text, write_package

pytestmark = pytest.mark.living

ROOT = Path(__file__).parents[1]


def test_the_package_in_the_repository_is_up_to_date() -> None:
    assert (ROOT / DATAPACKAGE).read_text(encoding="utf-8") == package_text()


def test_frictionless_finds_the_real_table_valid() -> None:
    report = validate(str(ROOT / DATAPACKAGE))

    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert report.valid


def test_frictionless_finds_a_fault_in_the_table(tmp_path: Path) -> None:
    for file in (ROOT / "data").glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    table = tmp_path / "observations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",DK,", ",Danmark,", 1))

    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_every_column_is_described_in_both_languages() -> None:
    fields = Package(str(ROOT / DATAPACKAGE)).get_resource("observations").schema.fields

    assert [field.name for field in fields] == list(COLUMNS)
    assert all(set(field.custom["descriptions"]) == {"da", "en"} for field in fields)


def test_the_readme_names_every_column() -> None:
    readme = (ROOT / "data/README.md").read_text(encoding="utf-8")

    assert [name for name in COLUMNS if f"| `{name}` |" not in readme] == []


def test_writing_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    assert write_package(tmp_path)
    assert not write_package(tmp_path)
    assert json.loads((tmp_path / DATAPACKAGE).read_text(encoding="utf-8")) == package()
