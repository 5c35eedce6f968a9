"""Marks and values in rows: intervals, values beside marks, brackets, tones."""

from collections.abc import Sequence

from barometer.charts import ties
from barometer.charts.blocks import EMPTY, Block, block
from barometer.charts.frame import HOME, Cell, Frame
from barometer.charts.kinds.rows import Scale
from barometer.charts.palette import TONES
from barometer.charts.sheet import Sheet
from barometer.charts.wording import marked


def whisker(sheet: Sheet, cell: Cell, scale: Scale, y: float, on_bar: bool) -> float:
    """The interval of a value as a thin line; gives where it ends, or where the value stands."""
    if cell.interval is None:
        return scale(cell.value)
    low, at, high = (scale(v) for v in (cell.interval.low, cell.value, cell.interval.high))
    if on_bar:
        sheet.rules([[(low, y), (at, y)], [(low, y - 4), (low, y + 4)]], "ground", 1.5)
        sheet.rules([[(at, y), (high, y)], [(high, y - 4), (high, y + 4)]], "interval", 1.5)
    else:
        ends = ([(x, y - 4), (x, y + 4)] for x in (low, high))
        sheet.rules([[(low, y), (high, y)], *ends], "interval", 1.5)
    return high


def missing(frame: Frame) -> Block:
    """What stands in the place of a value that nobody published."""
    return block(frame.words["not_published"], "quiet")


def value_block(frame: Frame, cell: Cell) -> Block:
    """The value beside its mark, with its codes."""
    return block(marked(frame, cell), "value")


def few_line(frame: Frame, cell: Cell) -> Block:
    """That few answered, as a line of its own; nothing where enough did."""
    return block(frame.words["few_answers"], "quiet") if cell.few else EMPTY


def tones_of(frame: Frame) -> Sequence[str]:
    """A tone for each series: later is stronger, and at home is strongest among countries."""
    tones = TONES[len(frame.series)]
    if frame.series_by != "country":
        return tones
    quiet = iter(tones[:-1])
    home = [head.key == HOME for head in frame.series]
    if not any(home):
        return tones
    return [tones[-1] if here else next(quiet) for here in home]


def brackets(sheet: Sheet, found: Sequence[ties.Tie], middles: Sequence[float], x: float) -> None:
    """A bracket to the right of each run of rows without a clear difference."""
    for tie, lane in zip(found, ties.lanes(found), strict=True):
        at = x + lane * 9
        y0, y1 = middles[tie.first] - 4, middles[tie.last] + 4
        sheet.rules([[(at - 5, y0), (at, y0), (at, y1), (at - 5, y1)]], "quiet", 1.5)


def bracket_room(found: Sequence[ties.Tie]) -> float:
    """How much room the brackets take."""
    return 14 + 9 * max(ties.lanes(found)) if found else 0.0
