"""Mistakes of form: each gives one fault, and what GitHub shows as meant gives none."""

from pathlib import Path

import pytest

from barometer.pages.links import check_brackets
from barometer.pages.markup import check_markup, count_cells
from barometer.pages.page import read_pages
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project

PAGE, ENGLISH_PAGE = "docs/roles/example.md", "docs/roles/example.en.md"
SOUND = {
    "a list with its lines": "\n- en\n  mere\n- to\n    - tre\n",
    "a list of lazy lines": "\n- en\nmere\n- to\n",
    "bullets after a tab": "\n-\ten\n-\tto\n",
    "a list right below a text": "Vi gør:\n- en\n- to",
    "a nested list by two and by three blanks": "\n- en\n  - to\n\n1. en\n   1. to\n",
    "a text in an item": "\n1. en\n\n   mere\n2. to\n",
    "a number with a bracket": "\n1) en\n2) to\n",
    "a table right below a text": "Tekst\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "who said a quotation": "\n> Citat.\n>\n> — Navn, leder\n",
    "a line of dialogue": "Hun spørger:\n\n– Hvad kan vi lære?\n",
    "an address and a mail": "Se https://www.example.dk/ og skriv til navn@example.dk.",
    "what GitHub has": "~~slettet~~\n\n- [x] en\n- [ ] to\n\n> [!NOTE]\n> Husk\n",
    "what Material has": '\n??? note "Mere"\n    Tekst\n\n[x](../index.md){ .md-button }\n',
    "a line that breaks": "Gade 1\\\n1000 By",
    "a definition": "\nOrd\n:   Forklaring\n",
    "code with a language": "\n```bash\nmake build\n```\n",
    "a note of the page": "Tekst.[^egen]\n\n[^egen]: Forklaring.\n",
    "a year at the start of a line": "Det skete i\n2020. Siden skete der mere.",
    "a dash within a sentence": "Vi\n– og det er vigtigt – gør det.",
    "a bracket within a sentence": "Vi gør det 1) nu og\n2) senere.",
    "code": "\n```text\nTekst\n- a\n• b\n##c\n| a |\n```\n",
    "a list in a box": '\n!!! note "En"\n    - a\n    - b\n',
    "a list in a worksheet": "\n/// worksheet | Ark\n1. En\n///\n",
    "a list below a heading": "\n### Mere {#more}\n- a\n",
    "bars in code and behind a backslash": "\n| a | b |\n| - | - |\n| `x|y` | x\\|y |\n",
    "a part of the site": "\n[[glossary]]\n",
    "hyphens without bars at the edge": "\na | b\n- | -\n1 | 2\n",
}
TOLD = {
    "Det sker\n\n29. november 2026 igen.": [("P138", 16)],
    "- 29. november 2026: [x](../index.md)": [("P138", 14)],
    "2025. Så gik det bedre.": [("P138", 14)],
    "-uden\n-uden": [("P131", 14)],
    "*stjerne\n*stjerne": [("P131", 14)],
    "1.tal\n2.tal": [("P131", 14)],
    "a) bogstav\nb) bogstav": [("P131", 14)],
    "(1) tal\n(2) tal": [("P131", 14)],
    "– en\n– to": [("P131", 14)],
    "==vigtigt==": [("P125", 14)],
    '=== "Et"\n    Tekst': [("P125", 14)],
    "Tryk ++ctrl+c++ nu": [("P125", 14)],
    ":material-arrow-right: frem": [("P125", 14)],
    "[TOC]": [("P125", 14)],
    '--8<-- "fil.md"': [("P125", 14)],
    "```mermaid\na\n```": [("P125", 14)],
    "Tekst (1)! her": [("P125", 14)],
    "Teksten {++ny++} her": [("P125", 14)],
    "Formlen $a_1 = b$ her": [("P125", 14)],
    "Arealet er 5 m^2^": [("P125", 14)],
    "Prisen er $5 eller $10": [],
    "!!!\u00a0note\n    Husk": [("P139", 14)],
    "///\u00a0worksheet | Ark\n1. En\n///": [("P139", 14)],
    "Vi gør:\n\u00a0\n- en": [("P139", 15)],
    "- en\n\u00a0\u00a0- to": [("P139", 15)],
    "*Department*\u00a0{lang=en}": [("P139", 14)],
    "| a | b |\u00a0\n| - | - |\n| 1 | 2 |": [("P139", 14)],
    "| a | b |\n| - |\u202f- |\n| 1 | 2 |": [("P139", 15)],
    "Tekst {#id} mere": [("P502", 14)],
    "Tekst.\n\n[^egen]: Forklaring.": [("P408", 16)],
    "- a\n" + "".join(f"{'  ' * at}- a\n" for at in range(1, 15)): [("P126", 23)],
    "Tekst\n• a\n• b": [("P131", 15)],
    "\uf0b7\ta": [("P131", 14)],
    "Vi gør:\n– a": [("P131", 15)],
    "a\tb\n1\t2\n3\t4": [("P133", 14)],
}
ONE = {
    "a heading without a blank": ("## Brug", "##Brug", "P135"),
    "a heading with a hard space": ("## Brug", "##\u00a0Brug", "P139"),
    "a hard space before an id": ("Brug {#use}", "Brug\u00a0{#use}", "P139"),
    "an id without a blank": ("Brug {#use}", "Brug{#use}", "P502"),
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
    found = [*check_markup(page), *check_brackets(page)]
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
