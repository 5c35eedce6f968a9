"""What all figures with a row for each thing share: labels, a scale from zero, notes below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.transforms import Transform

from barometer.charts.blocks import Block, block
from barometer.charts.frame import Cell, Frame
from barometer.charts.scale import most_of, ticks_of
from barometer.charts.sheet import Sheet
from barometer.charts.wording import base_text, tick_text
from barometer.text import Text

LABEL_ROOM = 230.0
ABOVE = 5.0
GAP = 8.0


Span = tuple[float, float]
"""Upper and lower end of rows that stand together."""


@dataclass(frozen=True)
class Place:
    """A row's place: the top of its marks, their height, and the row's middle."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of the marks."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Scale:
    """Values along x from zero: from pixel `x0` to `x1`, where `most` stands."""

    x0: float
    x1: float
    most: float
    transform: Transform

    def __call__(self, value: float) -> float:
        return self.x0 + (self.x1 - self.x0) * value / self.most


def label_of(frame: Frame, words: Text, cells: Sequence[Cell | None], room: float) -> Block:
    """A row's label, and its base below where the bases of the figure differ."""
    made = block(words, "label", room)
    bases = {cell.base for cell in cells if cell}
    if frame.base_by == "row" and len(bases) == 1:
        made += block(base_text(frame, bases.pop()), "quiet", room)
    return made


def lay(
    sheet: Sheet,
    labels: Sequence[Block],
    height: float,
    top: float,
    gap: float,
    heads: Mapping[int, Block] | None = None,
    broken: bool = False,
) -> tuple[list[Place], float, float]:
    """Write the labels; give each row's place, the left edge of the marks and the lower end.

    A head stands above the row of its number, for rows that are set apart; for rows that are
    `broken` off, a dashed line runs beside it.
    """
    narrow = sheet.variant.narrow
    x0 = sheet.left if narrow else sheet.left + max(b.width for b in labels) + 14
    places, y = [], top
    for n, one in enumerate(labels):
        if heads and n in heads:
            sheet.text(heads[n], sheet.left, y + gap - 4, valign="top")
            if broken:
                beside = (sheet.left + heads[n].width + 8, y + gap + 5)
                sheet.rules([[beside, (sheet.right, y + gap + 5)]], "break", 1.5, (4, 3))
            y += heads[n].height + gap + 2
        if narrow:
            y += one.height + ABOVE
            sheet.text(one, sheet.left, y - ABOVE, valign="bottom")
            places.append(Place(y, height))
            y += height + gap
        else:
            tall = max(height, one.height)
            sheet.text(one, sheet.left, y + tall / 2)
            places.append(Place(y + (tall - height) / 2, height))
            y += tall + gap
    return places, x0, y - gap


def spans_of(sheet: Sheet, places: Sequence[Place], top: float) -> list[Span]:
    """Where the grid runs: over all rows; where labels stand above, over each row's marks."""
    if sheet.variant.narrow:
        return [(place.top - 3, place.top + place.height + 3) for place in places]
    return [(top, places[-1].top + places[-1].height + 6)]


def groups_of(
    sheet: Sheet, places: Sequence[Place], heads: Sequence[int], top: float
) -> list[Span]:
    """The grid of each group of rows, so that no line runs through the words between them."""
    starts = list(heads) if 0 in heads else [0, *heads]
    ends = [*starts[1:], len(places)]
    parts = [places[first:last] for first, last in zip(starts, ends, strict=True)]
    return [span for part in parts for span in spans_of(sheet, part, max(top, part[0].top - 6))]


def scale_of(sheet: Sheet, frame: Frame, x0: float, room: float) -> Scale:
    """The scale between the labels and what must have room at the right."""
    most, x1 = most_of(frame), sheet.right - room
    return Scale(x0, x1, most, sheet.scale(x0, x1, most))


def axis(sheet: Sheet, frame: Frame, scale: Scale, spans: Sequence[Span]) -> float:
    """The grid over each span of rows, and the words of the scale below; gives the lower end."""
    ticks = ticks_of(frame, scale.most)
    lines = [[(scale(t), top), (scale(t), bottom)] for t in ticks[1:] for top, bottom in spans]
    sheet.rules(lines, "grid")
    bottom = spans[-1][1]
    for tick in ticks:
        words = tick_text(frame, tick, tick == ticks[-1])
        # Where the bars begin at the very edge, the first word has no room to be centred.
        edge = tick == 0 and scale.x0 < sheet.left + 4
        sheet.text(
            block(words, "quiet"), scale(tick), bottom + 4, "left" if edge else "center", "top"
        )
    return bottom + 4 + 18


def base_line(sheet: Sheet, scale: Scale, spans: Sequence[Span]) -> None:
    """The zero line, over the marks."""
    sheet.rules([[(scale.x0, top), (scale.x0, bottom)] for top, bottom in spans], "axis", 1.5)
