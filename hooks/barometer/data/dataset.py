"""Reading `data/` into one dataset; what is withheld before a release."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from barometer.data.breaks import with_bases
from barometer.data.cells import merge_repeated
from barometer.data.charts import chart_faults
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.consistency import codebook_faults, comparison_faults, conflict_faults
from barometer.data.corrections import Removed, find_removed_rows
from barometer.data.import_files import imports_faults
from barometer.data.model import TABLE, Chart, Dataset, Indicator, Observation
from barometer.data.notation import Point
from barometer.data.releases import Released, Releases, ReleasesFile, read_point
from barometer.data.table import check_table, read_table, to_observations
from barometer.faults.report import Fault, make_fault, reason


@dataclass(frozen=True)
class Loaded:
    """The dataset, None where anything is wrong, and every fault found."""

    dataset: Dataset | None
    problems: tuple[Fault, ...] = ()


def load_dataset(root: Path) -> Loaded:
    """Read and check every file of `data/`."""

    book = read_codebook(root)
    table = _table(root, book)
    book = book.knowing(table.unknown)
    names = table.vouched(set(book.indicators) | set(book.values))
    measured = names & set(table.rows)
    gone = _gone(root, table)
    table = replace(table, observations=(*table.observations, *gone.rows))
    problems = [*table.problems, *gone.problems, *book.problems]
    problems += codebook_faults(book, unmeasured=names - measured)
    problems += chart_faults(book, table.rows, measured)
    problems += conflict_faults(book, table.rows, measured)
    if table.doubted is not None:
        problems += comparison_faults(book, table.rows, measured)
    problems += imports_faults(root, book)
    if problems:
        return Loaded(None, tuple(merge_repeated(sorted(set(problems), key=_order))))
    return Loaded(_dataset(book, table.observations))


@dataclass(frozen=True)
class _Table:
    """The sound rows; `doubted` are the indicators whose rows may be incomplete, None for all."""

    observations: tuple[Observation, ...] = ()
    problems: tuple[Fault, ...] = ()
    doubted: frozenset[str] | None = None
    unknown: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> Mapping[str, Sequence[Observation]]:
        """The observations of each indicator."""
        found: dict[str, list[Observation]] = defaultdict(list)
        for row in self.observations:
            found[row.indicator].append(row)
        return found

    def vouched(self, names: set[str]) -> set[str]:
        """Those of `names` about which the table tells all, so that nothing is told twice."""
        return set() if self.doubted is None else names - self.doubted


def _gone(root: Path, table: _Table) -> "Removed":
    """The published rows that a table without other faults lacks."""

    sound = table.doubted is not None and not table.problems
    return find_removed_rows(root, table.observations) if sound else Removed()


def _table(root: Path, book: Codebook) -> _Table:

    try:
        data = (root / TABLE).read_bytes()
    except FileNotFoundError:
        return _Table(problems=(make_fault("D101/missing", TABLE, None),))
    except OSError as error:
        return _Table(problems=(make_fault("D101/unreadable", TABLE, None, reason=reason(error)),))
    released = Released(root)
    table = read_table(data, TABLE, released)
    if not table.lines:
        return _Table(problems=tuple(table.problems))

    checked = check_table(table, book, TABLE, released)
    problems = (*table.problems, *checked.problems)
    doubted = None if table.problems else checked.doubted
    return _Table(to_observations(checked.frame), problems, doubted, checked.unknown)


def _dataset(book: Codebook, rows: tuple[Observation, ...]) -> Dataset:
    return Dataset.model_construct(
        observations=tuple(with_bases(rows, book.editions, book.described)),
        editions=book.editions,
        sources=book.sources,
        indicators=book.indicators,
        values=book.values,
        themes=book.themes,
        terms=book.terms,
        words=book.words,
        comparisons=book.comparisons,
    )


def _order(one: Fault) -> tuple[str, int, str, str]:
    return one.path, one.line or 0, one.code, one.place


KEY = ("indicator", "country", "edition", "breakdown", "category")

Number = tuple[str, str, str]
"""Value, base and source as they stand in the table."""


def table_lines(root: Path) -> Mapping[tuple[str, ...], int]:
    """The line of every value of the table, by its key."""
    return _numbers(root)[1]


def _numbers(
    root: Path,
) -> tuple[Mapping[tuple[str, ...], Number], Mapping[tuple[str, ...], int]]:
    """What stands in the table by its key, and on which line."""
    try:
        text = (root / TABLE).read_text("utf-8-sig", errors="replace")
    except OSError:
        return {}, {}
    reader = csv.DictReader(io.StringIO(text))
    rows = {tuple(row.get(one) or "" for one in KEY): (row, reader.line_num) for row in reader}
    cells = {
        key: (row.get("value") or "", row.get("base") or "", row.get("source") or "")
        for key, (row, _) in rows.items()
    }
    return cells, {key: line for key, (_, line) in rows.items()}


def withhold_unreleased(dataset: Dataset, releases: Releases) -> Dataset:
    """The dataset as it stood before every release still ahead, under the version that is out."""
    ahead = releases.ahead.values()
    editions = {key for one in ahead for key in one.editions}
    points = {at for one in ahead for value in one.values if (at := read_point(value))}
    if not editions and not points:
        return dataset.model_copy(update={"release": releases.version})
    rows = tuple(row for row in dataset.observations if not _hidden(row, editions, points))
    shown = {row.indicator for row in rows}
    return dataset.model_copy(
        update={
            "release": releases.version,
            "observations": rows,
            "editions": _without(dataset.editions, editions),
            "indicators": {
                name: _pruned(one, [row for row in rows if row.indicator == name], editions)
                for name, one in dataset.indicators.items()
                if name in shown
            },
            "values": {name: one for name, one in dataset.values.items() if name in shown},
            "comparisons": tuple(
                one for one in dataset.comparisons if not _names(one.compare, editions, points)
            ),
        }
    )


def _hidden(row: Observation, editions: set[str], points: set[Point]) -> bool:
    at = Point(row.indicator, row.breakdown, row.category, row.country, row.edition)
    return row.edition in editions or at in points


def _names(text: str, editions: set[str], points: set[Point]) -> bool:
    """Whether a comparison speaks of a hidden value."""
    parts = [read_point(part) for sign in "<>=" if sign in text for part in text.split(sign)]
    return any(part and (part.edition in editions or part in points) for part in parts)


def _pruned(indicator: Indicator, rows: Iterable[Observation], editions: set[str]) -> Indicator:
    """The indicator without what it says of hidden editions; the charts that still have values."""
    charts = {
        name: chart.model_copy(
            update={"editions": tuple(key for key in chart.editions if key not in editions)}
        )
        for name, chart in indicator.charts.items()
        if _drawable(chart, rows, editions)
    }
    return indicator.model_copy(
        update={
            "charts": charts,
            "breaks": tuple(one for one in indicator.breaks if one.edition not in editions),
            "conflicts": tuple(one for one in indicator.conflicts if one.edition not in editions),
        }
    )


def _drawable(chart: Chart, rows: Iterable[Observation], editions: set[str]) -> bool:
    if chart.editions and all(key in editions for key in chart.editions):
        return False
    return any(
        row.breakdown == chart.breakdown
        and row.country in chart.countries
        and (not chart.editions or row.edition in chart.editions)
        and (not chart.categories or row.category in chart.categories)
        for row in rows
    )


def _without(editions: Mapping[str, object], hidden: set[str]) -> Mapping[str, object]:
    return {key: one for key, one in editions.items() if key not in hidden}


def check_empty_charts(read: ReleasesFile, left: Dataset) -> Iterator[Fault]:
    """Indicators whose default chart shows only what is withheld: a page without a figure."""
    for name, indicator in left.indicators.items():
        if "default" not in indicator.charts:
            path = f"data/indicators/{name}.yml"
            ahead = [one for one in read.releases.ahead.values() if one.editions or one.values]
            day = min(one.moment for one in ahead).strftime("%Y-%m-%d %H:%M")
            yield make_fault("R107", path, None, "charts.default", name=name, day=day)
