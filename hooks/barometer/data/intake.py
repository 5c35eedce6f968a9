"""`make import`: own table format, what would change, writing it."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from barometer.data.cells import readings
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.dataset import load_dataset
from barometer.data.import_files import (
    ImportSheet,
    Incoming,
    is_statbank,
    normalised,
    plain_number,
    read_imports,
    read_sheet,
    statbank_rows,
)
from barometer.data.model import COLUMNS, DANISH, TABLE
from barometer.data.table import TableFile, check_rows, read_table
from barometer.faults.report import (
    ExitCode,
    Fault,
    make_fault,
    reason,
    report,
    sort_faults,
    suggest_nearest,
)
from barometer.text import Text

KEY_COLUMNS = COLUMNS[:5]
RowKey = tuple[str, ...]
TableRow = tuple[str, ...]
_SHOWN = 40


@dataclass(frozen=True)
class Changes:
    """Rows by what happens to them; a changed row is its old and its new cells."""

    new: tuple[TableRow, ...]
    changed: tuple[tuple[TableRow, TableRow], ...]
    same: int
    gone: tuple[TableRow, ...]


def row_key(row: Sequence[str]) -> RowKey:
    """Indicator, country, edition, breakdown and category."""
    return tuple(row[: len(KEY_COLUMNS)])


def cells_of(incoming: Incoming) -> TableRow:
    """The cells in the order of the table."""
    return tuple(incoming.cells[name] for name in COLUMNS)


def complete_row(incoming: Incoming, table: Mapping[RowKey, TableRow]) -> TableRow:
    """The same, with what the file has no column for taken from the table.

    A status says how the number before was known; with another value or source it does not hold.
    """
    row = cells_of(incoming)
    before = table.get(row_key(row))
    if before is None:
        return row
    old = dict(zip(COLUMNS, before, strict=True))
    cells = {**incoming.cells, **{name: old[name] for name in incoming.absent}}
    if "status" in incoming.absent and any(cells[n] != old[n] for n in ("value", "source")):
        cells["status"] = ""
    return tuple(cells[name] for name in COLUMNS)


def compare_rows(table: Mapping[RowKey, TableRow], incoming: Sequence[TableRow]) -> Changes:
    """What is new, changed and gone; gone are only keys of an indicator and edition in the file."""
    rows = {row_key(row): row for row in incoming}
    covered = {(key[0], key[1], key[2]) for key in rows}
    return Changes(
        new=tuple(row for key, row in rows.items() if key not in table),
        changed=tuple(
            (table[key], row) for key, row in rows.items() if key in table and table[key] != row
        ),
        same=sum(table.get(key) == row for key, row in rows.items()),
        gone=tuple(row for key, row in table.items() if key[:3] in covered and key not in rows),
    )


def merge_rows(
    table: Mapping[RowKey, TableRow], changes: Changes, *, replace: bool
) -> list[TableRow]:
    """The rows of the table afterwards, sorted; rows that are gone stay unless `replace`."""
    rows = dict(table)
    rows |= {row_key(row): row for row in changes.new}
    rows |= {row_key(after): after for _, after in changes.changed}
    for row in changes.gone if replace else ():
        del rows[row_key(row)]
    return sorted(rows.values(), key=row_key)


def report_changes(changes: Changes, left_out: Sequence[Text], *, replace: bool) -> str:
    """The changes as text: Danish headings with the English beside them, one line a row."""
    lines: list[str] = [f"{note.da} / {note.en}" for note in left_out]
    lines += _part("Nye / New", [f"+ {_key(row)} = {_value(row)}" for row in changes.new])
    lines += _part(
        "Ændrede / Changed", [f"~ {_key(new)}: {_moved(old, new)}" for old, new in changes.changed]
    )
    gone = [f"- {_key(row)} = {_value(row)}" for row in changes.gone]
    if replace:
        lines += _part("Fjernes / Removed", gone)
    else:
        lines += _part(
            "Mangler i filen, men bliver stående (REPLACE=1 fjerner dem) / "
            "Not in the file, but kept (REPLACE=1 removes them)",
            gone,
        )
    lines.append(f"Uændrede / Unchanged: {changes.same}")
    return "\n".join(lines)


def _part(heading: str, rows: Sequence[str]) -> list[str]:
    if not rows:
        return [f"{heading}: 0"]
    more = len(rows) - _SHOWN
    rest = [f"  … og {more} til / and {more} more"] if more > 0 else []
    return [f"{heading}: {len(rows)}", *(f"  {row}" for row in rows[:_SHOWN]), *rest]


def _key(row: TableRow) -> str:
    return " ".join(row_key(row))


def _value(row: TableRow) -> str:
    value, base, status, source = row[len(KEY_COLUMNS) :]
    known = (f"n={base}" if base else "", status, source)
    return f"{value} ({', '.join(part for part in known if part)})"


def _moved(old: TableRow, new: TableRow) -> str:
    names = COLUMNS[len(KEY_COLUMNS) :]
    pairs = zip(names, old[len(KEY_COLUMNS) :], new[len(KEY_COLUMNS) :], strict=True)
    return ", ".join(
        f"{name} {before or '(tom)'} → {after or '(tom)'}"
        for name, before, after in pairs
        if before != after
    )


TABLE_HEADER = ",".join(COLUMNS)


@dataclass(frozen=True)
class ImportResult:
    """What an import changes, or why it does not; `text` tells the changes, row by row."""

    problems: tuple[Fault, ...] = ()
    new: int = 0
    changed: int = 0
    gone: int = 0
    text: str = ""
    written: bool = False


@dataclass(frozen=True)
class _ReadRows:
    rows: Sequence[Incoming] = ()
    left_out: Sequence[Text] = ()
    problems: Sequence[Fault] = ()


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
    if isinstance(table, Fault):
        problems.append(table)
    if problems or isinstance(table, Fault):
        return ImportResult(sort_faults(problems))
    changes = compare_rows(table, [complete_row(row, table) for row in read.rows])
    rows = merge_rows(table, changes, replace=replace)
    problems = _merged_faults(root, rows, read.rows, shown)
    if not problems and write:
        problems += _write(root / TABLE, rows)
    if problems:
        return ImportResult(sort_faults(problems))
    return ImportResult(
        new=len(changes.new),
        changed=len(changes.changed),
        gone=len(changes.gone),
        text=report_changes(changes, read.left_out, replace=replace),
        written=write,
    )


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name


def _rows(path: Path, shown: str, root: Path, book: Codebook) -> _ReadRows:
    sheet = read_sheet(path, shown, lambda cells: is_own(cells) or is_statbank(cells))
    if not sheet.headings:
        return _ReadRows(problems=sheet.problems)
    if is_own(sheet.headings):
        rows, problems = own_rows(sheet, book, shown)
        return _ReadRows(rows, (), [*sheet.problems, *problems])
    imports, file = read_imports(root)
    if imports is None:
        return _ReadRows(problems=[*sheet.problems, *file.problems])
    taken = statbank_rows(sheet, imports, shown)
    notes = (*_left_out(taken.crossed, _CROSSED), *_left_out(taken.unpublished, _UNPUBLISHED))
    return _ReadRows(taken.rows, notes, [*sheet.problems, *taken.problems])


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


def _row_faults(rows: Sequence[Incoming], book: Codebook, shown: str) -> list[Fault]:
    """The faults of the rows by themselves, each at its row of the file, however it is sorted."""
    ordered = sorted(rows, key=lambda row: row_key(cells_of(row)))
    numbered = all(row.line is not None for row in ordered)
    at = {(row.line or 0) if numbered else n: row for n, row in enumerate(ordered)}
    table = TableFile({line: cells_of(row) for line, row in at.items()})
    return [_at_row(one, at[one.line or 0], shown) for one in check_rows(table, book, shown)]


def _at_row(found: Fault, row: Incoming, shown: str) -> Fault:
    place = ", ".join(part for part in (found.place, row.place) if part)
    return Fault(shown, row.line, found.code, found.message, place)


def _table(root: Path, file: Path) -> dict[RowKey, TableRow] | Fault:
    """The rows of the table by key; the table itself may be imported, which sorts it."""
    target = root / TABLE
    if target.exists() and file.exists() and target.samefile(file):
        return _parsed(target) or {}
    return _parsed(target) or make_fault("D607", TABLE, None)


def _parsed(target: Path) -> dict[RowKey, TableRow] | None:
    try:
        table = read_table(target.read_bytes(), TABLE)
    except OSError:
        return None
    if table.problems:
        return None
    by_key = {row_key(row): row for row in table.rows.values()}
    return by_key if len(by_key) == len(table.rows) else None


def _merged_faults(
    root: Path, rows: Sequence[TableRow], incoming: Sequence[Incoming], shown: str
) -> list[Fault]:
    """The faults of all the data as they would be afterwards; rows of the file by their place."""
    came = {row_key(cells_of(row)): row for row in incoming}
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(root / "data", trial / "data")
        (trial / TABLE).write_text(_content(rows), encoding="utf-8", newline="\n")
        problems = load_dataset(trial).problems
    moved: list[Fault] = []
    for one in problems:
        at = (one.line or 0) - 2
        row = came.get(row_key(rows[at])) if one.path == TABLE and at >= 0 else None
        moved.append(_at_row(one, row, shown) if row else one)
    return moved


def _content(rows: Sequence[TableRow]) -> str:
    lines = [TABLE_HEADER, *(",".join(map(_cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    plain = not {",", '"', "\n", "\r"} & set(text)
    doubled = text.replace('"', '""')
    return text if plain else f'"{doubled}"'


def _write(target: Path, rows: Sequence[TableRow]) -> list[Fault]:
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
        return [make_fault("D608", TABLE, None, reason=reason(error))]
    return []


_ENGLISH = {danish: column for column, danish in DANISH.items()}
_MAY_BE_ABSENT = {"base", "status"}
_PERCENT = re.compile(r"\s*(%|pct\.?|procent)$", re.IGNORECASE)


def column_of(heading: str) -> str | None:
    """Our name of a column, from its English or Danish heading."""
    name = heading.strip().lower()
    return name if name in COLUMNS else _ENGLISH.get(name)


def is_own(headings: Sequence[str]) -> bool:
    """Whether a line has our headings: an indicator and a value, among others."""
    found = {column_of(heading) for heading in headings}
    return {"indicator", "value"} <= found


def own_rows(sheet: ImportSheet, book: Codebook, shown: str) -> tuple[list[Incoming], list[Fault]]:
    """The rows in our form, numbers normalised; what cannot be is left for the check to tell."""
    headings = [column_of(heading) for heading in sheet.headings]
    problems = list(_heading_faults(sheet, headings, shown))
    if problems:
        return [], problems
    comma = _comma(sheet, headings)
    rows = []
    for row in sheet.rows:
        cells = dict.fromkeys(COLUMNS, "")
        cells |= {name: cell for name, cell in zip(headings, row.cells, strict=True) if name}
        cells = {name: cell.strip(" \t\xa0") for name, cell in cells.items()}
        described = book.described(cells["indicator"])
        counts = described is not None and described.unit == "count"
        cells["value"] = _own_value(cells["value"], comma, counts)
        cells["base"] = _count(cells["base"])
        rows.append(
            Incoming(row.number, cells, absent=frozenset(COLUMNS) - set(filter(None, headings)))
        )
    return rows, []


def _heading_faults(
    sheet: ImportSheet, headings: Sequence[str | None], shown: str
) -> Iterator[Fault]:
    for written, column in zip(sheet.headings, headings, strict=True):
        if column is None:
            hint = suggest_nearest(written.lower(), [*COLUMNS, *_ENGLISH])
            yield make_fault("D603/unknown", shown, None, written, column=written, hint=hint)
        elif headings.count(column) > 1:
            yield make_fault("D603/twice", shown, None, written, column=written)
    for column in COLUMNS:
        if column not in headings and column not in _MAY_BE_ABSENT:
            danish = DANISH[column]
            yield make_fault("D603/missing", shown, None, column, column=column, danish=danish)


def _comma(sheet: ImportSheet, headings: Sequence[str | None]) -> bool | None:
    """Whether the file's own numbers show a decimal comma; None if they show both or nothing."""
    columns = [at for at, name in enumerate(headings) if name in {"value", "base"}]
    cells = [_PERCENT.sub("", row.cells[at]).strip() for row in sheet.rows for at in columns]
    certain = [cell for cell in cells if len(readings(cell)) == 1]
    danish = any(_is_danish(cell) for cell in certain)
    english = any(_is_english(cell) for cell in certain)
    if danish != english:
        return danish
    return None if danish else sheet.comma


