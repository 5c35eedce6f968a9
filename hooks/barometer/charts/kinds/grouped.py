"""Grouped bars: a few values a row, one bar for each edition or country."""

from barometer.charts import ties
from barometer.charts.blocks import Block
from barometer.charts.frame import Cell, Frame
from barometer.charts.kinds import legend, marks, rows
from barometer.charts.kinds.keys import key
from barometer.charts.sheet import Sheet
from barometer.charts.wording import with_base


def grouped_bars(frame: Frame, sheet: Sheet) -> float:
    """A group of bars a row; a bracket holds the bars of a row that do not clearly differ."""
    tones = marks.tones_of(frame)
    columns = zip(*frame.cells, strict=True)
    names = [
        with_base(frame, head.label, column, "series")
        for head, column in zip(frame.series, columns, strict=True)
    ]
    top = key(sheet, [(n, t, "square") for n, t in zip(names, tones, strict=True)], sheet.top)
    room = rows.LABEL_ROOM if not sheet.variant.narrow else sheet.right - sheet.left
    labels = [
        rows.label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    thick = 18.0
    height = len(tones) * (thick + 3) - 3
    places, x0, _ = rows.lay(sheet, labels, height, top + 10, 14)
    values = [
        [marks.value_block(frame, c) if c else marks.missing(frame) for c in cells]
        for cells in frame.cells
    ]
    found = [ties.across(frame, cells) for cells in frame.cells]
    brackets = max(map(marks.bracket_room, found))
    widest = max(b.width for group in values for b in group)
    scale = rows.scale_of(sheet, frame, x0, widest + rows.GAP + brackets)
    spans = rows.spans_of(sheet, places, top + 4)
    end = rows.axis(sheet, frame, scale, spans)
    for place, cells, group, tied in zip(places, frame.cells, values, found, strict=True):
        middles = [place.top + n * (thick + 3) + thick / 2 for n in range(len(cells))]
        for cell, tone, value, y in zip(cells, tones, group, middles, strict=True):
            _bar(sheet, scale, cell, tone, value, y, thick)
        marks.brackets(sheet, tied, middles, sheet.right - brackets + 14)
    rows.base_line(sheet, scale, spans)
    return legend.notes(sheet, frame, end, any(found))


def _bar(
    sheet: Sheet,
    scale: rows.Scale,
    cell: Cell | None,
    tone: str,
    value: Block,
    y: float,
    thick: float,
) -> None:
    at = scale.x0
    if cell:
        draw = sheet.outline if cell.uncertain else sheet.bar
        draw(0, y - thick / 2, cell.value, thick, tone, scale.transform)
        at = marks.whisker(sheet, cell, scale, y, not cell.uncertain)
    sheet.text(value, at + rows.GAP, y)
