"""Which values of a figure clearly stand above or below the others."""

from collections.abc import Sequence

from barometer.data.intervals import verdict
from barometer.data.model import Dataset, Observation
from barometer.sentences.verdict import incomparable


def differs(
    first: Observation, second: Observation, dataset: Dataset, *, up: bool | None = None
) -> bool:
    """Whether two values may be compared and clearly differ; `up`: the first is the higher."""
    if incomparable(first, second, dataset) or first.value == second.value:
        return False
    if up is not None and (first.value > second.value) != up:
        return False
    return verdict(first, second, dataset).clarity == "clear"


def stands_apart(
    named: Sequence[Observation], rest: Sequence[Observation], dataset: Dataset, *, up: bool
) -> bool:
    """Whether every one of `named` is clearly above (or below) every one of `rest`."""
    return bool(rest) and all(
        differs(one, other, dataset, up=up) for one in named for other in rest
    )


def outermost(rows: Sequence[Observation], *, up: bool) -> list[Observation]:
    """The highest value alone, or the lowest, of which a text without names must speak."""
    return [(max if up else min)(rows, key=lambda row: row.value)]
