"""Kinds over time: line, small multiples."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from numpy import interp

from barometer.charts import wording
from barometer.charts.bars import draw_notes, few_line
from barometer.charts.sheet import EMPTY, Sheet, TextBlock, block
from barometer.data.frame import Cell, Frame, Head, most_of, ticks_of
from barometer.text import DASH, Text

AXIS_ROOM = 54.0
CLOSEST = 47.0
"""The least distance between two editions, in pixels, that keeps their values and bases apart."""
NOT_KNOWN = Text(da=DASH, en=DASH)
"""Stands in the place of a value or a base that nobody published."""


def draw_line(frame: Frame, sheet: Sheet) -> float:
    """One line a series over the editions, each value at its point, the bases below."""
    columns = [cells for _, cells in frame.by_series]
    headroom = (46.0 if frame.breaks else 28.0) + few_room(frame)
    top = sheet.top + headroom
    bottom = top + (190 if sheet.variant.narrow else 230)
    names = _end_names(frame)
    x0, x1 = sheet.left + AXIS_ROOM, sheet.right - names
    side = 24 if sheet.variant.narrow else 36
    times = sorted({head.when or 0 for head in frame.rows})
    ends = x0 + side, x1 - side
    plot = Plot(*ends, top, bottom, times, _places(times, *ends), most_of(frame))
    draw_grid(sheet, frame, plot, x0, x1)
    draw_breaks(sheet, frame, plot, sheet.top)
    tones = wording.TONES[len(columns)]
    for column, tone in zip(columns, tones, strict=True):
        draw_trace(sheet, frame, plot, column, tone)
    for column, tone in zip(columns, tones, strict=True):
        draw_marks(sheet, frame, plot, column, tone)
        draw_names(sheet, frame, plot, column, above=column is columns[0])
    for head, column in frame.by_series:
        if len(columns) > 1 and column[-1]:
            sheet.text(block(head.label, "head", names - 16), x1 + 8, plot.y(column[-1].value))
    end = periods(sheet, frame, plot, x0)
    return draw_notes(sheet, frame, end, dash=len(frame.bases) > 1)


def _end_names(frame: Frame) -> float:
    if len(frame.series) == 1:
        return 0.0
    return 16 + max(block(head.label, "head", 110).width for head in frame.series)


@dataclass(frozen=True)
class Plot:
    """A box in pixels with its scales: `times`, in years, stand at `places`, in pixels."""

    x0: float
    x1: float
    top: float
    bottom: float
    times: Sequence[float]
    places: Sequence[float]
    most: float

    def x(self, when: float) -> float:
        """Where a point in time stands."""
        return float(interp(when, self.times, self.places))

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.bottom - (self.bottom - self.top) * value / self.most


def periods(sheet: Sheet, frame: Frame, plot: Plot, x0: float) -> float:
    """The editions' years below the axis, and a row of bases where they differ."""
    y = plot.bottom + 6
    for n, head in enumerate(frame.rows):
        what = period_block(frame, n, sheet.variant.narrow)
        sheet.text(what, plot.x(head.when or 0), y, "center", "top")
    y += 36 if sheet.variant.narrow else 18
    if not frame.estimate or len(frame.bases) == 1:
        return y
    sheet.text(block(Text(da="n", en="n"), "quiet"), x0 - 8, y + 4, "right", "top")
    for head, cells in frame.by_row:
        base = next((cell.base for cell in cells if cell), None)
        words = NOT_KNOWN if base is None else wording.count_in_words(base)
        sheet.text(block(words, "quiet"), plot.x(head.when or 0), y + 4, "center", "top")
    return y + 22


TALL = 96.0
GUTTER = 28.0


def draw_small_multiples(frame: Frame, sheet: Sheet) -> float:
    """As many panels side by side as have room for their values; breaks in each."""
    across = _across(frame, sheet)
    width = (sheet.variant.width - GUTTER * (across - 1)) / across
    titles = [block(head.label, "head", width) for head in frame.series]
    columns = list(zip(*frame.cells, strict=True))
    y, end, head = sheet.top, sheet.top, (46.0 if frame.breaks else 26.0) + few_room(frame)
    for start in range(0, len(columns), across):
        some = range(start, min(start + across, len(columns)))
        tall = max(titles[n].height for n in some)
        for n in some:
            x = sheet.left + (n - start) * (width + GUTTER)
            sheet.text(titles[n], x, y + tall, valign="bottom")
            end = _panel(sheet, frame, columns[n], x, width, y + tall + head)
        y = end + 18
    return draw_notes(sheet, frame, end, dash=len(frame.bases) > 1)


