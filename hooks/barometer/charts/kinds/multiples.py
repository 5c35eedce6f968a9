"""Small multiples: a panel a series, columns over the editions, one scale for all."""

from collections.abc import Sequence

from barometer.charts.blocks import Block, block
from barometer.charts.frame import Cell, Frame
from barometer.charts.kinds import legend
from barometer.charts.kinds import plot as p
from barometer.charts.scale import most_of
from barometer.charts.sheet import Sheet
from barometer.charts.wording import codes_text, count, fill
from barometer.text import Text

TALL = 96.0
GUTTER = 28.0


def small_multiples(frame: Frame, sheet: Sheet) -> float:
    """As many panels side by side as have room for their values; breaks in each."""
    across = _across(frame, sheet)
    width = (sheet.right - sheet.left - GUTTER * (across - 1)) / across
    titles = [block(head.label, "head", width) for head in frame.series]
    columns = list(zip(*frame.cells, strict=True))
    y, end, head = sheet.top, sheet.top, (46.0 if frame.breaks else 26.0) + p.few_room(frame)
    for start in range(0, len(columns), across):
        some = range(start, min(start + across, len(columns)))
        tall = max(titles[n].height for n in some)
        for n in some:
            x = sheet.left + (n - start) * (width + GUTTER)
            sheet.text(titles[n], x, y + tall, valign="bottom")
            end = _panel(sheet, frame, columns[n], x, width, y + tall + head)
        y = end + 18
    return legend.notes(sheet, frame, end, dash=len(frame.bases) > 1)


def _across(frame: Frame, sheet: Sheet) -> int:
    room = 58.0 * len(frame.rows) + 20
    return max(
        1, min(4, len(frame.series), int((sheet.right - sheet.left + GUTTER) / (room + GUTTER)))
    )


def _panel(
    sheet: Sheet, frame: Frame, column: Sequence[Cell | None], x: float, width: float, top: float
) -> float:
    """One panel: a column an edition with value, years and base; gives its lower end."""
    bottom = top + TALL
    plot = p.Plot(x, x + width, top, bottom, 0, 1, most_of(frame))
    step = width / len(column)
    thick = min(44.0, step * 0.62)
    scale = sheet.scale(0, 1, 1)
    low = bottom
    for n, cell in enumerate(column):
        middle = x + step * (n + 0.5)
        if cell:
            tall = bottom - plot.y(cell.value)
            role = "tone-1" if "b" in cell.codes or n < len(column) - 1 else "tone-3"
            draw = sheet.outline if cell.uncertain else sheet.bar
            draw(middle - thick / 2, bottom - tall, thick, tall, role, scale)
        _value(sheet, frame, plot, cell, middle)
        low = max(low, _below(sheet, frame, n, cell, middle, bottom + 6))
    for one in frame.breaks:
        at = x + step * [head.key for head in frame.rows].index(one.edition)
        sheet.text(block(frame.words["break"], "break"), at, top - 24, "center", "bottom")
        sheet.rules([[(at, top - 22), (at, bottom)]], "break", 1.5, (4, 3))
    sheet.rules([[(x, bottom), (x + width, bottom)]], "axis", 1.5)
    return low


def _value(sheet: Sheet, frame: Frame, plot: p.Plot, cell: Cell | None, x: float) -> None:
    if cell is None:
        sheet.text(block(Text(da="–", en="–"), "quiet"), x, plot.bottom - 4, "center", "bottom")
        return
    top = plot.y(cell.interval.high if cell.interval else cell.value)
    if cell.interval:
        low, high = plot.y(cell.interval.low), plot.y(cell.interval.high)
        at = plot.y(cell.value)
        sheet.rules([[(x, at), (x, high)], [(x - 4, high), (x + 4, high)]], "interval", 1.5)
        sheet.rules([[(x, at), (x, low)], [(x - 4, low), (x + 4, low)]], "ground", 1.5)
    sheet.text(p.value_lines(frame, cell), x, top - 2, "center", "bottom")


def _below(sheet: Sheet, frame: Frame, row: int, cell: Cell | None, x: float, y: float) -> float:
    what: Block = p.period_block(frame, row, stacked=True)
    if cell and frame.estimate and frame.base_by != "all":
        base = count(cell.base) if cell.base is not None else Text(da="–", en="–")
        what += block(fill(frame.words["n_short"], n=base), "quiet")
    codes = codes_text(cell) if cell else None
    if codes:
        what += block(codes, "quiet")
    sheet.text(what, x, y, "center", "top")
    return y + what.height
