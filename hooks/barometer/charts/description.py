"""A figure in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from barometer.charts import wording
from barometer.data.breaks import Clarity
from barometer.data.frame import RESIDUAL, Cell, Frame, Head, clarity, most_of, ties_down
from barometer.text import Language, Text, capitalise, in_both, list_in_both, percent_in_words


def description(frame: Frame, language: Language) -> str:
    """The figure in whole sentences, in one language."""
    return " ".join(sentence[language] for sentence in description_sentences(frame))


def description_sentences(frame: Frame) -> Iterator[Text]:
    """Every sentence of the description, in both languages."""
    yield _kind(frame)
    yield from VALUES.get(frame.chart.kind, _rows)(frame)
    yield from _apart(frame)
    missing = [one for one, cell in wording.places(frame) if cell is None]
    if missing:
        yield frame.say("missing", what=list_in_both(missing))
    few = [
        frame.say(
            "pair_base",
            first=name,
            second=value_in_prose(frame, cell.value),
            base=wording.base_text(frame, cell.base),
        )
        for name, cell in wording.places(frame)
        if cell and cell.few
    ]
    if few and len(frame.known) > 1:
        yield frame.say("few_told", what=list_in_both(few))
    if frame.estimate and len(frame.known) > 1:
        if frame.base_by == "all" and None not in frame.bases:
            yield frame.say("base_all", n=wording.count_in_words(next(iter(frame.bases)) or 0))
        if frame.base_by == "series":
            parts = [
                frame.say("pair", first=wording.base_text(frame, base), second=head.spoken)
                for head, cells in frame.by_series
                for base in {cell.base for cell in cells if cell}
                if base is not None
            ]
            yield frame.say("bases", what=list_in_both(parts))
        if frame.chart.kind in PATTERNS:
            yield from PATTERNS[frame.chart.kind](frame)
        yield from _unknown(frame)
    heads = frame.rows if frame.row_by == "edition" else frame.series
    for one in frame.breaks:
        at = [head.key for head in heads].index(one.edition)
        yield frame.say("broken", first=heads[at - 1].spoken, last=heads[at].spoken)
    if told := wording.country_caveat(frame):
        yield told


def _kind(frame: Frame) -> Text:
    """What kind of picture, how many marks, which scale."""
    kind = frame.chart.kind
    counted = len(frame.series) if kind == "small_multiples" else len(frame.rows)
    words = frame.say(
        f"kind_{kind}_{'one' if counted == 1 else 'many'}",
        n=wording.count_in_words(len(frame.rows)),
        panels=wording.count_in_words(len(frame.series)),
        series=list_in_both([head.spoken for head in frame.series]),
    )
    if kind in ("stacked_bar", "big_number"):
        return frame.say("no_scale", kind=words)
    return frame.say("scale", kind=words, most=value_in_prose(frame, most_of(frame)))


def _apart(frame: Frame) -> Iterator[Text]:
    """The countries whose population differs, each with its value."""
    for head, cells in frame.by_row:
        cell = cells[0]
        if head.apart and cell:
            parts = value_with_label(frame, (head, cell))
            told = frame.say("set_apart", what=parts, population=head.apart)
            yield in_both(lambda la, told=told: capitalise(told[la]))  # type: ignore[misc]


def _column_ties(frame: Frame) -> Iterator[Text]:
    """Which neighbours of one column do not clearly differ."""
    for tie in ties_down(frame):
        yield from _say_clarity(frame, "unclear", frame.rows[tie.first : tie.last + 1])


def _row_ties(frame: Frame) -> Iterator[Text]:
    """In which rows the outer series clearly differ, and in which they do not."""
    if frame.breaks:
        return
    answers = [clarity(frame, cells[0], cells[-1]) for cells in frame.cells]
    ends = [frame.series[0], frame.series[-1]]
    if len(answers) == 1:
        yield from _say_clarity(frame, answers[0], ends)
    elif set(answers) == {"unclear"}:
        yield frame.say("no_clear_anywhere", what=list_in_both([one.spoken for one in ends]))
    else:
        for word, answer in (("clear_rows", "clear"), ("no_clear_rows", "unclear")):
            pairs = zip(frame.rows, answers, strict=True)
            some = [head.label for head, one in pairs if one == answer]
            if some:
                yield frame.say(word, what=list_in_both(some))


def _time_ties(frame: Frame) -> Iterator[Text]:
    """Whether the last edition clearly differs from the first for which that can be determined."""
    broken = {one.edition for one in frame.breaks}
    start = max((n for n, head in enumerate(frame.rows) if head.key in broken), default=0)
    last = frame.rows[-1]
    found: dict[tuple[int, Clarity], list[Text]] = {}
    for head, column in frame.by_series:
        answers = [clarity(frame, cell, column[-1]) for cell in column[start:-1]]
        first = next((n for n, one in enumerate(answers, start) if one != "unknown"), None)
        if first is not None:
            found.setdefault((first, answers[first - start]), []).append(head.label)
    for (first, answer), labels in sorted(found.items()):
        if len(frame.series) == 1:
            yield from _say_clarity(frame, answer, [frame.rows[first], last])
        else:
            word = "named_clear" if answer == "clear" else "named_no_clear"
            parts = {"first": frame.rows[first].spoken, "last": last.spoken}
            yield frame.say(word, **parts, what=list_in_both(labels))


def _say_clarity(frame: Frame, answer: Clarity, heads: Sequence[Head]) -> Iterator[Text]:
    """Whether the difference between these is clear; nothing where nobody can tell."""
    if answer != "unknown":
        word = "clear" if answer == "clear" else "no_clear"
        yield frame.say(word, what=list_in_both([quoted(frame, head) for head in heads]))


def quoted(frame: Frame, head: Head) -> Text:
    """A category in a sentence, within quotes; periods and countries need none."""
    by = frame.row_by if head in frame.rows else frame.series_by
    if by != "category":
        return head.spoken
    return frame.say("quoted", what=head.label)


def _unknown(frame: Frame) -> Iterator[Text]:
    """Which values have no published number of answers, and what follows for their differences."""
    if frame.bases == {None}:
        yield frame.words["unknown_clear"]
    elif None in frame.bases:
        names = wording.names_of(frame, lambda cell: cell.base is None)
        yield frame.say("unknown_clear_some", what=list_in_both(names))


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


def value_in_prose(frame: Frame, value: float) -> Text:
    """A value as prose writes it: `83 procent`, or a plain number."""
    if frame.share:
        return in_both(lambda la: percent_in_words(value, la))
    return wording.count_in_words(value)


def value_with_label(frame: Frame, found: LabelledCell) -> Text:
    """`Kommuner (80 procent, n = 1.877)`, the base only where it belongs to the value."""
    head, cell = found
    return _pair(frame, head.spoken, value_in_prose(frame, cell.value), cell, head.period)


def value_with_period(frame: Frame, found: LabelledCell) -> Text:
    """`80 procent (2018–2019, n = 1.877)`."""
    head, cell = found
    return _pair(frame, value_in_prose(frame, cell.value), head.spoken, cell)


def _pair(frame: Frame, first: Text, second: Text, cell: Cell, period: Text | None = None) -> Text:
    within = [second, *([period] if period else [])]
    if cell.base is not None and frame.base_by in ("row", "cell"):
        within.append(wording.base_text(frame, cell.base))
    return frame.say(
        "pair", first=first, second=in_both(lambda la: ", ".join(t[la] for t in within))
    )


def _one_column(frame: Frame) -> Iterator[Text]:
    """Highest, lowest and between; in order of time where the rows are editions."""
    known = [(head, cells[0]) for head, cells in frame.by_row if cells[0] and not cells[0].few]
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
        parts = list_in_both([value_with_label(frame, one) for one in aside])
        yield frame.say("besides", what=parts)


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
            parts = list_in_both([value_with_label(frame, one) for one in some])
            yield frame.say(word, what=parts)


def _listed(frame: Frame, parts: Sequence[Text]) -> Iterator[Text]:
    if parts:
        word = "listed_one" if len(parts) == 1 else "listed"
        yield frame.say(word, what=list_in_both(list(parts)))


def _rows(frame: Frame) -> Iterator[Text]:
    """Row by row, the values of its series."""
    for head, cells in frame.by_row:
        yield from _line(frame, head, frame.series, cells, alone=len(frame.rows) == 1)


def _series(frame: Frame) -> Iterator[Text]:
    """Series by series, its values over the editions."""
    for head, cells in frame.by_series:
        yield from _line(frame, head, frame.rows, cells, alone=len(frame.series) == 1)


def _line(
    frame: Frame, head: Head, columns: Sequence[Head], cells: Sequence[Cell | None], alone: bool
) -> Iterator[Text]:
    pairs = zip(columns, cells, strict=True)
    parts = [value_with_period(frame, (one, cell)) for one, cell in pairs if cell and not cell.few]
    if alone:
        yield from _listed(frame, parts)
    elif parts:
        yield frame.say("row_listed", label=head.label, what=list_in_both(parts))


def _parts(frame: Frame) -> Iterator[Text]:
    """The parts of each whole, and what they add up to where that is not 100."""
    for row, cells in frame.by_row:
        pairs = zip(frame.series, cells, strict=True)
        parts = list_in_both(
            [value_with_label(frame, (head, cell)) for head, cell in pairs if cell]
        )
        one = len(frame.rows) == 1
        yield frame.say("listed" if one else "row_listed", label=row.spoken, what=parts)
        total = sum(cell.value for cell in cells if cell)
        if total != 100 and all(cells):
            yield frame.say("sum_off", sum=value_in_prose(frame, total))


def _one(frame: Frame) -> Iterator[Text]:
    """The value, its base and its interval."""
    cell = frame.known[0]
    value = value_in_prose(frame, cell.value)
    if frame.estimate:
        base = wording.base_text(frame, cell.base)
        if cell.few:
            few = frame.words["few_answers"]
            base = in_both(lambda la: f"{wording.base_text(frame, cell.base)[la]}, {few[la]}")
        yield frame.say("one_value_base", value=value, base=base)
    else:
        yield frame.say("one_value", value=value)
    interval = wording.interval_text(cell)
    if interval:
        yield frame.say("one_interval", interval=interval)


VALUES: Mapping[str, Sentences] = {
    "bars": _one_column,
    "country_dots": _one_column,
    "line": _series,
    "small_multiples": _series,
    "stacked_bar": _parts,
    "big_number": _one,
}
