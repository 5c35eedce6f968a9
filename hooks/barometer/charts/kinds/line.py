"""A line over editions: a true time axis, and nothing drawn across a break."""

from barometer.charts.blocks import Block, block
from barometer.charts.frame import Frame
from barometer.charts.kinds import legend
from barometer.charts.kinds import plot as p
from barometer.charts.palette import TONES
from barometer.charts.sheet import Sheet
from barometer.charts.wording import count
from barometer.text import Text

AXIS_ROOM = 54.0


def line(frame: Frame, sheet: Sheet) -> float:
    """One line a series over the editions, each value at its point, the bases below."""
    columns = list(zip(*frame.cells, strict=True))
    headroom = (46.0 if frame.breaks else 28.0) + p.few_room(frame)
    top = sheet.top + headroom
    bottom = top + (190 if sheet.variant.narrow else 230)
    names = _end_names(frame)
    x0, x1 = sheet.left + AXIS_ROOM, sheet.right - names
    side = 24 if sheet.variant.narrow else 36
    plot = p.plot_of(frame, x0 + side, x1 - side, top, bottom)
    p.grid(sheet, frame, plot, x0, x1, words=True)
    p.break_marks(sheet, frame, plot, sheet.top, words=True)
    tones = TONES[len(columns)]
    for column, tone in zip(columns, tones, strict=True):
        p.trace(sheet, frame, plot, column, tone)
    for column, tone in zip(columns, tones, strict=True):
        p.marks(sheet, frame, plot, column, tone)
        p.names(sheet, frame, plot, column, above=column is columns[0])
    for head, column in zip(frame.series, columns, strict=True):
        if len(columns) > 1 and column[-1]:
            sheet.text(block(head.label, "head", names - 16), x1 + 8, plot.y(column[-1].value))
    end = periods(sheet, frame, plot, x0)
    return legend.notes(sheet, frame, end, dash=len(frame.bases) > 1)


def _end_names(frame: Frame) -> float:
    if len(frame.series) == 1:
        return 0.0
    return 16 + max(block(head.label, "head", 110).width for head in frame.series)


def periods(sheet: Sheet, frame: Frame, plot: p.Plot, x0: float) -> float:
    """The editions' years below the axis, and a row of bases where they differ."""
    y = plot.bottom + 6
    for n, head in enumerate(frame.rows):
        what = p.period_block(frame, n, sheet.variant.narrow)
        sheet.text(what, plot.x(head.when or 0), y, "center", "top")
    y += 36 if sheet.variant.narrow else 18
    if not frame.estimate or len(frame.bases) == 1:
        return y
    sheet.text(block(Text(da="n", en="n"), "quiet"), x0 - 8, y + 4, "right", "top")
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        base = next((cell.base for cell in cells if cell), None)
        words = block(count(base), "quiet") if base is not None else _dash()
        sheet.text(words, plot.x(head.when or 0), y + 4, "center", "top")
    return y + 22


def _dash() -> Block:
    return block(Text(da="–", en="–"), "quiet")
