"""Published numbers that changed, held against the log of corrections and the versions."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from barometer.data.cells import table_lines
from barometer.data.model import EDITIONS_FILE, TABLE, Dataset
from barometer.data.notation import point_of, read_point
from barometer.data.releases import (
    COPENHAGEN,
    CORRECTIONS,
    RELEASES,
    Correction,
    Key,
    Published,
    Releases,
    ReleasesFile,
    build_time,
    last_released,
    read_releases,
    released_rows,
    row_cells,
)
from barometer.faults.report import Fault, Word, make_fault, phrase, suggest_nearest
from barometer.faults.yaml_file import read_yaml
from barometer.text import Text

NUMBERS = ("value", "base")


def change_faults(root: Path, read: ReleasesFile, dataset: Dataset) -> Iterator[Fault]:
    """Every number that changed without an entry, and every entry that the numbers do not bear out.

    `dataset` is everything that stands in the table, whether it is out or not. Where an entry of
    the log could not be read, it may be the very one that is missing: then only that is told.
    """
    lines = table_lines(root)
    today: Published = {row.key: row_cells(row) for row in dataset.observations}
    if read.releases.archives and not any(one.path == CORRECTIONS for one in read.problems):
        yield from _changed(root, read, today, lines)
    yield from _entries(read, today)


def _changed(
    root: Path, read: ReleasesFile, today: Published, lines: Mapping[Key, int]
) -> Iterator[Fault]:
    entries = _by_number(read.releases)
    for of, row in released_rows(root, read.releases.archives[0].version).items():
        there = today.get(of)
        for what in NUMBERS if there else ():
            old, new = _number(row[what]), _number(there[what] if there else "")
            if old is None or old == new or _leads_to(entries.get((of, what), []), old, new):
                continue
            words = _words(read, of, what, old, new)
            yield make_fault(f"R201/{what}", TABLE, lines[of], str(point_of(of)), **words)


def removal_faults(root: Path) -> Iterator[Fault]:
    """Every row of the last version that the table lacks, without an entry in the log."""
    read = read_releases(root, build_time())
    if not read.releases.archives or any(one.path == CORRECTIONS for one in read.problems):
        return
    lines = table_lines(root)
    entries = _by_number(read.releases)
    for of, row in last_released(root).items():
        old = _number(row["value"])
        if of in lines or old is None or _leads_to(entries.get((of, "value"), []), old, None):
            continue
        above = max((key for key in lines if key < of), default=())
        line = lines.get(above, 1)
        again = ",".join(row.values())
        words = _words(read, of, "value", old, None) | {"row": Text(da=again, en=again)}
        yield make_fault("R201/row", TABLE, line, str(point_of(of)), **words, above=line)


def _words(
    read: ReleasesFile, of: Key, what: str, old: float, new: float | None
) -> dict[str, Word]:
    return {
        "old": _written(old),
        "new": _written(new),
        "version": read.releases.archives[0].version,
        "log": phrase("log/empty") if read.log.value == [] else "",
        "entry": _entry(of, what, old, new, read.releases.now.date()),
    }


def _leads_to(entries: list[Correction], old: float, new: float | None) -> bool:
    """Whether the entries lead, one after the other, from the old number to the new one."""
    at: float | None = old
    for one in entries:
        if one.old == at:
            at = one.new
    return at == new and bool(entries)


def _entries(read: ReleasesFile, today: Published) -> Iterator[Fault]:
    newest: dict[tuple[Key, str], int] = {}
    for at, one in enumerate(read.releases.corrections):
        line, named = read.log.line((at,)), read_point(one.value)
        if named is None:
            yield make_fault("R202", CORRECTIONS, line, one.value, value=one.value)
            continue
        if one.old == one.new:
            yield make_fault("R203", CORRECTIONS, line, one.value, number=_written(one.old))
        newest[(named.row_key, one.what)] = at
    for (of, what), at in newest.items():
        one, row = read.releases.corrections[at], today.get(of, {})
        stands = _number(row.get(what, ""))
        if stands != one.new:
            if not row:
                known = suggest_nearest(one.value, (str(point_of(key)) for key in today))
                line = read.log.line((at, "value"))
                yield make_fault(
                    "R204/unknown", CORRECTIONS, line, one.value, value=one.value, near=known
                )
                continue
            line = read.log.line((at, "new")) or read.log.line((at,))
            words = {"value": one.value, "new": _written(one.new), "stands": _written(stands)}
            yield make_fault("R204", CORRECTIONS, line, one.value, **words)


def _by_number(releases: Releases) -> dict[tuple[Key, str], list[Correction]]:
    found: dict[tuple[Key, str], list[Correction]] = {}
    for one in sorted(releases.corrections, key=lambda entry: entry.date):
        if named := read_point(one.value):
            found.setdefault((named.row_key, one.what), []).append(one)
    return found


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _written(number: float | None) -> Text | str:
    return phrase("log/nothing") if number is None else f"{number:.15g}"


def _entry(of: Key, what: str, old: float, new: float | None, today: date) -> Text:
    """The line that the log lacks, but for its reason."""
    base = ", what: base" if what == "base" else ""
    there = "null" if new is None else f"{new:.15g}"
    line = (
        f"- {{date: {today.isoformat()}, value: {point_of(of)}{base}, "
        f"old: {old:.15g}, new: {there}, "
        'kind: error, reason: {da: "…", en: "…"}}'
    )
    return Text(da=line, en=line)


def day_faults(read: ReleasesFile) -> Iterator[Fault]:
    """Every correction that is dated after today, or before the first version was out."""
    today = read.releases.now.astimezone(ZoneInfo(COPENHAGEN)).date()
    versions = (one.date for one in read.releases.releases.values() if one.version)
    began = min(versions, default=date.min)
    for at, one in enumerate(read.releases.corrections):
        line, day = read.log.line((at, "date")), one.date.isoformat()
        if one.date > today:
            now = today.isoformat()
            yield make_fault("R206/future", CORRECTIONS, line, one.value, date=day, today=now)
        elif one.date < began:
            first = began.isoformat()
            yield make_fault("R206/before", CORRECTIONS, line, one.value, date=day, began=first)


def unreleased_faults(root: Path, read: ReleasesFile, dataset: Dataset) -> Iterator[Fault]:
    """Editions newer than the last version that no release names, and figures without a version."""
    if not read.releases.archives:
        return
    old = {key[2] for key in released_rows(root, read.releases.archives[0].version)}
    told = read.releases.releases.values()
    old |= {key for one in told for key in one.editions}
    old |= {at.edition for one in told for value in one.values if (at := read_point(value))}
    new = sorted({*dataset.editions, *(row.edition for row in dataset.observations)} - old)
    # Where a release could not be read, it may be the very one that is missing.
    if not any(one.path == RELEASES for one in read.problems):
        yield from _unnamed(root, new)
    yield from _unversioned(read)


def _unnamed(root: Path, new: Collection[str]) -> Iterator[Fault]:
    lines = {key[2]: line for key, line in reversed([*table_lines(root).items()])}
    for edition in new:
        if edition in lines:
            yield make_fault("R108/rows", TABLE, lines[edition], "edition", edition=edition)
        else:
            line = read_yaml(root / EDITIONS_FILE, EDITIONS_FILE).line((edition,))
            yield make_fault("R108/block", EDITIONS_FILE, line, edition, edition=edition)


def _unversioned(read: ReleasesFile) -> Iterator[Fault]:
    """A release of figures since the first version: without its own they are in no version."""
    found = read.releases.releases
    began = min((one.moment for one in found.values() if one.version), default=None)
    for name, one in found.items():
        numbers = one.editions or one.values
        if began and numbers and not one.version and one.moment >= began:
            line, (major, minor, _) = read.calendar.line((name,)), _newest(read.releases)
            version = f"{major}.{minor + 1}.0"  # 1.1.0 after 1.0.0, whatever was corrected between
            yield make_fault("R109", RELEASES, line, name, name=name, version=version)


def _newest(releases: Releases) -> tuple[int, ...]:
    given = [one.version for one in releases.releases.values() if one.version]
    return max(tuple(map(int, one.split("."))) for one in given)


def check_versions(root: Path, releases: Releases) -> Iterator[Fault]:
    """Versions that are out but not kept, or else corrected figures that have no version."""
    if not releases.archives:
        return
    read = read_releases(root, releases.now)
    kept = {one.version for one in releases.archives}
    planned = releases.releases.items()
    left = {name: it for name, it in planned if it.version and it.version not in kept}
    for name, it in left.items():
        if it.out(releases.now):
            line = read.calendar.line((name, "version"))
            yield make_fault("R208", RELEASES, line, name, version=it.version or "")
    if left:
        return
    log, version = read.log, releases.archives[0].version
    rows = released_rows(root, version)
    for at, one in enumerate(releases.corrections):
        named = read_point(one.value)
        cell = rows.get(named.row_key, {}).get(one.what) if named else None
        if (float(cell) if cell else None) == one.old:
            major, minor, patch = _newest(releases)
            words = {"version": version, "next": f"{major}.{minor}.{patch + 1}"}
            yield make_fault("R207", CORRECTIONS, log.line((at,)), one.value, **words)
