"""Bound words say the same in both languages: where one says 40 per cent, so does the other."""

from collections.abc import Collection, Iterator

from barometer.content.document import Link
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault
from barometer.problems import Problem
from barometer.sentences.amounts import Bounds
from barometer.sentences.claim import read_claim
from barometer.sentences.desk import Desk
from barometer.text import Language

Places = Collection[tuple[str, int | None]]


def check_translated(pages: Pages, desk: Desk, told: Places = ()) -> Iterator[Problem]:
    """The bound words that name other amounts than their translation does.

    Those on a line that has been `told` of may well agree when that is put right.
    """
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            for ours, theirs in zip(_bound(danish), _bound(english), strict=False):
                if ours.target != theirs.target:
                    break
                if {(danish.path, ours.line), (english.path, theirs.line)} & {*told}:
                    continue
                if not (ours.text and theirs.text):
                    continue  # told of the missing words
                if amounts(ours.text, "da", desk) != amounts(theirs.text, "en", desk):
                    words = {"danish": ours.text, "english": theirs.text}
                    where = f"{english.path}:{theirs.line}"
                    yield fault("V506", danish.path, ours.line, **words, where=where)


def _bound(page: Page) -> list[Link]:
    return [
        link
        for link in page.document.links
        if link.target.startswith(("value:", "other:", "chart:"))
    ]


def amounts(words: str, language: Language, desk: Desk) -> list[Bounds]:
    """What bound words or a caption name, whatever unit they say."""
    claim = read_claim(words, desk.lexicons[language])
    return [said.amount.bounds for said in claim.amounts]