def _across(frame: Frame, sheet: Sheet) -> int:
    room = 58.0 * len(frame.rows) + 20
    return max(1, min(4, len(frame.series), int((sheet.variant.width + GUTTER) / (room + GUTTER))))


def _panel(
    sheet: Sheet, frame: Frame, column: Sequence[Cell | None], x: float, width: float, top: float
) -> float:
    """One panel: a column an edition with value, years and base; gives its lower end."""
    bottom = top + TALL
    plot = Plot(x, x + width, top, bottom, (0, 1), (x, x + width), most_of(frame))
    step = width / len(column)
    thick = min(44.0, step * 0.62)
    low = bottom
    for n, cell in enumerate(column):
        middle = x + step * (n + 0.5)
        if cell:
            y = plot.y(cell.value)
            role = "tone-1" if "b" in cell.codes or n < len(column) - 1 else "tone-3"
            sheet.bar(middle - thick / 2, y, thick, bottom - y, role, hollow=cell.hollow)
        _value(sheet, frame, plot, cell, middle)
        low = max(low, _below(sheet, frame, n, cell, middle, bottom + 6))
    for one in frame.breaks:
        at = x + step * [head.key for head in frame.rows].index(one.edition)
        sheet.text(block(frame.words["break"], "break"), at, top - 24, "center", "bottom")
        sheet.rules([[(at, top - 22), (at, bottom)]], "break", 1.5, (4, 3))
    sheet.rules([[(x, bottom), (x + width, bottom)]], "axis", 1.5)
    return low


def _value(sheet: Sheet, frame: Frame, plot: Plot, cell: Cell | None, x: float) -> None:
    if cell is None:
        sheet.text(block(NOT_KNOWN, "quiet"), x, plot.bottom - 4, "center", "bottom")
        return
    top = plot.y(cell.interval.high if cell.interval else cell.value)
    if cell.interval:
        low, high = plot.y(cell.interval.low), plot.y(cell.interval.high)
        at = plot.y(cell.value)
        sheet.rules([[(x, at), (x, high)], [(x - 4, high), (x + 4, high)]], "interval", 1.5)
        sheet.rules([[(x, at), (x, low)], [(x - 4, low), (x + 4, low)]], "ground", 1.5)
    sheet.text(value_lines(frame, cell), x, top - 2, "center", "bottom")


def _below(sheet: Sheet, frame: Frame, row: int, cell: Cell | None, x: float, y: float) -> float:
    what: TextBlock = period_block(frame, row, stacked=True)
    if cell and frame.estimate and frame.base_by != "all":
        base = NOT_KNOWN if cell.base is None else wording.count_in_words(cell.base)
        what += block(frame.say("n_short", n=base), "quiet")
    for code in cell.special if cell else ():
        what += block(frame.words[f"mark_{code}"], "quiet")
    sheet.text(what, x, y, "center", "top")
    return y + what.height


def _places(times: Sequence[float], x0: float, x1: float) -> list[float]:
    """Points in time on an even scale, those that would crowd as far apart as their words need."""
    if len(times) == 1:
        return [(x0 + x1) / 2]
    gap = min(CLOSEST, (x1 - x0) / (len(times) - 1))
    even = [x0 + (x1 - x0) * (one - times[0]) / (times[-1] - times[0]) for one in times]
    pushed = list(accumulate(even, lambda before, here: max(here, before + gap)))
    back = accumulate(reversed([*pushed[:-1], x1]), lambda after, here: min(here, after - gap))
    return list(back)[::-1]


def draw_grid(sheet: Sheet, frame: Frame, plot: Plot, x0: float, x1: float) -> None:
    """Lines across at round values, their words at the left, and the zero line."""
    ticks = ticks_of(frame, plot.most)
    sheet.rules([[(x0, plot.y(t)), (x1, plot.y(t))] for t in ticks[1:]], "grid")
    for tick in ticks:
        label = wording.tick_text(frame, tick, tick == ticks[-1])
        sheet.text(block(label, "quiet"), x0 - 8, plot.y(tick), "right")
    sheet.rules([[(x0, plot.bottom), (x1, plot.bottom)]], "axis", 1.5)


