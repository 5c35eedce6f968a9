"""Mistakes of form that the two readers of Markdown read differently: each gives one fault."""

from pathlib import Path

import pytest

from barometer.pages.checks import check_marks
from barometer.pages.markup import check_lists, check_tables, count_cells
from barometer.pages.page import read_pages
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project

PAGE, ENGLISH_PAGE = "docs/roles/example.md", "docs/roles/example.en.md"
SOUND = {
    "a list with its lines": "\n- en\n  mere\n- to\n    - tre\n",
    "a list of lazy lines": "\n- en\nmere\n- to\n",
    "bullets after a tab": "\n-\ten\n-\tto\n",
    "a date at the start of a line": "Det sker den\n1. januar 2026.",
    "a year at the start of a line": "Det skete i\n2020. Siden skete der mere.",
    "a dash within a sentence": "Vi\n– og det er vigtigt – gør det.",
    "a bracket within a sentence": "Vi gør det 1) nu og\n2) senere.",
    "code": "\n```text\nTekst\n- a\n• b\n##c\n| a |\n```\n",
    "code by blanks": "\n    Tekst\n    - a\n",
    "a list in a box": '\n!!! note "En"\n    - a\n    - b\n',
    "a list in a worksheet": "\n/// worksheet | Ark\n1. En\n///\n",
    "a list below a heading": "\n### Mere {#more}\n- a\n",
    "bars in code and behind a backslash": "\n| a | b |\n| - | - |\n| `x|y` | x\\|y |\n",
    "a part of the site": "\n[[glossary]]\n",
    "hyphens without bars at the edge": "\na | b\n- | -\n1 | 2\n",
}
TOLD = {
    "Tekst\n- a\n- b": [("P130", 15)],
    "Tekst\n1. En": [("P130", 15)],
    "Vi gør:\n1. en\n2. to": [("P130", 15)],
    "1. En\n- to": [("P130", 15)],
    '!!! note "En"\n    Tekst\n    - a': [("P130", 16)],
    "/// worksheet | Ark\nTekst\n1. En\n///": [("P130", 16)],
    "> Tekst\n> - a": [("P130", 15)],
    "Tekst\n• a\n• b": [("P131", 15)],
    "\uf0b7\ta": [("P131", 14)],
    "Vi gør:\n– a": [("P131", 15)],
    "Tekst\n| a | b |\n| - | - |\n| 1 | 2 |": [("P132", 15)],
    "a\tb\n1\t2\n3\t4": [("P133", 14)],
}
ONE = {
    "a heading without a blank": ("## Brug", "##Brug", "P135"),
    "a heading with a hard space": ("## Brug", "##\u00a0Brug", "P135"),
    "a heading in bold": ("## Brug {#use}", "**Brug**", "P136"),
    "a number for a source": ("Teksten", "Teksten.[1]", "P137"),
    "a table from Excel": ("| a | b |\n| - | - |\n| 1 | 2 |", "a\tb\n1\t2", "P133"),
    "a link in a cell too many": ("| 1 | 2 |", "| 1 | 2 | [x](../index.md) |", "P134"),
    "a cell too few": ("| 1 | 2 |", "| 1 |", "P134"),
    "a heading without its id": ("## Brug {#use}", "## Brug", "P303"),
}


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def written(root: Path, danish: str, english: str = ENGLISH) -> list[tuple[str, str, int | None]]:
    (root / PAGE).write_text(danish, "utf-8")
    (root / ENGLISH_PAGE).write_text(english, "utf-8")
    return [(one.code, one.path, one.line) for one in read_project(root, "/").problems]


def forms(root: Path, text: str) -> list[tuple[str, int | None]]:
    (root / PAGE).write_text(DANISH.replace("Teksten", text), "utf-8")
    (page,) = (one.page for one in read_pages(root) if one.page and one.page.path == PAGE)
    found = [*check_lists(page), *check_tables(page), *check_marks(page)]
    return [(one.code, one.line) for one in found]


@pytest.mark.parametrize("name", SOUND)
def test_what_is_written_rightly_is_left_alone(name: str, small: Path) -> None:
    assert forms(small, SOUND[name]) == []


@pytest.mark.parametrize("text", TOLD)
def test_a_list_or_table_that_becomes_none_is_told_once(text: str, small: Path) -> None:
    assert forms(small, text) == TOLD[text]


@pytest.mark.parametrize("name", ONE)
def test_a_mistake_on_one_page_gives_one_fault(name: str, small: Path) -> None:
    before, after, code = ONE[name]
    found = written(small, DANISH.replace(before, after))

    assert [(one[0], one[1]) for one in found] == [(code, PAGE)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_source_too_few_is_never_told_as_two_equal_ones(count: int, small: Path) -> None:
    danish = DANISH.replace("Teksten", "Tekst." + "[^coi_about]" * count)
    english = ENGLISH.replace("The text", "Text." + "[^coi_about]" * (count + 1))
    (small / PAGE).write_text(danish, "utf-8")
    (small / ENGLISH_PAGE).write_text(english, "utf-8")
    (told,) = read_project(small, "/").problems

    assert "Kilden [^coi_about] mangler på dansk" in told.message.da


@pytest.mark.parametrize("name", ["min tavle.png", "Tavle_møde.PNG"])
def test_the_name_of_a_picture_is_told_once(name: str, small: Path) -> None:
    (small / "docs/assets").mkdir(exist_ok=True)
    (small / "docs/assets" / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    found = written(
        small,
        DANISH.replace("Teksten", f"![En tavle](../assets/{name})"),
        ENGLISH.replace("The text", f"![A board](../assets/{name})"),
    )

    assert found == [("P104", f"docs/assets/{name}", None)]


def test_the_pages_that_new_ones_begin_with_hold_to_the_forms(small: Path) -> None:
    for path in sorted((ROOT / ".github/new").rglob("*.md")):
        assert forms(small, "\n" + path.read_text("utf-8").rpartition("---\n")[2]) == [], path


def test_the_cells_of_a_row_are_counted(subtests: pytest.Subtests) -> None:
    for row, count in [("| a | b |", 2), ("a | b", 2), ("| `a|b` |", 1)]:
        with subtests.test(row=row, count=count):
            assert count_cells(row) == count
