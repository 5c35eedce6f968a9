"""A figure in words, from the frame that draws it: kind, scale, extremes, values, pattern."""

from collections.abc import Iterator, Mapping, Sequence

from barometer.charts import ties
from barometer.charts.frame import Frame, Head
from barometer.charts.scale import most_of
from barometer.charts.values import Sentences, prose, values
from barometer.charts.wording import base_text, count, fill, list_of
from barometer.text import Language, Text


def description(frame: Frame, language: Language) -> str:
    """The figure in whole sentences, in one language."""
    return " ".join(sentence[language] for sentence in sentences(frame))


def sentences(frame: Frame) -> Iterator[Text]:
    """Every sentence of the description, in both languages."""
    yield _kind(frame)
    yield from values(frame)
    yield from _bases(frame)
    yield from _gaps(frame)
    yield from PATTERNS.get(frame.chart.kind, _nothing)(frame)
    for one in frame.breaks:
        yield fill(frame.words["broken"], period=_label(frame.rows + frame.series, one.edition))
    for head in frame.rows:
        if head.apart:
            yield fill(frame.words["set_apart"], label=head.label, what=head.apart)


def _kind(frame: Frame) -> Text:
    """What kind of picture, how many marks, which scale."""
    kind = frame.chart.kind
    counted = len(frame.series) if kind == "small_multiples" else len(frame.rows)
    template = frame.words[f"kind_{kind}_{'one' if counted == 1 else 'many'}"]
    words = fill(
        template,
        n=count(len(frame.rows)),
        panels=count(len(frame.series)),
        series=list_of([head.label for head in frame.series]),
    )
    if kind in ("stacked_bar", "big_number"):
        return fill(frame.words["no_scale"], kind=words)
    return fill(frame.words["scale"], kind=words, most=prose(frame, most_of(frame)))


def _bases(frame: Frame) -> Iterator[Text]:
    """How many answers stand behind the values, where they need not stand beside each value."""
    if not frame.share or len(frame.known) < 2:
        return
    if frame.base_by == "all" and None not in frame.bases:
        yield fill(frame.words["base_all"], n=count(next(iter(frame.bases)) or 0))
    if frame.base_by == "series":
        columns = zip(frame.series, zip(*frame.cells, strict=True), strict=True)
        told = [
            fill(frame.words["base_of"], series=head.label, base=base_text(frame, cell.base))
            for head, cells in columns
            for cell in [next(one for one in cells if one)]
            if cell.base is not None
        ]
        yield fill(frame.words["bases"], what=list_of(told))


def _gaps(frame: Frame) -> Iterator[Text]:
    """What was not published, and what too few answered."""
    places = [
        (
            row.label
            if len(frame.series) == 1
            else fill(_PAIR, row=row.label, series=series.label),
            c,
        )
        for row, cells in zip(frame.rows, frame.cells, strict=True)
        for series, c in zip(frame.series, cells, strict=True)
    ]
    for word, some in (
        ("missing_one", [label for label, cell in places if cell is None]),
        ("hidden", [label for label, cell in places if cell and cell.hidden]),
    ):
        if some:
            yield fill(frame.words[word], what=list_of(some))


_PAIR = Text(da="{row} ({series})", en="{row} ({series})")


def _column_ties(frame: Frame) -> Iterator[Text]:
    """Which neighbours of one column do not clearly differ."""
    labels = [head.label for head in frame.rows]
    for tie in ties.down(frame):
        yield fill(frame.words["no_clear"], what=list_of(labels[tie.first : tie.last + 1]))
    yield from _unknown(frame)


def _row_ties(frame: Frame) -> Iterator[Text]:
    """In which rows the outer series clearly differ, and in which they do not."""
    for word, answer in (("clear_rows", True), ("no_clear_rows", False)):
        some = [
            head.label
            for head, cells in zip(frame.rows, frame.cells, strict=True)
            if ties.clear(cells[0], cells[-1]) is answer
        ]
        if some and not frame.breaks:
            yield fill(frame.words[word], what=list_of(some))
    yield from _unknown(frame)


def _time_ties(frame: Frame) -> Iterator[Text]:
    """Whether the first and the last edition that compare clearly differ."""
    start = max((n for n, h in enumerate(frame.rows) if _starts(frame, h)), default=0)
    for n, head in enumerate(frame.series):
        known = [(r, c[n]) for r, c in zip(frame.rows, frame.cells, strict=True)][start:]
        both_ends = [(row, cell) for row, cell in known if cell and not cell.hidden]
        if len(both_ends) < 2:
            continue
        (first, a), (last, b) = both_ends[0], both_ends[-1]
        answer = ties.clear(a, b)
        if answer is not None:
            what = list_of([first.label, last.label])
            word = fill(frame.words["clear" if answer else "no_clear"], what=what)
            yield word if len(frame.series) == 1 else fill(_NAMED, name=head.label, what=word)
    yield from _unknown(frame)


_NAMED = Text(da="{name}: {what}", en="{name}: {what}")


def _starts(frame: Frame, head: Head) -> bool:
    return any(one.edition == head.key for one in frame.breaks)


def _unknown(frame: Frame) -> Iterator[Text]:
    if not frame.share or len(frame.known) < 2:
        return
    if frame.bases == {None}:
        yield frame.words["unknown_clear"]
    elif None in frame.bases:
        without = [
            row.label if frame.base_by == "row" else series.label
            for row, cells in zip(frame.rows, frame.cells, strict=True)
            for series, cell in zip(frame.series, cells, strict=True)
            if cell and cell.base is None
        ]
        yield fill(frame.words["unknown_clear_some"], what=list_of(list(dict.fromkeys(without))))


def _nothing(frame: Frame) -> Iterator[Text]:
    del frame
    yield from ()


def _label(heads: Sequence[Head], key: str) -> Text:
    return next(head.label for head in heads if head.key == key)


PATTERNS: Mapping[str, Sentences] = {
    "bars": _column_ties,
    "country_dots": _column_ties,
    "grouped_bars": _row_ties,
    "dumbbell": _row_ties,
    "line": _time_ties,
    "small_multiples": _time_ties,
}
