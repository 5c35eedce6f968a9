"""A stacked bar: the parts of a whole, with "don't know" set apart."""

from collections.abc import Sequence

from barometer.charts.blocks import Block, block
from barometer.charts.frame import RESIDUAL, Cell, Frame
from barometer.charts.kinds import legend
from barometer.charts.kinds.keys import Mark, key
from barometer.charts.palette import TONES, on
from barometer.charts.sheet import Sheet
from barometer.charts.wording import marked, with_base

THICK = 38.0
APART = 8.0


def stacked_bar(frame: Frame, sheet: Sheet) -> float:
    """One bar an edition over the whole width, the key above in the order of the parts."""
    tones = _tones(frame)
    marks: list[Mark] = ["square" if tone else "hollow" for tone in tones]
    y = key(
        sheet,
        [
            (head.label, tone or "axis", mark)
            for head, tone, mark in zip(frame.series, tones, marks, strict=True)
        ],
        sheet.top,
    )
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        if len(frame.rows) > 1:
            words = block(with_base(frame, head.label, cells, "row"), "head")
            sheet.text(words, sheet.left, y + 12, valign="top")
            y += 12 + words.height
        y = _bar(sheet, frame, cells, tones, y + 24)
    return legend.notes(sheet, frame, y + 2, whiskers=False)


def _tones(frame: Frame) -> list[str | None]:
    """A tone for each part, strongest first; None for an answer that is none."""
    parts = [head.key for head in frame.series if head.key not in RESIDUAL]
    tones = dict(zip(parts, reversed(TONES[len(parts)]), strict=True))
    return [tones.get(head.key) for head in frame.series]


def _bar(
    sheet: Sheet,
    frame: Frame,
    cells: Sequence[Cell | None],
    tones: Sequence[str | None],
    top: float,
) -> float:
    whole = max(100.0, sum(cell.value for cell in cells if cell))
    gaps = APART if None in tones else 0.0
    width = sheet.right - sheet.left - gaps
    scale = sheet.scale(sheet.left, sheet.left + width, whole)
    x, said = 0.0, sheet.left
    for cell, tone in zip(cells, tones, strict=True):
        if cell is None:
            continue
        shift = gaps * whole / width if tone is None else 0.0
        left = sheet.left + (x + shift) / whole * width
        right = left + cell.value / whole * width
        words = marked(frame, cell)
        if tone:
            sheet.bar(x, top, cell.value - 2 * whole / width, THICK, tone, scale)
        else:
            sheet.outline(x + shift, top + 0.75, cell.value, THICK - 1.5, "axis", scale)
        inside = block(words, on(tone).replace("on-", "on-") if tone else "head")
        if inside.width + 4 <= right - left:
            sheet.text(inside, (left + right) / 2, top + THICK / 2, "center")
        else:
            said = _above(sheet, block(words, "head"), (left + right) / 2, top, said)
        x += cell.value
    return top + THICK


def _above(sheet: Sheet, words: Block, middle: float, top: float, after: float) -> float:
    """A value above its narrow part, clear of the one before; gives where it ends."""
    x = min(max(middle - words.width / 2, after), sheet.right - words.width)
    sheet.text(words, x + words.width / 2, top - 2, "center", "bottom")
    return x + words.width + 6
