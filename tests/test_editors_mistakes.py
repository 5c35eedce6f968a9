"""Ten mistakes of a new editor: each message names file and line, and says what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from barometer.data.read import TABLE
from barometer.editors.new import new_page, write
from barometer.problems import Problem
from barometer.project import read_project
from tests.small import DANISH, small_project
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
    write(root, new_page(root, "trend", "robotter", TODAY))


def missing_translation(root: Path) -> tuple[str, int | None]:
    (root / "docs/roles/example.en.md").unlink()
    return PAGE, None


def misspelt_indicator(root: Path) -> tuple[str, int | None]:
    return change(root, PAGE, "Teksten", "[83 procent](value:inovative_workplaces@4)")


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


def broken_link(root: Path) -> tuple[str, int | None]:
    return change(root, PAGE, "../index.md", "../indeks.md")


def false_number(root: Path) -> tuple[str, int | None]:
    return change(root, PAGE, "Teksten", "[93 procent](value:innovative_workplaces@4)")


def picture_without_words(root: Path) -> tuple[str, int | None]:
    return change(root, PAGE, "Teksten", "![](../assets/favicon.svg)")


def half_a_trend(root: Path) -> tuple[str, int | None]:
    trend(root)
    (root / TREND.replace(".md", ".en.md")).unlink()
    return TREND, None


def duplicate_value(root: Path) -> tuple[str, int | None]:
    head, first, *rest = (root / TABLE).read_text("utf-8").splitlines()
    (root / TABLE).write_text("\n".join([head, first, first, *rest]) + "\n", "utf-8")
    return TABLE, 3


def bad_date(root: Path) -> tuple[str, int | None]:
    return change(root, PAGE, "reviewed: 2026-11-23", "reviewed: 23/11-2026")


MISTAKES: dict[Plant, tuple[str, str]] = {
    missing_translation: ("docs/roles/example.en.md", "example.en.md"),
    misspelt_indicator: ("Mente I »innovative_workplaces«", "innovative_workplaces"),
    decimal_comma: ("punktum", "point"),
    wrong_key: ("Mente I »summary«", "Did you mean ‘summary’"),
    broken_link: ("index.md", "index.md"),
    false_number: ("83", "83"),
    picture_without_words: ("mellem [ og ]", "between [ and ]"),
    half_a_trend: ("robotter.en.md", "robotter.en.md"),
    duplicate_value: ("linje 2", "line 2"),
    bad_date: ("2026-11-23", "2026-11-23"),
}


def told_at(problems: tuple[Problem, ...], file: str, line: int | None) -> list[Problem]:
    return [one for one in problems if (one.path, one.line) == (file, line)]


@pytest.mark.parametrize("plant", MISTAKES, ids=lambda plant: plant.__name__)
def test_the_message_is_enough_to_repair_it(plant: Plant, small: Path) -> None:
    file, line = plant(small)
    problems = read_project(small, "/").problems
    found = told_at(problems, file, line)
    danish, english = MISTAKES[plant]

    assert found, [one.told() for one in problems]
    assert any(danish in one.message.da for one in found), [one.told() for one in found]
    assert any(english in one.message.en for one in found), [one.told() for one in found]


def test_mistakes_in_several_files_are_told_at_once(small: Path) -> None:
    planted = [plant(small) for plant in (wrong_key, decimal_comma, half_a_trend)]
    problems = read_project(small, "/").problems

    for file, line in planted:
        assert told_at(problems, file, line)


def test_the_project_is_sound_before(tmp_path: Path) -> None:
    small_project(tmp_path)

    assert (tmp_path / PAGE).read_text("utf-8") == DANISH
    assert read_project(tmp_path, "/").problems == ()
