"""A figure in two rows, rows out of order: following the message leaves data without a fault."""

import random
import re
import shutil
from pathlib import Path

import pytest

from barometer.data.dataset import load_dataset
from tests.planting import HEALTHY

TABLE = "data/observations.csv"
RATE = "rate,DK,3,total,all,81,2271,,agency"
NORDIC = "nordic_rate,FI,nordic_2019,total,all,95,,,agency"
MOVE = re.compile(r"Flyt linje (\d+) (op|ned), så den står lige efter [^»]*»(.+)«")


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


@pytest.mark.parametrize("seed", range(12))
def test_moving_the_rows_as_told_puts_the_table_in_order(project: Path, seed: int) -> None:
    table = project / TABLE
    right = table.read_text("utf-8")
    head, *rows = right.splitlines()
    lines = [head, *random.Random(seed).sample(rows, len(rows))]  # noqa: S311 - no secret
    table.write_text("\n".join(lines) + "\n", "utf-8")
    before = list(lines)

    for one in load_dataset(project).problems:
        assert one.code == "D310", one.told()
        found = MOVE.search(one.message.da)
        assert found
        row = before[int(found[1]) - 1]
        up = lines.index(row) > next(at for at, line in enumerate(lines) if starts(line, found[3]))
        assert up == (found[2] == "op")
        lines.remove(row)
        below = next(at for at, line in enumerate(lines) if starts(line, found[3]))
        lines.insert(below + 1, row)

    assert "\n".join(lines) + "\n" == right


def starts(line: str, cells: str) -> bool:
    return line.startswith(f"{cells},")
