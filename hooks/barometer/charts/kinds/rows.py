"""What all figures with a row for each thing share: labels, a scale from zero, notes below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.transforms import Transform

from barometer.charts import ties
from barometer.charts.blocks import EMPTY, Block, block
from barometer.charts.frame import HOME, Cell, Frame
from barometer.charts.palette import TONES
from barometer.charts.scale import most_of, ticks_of
from barometer.charts.sheet import Sheet
from barometer.charts.wording import base_text, count, fill, marked, tick_text
from barometer.text import Text

LABEL_ROOM = 230.0
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
            y += one.height + 2
            sheet.text(one, sheet.left, y - 2, valign="bottom")
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


def whisker(sheet: Sheet, cell: Cell, scale: Scale, y: float, on_bar: bool) -> float:
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


def missing(frame: Frame) -> Block:
    """What stands in the place of a value that nobody published."""
    return block(frame.words["not_published"], "quiet")


def value_block(frame: Frame, cell: Cell) -> Block:
    """The value beside its mark, with its codes."""
    if cell.hidden:
        return block(frame.words["too_few"], "quiet")
    return block(marked(frame, cell), "value")


def tones_of(frame: Frame) -> Sequence[str]:
    """A tone for each series: later is stronger, and at home is strongest among countries."""
    tones = TONES[len(frame.series)]
    if frame.series_by != "country":
        return tones
    quiet = iter(tones[:-1])
    home = [head.key == HOME for head in frame.series]
    if not any(home):
        return tones
    return [tones[-1] if here else next(quiet) for here in home]


def brackets(sheet: Sheet, found: Sequence[ties.Tie], middles: Sequence[float], x: float) -> None:
    """A bracket to the right of each run of rows without a clear difference."""
    for tie, lane in zip(found, ties.lanes(found), strict=True):
        at = x + lane * 9
        y0, y1 = middles[tie.first] - 4, middles[tie.last] + 4
        sheet.rules([[(at - 5, y0), (at, y0), (at, y1), (at - 5, y1)]], "quiet", 1.5)


def bracket_room(found: Sequence[ties.Tie]) -> float:
    """How much room the brackets take."""
    return 14 + 9 * max(ties.lanes(found)) if found else 0.0


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
    if not whiskers and any(cell.interval for cell in frame.drawn):
        y = _note(sheet, block(frame.words["interval_in_table"], "quiet", room + 28), y, 0)
    elif any(cell.interval for cell in frame.drawn):
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
    if dash and None in frame.bases:
        y = _note(sheet, block(frame.words["n_dash"], "quiet", room + 28), y, 0)
    if len(frame.bases) == 1:
        base = next(iter(frame.bases))
        word = "n_one" if len(frame.known) == 1 else "n_all"
        words = (
            frame.words["n_unknown_all"] if base is None else fill(frame.words[word], n=count(base))
        )
        y = _note(sheet, block(words, "quiet", room + 28), y, 0)
    return y


def _note(sheet: Sheet, what: Block, y: float, indent: float) -> float:
    if what == EMPTY:
        return y
    sheet.text(what, sheet.left + indent, y, valign="top")
    return y + what.height + 3
