"""A dumbbell: two editions or countries a row, a mark for each, their values in two columns."""

from collections.abc import Sequence

from barometer.charts.blocks import Block, block
from barometer.charts.frame import Cell, Frame
from barometer.charts.kinds import legend, marks, rows
from barometer.charts.sheet import Sheet
from barometer.charts.wording import base_text, coded

MARKS = (("tone-1", True), ("tone-3", False))
SPACE = 16.0
TRACK = 28.0
LANE = 7.0
RADIUS = 6.0


def dumbbell(frame: Frame, sheet: Sheet) -> float:
    """A ring for the first series, a dot for the second; joined only where they compare."""
    values = [[_words(frame, cell, n) for n, cell in enumerate(cells)] for cells in frame.cells]
    heads = [_head(frame, n) for n in (0, 1)]
    columns = [max(heads[n].width, *(pair[n].width for pair in values)) for n in (0, 1)]
    edges = [sheet.right - columns[1] - SPACE, sheet.right]
    top = _write_heads(sheet, heads, edges)
    aside = sum(columns) + 2 * SPACE
    tall = max(words.height for pair in values for words in pair)
    places, lines, x0 = _lay(sheet, frame, aside, top, tall)
    scale = rows.scale_of(sheet, frame, x0, 30 if sheet.variant.narrow else aside + 8)
    spans = rows.spans_of(sheet, places, top - 4)
    end = rows.axis(sheet, frame, scale, spans)
    rows.base_line(sheet, scale, spans)
    for place, line, cells, pair in zip(places, lines, frame.cells, values, strict=True):
        _marks(sheet, frame, scale, place.middle, cells)
        for edge, words in zip(edges, pair, strict=True):
            sheet.text(words, edge, line, "right")
    return legend.notes(sheet, frame, end)


def _words(frame: Frame, cell: Cell | None, n: int) -> Block:
    if cell is None:
        return block(frame.words["not_published"], "quiet", 62)
    return block(coded(frame, cell), ("earlier", "value")[n]) + marks.few_line(frame, cell)


def _head(frame: Frame, n: int) -> Block:
    """A series' name, and its base where that belongs to the series."""
    made = block(frame.series[n].label, "quiet", 70)
    bases = {cell.base for cells in frame.cells if (cell := cells[n])}
    if frame.base_by == "series" and len(bases) == 1:
        made += block(base_text(frame, bases.pop()), "quiet", 70)
    return made


def _write_heads(sheet: Sheet, heads: Sequence[Block], edges: Sequence[float]) -> float:
    bottom = sheet.top + 20 + max(head.height for head in heads)
    for head, edge, (role, hollow) in zip(heads, edges, MARKS, strict=True):
        sheet.dot(edge - 7, sheet.top + 8, role, 7, hollow)
        sheet.text(head, edge, sheet.top + 20, "right", "top")
    return bottom + 10


def _lay(
    sheet: Sheet, frame: Frame, aside: float, top: float, tall: float
) -> tuple[list[rows.Place], list[float], float]:
    """Where marks and values stand: side by side, or the values in the label's line."""
    narrow = sheet.variant.narrow
    room = sheet.right - sheet.left - aside if narrow else rows.LABEL_ROOM
    labels = [
        rows.label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    if not narrow:
        places, x0, _ = rows.lay(sheet, labels, max(TRACK, tall), top, 10)
        return places, [place.middle for place in places], x0
    places, lines, y = [], [], top
    for one in labels:
        y += max(one.height, tall)
        sheet.text(one, sheet.left, y, valign="bottom")
        lines.append(y - tall / 2)
        places.append(rows.Place(y, TRACK))
        y += TRACK + 12
    return places, lines, sheet.left + 8


def _marks(
    sheet: Sheet, frame: Frame, scale: rows.Scale, y: float, pair: Sequence[Cell | None]
) -> None:
    """Marks that would cover each other stand in two lanes, the first series above."""
    first, second = (_extent(cell, scale) for cell in pair)
    near = False
    if first and second:
        near = max(first[0], second[0]) < min(first[1], second[1])
    if first and second and not near and not _apart(frame, pair):
        ends = [(scale(cell.value), y) for cell in pair if cell]
        sheet.rules([ends], "tone-1", 2, name="link")
    for cell, shift, (role, hollow) in zip(pair, (-LANE, LANE), MARKS, strict=True):
        if cell:
            lane = y + shift if near else y
            marks.whisker(sheet, cell, scale, lane, on_bar=False)
            sheet.dot(scale(cell.value), lane, role, RADIUS, hollow or cell.uncertain)


def _apart(frame: Frame, pair: Sequence[Cell | None]) -> bool:
    """Whether the two do not compare: a break lies between, or few answered."""
    return bool(frame.breaks) or any(cell.few for cell in pair if cell)


def _extent(cell: Cell | None, scale: rows.Scale) -> tuple[float, float] | None:
    """From where to where a mark and its interval reach, in pixels."""
    if cell is None:
        return None
    low = high = cell.value
    if cell.interval:
        low, high = cell.interval.low, cell.interval.high
    middle = scale(cell.value)
    return min(scale(low), middle - RADIUS) - 1, max(scale(high), middle + RADIUS) + 1
