"""The SDMX files, opened again with sdmx1 and with pysdmx, which knows the official schema."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sdmx
from pysdmx.io import read_sdmx
from pysdmx.model import Codelist, DataStructureDefinition

from barometer.exports.facts import collect_indicator, collect_whole
from barometer.exports.sdmx import DIMENSIONS, FLOW, STANDARD, write_period, write_sdmx_csv
from barometer.pages.site import Site

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(name="structure", scope="module")
def _structure(exported: Path) -> dict[str, Any]:
    return json.loads((exported / "data/structure.sdmx.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_structure_holds_to_the_official_schema(exported: Path) -> None:
    message = read_sdmx(exported / "data/structure.sdmx.json", validate=True)
    kinds = [type(one) for one in message.structures or ()]

    assert kinds.count(Codelist) == 16
    assert kinds.count(DataStructureDefinition) == 1


def test_every_name_of_the_structure_stands_in_both_languages(structure: dict[str, Any]) -> None:
    lists = structure["data"]["codelists"]
    for item in (code for one in lists for code in [one, *one["codes"]]):
        assert set(item["names"]) == {"da", "en"}, item["id"]


def test_every_data_file_opens_by_the_structure_and_holds_every_value(
    exported: Path, site: Site
) -> None:
    with (exported / "data/structure.sdmx.xml").open("rb") as file:
        message = sdmx.read_sdmx(file)
    assert isinstance(message, sdmx.message.StructureMessage)
    structure = message.structure[FLOW]
    found = sorted((exported / "data").rglob("*.sdmx.csv"))
    assert len(found) == 1 + len(site.dataset.indicators)
    for path in found:
        with path.open("rb") as file:
            message = sdmx.read_sdmx(file, format="csv", structure=structure)
        assert isinstance(message, sdmx.message.DataMessage)
        observations = message.data[0].obs
        assert {one.id for one in structure.dimensions} == set(observations[0].key.values)
        name = path.name.removesuffix(".sdmx.csv")
        facts = collect_whole(site) if name == "barometer" else collect_indicator(site, name)
        assert [float(one.value) for one in observations] == [
            row.observation.value for row in facts.rows
        ], name


def test_codes_in_the_data_stand_in_the_code_lists(
    exported: Path, structure: dict[str, Any]
) -> None:
    import pandas as pd

    table = pd.read_csv(exported / "data/barometer.sdmx.csv", dtype=str, keep_default_na=False)
    lists = {
        one["id"]: {code["id"] for code in one["codes"]} for one in structure["data"]["codelists"]
    }
    for name in (*DIMENSIONS, *STANDARD, "UNIT_MEASURE", "SOURCE"):
        assert set(table[name]) <= lists[f"CL_{name}"], name
    assert set(table["SOURCE_STATUS"]) <= {"", *lists["CL_SOURCE_STATUS"]}


def test_a_period_is_a_year_or_a_range_as_sdmx_writes_it(frozen: Site) -> None:
    periods = {row.observation.edition: write_period(row) for row in collect_whole(frozen).rows}

    assert periods["1"] == "2013-01-01/P2Y"
    assert periods["is_2018"] == "2018"
    row = next(one for one in collect_whole(frozen).rows if one.observation.edition == "4")
    halfway = row.edition.model_copy(update={"first_day": date(2021, 7, 1)})
    assert write_period(replace(row, edition=halfway)) == "2021-07-01/P2Y"


def test_a_break_is_marked_in_the_status_of_the_observation(frozen: Site) -> None:
    text = write_sdmx_csv(collect_indicator(frozen, "innovative_workplaces")).decode()
    lines = {line.split(",")[6] + line.split(",")[7]: line for line in io.StringIO(text)}

    assert ",80,B,F,0,0," in lines["2total"]
    assert ",83,A,F,0,0," in lines["4total"]
