"""`make import`: own table format, what would change, writing it."""

import csv
import io
import math
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_new
from pathlib import Path

from barometer.data import import_files
from barometer.data.breaks import in_order
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.dataset import load_dataset
from barometer.data.model import COLUMNS, KEY, TABLE
from barometer.data.table import TableFile, cell_faults, read_table, relation_faults
from barometer.faults.report import (
    ExitCode,
    Fault,
    make_fault,
    phrase,
    reason,
    report,
    sort_faults,
)
from barometer.text import Text

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
    return tuple(row[: len(KEY)])


def cells_of(incoming: import_files.Incoming) -> TableRow:
    """The cells in the order of the table."""
    return tuple(incoming.cells[name] for name in COLUMNS)


def complete_row(incoming: import_files.Incoming, table: Mapping[RowKey, TableRow]) -> TableRow:
    """The same, with what the file lacks taken from the table, but no status of another number."""
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
    lines += _part("Nye / New", [f"+ {_with_value(row)}" for row in changes.new])
    changed = []
    for pair in changes.changed:
        cells = [one for one in zip(COLUMNS, *pair, strict=True) if one[1] != one[2]]
        told = (f"{name} {old or '(tom)'} → {new or '(tom)'}" for name, old, new in cells)
        changed.append(f"~ {_key(pair[1])}: {', '.join(told)}")
    lines += _part("Ændrede / Changed", changed)
    gone = [f"- {_with_value(row)}" for row in changes.gone]
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


def _key(row: TableRow) -> str:
    return " ".join(row_key(row))


def _with_value(row: TableRow) -> str:
    value, base, status, source = row[len(KEY) :]
    known = (f"n={base}" if base else "", status, source)
    return f"{_key(row)} = {value} ({', '.join(filter(None, known))})"


def _part(heading: str, rows: Sequence[str]) -> list[str]:
    if not rows:
        return [f"{heading}: 0"]
    more = len(rows) - _SHOWN
    rest = [f"  … og {more} til / and {more} more"] if more > 0 else []
    return [f"{heading}: {len(rows)}", *(f"  {row}" for row in rows[:_SHOWN]), *rest]


@dataclass(frozen=True)
class ImportResult:
    """What an import changes, or why it does not; `text` tells the changes, row by row."""

    problems: tuple[Fault, ...] = ()
    new: int = 0
    changed: int = 0
    gone: int = 0
    text: str = ""
    written: bool = False


def import_file(
    root: Path, file: Path, *, write: bool = True, replace: bool = False
) -> ImportResult:
    """Take the rows of `file` into the table of `root`; with `write=False` only say what changes.

    Rows of the table that the file covers but does not have stay unless `replace`.
    A file with any fault changes nothing. The table is replaced in one step.
    """
    path = file if file.is_absolute() else root / file
    inside = path.resolve().is_relative_to(root.resolve())
    shown = path.resolve().relative_to(root.resolve()).as_posix() if inside else path.name
    book = read_codebook(root)
    read, left_out, problems = _rows(path, shown, root, book)
    problems += _row_faults(read, book, shown)
    table = _table(root, path)
    if isinstance(table, Fault):
        problems.append(table)
    if problems or isinstance(table, Fault):
        return ImportResult(sort_faults(problems))
    changes = compare_rows(table, [complete_row(row, table) for row in read])
    told = [*far_changes(table, changes, book), *left_out]
    rows = merge_rows(table, changes, replace=replace)
    problems = _merged_faults(root, rows, read, shown)
    if not problems and write:
        problems += _write(root / TABLE, rows)
    if problems:
        return ImportResult(sort_faults(problems))
    return ImportResult(
        new=len(changes.new),
        changed=len(changes.changed),
        gone=len(changes.gone),
        text=report_changes(changes, told, replace=replace),
        written=write,
    )


