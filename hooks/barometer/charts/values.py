"""The values of a figure in sentences: the extremes first, then the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from barometer import language as lang
from barometer.charts.frame import RESIDUAL, Cell, Frame, Head
from barometer.charts.wording import base_text, both, fill, interval_text, list_of
from barometer.text import Text

Found = tuple[Head, Cell]


def values(frame: Frame) -> Iterator[Text]:
    """The values as the kind of figure orders them."""
    yield from VALUES.get(frame.chart.kind, _rows)(frame)


def prose(frame: Frame, value: float) -> Text:
    """A value as prose writes it: `83 procent`, or a plain number."""
    if frame.share:
        return both(lambda la: lang.percent_in_words(value, la))
    return both(lambda la: lang.number(value, la))


def labelled(frame: Frame, found: Found) -> Text:
    """`Kommuner (80 procent, n = 1.877)`, the base only where it belongs to the value."""
    head, cell = found
    return _pair(frame, head.label, prose(frame, cell.value), cell)


def dated(frame: Frame, found: Found) -> Text:
    """`80 procent (2018–2019, n = 1.877)`."""
    head, cell = found
    return _pair(frame, prose(frame, cell.value), head.spoken, cell)


def _pair(frame: Frame, first: Text, second: Text, cell: Cell) -> Text:
    if cell.base is None or frame.base_by not in ("row", "cell"):
        return fill(frame.words["pair"], first=first, second=second)
    base = base_text(frame, cell.base)
    return fill(frame.words["pair_base"], first=first, second=second, base=base)


def column(frame: Frame) -> list[Found]:
    """The values of a figure with one value a row that may be compared."""
    pairs = zip(frame.rows, frame.cells, strict=True)
    return [(head, cells[0]) for head, cells in pairs if cells[0] and not cells[0].few]


def _one_column(frame: Frame) -> Iterator[Text]:
    """Highest, lowest and between; in order of time where the rows are editions."""
    known = column(frame)
    if frame.row_by == "edition":
        yield from _listed(frame, [dated(frame, one) for one in known])
        return
    ranked = [one for one in known if one[0].key not in RESIDUAL and not one[0].apart]
    amounts = sorted({cell.value for _, cell in ranked}, reverse=True)
    if len(ranked) < 3 or len(amounts) == 1 or not frame.ranks or frame.answers_partial:
        yield from _listed(frame, [labelled(frame, one) for one in ranked])
        if len(ranked) > 1 and not frame.ranks:
            yield frame.words["unranked"]
    else:
        yield from _ranked(frame, ranked, amounts)
    aside = [one for one in known if one[0].key in RESIDUAL]
    if aside:
        told = list_of([labelled(frame, one) for one in aside])
        yield fill(frame.words["besides"], what=told)


def _ranked(frame: Frame, ranked: Sequence[Found], amounts: Sequence[float]) -> Iterator[Text]:
    for word, wanted in (
        ("highest", amounts[:1]),
        ("between", amounts[1:-1]),
        ("lowest", amounts[-1:]),
    ):
        some = [one for value in wanted for one in ranked if one[1].value == value]
        if some:
            told = list_of([labelled(frame, one) for one in some])
            yield fill(frame.words[word], what=told)


def _listed(frame: Frame, told: Sequence[Text]) -> Iterator[Text]:
    if told:
        word = "listed_one" if len(told) == 1 else "listed"
        yield fill(frame.words[word], what=list_of(list(told)))


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
    told = [dated(frame, (one, cell)) for one, cell in pairs if cell and not cell.few]
    if alone:
        yield from _listed(frame, told)
    elif told:
        yield fill(frame.words["row_listed"], label=head.label, what=list_of(told))


def _parts(frame: Frame) -> Iterator[Text]:
    """The parts of each whole, and what they add up to where that is not 100."""
    for row, cells in zip(frame.rows, frame.cells, strict=True):
        pairs = zip(frame.series, cells, strict=True)
        told = list_of([labelled(frame, (head, cell)) for head, cell in pairs if cell])
        one = len(frame.rows) == 1
        yield fill(frame.words["listed" if one else "row_listed"], label=row.spoken, what=told)
        total = sum(cell.value for cell in cells if cell)
        if total != 100 and all(cells):
            yield fill(frame.words["sum_off"], sum=prose(frame, total))


def _one(frame: Frame) -> Iterator[Text]:
    """The value, its base and its interval."""
    cell = frame.known[0]
    value = prose(frame, cell.value)
    if frame.estimate:
        base = base_text(frame, cell.base)
        if cell.few:
            few = frame.words["few_answers"]
            base = both(lambda la: f"{base_text(frame, cell.base)[la]}, {few[la]}")
        yield fill(frame.words["one_value_base"], value=value, base=base)
    else:
        yield fill(frame.words["one_value"], value=value)
    interval = interval_text(cell)
    if interval:
        yield fill(frame.words["one_interval"], interval=interval)


Sentences = Callable[[Frame], Iterator[Text]]
VALUES: Mapping[str, Sentences] = {
    "bars": _one_column,
    "country_dots": _one_column,
    "line": _series,
    "small_multiples": _series,
    "stacked_bar": _parts,
    "big_number": _one,
}
