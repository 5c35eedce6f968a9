"""The tables as CSV: what stands in them, and what no spreadsheet may run."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from barometer.data.model import Indicator
from barometer.exports.facts import LICENCE, collect_all, collect_indicator, collect_whole
from barometer.exports.tables import (
    DANGEROUS,
    OBSERVATIONS,
    SCHEMAS,
    SHEET,
    disarm,
    tabulate_values,
    write_cell,
    write_csv,
    write_danish_csv,
)
from barometer.pages.site import Site
from tests.conftest import ROOT

PLANTED = '=HYPERLINK("http://evil.example")'


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_the_whole_table_holds_every_published_value_as_it_stands(exported: Path) -> None:
    ours = read(exported / "data/barometer.csv")
    own = read(ROOT / "data/observations.csv")
    columns = ["indicator", "country", "edition", "breakdown", "category", "value"]
    with_the_value = ours["base"].where(ours["base_source"] == "with_the_value", "")

    assert ours[columns].values.tolist() == own[columns].values.tolist()
    assert with_the_value.tolist() == own["base"].tolist()
    assert ((ours["base"] == "") == (ours["base_source"] == "")).all()
    assert ours["status"].tolist() == own["status"].tolist()
    assert ours["source"].tolist() == own["source"].tolist()


def test_every_row_says_who_publishes_under_which_licence_and_when(exported: Path) -> None:
    table = read(exported / "data/barometer.csv")

    assert set(table["publisher"]) == {"Center for Offentlig Innovation"}
    assert set(table["licence"]) == {LICENCE}
    for column in (
        "source_publisher",
        "source_address",
        "source_licence",
        "period_start",
        "period_end",
        "unit",
    ):
        assert (table[column] != "").all(), column


def test_a_break_is_told_from_the_first_edition_after_it(frozen: Site) -> None:
    made = write_csv(tabulate_values(collect_indicator(frozen, "innovative_workplaces")))
    table = pd.read_csv(io.BytesIO(made), dtype=str, keep_default_na=False)
    total = table[table["breakdown"] == "total"].set_index("edition")

    assert total.loc["1", "break_da"] == ""
    assert str(total.loc["2", "break_da"]).startswith("Første udgave er en serie for sig")
    assert str(total.loc["2", "break_en"]).startswith("The first edition is a series of its own")
    assert total.loc["3", "break_da"] == ""


def test_an_interval_stands_where_a_base_is_known_and_only_there(exported: Path) -> None:
    table = read(exported / "data/barometer.csv")
    share = table["unit"] == "percent"
    known = table["base"] != ""

    assert ((table["own_interval_low"] != "") == (share & known)).all()
    sure = table[share & known].astype({"value": float, "own_interval_low": float})
    assert (sure["own_interval_low"] <= sure["value"]).all()


def test_the_danish_table_opens_in_a_danish_spreadsheet(exported: Path) -> None:
    data = (exported / "data/barometer.da.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[0][:4] == ["Indikator", "Titel", "Land", "Udgave"]
    assert {len(line) for line in lines} == {len(SHEET)}
    low = lines[0].index("Eget interval, nedre")
    limits = [line[low] for line in lines[1:] if line[low]]
    assert any("," in one for one in limits)
    assert not any("." in one for one in limits)
    table = pd.read_csv(io.StringIO(text), sep=";", decimal=",")
    assert table["Eget interval, nedre"].dtype == float


def test_both_editions_of_the_table_hold_the_same_values(site: Site) -> None:
    for facts in collect_all(site):
        plain = pd.read_csv(io.BytesIO(write_csv(tabulate_values(facts))))
        danish = pd.read_csv(io.BytesIO(write_danish_csv(facts)), sep=";", decimal=",")
        pairs = {"value": "Værdi", "base": "Antal svar", "own_interval_high": "Eget interval, øvre"}
        for ours, theirs in pairs.items():
            assert plain[ours].equals(danish[theirs].astype(plain[ours].dtype)), facts.name


def test_every_code_in_a_table_has_a_name_in_both_languages(exported: Path) -> None:
    table = read(exported / "data/barometer.csv")
    for column, name in {
        "indicator": "indicators",
        "country": "countries",
        "edition": "editions",
        "breakdown": "breakdowns",
    }.items():
        codes = read(exported / f"data/codes-{name}.csv").set_index(column)
        assert set(table[column]) <= set(codes.index), name
        assert (codes[["label_da", "label_en"]] != "").all(axis=None), name


def test_the_code_list_of_an_indicator_names_every_code_of_its_table(exported: Path) -> None:
    for file in sorted((exported / "data/indicators").rglob("*.codes.csv")):
        folder, codes = file.parent, read(file)
        table = read(folder / f"{folder.name}.csv")
        known = set(zip(codes["column"], codes["code"], strict=True))
        for column in (*SCHEMAS["observations"].key, "unit"):
            assert {(column, code) for code in table[column]} <= known, folder.name


def test_no_cell_of_any_csv_begins_as_a_formula(exported: Path) -> None:
    found = list(exported.rglob("*.csv"))
    assert len(found) > 100
    for path in found:
        sign = ";" if path.name.endswith(".da.csv") else ","
        for line in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=sign):
            for cell in line:
                assert not cell.startswith(DANGEROUS), (path.name, cell)


@pytest.mark.parametrize("sign", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_run_is_shown_instead(sign: str) -> None:
    assert disarm(f"{sign}1+1").startswith("'")
    assert not set("\t\r\n\0") & set(disarm(f"a{sign}b"))


def test_a_planted_formula_is_disarmed_in_every_file(site: Site) -> None:
    planted = with_title(site, PLANTED)
    facts = collect_indicator(planted, "innovative_workplaces")

    assert PLANTED in write_danish_csv(facts).decode().replace('""', '"')
    for line in csv.reader(io.StringIO(write_danish_csv(facts).decode("utf-8-sig")), delimiter=";"):
        assert not any(cell.startswith("=") for cell in line)


def test_a_number_below_zero_stays_a_number() -> None:
    assert write_cell(-2.5) == "-2.5"
    assert write_cell(83.0) == "83"
    assert write_cell(None) == ""


def test_every_column_is_explained_in_both_languages(site: Site) -> None:
    words = collect_whole(site).words
    for key in {column.key for column in OBSERVATIONS} | set(SHEET):
        assert words[f"column_{key}"].da, key
        assert words[f"about_{key}"].en, key


def with_title(site: Site, title: str) -> Site:
    """The site with another title of its first indicator, as an editor might have written it."""
    name = "innovative_workplaces"
    old = site.dataset.indicators[name]
    new = old.model_copy(update={"title": old.title.model_copy(update={"da": title})})
    indicators: dict[str, Indicator] = {**site.dataset.indicators, name: new}
    dataset = site.dataset.model_copy(update={"indicators": indicators})
    return replace(site, dataset=dataset)
