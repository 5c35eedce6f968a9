"""Ten mistakes of a new editor: each message names file and line, and says what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from barometer.data.model import TABLE
from barometer.editors.templates import new_page, write_new_files
from barometer.faults.report import Fault
from barometer.site import read_project
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
    write_new_files(root, new_page(root, "trend", "robotter", TODAY))


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
    missing_translation: ("example.en.md, og kopiér hele", "example.en.md, and copy this whole"),
    misspelt_indicator: ("Mente I »innovative_workplaces«", "innovative_workplaces"),
    decimal_comma: ("punktum", "point"),
    wrong_key: ("Mente I »summary«", "Did you mean ‘summary’"),
    broken_link: ("Mente I »../index.md«", "Did you mean ‘../index.md’"),
    false_number: ("83", "83"),
    picture_without_words: ("mellem [ og ]", "between [ and ]"),
    half_a_trend: ("robotter.en.md", "robotter.en.md"),
    duplicate_value: ("linje 2", "line 2"),
    bad_date: ("Skriv 2026-11-23", "Write 2026-11-23"),
}
SAID = "Teksten"
VARIANTS: dict[str, tuple[str, str, str, str, str]] = {
    "a misspelt figure": (PAGE, SAID, "![Fire ud af fem](chart:innovative_workplace)",
        "Mente I »innovative_workplaces«?", "Did you mean ‘innovative_workplaces’?"),
    "a misspelt indicator in the head": (PAGE, "review_by:", "indicators: [novely]\nreview_by:",
        "Mente I »novelty«?", "Did you mean ‘novelty’?"),
    "a misspelt indicator in the table": (TABLE, "\nnovelty,DK,1", "\nnovelti,DK,1",
        "Mente I »novelty«?", "Did you mean ‘novelty’?"),
    "a decimal comma elsewhere": ("data/editions.yml", "response_rate: 4", "response_rate: 4,5 # ",
        "Skriv 4.5.", "Write 4.5."),
    "an hour as a number": ("data/releases.yml", 'hour: "09:00"', "hour: 9.30",
        'Skriv `hour: "09:30"`.', 'Write `hour: "09:30"`.'),
    "an hour without quotation marks": ("data/releases.yml", 'hour: "09:00"', "hour: 9:00",
        'Skriv `hour: "09:00"`.', 'Write `hour: "09:00"`.'),
    "a field without a text": (PAGE, "title: Eksempel", "title:", "»title« er tomt", "is empty"),
    "a key in Danish": (PAGE, "title:", "titel:", "Mente I »title«?", "Did you mean ‘title’?"),
    "a key by another name": (PAGE, "summary:", "resumé:",
        "skriv »summary:« i stedet for »resumé:«", "write ‘summary:’ instead of ‘resumé:’"),
    "a key misspelt that Danish pages need": (PAGE, "reviewed:", "reviewd:",
        "Mente I »reviewed«?", "Did you mean ‘reviewed’?"),
    "a link to an address of the site": (PAGE, "../index.md", "../index.html",
        "Mente I »../index.md«?", "Did you mean ‘../index.md’?"),
    "a link to the web without its beginning": (PAGE, "../index.md", "www.dst.dk",
        "https://www.dst.dk", "https://www.dst.dk"),
    "a figure without its scheme": (PAGE, SAID, "![De fleste](innovative_workplaces)",
        "![De fleste](chart:innovative_workplaces)", "![De fleste](chart:innovative_workplaces)"),
    "a value without its scheme": (PAGE, SAID, "[83 procent](innovative_workplaces@4)",
        "[83 procent](value:innovative_workplaces@4)", "(value:innovative_workplaces@4)"),
    "a figure with a blank": (PAGE, SAID, "![De fleste](chart: innovative_workplaces)",
        "[De fleste](chart:innovative_workplaces)", "(chart:innovative_workplaces)"),
    "a figure inside a text": (PAGE, SAID, "Se ![De fleste](chart:innovative_workplaces).",
        "Giv den en ny linje", "Give it a new line"),
    "a figure in a list": (PAGE, SAID, "\n- ![De fleste](chart:innovative_workplaces)\n",
        "Giv den en ny linje", "Give it a new line"),
    "a link with a blank": (PAGE, "](../index.md)", "] (../index.md)", "Slet det.", "Delete it."),
    "a false word for a number": (PAGE, SAID, "[Halvdelen](value:innovative_workplaces@4)",
        "Skriv »", "Write ‘"),
    "a picture told by its file": (PAGE, SAID, "![moede.jpg](../assets/moede.jpg)",
        "siger ikke, hvad billedet viser", "does not say what the picture shows"),
    "a picture told by nothing": (PAGE, SAID, "![IMG_2034](../assets/moede.jpg)",
        "siger ikke, hvad billedet viser", "does not say what the picture shows"),
    "a picture in HTML": (PAGE, SAID, '<img src="moede.jpg">', "![hvad", "![what"),
    "a heading left out": ("docs/roles/example.en.md", "## Use {#use}\n", "",
        "»## Brug {#use}« mangler på engelsk", "‘## Brug {#use}’ is missing in English"),
    "a heading without its id": (PAGE, "## Brug {#use}", "## Brug", "fx {#use}", "such as {#use}"),
    "a passage that is not translated": ("docs/roles/example.en.md", "The text",
        "Det er en tekst, som ikke er oversat.", "Oversæt det.", "Translate it."),
    "a date with dots": (PAGE, "d: 2026-11-23", "d: 23.11.2026",
        "Skriv 2026-11-23.", "Write 2026-11-23."),
    "a date in words": (PAGE, "d: 2026-11-23", "d: 23. november 2026",
        "Skriv 2026-11-23.", "Write 2026-11-23."),
    "a list right below a text": (PAGE, SAID, "Vi gør:\n- en ting",
        "en tom linje før", "an empty line"),
    "a bullet from Word": (PAGE, SAID, "• en ting", "Skriv »- « i stedet", "Write ‘- ’ instead"),
    "a hard space after a bullet": (PAGE, SAID, "-\u00a0en ting",
        "- og et hårdt mellemrum fra Word", "- and a hard space from Word"),
    "a number with a bracket": (PAGE, SAID, "1) en ting", "Skriv »1. «", "Write ‘1. ’"),
    "a tab before a text": (PAGE, SAID, "\n\tEn ting\n", "en tabulator", "a tab"),
    "a table right below a text": (PAGE, SAID + "\n\n", "Tekst\n",
        "Tabellen skal have en tom linje før sig", "A table needs an empty line before it"),
    "cells from Excel": (PAGE, "| a | b |\n| - | - |\n| 1 | 2 |", "a\tb\n1\t2",
        "| Sektor | Andel |", "| Sector | Share |"),
    "a cell too many": (PAGE, "| 1 | 2 |", "| 1 | 2 | 3 |",
        "har 3 celler, men tabellen har 2 kolonner", "has 3 cells, but the table has 2 columns"),
    "a cell too few": (PAGE, "| 1 | 2 |", "| 1 |", "har 1 celle, men", "has 1 cell, but"),
    "a text right below a table": (PAGE, "| 1 | 2 |", "| 1 | 2 |\nTekst",
        "Lad en linje være tom", "Leave a line empty"),
    "hyphens too few": (PAGE, "| - | - |", "| - |", "Skriv | - | - |", "Write | - | - |"),
    "a table without hyphens": (PAGE, "| - | - |\n", "", "Skriv | - | - |", "Write | - | - |"),
    "a heading without a blank": (PAGE, "## Brug", "##Brug",
        "Skriv »## Brug {#use}«", "Write ‘## Brug {#use}’"),
    "a heading with a hard space": (PAGE, "## Brug", "##\u00a0Brug",
        "et hårdt mellemrum fra Word", "a hard space from Word"),
    "a heading further in": (PAGE, "## Brug", " ## Brug", "Slet det", "Delete it"),
    "a heading in bold": (PAGE, "## Brug {#use}", "**Brug**",
        "Skriv »## Brug {#use}«", "Write ‘## Brug {#use}’"),
    "a number for a source": (PAGE, SAID, "Teksten.[1]", "ikke [1]", "not [1]"),
    "a blank after mailto": (PAGE, SAID, "[COI](mailto: info@coi.dk)",
        "Slet mellemrummet efter `mailto:`", "Delete the blank after `mailto:`"),
    "a blank in an address": (PAGE, SAID, "[COI](../min side.md)",
        "Der må ikke være mellemrum i en adresse", "An address may have no blank"),
    "a part of the site in a text": (PAGE, SAID, "Se [[glossary]]",
        "[[glossary]] skal stå alene", "[[glossary]] must stand alone"),
    "a date that does not exist": (PAGE, "d: 2026-11-23", "d: 2026-02-31",
        "en dag, der findes", "a day that exists"),
    "a conflict": (PAGE, SAID, "<<<<<<< a\nx\n=======\ny\n>>>>>>> main",
        "Linjerne 14–18 er en konflikt", "Lines 14–18 are a conflict"),
    "a sheet that never ends": (PAGE, SAID, "\n/// worksheet | Skema\n1. Hvad?\n",
        "linje 15 med /// worksheet, slutter ikke. Skriv ///", "does not end. Write ///"),
    "a sheet ended with a blank": (PAGE, SAID, "\n/// worksheet | Skema\n1. Hvad?\n// /\n",
        "»// /« slutter ikke blokken fra linje 15", "‘// /’ does not end the block of line 15"),
    "a misspelt sheet": (PAGE, SAID, "\n/// worksheets | Skema\n1. Hvad?\n///\n",
        "Mente I »worksheet«?", "Did you mean ‘worksheet’?"),
    "a sheet without a bar": (PAGE, SAID, "\n/// worksheet Skema\n1. Hvad?\n///\n",
        "Skriv: /// worksheet | Skema", "Write: /// worksheet | Skema"),
    "a comment that never ends": (PAGE, SAID, "<!-- husk",
        "skriv --> efter den", "write --> after it"),
    "a box with its text outside": (PAGE, SAID, "\n!!! note\nTeksten\n",
        "fire mellemrum ind", "indented by four blanks"),
    "bold that never ends": (PAGE, SAID, "**Teksten: her",
        "Her står ** uden den anden halvdel", "Here is ** without its other half"),
}  # fmt: skip
"""What else the same mistakes look like: file, what stands there, what is written, what is told."""


def told_at(problems: tuple[Fault, ...], file: str, line: int | None) -> list[Fault]:
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


@pytest.mark.parametrize("name", VARIANTS)
def test_every_form_of_a_mistake_is_told_with_what_to_do(name: str, small: Path) -> None:
    file, old, new, danish, english = VARIANTS[name]
    change(small, file, old, new)
    told = [one.message for one in read_project(small, "/").problems]

    assert any(danish in one.da and english in one.en for one in told), told


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


def test_the_project_is_sound_before(tmp_path: Path) -> None:
    small_project(tmp_path)

    assert (tmp_path / PAGE).read_text("utf-8") == DANISH
    assert read_project(tmp_path, "/").problems == ()
