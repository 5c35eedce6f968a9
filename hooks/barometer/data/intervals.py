"""How sure a share is: its base, its interval, and whether two shares clearly differ."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from barometer.data.model import Comparison, Dataset, Described, Edition, Observation
from barometer.data.notation import NotationError, parse, point_of

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


def with_bases(
    rows: Iterable[Observation],
    editions: Mapping[str, Edition],
    described: Callable[[str], Described | None],
) -> Iterator[Observation]:
    """The rows with their bases: the one published with the value, else the edition's."""
    for row in rows:
        if row.base is not None:
            yield row._replace(base_source="with_the_value")
            continue
        said, edition = described(row.indicator), editions.get(row.edition)
        of = said.edition_base.get(row.breakdown) if said else None
        base = getattr(edition, f"base_{of}") if of and edition else None
        yield row if base is None else row._replace(base=base, base_source="of_the_edition")


Clarity = Literal["clear", "unclear", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """Whether a difference is clear; `source` is the key of the source that published it so."""

    clarity: Clarity
    source: str = ""


def verdict(first: Observation, second: Observation, dataset: Dataset) -> Verdict:
    """Whether two values clearly differ, if they may be compared at all (`incomparable`)."""
    described = dataset.described(first.indicator)
    counted = described is not None and described.unit == "count"
    return compare(first, second, dataset.comparisons, counted=counted)


def compare(
    first: Observation,
    second: Observation,
    published: Sequence[Comparison] = (),
    *,
    counted: bool = False,
) -> Verdict:
    """The rule for two values: every sentence, caption, description and message goes by it.

    A published comparison comes first, then counts as they stand, then 95 per cent intervals that
    have nothing in common. Where the base of a share is unknown, or its answers are few, nobody
    can tell.
    """
    if first.few or second.few:
        return Verdict("unknown")
    found = _published(first, second, published)
    if found:
        return found
    if counted:
        return Verdict("unclear" if first.value == second.value else "clear")
    one, other = interval_of(first), interval_of(second)
    if one is None or other is None:
        return Verdict("unknown")
    return Verdict("unclear" if one.overlaps(other) else "clear")


def _published(
    first: Observation, second: Observation, published: Sequence[Comparison]
) -> Verdict | None:
    pair = {point_of(first), point_of(second)}
    for one in published:
        try:
            said = parse(one.compare)
        except NotationError:
            continue
        if {said.first, said.second} == pair:
            return Verdict("clear" if one.significant else "unclear", one.source)
    return None
