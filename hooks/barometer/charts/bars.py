"""Kinds with a row a thing and their layout: labels, scale, marks, key, notes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from barometer.charts import wording
from barometer.charts.sheet import EMPTY, Sheet, TextBlock, block, contrast_role
from barometer.data.frame import (
    Cell,
    Frame,
    Head,
    Tie,
    most_of,
    ticks_of,
    tie_lanes,
    ties_across,
    ties_down,
)
from barometer.data.model import HOME_COUNTRY
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
    return block(wording.marked_value(frame, cell, marks), style)


def series_names(frame: Frame) -> list[Text]:
    """Each series' words, its base and what sets all its values apart, where these are its own."""
    return [
        wording.with_marks(
            frame,
            wording.with_base(frame, head.label, column, "series"),
            wording.shared_marks(column),
        )
        for head, column in frame.by_series
    ]


def value_blocks(frame: Frame, styles: Sequence[str]) -> list[list[TextBlock]]:
    """The values of each row, with what sets them apart and does not stand with their series."""
    shared = [wording.shared_marks(column) for _, column in frame.by_series]
    return [
        [
            value_block(
                frame, cell, [one for one in cell.special if one not in told] if cell else (), style
            )
            for cell, told, style in zip(cells, shared, styles, strict=True)
        ]
        for cells in frame.cells
    ]


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
        words = (
            wording.with_marks(frame, head.label, wording.shared_marks(cells))
            if alone
            else head.label
        )
        label = block(words, "label", room)
        if head.period:
            label += block(head.period, "quiet", room)
        bases = {cell.base for cell in cells if cell}
        if frame.base_by == "row" and len(bases) == 1:
            label += block(wording.base_text(frame, bases.pop()), "quiet", room)
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
) -> tuple[list[RowSpace], float]:
    """Write the labels, and heads above their rows; give each row’s place and the marks' left edge.

    Beside the head of rows that are `broken` off runs a dashed line.
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
    return places, x0


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
    words = [block(wording.tick_text(frame, tick, tick == ticks[-1]), "quiet") for tick in ticks]
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


DrawMark = Callable[[Sheet, Scale, Head, Cell, float], float]
"""Draws the mark of a value at a height; gives where its words may begin."""


def draw_bars(frame: Frame, sheet: Sheet) -> float:
    """One bar a row; neighbours that do not clearly differ stand within a bracket."""
    thick = 17.0 if sheet.variant.narrow else 22.0

    def draw_mark(sheet: Sheet, scale: Scale, head: Head, cell: Cell, y: float) -> float:
        del head
        tone = "tone-1" if "b" in cell.codes else "tone-3"
        return draw_row_bar(sheet, scale, cell, tone, y, thick) + GAP

    broken = {one.edition for one in frame.breaks}
    word = block(frame.words["break"], "break")
    heads = {n: word for n, head in enumerate(frame.rows) if head.key in broken}
    room = sheet.variant.width if sheet.variant.narrow else LABEL_ROOM
    return _draw_column(
        frame, sheet, draw_mark, heads, room=room, height=thick, gap=12, air=GAP, broken=True
    )


def draw_country_dots(frame: Frame, sheet: Sheet) -> float:
    """One dot a country, Denmark's the strongest; those set apart are hollow."""

    def draw_mark(sheet: Sheet, scale: Scale, head: Head, cell: Cell, y: float) -> float:
        role = "tone-3" if head.key == HOME_COUNTRY else "tone-1"
        x = scale(cell.value)
        sheet.rules([[(scale.x0, y), (x, y)]], role, 2, name="stem")
        end = draw_whisker(sheet, cell, scale, y, on_bar=False)
        sheet.dot(x, y, role, 7, bool(head.apart) or cell.hollow)
        return max(end, x + 7) + 6

    heads = {
        n: block(frame.say("apart", what=head.apart), "quiet", sheet.variant.width)
        for n, head in enumerate(frame.rows)
        if head.apart and (n == 0 or head.apart != frame.rows[n - 1].apart)
    }
    return _draw_column(
        frame, sheet, draw_mark, heads, room=LABEL_ROOM, height=20, gap=8, air=14, under=True
    )


