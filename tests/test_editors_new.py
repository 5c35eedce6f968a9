"""New files are valid at once, whatever they are about, and never overwrite."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from barometer.__main__ import main
from barometer.data.model import TABLE
from barometer.editors.templates import (
    NEW_KINDS,
    fill_dates,
    new_indicator,
    new_page,
    write_new_files,
)
from barometer.faults.report import ExitCode
from barometer.pages.checks import following_year
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project
from tests.small import write as put

FOLDERS = {
    "trend": "trends",
    "case": "cases",
    "guide": "guides",
    "news": "news",
    "page": "roles",
}
TODAY = date(2026, 11, 23)
ROWS = [
    "green_innovation,DK,4,total,all,12.5,1352,,dst_oin01dk",
    "green_innovation,DK,4,value,quality,34,1352,,dst_oin01dk",
]


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    small_project(tmp_path)
    copytree(ROOT / ".github/new", tmp_path / ".github/new")
    for section in ("trends", "cases", "guides", "news"):
        put(tmp_path, f"docs/{section}/index.md", DANISH)
        put(tmp_path, f"docs/{section}/index.en.md", ENGLISH)
    return tmp_path


def faults(root: Path) -> list[str]:
    return [one.told() for one in read_project(root, "/").problems]


def add_rows(root: Path, rows: list[str]) -> None:
    head, *lines = (root / TABLE).read_text("utf-8").splitlines()
    source = lines[0].rpartition(",")[2]
    rows = [row.rpartition(",")[0] + f",{source}" for row in rows]
    put(root, TABLE, "\n".join([head, *sorted([*lines, *rows])]) + "\n")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("trend", "groen-omstilling"),
        ("case", "tilsyn"),
        ("guide", "idéer"),
        ("news", "nye tal"),
        ("page", "roles/Flere prøver før"),
    ],
)
def test_a_new_pair_of_pages_is_valid_at_once(small: Path, kind: str, name: str) -> None:
    made = new_page(small, kind, name, TODAY)
    write_new_files(small, made)

    assert [path.endswith(".en.md") for path in made.files] == [False, True]
    assert faults(small) == []


def test_a_new_indicator_is_valid_at_once(small: Path) -> None:
    add_rows(small, ROWS)
    made = new_indicator(small, "green_innovation")
    write_new_files(small, made)

    assert list(made.files) == ["data/indicators/green_innovation.yml"]
    assert faults(small) == []


def test_categories_that_others_have_words_for_keep_them(small: Path) -> None:
    add_rows(small, ROWS)
    (text,) = new_indicator(small, "green-innovation").files.values()

    assert 'quality: {da: "' in text
    assert 'da: "Quality"' not in text


def test_an_indicator_without_rows_is_told_where_to_begin(small: Path) -> None:
    (told,) = new_indicator(small, "green_innovation").problems

    assert (told.code, told.path) == ("E103", TABLE)
    assert "»green_innovation«" in told.message.da
    assert told.message.da.endswith("gentag så kommandoen.")


def test_a_misspelt_indicator_with_rows_is_guessed(small: Path) -> None:
    add_rows(small, ROWS)
    (told,) = new_indicator(small, "green_inovation").problems

    assert "Mente I »green_innovation«?" in told.message.da


def test_no_danish_file_name_is_proposed(small: Path) -> None:
    (danish,) = new_page(small, "page", "Grøn omstilling", TODAY).problems
    (english,) = new_page(small, "page", "new-idea", TODAY).problems

    assert "NAME=del/green-transition" in danish.message.da
    assert "NAME=del/new-idea" in english.message.da


def test_a_plain_value_becomes_an_indicator_only_when_moved(small: Path) -> None:
    (told,) = new_indicator(small, "collaboration_any").problems

    assert (told.code, told.path) == ("E104", "data/values.yml")
    assert told.line


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("page", "roles/index", "E101"),
        ("page", "example", "E102"),
        ("page", "role/example", "E102"),
        ("trend", "!!", "E102"),
    ],
)
def test_what_cannot_be_made_is_refused(small: Path, kind: str, name: str, code: str) -> None:
    assert {one.code for one in new_page(small, kind, name, TODAY).problems} == {code}


@pytest.mark.parametrize("kind", list(FOLDERS))
def test_a_template_copied_by_hand_is_valid_too(small: Path, kind: str) -> None:
    folder = FOLDERS[kind]
    for suffix in (".md", ".en.md"):
        text = (small / f".github/new/{kind}{suffix}").read_text("utf-8")
        put(small, f"docs/{folder}/copied{suffix}", fill_dates(text, TODAY))

    assert faults(small) == []


@pytest.mark.parametrize("kind", list(FOLDERS))
def test_a_copied_template_asks_for_its_dates(kind: str, small: Path) -> None:
    folder = FOLDERS[kind]
    for suffix in (".md", ".en.md"):
        text = (small / f".github/new/{kind}{suffix}").read_text("utf-8")
        put(small, f"docs/{folder}/copied{suffix}", text)
    said = read_project(small, "/").problems

    assert {one.code for one in said if one.path == f"docs/{folder}/copied.md"} == {"D415"}
    dated = "date" if kind == "news" else "reviewed"
    assert any(f"»{dated}«" in one.message.da and "I-DAG" in one.message.da for one in said)


def test_the_template_of_an_indicator_copied_by_hand_is_valid_too(small: Path) -> None:
    add_rows(small, ROWS[:1])
    text = (small / ".github/new/indicator.yml").read_text("utf-8")
    put(small, "data/indicators/green_innovation.yml", text)

    assert faults(small) == []


def test_dates_are_those_of_the_day() -> None:
    (danish, _) = new_page(ROOT, "trend", "in-the-test-only", date(2028, 2, 29)).files.values()

    assert "reviewed: 2028-02-29 " in danish
    assert "review_by: 2029-02-28 " in danish
    assert following_year(date(2027, 1, 31)) == date(2028, 1, 31)


def test_the_command_writes_and_says_what(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    run: Callable[[], ExitCode] = lambda: main(["new", "trend", "robotter"])  # noqa: E731

    assert run() == ExitCode.GOOD
    assert "docs/trends/robotter.en.md" in capsys.readouterr().out
    assert run() == ExitCode.CONTENT
    assert "E101 docs/trends/robotter.md" in capsys.readouterr().err


def test_every_kind_has_its_template() -> None:
    names = {path.name.split(".")[0] for path in (ROOT / ".github/new").iterdir()}

    assert names == set(NEW_KINDS)
