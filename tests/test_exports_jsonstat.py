"""The cubes, opened again with pyjstat."""

import json
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyjstat import pyjstat

from barometer.exports.facts import collect_indicator, collect_whole
from barometer.exports.jsonstat import make_cube, name_part
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
NAME = "innovative_workplaces"


def cubes(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / "data/indicators").rglob("*.jsonstat.json"))


def opened(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=OrderedDict)


def test_every_cube_opens_and_holds_every_value_of_its_table(exported: Path, site: Site) -> None:
    found = list(cubes(exported))
    assert len(found) == 2 * len({*site.dataset.indicators, *site.dataset.values})
    for path in found:
        name = path.parent.name
        frame = pyjstat.Dataset.read(opened(path)).write("dataframe", naming="id")
        values = frame[frame["metric"] == "value"].dropna(subset=["value"])
        rows = collect_indicator(site, name).rows
        apart = "edition" in frame
        ours = Counter(
            (one.country, str(row.edition.end), name_part(row), apart and one.edition, one.value)
            for row in rows
            for one in [row.observation]
        )
        keys = (values["country"], values["time"], values["category"])
        editions = values["edition"] if apart else [False] * len(values)
        found_here = zip(*keys, editions, values["value"].astype(float), strict=True)
        assert Counter(found_here) == ours, name
        assert len({one[:4] for one in ours}) == len(rows), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cube_says_the_same_as_every_other_file(
    exported: Path, site: Site, language: Language
) -> None:
    facts = collect_indicator(site, NAME)
    made = opened(exported / f"data/indicators/{NAME}/{NAME}.{language}.jsonstat.json")

    assert made["version"] == "2.0"
    assert made["label"] == facts.title[language]
    assert made["extension"]["publisher"] == facts.publisher_name[language]
    assert made["extension"]["temporal"] == facts.period
    assert [one["address"] for one in made["extension"]["sources"]] == [
        one.address for one in facts.sources.values()
    ]
    assert made["note"][1:] == [note.text[language] for note in facts.notes]


def test_a_status_stands_at_its_value(frozen: Site) -> None:
    made = make_cube(collect_indicator(frozen, NAME), "da")
    first = made["value"].index(86)

    assert made["status"][str(first)] == "third_party"


def test_sizes_and_ids_agree(exported: Path) -> None:
    for path in cubes(exported):
        made = opened(path)
        sizes = [len(made["dimension"][one]["category"]["index"]) for one in made["id"]]
        assert made["size"] == sizes, path.name
        product = 1
        for size in sizes:
            product *= size
        assert len(made["value"]) == product, path.name


def test_the_whole_is_one_dataset_with_every_value_at_its_year(exported: Path, site: Site) -> None:
    frame = pyjstat.Dataset.read(opened(exported / "data/barometer.en.jsonstat.json")).write(
        "dataframe", naming="id"
    )
    values = frame[frame["metric"] == "value"].dropna(subset=["value"])
    ours = Counter(
        (row.observation.country, row.edition.end, row.observation.value)
        for row in collect_whole(site).rows
    )
    years = values["time"].astype(int)
    assert (
        Counter(zip(values["country"], years, values["value"].astype(float), strict=True)) == ours
    )


def test_two_editions_that_end_in_one_year_stay_apart(frozen: Site) -> None:
    facts = collect_indicator(frozen, NAME)
    row = next(one for one in facts.rows if one.observation.edition == "4")
    twin = replace(row, observation=row.observation._replace(edition="3"))
    alone, both = (make_cube(replace(facts, rows=rows), "en") for rows in ((row,), (row, twin)))

    assert alone["id"] == ["country", "time", "category", "metric"]
    assert both["id"] == ["country", "time", "edition", "category", "metric"]
    assert both["dimension"]["time"]["category"]["index"] == ["2023"]
    assert both["dimension"]["edition"]["category"]["index"] == ["3", "4"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_years_are_years_and_editions_have_names(exported: Path, language: Language) -> None:
    """As pyjstat and jsonstat-toolkit show them: labels of their own, no codes among them."""
    for path in [exported / f"data/barometer.{language}.jsonstat.json", *cubes(exported)]:
        dimensions = opened(path)["dimension"]
        years = dimensions["time"]["category"]
        assert all(year.isdigit() and label == year for year, label in years["label"].items()), path
        named = dimensions.get("edition", {"category": {"label": {}}})["category"]["label"]
        assert all(label != key and "_" not in label for key, label in named.items()), path
