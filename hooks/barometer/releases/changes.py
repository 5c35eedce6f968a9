"""Published numbers that changed since the last version, held against the log of corrections."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from barometer.data.model import Dataset
from barometer.data.notation import Point
from barometer.faults import Word, fault, nearest
from barometer.problems import Problem
from barometer.releases.archive import Key, cells, key_of, released_rows
from barometer.releases.model import Correction, Releases
from barometer.releases.read import CORRECTIONS, Read, point
from barometer.releases.reasons import reason_faults
from barometer.text import Text

TABLE = "data/observations.csv"
NUMBERS = ("value", "base")
NOTHING = Text(da="intet tal", en="no number")
EMPTY = Text(da="Slet [] i den fil.", en="Delete [] in that file.")
Rows = Mapping[Key, Mapping[str, str]]


def change_faults(root: Path, read: Read, dataset: Dataset) -> Iterator[Problem]:
    """Every number that changed without an entry, and every entry that the numbers do not bear out.

    `dataset` is everything that stands in the table, whether it is out or not. Where an entry of
    the log could not be read, it may be the very one that is missing: then only that is told.
    """
    rows = [cells(row) for row in dataset.observations]
    lines = {key_of(row): line for line, row in enumerate(rows, 2)}
    today: Rows = {key_of(row): row for row in rows}
    if read.releases.archives and not any(one.path == CORRECTIONS for one in read.problems):
        yield from _changed(root, read, today, lines)
    yield from _entries(read, today)
    yield from reason_faults(read)


def _changed(root: Path, read: Read, today: Rows, lines: Mapping[Key, int]) -> Iterator[Problem]:
    entries = _by_number(read.releases)
    for of, row in released_rows(root, read.releases.archives[0].version).items():
        there = today.get(of)
        for what in NUMBERS if there else ():
            old, new = _number(row[what]), _number(there[what] if there else "")
            if old is None or old == new or _told(entries.get((of, what), []), old, new):
                continue
            words = _words(read, of, what, old, new)
            yield fault(f"R201/{what}", TABLE, lines[of], shown(of), **words)


def row_faults(read: Read, gone: Rows, lines: Mapping[Key, int]) -> Iterator[tuple[Key, Problem]]:
    """Every published row that is gone without an entry; `lines` are those of the other rows."""
    entries = _by_number(read.releases)
    for of, row in gone.items():
        old = _number(row["value"])
        if old is None or _told(entries.get((of, "value"), []), old, None):
            continue
        line = max((line for key, line in lines.items() if key < of), default=1)
        again = ",".join(row.values())
        words = _words(read, of, "value", old, None) | {"row": Text(da=again, en=again)}
        yield of, fault("R201/row", TABLE, line, shown(of), **words, above=line)


def _words(read: Read, of: Key, what: str, old: float, new: float | None) -> dict[str, Word]:
    return {
        "old": _written(old),
        "new": _written(new),
        "version": read.releases.archives[0].version,
        "log": EMPTY if read.log.value == [] else "",
        "entry": _entry(of, what, old, new, read.releases.now.date()),
    }


def _told(entries: list[Correction], old: float, new: float | None) -> bool:
    """Whether the entries lead, one after the other, from the old number to the new one."""
    at: float | None = old
    for one in entries:
        if one.old == at:
            at = one.new
    return at == new and bool(entries)


def _entries(read: Read, today: Rows) -> Iterator[Problem]:
    newest: dict[tuple[Key, str], int] = {}
    for at, one in enumerate(read.releases.corrections):
        line, named = read.log.line((at,)), point(one.value)
        if named is None:
            yield fault("R202", CORRECTIONS, line, one.value, value=one.value)
            continue
        if one.old == one.new:
            yield fault("R203", CORRECTIONS, line, one.value, number=_written(one.old))
        newest[(key(named), one.what)] = at
    for (of, what), at in newest.items():
        one, row = read.releases.corrections[at], today.get(of, {})
        stands = _number(row.get(what, ""))
        if stands != one.new:
            if not row:
                known = nearest(one.value, map(shown, today))
                line = read.log.line((at, "value"))
                yield fault(
                    "R204/unknown", CORRECTIONS, line, one.value, value=one.value, near=known
                )
                continue
            line = read.log.line((at, "new")) or read.log.line((at,))
            words = {"value": one.value, "new": _written(one.new), "stands": _written(stands)}
            yield fault("R204", CORRECTIONS, line, one.value, **words)


def _by_number(releases: Releases) -> dict[tuple[Key, str], list[Correction]]:
    found: dict[tuple[Key, str], list[Correction]] = {}
    for one in sorted(releases.corrections, key=lambda entry: entry.date):
        if named := point(one.value):
            found.setdefault((key(named), one.what), []).append(one)
    return found


def key(named: Point) -> Key:
    """The cells of the table that a point names."""
    return (named.indicator, named.country, named.edition, named.breakdown, named.category)


def shown(of: Key) -> str:
    """The cells as sentences name them: `innovative_workplaces/sector/regional@3`."""
    indicator, country, edition, breakdown, category = of
    return str(Point(indicator, breakdown, category, country, edition))


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _written(number: float | None) -> Text | str:
    return NOTHING if number is None else f"{number:.15g}"


def _entry(of: Key, what: str, old: float, new: float | None, today: date) -> Text:
    """The line that the log lacks, but for its reason."""
    base = ", what: base" if what == "base" else ""
    there = "null" if new is None else f"{new:.15g}"
    line = (
        f"- {{date: {today.isoformat()}, value: {shown(of)}{base}, "
        f"old: {old:.15g}, new: {there}, "
        'kind: error, reason: {da: "…", en: "…"}}'
    )
    return Text(da=line, en=line)
