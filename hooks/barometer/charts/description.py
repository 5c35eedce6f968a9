"""A figure in words, from the frame that draws it: kind, scale, extremes, values, pattern."""

from collections.abc import Iterator, Mapping, Sequence

from barometer.charts import ties
from barometer.charts.frame import Cell, Frame, Head
from barometer.charts.scale import most_of
from barometer.charts.values import Sentences, labelled, prose, values
from barometer.charts.wording import base_text, count, fill, list_of, names_of, places
from barometer.data.intervals import Clarity
from barometer.text import Language, Text


def description(frame: Frame, language: Language) -> str:
    """The figure in whole sentences, in one language."""
    return " ".join(sentence[language] for sentence in sentences(frame))


def sentences(frame: Frame) -> Iterator[Text]:
    """Every sentence of the description, in both languages."""
    yield _kind(frame)
    yield from values(frame)
    yield from _apart(frame)
    yield from _gaps(frame)
    if frame.estimate and len(frame.known) > 1:
        yield from _bases(frame)
        yield from PATTERNS.get(frame.chart.kind, _nothing)(frame)
        yield from _unknown(frame)
    yield from _breaks(frame)


def _kind(frame: Frame) -> Text:
    """What kind of picture, how many marks, which scale."""
    kind = frame.chart.kind
    counted = len(frame.series) if kind == "small_multiples" else len(frame.rows)
    template = frame.words[f"kind_{kind}_{'one' if counted == 1 else 'many'}"]
    words = fill(
        template,
        n=count(len(frame.rows)),
        panels=count(len(frame.series)),
        series=list_of([head.spoken for head in frame.series]),
    )
    if kind in ("stacked_bar", "big_number"):
        return fill(frame.words["no_scale"], kind=words)
    return fill(frame.words["scale"], kind=words, most=prose(frame, most_of(frame)))


def _apart(frame: Frame) -> Iterator[Text]:
    """The countries whose population differs, each with its value."""
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        cell = cells[0]
        if head.apart and cell:
            told = labelled(frame, (head, cell))
            yield fill(frame.words["set_apart"], what=told, population=head.apart)


def _gaps(frame: Frame) -> Iterator[Text]:
    """What was not published, and what few answered."""
    missing = [one for one, cell in places(frame) if cell is None]
    if missing:
        yield fill(frame.words["missing"], what=list_of(missing))
    few = [(one, cell) for one, cell in places(frame) if cell and cell.few]
    if few and len(frame.known) > 1:
        told = [_few(frame, one, cell) for one, cell in few]
        yield fill(frame.words["few_told"], what=list_of(told))


def _few(frame: Frame, name: Text, cell: Cell) -> Text:
    """`Regioner: 40 procent, n = 12`."""
    value, base = prose(frame, cell.value), base_text(frame, cell.base)
    return fill(frame.words["pair_base"], first=name, second=value, base=base)


def _bases(frame: Frame) -> Iterator[Text]:
    """How many answers stand behind the values, where that does not stand beside each."""
    if frame.base_by == "all" and None not in frame.bases:
        yield fill(frame.words["base_all"], n=count(next(iter(frame.bases)) or 0))
    if frame.base_by == "series":
        columns = zip(frame.series, zip(*frame.cells, strict=True), strict=True)
        told = [
            fill(frame.words["pair"], first=base_text(frame, base), second=head.spoken)
            for head, cells in columns
            for base in {cell.base for cell in cells if cell}
            if base is not None
        ]
        yield fill(frame.words["bases"], what=list_of(told))


def _column_ties(frame: Frame) -> Iterator[Text]:
    """Which neighbours of one column do not clearly differ."""
    for tie in ties.down(frame):
        yield from _told(frame, "unclear", frame.rows[tie.first : tie.last + 1])


def _row_ties(frame: Frame) -> Iterator[Text]:
    """In which rows the outer series clearly differ, and in which they do not."""
    if frame.breaks:
        return
    answers = [ties.clarity(frame, cells[0], cells[-1]) for cells in frame.cells]
    ends = [frame.series[0], frame.series[-1]]
    if len(answers) == 1:
        yield from _told(frame, answers[0], ends)
    elif set(answers) == {"unclear"}:
        yield fill(frame.words["no_clear_anywhere"], what=list_of([one.spoken for one in ends]))
    else:
        for word, answer in (("clear_rows", "clear"), ("no_clear_rows", "unclear")):
            pairs = zip(frame.rows, answers, strict=True)
            some = [head.label for head, one in pairs if one == answer]
            if some:
                yield fill(frame.words[word], what=list_of(some))


def _time_ties(frame: Frame) -> Iterator[Text]:
    """Whether the last edition clearly differs from the first of which that can be told."""
    broken = {one.edition for one in frame.breaks}
    start = max((n for n, head in enumerate(frame.rows) if head.key in broken), default=0)
    last = frame.rows[-1]
    found: dict[tuple[int, Clarity], list[Text]] = {}
    for head, column in zip(frame.series, zip(*frame.cells, strict=True), strict=True):
        answers = [ties.clarity(frame, cell, column[-1]) for cell in column[start:-1]]
        first = next((n for n, one in enumerate(answers, start) if one != "unknown"), None)
        if first is not None:
            found.setdefault((first, answers[first - start]), []).append(head.label)
    for (first, answer), labels in sorted(found.items()):
        if len(frame.series) == 1:
            yield from _told(frame, answer, [frame.rows[first], last])
        else:
            word = "named_clear" if answer == "clear" else "named_no_clear"
            parts = {"first": frame.rows[first].spoken, "last": last.spoken}
            yield fill(frame.words[word], **parts, what=list_of(labels))


def _told(frame: Frame, answer: Clarity, heads: Sequence[Head]) -> Iterator[Text]:
    """Whether the difference between these is clear; nothing where nobody can tell."""
    if answer != "unknown":
        word = "clear" if answer == "clear" else "no_clear"
        yield fill(frame.words[word], what=list_of([quoted(frame, head) for head in heads]))


def quoted(frame: Frame, head: Head) -> Text:
    """A category in a sentence, within quotes; periods and countries need none."""
    if head in frame.rows and frame.row_by != "category":
        return head.spoken
    if head in frame.series and frame.series_by != "category":
        return head.spoken
    return fill(frame.words["quoted"], what=head.label)


def _unknown(frame: Frame) -> Iterator[Text]:
    """Which values have no published number of answers, and what follows for their differences."""
    if frame.bases == {None}:
        yield frame.words["unknown_clear"]
    elif None in frame.bases:
        names = names_of(frame, lambda cell: cell.base is None)
        yield fill(frame.words["unknown_clear_some"], what=list_of(names))


def _breaks(frame: Frame) -> Iterator[Text]:
    """Between which editions the series breaks."""
    heads = frame.rows if frame.row_by == "edition" else frame.series
    for one in frame.breaks:
        at = [head.key for head in heads].index(one.edition)
        yield fill(frame.words["broken"], first=heads[at - 1].spoken, last=heads[at].spoken)


def _nothing(frame: Frame) -> Iterator[Text]:
    del frame
    yield from ()


PATTERNS: Mapping[str, Sentences] = {
    "bars": _column_ties,
    "country_dots": _column_ties,
    "grouped_bars": _row_ties,
    "dumbbell": _row_ties,
    "line": _time_ties,
    "small_multiples": _time_ties,
}
