"""Small pieces of text in both languages: values, intervals, bases, codes."""

from collections.abc import Callable, Iterable, Iterator

from barometer import language as lang
from barometer.charts.frame import Cell, Frame
from barometer.text import Language, Text


def both(write: Callable[[Language], str]) -> Text:
    """The same thing written in each language."""
    return Text(da=write("da"), en=write("en"))


def fill(template: Text, **parts: Text | str) -> Text:
    """A template with its `{names}` filled in, each language from its own half."""
    return both(
        lambda language: template[language].format(
            **{
                key: part if isinstance(part, str) else part[language]
                for key, part in parts.items()
            }
        )
    )


def list_of(items: list[Text]) -> Text:
    """`a, b og c` and `a, b and c`."""
    return both(lambda language: lang.joined([item[language] for item in items], language))


def value_text(frame: Frame, value: float) -> Text:
    """A value as the figure shows it everywhere: at the precision in which it was published."""
    return both(lambda la: lang.percent(value, la) if frame.share else lang.number(value, la))


def marked(frame: Frame, cell: Cell) -> Text:
    """A value with its letter codes, and that few answered: `92 % [i]`, `40 % [u] få svar`."""
    words, few = coded(frame, cell), frame.words["few_answers"]
    return both(lambda la: f"{words[la]} {few[la]}") if cell.few else words


def coded(frame: Frame, cell: Cell) -> Text:
    """A value with its letter codes, and its base where that can stand nowhere else: `92 % [i]`."""
    codes = "".join(f"{lang.HARD_SPACE}[{code}]" for code in cell.codes)
    base = base_text(frame, cell.base) if frame.base_by == "cell" else None
    return both(
        lambda la: value_text(frame, cell.value)[la] + codes + (f" ({base[la]})" if base else "")
    )


def with_base(frame: Frame, words: Text, cells: Iterable[Cell | None], by: str) -> Text:
    """A row's or series' words, and in brackets its base where the base depends on just that."""
    bases = {cell.base for cell in cells if cell}
    if frame.base_by != by or len(bases) != 1:
        return words
    base = base_text(frame, bases.pop())
    return both(lambda la: f"{words[la]} ({base[la]})")


def interval_text(cell: Cell) -> Text | None:
    """`79–83 %`, in whole per cent, or None where no interval can be given."""
    interval = cell.interval
    if interval is None:
        return None
    return both(lambda la: lang.span(interval.low, interval.high, la, 0, share=True))


def places(frame: Frame) -> Iterator[tuple[Text, Cell | None]]:
    """Every cell with its name."""
    for row, cells in zip(frame.rows, frame.cells, strict=True):
        for series, cell in zip(frame.series, cells, strict=True):
            if len(frame.series) == 1:
                yield row.spoken, cell
            else:
                yield fill(frame.words["pair"], first=row.spoken, second=series.spoken), cell


def names_of(frame: Frame, wanted: Callable[[Cell], bool]) -> list[Text]:
    """The names of certain values: of their rows or series, where all in one are wanted."""
    for heads, groups in (
        (frame.rows, frame.cells),
        (frame.series, tuple(zip(*frame.cells, strict=True))),
    ):
        found = [{wanted(cell) for cell in group if cell} for group in groups]
        if len(heads) > 1 and all(len(one) <= 1 for one in found):
            return [head.spoken for head, one in zip(heads, found, strict=True) if True in one]
    return [name for name, cell in places(frame) if cell and wanted(cell)]


def count(number: int) -> Text:
    """A count with the thousands sign of each language."""
    return both(lambda la: lang.number(number, la))


def base_text(frame: Frame, base: int | None) -> Text:
    """`n = 1.877`, or that it was not published."""
    if base is None:
        return frame.words["n_unknown"]
    return fill(frame.words["n_known"], n=count(base))


def short_period(start: int, end: int) -> str:
    """`2013–14` or `2014`, the same in both languages, for a time axis."""
    return str(start) if start == end else f"{start}{lang.DASH}{end % 100:02d}"


def codes_text(cell: Cell) -> Text | None:
    """The letter codes of a value on their own: `[b] [t]`."""
    if not cell.codes:
        return None
    return both(lambda _: lang.HARD_SPACE.join(f"[{code}]" for code in cell.codes))


def tick_text(frame: Frame, tick: float, last: bool) -> Text:
    """A mark of a scale; the unit stands at its last one only."""
    if frame.share and last:
        return both(lambda la: lang.percent(tick, la))
    return count_text(tick)


def count_text(number: float) -> Text:
    """A number without unit."""
    return both(lambda la: lang.number(number, la))
