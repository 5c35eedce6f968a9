"""How expectations went: only a clear difference between two sure figures decides."""

from datetime import date

import pytest

from barometer.data.model import Dataset, Described, Edition, Observation, Publisher, Status
from barometer.pages.page import Expectation
from barometer.pages.trends import following, judge
from barometer.text import Text

NAME = "bicycles"


def words(text: str) -> Text:
    """The same in both languages."""
    return Text(da=text, en=text)


def expectation(direction: str = "up", by: str = "8") -> Expectation:
    """What a trend expects of one figure."""
    facts = {"indicator": NAME, "direction": direction, "from": "7", "by": by}
    return Expectation.model_validate({**facts, "written": date(2030, 1, 1)})


def edition(number: int, reason: str = "") -> Edition:
    """A Danish edition, with a break before it if there is a reason."""
    facts = {"country": "DK", "title": words("?"), "start": 2000 + number, "end": 2000 + number}
    broken = {"break": words(reason)} if reason else {}
    return Edition.model_validate({**facts, "period": words("?"), "source": "us", **broken})


def dataset(*rows: Observation, broken: str = "") -> Dataset:
    """Editions 7 and 8 with those values of one figure."""
    plain = {"title": words("?"), "question": words("?"), "population": words("?")}
    return Dataset(
        observations=rows,
        editions={"7": edition(7), "8": edition(8, broken)},
        sources={},
        indicators={},
        values={NAME: Described.model_validate({**plain, "unit": "percent"})},
        themes={},
        publisher=Publisher(name=words("C"), short_name=words("C")),
    )


def row(key: str, value: float, base: int | None = 1500, status: Status = "") -> Observation:
    """A published Danish total."""
    return Observation(NAME, "DK", key, "total", "all", value, base, status, "us")


@pytest.mark.parametrize(
    ("direction", "before", "after", "outcome", "reason"),
    [
        ("up", 30, 40, "as_expected", "rose"),
        ("up", 40, 30, "opposite", "fell"),
        ("down", 40, 30, "as_expected", "fell"),
        ("down", 30, 40, "opposite", "rose"),
        ("up", 40, 41, "unknown", "unclear"),
        ("down", 40, 40, "unknown", "unclear"),
    ],
)
def test_a_clear_difference_decides(
    direction: str, before: float, after: float, outcome: str, reason: str
) -> None:
    found = judge(dataset(row("7", before), row("8", after)), expectation(direction))
    assert (found.outcome, found.reason) == (outcome, reason)


@pytest.mark.parametrize("status", ["edition_inferred", "third_party", "provisional"])
def test_a_value_that_is_not_sure_decides_nothing(status: Status) -> None:
    data = dataset(row("7", 10, status=status), row("8", 60))
    assert judge(data, expectation()).reason == "unsure_value"


def test_what_cannot_be_told_decides_nothing_however_large_the_difference() -> None:
    pair = row("7", 10), row("8", 60)
    assert judge(dataset(row("7", 10, None), row("8", 60)), expectation()).reason == "no_base"
    assert judge(dataset(*pair, broken="A new question"), expectation()).reason == "break"
    assert judge(dataset(pair[0]), expectation()).reason == "no_value"
    assert judge(dataset(*pair), expectation()).outcome == "as_expected"


def test_an_edition_that_is_not_out_is_waited_for() -> None:
    data = dataset(row("7", 10))
    found = judge(data, expectation(by=following(data)))
    assert following(data) == "9"
    assert (found.outcome, found.first, found.last) == ("unpublished", data.observations[0], None)
