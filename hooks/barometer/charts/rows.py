"""Layout of figures with a row a thing: labels, scale, marks, key, notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from barometer.charts.sheet import EMPTY, Sheet, TextBlock, block
from barometer.charts.wording import (
    base_text,
    marked_value,
    shared_marks,
    tick_text,
    with_base,
    with_marks,
)
from barometer.data.frame import Cell, Frame, Tie, most_of, ticks_of, tie_lanes
from barometer.text import Text

KeyMark = Literal["square", "dot", "ring", "hollow"]
KEY_SIDE = 13.0


def draw_key(sheet: Sheet, entries: Sequence[tuple[Text, str, KeyMark]], top: float) -> float:
    """Marks with their words, side by side as far as they fit; gives the lower end."""
    x, y = sheet.left, top
    room = sheet.variant.width - KEY_SIDE - 8
    row = 0.0
    for words, role, mark in entries:
        made = block(words, "label", room)
        across = KEY_SIDE + 8 + made.width + 20
        if x > sheet.left and x + across - 20 > sheet.right:
            x, y, row = sheet.left, y + row, 0.0
        _draw_key_mark(sheet, mark, role, x, y + 10)
        sheet.text(made, x + KEY_SIDE + 8, y, valign="top")
        x, row = x + across, max(row, made.height + 4)
    return y + row


def _draw_key_mark(sheet: Sheet, mark: KeyMark, role: str, x: float, y: float) -> None:
    if mark in ("dot", "ring"):
        sheet.dot(x + KEY_SIDE / 2, y, role, 6, mark == "ring")
        return
    hollow = mark == "hollow"
    inset = 1.0 if hollow else 0.0
    side = KEY_SIDE - 2 * inset
    sheet.bar(x + inset, y - KEY_SIDE / 2 + inset, side, side, role, hollow=hollow, name="key")


def draw_notes(
    sheet: Sheet,
    frame: Frame,
    top: float,
    tied: bool = False,
    dash: bool = False,
    whiskers: bool = True,
) -> float:
    """Below the picture: what lines and brackets mean."""
    left, y = sheet.left, top + 10
    intervals = any(cell.interval for cell in frame.known)
    if intervals and whiskers:
        ends = ([(x, y + 5), (x, y + 13)] for x in (left, left + 18))
        sheet.rules([[(left, y + 9), (left + 18, y + 9)], *ends], "interval", 1.5)
        y = _draw_note(sheet, frame.words["interval_key"], y, 28)
    elif intervals:
        y = _draw_note(sheet, frame.words["interval_in_table"], y)
    if tied:
        x = left + 11
        sheet.rules([[(x - 5, y + 3), (x, y + 3), (x, y + 15), (x - 5, y + 15)]], "quiet", 1.5)
        y = _draw_note(sheet, frame.words["tie_key"], y, 28)
    if dash and frame.estimate and None in frame.bases:
        y = _draw_note(sheet, frame.words["n_dash"], y)
    return y


def _draw_note(sheet: Sheet, words: Text, y: float, indent: float = 0) -> float:
    made = block(words, "quiet", sheet.variant.width - indent)
    sheet.text(made, sheet.left + indent, y, valign="top")
    return y + made.height + 3


@dataclass(frozen=True)
class Scale:
    """Values along x from zero: from pixel `x0` to `x1`, where `most` stands."""

    x0: float
    x1: float
    most: float

    def __call__(self, value: float) -> float:
        return self.x0 + (self.x1 - self.x0) * value / self.most


def draw_whisker(sheet: Sheet, cell: Cell, scale: Scale, y: float, on_bar: bool) -> float:
    """The interval of a value as a thin line; gives where it ends, or where the value stands."""
    if cell.interval is None:
        return scale(cell.value)
    low, at, high = (scale(v) for v in (cell.interval.low, cell.value, cell.interval.high))
    if on_bar:
        sheet.rules([[(low, y), (at, y)], [(low, y - 4), (low, y + 4)]], "ground", 1.5)
        sheet.rules([[(at, y), (high, y)], [(high, y - 4), (high, y + 4)]], "interval", 1.5)
    else:
        ends = ([(x, y - 4), (x, y + 4)] for x in (low, high))
        sheet.rules([[(low, y), (high, y)], *ends], "interval", 1.5)
    return high


def value_block(
    frame: Frame, cell: Cell | None, marks: Iterable[str] = (), style: str = "value"
) -> TextBlock:
    """The value beside its mark, with what sets it apart, or that nobody published it."""
    if cell is None:
        return block(frame.words["not_published"], "quiet")
    return block(marked_value(frame, cell, marks), style)


def series_names(frame: Frame) -> list[Text]:
    """Each series' words, its base and what sets all its values apart, where these are its own."""
    return [
        with_marks(frame, with_base(frame, head.label, column, "series"), shared_marks(column))
        for head, column in frame.by_series
    ]


