"""Observations.csv: bytes, lines, cells, columns; pandas and pandera."""

import csv
import gc
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import starmap

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray

from barometer.data.cells import ONCE, Known, cell_fault, lines_of_name, number_fault
from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import COLUMNS, Observation
from barometer.data.relations import relation_faults, uncovered_rows
from barometer.data.releases import Released, published_hint
from barometer.faults.report import CellFault, Fault, make_fault, suggest_nearest
from barometer.faults.yaml_file import merge_fault
from barometer.text import HIDDEN, Text, decoded, lines_of

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
    problems: list[Fault]
    doubted: frozenset[str] | None
    unknown: Mapping[str, frozenset[str]]


NONE = Released()


@dataclass(frozen=True)
class TableFile:
    """Rows that have the right number of cells, as CSV, with the line each stands in."""

    content: bytes = b""
    lines: tuple[int, ...] | range = ()
    problems: list[Fault] = field(default_factory=list)


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
        doubted |= set(map(str, sound["indicator"][uncovered_rows(sound, book)].unique()))
    return Checked(sound, problems, None if misnamed else doubted, _unknown(frame, failing))


def _unknown(frame: Frame, failing: Mapping[str, Flags]) -> Mapping[str, frozenset[str]]:
    """The names that have been told to be unknown, by the group of files that lacks them."""
    columns = {"indicators": "indicator", "editions": "edition", "sources": "source"}
    return {
        group: frozenset(map(str, frame[column][failing[column]].unique()))
        for group, column in columns.items()
    }


def to_observations(frame: Frame) -> tuple[Observation, ...]:
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
) -> Iterator[Fault]:
    known = _known(book)
    for column, flags in failing.items():
        lines, at = _firsts(frame[column], flags, column, known)
        for row in at[:MOST_PER_COLUMN]:
            cell, line = str(frame[column].iat[row]), int(frame.index[row])
            told = cell_fault(column, cell, known)
            if told and told.key in ONCE:
                words = {**told.words, "more": lines_of_name(lines[cell])}
                yield CellFault(told.key, words).at(path, line, column)
            elif told:
                told = published_hint(told, frame.iloc[row].tolist(), column, released)
                yield told.at(path, line, column)
            else:
                yield _out_of_range(cell, str(frame["indicator"].iat[row]), line, book, path)
        if len(at) > MOST_PER_COLUMN:
            line = int(frame.index[at[MOST_PER_COLUMN]])
            yield make_fault("D299", path, line, column, more=len(at) - MOST_PER_COLUMN)


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


def _out_of_range(cell: str, indicator: str, line: int, book: Codebook, path: str) -> Fault:
    file = indicator_file(indicator) if indicator in book.indicators else "data/values.yml"
    key = f"D207/{_unit(book, indicator)}"
    return make_fault(key, path, line, "value", cell=cell, indicator=indicator, file=file)


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


_WIDTH = len(COLUMNS)

_DELIMITERS = {
    ";": Text(da="semikolon", en="a semicolon"),
    "\t": Text(da="tabulator", en="a tab"),
    "|": Text(da="lodret streg", en="a vertical bar"),
}


def read_table(data: bytes, path: str, released: Released = NONE) -> TableFile:
    """The rows of the table and every fault of its form; a row with a fault is left out."""
    text = _decoded(data, path)
    if isinstance(text, Fault):
        return TableFile(problems=[text])
    if conflict := merge_fault(text, path):
        return TableFile(problems=[conflict])
    lines = lines_of(text)
    if lines[-1] == "":
        lines.pop()
    if not any(line.strip() for line in lines):
        header = ",".join(COLUMNS)
        return TableFile(problems=[make_fault("D102", path, 1, header=header)])
    problems = list(_header_faults(lines[0], path))
    if problems:
        return TableFile(problems=problems)
    if len(lines) == 1:
        return TableFile(problems=[make_fault("D103", path, 1)])
    return _rows(lines, path, released)


