"""The values of a figure in sentences: listed where they are few, else the extremes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from barometer import language as lang
from barometer.charts.frame import Cell, Frame, Head
from barometer.charts.wording import base_text, both, fill, interval_text, list_of
from barometer.text import Text

MOST_LISTED = 8


def values(frame: Frame) -> Iterator[Text]:
    """The values as the kind of figure orders them."""
    yield from VALUES.get(frame.chart.kind, _listed)(frame)


def prose(frame: Frame, value: float) -> Text:
    """A value as prose writes it: `83 procent`, or a plain number."""
    if frame.share:
        return both(lambda la: lang.percent_in_words(value, la))
    return both(lambda la: lang.number(value, la))


def _part(frame: Frame, label: Text, cell: Cell, plain: str = "part") -> Text:
    """`Kommuner: 80 procent (n = 1.877)`, the base only where bases differ."""
    based = cell.base is not None and frame.base_by in ("row", "cell")
    parts = {"label": label, "series": label, "value": prose(frame, cell.value)}
    if based:
        parts["base"] = base_text(frame, cell.base)
    return fill(frame.words[f"{plain}_base" if based else plain], **parts)


def _extremes(frame: Frame) -> Iterator[Text]:
    """Highest and lowest of one column; all of them where they are few."""
    pairs = [(head, cells[0]) for head, cells in zip(frame.rows, frame.cells, strict=True)]
    known = [(head, cell) for head, cell in pairs if cell and not cell.hidden]
    found = {cell.value for _, cell in known}
    if len(known) > 1 and len(found) == 1 and frame.base_by == "all":
        yield fill(frame.words["all_equal"], value=prose(frame, found.pop()))
    elif len(known) <= MOST_LISTED:
        what = _semicolons([_part(frame, head.label, cell) for head, cell in known])
        if what:
            yield fill(frame.words["listed"], what=what)
    else:
        for word, value in (("highest", max(found)), ("lowest", min(found))):
            some = [_part(frame, head.label, cell) for head, cell in known if cell.value == value]
            yield fill(frame.words[word], what=_semicolons(some) or "")


def _listed(frame: Frame) -> Iterator[Text]:
    """Row by row, the values of its series."""
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        yield from _row(frame, head, frame.series, cells)


def _by_series(frame: Frame) -> Iterator[Text]:
    """Series by series, its values over the rows."""
    for head, cells in zip(frame.series, zip(*frame.cells, strict=True), strict=True):
        yield from _row(frame, head, frame.rows, cells)


def _row(
    frame: Frame, head: Head, columns: Sequence[Head], cells: Sequence[Cell | None]
) -> Iterator[Text]:
    known = [
        _part(frame, column.label, cell, "in_series")
        for column, cell in zip(columns, cells, strict=True)
        if cell and not cell.hidden
    ]
    if known and len(frame.series) == 1:
        yield fill(frame.words["listed"], what=list_of(known))
    elif known:
        yield fill(frame.words["row_listed"], label=head.label, what=list_of(known))


def _parts(frame: Frame) -> Iterator[Text]:
    """The parts of each whole, and what they add up to where that is not 100."""
    if len(frame.rows) > 1:
        yield from _listed(frame)
    else:
        cells = zip(frame.series, frame.cells[0], strict=True)
        made = [_part(frame, head.label, cell) for head, cell in cells if cell]
        yield fill(frame.words["listed"], what=_semicolons(made) or "")
    for row in frame.cells:
        total = sum(cell.value for cell in row if cell)
        if total != 100 and all(row):
            yield fill(frame.words["sum_off"], sum=prose(frame, total))


def _one(frame: Frame) -> Iterator[Text]:
    cell = frame.known[0]
    base = {} if not frame.share else {"base": base_text(frame, cell.base)}
    word = "one_value_base" if base else "one_value"
    yield fill(frame.words[word], value=prose(frame, cell.value), **base)
    interval = interval_text(cell)
    if interval:
        yield fill(frame.words["one_interval"], interval=interval)


def _semicolons(items: Sequence[Text]) -> Text | None:
    if not items:
        return None
    return both(lambda la: "; ".join(item[la] for item in items))


Sentences = Callable[[Frame], Iterator[Text]]
VALUES: Mapping[str, Sentences] = {
    "bars": _extremes,
    "country_dots": _extremes,
    "line": _by_series,
    "small_multiples": _by_series,
    "stacked_bar": _parts,
    "big_number": _one,
}