def _is_danish(cell: str) -> bool:
    """`83,5` and `1.234,5`: a comma after which no group of three digits follows."""
    return "," in cell and "." in readings(cell)[0] and cell.rfind(",") > cell.rfind(".")


def _is_english(cell: str) -> bool:
    return "." in cell and "." in readings(cell)[0] and cell.rfind(".") > cell.rfind(",")


def _own_value(cell: str, comma: bool | None, counts: bool) -> str:
    return _count(cell) if counts else normalised(_PERCENT.sub("", cell), comma)


def _count(cell: str) -> str:
    """A whole number of things: of two readings only one is whole."""
    whole = [number for number in map(plain_number, readings(cell)) if number.isdigit()]
    return whole[0] if len(whole) == 1 else cell


_NOTHING = Text(da="Intet er ændret.", en="Nothing was changed.")
_ASK = "Skal det gemmes i data/observations.csv? / Save to data/observations.csv? [j/y/N] "
_SAVED = "Gemt i data/observations.csv. / Saved to data/observations.csv."


def import_values(root: Path, file: Path, *, dry: bool, replace: bool) -> ExitCode:
    """Import `file` into the table of `root`, told step by step; the exit code says how it went."""

    planned = import_file(root, file, write=False, replace=replace)
    if planned.problems:
        print(report(planned.problems, ending=_NOTHING), file=sys.stderr)
        return ExitCode.CONTENT
    print(planned.text)
    if dry or not _agreed():
        print(f"{_NOTHING.da} / {_NOTHING.en}")
        return ExitCode.GOOD
    done = import_file(root, file, replace=replace)
    if done.problems:
        print(report(done.problems, ending=_NOTHING), file=sys.stderr)
        return ExitCode.MACHINE
    print(_SAVED)
    return ExitCode.GOOD


def _agreed() -> bool:
    """Ask a person; a program that cannot be asked has said yes by its command."""
    if not sys.stdin.isatty():
        return True
    return input(_ASK).strip().lower() in {"j", "ja", "y", "yes"}
