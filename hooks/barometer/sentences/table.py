"""The published values as sentences look them up: by their point, with the line of their row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from barometer.data.model import Dataset, Observation
from barometer.sentences.notation import LATEST, Point, age

TABLE = "data/observations.csv"
FIRST_LINE = 2


@dataclass(frozen=True)
class Row:
    """A published value and the line of `observations.csv` in which it stands."""

    value: Observation
    line: int


@dataclass(frozen=True)
class Table:
    """The dataset with its rows by indicator."""

    dataset: Dataset
    rows: Mapping[str, Sequence[Row]]

    def find(self, point: Point) -> Row | None:
        """The row that a point names; `latest` is the newest edition; None where there is none."""
        series = self.series(point)
        if point.edition == LATEST:
            return series[-1] if series else None
        return next((row for row in series if row.value.edition == point.edition), None)

    def series(self, point: Point) -> Sequence[Row]:
        """The rows that a point names, whatever their edition, oldest first."""
        wanted = (point.country, point.breakdown, point.category)
        found = [
            row
            for row in self.rows.get(point.indicator, ())
            if (row.value.country, row.value.breakdown, row.value.category) == wanted
        ]
        return sorted(found, key=lambda row: age(row.value, self.dataset))


def table_of(dataset: Dataset) -> Table:
    """The table of a dataset, whose observations stand in the order of their file."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line, value in enumerate(dataset.observations, start=FIRST_LINE):
        rows[value.indicator].append(Row(value, line))
    return Table(dataset, rows)
