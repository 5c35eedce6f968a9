"""The published values as sentences look them up: by their point, with the line of their row."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from barometer.data.model import Dataset, Observation
from barometer.data.newest import age
from barometer.data.notation import Point, pick
from barometer.text import lines_of

TABLE = "data/observations.csv"
KEY_COLUMNS = 5
Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The dataset with the places of each indicator's observations; `root` is where its file is."""

    dataset: Dataset
    places: Mapping[str, Sequence[int]]
    root: Path | None = None

    def of(self, indicator: str) -> list[Observation]:
        """The values of one indicator, in the order of the file."""
        return [self.dataset.observations[place] for place in self.places.get(indicator, ())]

    def find(self, point: Point) -> Observation | None:
        """The value that a point names, `latest` being the newest; None where there is none."""
        return pick(point, self.of(point.indicator), self.dataset)

    def series(self, point: Point) -> list[Observation]:
        """The values that a point names, whatever their edition, oldest first."""
        wanted = (point.country, point.breakdown, point.category)
        found = [
            row
            for row in self.of(point.indicator)
            if (row.country, row.breakdown, row.category) == wanted
        ]
        return sorted(found, key=lambda row: age(self.dataset.editions[row.edition]))

    def line(self, row: Observation) -> int | None:
        """The line of the file in which a value stands, None where there is no file."""
        key = (row.indicator, row.country, row.edition, row.breakdown, row.category)
        return self._lines.get(key)

    @cached_property
    def _lines(self) -> Mapping[Key, int]:
        """Read only when a message needs it; what is withheld makes places and lines differ."""
        try:
            text = (self.root / TABLE).read_text("utf-8-sig") if self.root else ""
        except OSError:
            return {}
        rows = csv.reader(lines_of(text))
        return {tuple(row[:KEY_COLUMNS]): line for line, row in enumerate(rows, start=1)}


def table_of(dataset: Dataset, root: Path | None = None) -> Table:
    """The table of a dataset."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(dataset.observations):
        places[value.indicator].append(place)
    return Table(dataset, places, root)
