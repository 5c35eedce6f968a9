"""The package in data/ describes the table as it is, and another library finds it as right."""

from pathlib import Path

import pytest
from frictionless import Package, validate

from barometer.data.model import COLUMNS

pytestmark = pytest.mark.living

ROOT = Path(__file__).parents[1]
DATAPACKAGE = "data/datapackage.json"


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
