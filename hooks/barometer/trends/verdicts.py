"""What the numbers say of an expectation: supported, contradicted, undecided, not yet published."""

import math
from dataclasses import dataclass
from typing import Literal

from barometer.content.frontmatter import Expectation
from barometer.data.intervals import Interval, interval_of, verdict
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, resolve
from barometer.sentences.verdict import incomparable

Outcome = Literal["supported", "contradicted", "undecided", "unpublished"]
OUTCOMES: tuple[Outcome, ...] = ("supported", "contradicted", "undecided", "unpublished")
MARGIN = 5.0
"""Percentage points: how large a change may be at most for "unchanged" to be supported."""
UNSURE = ("edition_inferred", "third_party", "provisional")


@dataclass(frozen=True)
class Judgement:
    """The outcome, the word that gives its reason, and both values where they are published."""

    outcome: Outcome
    reason: str
    first: Observation | None = None
    last: Observation | None = None


def judge(dataset: Dataset, expected: Expectation) -> Judgement:
    """The outcome by the rules of the method page; whatever cannot be told stays undecided."""
    first, last = (value(dataset, expected, edition) for edition in (expected.from_, expected.by))
    if last is None and not _published(dataset, expected.by):
        return Judgement("unpublished", "unpublished", first)
    if first is None or last is None:
        return Judgement("undecided", "no_value", first, last)
    reason = _obstacle(dataset, first, last)
    if reason:
        return Judgement("undecided", reason, first, last)
    clarity = verdict(first, last, dataset).clarity
    if clarity == "unknown":
        return Judgement("undecided", "no_base", first, last)
    if expected.direction == "unchanged":
        outcome, reason = _unchanged(first, last, clear=clarity == "clear")
    else:
        up = expected.direction == "up"
        outcome, reason = _moved(first, last, up=up, clear=clarity == "clear")
    return Judgement(outcome, reason, first, last)


def value(dataset: Dataset, expected: Expectation, edition: str) -> Observation | None:
    """The published Danish value that an expectation is about, in one edition."""
    at = Point(expected.indicator, expected.breakdown, expected.category, "DK", edition)
    return resolve(at, dataset)


def following(dataset: Dataset) -> str:
    """The next edition of the Danish barometer, which an expectation may name before it is out."""
    return str(max((int(key) for key in dataset.editions if key.isdigit()), default=0) + 1)


def change(first: Observation, last: Observation) -> Interval | None:
    """The 95 per cent interval of the change in percentage points; None where a base is missing.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent
    proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), 873-890,
    method 10, which joins the Wilson intervals of both shares.
    """
    before, after = interval_of(first), interval_of(last)
    if before is None or after is None:
        return None
    moved = last.value - first.value
    low = math.hypot(last.value - after.low, before.high - first.value)
    high = math.hypot(after.high - last.value, first.value - before.low)
    return Interval(moved - low, moved + high)


def _published(dataset: Dataset, edition: str) -> bool:
    return any(row.edition == edition for row in dataset.observations)


def _obstacle(dataset: Dataset, first: Observation, last: Observation) -> str:
    """Why two published values decide nothing, whatever they are; empty where they may."""
    if incomparable(first, last, dataset):
        return "break"
    if first.status in UNSURE or last.status in UNSURE:
        return "unsure_value"
    described = dataset.described(first.indicator)
    return "" if described and described.unit == "percent" else "not_a_share"


def _moved(first: Observation, last: Observation, *, up: bool, clear: bool) -> tuple[Outcome, str]:
    if not clear:
        return "undecided", "unclear"
    rose = last.value > first.value
    return ("supported" if rose == up else "contradicted"), ("rose" if rose else "fell")


def _unchanged(first: Observation, last: Observation, *, clear: bool) -> tuple[Outcome, str]:
    """No clear difference is not yet proof of none: the change must also be surely small."""
    if clear:
        return "contradicted", "rose" if last.value > first.value else "fell"
    moved = change(first, last)
    if moved is None:
        return "undecided", "no_base"
    small = moved.low >= -MARGIN and moved.high <= MARGIN
    return ("supported", "small") if small else ("undecided", "too_wide")
