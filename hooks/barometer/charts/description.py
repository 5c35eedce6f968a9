"""A figure in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from barometer.charts.wording import (
    base_text,
    count_in_words,
    fill_template,
    in_both,
    interval_text,
    list_in_both,
    names_of,
    places,
)
from barometer.data.breaks import Clarity
from barometer.data.frame import RESIDUAL, Cell, Frame, Head, clarity, most_of, ties_down
from barometer.text import Language, Text, format_number, percent_in_words


def description(frame: Frame, language: Language) -> str:
    """The figure in whole sentences, in one language."""
    return " ".join(sentence[language] for sentence in description_sentences(frame))


def description_sentences(frame: Frame) -> Iterator[Text]:
    """Every sentence of the description, in both languages."""
    yield _kind(frame)
    yield from describe_values(frame)
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
    words = fill_template(
        template,
        n=count_in_words(len(frame.rows)),
        panels=count_in_words(len(frame.series)),
        series=list_in_both([head.spoken for head in frame.series]),
    )
    if kind in ("stacked_bar", "big_number"):
        return fill_template(frame.words["no_scale"], kind=words)
    return fill_template(
        frame.words["scale"], kind=words, most=value_in_prose(frame, most_of(frame))
    )


def _apart(frame: Frame) -> Iterator[Text]:
    """The countries whose population differs, each with its value."""
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        cell = cells[0]
        if head.apart and cell:
            told = value_with_label(frame, (head, cell))
            yield fill_template(frame.words["set_apart"], what=told, population=head.apart)


def _gaps(frame: Frame) -> Iterator[Text]:
    """What was not published, and what few answered."""
    missing = [one for one, cell in places(frame) if cell is None]
    if missing:
        yield fill_template(frame.words["missing"], what=list_in_both(missing))
    few = [(one, cell) for one, cell in places(frame) if cell and cell.few]
    if few and len(frame.known) > 1:
        told = [_few(frame, one, cell) for one, cell in few]
        yield fill_template(frame.words["few_told"], what=list_in_both(told))


def _few(frame: Frame, name: Text, cell: Cell) -> Text:
    """`Regioner: 40 procent, n = 12`."""
    value, base = value_in_prose(frame, cell.value), base_text(frame, cell.base)
    return fill_template(frame.words["pair_base"], first=name, second=value, base=base)


def _bases(frame: Frame) -> Iterator[Text]:
    """How many answers stand behind the values, where that does not stand beside each."""
    if frame.base_by == "all" and None not in frame.bases:
        yield fill_template(frame.words["base_all"], n=count_in_words(next(iter(frame.bases)) or 0))
    if frame.base_by == "series":
        columns = zip(frame.series, zip(*frame.cells, strict=True), strict=True)
        told = [
            fill_template(frame.words["pair"], first=base_text(frame, base), second=head.spoken)
            for head, cells in columns
            for base in {cell.base for cell in cells if cell}
            if base is not None
        ]
        yield fill_template(frame.words["bases"], what=list_in_both(told))


def _column_ties(frame: Frame) -> Iterator[Text]:
    """Which neighbours of one column do not clearly differ."""
    for tie in ties_down(frame):
        yield from _told(frame, "unclear", frame.rows[tie.first : tie.last + 1])


def _row_ties(frame: Frame) -> Iterator[Text]:
    """In which rows the outer series clearly differ, and in which they do not."""
    if frame.breaks:
        return
    answers = [clarity(frame, cells[0], cells[-1]) for cells in frame.cells]
    ends = [frame.series[0], frame.series[-1]]
    if len(answers) == 1:
        yield from _told(frame, answers[0], ends)
    elif set(answers) == {"unclear"}:
        yield fill_template(
            frame.words["no_clear_anywhere"], what=list_in_both([one.spoken for one in ends])
        )
    else:
        for word, answer in (("clear_rows", "clear"), ("no_clear_rows", "unclear")):
            pairs = zip(frame.rows, answers, strict=True)
            some = [head.label for head, one in pairs if one == answer]
            if some:
                yield fill_template(frame.words[word], what=list_in_both(some))


def _time_ties(frame: Frame) -> Iterator[Text]:
    """Whether the last edition clearly differs from the first of which that can be told."""
    broken = {one.edition for one in frame.breaks}
    start = max((n for n, head in enumerate(frame.rows) if head.key in broken), default=0)
    last = frame.rows[-1]
    found: dict[tuple[int, Clarity], list[Text]] = {}
    for head, column in zip(frame.series, zip(*frame.cells, strict=True), strict=True):
        answers = [clarity(frame, cell, column[-1]) for cell in column[start:-1]]
        first = next((n for n, one in enumerate(answers, start) if one != "unknown"), None)
        if first is not None:
            found.setdefault((first, answers[first - start]), []).append(head.label)
    for (first, answer), labels in sorted(found.items()):
        if len(frame.series) == 1:
            yield from _told(frame, answer, [frame.rows[first], last])
        else:
            word = "named_clear" if answer == "clear" else "named_no_clear"
            parts = {"first": frame.rows[first].spoken, "last": last.spoken}
            yield fill_template(frame.words[word], **parts, what=list_in_both(labels))


def _told(frame: Frame, answer: Clarity, heads: Sequence[Head]) -> Iterator[Text]:
    """Whether the difference between these is clear; nothing where nobody can tell."""
    if answer != "unknown":
        word = "clear" if answer == "clear" else "no_clear"
        yield fill_template(
            frame.words[word], what=list_in_both([quoted(frame, head) for head in heads])
        )


def quoted(frame: Frame, head: Head) -> Text:
    """A category in a sentence, within quotes; periods and countries need none."""
    if head in frame.rows and frame.row_by != "category":
        return head.spoken
    if head in frame.series and frame.series_by != "category":
        return head.spoken
    return fill_template(frame.words["quoted"], what=head.label)


def _unknown(frame: Frame) -> Iterator[Text]:
    """Which values have no published number of answers, and what follows for their differences."""
    if frame.bases == {None}:
        yield frame.words["unknown_clear"]
    elif None in frame.bases:
        names = names_of(frame, lambda cell: cell.base is None)
        yield fill_template(frame.words["unknown_clear_some"], what=list_in_both(names))


def _breaks(frame: Frame) -> Iterator[Text]:
    """Between which editions the series breaks."""
    heads = frame.rows if frame.row_by == "edition" else frame.series
    for one in frame.breaks:
        at = [head.key for head in heads].index(one.edition)
        yield fill_template(
            frame.words["broken"], first=heads[at - 1].spoken, last=heads[at].spoken
        )


def _nothing(frame: Frame) -> Iterator[Text]:
    del frame
    yield from ()


Sentences = Callable[[Frame], Iterator[Text]]


PATTERNS: Mapping[str, Sentences] = {
    "bars": _column_ties,
    "country_dots": _column_ties,
    "grouped_bars": _row_ties,
    "dumbbell": _row_ties,
    "line": _time_ties,
    "small_multiples": _time_ties,
}


LabelledCell = tuple[Head, Cell]


def describe_values(frame: Frame) -> Iterator[Text]:
    """The values as the kind of figure orders them."""
    yield from VALUES.get(frame.chart.kind, _rows)(frame)


def value_in_prose(frame: Frame, value: float) -> Text:
    """A value as prose writes it: `83 procent`, or a plain number."""
    if frame.share:
        return in_both(lambda la: percent_in_words(value, la))
    return in_both(lambda la: format_number(value, la))


def value_with_label(frame: Frame, found: LabelledCell) -> Text:
    """`Kommuner (80 procent, n = 1.877)`, the base only where it belongs to the value."""
    head, cell = found
    return _pair(frame, head.label, value_in_prose(frame, cell.value), cell)


def value_with_period(frame: Frame, found: LabelledCell) -> Text:
    """`80 procent (2018–2019, n = 1.877)`."""
    head, cell = found
    return _pair(frame, value_in_prose(frame, cell.value), head.spoken, cell)


def _pair(frame: Frame, first: Text, second: Text, cell: Cell) -> Text:
    if cell.base is None or frame.base_by not in ("row", "cell"):
        return fill_template(frame.words["pair"], first=first, second=second)
    base = base_text(frame, cell.base)
    return fill_template(frame.words["pair_base"], first=first, second=second, base=base)


def first_column(frame: Frame) -> list[LabelledCell]:
    """The values of a figure with one value a row that may be compared."""
    pairs = zip(frame.rows, frame.cells, strict=True)
    return [(head, cells[0]) for head, cells in pairs if cells[0] and not cells[0].few]


def _one_column(frame: Frame) -> Iterator[Text]:
    """Highest, lowest and between; in order of time where the rows are editions."""
    known = first_column(frame)
    if frame.row_by == "edition":
        yield from _listed(frame, [value_with_period(frame, one) for one in known])
        return
    ranked = [one for one in known if one[0].key not in RESIDUAL and not one[0].apart]
    amounts = sorted({cell.value for _, cell in ranked}, reverse=True)
    if len(ranked) < 3 or len(amounts) == 1 or not frame.ranks or frame.answers_partial:
        yield from _listed(frame, [value_with_label(frame, one) for one in ranked])
        if len(ranked) > 1 and not frame.ranks:
            yield frame.words["unranked"]
    else:
        yield from _ranked(frame, ranked, amounts)
    aside = [one for one in known if one[0].key in RESIDUAL]
    if aside:
        told = list_in_both([value_with_label(frame, one) for one in aside])
        yield fill_template(frame.words["besides"], what=told)


def _ranked(
    frame: Frame, ranked: Sequence[LabelledCell], amounts: Sequence[float]
) -> Iterator[Text]:
    for word, wanted in (
        ("highest", amounts[:1]),
        ("between", amounts[1:-1]),
        ("lowest", amounts[-1:]),
    ):
        some = [one for value in wanted for one in ranked if one[1].value == value]
        if some:
            told = list_in_both([value_with_label(frame, one) for one in some])
            yield fill_template(frame.words[word], what=told)


def _listed(frame: Frame, told: Sequence[Text]) -> Iterator[Text]:
    if told:
        word = "listed_one" if len(told) == 1 else "listed"
        yield fill_template(frame.words[word], what=list_in_both(list(told)))


def _rows(frame: Frame) -> Iterator[Text]:
    """Row by row, the values of its series."""
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        yield from _line(frame, head, frame.series, cells, alone=len(frame.rows) == 1)


def _series(frame: Frame) -> Iterator[Text]:
    """Series by series, its values over the editions."""
    for head, cells in zip(frame.series, zip(*frame.cells, strict=True), strict=True):
        yield from _line(frame, head, frame.rows, cells, alone=len(frame.series) == 1)


def _line(
    frame: Frame, head: Head, columns: Sequence[Head], cells: Sequence[Cell | None], alone: bool
) -> Iterator[Text]:
    pairs = zip(columns, cells, strict=True)
    told = [value_with_period(frame, (one, cell)) for one, cell in pairs if cell and not cell.few]
    if alone:
        yield from _listed(frame, told)
    elif told:
        yield fill_template(frame.words["row_listed"], label=head.label, what=list_in_both(told))


def _parts(frame: Frame) -> Iterator[Text]:
    """The parts of each whole, and what they add up to where that is not 100."""
    for row, cells in zip(frame.rows, frame.cells, strict=True):
        pairs = zip(frame.series, cells, strict=True)
        told = list_in_both([value_with_label(frame, (head, cell)) for head, cell in pairs if cell])
        one = len(frame.rows) == 1
        yield fill_template(
            frame.words["listed" if one else "row_listed"], label=row.spoken, what=told
        )
        total = sum(cell.value for cell in cells if cell)
        if total != 100 and all(cells):
            yield fill_template(frame.words["sum_off"], sum=value_in_prose(frame, total))


def _one(frame: Frame) -> Iterator[Text]:
    """The value, its base and its interval."""
    cell = frame.known[0]
    value = value_in_prose(frame, cell.value)
    if frame.estimate:
        base = base_text(frame, cell.base)
        if cell.few:
            few = frame.words["few_answers"]
            base = in_both(lambda la: f"{base_text(frame, cell.base)[la]}, {few[la]}")
        yield fill_template(frame.words["one_value_base"], value=value, base=base)
    else:
        yield fill_template(frame.words["one_value"], value=value)
    interval = interval_text(cell)
    if interval:
        yield fill_template(frame.words["one_interval"], interval=interval)


VALUES: Mapping[str, Sentences] = {
    "bars": _one_column,
    "country_dots": _one_column,
    "line": _series,
    "small_multiples": _series,
    "stacked_bar": _parts,
    "big_number": _one,
}
