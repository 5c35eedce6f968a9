"""Spelling: what the dictionary and the words of the house know, and no misspelt message."""

import re
from itertools import chain
from pathlib import Path

import pytest

from barometer.editors.advice import data_blocks
from barometer.faults.report import messages
from barometer.faults.yaml_file import read_yaml
from barometer.pages.document import Block, Span
from barometer.pages.page import read_pages
from barometer.pages.prose import (
    head_blocks,
    house_words,
    proposals,
    spans_in_language,
    unknown,
)
from barometer.text import LANGUAGES, Language
from tests.conftest import ROOT

pytestmark = pytest.mark.living

QUOTED = re.compile(r"`[^`]*`|»[^«]*«|‘[^’]*’|\[[^\]]*\]\([^)]*\)|\S*[.:/_]\S+|\b[A-Z]{3,}\b")
"""What a message repeats from a file or proposes for it."""
HOUSE = {language: house_words(ROOT, language) for language in LANGUAGES}
FILES = sorted((ROOT / "data").rglob("*.yml"))


def _pages(language: Language) -> list[tuple[str, str]]:
    """Place and text of everything that pages say in a language, marked names included."""
    pages = (read.page for read in read_pages(ROOT) if read.page)
    return [
        (f"{page.path}:{line}", text)
        for page in pages
        for line, text in spans_in_language(
            chain(head_blocks(page), page.document.blocks), language, page.language
        )
    ]


def _data(path: Path, language: Language) -> list[tuple[str, str]]:
    file = read_yaml(path, path.relative_to(ROOT).as_posix())
    return [
        (f"{file.path}:{line}", text)
        for line, text in spans_in_language(data_blocks(file, language), language, language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_to_editors_is_spelt_right(language: Language) -> None:
    found = {
        f"{code}: {word}"
        for code, text in messages().items()
        for word in unknown(QUOTED.sub(" ", text[language]), language, HOUSE[language])
        if word not in house_words(ROOT, "codes")
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("Evaluering af en kapacitetsopbygger", "da", []),
        ("Evaluerring og forrankring", "da", ["Evaluerring", "forrankring"]),
        ("COI’s it-system i 1990’erne", "da", []),
        ("dialog- og gearingspartner", "da", []),
        ("the organisation’s programme", "en", []),
        ("the organizasion’s colour", "en", ["organizasion’s"]),
        ("Se www.coi.dk, {n} svar og OIN01DK", "da", []),
        ("color and behavior", "en", ["color", "behavior"]),
        ("Mht. sagen, jf. bilag, pga. adm. fejl og ca. ti, osv.", "da", []),
        ("Det var i nov. 2026, inkl. moms, dvs. ikke evt", "da", ["evt"]),
        ("About ten, e.g. two, approx. four, etc.", "en", []),
        ("MedCom og Medcom-standarder i Standstill-perioden", "da", []),
        ("Medcom-standerder", "da", ["Medcom-standerder"]),
        ("A misstake. The wrod. Nothing", "en", ["misstake", "wrod"]),
    ],
)
def test_a_planted_misspelling_is_found(text: str, language: Language, wrong: list[str]) -> None:
    assert list(unknown(text, language, HOUSE[language])) == wrong


def test_the_right_word_is_proposed() -> None:
    assert "evaluering" in proposals("evaluerring", "da")
    assert "organisation" in proposals("organizasion", "en")


def test_a_name_is_spelt_in_its_own_language() -> None:
    stretches = (Span("Om ", 1), Span("Knowledge ally", 1, "en"))
    block = Block("text", stretches)
    assert list(spans_in_language(iter([block]), "en", "da")) == [(1, "Knowledge ally")]
    assert list(spans_in_language(iter([block]), "da", "da")) == [(1, "Om ")]
