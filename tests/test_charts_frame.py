"""The one frame: what makes rows and series, breaks, codes, bases and order."""

from collections.abc import Sequence

import pytest

from barometer.charts.figure import frames
from barometer.data.breaks import incomparable
from barometer.data.charts import chart_faults
from barometer.data.codebook import Codebook
from barometer.data.frame import Tie, frame_of, tie_lanes, tie_runs, ties_across, ties_down
from barometer.data.model import Break, Dataset
from tests.chart_cases import dataset, frame, text


def test_editions_stand_in_order_of_time_whatever_the_order_of_rows() -> None:
    made = frame("line", [("4", "all", 83, None), ("1", "all", 86, None), ("3", "all", 81, 2271)])

    assert [head.key for head in made.rows] == ["1", "3", "4"]
    assert [head.when for head in made.rows] == [2014.0, 2019.0, 2022.5]


def test_bars_are_sorted_by_value_and_leftover_answers_stand_last() -> None:
    made = frame(
        "bars",
        [("4", "dont_know", 60, 100), ("4", "few", 5, 100), ("4", "many", 30, 100)],
    )

    assert [head.key for head in made.rows] == ["many", "few", "dont_know"]


def test_an_answer_scale_keeps_its_order() -> None:
    order = {"title": {"da": "a", "en": "b"}, "order": ["low", "high"]}
    labels = {key: {"da": key, "en": key} for key in ("low", "high")}
    made = frame(
        "bars",
        [("4", "high", 60, 100), ("4", "low", 5, 100)],
        breakdowns={"part": {**order, "labels": labels}},
    )

    assert [head.key for head in made.rows] == ["low", "high"]


def test_bars_without_named_editions_show_the_newest() -> None:
    made = frame("bars", [("3", "a", 10, 300), ("4", "a", 20, 300), ("4", "b", 30, 300)])

    assert [cell.value for cell in made.known] == [30, 20]


def test_what_nobody_published_stays_a_gap() -> None:
    rows = [("3", "a", 10.0, 300), ("4", "a", 20.0, 300), ("4", "b", 30.0, 300)]
    made = frame("dumbbell", rows)

    assert [[cell and cell.value for cell in row] for row in made.cells] == [[None, 30], [10, 20]]


def test_a_break_marks_every_earlier_value() -> None:
    made = frame(
        "line",
        [("1", "all", 86, None), ("2", "all", 80, None), ("3", "all", 81, None)],
        breaks=["2"],
    )

    assert [cell.codes for cell in made.known] == [("b",), (), ()]
    assert [one.edition for one in made.breaks] == ["2"]


def test_a_break_that_falls_between_two_drawn_editions_is_not_lost() -> None:
    rows = [("1", "all", 30.0, 1093), ("3", "all", 26.0, None), ("4", "all", 26.0, 1352)]

    made = frame("bars", rows, breaks=["2"], chart={"editions": ["1", "3", "4"]})

    assert [one.edition for one in made.breaks] == ["3"]


def test_a_break_before_the_first_drawn_edition_is_none() -> None:
    rows = [("3", "all", 26.0, None), ("4", "all", 26.0, 1352)]

    assert frame("dumbbell", rows, breaks=["2"]).breaks == ()


@pytest.mark.parametrize("theme", ["extent", "survey"])
@pytest.mark.parametrize("own", [(), ("2",)])
def test_check_drawing_and_sentence_agree_where_a_series_breaks(
    theme: str, own: Sequence[str]
) -> None:
    """A break in what is measured is none in how many answered, unless the indicator says so."""
    made = dataset("dumbbell", [("1", "a", 35.0, 900), ("2", "a", 50.0, 900)], theme=theme)
    breaks = tuple(Break(edition=key, reason=text("It was asked anew.")) for key in own)
    sample = made.indicators["sample"].model_copy(update={"breaks": breaks})
    second = made.editions["2"].model_copy(update={"break_": text("A series of its own.")})
    made = made.model_copy(
        update={"editions": {**made.editions, "2": second}, "indicators": {"sample": sample}}
    )
    book = Codebook(editions=made.editions, indicators=made.indicators)
    refused = {one.code for one in chart_faults(book, {"sample": made.observations})}
    first, last = made.observations

    broken = theme != "survey" or bool(own)
    assert [one.edition for one in frame_of(made, "sample", "default").breaks] == ["2"] * broken
    assert ("D502" in refused) is broken
    assert (incomparable(first, last, made) is not None) is broken


