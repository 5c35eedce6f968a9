"""Mistakes of a new editor in what is made for them, and several at once; more lie in `faults`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from barometer.data.model import TABLE
from barometer.editors.templates import new_page, write_new_files
from barometer.faults.report import Fault
from barometer.site import read_project
from tests.test_editors_new import TODAY, _small  # noqa: F401 - a fixture

PAGE = "docs/roles/example.md"
TREND = "docs/trends/robotter.md"
Plant = Callable[[Path], tuple[str, int | None]]


def change(root: Path, name: str, old: str, new: str) -> tuple[str, int]:
    """Plant a mistake, and give the file and the line where it stands."""
    file = root / name
    text = file.read_text("utf-8")
    assert old in text, name
    file.write_text(text.replace(old, new, 1), "utf-8")
    return name, text[: text.index(old)].count("\n") + 1


def trend(root: Path) -> None:
    write_new_files(root, new_page(root, "trend", "robotter", TODAY))


def decimal_comma(root: Path) -> tuple[str, int | None]:
    row = next(
        line
        for line in (root / TABLE).read_text("utf-8").splitlines()
        if re.search(r",\d+\.\d+,", line)
    )
    cells = row.split(",")
    cells[5] = '"' + cells[5].replace(".", ",") + '"'
    return change(root, TABLE, row, ",".join(cells))


def wrong_key(root: Path) -> tuple[str, int | None]:
    return change(root, PAGE, "summary:", "sumary:")


def half_a_trend(root: Path) -> tuple[str, int | None]:
    trend(root)
    (root / TREND.replace(".md", ".en.md")).unlink()
    return TREND, None


def told_at(problems: tuple[Fault, ...], file: str, line: int | None) -> list[Fault]:
    return [one for one in problems if (one.path, one.line) == (file, line)]


@pytest.mark.parametrize("suffix", ["", ".en"])
def test_a_trend_without_one_of_its_languages_is_told_what_to_make(
    suffix: str, small: Path
) -> None:
    trend(small)
    gone = TREND.replace(".md", f"{suffix}.md")
    (small / gone).unlink()
    (told,) = [one for one in read_project(small, "/").problems if one.code == "P103"]

    assert f"Opret filen {gone}" in told.message.da


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        (5, "33", "Tallet står to gange: linje 2 siger 7, linje 3 siger 33."),
        (7, "provisional", "linje 2 og linje 3 siger begge 7, men er ikke ens i status."),
    ],
)
def test_a_value_twice_is_told_whatever_else_differs(
    column: int, cell: str, told: str, small: Path
) -> None:
    head, first, *rest = (small / TABLE).read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[column] = cell
    (small / TABLE).write_text("\n".join([head, first, ",".join(cells), *rest]) + "\n", "utf-8")
    found = told_at(read_project(small, "/").problems, TABLE, 3)

    assert any(told in one.message.da for one in found)


def test_mistakes_in_several_files_are_told_at_once(small: Path) -> None:
    planted = [plant(small) for plant in (wrong_key, decimal_comma, half_a_trend)]
    problems = read_project(small, "/").problems

    for file, line in planted:
        assert told_at(problems, file, line)
