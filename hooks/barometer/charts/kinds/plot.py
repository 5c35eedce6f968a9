"""A small plot over time: editions along a true time axis, values from zero upwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from barometer import language as lang
from barometer.charts.blocks import Block, block
from barometer.charts.frame import Cell, Frame, Head
from barometer.charts.kinds.marks import few_line
from barometer.charts.scale import most_of, ticks_of
from barometer.charts.sheet import Sheet
from barometer.charts.wording import codes_text, short_period, tick_text, value_text
from barometer.text import Text


@dataclass(frozen=True)
class Plot:
    """A box in pixels with its scales; `first` and `last` are points in time, in years."""

    x0: float
    x1: float
    top: float
    bottom: float
    first: float
    last: float
    most: float

    def x(self, when: float) -> float:
        """Where a point in time stands."""
        if self.last == self.first:
            return (self.x0 + self.x1) / 2
        return self.x0 + (self.x1 - self.x0) * (when - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.bottom - (self.bottom - self.top) * value / self.most


def plot_of(frame: Frame, x0: float, x1: float, top: float, bottom: float) -> Plot:
    """The box of a frame whose rows are editions."""
    times = [head.when or 0 for head in frame.rows]
    return Plot(x0, x1, top, bottom, min(times), max(times), most_of(frame))


def grid(sheet: Sheet, frame: Frame, plot: Plot, x0: float, x1: float, words: bool) -> None:
    """Lines across at round values, their words at the left, and the zero line."""
    ticks = ticks_of(frame, plot.most)
    sheet.rules([[(x0, plot.y(t)), (x1, plot.y(t))] for t in ticks[1:]], "grid")
    for tick in ticks if words else ():
        label = tick_text(frame, tick, tick == ticks[-1])
        sheet.text(block(label, "quiet"), x0 - 8, plot.y(tick), "right")
    sheet.rules([[(x0, plot.bottom), (x1, plot.bottom)]], "axis", 1.5)


def period_block(frame: Frame, row: int, stacked: bool) -> Block:
    """An edition's years below the axis, on two lines where room is scarce."""
    edition = frame.editions[row]
    if stacked and edition.start != edition.end:
        lines = ((f"{edition.start}{lang.DASH}", "quiet"), (str(edition.end), "quiet"))
        return Block(lines, lines)
    words = short_period(edition.start, edition.end)
    return block(Text(da=words, en=words), "quiet")


def trace(sheet: Sheet, frame: Frame, plot: Plot, column: Sequence[Cell | None], role: str) -> None:
    """The line through neighbours that compare: not over a break, a gap or few answers."""
    segments = []
    for (a, first), (b, second) in pairwise(zip(frame.rows, column, strict=True)):
        if first and second and not (first.few or second.few or _broken(frame, b)):
            segments.append([_point(plot, a, first), _point(plot, b, second)])
    sheet.rules(segments, role, 2.5, name="line")


def marks(sheet: Sheet, frame: Frame, plot: Plot, column: Sequence[Cell | None], role: str) -> None:
    """Interval and dot of every value; quieter before a break."""
    for head, cell in zip(frame.rows, column, strict=True):
        if cell is None:
            continue
        x, y = _point(plot, head, cell)
        if cell.interval:
            low, high = plot.y(cell.interval.low), plot.y(cell.interval.high)
            sheet.rules(
                [[(x, low), (x, high)], *([(x - 8, at), (x + 8, at)] for at in (low, high))],
                "interval",
                1.5,
            )
        sheet.dot(x, y, "tone-1" if "b" in cell.codes else role, 5, cell.uncertain)


def names(
    sheet: Sheet, frame: Frame, plot: Plot, column: Sequence[Cell | None], above: bool = True
) -> None:
    """Each value above its dot, its codes below."""
    for head, cell in zip(frame.rows, column, strict=True):
        if cell is None:
            continue
        x, y = _point(plot, head, cell)
        high, low = (
            (plot.y(cell.interval.high), plot.y(cell.interval.low)) if cell.interval else (y, y)
        )
        over, under = min(high, y - 5) - 3, max(low, y + 5) + 3
        sheet.text(value_lines(frame, cell), x, over if above else under, "center",
                   "bottom" if above else "top")  # fmt: skip
        codes = codes_text(cell)
        if codes:
            sheet.text(block(codes, "quiet"), x, under if above else over, "center",
                       "top" if above else "bottom")  # fmt: skip


def value_lines(frame: Frame, cell: Cell) -> Block:
    """A value, and below it that few answered."""
    return block(value_text(frame, cell.value), "value") + few_line(frame, cell)


def few_room(frame: Frame) -> float:
    """The room above for the words that few answered, where they stand at any value."""
    return max(few_line(frame, cell).height for cell in frame.known)


def break_marks(sheet: Sheet, frame: Frame, plot: Plot, top: float, words: bool) -> None:
    """An upright dashed line where the series breaks, with the word."""
    keys = [head.key for head in frame.rows]
    for one in frame.breaks:
        at = keys.index(one.edition)
        if at == 0:
            continue
        before, after = frame.rows[at - 1].when or 0, frame.rows[at].when or 0
        x = plot.x((before + after) / 2)
        sheet.rules([[(x, top + (20 if words else 0)), (x, plot.bottom)]], "break", 1.5, (4, 3))
        if words:
            sheet.text(block(frame.words["break"], "break"), x, top, "center", "top")


def _broken(frame: Frame, head: Head) -> bool:
    return any(one.edition == head.key for one in frame.breaks)


def _point(plot: Plot, head: Head, cell: Cell | None) -> tuple[float, float]:
    return plot.x(head.when or 0), plot.y(cell.value if cell else 0)
