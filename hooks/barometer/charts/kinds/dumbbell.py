"""A dumbbell: two editions or countries a row, a mark for each, their values in two columns."""

from collections.abc import Sequence

from barometer.charts.blocks import EMPTY, Block, block
from barometer.charts.frame import Cell, Frame
from barometer.charts.kinds import rows
from barometer.charts.sheet import Sheet
from barometer.charts.wording import base_text, marked

MARKS = (("tone-1", True), ("tone-3", False))
COLUMN = 62.0


def dumbbell(frame: Frame, sheet: Sheet) -> float:
    """A ring for the first series, a dot for the second; joined only where they compare."""
    room = rows.LABEL_ROOM if not sheet.variant.narrow else sheet.right - sheet.left
    labels = [
        rows.label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    values = [[_words(frame, cell, n) for n, cell in enumerate(cells)] for cells in frame.cells]
    columns = _columns(frame, values)
    heads, top = _heads(sheet, frame, columns)
    places, x0, bottom = rows.lay(sheet, labels, 24, top, 10)
    scale = rows.scale_of(sheet, frame, x0, sum(columns) + 24)
    end = rows.axis(sheet, frame, scale, top - 4, bottom + 6)
    rows.base_line(sheet, scale, top - 4, bottom + 6)
    for place, cells, pair in zip(places, frame.cells, values, strict=True):
        _pair(sheet, frame, scale, place.middle, cells)
        for x, words in zip(heads, pair, strict=True):
            sheet.text(words, x, place.middle, "right")
    return rows.notes(sheet, frame, end, tied=False)


def _words(frame: Frame, cell: Cell | None, n: int) -> Block:
    if cell is None:
        return block(frame.words["not_published"], "quiet", COLUMN)
    if cell.hidden:
        return block(frame.words["too_few"], "quiet", COLUMN)
    return block(marked(frame, cell), ("earlier", "value")[n])


def _columns(frame: Frame, values: Sequence[Sequence[Block]]) -> list[float]:
    widths = [max(COLUMN, *(pair[n].width for pair in values)) for n in (0, 1)]
    return [
        max(w, block(h.label, "quiet", w).width) + 14
        for w, h in zip(widths, frame.series, strict=True)
    ]


def _heads(sheet: Sheet, frame: Frame, columns: Sequence[float]) -> tuple[list[float], float]:
    """The series' names above their columns, each with its mark; right edges and lower end."""
    edges = [sheet.right - columns[1], sheet.right]
    bottom = sheet.top
    made = []
    for head, cells, room in zip(
        frame.series, zip(*frame.cells, strict=True), columns, strict=True
    ):
        words = block(head.label, "quiet", room - 14)
        bases = {cell.base for cell in cells if cell}
        if frame.base_by == "series" and len(bases) == 1:
            words += block(base_text(frame, bases.pop()), "quiet", room - 14)
        made.append(words)
        bottom = max(bottom, sheet.top + 20 + words.height)
    for edge, words, (role, hollow) in zip(edges, made, MARKS, strict=True):
        sheet.dot(edge - 7, sheet.top + 8, role, 7, hollow)
        sheet.text(words if words != EMPTY else EMPTY, edge, bottom, "right", "bottom")
    return edges, bottom + 14


def _pair(
    sheet: Sheet, frame: Frame, scale: rows.Scale, y: float, pair: Sequence[Cell | None]
) -> None:
    drawn = [cell for cell in pair if cell and not cell.hidden]
    if len(drawn) == 2 and not frame.breaks:
        ends = sorted(scale(cell.value) for cell in drawn)
        sheet.rules([[(ends[0], y), (ends[1], y)]], "tone-1", 3, name="link")
    for cell, shift in zip(pair, (9, -9), strict=True):
        if cell and not cell.hidden:
            rows.whisker(sheet, cell, scale, y + shift, on_bar=False)
    for cell, (role, hollow) in zip(pair, MARKS, strict=True):
        if cell and not cell.hidden:
            sheet.dot(scale(cell.value), y, role, 7, hollow or cell.uncertain)