def _draw_column(
    frame: Frame,
    sheet: Sheet,
    draw_mark: DrawMark,
    heads: Mapping[int, TextBlock],
    *,
    room: float,
    height: float,
    gap: float,
    air: float,
    broken: bool = False,
    under: bool = False,
) -> float:
    """Rows of one value each, with brackets; `under` puts the zero line under the marks."""
    ties = ties_down(frame)
    labels = row_labels(frame, room)
    places, x0 = lay_out_rows(sheet, labels, height, sheet.top + 4, gap, heads, broken)
    column = [cells[0] for cells in frame.cells]
    values = [value_block(frame, cell) for cell in column]
    brackets = bracket_room(ties)
    scale = scale_of(sheet, frame, x0, max(b.width for b in values) + air + brackets)
    spans = groups_of(sheet, places, list(heads), sheet.top)
    end = draw_axis(sheet, frame, scale, spans)
    if under:
        draw_base_line(sheet, scale, spans)
    for head, cell, place, value in zip(frame.rows, column, places, values, strict=True):
        y = place.middle
        at = draw_mark(sheet, scale, head, cell, y) if cell else scale.x0 + (6 if under else GAP)
        sheet.text(value, at, y)
    if not under:
        draw_base_line(sheet, scale, spans)
    draw_brackets(sheet, ties, [place.middle for place in places], sheet.right - brackets + 14)
    return draw_notes(sheet, frame, end, bool(ties))


def draw_row_bar(
    sheet: Sheet, scale: Scale, cell: Cell, tone: str, y: float, thick: float
) -> float:
    """The bar of a value and its interval, centred on a height; gives where they end."""
    x = scale.x0
    across = scale(cell.value) - x
    sheet.bar(x, y - thick / 2, across, thick, tone, hollow=cell.hollow)
    return draw_whisker(sheet, cell, scale, y, not cell.hollow)


RADIUS = 6.0
LANE = 27.0
"""The height of a series in a dumbbell: dot and value, the interval just below."""


def draw_dumbbell(frame: Frame, sheet: Sheet) -> float:
    """A ring for the first series, below it a dot for the second; joined where they compare."""
    names, tones = series_names(frame), ("tone-1", "tone-3")
    marks: tuple[KeyMark, KeyMark] = ("ring", "dot")
    top = draw_key(sheet, list(zip(names, tones, marks, strict=True)), sheet.top) + 8
    room = sheet.variant.width if sheet.variant.narrow else LABEL_ROOM
    places, x0 = lay_out_rows(sheet, row_labels(frame, room), 2 * LANE, top, 12)
    values = value_blocks(frame, ("earlier", "value"))
    widest = max(one.width for pair in values for one in pair)
    scale = scale_of(sheet, frame, x0 + RADIUS, widest + RADIUS + GAP)
    spans = spans_of(sheet, places, top - 4)
    end = draw_axis(sheet, frame, scale, spans)
    draw_base_line(sheet, scale, spans)
    for place, cells, pair in zip(places, frame.cells, values, strict=True):
        lanes = [place.top + LANE * (n + 0.5) - 4 for n in (0, 1)]
        known = [(scale(cell.value), y) for cell, y in zip(cells, lanes, strict=True) if cell]
        if len(known) > 1 and not _apart(frame, cells):
            sheet.rules([known], "tone-1", 2, name="link")
        for cell, words, y, tone, mark in zip(cells, pair, lanes, tones, marks, strict=True):
            at = scale.x0
            if cell:
                draw_whisker(sheet, cell, scale, y + RADIUS + 5, on_bar=False)
                sheet.dot(scale(cell.value), y, tone, RADIUS, mark == "ring" or cell.hollow)
                at = scale(cell.value)
            sheet.text(words, at + RADIUS + GAP - 2, y)
    return draw_notes(sheet, frame, end)


def _apart(frame: Frame, pair: Sequence[Cell | None]) -> bool:
    """Whether the two do not compare: a break lies between, or few answered."""
    return bool(frame.breaks) or any(cell.few for cell in pair if cell)


