"""Rounds of neighbours: the floor runs right before what is held against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Cost, measured, size
from benchmarks.ways import FLOOR, Way

BLOCKS: tuple[tuple[str, ...], ...] = (
    (FLOOR, "cold", "warm", "bare"),
    (FLOOR, "page", "number"),
    (FLOOR, "zensical", "hugo"),
    (FLOOR, "pyplot"),
    (FLOOR, "altair"),
    (FLOOR, "whole cold", "whole warm"),
)

SELDOM = {"whole cold", "whole warm"}
"""These take the longest and have no goal: one run tells their size."""


@dataclass(frozen=True)
class Pair:
    """One run of a way, and the floor's right before it."""

    cost: Cost
    floor: Cost


@dataclass(frozen=True)
class Measured:
    """Everything of one size: pages of both languages, pairs and bytes by way."""

    pages: int
    pairs: Mapping[str, Sequence[Pair]]
    output: Mapping[str, int]


def run(ways: Mapping[str, Way], pages: int, rounds: int, wanted: Sequence[str]) -> Measured:
    """Run every block in every round."""
    pairs: dict[str, list[Pair]] = {name: [] for name in wanted}
    output: dict[str, int] = {}
    if "bare" in wanted:  # it is measured warm, and nothing else fills its cache
        _block([ways["bare"]], 0, {}, output)
    for round_ in range(1, rounds + 1):
        for block in BLOCKS:
            named = [name for name in block if name == FLOOR or name in wanted]
            if round_ > 1 and set(block) & SELDOM:
                continue
            if len(named) > 1:
                print(f"  round {round_} of {rounds}: {', '.join(named)}", flush=True)
                _block([ways[name] for name in named], round_, pairs, output)
    return Measured(pages, pairs, output)


def _block(
    ways: Sequence[Way], round_: int, pairs: dict[str, list[Pair]], output: dict[str, int]
) -> None:
    floor: Cost | None = None
    for way in ways:
        way.prepare(round_)
        cost = measured(way.command, way.folder, way.also)
        output[way.name] = sum(size(way.folder / name) for name in way.output)
        floor = floor or cost
        if way.name in pairs:
            pairs[way.name].append(Pair(cost, floor))
