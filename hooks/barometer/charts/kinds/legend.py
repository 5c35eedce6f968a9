"""What stands below a picture: what its lines and brackets mean, and the base."""

from barometer.charts.blocks import EMPTY, Block, block
from barometer.charts.frame import Frame
from barometer.charts.sheet import Sheet
from barometer.charts.wording import count, fill
from barometer.text import Text


def notes(
    sheet: Sheet,
    frame: Frame,
    top: float,
    tied: bool = False,
    dash: bool = False,
    whiskers: bool = True,
) -> float:
    """Below the picture: what lines and brackets mean, and the base where it is one for all."""
    y = top + 10
    room = sheet.right - sheet.left - 28
    if not whiskers and any(cell.interval for cell in frame.known):
        y = _note(sheet, block(frame.words["interval_in_table"], "quiet", room + 28), y, 0)
    elif any(cell.interval for cell in frame.known):
        sheet.rules(
            [
                [(sheet.left, y + 9), (sheet.left + 18, y + 9)],
                [(sheet.left, y + 5), (sheet.left, y + 13)],
                [(sheet.left + 18, y + 5), (sheet.left + 18, y + 13)],
            ],
            "interval",
            1.5,
        )
        y = _note(sheet, block(frame.words["interval_key"], "quiet", room), y, 28)
    if tied:
        x = sheet.left + 11
        sheet.rules([[(x - 5, y + 3), (x, y + 3), (x, y + 15), (x - 5, y + 15)]], "quiet", 1.5)
        y = _note(sheet, block(frame.words["tie_key"], "quiet", room), y, 28)
    if dash and frame.estimate and None in frame.bases:
        y = _note(sheet, block(frame.words["n_dash"], "quiet", room + 28), y, 0)
    if frame.estimate and len(frame.bases) == 1:
        y = _note(sheet, block(_one_base(frame), "quiet", room + 28), y, 0)
    return y


def _one_base(frame: Frame) -> Text:
    """The base that stands behind every value, or that nobody published it."""
    base = next(iter(frame.bases))
    how_many = "one" if len(frame.known) == 1 else "all"
    if base is None:
        return frame.words[f"n_unknown_{how_many}"]
    return fill(frame.words[f"n_{how_many}"], n=count(base))


def _note(sheet: Sheet, what: Block, y: float, indent: float) -> float:
    if what == EMPTY:
        return y
    sheet.text(what, sheet.left + indent, y, valign="top")
    return y + what.height + 3