def draw_grouped_bars(frame: Frame, sheet: Sheet) -> float:
    """A group of bars a row; a bracket holds the bars of a row that do not clearly differ."""
    tones = [tone or "axis" for tone in wording.series_tones(frame)]
    names = zip(series_names(frame), tones, strict=True)
    top = draw_key(sheet, [(name, tone, "square") for name, tone in names], sheet.top)
    room = LABEL_ROOM if not sheet.variant.narrow else sheet.variant.width
    labels = row_labels(frame, room)
    thick = 18.0
    height = len(tones) * (thick + 3) - 3
    places, x0 = lay_out_rows(sheet, labels, height, top + 10, 14)
    values = value_blocks(frame, ["value"] * len(frame.series))
    found = [ties_across(frame, cells) for cells in frame.cells]
    brackets = max(map(bracket_room, found))
    widest = max(b.width for group in values for b in group)
    scale = scale_of(sheet, frame, x0, widest + GAP + brackets)
    spans = spans_of(sheet, places, top + 4)
    end = draw_axis(sheet, frame, scale, spans)
    for place, cells, group, tied in zip(places, frame.cells, values, found, strict=True):
        middles = [place.top + n * (thick + 3) + thick / 2 for n in range(len(cells))]
        for cell, tone, value, y in zip(cells, tones, group, middles, strict=True):
            at = draw_row_bar(sheet, scale, cell, tone, y, thick) if cell else scale.x0
            sheet.text(value, at + GAP, y)
        draw_brackets(sheet, tied, middles, sheet.right - brackets + 14)
    draw_base_line(sheet, scale, spans)
    return draw_notes(sheet, frame, end, any(found))


def draw_big_number(frame: Frame, sheet: Sheet) -> float:
    """The value, large, beside what it measures; a share also as a bar of 100."""
    cell = frame.known[0]
    huge = block(wording.value_text(frame, cell.value), "huge")
    narrow = sheet.variant.narrow
    sheet.text(huge, sheet.left, sheet.top + 52)
    x = sheet.left if narrow else sheet.left + huge.width + 20
    words = block(frame.indicator.measure, "label", sheet.right - x)
    for code in cell.special:
        words += block(frame.words[f"mark_{code}"], "quiet")
    words += few_line(frame, cell)
    sheet.text(words, x, sheet.top + (100 if narrow else 52), valign="top" if narrow else "middle")
    top = sheet.top + (100 + words.height if narrow else max(100, words.height)) + 8
    if not frame.share:
        return draw_notes(sheet, frame, top - 10)
    scale = Scale(sheet.left, sheet.right, 100)
    sheet.bar(sheet.left, top, sheet.variant.width, 14, "grid")
    sheet.bar(sheet.left, top, scale(cell.value) - sheet.left, 14, "tone-3")
    draw_whisker(sheet, cell, scale, top + 7, on_bar=True)
    return draw_notes(sheet, frame, top + 14)


THICK = 38.0
APART = 8.0


def draw_stacked_bar(frame: Frame, sheet: Sheet) -> float:
    """One bar an edition over the whole width, the key above in the order of the parts."""
    tones = wording.series_tones(frame)
    marks: list[KeyMark] = ["square" if tone else "hollow" for tone in tones]
    names = [head.label for head in frame.series]
    roles = [tone or "axis" for tone in tones]
    y = draw_key(sheet, list(zip(names, roles, marks, strict=True)), sheet.top)
    for head, cells in frame.by_row:
        if len(frame.rows) > 1:
            words = block(wording.with_base(frame, head.label, cells, "row"), "head")
            sheet.text(words, sheet.left, y + 12, valign="top")
            y += 12 + words.height
        y = _stacked_bar(sheet, frame, cells, tones, y + 24)
    return draw_notes(sheet, frame, y + 2, whiskers=False)


def _stacked_bar(
    sheet: Sheet,
    frame: Frame,
    cells: Sequence[Cell | None],
    tones: Sequence[str | None],
    top: float,
) -> float:
    gaps = APART if None in tones else 0.0
    pixels = (sheet.variant.width - gaps) / max(100.0, sum(cell.value for cell in cells if cell))
    x = written = sheet.left
    for cell, tone in zip(cells, tones, strict=True):
        if cell is None:
            continue
        across = cell.value * pixels
        left = x if tone else x + gaps
        if tone:
            sheet.bar(left, top, across - 2, THICK, tone)
        else:
            sheet.bar(left, top + 0.75, across, THICK - 1.5, "axis", hollow=True)
        words, middle = wording.marked_value(frame, cell, cell.special), left + across / 2
        inside = block(words, contrast_role(tone) if tone else "head")
        if inside.width + 4 <= across:
            sheet.text(inside, middle, top + THICK / 2, "center")
        else:
            written = _write_above(sheet, block(words, "head"), middle, top, written)
        x += across
    return top + THICK


def _write_above(sheet: Sheet, words: TextBlock, middle: float, top: float, after: float) -> float:
    """A value above its narrow part, clear of the one before; gives where it ends."""
    x = min(max(middle - words.width / 2, after), sheet.right - words.width)
    sheet.text(words, x + words.width / 2, top - 2, "center", "bottom")
    return x + words.width + 6