def period_block(frame: Frame, row: int, stacked: bool) -> TextBlock:
    """An edition's years below the axis, on two lines where room is scarce."""
    edition = frame.editions[row]
    if stacked and edition.start != edition.end:
        lines = ((f"{edition.start}{DASH}", "quiet"), (str(edition.end), "quiet"))
        return TextBlock(lines, lines)
    words = wording.short_period(edition.start, edition.end)
    return block(Text(da=words, en=words), "quiet")


def draw_trace(
    sheet: Sheet, frame: Frame, plot: Plot, column: Sequence[Cell | None], role: str
) -> None:
    """The line through neighbours that compare: not over a break, a gap or few answers."""
    broken, segments = {one.edition for one in frame.breaks}, []
    for (a, first), (b, second) in pairwise(zip(frame.rows, column, strict=True)):
        if first and second and not (first.few or second.few or b.key in broken):
            segments.append([_point(plot, a, first), _point(plot, b, second)])
    sheet.rules(segments, role, 2.5, name="line")


def draw_marks(
    sheet: Sheet, frame: Frame, plot: Plot, column: Sequence[Cell | None], role: str
) -> None:
    """Interval and dot of every value; quieter before a break."""
    for head, cell in zip(frame.rows, column, strict=True):
        if cell is None:
            continue
        x, y = _point(plot, head, cell)
        if cell.interval:
            low, high = plot.y(cell.interval.low), plot.y(cell.interval.high)
            sheet.rules(
                [[(x, low), (x, high)], *([(x - 8, at), (x + 8, at)] for at in (low, high))],
                "interval",
                1.5,
            )
        sheet.dot(x, y, "tone-1" if "b" in cell.codes else role, 5, cell.hollow)


def draw_names(
    sheet: Sheet, frame: Frame, plot: Plot, column: Sequence[Cell | None], above: bool = True
) -> None:
    """Each value above its dot, what sets it apart below."""
    edge, lower, walls = -1e6, 0.0, break_places(frame, plot)
    for head, cell in zip(frame.rows, column, strict=True):
        if cell is None:
            continue
        x, y = _point(plot, head, cell)
        high, low = (
            (plot.y(cell.interval.high), plot.y(cell.interval.low)) if cell.interval else (y, y)
        )
        over, under = min(high, y - 5) - 3, max(low, y + 5) + 3
        sheet.text(value_lines(frame, cell), x, over if above else under, "center",
                   "bottom" if above else "top")  # fmt: skip
        marks = EMPTY
        for code in cell.special:
            if code != "b":  # the word stands by the line of the break
                marks += block(frame.words[f"mark_{code}"], "quiet")
        if marks != EMPTY:
            # Words that would meet those of the dot before stand below them.
            at = max(x, walls.get(head.key, 0.0) + FROM_BREAK + marks.width / 2)
            lower = lower + marks.height if at - marks.width / 2 < edge else 0.0
            edge = at + marks.width / 2
            place = under + lower if above else over - lower
            sheet.text(marks, at, place, "center", "top" if above else "bottom")


def value_lines(frame: Frame, cell: Cell) -> TextBlock:
    """A value, and below it that few answered."""
    return block(wording.value_text(frame, cell.value), "value") + few_line(frame, cell)


def few_room(frame: Frame) -> float:
    """The room above for the words that few answered, where they stand at any value."""
    return max(few_line(frame, cell).height for cell in frame.known)


FROM_BREAK = 5
"""Pixels from the line of a break to the words beside it."""


def break_places(frame: Frame, plot: Plot) -> dict[str, float]:
    """How far across the line of each break stands, by the row that it comes before."""
    broken = {one.edition for one in frame.breaks}
    return {
        after.key: plot.x(((before.when or 0) + (after.when or 0)) / 2)
        for before, after in pairwise(frame.rows)
        if after.key in broken
    }


def draw_breaks(sheet: Sheet, frame: Frame, plot: Plot, top: float) -> None:
    """An upright dashed line where the series breaks, with the word."""
    for x in break_places(frame, plot).values():
        sheet.rules([[(x, top + 20), (x, plot.bottom)]], "break", 1.5, (4, 3))
        sheet.text(block(frame.words["break"], "break"), x, top, "center", "top")


def _point(plot: Plot, head: Head, cell: Cell | None) -> tuple[float, float]:
    return plot.x(head.when or 0), plot.y(cell.value if cell else 0)
