"""How an expectation went: as expected, the opposite way, not to be told, or not yet published."""

from dataclasses import dataclass
from typing import Literal

from barometer.content.frontmatter import Expectation
from barometer.data.intervals import verdict
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, resolve
from barometer.sentences.verdict import incomparable

Outcome = Literal["as_expected", "opposite", "unknown", "unpublished"]
OUTCOMES: tuple[Outcome, ...] = ("as_expected", "opposite", "unknown", "unpublished")
UNSURE = ("edition_inferred", "third_party", "provisional")


@dataclass(frozen=True)
class Judgement:
    """The outcome, the word that gives its reason, and both values where they are published."""

    outcome: Outcome
    reason: str
    first: Observation | None = None
    last: Observation | None = None


def judge(dataset: Dataset, expected: Expectation) -> Judgement:
    """The outcome by the rules of the method page; only a clear difference decides."""
    first, last = (_value(dataset, expected, edition) for edition in (expected.from_, expected.by))
    if expected.by not in dataset.editions:
        return Judgement("unpublished", "unpublished", first)
    if first is None or last is None:
        return Judgement("unknown", "no_value", first, last)
    if reason := _obstacle(dataset, first, last):
        return Judgement("unknown", reason, first, last)
    rose = last.value > first.value
    outcome: Outcome = "as_expected" if rose == (expected.direction == "up") else "opposite"
    return Judgement(outcome, "rose" if rose else "fell", first, last)


def following(dataset: Dataset) -> str:
    """The next edition of the Danish barometer, which an expectation may name before it is out."""
    return str(max((int(key) for key in dataset.editions if key.isdigit()), default=0) + 1)


def _value(dataset: Dataset, expected: Expectation, edition: str) -> Observation | None:
    """The published Danish value that an expectation is about, in one edition."""
    at = Point(expected.indicator, expected.breakdown, expected.category, "DK", edition)
    return resolve(at, dataset)


def _obstacle(dataset: Dataset, first: Observation, last: Observation) -> str:
    """Why two published values decide nothing; empty where they clearly differ."""
    if incomparable(first, last, dataset):
        return "break"
    if first.status in UNSURE or last.status in UNSURE:
        return "unsure_value"
    clarity = verdict(first, last, dataset).clarity
    return {"clear": "", "unclear": "unclear", "unknown": "no_base"}[clarity]
