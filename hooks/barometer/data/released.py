"""What the last release says of a row, for messages about a number that can be read in two ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from barometer.data.model import COLUMNS
from barometer.data.told import Told
from barometer.text import Text

_SOURCE = COLUMNS.index("source")


@dataclass(frozen=True)
class Released:
    """The last released table of the project in `root`, read when a row is first asked for."""

    root: Path | None = None

    def number(self, row: Sequence[str], column: str) -> str:
        """What was published of a row in that column; empty where nothing was."""
        return self._rows.get(tuple(row[:5]), {}).get(column, "")

    @cached_property
    def _rows(self) -> Mapping[tuple[str, ...], Mapping[str, str]]:
        from barometer.releases.archive import archived, released_rows

        versions = archived(self.root) if self.root else ()
        try:
            return released_rows(self.root, versions[0].version) if self.root and versions else {}
        except (OSError, ValueError, KeyError):
            return {}  # a version that is not whole is told of elsewhere


def in_row(told: Told, row: Sequence[str], column: str, released: Released) -> Told:
    """A doubtful number, told with the one that was published, or with the source to look in."""
    if told.key not in {"D203/comma", "D203/both", "D203/points"}:
        return told
    old, key = released.number(row, column), row[_SOURCE]
    words = {**told.words, "old": old, "source": source(key)}
    readings = (str(told.words.get(name, "")) for name in ("one", "whole", "decimal"))
    if old and float(old) in map(float, filter(None, readings)):
        return Told("D203/again", words)
    return Told(f"{told.key}-released" if old else told.key, words)


def source(key: str) -> Text:
    """The source of a row, named by its key where it has one."""
    named = f" ({key})" if key else ""
    return Text(da=f"kilden{named}", en=f"the source{named}")
