"""The table as a file: its bytes, lines and cells, before anybody asks what the cells mean."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from barometer.data.model import COLUMNS
from barometer.data.numerals import number_fault
from barometer.data.released import Released, in_row
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.signs import HIDDEN
from barometer.text import Text, decoded, lines_of
from barometer.unmerged import merge_fault

_WIDTH = len(COLUMNS)
NONE = Released()
_DELIMITERS = {
    ";": Text(da="semikolon", en="a semicolon"),
    "\t": Text(da="tabulator", en="a tab"),
    "|": Text(da="lodret streg", en="a vertical bar"),
}


@dataclass(frozen=True)
class TableFile:
    """Rows that have the right number of cells, as CSV, with the line each stands in."""

    content: bytes = b""
    lines: tuple[int, ...] | range = ()
    problems: list[Problem] = field(default_factory=list)


def read_table(data: bytes, path: str, released: Released = NONE) -> TableFile:
    """The rows of the table and every fault of its form; a row with a fault is left out."""
    text = _decoded(data, path)
    if isinstance(text, Problem):
        return TableFile(problems=[text])
    if conflict := merge_fault(text, path):
        return TableFile(problems=[conflict])
    lines = lines_of(text)
    if lines[-1] == "":
        lines.pop()
    if not any(line.strip() for line in lines):
        header = ",".join(COLUMNS)
        return TableFile(problems=[fault("D102", path, 1, header=header)])
    problems = list(_header_faults(lines[0], path))
    if problems:
        return TableFile(problems=problems)
    if len(lines) == 1:
        return TableFile(problems=[fault("D103", path, 1)])
    return _rows(lines, path, released)


def _decoded(data: bytes, path: str) -> str | Problem:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return fault("D106/workbook", path, 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(b"\x00") > 20:
        return fault("D106/utf16", path, 1)
    try:
        return decoded(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sign = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        return fault("D105", path, line, sign=sign)


def _header_faults(line: str, path: str) -> Iterator[Problem]:
    for sign, delimiter in _DELIMITERS.items():
        if sign in line and "," not in line:
            yield fault("D104/file", path, 1, found=delimiter)
            return
    found = [name.strip().strip('"') for name in line.split(",")]
    wanted, shown = ", ".join(COLUMNS), ", ".join(found)
    unknown = [name for name in found if name not in COLUMNS]
    missing = [name for name in COLUMNS if name not in found]
    if len(missing) == len(unknown) == 1:
        words = {"column": missing[0], "written": unknown[0]}
        yield fault("D107/renamed", path, 1, missing[0], **words)
        return
    for name in missing:
        yield fault("D107/missing", path, 1, name, column=name, found=shown)
    for name in unknown:
        hint = nearest(name, missing or COLUMNS, 0)
        yield fault("D107/unknown", path, 1, name, column=name, wanted=wanted, hint=hint)
    for name in sorted({name for name in found if found.count(name) > 1 and name in COLUMNS}):
        yield fault("D107/twice", path, 1, name, column=name)
    if not missing and not unknown and len(found) == _WIDTH and tuple(found) != COLUMNS:
        yield fault("D107/order", path, 1, wanted=wanted)


def _rows(lines: list[str], path: str, released: Released) -> TableFile:
    good: list[str] = []
    numbers: list[int] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:], 2):
        if line.count(",") == _WIDTH - 1 and '"' not in line:
            good.append(line)
            numbers.append(number)
            continue
        row = _unusual(line, number, path, released)
        if isinstance(row, Problem):
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


def _controls(lines: list[str], path: str) -> Iterator[tuple[int, Problem]]:
    for number, line in enumerate(lines, 1):
        found = None if line.isascii() and line.isprintable() else HIDDEN.search(line)
        if found:
            yield number, fault("D111", path, number, sign=f"U+{ord(found[0]):04X}")


def _unusual(line: str, number: int, path: str, released: Released) -> str | Problem:
    """A row with quotation marks, put in plain form; otherwise what is wrong with it."""
    if not line.strip():
        return fault("D110", path, number)
    if line.count('"') % 2:
        return fault("D109", path, number)
    cells = next(csv.reader([line]))
    if len(cells) == _WIDTH:
        return ",".join(_quoted(cell) for cell in cells)
    for sign, name in _DELIMITERS.items():
        if line.count(sign) >= _WIDTH - 2:
            return fault("D104/row", path, number, found=name)
    return _split_number(cells, number, path, released) or _ragged(len(cells), number, path)


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if {",", '"'} & set(cell) else cell


def _split_number(cells: list[str], number: int, path: str, released: Released) -> Problem | None:
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
            return in_row(told, row, column, released).at(path, number, column) if told else None
    return None


def _ragged(found: int, number: int, path: str) -> Problem:
    key = "D108/short" if found < _WIDTH else "D108/long"
    return fault(key, path, number, found=_count(found), wanted=_WIDTH)


def _count(found: int) -> Text:
    one = found == 1
    return Text(
        da=f"{found} {'celle' if one else 'celler'}", en=f"{found} cell{'' if one else 's'}"
    )
