"""Rows out of their alphabetical order: which to move, and below which row."""

from bisect import bisect, insort
from collections.abc import Iterator

import numpy as np

from barometer.data.misplaced import misplaced
from barometer.data.tablekeys import KEY, MOST, Codes, Frame, more
from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.text import Text

_UP, _DOWN = Text(da="op", en="up"), Text(da="ned", en="down")
_HEADINGS = 1


def order_faults(frame: Frame, key: Codes, path: str) -> Iterator[Problem]:
    """The fewest rows to move; each place holds when the moves above it in the list are made."""
    if not (np.diff(key) < 0).any():
        return
    rows = misplaced(key.tolist())
    moving = set(rows)
    placed = [(one, at) for at, one in enumerate(key.tolist()) if at not in moving]
    standing = {at: int(frame.index[at]) for _, at in placed}
    for row in rows[:MOST]:
        moved = (int(key[row]), row)
        below = bisect(placed, moved)
        after = placed[below - 1][1] if below else None
        standing[row] = _HEADINGS if after is None else standing[after]
        yield _moved(frame, row, after, standing[row], after in moving, path)
        insort(placed, moved)
    yield from more(frame, np.array(rows), path)


def _moved(frame: Frame, row: int, after: int | None, above: int, also: bool, path: str) -> Problem:
    """The move below a row, itself to be moved or standing in the line `above`."""
    line, name = int(frame.index[row]), "D310/also" if also else "D310"
    starts = KEY if after is None else [str(frame[column].iat[after]) for column in KEY]
    words: dict[str, Word] = {"way": _UP if above < line else _DOWN, "starts": ",".join(starts)}
    return fault(name, path, line, line=line, **words, **({} if also else {"after": above}))
