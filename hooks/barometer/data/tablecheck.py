"""The cells of the table, read by pandas and checked by pandera.

pandas reads every cell as text, so that nothing is converted unseen. pandera then checks all
columns lazily, which means that every failing cell of a run is told, not only the first. Together
they cost a second or two to import, so only `barometer.data.read` imports this module, and only
when it must.
"""

import gc
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import starmap

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray

from barometer.data.cells import Known, cell_fault
from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import COLUMNS, Observation
from barometer.data.released import Released, in_row
from barometer.data.tablefile import NONE, TableFile
from barometer.data.tablerelations import relation_faults, strangers
from barometer.data.told import Told
from barometer.data.unknown import ONCE, uses
from barometer.faults import fault
from barometer.problems import Problem

Frame = pd.DataFrame
Flags = NDArray[np.bool_]
MOST_PER_COLUMN = 200
_RANGE = "in the range of its unit"


@dataclass(frozen=True)
class Checked:
    """The rows whose cells are right, as columns of text, and every fault found.

    `doubted` are the indicators of the other rows, None if even those names are in doubt.
    """

    frame: Frame
    problems: list[Problem]
    doubted: frozenset[str] | None
    unknown: Mapping[str, frozenset[str]]


def check_table(table: TableFile, book: Codebook, path: str, released: Released = NONE) -> Checked:
    """Every fault of cells and between rows; the index of the frame is the line in the file."""
    frame = _frame(table)
    failing = _failing(frame, _known(book), book)
    problems = list(_told(frame, failing, book, path, released))
    good = np.ones(len(frame), dtype=bool)
    for flags in failing.values():
        good &= ~flags
    sound = frame if good.all() else _only(frame, good)
    problems += relation_faults(sound, book, path, released)
    misnamed = failing["indicator"].any()
    doubted = frozenset(map(str, frame["indicator"][~good].unique()))
    if not sound.empty:
        doubted |= set(map(str, sound["indicator"][strangers(sound, book)].unique()))
    return Checked(sound, problems, None if misnamed else doubted, _unknown(frame, failing))


def _unknown(frame: Frame, failing: Mapping[str, Flags]) -> Mapping[str, frozenset[str]]:
    """The names that have been told to be unknown, by the group of files that lacks them."""
    columns = {"indicators": "indicator", "editions": "edition", "sources": "source"}
    return {
        group: frozenset(map(str, frame[column][failing[column]].unique()))
        for group, column in columns.items()
    }


