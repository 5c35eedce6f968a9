"""What programs read of licences: never CC BY where that of a value was not seen."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from barometer.data.model import Source
from barometer.exports import packages
from barometer.exports.api import answer_indicator, describe_api
from barometer.exports.catalogue import build_catalogue, describe_catalogue, describe_dataset
from barometer.exports.facts import (
    LICENCE,
    ExportFacts,
    collect_all,
    collect_indicator,
    collect_whole,
)
from barometer.exports.jsonstat import make_cube
from barometer.exports.packages import describe_package
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Text

NAME = "innovative_workplaces"
BLOCKS = (describe_catalogue, describe_dataset)
OPEN = Text(da="CC BY 4.0 (åben)", en="CC BY 4.0 (open)")
CLOSED = Text(da="CC BY-NC 4.0", en="CC BY-NC 4.0")


def licences(facts: ExportFacts) -> Iterator[str]:
    """Every licence that a program finds in the descriptions of a set."""
    yield describe_package(facts, ())["licenses"][0]["path"]
    yield packages.describe_csvw(facts, ())["dc:license"]["@id"]
    for language in LANGUAGES:
        yield answer_indicator(facts, language).licence.address
        yield make_cube(facts, language)["extension"]["license"]
        block = describe_dataset(facts, language)
        yield from (one["license"] for one in (block, *block["distribution"]))
    graph: Any = build_catalogue(facts, ())["@graph"]
    yield from (one["dct:license"]["@id"] for one in graph if one["@type"] == "dcat:Distribution")
    yield from (one["dct:license"]["@id"] for one in graph if one["@type"] == "dcat:DataService")


def with_licences(site: Site, sources: Mapping[str, Source]) -> ExportFacts:
    dataset = site.dataset.model_copy(update={"sources": sources})
    return collect_indicator(replace(site, dataset=dataset), NAME)


@pytest.mark.parametrize("one_of_them", [None, CLOSED])
def test_one_value_without_the_licence_is_enough(site: Site, one_of_them: Text | None) -> None:
    book = site.dataset.sources
    every_one = {key: one.model_copy(update={"licence": OPEN}) for key, one in book.items()}
    key = collect_indicator(site, NAME).rows[0].observation.source
    but_one = {**every_one, key: book[key].model_copy(update={"licence": one_of_them})}

    assert set(licences(with_licences(site, every_one))) == {LICENCE}
    found = set(licences(with_licences(site, but_one)))
    assert found == {f"{site.url}samarbejde/#reuse", f"{site.url}en/partners/#reuse"}


def test_what_is_said_of_all_the_data_says_no_more_than_its_values(site: Site) -> None:
    whole = collect_whole(site)
    terms = {whole.licence(language).address for language in LANGUAGES}
    blocks = [make(whole, la) for make in BLOCKS for la in LANGUAGES]

    assert describe_api(whole, ())["info"]["license"]["url"] in terms
    assert len({one["license"] for one in blocks}) == 1
    assert {one["license"] for one in blocks} < terms


def test_what_is_published_says_of_each_set_what_its_table_says(exported: Path, site: Site) -> None:
    for facts in collect_all(site):
        folder = exported / facts.folder
        table = (folder / f"{facts.name}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(table.splitlines()))
        free = all(row["source_licence"].startswith("CC BY 4.0") for row in rows)
        described = [folder / "datapackage.json", folder / "csv-metadata.json"]
        described += [folder / f"{facts.name}.{one}.jsonstat.json" for one in LANGUAGES]
        if facts.name in site.dataset.indicators:
            answers = exported / "api/v1/indicators"
            described += [answers / f"{facts.name}.{one}.json" for one in LANGUAGES]
            for path in described:
                assert (LICENCE in path.read_text(encoding="utf-8")) == free, path
        else:
            told = json.loads(described[0].read_text(encoding="utf-8"))["licenses"]
            assert (told[0]["path"] == LICENCE) == free


def test_a_licence_stands_in_the_language_of_its_file_or_is_not_seen(exported: Path) -> None:
    heads = {"da": "Kildens licens", "en": "Licence of the source"}
    found = {}
    for language in LANGUAGES:
        sheet = load_workbook(exported / f"data/barometer.{language}.xlsx").worksheets[0]
        head, *rows = sheet.iter_rows(values_only=True)
        found[language] = [str(row[head.index(heads[language])]) for row in rows]
    with (exported / "data/barometer.csv").open(encoding="utf-8") as file:
        plain = [row["source_licence"] for row in csv.DictReader(file)]

    assert plain == found["en"]
    assert {one == "not stated" for one in found["en"]} == {True, False}
    assert [one == "ikke oplyst" for one in found["da"]] == [one == "not stated" for one in plain]
    assert not set(found["da"]) & set(found["en"])


def test_the_whole_holds_every_figure_and_the_api_those_of_indicators(
    exported: Path, site: Site
) -> None:
    """As the page on data says."""
    data, names = exported / "data", site.dataset.indicators
    rows = [row.indicator for row in site.dataset.observations]
    with (data / "barometer.sdmx.csv").open(encoding="utf-8") as file:
        assert [row["INDICATOR"] for row in csv.DictReader(file)] == rows
    assert load_workbook(data / "barometer.da.xlsx").worksheets[0].max_row == len(rows) + 1
    cube = json.loads((data / "barometer.da.jsonstat.json").read_text(encoding="utf-8"))
    metrics = cube["size"][-1]
    assert sum(not int(place) % metrics for place in cube["value"]) == len(rows)
    listed = json.loads((exported / "api/v1/indicators.json").read_text(encoding="utf-8"))
    assert sum(one["values"] for one in listed["indicators"]) == sum(one in names for one in rows)
    assert len(listed["indicators"]) == len(names)
