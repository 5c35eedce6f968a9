"""Countries: a dot a row; populations that differ are drawn apart, under words that say so."""

from barometer.charts import ties
from barometer.charts.blocks import block
from barometer.charts.frame import HOME, Frame
from barometer.charts.kinds import legend, marks, rows
from barometer.charts.sheet import Sheet
from barometer.charts.wording import fill


def country_dots(frame: Frame, sheet: Sheet) -> float:
    """One dot a country, Denmark's the strongest; those set apart are hollow."""
    column = [row[0] for row in frame.cells]
    apart = [n for n, head in enumerate(frame.rows) if head.apart]
    found = ties.down(frame)
    labels = [
        rows.label_of(frame, head.label, cells, rows.LABEL_ROOM)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    width = sheet.right - sheet.left
    heads = {
        n: block(fill(frame.words["apart"], what=frame.rows[n].apart or ""), "quiet", width)
        for n in apart
        if n == apart[0] or frame.rows[n].apart != frame.rows[n - 1].apart
    }
    places, x0, _ = rows.lay(sheet, labels, 20, sheet.top + 4, 8, heads)
    values = [marks.value_block(frame, cell) if cell else marks.missing(frame) for cell in column]
    brackets = marks.bracket_room(found)
    scale = rows.scale_of(sheet, frame, x0, max(b.width for b in values) + 14 + brackets)
    spans = rows.groups_of(sheet, places, list(heads), sheet.top)
    end = rows.axis(sheet, frame, scale, spans)
    rows.base_line(sheet, scale, spans)
    for head, cell, place, value in zip(frame.rows, column, places, values, strict=True):
        at = scale.x0
        if cell:
            role = "tone-3" if head.key == HOME else "tone-1"
            y = place.middle
            sheet.rules([[(scale.x0, y), (scale(cell.value), y)]], role, 2, name="stem")
            at = max(marks.whisker(sheet, cell, scale, y, False), scale(cell.value) + 7)
            sheet.dot(scale(cell.value), y, role, 7, bool(head.apart) or cell.uncertain)
        sheet.text(value, at + 6, place.middle)
    marks.brackets(sheet, found, [place.middle for place in places], sheet.right - brackets + 14)
    return legend.notes(sheet, frame, end, bool(found))
