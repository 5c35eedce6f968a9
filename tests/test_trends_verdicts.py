"""Verdicts on expectations: by the numbers and the rule of clear difference, never by wish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barometer.content.frontmatter import Expectation
from barometer.data.model import Break, Dataset, Observation, Status
from barometer.state import Site
from barometer.text import Text
from barometer.trends.model import trends
from barometer.trends.verdicts import OUTCOMES, change, following, judge

NAME = "technological_innovation"


def expectation(direction: str, first: str = "3", last: str = "4") -> Expectation:
    """What a trend expects of one indicator."""
    facts = {"indicator": NAME, "direction": direction, "from": first, "by": last, "known": "4"}
    return Expectation.model_validate(facts)


def row(edition: str, value: float, base: int | None = 1500, status: Status = "") -> Observation:
    """A published Danish total."""
    at = (NAME, "DK", edition, "total", "all")
    return Observation(*at, value, base, status, "copi_barometer")


def with_rows(dataset: Dataset, *rows: Observation) -> Dataset:
    """The real data with other values of the one indicator."""
    others = [one for one in dataset.observations if one.indicator != NAME]
    return dataset.model_copy(update={"observations": (*others, *rows)})


@pytest.fixture(name="dataset")
def _dataset(site: Site) -> Dataset:
    return site.dataset


@pytest.mark.parametrize(
    ("direction", "before", "after", "outcome", "reason"),
    [
        ("up", 30, 40, "supported", "rose"),
        ("up", 40, 30, "contradicted", "fell"),
        ("up", 40, 41, "undecided", "unclear"),
        ("up", 40, 40, "undecided", "unclear"),
        ("down", 40, 30, "supported", "fell"),
        ("down", 30, 40, "contradicted", "rose"),
        ("unchanged", 40, 40, "supported", "small"),
        ("unchanged", 40, 41, "supported", "small"),
        ("unchanged", 40, 50, "contradicted", "rose"),
        ("unchanged", 50, 40, "contradicted", "fell"),
    ],
)
def test_a_clear_difference_decides(
    direction: str, before: float, after: float, outcome: str, reason: str, dataset: Dataset
) -> None:
    found = judge(with_rows(dataset, row("3", before), row("4", after)), expectation(direction))
    assert (found.outcome, found.reason) == (outcome, reason)


def test_small_surveys_cannot_show_that_nothing_has_changed(dataset: Dataset) -> None:
    data = with_rows(dataset, row("3", 40, 90), row("4", 41, 90))
    found = judge(data, expectation("unchanged"))
    assert (found.outcome, found.reason) == ("undecided", "too_wide")


@pytest.mark.parametrize("direction", ["up", "down", "unchanged"])
def test_a_missing_base_decides_nothing(direction: str, dataset: Dataset) -> None:
    data = with_rows(dataset, row("3", 20, None), row("4", 60))
    found = judge(data, expectation(direction))
    assert (found.outcome, found.reason) == ("undecided", "no_base")


def test_a_break_decides_nothing_however_large_the_difference(dataset: Dataset) -> None:
    broken = dataset.indicators[NAME].model_copy(
        update={"breaks": (Break(edition="4", reason=Text(da="Ny måling", en="New measure")),)}
    )
    data = with_rows(dataset, row("3", 10), row("4", 60)).model_copy(
        update={"indicators": {**dataset.indicators, NAME: broken}}
    )
    assert judge(data, expectation("up")).reason == "break"


@pytest.mark.parametrize("status", ["edition_inferred", "third_party", "provisional"])
def test_a_value_that_is_not_sure_decides_nothing(status: Status, dataset: Dataset) -> None:
    data = with_rows(dataset, row("3", 10, status=status), row("4", 60))
    assert judge(data, expectation("up")).reason == "unsure_value"


def test_a_value_missing_from_a_published_edition_decides_nothing(dataset: Dataset) -> None:
    found = judge(with_rows(dataset, row("3", 10)), expectation("up"))
    assert (found.outcome, found.reason) == ("undecided", "no_value")


def test_an_edition_that_is_not_out_is_waited_for(dataset: Dataset) -> None:
    found = judge(dataset, expectation("up", last=following(dataset)))
    assert found.outcome == "unpublished"
    assert found.first
    assert not found.last


def test_the_real_expectations_are_judged_as_the_numbers_say(site: Site) -> None:
    outcomes = {
        one.key.name: judge(site.dataset, one.facts.expectation).outcome
        for one in trends(site)
        if one.facts.expectation
    }
    assert outcomes["employee-driven-innovation"] == "contradicted"
    assert outcomes["innovation-with-companies"] == "unpublished"
    assert outcomes["innovation-levels-off"] == "undecided"
    assert set(outcomes.values()) <= set(OUTCOMES)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(30, 5000), st.integers(30, 5000))
def test_the_interval_of_a_change_holds_the_change(before: int, after: int, n: int, m: int) -> None:
    moved = change(row("3", before, n), row("4", after, m))
    assert moved
    assert moved.low <= after - before <= moved.high


def test_the_interval_of_a_change_is_newcombes() -> None:
    # The textbook case of Newcombe's paper: 56 of 70 against 48 of 80.
    moved = change(row("3", 60.0, 80), row("4", 80.0, 70))
    assert moved
    assert moved.low == pytest.approx(5.24, abs=0.01)
    assert moved.high == pytest.approx(33.39, abs=0.01)
