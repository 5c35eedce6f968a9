"""Reading the folder `data/`: one dataset if everything is right, otherwise every fault."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from barometer.data.codebook import Codebook, read_codebook
from barometer.data.intervals import with_bases
from barometer.data.model import Dataset, Observation
from barometer.faults import fault, reason
from barometer.problems import Problem

if TYPE_CHECKING:
    from barometer.releases.removed import Removed

TABLE = "data/observations.csv"


@dataclass(frozen=True)
class Loaded:
    """The dataset, None where anything is wrong, and every fault found."""

    dataset: Dataset | None
    problems: tuple[Problem, ...] = ()


def load(root: Path) -> Loaded:
    """Read and check every file of `data/`."""
    from barometer.data.charts import chart_faults
    from barometer.data.comparisons import comparison_faults
    from barometer.data.conflicts import conflict_faults
    from barometer.data.crosscheck import codebook_faults
    from barometer.data.imports import imports_faults
    from barometer.data.unknown import joined

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
        return Loaded(None, tuple(joined(sorted(set(problems), key=_order))))
    return Loaded(_dataset(book, table.observations))


@dataclass(frozen=True)
class _Table:
    """The sound rows; `doubted` are the indicators whose rows may be incomplete, None for all."""

    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()
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
    from barometer.releases.removed import Removed, removed

    sound = table.doubted is not None and not table.problems
    return removed(root, table.observations) if sound else Removed()


def _table(root: Path, book: Codebook) -> _Table:
    from barometer.data.released import Released
    from barometer.data.tablefile import read_table

    try:
        data = (root / TABLE).read_bytes()
    except FileNotFoundError:
        return _Table(problems=(fault("D101/missing", TABLE, None),))
    except OSError as error:
        return _Table(problems=(fault("D101/unreadable", TABLE, None, reason=reason(error)),))
    released = Released(root)
    table = read_table(data, TABLE, released)
    if not table.lines:
        return _Table(problems=tuple(table.problems))
    from barometer.data.tablecheck import check_table, observations

    checked = check_table(table, book, TABLE, released)
    problems = (*table.problems, *checked.problems)
    doubted = None if table.problems else checked.doubted
    return _Table(observations(checked.frame), problems, doubted, checked.unknown)


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


def _order(one: Problem) -> tuple[str, int, str, str]:
    return one.path, one.line or 0, one.code, one.place
