"""Bars: one value a row, lying so that long Danish labels have room, from zero."""

from barometer.charts import ties
from barometer.charts.blocks import block
from barometer.charts.frame import Frame
from barometer.charts.kinds import legend, marks, rows
from barometer.charts.sheet import Sheet


def bars(frame: Frame, sheet: Sheet) -> float:
    """One bar a row; neighbours that do not clearly differ stand within a bracket."""
    column = [row[0] for row in frame.cells]
    found = ties.down(frame)
    room = rows.LABEL_ROOM if not sheet.variant.narrow else sheet.right - sheet.left
    labels = [
        rows.label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    height = 17.0 if sheet.variant.narrow else 22.0
    broken = {one.edition for one in frame.breaks}
    word = block(frame.words["break"], "break")
    heads = {n: word for n, head in enumerate(frame.rows) if head.key in broken}
    places, x0, _ = rows.lay(sheet, labels, height, sheet.top + 4, 12, heads, broken=True)
    values = [marks.value_block(frame, cell) if cell else marks.missing(frame) for cell in column]
    brackets = marks.bracket_room(found)
    scale = rows.scale_of(sheet, frame, x0, max(b.width for b in values) + rows.GAP + brackets)
    spans = rows.groups_of(sheet, places, list(heads), sheet.top)
    end = rows.axis(sheet, frame, scale, spans)
    for cell, place, value in zip(column, places, values, strict=True):
        at = scale.x0
        if cell:
            draw = sheet.outline if cell.uncertain else sheet.bar
            tone = "tone-1" if "b" in cell.codes else "tone-3"
            draw(0, place.top, cell.value, place.height, tone, scale.transform)
            at = marks.whisker(sheet, cell, scale, place.middle, not cell.uncertain)
        sheet.text(value, at + rows.GAP, place.middle)
    rows.base_line(sheet, scale, spans)
    marks.brackets(sheet, found, [place.middle for place in places], sheet.right - brackets + 14)
    return legend.notes(sheet, frame, end, bool(found))