def _rows(
    path: Path, shown: str, root: Path, book: Codebook
) -> tuple[list[import_files.Incoming], list[Text], list[Fault]]:
    """The rows of every table in the file, whichever form it has; what was left out is told."""
    imports, file = import_files.read_imports(root)
    sheets = import_files.read_sheets(path, shown, imports)
    rows: list[import_files.Incoming] = []
    problems: list[Fault] = []
    notes: list[Text] = []
    for sheet in sheets:
        problems += sheet.problems
        notes += sheet.notes
        found: Sequence[import_files.Incoming] = ()
        if import_files.is_own(sheet.headings):
            found, told = import_files.own_rows(sheet, book, shown)
            problems += told
        elif sheet.headings and imports:
            found, crossed, told = import_files.statbank_rows(sheet, imports, shown)
            problems += told
            notes += import_files.count_note("crossed", crossed)
        elif sheet.headings:
            problems += file.problems
        if len(sheets) > 1:
            found = [
                with_new(one, place=_joined(f"ark/sheet {sheet.name}", one.place)) for one in found
            ]
        rows += found
    if imports:
        rows, told_signs = _read_signs(rows, imports, book)
        notes += told_signs
    problems += _fractions(rows, book, shown)
    return rows, notes, problems


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _read_signs(
    rows: Sequence[import_files.Incoming], imports: import_files.Imports, book: Codebook
) -> tuple[list[import_files.Incoming], list[Text]]:
    """Zero, missing and provisional as the publisher of each row's source writes them."""
    offices = {name: signs for signs in imports.signs for name in signs.publishers}
    kept: list[import_files.Incoming] = []
    zeros = missing = provisional = 0
    for row in rows:
        source = book.sources.get(row.cells["source"])
        signs = offices.get(source.publisher) if source else None
        cell = row.cells["value"]
        mark = next((one for one in signs.provisional if cell.endswith(one)), "") if signs else ""
        if signs is None:
            kept.append(row)
        elif cell in signs.missing:
            missing += 1
        elif cell in signs.zero:
            zeros += 1
            kept.append(with_new(row, cells={**row.cells, "value": "0"}))
        elif mark:
            provisional += 1
            value = import_files.normalised(cell.removesuffix(mark).strip(), None)
            cells = {**row.cells, "value": value, "status": "provisional"}
            kept.append(with_new(row, cells=cells, absent=row.absent - {"status"}))
        else:
            kept.append(row)
    told = {"zeros": zeros, "unpublished": missing, "provisional": provisional}
    return kept, [
        note for what, count in told.items() for note in import_files.count_note(what, count)
    ]


def _fractions(
    rows: Sequence[import_files.Incoming], book: Codebook, shown: str
) -> Iterator[Fault]:
    """An indicator in per cent whose every value in the file is a share of one: 0.84 for 84."""
    by_indicator: dict[str, list[tuple[float, import_files.Incoming]]] = {}
    for row in rows:
        described = book.described(row.cells["indicator"])
        number = float(cell) if _PLAIN.fullmatch(cell := row.cells["value"]) else 0.0
        if described and described.unit == "percent" and number:
            by_indicator.setdefault(row.cells["indicator"], []).append((number, row))
    for found in by_indicator.values():
        first = next((row for number, row in found if number % 1 and not row.percent), None)
        if first and all(0 < number <= 1 for number, _ in found):
            cell = first.cells["value"]
            one = f"{float(cell) * 100:.10g}"
            at = (shown, first.line, first.place)
            yield make_fault("D605/fraction", *at, cell=cell, one=one, found=len(found))


_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_FAR_POINTS, _FAR_ERRORS, _FAR_TIMES = 20, 5, 3
"""Far outside chance: 20 percentage points where no base is known, five standard errors where it
is, and three times as many or few of what is counted."""


