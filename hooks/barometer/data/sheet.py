"""A file from outside as headings and rows of text, whatever program it comes from."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from barometer.faults import fault, reason
from barometer.problems import Problem

MEGABYTE = 1_000_000
LARGEST = 50
_DELIMITERS = ";,\t|"
_HEADINGS_WITHIN = 20


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, and its cells as text."""

    number: int | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What a file says; `comma` tells whether it writes numbers the Danish way, None if unknown."""

    headings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    comma: bool | None = None
    problems: list[Problem] = field(default_factory=list)


IsHeadings = Callable[[Sequence[str]], bool]


def read_sheet(path: Path, shown: str, is_headings: IsHeadings) -> Sheet:
    """The rows of a CSV, .xlsx or JSON-stat file below the line that `is_headings` accepts."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Sheet(problems=[fault("D601/missing", shown, None)])
    except OSError as error:
        return Sheet(problems=[fault("D601/unreadable", shown, None, reason=reason(error))])
    if len(data) > LARGEST * MEGABYTE:
        size = len(data) // MEGABYTE
        return Sheet(problems=[fault("D602/large", shown, None, size=size, limit=LARGEST)])
    return _by_kind(data, shown, is_headings)


def _by_kind(data: bytes, shown: str, is_headings: IsHeadings) -> Sheet:
    if data.startswith(b"PK\x03\x04"):
        from barometer.data.workbook import read_workbook

        return read_workbook(data, shown, is_headings)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Sheet(problems=[fault("D602/old_workbook", shown, None)])
    text = _decoded(data)
    if text is None:
        return Sheet(problems=[fault("D602/other", shown, None)])
    if text.lstrip().startswith(("{", "[")):
        from barometer.data.jsonstat import read_jsonstat

        return read_jsonstat(text.lstrip(), shown)
    return _read_text(text, shown, is_headings)


def _decoded(data: bytes) -> str | None:
    """UTF-8 or, as Danish spreadsheets still save, Windows-1252; UTF-16 only with its mark."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _read_text(text: str, shown: str, is_headings: IsHeadings) -> Sheet:
    for delimiter in _DELIMITERS:
        rows = list(_records(text, delimiter, shown))
        broken = [row for row in rows if isinstance(row, Problem)]
        whole = [row for row in rows if isinstance(row, Row)]
        for at, row in enumerate(whole[:_HEADINGS_WITHIN]):
            if is_headings(row.cells):
                sheet = below(whole[at:], shown, {";": True, ",": False}.get(delimiter))
                sheet.problems.extend(broken)
                return sheet
    if not text.strip():
        return Sheet(problems=[fault("D604/empty", shown, None)])
    return Sheet(problems=[fault("D603/none", shown, 1)])


def _records(text: str, delimiter: str, shown: str) -> Iterator[Row | Problem]:
    """Rows with the line each begins in; a quotation mark left open ends the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            yield fault("D604/quote", shown, line)
            return
        if cells is None:
            return
        yield Row(line, tuple(cell.strip("\ufeff") for cell in cells))


def below(rows: Sequence[Row], shown: str, comma: bool | None) -> Sheet:
    """The first row as headings and the others below; empty rows and empty ends do not count."""
    headings = [cell.strip() for cell in rows[0].cells]
    while headings and not headings[-1]:
        headings.pop()
    kept: list[Row] = []
    problems: list[Problem] = []
    for row in rows[1:]:
        cells = list(row.cells)
        while len(cells) > len(headings) and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(headings):
            words = {"found": len(cells), "wanted": len(headings)}
            problems.append(fault("D604/width", shown, row.number, **words))
            continue
        kept.append(Row(row.number, tuple(cells)))
    if not kept and not problems:
        problems.append(fault("D604/empty", shown, rows[0].number))
    return Sheet(tuple(headings), tuple(kept), comma, problems)
