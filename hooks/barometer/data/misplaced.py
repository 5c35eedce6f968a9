"""Which rows break an order: the fewest that must move for the rest to be sorted."""

from bisect import bisect_right
from collections.abc import Sequence


def misplaced(keys: Sequence[int]) -> list[int]:
    """Positions outside a longest non-decreasing run of `keys`, by patience sorting, n log n."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        pile = bisect_right(tails, key)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(key)
            ends.append(at)
        else:
            tails[pile], ends[pile] = key, at
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at for at in range(len(keys)) if at not in kept]
