"""The key above a picture, in the order of its marks, where these cannot be labelled."""

from collections.abc import Sequence
from typing import Literal

from barometer.charts.blocks import block
from barometer.charts.sheet import Sheet
from barometer.text import Text

Mark = Literal["square", "dot", "ring", "hollow"]
SIDE = 13.0


def key(sheet: Sheet, entries: Sequence[tuple[Text, str, Mark]], top: float) -> float:
    """Marks with their words, side by side as far as they fit; gives the lower end."""
    x, y = sheet.left, top
    room = sheet.right - sheet.left - SIDE - 8
    row = 0.0
    for words, role, mark in entries:
        made = block(words, "label", room)
        across = SIDE + 8 + made.width + 20
        if x > sheet.left and x + across - 20 > sheet.right:
            x, y, row = sheet.left, y + row, 0.0
        _mark(sheet, mark, role, x, y + 10)
        sheet.text(made, x + SIDE + 8, y, valign="top")
        x, row = x + across, max(row, made.height + 4)
    return y + row


def _mark(sheet: Sheet, mark: Mark, role: str, x: float, y: float) -> None:
    if mark in ("square", "hollow"):
        draw = sheet.bar if mark == "square" else sheet.outline
        inset = 0.0 if mark == "square" else 1.0
        patch = draw(
            x + inset,
            y - SIDE / 2 + inset,
            SIDE - 2 * inset,
            SIDE - 2 * inset,
            role,
            sheet.pixels,
        )
        patch.set_gid("key")
    else:
        sheet.dot(x + SIDE / 2, y, role, 6, mark == "ring")
