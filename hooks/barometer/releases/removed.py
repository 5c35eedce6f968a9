"""Published rows that are gone from the table, told before anything that only follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from barometer.data.model import COLUMNS, Observation
from barometer.problems import Problem
from barometer.releases.archive import Key, released_rows
from barometer.releases.changes import row_faults
from barometer.releases.clock import now
from barometer.releases.read import CORRECTIONS, Read, read_releases


@dataclass(frozen=True)
class Removed:
    """The rows that are gone without an entry in the log, as published, and their faults."""

    rows: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()


def removed(root: Path, observations: Sequence[Observation]) -> Removed:
    """What the last version has and the table lacks; nothing where that cannot be known."""
    read = read_releases(root, now())
    if not read.releases.archives or any(one.path == CORRECTIONS for one in read.problems):
        return Removed()
    lines: Mapping[Key, int] = {tuple(row[:5]): line for line, row in enumerate(observations, 2)}
    gone = {of: row for of, row in _published(root, read).items() if of not in lines}
    told = dict(row_faults(read, gone, lines))
    return Removed(tuple(_observation(gone[of]) for of in told), tuple(told.values()))


def _published(root: Path, read: Read) -> Mapping[Key, dict[str, str]]:
    try:
        return released_rows(root, read.releases.archives[0].version)
    except (OSError, ValueError, KeyError):
        return {}  # a version that is not whole is told of elsewhere


def _observation(row: Mapping[str, str]) -> Observation:
    base = int(row["base"]) if row["base"] else None
    numbers: Mapping[str, float | int | None] = {"value": float(row["value"]), "base": base}
    return Observation._make((*(numbers.get(name, row[name]) for name in COLUMNS), ""))
