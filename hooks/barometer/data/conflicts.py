"""Conflicts and published comparisons, held against the rows that they speak of."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import Conflict, Observation
from barometer.faults import Word, fault
from barometer.problems import Problem

Rows = Mapping[str, Sequence[Observation]]


def conflict_faults(book: Codebook, rows: Rows, names: Collection[str]) -> Iterator[Problem]:
    """A conflict must name a row of the table, and say another value; for indicators in `names`."""
    for name, indicator in book.indicators.items():
        if name not in names:
            continue
        for at, conflict in enumerate(indicator.conflicts):
            found = [row for row in rows.get(name, ()) if _same_key(row, conflict)]
            path, keys = indicator_file(name), ("conflicts", at)
            line, place = book.line(path, *keys), f"conflicts.{at}"
            if not found:
                yield fault("D316/unknown", path, line, place, key=_shown(name, conflict))
            elif found[0].value == conflict.value:
                value: Word = f"{conflict.value:g}"
                yield fault("D316/same", path, line, place, value=value)


def _same_key(row: Observation, conflict: Conflict) -> bool:
    return (row.country, row.edition, row.breakdown, row.category) == (
        conflict.country,
        conflict.edition,
        conflict.breakdown,
        conflict.category,
    )


def _shown(name: str, conflict: Conflict) -> str:
    parts = (name, conflict.country, conflict.edition, conflict.breakdown, conflict.category)
    return ", ".join(parts)
