"""Conflicts, blocks, comments, boxes and bold: one fault each, and none where all is well."""

from pathlib import Path

import pytest

from barometer.faults.report import Fault
from barometer.site import read_project
from tests.small import DANISH, ENGLISH, small_project, write

PAGE, ENGLISH_PAGE = "docs/roles/example.md", "docs/roles/example.en.md"
CONFLICT = "<<<<<<< min-gren\nx\n=======\ny\n>>>>>>> main\n"
SHEET = "/// worksheet | Skema\n1. Hvad?\n"
WRONG = {
    "a conflict": (CONFLICT, "P120", 15),
    "the end of a conflict": ("a\n\n>>>>>>> main\n", "P120", 17),
    "the beginning of a conflict": ("<<<<<<<\n", "P120", 15),
    "a block without an end": (SHEET, "P121", 15),
    "a block without an end before another": (f"{SHEET}\n{SHEET}///\n", "P121", 15),
    "an end with a blank": (f"{SHEET}// /\n", "P121", 17),
    "an end of two": (f"{SHEET}//\n", "P121", 17),
    "an unknown block": ("/// worksheets | Skema\n1. Hvad?\n///\n", "P121", 15),
    "a block with a capital": ("/// Worksheet | Skema\n1. Hvad?\n///\n", "P121", 15),
    "a sheet without a title": ("/// worksheet\n1. Hvad?\n///\n", "P121", 15),
    "a sheet without a bar": ("/// worksheet Skema\n1. Hvad?\n///\n", "P121", 15),
    "an end of nothing": ("a\n///\n", "P121", 16),
    "a comment without an end": ("<!-- husk\n", "P122", 15),
    "a comment without an end in a line": ("a <!-- husk\n", "P122", 15),
    "a comment without an end before another": ("<!-- husk\n\na\n\n<!-- b -->\n", "P122", 15),
    "a box with its text outside": ("!!! note\nTekst\n", "P123", 16),
    "a box with its text below a line": ('!!! note "Husk"\n\nTekst\n', "P123", 17),
    "a box with two blanks": ("!!! note\n  Tekst\n", "P123", 16),
    "a box with half its text outside": ("!!! note\n    Tekst\nmere\n", "P123", 17),
    "an empty box": ("!!! note\n", "P123", 15),
    "an empty box before a heading": ("!!! note\n\n### Her {#here}\n\na\n", "P123", 15),
    "bold without an end": ("a\n**april: tekst\nmere\n", "P124", 16),
    "bold without a beginning": ("tekst** mere\n", "P124", 15),
    "bold that begins with a blank": ("** tekst** mere\n", "P124", 15),
}
RIGHT = {
    "quotations and an underline": "> > a\n\n> b\n",
    "a block": f"{SHEET}///\n",
    "an end of four": f"{SHEET}////\n",
    "a block in code": "```\n/// intet\n```\n",
    "a comment": "<!-- husk -->\n\na\n\n<!-- b\n\nc -->\n",
    "a comment in code": "`<!--`\n\n```\n<!--\n```\n",
    "a box": '!!! note "Husk"\n    Tekst\n\n    mere\n\nefter\n',
    "a box with a list": "!!! note\n\n    - a\n    - b\n",
    "bold": "**a** `**` \\*\\* a ***b*** **c\nd**\n\n- **e**\n",
}


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def told(root: Path, text: str) -> list[Fault]:
    """What is told of a page and its translation that has the same, put right."""
    write(root, PAGE, DANISH.replace("Teksten\n", f"\n{text}"))
    headings = [line for line in text.split("\n") if line.startswith("### ")]
    more = "\n\n".join(["\nThe text", *(f"{one}\n\na" for one in headings)])
    write(root, ENGLISH_PAGE, ENGLISH.replace("The text\n", f"{more}\n"))
    return [one for one in read_project(root, "/").problems if one.code != "P605"]


@pytest.mark.parametrize("name", WRONG)
def test_one_fault_is_told_and_no_other(name: str, small: Path) -> None:
    text, code, line = WRONG[name]
    found = [(one.code, one.path, one.line) for one in told(small, text)]

    assert found == [(code, PAGE, line)]


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_told_of_what_is_right(name: str, small: Path) -> None:
    assert [one.told() for one in told(small, RIGHT[name])] == []


@pytest.mark.parametrize(
    "name",
    ["themes.yml", "sources.yml", "phrases.yml", "releases.yml", "observations.csv", "README.md"],
)
def test_a_conflict_in_the_data_is_one_fault(name: str, small: Path) -> None:
    lines = (small / "data" / name).read_text("utf-8").split("\n")
    ours, at = lines[-2], len(lines) - 1
    both = ["<<<<<<< min-gren", ours, "=======", ours, ">>>>>>> main", ""]
    (small / "data" / name).write_text("\n".join([*lines[:-2], *both]), "utf-8", newline="\r\n")
    (one,) = read_project(small, "/").problems

    assert (one.code, one.path, one.line) == ("P120", f"data/{name}", at)
    assert one.message.da.startswith(f"Linjerne {at}–{at + 4} er en konflikt")


def test_a_page_that_cannot_be_read_is_not_said_to_be_gone(small: Path) -> None:
    for name in ("docs/index.md", "docs/index.en.md"):
        (small / name).write_text((small / name).read_text("utf-8") + CONFLICT, "utf-8")
    links = "\n" + "\n".join(f"{n}. [Forsiden](../index.md)" for n in range(1, 7)) + "\n"
    found = told(small, links)

    assert {one.code for one in found if one.path.startswith("docs/index")} == {"P120"}
    assert "P115" not in {one.code for one in found}


@pytest.mark.parametrize(
    ("words", "is_vague"),
    [("her", True), ("Læs mere", True), ("More here", True), ("IT", False), ("Online", False)],
)
def test_only_words_that_say_nothing_are_no_link(words: str, is_vague: bool, small: Path) -> None:
    codes = {one.code for one in told(small, f"Se [{words}](../index.md).\n")}

    assert ("P407" in codes) is is_vague


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("title: Eksempel\n", ""), ("2027-11-23", "snart"), ("---\n\n", "x: y\n---\n\n")],
)
def test_a_fault_of_the_head_hides_none_of_the_text(wrong: str, right: str, small: Path) -> None:
    body = "I alt svarer 40 procent ja.\n\n[Intet](nowhere.md)\n"
    write(small, PAGE, DANISH.replace(wrong, right, 1).replace("Teksten\n", f"Tekst.\n\n{body}"))
    of_page = [one for one in read_project(small, "/").problems if one.path == PAGE]
    codes = {one.code for one in of_page}

    assert {"P401", "V501"} < codes
    assert len([one for one in of_page if one.line and one.line < 8]) == 1
    assert "P103/en" not in codes


def test_what_one_language_lacks_is_told_beside_what_is_not_bound(small: Path) -> None:
    more = "Tekst.\n\nI alt svarer 40 procent ja.\n\nSe [forsiden](../index.md) igen.\n"
    write(small, PAGE, DANISH.replace("Teksten\n", more))
    codes = {one.code for one in read_project(small, "/").problems}

    assert {"V501", "P602"} <= codes
