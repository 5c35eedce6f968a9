"""An amount that words name, and whether a published value is one that they may stand for."""

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from barometer.data.phrases import Hedge, Range
from barometer.language import rounded

Kind = Literal["number", "share", "ratio"]
Unit = Literal["", "percent", "points"]
EPSILON = 1e-9


@dataclass(frozen=True)
class Bounds:
    """The values from `low` to `high`; an open end is itself outside."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def hold(self, value: float) -> bool:
        """Whether the value is inside."""
        above = value > self.low + EPSILON if self.low_open else value >= self.low - EPSILON
        below = value < self.high - EPSILON if self.high_open else value <= self.high + EPSILON
        return above and below


@dataclass(frozen=True)
class Amount:
    """What a number or phrase says: its bounds, the exact amount named, and how it is written.

    `step` is its own rounding, in the unit of the value; `digits` its decimals, None for a phrase.
    """

    kind: Kind
    bounds: Bounds
    exact: float | None = None
    step: float = 1.0
    digits: int | None = None
    unit: Unit = ""
    proper: bool = True
    hedged: bool = False

    def holds(self, value: float) -> bool:
        """Whether the words may stand for the value, and do not say it more finely than it is."""
        if self.digits is not None and not self.hedged and self.digits > decimals(value):
            return False
        return self.bounds.hold(value)


def of_number(value: float, digits: int, *, proper: bool = True) -> Amount:
    """A plain number: it stands for itself alone."""
    return Amount(
        "number", Bounds(value, value), value, rounding(value, digits), digits, proper=proper
    )


def of_range(kind: Kind, limits: Range, exact: float | None) -> Amount:
    """A phrase with limits of its own."""
    bounds = bounds_of(limits)
    step = bounds.high - bounds.low
    return Amount(kind, bounds, exact, step if math.isfinite(step) else 1.0)


def bounds_of(limits: Range, at: float = 0.0, step: float = 1.0) -> Bounds:
    """The bounds that limits mean when they are counted in steps from `at`."""
    low, high = limits.low, limits.high
    return Bounds(
        at + low * step if math.isfinite(low) else low,
        at + high * step if math.isfinite(high) else high,
        limits.above is not None and limits.above == low,
        limits.below is not None and limits.below == high,
    )


def hedged(amount: Amount, hedge: Hedge) -> Amount | None:
    """The amount with the words before it, such as about; None where it names no number."""
    if amount.exact is None:
        return None
    return replace(amount, bounds=bounds_of(hedge, amount.exact, amount.step), hedged=True)


def decimals(value: float) -> int:
    """The decimals in which a value was published."""
    return max(0, -int(rounded(value).as_tuple().exponent))


def rounding(value: float, digits: int) -> float:
    """The unit to which a number is visibly rounded: 80 to tens, 85 to fives, 1,600 to hundreds."""
    if digits or not value:
        return float(Decimal(1).scaleb(-digits))
    whole = abs(int(value))
    most = 10 ** max(1, len(str(whole)) - 2)
    step = 1
    while whole % (step * 10) == 0 and step * 10 <= most:
        step *= 10
    return step * 5.0 if step == 1 and whole % 5 == 0 else float(step)
