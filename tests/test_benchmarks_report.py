"""The table says of each goal what was measured and whether that is enough."""

import pytest

from benchmarks.exact import Exact
from benchmarks.measure import Cost
from benchmarks.report import Bench, text
from benchmarks.rounds import Measured, Pair

NOTHING: frozenset[str] = frozenset()
TOUCHED = Exact(NOTHING, 1.0, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)


def _bench(**walls: float) -> Bench:
    """A run whose builds took so many times the floor, once in every pair of three."""
    pairs = {
        way: [Pair(Cost(wall * floor, wall, 1), Cost(floor, 1, 1)) for floor in (1, 2, 5)]
        for way, wall in walls.items()
    }
    return Bench({60: Measured(120, pairs, dict.fromkeys([*walls, "floor"], 1))}, TOUCHED)


@pytest.mark.parametrize(("wall", "met"), [(0.34, "yes"), (0.36, "**no**")])
def test_a_goal_is_met_or_not_by_the_median_of_neighbours(wall: float, met: str) -> None:
    row = next(
        line for line in text(_bench(warm=wall)).splitlines() if "warm, all figures:" in line
    )

    assert row == f"| 60 × 2, warm, all figures: wall × floor | 0.35 | {wall:.2f} | {met} |"


def test_what_was_not_measured_is_no_goal() -> None:
    told = text(_bench(cold=0.9))

    assert "cold, all figures: wall × floor" in told
    assert "one number changed" not in told
    assert "Zensical without" not in told
