"""The tables by their descriptions, checked with frictionless and csvw."""

import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest
from csvw import CSVW

from barometer.exports.facts import collect_all, collect_indicator
from barometer.pages.site import Site

NAME = "innovative_workplaces"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def described(folder: Path, name: str) -> list[Path]:
    return sorted((folder / "data").rglob(name))


def test_every_data_package_is_valid_for_frictionless(exported: Path, site: Site) -> None:
    found = described(exported, "datapackage.json")
    assert len(found) == 1 + len(site.dataset.indicators)
    for path in found:
        report = frictionless.validate(str(path))
        assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_every_csvw_file_is_valid_and_has_nothing_to_warn_of(exported: Path) -> None:
    found = described(exported, "csv-metadata.json")
    assert len(found) > 50
    for path in found:
        read = CSVW(str(path), validate=True)
        assert read.is_valid, path
        assert not read.warnings, read.warnings


def test_a_table_opens_by_its_csvw_metadata_with_typed_cells(exported: Path, site: Site) -> None:
    read = CSVW(str(exported / "data/csv-metadata.json"))
    table = next(one for one in read.tables if str(one.url) == "barometer.csv")

    assert [
        (float(row["value"]), row["base"], row["status"] or "") for row in table.iterdicts()
    ] == [(row.value, row.base, row.status) for row in site.dataset.observations]


@pytest.mark.parametrize(
    ("column", "planted"), [("value", "ca. 5"), ("country", "XX"), ("unit", "liter")]
)
def test_a_planted_fault_is_found(
    exported: Path, tmp_path: Path, column: str, planted: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(exported / "data", folder, ignore=shutil.ignore_patterns("indicators"))
    path = folder / "barometer.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[head.split(",").index(column)] = planted
    path.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", encoding="utf-8")

    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def opened(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_both_descriptions_say_the_same_of_every_column(exported: Path) -> None:
    for path in described(exported, "datapackage.json"):
        ours, theirs = opened(path), opened(path.with_name("csv-metadata.json"))
        tables = {one["url"]: one["tableSchema"] for one in theirs["tables"]}
        for resource in ours["resources"]:
            columns = tables[resource["path"]]["columns"]
            fields = resource["schema"]["fields"]
            assert [one["name"] for one in columns] == [one["name"] for one in fields]
            for column, field in zip(columns, fields, strict=True):
                assert {la: column["titles"][la] for la in ("da", "en")} == field["titles"]


def test_the_descriptions_say_the_same_as_every_other_file(exported: Path, site: Site) -> None:
    facts = collect_indicator(site, NAME)
    ours = opened(exported / f"data/indicators/{NAME}/datapackage.json")
    theirs = opened(exported / f"data/indicators/{NAME}/csv-metadata.json")

    assert ours["contributors"][0]["title"] == facts.publisher_name.en
    assert theirs["dc:publisher"] == facts.publisher_name.da
    assert ours["temporal"] == facts.period == theirs["dc:temporal"]
    assert [one["path"] for one in ours["sources"]] == [one["@id"] for one in theirs["dc:source"]]
    assert len(ours["notes"]) == len(facts.notes) == len(theirs["notes"])
    assert ours["version"] == facts.version


def test_every_text_of_the_descriptions_stands_in_both_languages(site: Site) -> None:
    for facts in collect_all(site):
        for text in (facts.title, facts.description, *(note.text for note in facts.notes)):
            assert text.da
            assert text.en
