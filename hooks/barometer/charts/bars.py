"""Kinds with rows: bars, grouped, stacked, number, dots, dumbbell."""

from collections.abc import Callable, Mapping, Sequence

from barometer.charts.rows import (
    GAP,
    LABEL_ROOM,
    KeyMark,
    Scale,
    bracket_room,
    draw_axis,
    draw_base_line,
    draw_brackets,
    draw_key,
    draw_notes,
    draw_whisker,
    few_line,
    groups_of,
    lay_out_rows,
    own_marks,
    row_labels,
    scale_of,
    series_names,
    spans_of,
    value_block,
)
from barometer.charts.sheet import Sheet, TextBlock, block, contrast_role
from barometer.charts.wording import (
    marked_value,
    series_tones,
    value_text,
    with_base,
)
from barometer.data.frame import HOME, Cell, Frame, Head, ties_across, ties_down

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
        role = "tone-3" if head.key == HOME else "tone-1"
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
    places, x0, _ = lay_out_rows(sheet, labels, height, sheet.top + 4, gap, heads, broken)
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
    places, x0, _ = lay_out_rows(sheet, row_labels(frame, room), 2 * LANE, top, 12)
    columns = [column for _, column in frame.by_series]
    values = [
        [
            value_block(frame, cell, own_marks(cell, column), style)
            for cell, column, style in zip(cells, columns, ("earlier", "value"), strict=True)
        ]
        for cells in frame.cells
    ]
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
    tones = [tone or "axis" for tone in series_tones(frame)]
    names = zip(series_names(frame), tones, strict=True)
    top = draw_key(sheet, [(name, tone, "square") for name, tone in names], sheet.top)
    room = LABEL_ROOM if not sheet.variant.narrow else sheet.variant.width
    labels = row_labels(frame, room)
    thick = 18.0
    height = len(tones) * (thick + 3) - 3
    places, x0, _ = lay_out_rows(sheet, labels, height, top + 10, 14)
    columns = [column for _, column in frame.by_series]
    values = [
        [
            value_block(frame, cell, own_marks(cell, column))
            for cell, column in zip(cells, columns, strict=True)
        ]
        for cells in frame.cells
    ]
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
    huge = block(value_text(frame, cell.value), "huge")
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
    tones = series_tones(frame)
    marks: list[KeyMark] = ["square" if tone else "hollow" for tone in tones]
    names = [head.label for head in frame.series]
    roles = [tone or "axis" for tone in tones]
    y = draw_key(sheet, list(zip(names, roles, marks, strict=True)), sheet.top)
    for head, cells in frame.by_row:
        if len(frame.rows) > 1:
            words = block(with_base(frame, head.label, cells, "row"), "head")
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
        words, middle = marked_value(frame, cell, cell.special), left + across / 2
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
