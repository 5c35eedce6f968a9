"""What is read of a page: every word once, with its kind, line and language."""

import pytest

from barometer.pages.document import Block, parse_document

PAGE = """## Formål {#purpose}

Første linje.[^coi_about]
Anden linje med *Copenhagen Manual*{lang=en} og [83 procent](value:a@4).

- Et punkt
- Et [andet](x.md){lang=en} punkt

| Ord | Tal |
| --- | --- |
| Ja | 12 % |

!!! note "Bemærk"
    Inde i en boks.

![Fire ud af fem](chart:a)

[[glossary]]

/// worksheet | Hvorfor?
Kort vejledning.

1. Et spørgsmål?

- Et kryds
///
"""


def _blocks(kind: str = "") -> list[Block]:
    return [one for one in parse_document(PAGE, 10).blocks if kind in ("", one.kind)]


def test_blocks_are_read_by_kind(subtests: pytest.Subtests) -> None:
    for kind, texts in [
        ("heading", ["Formål", "Bemærk", "Hvorfor?"]),
        ("item", ["Et punkt", "Et andet punkt", "Et spørgsmål?", "Et kryds"]),
        ("cell", ["Ord", "Tal", "Ja", "12 %"]),
        ("caption", ["Fire ud af fem"]),
    ]:
        with subtests.test(kind=kind, texts=texts):
            assert [one.text.strip() for one in _blocks(kind)] == texts


def test_references_attributes_and_slots_are_no_words() -> None:
    assert [one.text.strip() for one in _blocks("text")] == [
        "Første linje.\nAnden linje med Copenhagen Manual og 83 procent.",
        "Inde i en boks.",
        "Kort vejledning.",
    ]


def test_every_stretch_knows_its_line() -> None:
    lines = {part.text: part.line for one in _blocks() for part in one.stretches}
    assert lines["Første linje."] == 12
    assert lines["Copenhagen Manual"] == 13
    assert lines["Ja"] == 20
    assert lines["Hvorfor?"] == 29


def test_a_marked_language_holds_for_its_element_alone() -> None:
    abroad = {part.text for one in _blocks() for part in one.stretches if part.language == "en"}
    assert abroad == {"Copenhagen Manual", "andet"}
