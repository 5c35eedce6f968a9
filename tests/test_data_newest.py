"""The newest values, and numbers told with their period, on data made for it."""

import pytest

from barometer.data.model import Dataset, Observation
from barometer.data.notation import newest_values
from barometer.views.statements import first_finding, spoken_of
from tests.chart_cases import Row, dataset, edition, text

ELSEWHERE = Observation("another", "DK", "4", "total", "all", 1, None, "", "somewhere")
"""A value of another indicator in the newest edition."""


def sample(*rows: Row, finding: str = "50 procent") -> Dataset:
    """An indicator with these values, beside one that the newest edition measured."""
    made = dataset("bars", rows, chart={"finding": text(finding)})
    return made.model_copy(update={"observations": (*made.observations, ELSEWHERE)})


def test_the_newest_values_are_of_each_countrys_own_newest_edition() -> None:
    rows = sample(("2", "NO", 1, None), ("1", "DK", 2, None), ("3", "DK", 3, None)).of("sample")
    editions = {"1": edition(2013, 2014), "2": edition(2015, 2016), "3": edition(2018, 2019)}

    assert [row.value for row in newest_values(rows, editions)] == [1, 3]
    assert newest_values((), editions) == ()


@pytest.mark.parametrize(
    ("rows", "da", "en"),
    [
        ([("3", "all", 40, None), ("4", "all", 50, None)], "{} (2021–2023)", "{} (2021–2023)"),
        ([("3", "all", 50, None)], "Tal fra 2018–2019: {}", "Numbers from 2018–2019: {}"),
    ],
)
def test_a_finding_says_when_and_whether_there_is_a_newer_edition(
    rows: list[Row], da: str, en: str
) -> None:
    data = sample(*rows)

    assert first_finding(data, "sample", "da") == da.format("50 procent")
    assert first_finding(data, "sample", "en") == en.format("50 procent (en)")


def test_a_period_in_words_stands_in_brackets() -> None:
    asked = edition(2018, 2018, period={"da": "undersøgt i 2018", "en": "surveyed in 2018"})
    data = sample(("3", "all", 50, None))
    data = data.model_copy(update={"editions": {**data.editions, "3": asked}})

    assert first_finding(data, "sample", "da") == "Ældre tal (undersøgt i 2018): 50 procent"


def test_a_finding_speaks_of_the_values_that_it_names() -> None:
    rows: list[Row] = [("4", "quality", 70, None), ("4", "speed", 20, None)]

    assert [row.value for row in spoken_of(sample(*rows, finding="20 til Speed"), "sample")] == [20]
    assert len(spoken_of(sample(*rows, finding="To slags"), "sample")) == 2
