"""Which neighbours the intervals cannot tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from barometer.charts.frame import Cell
from barometer.charts.intervals import clear_difference


@dataclass(frozen=True)
class Tie:
    """The places, from first to last, of neighbours without a clear difference."""

    first: int
    last: int


def runs(cells: Sequence[Cell | None]) -> tuple[Tie, ...]:
    """The longest runs of neighbours of which no two clearly differ; runs may share members."""
    found: list[Tie] = []
    for first in range(len(cells)):
        last = first
        while last + 1 < len(cells) and all(
            clear(cells[k], cells[last + 1]) is False for k in range(first, last + 1)
        ):
            last += 1
        if last > first and not (found and found[-1].last >= last):
            found.append(Tie(first, last))
    return tuple(found)


def clear(a: Cell | None, b: Cell | None) -> bool | None:
    """Whether two values clearly differ; None where that cannot be told."""
    if a is None or b is None:
        return None
    return clear_difference(a.observation, b.observation)


def lanes(ties: Sequence[Tie]) -> tuple[int, ...]:
    """A lane for each run so that no two that share a row stand in one lane."""
    ends: list[int] = []
    out = []
    for tie in ties:
        lane = next((n for n, end in enumerate(ends) if end < tie.first), len(ends))
        ends[lane:] = [tie.last, *ends[lane + 1 :]]
        out.append(lane)
    return tuple(out)
