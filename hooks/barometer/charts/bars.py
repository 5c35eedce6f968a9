"""Kinds with rows: bars, grouped, stacked, number, dots, dumbbell."""

from collections.abc import Sequence

from barometer.charts.rows import (
    GAP,
    LABEL_ROOM,
    KeyMark,
    RowSpace,
    Scale,
    bar_tones,
    bracket_room,
    draw_axis,
    draw_base_line,
    draw_brackets,
    draw_key,
    draw_notes,
    draw_whisker,
    few_line,
    groups_of,
    label_of,
    lay_out_rows,
    missing_block,
    scale_of,
    spans_of,
    value_block,
)
from barometer.charts.sheet import TONES, Sheet, TextBlock, block, contrast_role
from barometer.charts.wording import (
    base_text,
    coded,
    codes_text,
    fill_template,
    value_text,
    with_base,
)
from barometer.data.frame import HOME, RESIDUAL, Cell, Frame, ties_across, ties_down


def draw_bars(frame: Frame, sheet: Sheet) -> float:
    """One bar a row; neighbours that do not clearly differ stand within a bracket."""
    column = [row[0] for row in frame.cells]
    found = ties_down(frame)
    room = LABEL_ROOM if not sheet.variant.narrow else sheet.right - sheet.left
    labels = [
        label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    height = 17.0 if sheet.variant.narrow else 22.0
    broken = {one.edition for one in frame.breaks}
    word = block(frame.words["break"], "break")
    heads = {n: word for n, head in enumerate(frame.rows) if head.key in broken}
    places, x0, _ = lay_out_rows(sheet, labels, height, sheet.top + 4, 12, heads, broken=True)
    values = [value_block(frame, cell) if cell else missing_block(frame) for cell in column]
    brackets = bracket_room(found)
    scale = scale_of(sheet, frame, x0, max(b.width for b in values) + GAP + brackets)
    spans = groups_of(sheet, places, list(heads), sheet.top)
    end = draw_axis(sheet, frame, scale, spans)
    for cell, place, value in zip(column, places, values, strict=True):
        at = scale.x0
        if cell:
            draw = sheet.outline if cell.uncertain else sheet.bar
            tone = "tone-1" if "b" in cell.codes else "tone-3"
            draw(0, place.top, cell.value, place.height, tone, scale.transform)
            at = draw_whisker(sheet, cell, scale, place.middle, not cell.uncertain)
        sheet.text(value, at + GAP, place.middle)
    draw_base_line(sheet, scale, spans)
    draw_brackets(sheet, found, [place.middle for place in places], sheet.right - brackets + 14)
    return draw_notes(sheet, frame, end, bool(found))


def draw_country_dots(frame: Frame, sheet: Sheet) -> float:
    """One dot a country, Denmark's the strongest; those set apart are hollow."""
    column = [row[0] for row in frame.cells]
    apart = [n for n, head in enumerate(frame.rows) if head.apart]
    found = ties_down(frame)
    labels = [
        label_of(frame, head.label, cells, LABEL_ROOM)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    width = sheet.right - sheet.left
    heads = {
        n: block(
            fill_template(frame.words["apart"], what=frame.rows[n].apart or ""), "quiet", width
        )
        for n in apart
        if n == apart[0] or frame.rows[n].apart != frame.rows[n - 1].apart
    }
    places, x0, _ = lay_out_rows(sheet, labels, 20, sheet.top + 4, 8, heads)
    values = [value_block(frame, cell) if cell else missing_block(frame) for cell in column]
    brackets = bracket_room(found)
    scale = scale_of(sheet, frame, x0, max(b.width for b in values) + 14 + brackets)
    spans = groups_of(sheet, places, list(heads), sheet.top)
    end = draw_axis(sheet, frame, scale, spans)
    draw_base_line(sheet, scale, spans)
    for head, cell, place, value in zip(frame.rows, column, places, values, strict=True):
        at = scale.x0
        if cell:
            role = "tone-3" if head.key == HOME else "tone-1"
            y = place.middle
            sheet.rules([[(scale.x0, y), (scale(cell.value), y)]], role, 2, name="stem")
            at = max(draw_whisker(sheet, cell, scale, y, False), scale(cell.value) + 7)
            sheet.dot(scale(cell.value), y, role, 7, bool(head.apart) or cell.uncertain)
        sheet.text(value, at + 6, place.middle)
    draw_brackets(sheet, found, [place.middle for place in places], sheet.right - brackets + 14)
    return draw_notes(sheet, frame, end, bool(found))


MARKS = (("tone-1", True), ("tone-3", False))


SPACE = 16.0


TRACK = 28.0


LANE = 7.0


RADIUS = 6.0


def draw_dumbbell(frame: Frame, sheet: Sheet) -> float:
    """A ring for the first series, a dot for the second; joined only where they compare."""
    values = [[_words(frame, cell, n) for n, cell in enumerate(cells)] for cells in frame.cells]
    heads = [_head(frame, n) for n in (0, 1)]
    columns = [max(heads[n].width, *(pair[n].width for pair in values)) for n in (0, 1)]
    edges = [sheet.right - columns[1] - SPACE, sheet.right]
    top = _write_heads(sheet, heads, edges)
    aside = sum(columns) + 2 * SPACE
    tall = max(words.height for pair in values for words in pair)
    places, lines, x0 = _lay(sheet, frame, aside, top, tall)
    scale = scale_of(sheet, frame, x0, 30 if sheet.variant.narrow else aside + 8)
    spans = spans_of(sheet, places, top - 4)
    end = draw_axis(sheet, frame, scale, spans)
    draw_base_line(sheet, scale, spans)
    for place, line, cells, pair in zip(places, lines, frame.cells, values, strict=True):
        _marks(sheet, frame, scale, place.middle, cells)
        for edge, words in zip(edges, pair, strict=True):
            sheet.text(words, edge, line, "right")
    return draw_notes(sheet, frame, end)


def _words(frame: Frame, cell: Cell | None, n: int) -> TextBlock:
    if cell is None:
        return block(frame.words["not_published"], "quiet", 62)
    return block(coded(frame, cell), ("earlier", "value")[n]) + few_line(frame, cell)


def _head(frame: Frame, n: int) -> TextBlock:
    """A series' name, and its base where that belongs to the series."""
    made = block(frame.series[n].label, "quiet", 70)
    bases = {cell.base for cells in frame.cells if (cell := cells[n])}
    if frame.base_by == "series" and len(bases) == 1:
        made += block(base_text(frame, bases.pop()), "quiet", 70)
    return made


def _write_heads(sheet: Sheet, heads: Sequence[TextBlock], edges: Sequence[float]) -> float:
    bottom = sheet.top + 20 + max(head.height for head in heads)
    for head, edge, (role, hollow) in zip(heads, edges, MARKS, strict=True):
        sheet.dot(edge - 7, sheet.top + 8, role, 7, hollow)
        sheet.text(head, edge, sheet.top + 20, "right", "top")
    return bottom + 10


def _lay(
    sheet: Sheet, frame: Frame, aside: float, top: float, tall: float
) -> tuple[list[RowSpace], list[float], float]:
    """Where marks and values stand: side by side, or the values in the label's line."""
    narrow = sheet.variant.narrow
    room = sheet.right - sheet.left - aside if narrow else LABEL_ROOM
    labels = [
        label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    if not narrow:
        places, x0, _ = lay_out_rows(sheet, labels, max(TRACK, tall), top, 10)
        return places, [place.middle for place in places], x0
    places, lines, y = [], [], top
    for one in labels:
        y += max(one.height, tall)
        sheet.text(one, sheet.left, y, valign="bottom")
        lines.append(y - tall / 2)
        places.append(RowSpace(y, TRACK))
        y += TRACK + 12
    return places, lines, sheet.left + 8


def _marks(sheet: Sheet, frame: Frame, scale: Scale, y: float, pair: Sequence[Cell | None]) -> None:
    """Marks that would cover each other stand in two lanes, the first series above."""
    first, second = (_extent(cell, scale) for cell in pair)
    near = False
    if first and second:
        near = max(first[0], second[0]) < min(first[1], second[1])
    if first and second and not near and not _apart(frame, pair):
        ends = [(scale(cell.value), y) for cell in pair if cell]
        sheet.rules([ends], "tone-1", 2, name="link")
    for cell, shift, (role, hollow) in zip(pair, (-LANE, LANE), MARKS, strict=True):
        if cell:
            lane = y + shift if near else y
            draw_whisker(sheet, cell, scale, lane, on_bar=False)
            sheet.dot(scale(cell.value), lane, role, RADIUS, hollow or cell.uncertain)


def _apart(frame: Frame, pair: Sequence[Cell | None]) -> bool:
    """Whether the two do not compare: a break lies between, or few answered."""
    return bool(frame.breaks) or any(cell.few for cell in pair if cell)


def _extent(cell: Cell | None, scale: Scale) -> tuple[float, float] | None:
    """From where to where a mark and its interval reach, in pixels."""
    if cell is None:
        return None
    low = high = cell.value
    if cell.interval:
        low, high = cell.interval.low, cell.interval.high
    middle = scale(cell.value)
    return min(scale(low), middle - RADIUS) - 1, max(scale(high), middle + RADIUS) + 1


def draw_grouped_bars(frame: Frame, sheet: Sheet) -> float:
    """A group of bars a row; a bracket holds the bars of a row that do not clearly differ."""
    tones = bar_tones(frame)
    columns = zip(*frame.cells, strict=True)
    names = [
        with_base(frame, head.label, column, "series")
        for head, column in zip(frame.series, columns, strict=True)
    ]
    top = draw_key(sheet, [(n, t, "square") for n, t in zip(names, tones, strict=True)], sheet.top)
    room = LABEL_ROOM if not sheet.variant.narrow else sheet.right - sheet.left
    labels = [
        label_of(frame, head.label, cells, room)
        for head, cells in zip(frame.rows, frame.cells, strict=True)
    ]
    thick = 18.0
    height = len(tones) * (thick + 3) - 3
    places, x0, _ = lay_out_rows(sheet, labels, height, top + 10, 14)
    values = [
        [value_block(frame, c) if c else missing_block(frame) for c in cells]
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
            _bar(sheet, scale, cell, tone, value, y, thick)
        draw_brackets(sheet, tied, middles, sheet.right - brackets + 14)
    draw_base_line(sheet, scale, spans)
    return draw_notes(sheet, frame, end, any(found))


def _bar(
    sheet: Sheet,
    scale: Scale,
    cell: Cell | None,
    tone: str,
    value: TextBlock,
    y: float,
    thick: float,
) -> None:
    at = scale.x0
    if cell:
        draw = sheet.outline if cell.uncertain else sheet.bar
        draw(0, y - thick / 2, cell.value, thick, tone, scale.transform)
        at = draw_whisker(sheet, cell, scale, y, not cell.uncertain)
    sheet.text(value, at + GAP, y)


def draw_big_number(frame: Frame, sheet: Sheet) -> float:
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
    words += few_line(frame, cell)
    sheet.text(words, x, sheet.top + (100 if narrow else 52), valign="top" if narrow else "middle")
    top = sheet.top + (100 + words.height if narrow else max(100, words.height)) + 8
    if not frame.share:
        return draw_notes(sheet, frame, top - 10)
    scale = Scale(sheet.left, sheet.right, 100, sheet.scale(sheet.left, sheet.right, 100))
    sheet.bar(0, top, 100, 14, "grid", scale.transform)
    sheet.bar(0, top, cell.value, 14, "tone-3", scale.transform)
    draw_whisker(sheet, cell, scale, top + 7, on_bar=True)
    return draw_notes(sheet, frame, top + 14)


THICK = 38.0


APART = 8.0


def draw_stacked_bar(frame: Frame, sheet: Sheet) -> float:
    """One bar an edition over the whole width, the key above in the order of the parts."""
    tones = _tones(frame)
    marks: list[KeyMark] = ["square" if tone else "hollow" for tone in tones]
    y = draw_key(
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
        y = _stacked_bar(sheet, frame, cells, tones, y + 24)
    return draw_notes(sheet, frame, y + 2, whiskers=False)


def _tones(frame: Frame) -> list[str | None]:
    """A tone for each part, strongest first; None for an answer that is none."""
    parts = [head.key for head in frame.series if head.key not in RESIDUAL]
    tones = dict(zip(parts, reversed(TONES[len(parts)]), strict=True))
    return [tones.get(head.key) for head in frame.series]


def _stacked_bar(
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
        words = coded(frame, cell)
        if tone:
            sheet.bar(x, top, cell.value - 2 * whole / width, THICK, tone, scale)
        else:
            sheet.outline(x + shift, top + 0.75, cell.value, THICK - 1.5, "axis", scale)
        inside = block(words, contrast_role(tone).replace("on-", "on-") if tone else "head")
        if inside.width + 4 <= right - left:
            sheet.text(inside, (left + right) / 2, top + THICK / 2, "center")
        else:
            said = _above(sheet, block(words, "head"), (left + right) / 2, top, said)
        x += cell.value
    few = max((few_line(frame, cell) for cell in cells if cell), key=lambda one: one.height)
    sheet.text(few, sheet.left, top + THICK + 4, valign="top")
    return top + THICK + few.height


def _above(sheet: Sheet, words: TextBlock, middle: float, top: float, after: float) -> float:
    """A value above its narrow part, clear of the one before; gives where it ends."""
    x = min(max(middle - words.width / 2, after), sheet.right - words.width)
    sheet.text(words, x + words.width / 2, top - 2, "center", "bottom")
    return x + words.width + 6
