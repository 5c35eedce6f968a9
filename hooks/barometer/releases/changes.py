"""Published numbers that changed since the last version, held against the log of corrections."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from barometer.data.model import Dataset
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.releases.archive import Key, cells, key_of, released_rows
from barometer.releases.model import Correction, Releases
from barometer.releases.read import CORRECTIONS, Read, point
from barometer.sentences.notation import Point
from barometer.text import Text

TABLE = "data/observations.csv"
NUMBERS = ("value", "base")
NOTHING = Text(da="intet tal", en="no number")
Rows = Mapping[Key, Mapping[str, str]]


def change_faults(root: Path, read: Read, dataset: Dataset) -> Iterator[Problem]:
    """Every number that changed without an entry, and every entry that the numbers do not bear out.

    `dataset` is everything that stands in the table, whether it is out or not.
    """
    rows = [cells(row) for row in dataset.observations]
    lines = {key_of(row): line for line, row in enumerate(rows, 2)}
    today: Rows = {key_of(row): row for row in rows}
    entries = _by_number(read.releases)
    if read.releases.archives:
        version = read.releases.archives[0].version
        before = released_rows(root, version)
        yield from _changed(before, today, lines, entries, version, read.releases.now.date())
    yield from _entries(read, today)


def _changed(
    before: Rows,
    today: Rows,
    lines: Mapping[Key, int],
    entries: Mapping[tuple[Key, str], list[Correction]],
    version: str,
    on: date,
) -> Iterator[Problem]:
    for key, row in before.items():
        there = today.get(key, {})
        for what in NUMBERS:
            old, new = _number(row[what]), _number(there.get(what, ""))
            if old is None or old == new or _told(entries.get((key, what), []), old, new):
                continue
            words = {
                "value": shown(key),
                "old": _written(old),
                "new": _written(new),
                "version": version,
                "entry": _entry(key, what, old, new, on),
            }
            yield fault(f"R201/{what}", TABLE, lines.get(key), shown(key), **words)


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
        f"- {{date: {today.isoformat()}, value: {shown(of)}{base}, old: {old:.15g}, new: {there}, "
        'kind: error, reason: {da: "…", en: "…"}}'
    )
    return Text(da=line, en=line)
