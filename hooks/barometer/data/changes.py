"""What an import would change in the table, in numbers an editor can check before it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from barometer.data.model import COLUMNS
from barometer.data.ownformat import Incoming
from barometer.text import Text

KEY = COLUMNS[:5]
Key = tuple[str, ...]
Row = tuple[str, ...]
_SHOWN = 40


@dataclass(frozen=True)
class Changes:
    """Rows by what happens to them; a changed row is its old and its new cells."""

    new: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    same: int
    gone: tuple[Row, ...]


def key_of(row: Sequence[str]) -> Key:
    """Indicator, country, edition, breakdown and category."""
    return tuple(row[: len(KEY)])


def cells_of(incoming: Incoming) -> Row:
    """The cells in the order of the table."""
    return tuple(incoming.cells[name] for name in COLUMNS)


def completed(incoming: Incoming, table: Mapping[Key, Row]) -> Row:
    """The same, with what the file has no column for taken from the table.

    A status says how the number before was known; with another value or source it does not hold.
    """
    row = cells_of(incoming)
    before = table.get(key_of(row))
    if before is None:
        return row
    old = dict(zip(COLUMNS, before, strict=True))
    cells = {**incoming.cells, **{name: old[name] for name in incoming.absent}}
    if "status" in incoming.absent and any(cells[n] != old[n] for n in ("value", "source")):
        cells["status"] = ""
    return tuple(cells[name] for name in COLUMNS)


def compare(table: Mapping[Key, Row], incoming: Sequence[Row]) -> Changes:
    """What is new, changed and gone; gone are only keys of an indicator and edition in the file."""
    rows = {key_of(row): row for row in incoming}
    covered = {(key[0], key[1], key[2]) for key in rows}
    return Changes(
        new=tuple(row for key, row in rows.items() if key not in table),
        changed=tuple(
            (table[key], row) for key, row in rows.items() if key in table and table[key] != row
        ),
        same=sum(table.get(key) == row for key, row in rows.items()),
        gone=tuple(row for key, row in table.items() if key[:3] in covered and key not in rows),
    )


def merged(table: Mapping[Key, Row], changes: Changes, *, replace: bool) -> list[Row]:
    """The rows of the table afterwards, sorted; rows that are gone stay unless `replace`."""
    rows = dict(table)
    rows |= {key_of(row): row for row in changes.new}
    rows |= {key_of(after): after for _, after in changes.changed}
    for row in changes.gone if replace else ():
        del rows[key_of(row)]
    return sorted(rows.values(), key=key_of)


def told(changes: Changes, left_out: Sequence[Text], *, replace: bool) -> str:
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


def _key(row: Row) -> str:
    return " ".join(key_of(row))


def _value(row: Row) -> str:
    value, base, status, source = row[len(KEY) :]
    known = (f"n={base}" if base else "", status, source)
    return f"{value} ({', '.join(part for part in known if part)})"


def _moved(old: Row, new: Row) -> str:
    names = COLUMNS[len(KEY) :]
    pairs = zip(names, old[len(KEY) :], new[len(KEY) :], strict=True)
    return ", ".join(
        f"{name} {before or '(tom)'} → {after or '(tom)'}"
        for name, before, after in pairs
        if before != after
    )
