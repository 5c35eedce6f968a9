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
    SPELLING,
    WORD,
    dictionary,
    head_blocks,
    house_groups,
    house_words,
    proposals,
    spans_in_language,
    unknown,
)
from barometer.text import LANGUAGES, Language, alphabetical
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


@pytest.mark.nightly
@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / SPELLING).glob("*.txt")))
def test_reviewed_words_are_sorted_and_stand_once(name: str) -> None:
    for group in house_groups(ROOT, name):
        assert group == sorted(group, key=alphabetical)
    words = list(chain.from_iterable(house_groups(ROOT, name)))
    assert len(words) == len(set(words))


@pytest.mark.nightly
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reviewed_word_is_in_use(language: Language) -> None:
    texts = [text for _, text in _pages(language)]
    texts += [text for path in FILES for _, text in _data(path, language)]
    texts += [text[language] for text in messages().values()]
    whole = " ".join(texts)
    used = {part for word in WORD.findall(whole) for part in (word, word.partition("’")[0])}
    used |= {part for word in used for part in word.split("-")}
    used |= {word[:1].lower() + word[1:] for word in used}
    assert [word for word in HOUSE[language] if word not in used] == []


@pytest.mark.nightly
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reviewed_word_is_one_that_the_dictionary_knows(language: Language) -> None:
    needless = [word for word in HOUSE[language] if dictionary(language).spell(word)]
    assert needless == []
