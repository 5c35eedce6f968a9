"""A figure in two rows: following the message leaves data without a fault; rows in any order."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from barometer.data.dataset import load_dataset
from tests.planting import HEALTHY

TABLE = "data/observations.csv"
RATE = "rate,DK,3,total,all,81,2271,,agency"
NORDIC = "nordic_rate,FI,nordic_2019,total,all,95,,,agency"


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    shutil.copytree(HEALTHY / "data", tmp_path / "data")
    return tmp_path


def other_source(project: Path, row: str) -> str:
    """Plant a second row with another number from another source; what is told of it."""
    table = project / TABLE
    cells = row.split(",")
    cells[5], cells[8] = "50", "press"
    planted = f"{row}\n{','.join(cells)}\n"
    table.write_text(table.read_text("utf-8").replace(f"{row}\n", planted), "utf-8")
    return next(one.message.da for one in load_dataset(project).problems if one.code == "D301")


def deleted(project: Path, told: str) -> None:
    """Delete the line that the message says."""
    found = re.search(r"slet linje (\d+)", told)
    assert found
    lines = (project / TABLE).read_text("utf-8").splitlines(keepends=True)
    del lines[int(found[1]) - 1]
    (project / TABLE).write_text("".join(lines), "utf-8")


def test_the_block_for_a_first_conflict_can_be_pasted_as_it_stands(project: Path) -> None:
    told = other_source(project, NORDIC)
    deleted(project, told)
    file = project / "data/indicators/nordic_rate.yml"
    block = told.partition("nederst i filen: ")[2]
    file.write_text(f"{file.read_text('utf-8')}{block}\n", "utf-8")

    dataset = load_dataset(project).dataset

    assert dataset is not None
    (conflict,) = dataset.indicators["nordic_rate"].conflicts
    assert (conflict.country, conflict.value, conflict.source) == ("FI", 50, "press")


def test_the_block_for_one_more_conflict_can_be_pasted_below_the_others(project: Path) -> None:
    told = other_source(project, RATE)
    deleted(project, told)
    file = project / "data/indicators/rate.yml"
    block = told.partition("som de andre streger: ")[2]
    text = file.read_text("utf-8").replace("also_measured:", f"  {block}\nalso_measured:")
    file.write_text(text, "utf-8")

    dataset = load_dataset(project).dataset

    assert dataset is not None
    assert [one.value for one in dataset.indicators["rate"].conflicts] == [80, 50]


def test_the_row_whose_number_is_published_is_the_one_that_stays(project: Path) -> None:
    kept = project / "data/archive/1.0.0"
    kept.mkdir(parents=True)
    published = (project / TABLE).read_text("utf-8").replace(NORDIC, NORDIC.replace("95", "50"))
    (kept / "observations.csv").write_text(published, "utf-8")

    told = other_source(project, NORDIC)

    assert "Det offentliggjorte tal er 50." in told
    deleted(project, told)
    assert NORDIC not in (project / TABLE).read_text("utf-8")


def test_rows_and_blocks_may_stand_in_any_order(project: Path) -> None:
    table, before = project / TABLE, load_dataset(project).dataset
    head, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    for name in ("sources", "terms"):
        file = project / f"data/{name}.yml"
        blocks = yaml.safe_load(file.read_text("utf-8"))
        turned = dict(reversed(blocks.items()))
        file.write_text(yaml.safe_dump(turned, sort_keys=False, allow_unicode=True), "utf-8")

    found = load_dataset(project)

    assert found.problems == ()
    assert found.dataset == before
    assert found.dataset is not None
    assert list(found.dataset.sources) == sorted(found.dataset.sources)
