"""What git leaves in a file where two people changed one place: the rest is not read."""

from collections.abc import Iterator

from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import lines_of

BEGIN, END = "<" * 7, ">" * 7


def merge_fault(text: str, shown: str) -> Problem | None:
    """The first conflict of a file, whichever kind of text it is; None where there is none."""
    if BEGIN not in text and END not in text:
        return None
    marks = list(_marks(text))
    if not marks:
        return None
    first, sign = marks[0]
    last = next((line for line, one in marks[1:] if one == END), None)
    if sign == BEGIN and last:
        return fault("P120", shown, first, first=first, last=last)
    return fault("P120/lone", shown, first, mark=sign)


def _marks(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines_of(text), 1):
        mark = line.partition(" ")[0]
        if mark in (BEGIN, END):
            yield number, mark
