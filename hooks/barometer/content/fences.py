"""`/// worksheet | Title` … `///`: each block has a known name, a title, and an end of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from barometer.content.page import Page
from barometer.faults import Word, fault, near, nearest
from barometer.problems import Problem
from barometer.text import lines_of

SHEET = "worksheet"
KNOWN = (SHEET, "define")
_BEGIN = re.compile(r" {0,3}(/{3,})\s*([^\s/|]+)\s*(.*)")
_END = re.compile(r" {0,3}(/{3,})\s*")
_MEANT = re.compile(r"\s*/[\s/]*/\s*")
"""What looks like an end and is none: `// /`, `//`, or one that stands too far in."""


@dataclass(frozen=True)
class _Open:
    """A block that has begun: its slashes, its name and its line."""

    slashes: str
    name: str
    line: int


def check_fences(page: Page) -> Iterator[Problem]:
    """The faults of the blocks of a page; what stands in code is none."""
    if "//" not in page.body:
        return
    opened: list[_Open] = []
    for line, text in enumerate(lines_of(page.body), page.body_line):
        if line in page.document.code:
            continue
        if begun := _BEGIN.fullmatch(text):
            yield from _begin(page, opened, line, *begun.groups())
        elif _END.fullmatch(text) or _MEANT.fullmatch(text):
            yield from _end(page, opened, line, text)
    yield from (_unclosed(page, one) for one in opened)


def _begin(
    page: Page, opened: list[_Open], line: int, slashes: str, name: str, rest: str
) -> Iterator[Problem]:
    if opened and opened[-1].slashes == slashes:
        yield _unclosed(page, opened.pop())
    opened.append(_Open(slashes, name, line))
    begin = f"{slashes} {name}"
    if name not in KNOWN:
        said = nearest(name, KNOWN if near(name, KNOWN) else (SHEET,))
        yield fault("P121/name", page.path, line, begin=begin, near=said)
    elif name == SHEET and not rest.removeprefix("|").strip():
        yield fault("P121/title", page.path, line, right=f"{begin} | …")
    elif name == SHEET and not rest.startswith("|"):
        yield fault("P121/bar", page.path, line, right=f"{begin} | {rest}")


def _end(page: Page, opened: list[_Open], line: int, text: str) -> Iterator[Problem]:
    """An end ends the nearest block of as many slashes; one written amiss ends the last."""
    end = _END.fullmatch(text)
    if not opened:
        yield fault("P121/nothing", page.path, line, found=text.strip())
    elif not end or all(one.slashes != end[1] for one in opened):
        last = opened.pop()
        words: dict[str, Word] = {"begun": last.line, "right": last.slashes}
        yield fault("P121/end", page.path, line, found=text.strip(), **words)
    else:
        while (last := opened.pop()).slashes != end[1]:
            yield _unclosed(page, last)


def _unclosed(page: Page, one: _Open) -> Problem:
    begin = f"{one.slashes} {one.name}"
    return fault("P121", page.path, one.line, line=one.line, begin=begin, end=one.slashes)
