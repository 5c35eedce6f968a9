"""Words in a row that are in the other language: what was copied and not yet translated."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import yaml

from barometer.content.page import Page
from barometer.faults import fault
from barometer.problems import Problem
from barometer.prose.ease import words
from barometer.prose.head import head_blocks
from barometer.text import LANGUAGES, Language

SHORTEST = 5
"""Words in a row: shorter stretches are names more often than sentences."""
SHOWN = 12


@cache
def small_words() -> Mapping[Language, frozenset[str]]:
    """The words that only one of our languages has."""
    text = Path(__file__).with_name("small_words.yml").read_text(encoding="utf-8")
    known = yaml.safe_load(text)
    return {one: frozenset(known[one].split()) for one in LANGUAGES}


def check_translated_words(page: Page) -> Iterator[Problem]:
    """The first stretch of each block that is in the other language and not marked as it."""
    for block in chain(head_blocks(page), page.document.blocks):
        said = words(block.own)
        at = foreign_at([word.casefold() for word in said], page.language)
        if at is not None:
            shown = " ".join(said[at : at + SHOWN])
            other: Language = "en" if page.language == "da" else "da"
            yield fault(f"P606/{other}", page.path, block.line, stands=shown)


def foreign_at(said: Sequence[str], language: Language) -> int | None:
    """Where a stretch in the other language begins: two of its small words, none of ours."""
    own = small_words()[language]
    other = small_words()["en" if language == "da" else "da"]
    if sum(word in other for word in said) < 2:
        return None
    for at in range(len(said) - SHORTEST + 1):
        run = said[at : at + SHORTEST]
        if sum(word in other for word in run) > 1 and own.isdisjoint(run):
            return at
    return None