def own_marks(cell: Cell | None, column: Iterable[Cell | None]) -> tuple[str, ...]:
    """What sets a value apart and does not stand with its series."""
    shared = shared_marks(column)
    return tuple(code for code in cell.special if code not in shared) if cell else ()


def few_line(frame: Frame, cell: Cell) -> TextBlock:
    """That few answered, as a line of its own; nothing where enough did."""
    return block(frame.words["few_answers"], "quiet") if cell.few else EMPTY


def draw_brackets(sheet: Sheet, found: Sequence[Tie], middles: Sequence[float], x: float) -> None:
    """A bracket to the right of each run of rows without a clear difference."""
    for tie, lane in zip(found, tie_lanes(found), strict=True):
        at = x + lane * 9
        y0, y1 = middles[tie.first] - 4, middles[tie.last] + 4
        sheet.rules([[(at - 5, y0), (at, y0), (at, y1), (at - 5, y1)]], "quiet", 1.5)


def bracket_room(found: Sequence[Tie]) -> float:
    """How much room the brackets take."""
    return 14 + 9 * max(tie_lanes(found)) if found else 0.0


LABEL_ROOM = 230.0
ABOVE = 5.0
GAP = 8.0
Span = tuple[float, float]
"""Upper and lower end of rows that stand together."""


@dataclass(frozen=True)
class RowSpace:
    """A row's place: the top of its marks, their height, and the row's middle."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of the marks."""
        return self.top + self.height / 2


def row_labels(frame: Frame, room: float) -> list[TextBlock]:
    """Each row's label, what sets its one value apart, and its base below where bases differ."""
    made = []
    for head, cells in frame.by_row:
        alone = len(frame.series) == 1
        words = with_marks(frame, head.label, shared_marks(cells)) if alone else head.label
        label = block(words, "label", room)
        bases = {cell.base for cell in cells if cell}
        if frame.base_by == "row" and len(bases) == 1:
            label += block(base_text(frame, bases.pop()), "quiet", room)
        made.append(label)
    return made


def lay_out_rows(
    sheet: Sheet,
    labels: Sequence[TextBlock],
    height: float,
    top: float,
    gap: float,
    heads: Mapping[int, TextBlock] | None = None,
    broken: bool = False,
) -> tuple[list[RowSpace], float, float]:
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
            places.append(RowSpace(y, height))
            y += height + gap
        else:
            tall = max(height, one.height)
            sheet.text(one, sheet.left, y + tall / 2)
            places.append(RowSpace(y + (tall - height) / 2, height))
            y += tall + gap
    return places, x0, y - gap


def spans_of(sheet: Sheet, places: Sequence[RowSpace], top: float) -> list[Span]:
    """Where the grid runs: over all rows; where labels stand above, over each row's marks."""
    if sheet.variant.narrow:
        return [(place.top - 3, place.top + place.height + 3) for place in places]
    return [(top, places[-1].top + places[-1].height + 6)]


def groups_of(
    sheet: Sheet, places: Sequence[RowSpace], heads: Sequence[int], top: float
) -> list[Span]:
    """The grid of each group of rows, so that no line runs through the words between them."""
    starts = list(heads) if 0 in heads else [0, *heads]
    ends = [*starts[1:], len(places)]
    parts = [places[first:last] for first, last in zip(starts, ends, strict=True)]
    return [span for part in parts for span in spans_of(sheet, part, max(top, part[0].top - 6))]


def scale_of(sheet: Sheet, frame: Frame, x0: float, room: float) -> Scale:
    """The scale between the labels and what must have room at the right."""
    return Scale(x0, sheet.right - room, most_of(frame))


def draw_axis(sheet: Sheet, frame: Frame, scale: Scale, spans: Sequence[Span]) -> float:
    """The grid over each span of rows, and the words of the scale below; gives the lower end."""
    ticks = ticks_of(frame, scale.most)
    lines = [[(scale(t), top), (scale(t), bottom)] for t in ticks[1:] for top, bottom in spans]
    sheet.rules(lines, "grid")
    bottom = spans[-1][1]
    words = [block(tick_text(frame, tick, tick == ticks[-1]), "quiet") for tick in ticks]
    crowded = scale(ticks[1]) - scale(ticks[0]) < max(one.width for one in words)
    for tick, word in zip(ticks, words, strict=True):
        if crowded and tick not in (ticks[0], ticks[-1]):
            continue
        # Where the bars begin at the very edge, the first word has no room to be centred.
        edge = tick == 0 and scale.x0 < sheet.left + 4
        sheet.text(word, scale(tick), bottom + 4, "left" if edge else "center", "top")
    return bottom + 4 + 18


def draw_base_line(sheet: Sheet, scale: Scale, spans: Sequence[Span]) -> None:
    """The zero line, over the marks."""
    sheet.rules([[(scale.x0, top), (scale.x0, bottom)] for top, bottom in spans], "axis", 1.5)
