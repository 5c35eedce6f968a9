"""One big number, with the whole it is a part of."""

from barometer.charts.blocks import block
from barometer.charts.frame import Frame
from barometer.charts.kinds import legend, marks, rows
from barometer.charts.sheet import Sheet
from barometer.charts.wording import codes_text, value_text


def big_number(frame: Frame, sheet: Sheet) -> float:
    """The value, large, beside what it measures; a share also as a bar of 100."""
    cell = next(cell for cell in frame.known)
    huge = block(value_text(frame, cell.value), "huge")
    narrow = sheet.variant.narrow
    sheet.text(huge, sheet.left, sheet.top + 52)
    x = sheet.left if narrow else sheet.left + huge.width + 20
    words = block(frame.indicator.measure, "label", sheet.right - x)
    codes = codes_text(cell)
    if codes:
        words += block(codes, "quiet")
    words += marks.few_line(frame, cell)
    sheet.text(words, x, sheet.top + (100 if narrow else 52), valign="top" if narrow else "middle")
    top = sheet.top + (100 + words.height if narrow else max(100, words.height)) + 8
    if not frame.share:
        return legend.notes(sheet, frame, top - 10)
    scale = rows.Scale(sheet.left, sheet.right, 100, sheet.scale(sheet.left, sheet.right, 100))
    sheet.bar(0, top, 100, 14, "grid", scale.transform)
    sheet.bar(0, top, cell.value, 14, "tone-3", scale.transform)
    marks.whisker(sheet, cell, scale, top + 7, on_bar=True)
    return legend.notes(sheet, frame, top + 14)
