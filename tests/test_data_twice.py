"""Figures in two rows, rows and blocks in any order, and a fault that hides no other."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from barometer.data.dataset import load_dataset
from barometer.site import read_project
from tests.planting import HEALTHY
from tests.small import DANISH, small_project, write

TABLE = "data/observations.csv"
RATE = "rate,DK,3,total,all,81,2271,,agency"
IN_ORDER = {"themes", "phrases", "words"}
"""Files whose order says something, and one whose quotation marks a program does not keep."""
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


def test_rows_and_blocks_may_stand_in_any_order(tmp_path: Path) -> None:
    small_project(tmp_path)
    before = read_project(tmp_path, "/")
    table = tmp_path / TABLE
    head, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    files = [one for one in (tmp_path / "data").rglob("*.yml") if one.stem not in IN_ORDER]
    for file in files:
        file.write_text(_turned(file.read_text("utf-8")), "utf-8")
    for page in (tmp_path / "docs").rglob("*.md"):
        _, front, body = page.read_text("utf-8").split("---\n", 2)
        page.write_text(f"---\n{_turned(front)}---\n{body}", "utf-8")

    found = read_project(tmp_path, "/")

    assert [one.told() for one in found.problems] == []
    assert found.site is not None
    assert before.site is not None
    turned, stood = found.site.dataset, before.site.dataset
    for part in ("editions", "sources", "values", "terms", "comparisons", "observations"):
        assert list(getattr(turned, part)) == list(getattr(stood, part))
    assert turned == stood
    assert list(found.site.releases.releases) == list(before.site.releases.releases)
    assert set(found.site.pages) == set(before.site.pages)


@pytest.mark.parametrize("broken", ["sources", "values", "terms", "indicators/novelty"])
def test_a_file_that_cannot_be_read_hides_no_fault_of_others(broken: str, tmp_path: Path) -> None:
    small_project(tmp_path)
    file = tmp_path / f"data/{broken}.yml"
    file.write_text(f'{file.read_text("utf-8")}\nlast: "a" b: c\n', "utf-8")
    text = "[38 procent](value:innovative_workplaces@4)"
    write(tmp_path, "docs/roles/example.md", DANISH.replace("Teksten", text))

    found = {(one.code, one.path) for one in read_project(tmp_path, "/").problems}

    page = "docs/roles/example.md"
    assert found == {("D405", f"data/{broken}.yml"), ("V203", page), ("P602", page)}


def _turned(text: str) -> str:
    """The entries of a file from the last to the first."""
    read = yaml.safe_load(text)
    entries = dict(reversed(read.items())) if isinstance(read, dict) else read and read[::-1]
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True)


def test_a_number_that_can_be_read_in_one_way_hides_no_fault_behind_it(tmp_path: Path) -> None:
    small_project(tmp_path)
    table = tmp_path / TABLE
    table.write_text(table.read_text("utf-8").replace(",83,", ',"83,0",', 1), "utf-8")
    text = "[38 procent](value:innovative_workplaces@4)"
    write(tmp_path, "docs/roles/example.md", DANISH.replace("Teksten", text))
    codes = {one.code for one in read_project(tmp_path, "/").problems}

    assert {"D203", "V203"} <= codes