def far_changes(
    table: Mapping[RowKey, TableRow], changes: Changes, book: Codebook
) -> Iterator[Text]:
    """Values far from what stands in the table: the same value before, or the edition before."""
    pairs = [*changes.changed, *((None, row) for row in changes.new)]
    order = in_order({key[2] for key in table} & book.editions.keys(), book.editions)
    for before, row in pairs:
        key = row_key(row)
        earlier = (
            table.get((*key[:2], edition, *key[3:]))
            for edition in reversed(order[: order.index(key[2])] if key[2] in order else order)
        )
        old = before or next((one for one in earlier if one), None)
        described = book.described(key[0])
        if old and described and _is_far(old, row, counted=described.unit == "count"):
            words = {"key": _key(row), "new": row[5], "old": old[5], "edition": old[2]}
            yield phrase("far/before" if before else "far/edition", **words)


def _is_far(old: TableRow, new: TableRow, *, counted: bool) -> bool:
    a, b = float(old[5]), float(new[5])
    if counted:
        return min(a, b) * _FAR_TIMES < max(a, b)
    if not (old[6] and new[6]):
        return abs(a - b) >= _FAR_POINTS
    middle = (a + b) / 200
    error = 100 * math.sqrt(middle * (1 - middle) * (1 / int(old[6]) + 1 / int(new[6])))
    return abs(a - b) > _FAR_ERRORS * error


def _row_faults(rows: Sequence[import_files.Incoming], book: Codebook, shown: str) -> list[Fault]:
    """The faults of the rows by themselves, each at its row of the file, however it is sorted."""
    ordered = sorted(rows, key=lambda row: row_key(cells_of(row)))
    numbers = [row.line or 0 for row in ordered]
    alone = len(set(numbers)) == len(numbers)  # a matrix has many values in a line
    at = dict(zip(numbers if alone else range(len(ordered)), ordered, strict=True))
    table = TableFile({line: cells_of(row) for line, row in at.items()})
    frame = table.frame
    found = [*cell_faults(frame, book, shown)] or relation_faults(frame, book, shown, {})
    return [_at_row(one, at[one.line or 0], shown) for one in found]


def _at_row(found: Fault, row: import_files.Incoming, shown: str) -> Fault:
    return Fault(shown, row.line, found.code, found.message, _joined(found.place, row.place))


def _table(root: Path, file: Path) -> dict[RowKey, TableRow] | Fault:
    """The rows of the table by key; the table itself may be imported, which sorts it."""
    target = root / TABLE
    try:
        table = read_table(target.read_bytes(), TABLE)
        by_key = {row_key(row): row for row in table.rows.values()}
        if not table.problems and len(by_key) == len(table.rows):
            return by_key
    except OSError:
        pass
    itself = target.exists() and file.exists() and target.samefile(file)
    return {} if itself else make_fault("D607", TABLE, None)


def _merged_faults(
    root: Path, rows: Sequence[TableRow], incoming: Sequence[import_files.Incoming], shown: str
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
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    return out.getvalue()


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


_ASK = "Skal det gemmes i data/observations.csv? / Save to data/observations.csv? [j/y/N] "
_SAVED = "Gemt i data/observations.csv. / Saved to data/observations.csv."


def import_values(root: Path, file: Path, *, dry: bool, replace: bool) -> ExitCode:
    """Import `file` into the table of `root`, told step by step; the exit code says how it went."""
    nothing = phrase("import/nothing")
    planned = import_file(root, file, write=False, replace=replace)
    if planned.problems:
        print(report(planned.problems, ending=nothing), file=sys.stderr)
        return ExitCode.CONTENT
    print(planned.text)
    # A program that cannot be asked has said yes by its command.
    asked = sys.stdin.isatty() and not dry
    if dry or (asked and input(_ASK).strip().lower() not in {"j", "ja", "y", "yes"}):
        print(f"{nothing.da} / {nothing.en}")
        return ExitCode.GOOD
    done = import_file(root, file, replace=replace)
    if done.problems:
        print(report(done.problems, ending=nothing), file=sys.stderr)
        return ExitCode.MACHINE
    print(_SAVED)
    return ExitCode.GOOD
