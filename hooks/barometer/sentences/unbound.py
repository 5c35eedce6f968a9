"""Percentages that stand in the prose of a page without being bound to a figure or a source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from barometer.content.page import Page
from barometer.content.passages import Passage
from barometer.data.others import OtherNumber
from barometer.sentences.claim import Said, read_claim
from barometer.sentences.lexicon import Lexicon

LINK_MARKS = ("](value:", "](chart:")


@dataclass(frozen=True)
class Loose:
    """A percentage of the prose: its words and its line."""

    text: str
    line: int


def loose_in(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[Said, Loose]]:
    """The percentages of a passage that are not bound."""
    column = _has_percent(passage.heading, lexicon)
    if passage.excused or not (column or _has_percent(passage.text, lexicon)):
        return
    for said in read_claim(passage.loose, lexicon).amounts:
        text = passage.text[said.start : said.end]
        bare = column and said.amount.digits is not None and text == passage.text.strip()
        if said.amount.unit or bare:
            yield said, Loose(text, passage.line(said.start))


def _has_percent(text: str, lexicon: Lexicon) -> bool:
    small = text.casefold()
    return any(word in small for word in lexicon.percent)


def excuse(
    page: Page, passage: Passage, said: Said, others: Mapping[int, OtherNumber]
) -> int | None:
    """The place in the list of the exception that covers a percentage, None where there is none."""
    for place, other in others.items():
        words = other.text[page.language]
        start = passage.text.find(words) if other.page == page.key.path else -1
        while start >= 0:
            if start <= said.start and said.end <= start + len(words):
                return place
            start = passage.text.find(words, start + 1)
    return None


def head_passages(page: Page) -> Iterator[tuple[str, int | None, str]]:
    """The texts of a page's head: their key, their line and their words."""
    for key in type(page.words).model_fields:
        value = getattr(page.words, key)
        if isinstance(value, str):
            yield key, page.line_of(key), value
        elif isinstance(value, tuple):
            for place, text in enumerate(value):
                if isinstance(text, str):
                    yield key, page.line_of(key, place), text


def broken_links(passage: Passage) -> Iterator[Loose]:
    """What was meant as a bound link and is none, because its address holds a blank."""
    for mark in LINK_MARKS:
        start = passage.text.find(mark)
        while start >= 0:
            opened = max(passage.text.rfind("[", 0, start), 0)
            closed = passage.text.find(")", start)
            text = passage.text[opened : closed + 1 if closed >= 0 else len(passage.text)]
            yield Loose(text, passage.line(opened))
            start = passage.text.find(mark, start + 1)
