"""`make import`: a file from outside becomes sorted rows of the table, or nothing changes."""

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from barometer.data.changes import Key, Row, cells_of, compare, completed, key_of, merged, told
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.imports import read_imports
from barometer.data.model import COLUMNS
from barometer.data.ownformat import Incoming, is_own, own_rows
from barometer.data.read import TABLE, load
from barometer.data.sheet import read_sheet
from barometer.data.statbank import is_statbank, statbank_rows
from barometer.data.tablefile import TableFile, read_table
from barometer.faults import fault, reason
from barometer.problems import Problem
from barometer.text import Text

HEADER = ",".join(COLUMNS)


@dataclass(frozen=True)
class ImportResult:
    """What an import changes, or why it does not; `text` tells the changes, row by row."""

    problems: tuple[Problem, ...] = ()
    new: int = 0
    changed: int = 0
    gone: int = 0
    text: str = ""
    written: bool = False


@dataclass(frozen=True)
class _Read:
    rows: Sequence[Incoming] = ()
    left_out: Sequence[Text] = ()
    problems: Sequence[Problem] = ()


def import_file(
    root: Path, file: Path, *, write: bool = True, replace: bool = False
) -> ImportResult:
    """Take the rows of `file` into the table of `root`; with `write=False` only say what changes.

    Rows of the table that the file covers but does not have stay unless `replace`.
    A file with any fault changes nothing. The table is replaced in one step.
    """
    path = file if file.is_absolute() else root / file
    shown = _shown(path, root)
    book = read_codebook(root)
    read = _rows(path, shown, root, book)
    problems = [*read.problems, *_row_faults(read.rows, book, shown)]
    table = _table(root, path)
    if isinstance(table, Problem):
        problems.append(table)
    if problems or isinstance(table, Problem):
        return ImportResult(tuple(sorted(set(problems), key=_order)))
    changes = compare(table, [completed(row, table) for row in read.rows])
    rows = merged(table, changes, replace=replace)
    problems = _merged_faults(root, rows, read.rows, shown)
    if not problems and write:
        problems += _write(root / TABLE, rows)
    if problems:
        return ImportResult(tuple(sorted(set(problems), key=_order)))
    return ImportResult(
        new=len(changes.new),
        changed=len(changes.changed),
        gone=len(changes.gone),
        text=told(changes, read.left_out, replace=replace),
        written=write,
    )


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name


def _rows(path: Path, shown: str, root: Path, book: Codebook) -> _Read:
    sheet = read_sheet(path, shown, lambda cells: is_own(cells) or is_statbank(cells))
    if not sheet.headings:
        return _Read(problems=sheet.problems)
    if is_own(sheet.headings):
        rows, problems = own_rows(sheet, book, shown)
        return _Read(rows, (), [*sheet.problems, *problems])
    imports, _, wrong = read_imports(root)
    if imports is None:
        return _Read(problems=[*sheet.problems, *wrong])
    taken = statbank_rows(sheet, imports, shown)
    notes = (*_left_out(taken.crossed, _CROSSED), *_left_out(taken.unpublished, _UNPUBLISHED))
    return _Read(taken.rows, notes, [*sheet.problems, *taken.problems])


_CROSSED = Text(
    da="Rækker med to opdelinger på én gang er sprunget over: {n}",
    en="Rows with two breakdowns at a time were left out: {n}",
)
_UNPUBLISHED = Text(
    da="Rækker uden offentliggjort værdi (..) er sprunget over: {n}",
    en="Rows without a published value (..) were left out: {n}",
)


def _left_out(count: int, words: Text) -> Iterator[Text]:
    if count:
        yield Text(da=words.da.format(n=count), en=words.en.format(n=count))


def _row_faults(rows: Sequence[Incoming], book: Codebook, shown: str) -> list[Problem]:
    """The faults of the rows by themselves, each at its row of the file, however it is sorted."""
    if not rows:
        return []
    from barometer.data.tablecheck import check_table

    ordered = sorted(rows, key=lambda row: key_of(cells_of(row)))
    content = _content([cells_of(row) for row in ordered]).encode()
    numbered = all(row.line is not None for row in ordered)
    lines = tuple(row.line or 0 for row in ordered) if numbered else tuple(range(len(ordered)))
    at = dict(zip(lines, ordered, strict=True))
    found = check_table(TableFile(content, lines), book, shown).problems
    return [_at_row(one, at[one.line or 0], shown) for one in found]


def _at_row(found: Problem, row: Incoming, shown: str) -> Problem:
    place = ", ".join(part for part in (found.place, row.place) if part)
    return Problem(shown, row.line, found.code, found.message, place)


def _table(root: Path, file: Path) -> dict[Key, Row] | Problem:
    """The rows of the table by key; the table itself may be imported, which sorts it."""
    target = root / TABLE
    if target.exists() and file.exists() and target.samefile(file):
        return _parsed(target) or {}
    return _parsed(target) or fault("D607", TABLE, None)


def _parsed(target: Path) -> dict[Key, Row] | None:
    try:
        table = read_table(target.read_bytes(), TABLE)
    except OSError:
        return None
    if table.problems:
        return None
    lines = table.content.decode().split("\n")
    rows = [tuple(row) for row in csv.reader(lines[1:])]
    by_key = {key_of(row): row for row in rows}
    return by_key if len(by_key) == len(rows) else None


def _merged_faults(
    root: Path, rows: Sequence[Row], incoming: Sequence[Incoming], shown: str
) -> list[Problem]:
    """The faults of all the data as they would be afterwards; rows of the file by their place."""
    came = {key_of(cells_of(row)): row for row in incoming}
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(root / "data", trial / "data")
        (trial / TABLE).write_text(_content(rows), encoding="utf-8", newline="\n")
        problems = load(trial).problems
    moved: list[Problem] = []
    for one in problems:
        at = (one.line or 0) - 2
        row = came.get(key_of(rows[at])) if one.path == TABLE and at >= 0 else None
        moved.append(_at_row(one, row, shown) if row else one)
    return moved


def _content(rows: Sequence[Row]) -> str:
    lines = [HEADER, *(",".join(map(_cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    plain = not {",", '"', "\n", "\r"} & set(text)
    doubled = text.replace('"', '""')
    return text if plain else f'"{doubled}"'


def _write(target: Path, rows: Sequence[Row]) -> list[Problem]:
    """The whole table in one step, so that a broken-off import leaves the earlier one."""
    content = _content(rows)
    if target.read_bytes() == content.encode():
        return []
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".csv.part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        shutil.copymode(target, temporary)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        return [fault("D608", TABLE, None, reason=reason(error))]
    return []


def _order(one: Problem) -> tuple[str, int, str, str]:
    return one.path, one.line or 0, one.code, one.place