def observations(frame: Frame) -> tuple[Observation, ...]:
    """The rows as observations, in the order of the table; only for a frame without faults."""
    columns = [_converted(frame[name]) for name in COLUMNS]
    with _uncollected():
        return tuple(starmap(Observation, zip(*columns, strict=True)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would walk every row again and again as they grow."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _frame(table: TableFile) -> Frame:
    frame = pd.read_csv(
        io.BytesIO(table.content), dtype=str, keep_default_na=False, na_filter=False, engine="c"
    )
    frame.index = pd.Index(table.lines)
    return frame.astype("category")


def _only(frame: Frame, rows: Flags) -> Frame:
    """Those rows, and only the categories that they use."""
    return Frame({name: frame[name][rows].cat.remove_unused_categories() for name in COLUMNS})


def _known(book: Codebook) -> Known:
    return Known(
        indicators=book.names("indicators", "values"),
        editions=book.names("editions"),
        sources=book.names("sources"),
    )


def _failing(frame: Frame, known: Known, book: Codebook) -> dict[str, Flags]:
    """Which cells of each column fail, by pandera's lazy validation."""
    failing = {name: np.zeros(len(frame), dtype=bool) for name in COLUMNS}
    try:
        _schema(known, book).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        for error in found.schema_errors:
            column = "value" if error.check.name == _RANGE else str(error.schema.name)
            failing[column] |= ~np.asarray(error.check_output, dtype=bool)
    return failing


def _schema(known: Known, book: Codebook) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {name: pa.Column(checks=pa.Check(_Form(name, known), name=name)) for name in COLUMNS},
        checks=pa.Check(_Range(book), name=_RANGE),
        strict=True,
        ordered=True,
    )


@dataclass(frozen=True)
class _Form:
    """Each different cell is judged once, however many rows have it."""

    column: str
    known: Known

    def __call__(self, cells: pd.Series) -> pd.Series:
        good = [cell_fault(self.column, cell, self.known) is None for cell in cells.cat.categories]
        return pd.Series(np.array(good, dtype=bool)[cells.cat.codes], index=cells.index)


@dataclass(frozen=True)
class _Range:
    """A share lies between 0 and 100; a count is a whole number from 0 up."""

    book: Codebook

    def __call__(self, frame: Frame) -> pd.Series:
        numbers = _numbers(frame["value"])
        units = [_unit(self.book, name) for name in frame["indicator"].cat.categories]
        unit = np.array(units, dtype=object)[frame["indicator"].cat.codes]
        share = (unit != "percent") | ((numbers >= 0) & (numbers <= 100))
        count = (unit != "count") | ((numbers >= 0) & (numbers % 1 == 0))
        return pd.Series((share & count) | np.isnan(numbers), index=frame.index)


def _unit(book: Codebook, indicator: str) -> str:
    described = book.described(indicator)
    return described.unit if described else ""


def _numbers(cells: pd.Series) -> NDArray[np.float64]:
    """The numbers of a column; not-a-number where a cell is not one (that is told elsewhere)."""
    read = [
        float(cell) if cell_fault("value", cell, Known()) is None else np.nan
        for cell in cells.cat.categories
    ]
    return np.array(read, dtype=np.float64)[cells.cat.codes]


def _told(
    frame: Frame, failing: Mapping[str, Flags], book: Codebook, path: str, released: Released
) -> Iterator[Problem]:
    known = _known(book)
    for column, flags in failing.items():
        lines, at = _firsts(frame[column], flags, column, known)
        for row in at[:MOST_PER_COLUMN]:
            cell, line = str(frame[column].iat[row]), int(frame.index[row])
            told = cell_fault(column, cell, known)
            if told and told.key in ONCE:
                words = {**told.words, "more": uses(lines[cell])}
                yield Told(told.key, words).at(path, line, column)
            elif told:
                told = in_row(told, frame.iloc[row].tolist(), column, released)
                yield told.at(path, line, column)
            else:
                yield _out_of_range(cell, str(frame["indicator"].iat[row]), line, book, path)
        if len(at) > MOST_PER_COLUMN:
            line = int(frame.index[at[MOST_PER_COLUMN]])
            yield fault("D299", path, line, column, more=len(at) - MOST_PER_COLUMN)


def _firsts(
    cells: pd.Series, flags: Flags, column: str, known: Known
) -> tuple[Mapping[str, list[int]], list[int]]:
    """The lines of every unknown name, and the rows to tell of: of such a name only the first."""
    lines: dict[str, list[int]] = {}
    named = {
        str(cell)
        for cell in cells[flags].unique()
        if (told := cell_fault(column, str(cell), known)) and told.key in ONCE
    }
    rows = []
    for row in np.flatnonzero(flags).tolist():
        cell = str(cells.iat[row])
        if cell not in lines:
            rows.append(row)
        if cell in named:
            lines.setdefault(cell, []).append(int(cells.index[row]))
    return lines, rows


def _out_of_range(cell: str, indicator: str, line: int, book: Codebook, path: str) -> Problem:
    file = indicator_file(indicator) if indicator in book.indicators else "data/values.yml"
    key = f"D207/{_unit(book, indicator)}"
    return fault(key, path, line, "value", cell=cell, indicator=indicator, file=file)


def _converted(cells: pd.Series) -> list[str] | list[float] | list[int | None]:
    names = cells.cat.categories.tolist()
    codes = cells.cat.codes.tolist()
    if cells.name == "value":
        numbers = [float(name) for name in names]
        return [numbers[code] for code in codes]
    if cells.name == "base":
        counts = [int(name) if name else None for name in names]
        return [counts[code] for code in codes]
    return [names[code] for code in codes]
