"""Half of what was meant: bold that never ends, and a box whose text stands outside it."""

from collections.abc import Iterator, Sequence

from barometer.content.page import Page
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import lines_of

BOLD = "**"
INDENT = " " * 4
OTHERS = ("#", "/" * 3, "!!!", "|")
"""How a line begins that is no text of a box."""


def check_halves(page: Page) -> Iterator[Problem]:
    """The faults of boxes and of bold."""
    yield from _boxes(page)
    yield from _bold(page)


def _boxes(page: Page) -> Iterator[Problem]:
    lines = lines_of(page.body)
    for box in page.document.boxes:
        below = lines[box - page.body_line + 1 :]
        blank = next((at for at, one in enumerate(below) if one.strip()), len(below))
        text = below[blank:]
        outside = _outside(text)
        if not text or (outside == 0 and text[0].lstrip().startswith(OTHERS)):
            yield fault("P123/empty", page.path, box)
        elif outside is not None:
            yield fault("P123", page.path, box + 1 + blank + outside)


def _outside(text: Sequence[str]) -> int | None:
    """Which line of the first paragraph is not indented, if any."""
    for at, line in enumerate(text):
        if not line.strip():
            return None
        if not line.startswith(INDENT):
            return at
    return None


def _bold(page: Page) -> Iterator[Problem]:
    """One fault a paragraph; two halves that are left do not fit each other."""
    lines = lines_of(page.body)
    for passage in page.document.passages:
        count = passage.text.count(BOLD)
        line = passage.line(passage.text.find(BOLD)) if count else 0
        if count and "\\*" not in lines[line - page.body_line]:
            yield fault("P124" if count % 2 else "P124/blank", page.path, line)
