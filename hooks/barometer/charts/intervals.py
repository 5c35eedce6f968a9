"""How sure a share is: Wilson's interval, and whether two shares clearly differ."""

import math
from dataclasses import dataclass

from barometer.data.model import Observation

Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""


@dataclass(frozen=True)
class Interval:
    """Lower and upper limit in per cent."""

    low: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share at least one value."""
        return self.low <= other.high and other.low <= self.high


def wilson(share: float, base: int) -> Interval:
    """Wilson's score interval, 95 per cent, for `share` per cent of `base` answers.

    Simple random sampling is assumed; weighting, design and non-response are not included.
    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), pages 209-212.
    Raises ValueError where the share is outside 0-100 or the base is not positive.
    """
    if not 0 <= share <= 100 or base < 1:
        raise ValueError(f"no share of answers: {share!r} per cent of {base!r}")
    p, z2 = share / 100, Z_95**2
    centre = (p + z2 / (2 * base)) / (1 + z2 / base)
    half = Z_95 / (1 + z2 / base) * math.sqrt(p * (1 - p) / base + z2 / (4 * base**2))
    return Interval(max(0.0, 100 * (centre - half)), min(100.0, 100 * (centre + half)))


def interval_of(row: Observation) -> Interval | None:
    """The interval of a published share, or None where its base was not published."""
    if not row.base or not 0 <= row.value <= 100:
        return None
    return wilson(row.value, row.base)


def clear_difference(a: Observation, b: Observation) -> bool | None:
    """Whether two shares clearly differ: their 95 per cent intervals have nothing in common.

    None where a base is missing, so that nobody can tell. Both must be shares in per cent.
    """
    first, second = interval_of(a), interval_of(b)
    if first is None or second is None:
        return None
    return not first.overlaps(second)
