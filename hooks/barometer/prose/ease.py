"""How easy a text is to read: LIX and the length of its sentences.

LIX is Björnsson's readability index (C. H. Björnsson, Läsbarhet, 1968): words in a sentence on
average, plus the share of words with more than six letters in per cent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from barometer.content.page import Page
from barometer.prose.blocks import Block
from barometer.prose.head import head_blocks

LONG = 6
LIX_LIMIT = 45
SENTENCE_LIMIT = 20
RUNNING = ("text", "item", "head")
_WORD = re.compile(r"[^\W_]+(?:[-–’'.,:/][^\W_]+)*")
_END = re.compile(r"[.!?…]+[»’)\]]*(?=\s+[»‘(]?[\dA-ZÆØÅ]|\s*\n|\s*$)")


@dataclass(frozen=True)
class Ease:
    """What LIX is counted from; sums of several texts are the `Ease` of all of them together."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0

    def __add__(self, other: "Ease") -> "Ease":
        return Ease(
            self.words + other.words,
            self.sentences + other.sentences,
            self.long_words + other.long_words,
        )

    @property
    def sentence(self) -> float:
        """Words in a sentence on average; 0 where there is no sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def lix(self) -> float:
        """The readability index; 0 where there is no word."""
        return self.sentence + 100 * self.long_words / self.words if self.words else 0.0


def words(text: str) -> list[str]:
    """The words of a text; `COI’s`, `it-system`, `2021–2023` and `1.352` are one word each."""
    return _WORD.findall(text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a block: each ends with its sign, the last one with the block."""
    start = 0
    for end in _END.finditer(text):
        yield text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def ease(text: str) -> Ease:
    """The counts of one block of text."""
    found = [words(one) for one in sentences(text)]
    spoken = [one for one in found if one]
    flat = [word for one in spoken for word in one]
    return Ease(len(flat), len(spoken), sum(map(_long, flat)))


def page_ease(page: Page) -> Ease:
    """The running text of a page in its own language: lead, paragraphs and lists.

    Headings, tables, captions and names in another language are not read as sentences.
    """
    return total(running(page))


def running(page: Page) -> Iterator[Block]:
    """The blocks that are read as sentences, those of the head first."""
    yield from running_blocks((*head_blocks(page), *page.document.blocks))


def running_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are read as sentences; a text of the head in another language is not."""
    for block in blocks:
        foreign = block.kind == "head" and any(part.language for part in block.stretches)
        if block.kind in RUNNING and not foreign:
            yield block


def total(found: Iterable[Block]) -> Ease:
    """The counts of several blocks together."""
    return sum((ease(block.own) for block in found), Ease())


def _long(word: str) -> bool:
    return sum(map(str.isalpha, word)) > LONG
