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
from barometer.text import LANGUAGES, Language, other_language

SHORTEST = 5
"""Words in a row: shorter stretches are names more often than sentences."""
SHOWN = 12
MANY = 8
"""Blocks in the other language: a page with more of them was copied, not overlooked."""


@cache
def small_words() -> Mapping[Language, frozenset[str]]:
    """The words that only one of our languages has."""
    text = Path(__file__).with_name("small_words.yml").read_text(encoding="utf-8")
    known = yaml.safe_load(text)
    return {one: frozenset(known[one].split()) for one in LANGUAGES}


def check_translated_words(page: Page) -> Iterator[Problem]:
    """The first stretch of each block that is in the other language and not marked as it.

    A page that is copied whole and not translated is told of once.
    """
    found = list(_foreign(page))
    key = f"P606/{other_language(page.language)}"
    if len(found) > MANY:
        line, shown = found[0]
        yield fault(f"{key}-whole", page.path, line, stands=shown, count=len(found))
        return
    for line, shown in found:
        yield fault(key, page.path, line, stands=shown)


def _foreign(page: Page) -> Iterator[tuple[int, str]]:
    """The line of each block and what stands there in the other language, as it is written."""
    for block in chain(head_blocks(page), page.document.blocks):
        said = words(block.own)
        at = foreign_at([word.casefold() for word in said], page.language)
        if at is not None:
            yield block.line, _as_written(block.own, said, at)


def _as_written(text: str, said: Sequence[str], at: int) -> str:
    """The words from `at` on with the signs between them, so that an editor can search for them."""
    start = end = 0
    for number, word in enumerate(said[: at + SHOWN]):
        begin = text.index(word, end)
        start = begin if number == at else start
        end = begin + len(word)
    return " ".join(text[start:end].split())


def foreign_at(said: Sequence[str], language: Language) -> int | None:
    """Where a stretch in the other language begins: two of its small words, none of ours."""
    own = small_words()[language]
    other = small_words()[other_language(language)]
    if sum(word in other for word in said) < 2:
        return None
    for at in range(len(said) - SHORTEST + 1):
        run = said[at : at + SHORTEST]
        if sum(word in other for word in run) > 1 and own.isdisjoint(run):
            return at
    return None