@pytest.mark.parametrize(
    ("status", "code"),
    [("edition_inferred", "i"), ("third_party", "t"), ("provisional", "p"), ("revised", "r")],
)
def test_a_status_becomes_a_letter(status: str, code: str) -> None:
    made = frame("bars", [("4", "a", 1, 1000), ("4", "b", 2, 1000)], statuses={1: status})

    assert [cell.codes for cell in made.known] == [(code,), ()]


def test_less_than_a_hundred_answers_are_uncertain_and_less_than_thirty_few() -> None:
    rows = [("4", "a", 50.0, 100), ("4", "b", 40.0, 99), ("4", "c", 30.0, 30), ("4", "d", 20.0, 29)]
    made = frame("bars", rows)

    assert [cell.hollow for cell in made.known] == [False, True, True, True]
    assert [cell.few for cell in made.known] == [False, False, False, True]


@pytest.mark.parametrize(
    ("bases", "where"),
    [
        ([7, 7, 7, 7], "all"),
        ([None] * 4, "all"),
        ([1, 2, 1, 2], "series"),
        ([1, None, 1, None], "series"),
        ([1, 1, 2, 2], "row"),
        ([1, 2, 3, 4], "cell"),
    ],
)
def test_the_base_is_written_where_it_belongs(bases: list[int | None], where: str) -> None:
    keys = [("3", "a"), ("4", "a"), ("3", "b"), ("4", "b")]
    rows = [(*key, 50.0, base) for key, base in zip(keys, bases, strict=True)]

    assert frame("dumbbell", rows).base_by == where


def test_facts_about_the_survey_are_no_estimates() -> None:
    made = frame("bars", [("4", "a", 36, 1000), ("4", "b", 50, 1000)], theme="survey")

    assert not made.estimate
    assert [cell.interval for cell in made.known] == [None, None]


def test_countries_set_apart_stand_last() -> None:
    apart = {"FI": {"da": "kun kommuner", "en": "municipalities only"}}
    rows = [("4", "FI", 95.0, 300), ("4", "DK", 80.0, 300), ("4", "SE", 81.0, 300)]
    made = frame("country_dots", rows, chart={"apart": apart})

    assert [head.key for head in made.rows] == ["DK", "SE", "FI"]


def test_neighbours_that_do_not_differ_clearly_make_a_run() -> None:
    values = {"a": 40.0, "b": 39.0, "c": 14.0, "d": 14.0, "e": 12.0}
    rows = [("4", key, value, 1352) for key, value in values.items()]

    assert ties_down(frame("bars", rows)) == (Tie(0, 1), Tie(2, 4))


def test_runs_may_share_a_member_and_then_stand_in_two_lanes() -> None:
    rows = [("4", key, value, 400) for key, value in zip("abc", (50.0, 45, 40), strict=True)]
    found = ties_down(frame("bars", rows))

    assert found == (Tie(0, 1), Tie(1, 2))
    assert tie_lanes(found) == (0, 1)


def test_no_run_reaches_over_a_break_or_into_another_population() -> None:
    rows = [("1", "all", 80.0, 900), ("2", "all", 80.0, 900), ("3", "all", 80.0, 900)]

    made = frame("bars", rows, breaks=["2"], chart={"editions": ["1", "2", "3"]})

    assert ties_down(made) == (Tie(1, 2),)


def test_without_bases_nothing_is_called_alike() -> None:
    made = frame("dumbbell", [("3", "a", 10, None), ("4", "a", 10, None)])

    assert tie_runs(made, made.cells[0]) == ()
    assert ties_across(made, made.cells[0]) == ()


def test_every_chart_of_the_data_has_rows_series_and_values(dataset: Dataset) -> None:

    for made in frames(dataset):
        assert made.rows, made.stem
        assert made.series, made.stem
        assert made.known, made.stem
        assert len(made.cells) == len(made.rows)
        assert all(len(row) == len(made.series) for row in made.cells)