def _decoded(data: bytes, path: str) -> str | Fault:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return make_fault("D106/workbook", path, 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(b"\x00") > 20:
        return make_fault("D106/utf16", path, 1)
    try:
        return decoded(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sign = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        return make_fault("D105", path, line, sign=sign)


def _header_faults(line: str, path: str) -> Iterator[Fault]:
    for sign, delimiter in _DELIMITERS.items():
        if sign in line and "," not in line:
            yield make_fault("D104/file", path, 1, found=delimiter)
            return
    found = [name.strip().strip('"') for name in line.split(",")]
    wanted, shown = ", ".join(COLUMNS), ", ".join(found)
    unknown = [name for name in found if name not in COLUMNS]
    missing = [name for name in COLUMNS if name not in found]
    if len(missing) == len(unknown) == 1:
        words = {"column": missing[0], "written": unknown[0]}
        yield make_fault("D107/renamed", path, 1, missing[0], **words)
        return
    for name in missing:
        yield make_fault("D107/missing", path, 1, name, column=name, found=shown)
    for name in unknown:
        hint = suggest_nearest(name, missing or COLUMNS, 0)
        yield make_fault("D107/unknown", path, 1, name, column=name, wanted=wanted, hint=hint)
    for name in sorted({name for name in found if found.count(name) > 1 and name in COLUMNS}):
        yield make_fault("D107/twice", path, 1, name, column=name)
    if not missing and not unknown and len(found) == _WIDTH and tuple(found) != COLUMNS:
        yield make_fault("D107/order", path, 1, wanted=wanted)


def _rows(lines: list[str], path: str, released: Released) -> TableFile:
    good: list[str] = []
    numbers: list[int] = []
    problems: list[Fault] = []
    for number, line in enumerate(lines[1:], 2):
        if line.count(",") == _WIDTH - 1 and '"' not in line:
            good.append(line)
            numbers.append(number)
            continue
        row = _unusual(line, number, path, released)
        if isinstance(row, Fault):
            problems.append(row)
        else:
            good.append(row)
            numbers.append(number)
    controls = dict(_controls(lines, path))
    if controls:
        kept = [(n, line) for n, line in zip(numbers, good, strict=True) if n not in controls]
        numbers, good = [n for n, _ in kept], [line for _, line in kept]
        problems += controls.values()
    whole = len(good) == len(lines) - 1
    content = "\n".join((",".join(COLUMNS), *good)).encode()
    return TableFile(content, range(2, len(lines) + 1) if whole else tuple(numbers), problems)


def _controls(lines: list[str], path: str) -> Iterator[tuple[int, Fault]]:
    for number, line in enumerate(lines, 1):
        found = None if line.isascii() and line.isprintable() else HIDDEN.search(line)
        if found:
            yield number, make_fault("D111", path, number, sign=f"U+{ord(found[0]):04X}")


def _unusual(line: str, number: int, path: str, released: Released) -> str | Fault:
    """A row with quotation marks, put in plain form; otherwise what is wrong with it."""
    if not line.strip():
        return make_fault("D110", path, number)
    if line.count('"') % 2:
        return make_fault("D109", path, number)
    cells = next(csv.reader([line]))
    if len(cells) == _WIDTH:
        return ",".join(_quoted(cell) for cell in cells)
    for sign, name in _DELIMITERS.items():
        if line.count(sign) >= _WIDTH - 2:
            return make_fault("D104/row", path, number, found=name)
    return _split_number(cells, number, path, released) or _ragged(len(cells), number, path)


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if {",", '"'} & set(cell) else cell


def _split_number(cells: list[str], number: int, path: str, released: Released) -> Fault | None:
    """`83,5` without quotation marks makes two cells of one number."""
    if len(cells) != _WIDTH + 1:
        return None
    value, base = COLUMNS.index("value"), COLUMNS.index("base")
    base_is_known = "".join(cells[base : base + 2]) == released.number(cells, "base")
    for at in (base, value) if base_is_known else (value, base):
        whole, after = cells[at : at + 2]
        if re.fullmatch("[0-9]+", whole) and re.fullmatch("[0-9]{1,3}", after):
            cell, column = f"{whole},{after}", COLUMNS[at]
            told = number_fault(column, cell)
            row = [*cells[:at], cell, *cells[at + 2 :]]
            return (
                published_hint(told, row, column, released).at(path, number, column)
                if told
                else None
            )
    return None


def _ragged(found: int, number: int, path: str) -> Fault:
    key = "D108/short" if found < _WIDTH else "D108/long"
    return make_fault(key, path, number, found=_count(found), wanted=_WIDTH)


def _count(found: int) -> Text:
    one = found == 1
    return Text(
        da=f"{found} {'celle' if one else 'celler'}", en=f"{found} cell{'' if one else 's'}"
    )
