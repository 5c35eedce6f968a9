"""The signs of each language: what is wrong is told with the right form, the rest left alone."""

from pathlib import Path

import pytest

from barometer.faults.report import messages
from barometer.pages.document import Kind
from barometer.pages.page import read_page
from barometer.pages.prose import RULES, head_blocks, signs, slips
from barometer.text import Language

WRONG: list[tuple[str, Language, str, str]] = [
    ('Hun sagde "ja" til os', "da", "S101", "Hun sagde »ja« til os"),
    ('She said "yes" to us', "en", "S101", "She said ‘yes’ to us"),
    ("COI's rolle", "da", "S102", "COI’s rolle"),
    ("1990'erne", "da", "S102", "1990’erne"),
    ("It's 'fine' here", "en", "S102", "It’s ‘fine’ here"),
    ("de ‘små’ ting", "da", "S103", "de »små« ting"),
    ("de “små” ting", "da", "S103", "de »små« ting"),
    ("det «omvendte» tegn", "da", "S103", "det »omvendte« tegn"),
    ("the »small« things", "en", "S103", "the ‘small’ things"),
    ("the “small” things", "en", "S103", "the ‘small’ things"),
    ("ny - og nyttig", "da", "S104", "ny – og nyttig"),
    ("new -- and useful", "en", "S104", "new – and useful"),
    ("new—and useful", "en", "S104", "new–and useful"),
    ("i 2018-2019", "da", "S104", "i 2018–2019"),
    ("to  mellemrum", "da", "S105", "to mellemrum"),
    ("83 % af dem", "da", "S106", "83 procent af dem"),
    ("83% of them", "en", "S106", "83 per cent of them"),
    ("og så ... videre", "da", "S107", "og så … videre"),
    ("hvad nu ?", "da", "S108", "hvad nu?"),
    ("i Aalborg ,og så", "da", "S108", "i Aalborg, og så"),
    ("for at at huske", "da", "S110", "for at huske"),
    ("all of the the staff", "en", "S110", "all of the staff"),
]
RIGHT: list[tuple[str, Language]] = [
    ("»Ja«, sagde hun – om COI’s rolle i 1990’erne.", "da"),
    ("‘Yes’, she said – about COI’s role and the readers’ wishes.", "en"),
    ("Den 2026-11-23 åbner a-kassen it-systemet, fx på side 3–5 …", "da"),
    ("Det, der der er galt, er 2,5 procent.", "da"),
    ("Public-private, 2021–2023, ISO 8859-1-like names.", "en"),
]


def test_a_wrong_sign_is_told_with_the_right_one(subtests: pytest.Subtests) -> None:
    for text, language, code, instead in WRONG:
        with subtests.test(text=text, language=language, code=code, instead=instead):
            found = {one.code: one.instead for one in slips(text, language)}
            assert found == {code: instead}


def test_right_signs_are_left_alone(subtests: pytest.Subtests) -> None:
    for text, language in RIGHT:
        with subtests.test(text=text, language=language):
            assert list(slips(text, language)) == []


@pytest.mark.parametrize("kind", ["cell", "caption"])
def test_a_table_and_a_caption_may_use_the_sign_for_per_cent(kind: Kind) -> None:
    assert list(slips("83 %", "da", kind)) == []


def test_many_slips_of_one_kind_make_one_message_with_all_of_them_mended() -> None:
    (found,) = slips('"Et" og "to" og "tre"', "da")
    assert found.instead == "»Et« og »to« og »tre«"


def test_a_long_text_is_repeated_only_around_the_fault() -> None:
    (found,) = slips("et ord " * 20 + '"nyt" ' + "et ord " * 20, "da")
    assert len(found.stands) < 60
    assert "»nyt«" in found.instead


def test_every_rule_has_its_sentences_in_both_languages() -> None:
    assert {rule.code for rule in RULES} <= set(messages())


def test_faults_stand_at_their_line_in_head_and_body(tmp_path: Path) -> None:
    file = tmp_path / "docs/roles/example.md"
    file.parent.mkdir(parents=True)
    file.write_text(
        '---\ntitle: Eksempel\nsummary: Et "eksempel" på en side, der viser to forkerte tegn.\n'
        "reviewed: 2026-11-23\nreview_by: 2027-11-23\n---\n\n"
        "Første linje.\nAnden linje - med streg, og *the »manual« here*{lang=en}.\n",
        encoding="utf-8",
    )
    page = read_page(tmp_path, file).page
    assert page is not None
    blocks = [*head_blocks(page), *page.document.blocks]
    found = [(one.code, one.line) for one in signs(blocks, page.path, page.language)]
    assert found == [("S101", 3), ("S104", 9), ("S103", 9)]
