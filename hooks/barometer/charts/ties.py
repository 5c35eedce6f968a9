"""Which neighbours the intervals cannot tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from barometer.charts.frame import Cell, Frame, Head
from barometer.data.intervals import Clarity, compare


@dataclass(frozen=True)
class Tie:
    """The places, from first to last, of neighbours without a clear difference."""

    first: int
    last: int


def down(frame: Frame) -> tuple[Tie, ...]:
    """The runs of a figure with one value a row."""
    return runs(frame, [cells[0] for cells in frame.cells], _starts(frame, frame.rows))


def across(frame: Frame, cells: Sequence[Cell | None]) -> tuple[Tie, ...]:
    """The runs among the series of one row."""
    return runs(frame, cells, _starts(frame, frame.series))


def runs(
    frame: Frame, cells: Sequence[Cell | None], starts: frozenset[int] = frozenset()
) -> tuple[Tie, ...]:
    """The longest runs of neighbours of which no two clearly differ; runs may share members.

    No run reaches over the start of something that does not compare with what stands before it.
    """
    found: list[Tie] = []
    for first in range(len(cells)):
        last = first
        while (
            last + 1 < len(cells)
            and last + 1 not in starts
            and all(
                clarity(frame, cells[k], cells[last + 1]) == "unclear"
                for k in range(first, last + 1)
            )
        ):
            last += 1
        if last > first and not (found and found[-1].last >= last):
            found.append(Tie(first, last))
    return tuple(found)


def _starts(frame: Frame, heads: Sequence[Head]) -> frozenset[int]:
    """Where a break lies, or where a group with a population of its own begins."""
    broken = {one.edition for one in frame.breaks}
    return frozenset(
        n
        for n, head in enumerate(heads)
        if head.key in broken or (n and head.apart != heads[n - 1].apart)
    )


def clarity(frame: Frame, a: Cell | None, b: Cell | None) -> Clarity:
    """Whether two values clearly differ, as far as that can be told."""
    if a is None or b is None:
        return "unknown"
    return compare(a.observation, b.observation, frame.comparisons).clarity


def lanes(ties: Sequence[Tie]) -> tuple[int, ...]:
    """A lane for each run so that no two that share a row stand in one lane."""
    ends: list[int] = []
    out = []
    for tie in ties:
        lane = next((n for n, end in enumerate(ends) if end < tie.first), len(ends))
        ends[lane:] = [tie.last, *ends[lane + 1 :]]
        out.append(lane)
    return tuple(out)
