"""Figures in words: number agreement, ties, single values, gaps, breaks, doubt."""

import pytest

from barometer.charts.description import description, description_sentences
from barometer.charts.figure import frames
from barometer.data.model import Dataset
from barometer.text import LANGUAGES
from tests.chart_cases import frame


def _da(*arguments: object, **more: object) -> str:
    return description(frame(*arguments, **more), "da").replace("\xa0", " ")  # type: ignore[arg-type]


def _en(*arguments: object, **more: object) -> str:
    return description(frame(*arguments, **more), "en").replace("\xa0", " ")  # type: ignore[arg-type]


def test_one_bar_is_one() -> None:
    rows = [("4", "a", 40.0, 1352)]

    assert _da("bars", rows).startswith(
        "Søjlediagram med én søjle. Skalaen går fra 0 til 50 procent."
    )
    assert _en("bars", rows).startswith(
        "Bar chart with one bar. The scale runs from 0 to 50 per cent."
    )
    assert "forskel" not in _da("bars", rows)


def test_many_bars_are_many_and_extremes_come_first() -> None:
    rows = [("4", "a", 40.0, 1352), ("4", "b", 14.0, 1352), ("4", "c", 25.0, 1352)]

    assert "med 3 søjler" in _da("bars", rows)
    assert "Højest: A (40 procent). Derimellem: C (25 procent). Lavest: B (14 procent)." in _da(
        "bars", rows
    )
    assert "with 3 bars" in _en("bars", rows)
    assert "Bag hver værdi er der 1.352 svar." in _da("bars", rows)
    assert "There are 1,352 answers behind each value." in _en("bars", rows)


def test_nothing_is_the_highest_where_some_answers_have_not_been_seen() -> None:
    rows = [("4", "a", 40.0, 1352), ("4", "b", 14.0, 1352), ("4", "c", 25.0, 1352)]
    labels = {key: {"da": key.title(), "en": key.title()} for key in "abc"}
    part = {"title": {"da": "Del", "en": "Part"}, "answers_partial": True, "labels": labels}

    said = _da("bars", rows, breakdowns={"part": part})

    assert "A (40 procent), C (25 procent) og B (14 procent)" in said
    assert "Højest" not in said


def test_what_ties_for_the_highest_stands_together() -> None:
    rows = [("4", "a", 40.0, 100), ("4", "b", 40.0, 100), ("4", "c", 5.0, 100)]

    assert "Højest: A (40 procent) og B (40 procent). Lavest: C (5 procent)." in _da("bars", rows)


def test_equal_values_have_no_extremes() -> None:
    rows = [("4", key, 40.0, 100) for key in ("a", "b", "c")]

    assert "Højest" not in _da("bars", rows)
    assert "Values: A (en) (40 per cent), B (en) (40 per cent) and C (en) (40 per cent)." in _en(
        "bars", rows
    )
    assert "Der er ingen klar forskel mellem »A«, »B« og »C«." in _da("bars", rows)


def test_leftover_answers_are_never_the_lowest() -> None:
    rows = [("4", "a", 40.0, 1352), ("4", "b", 30.0, 1352), ("4", "c", 20.0, 1352),
            ("4", "dont_know", 1.0, 1352)]  # fmt: skip

    assert "Lavest: C (20 procent). Desuden: Dont_Know (1 procent)." in _da("bars", rows)


def test_decimals_and_thousands_are_each_languages_own() -> None:
    rows = [("4", "a", 12.5, 12345), ("4", "b", 60.0, 12345)]

    assert "12,5 procent" in _da("bars", rows)
    assert "12.345 svar" in _da("bars", rows)
    assert "12.5 per cent" in _en("bars", rows)
    assert "12,345 answers" in _en("bars", rows)


def test_a_base_of_its_own_stands_with_its_value() -> None:
    rows = [("4", "a", 40.0, 900), ("4", "b", 14.0, 1352)]

    assert "A (40 procent, n = 900) og B (14 procent, n = 1.352)" in _da("bars", rows)


def test_without_bases_the_figure_says_that_nobody_can_tell() -> None:
    rows = [("4", "a", 40.0, None), ("4", "b", 14.0, None)]

    assert "Derfor kan det ikke afgøres, om forskellene er klare." in _da("bars", rows)
    assert "so it cannot be determined whether the differences are clear." in _en("bars", rows)


def test_missing_values_are_named() -> None:
    rows = [("3", "a", 40.0, 900), ("4", "a", 41.0, 900), ("4", "b", 14.0, 900)]

    assert "Ikke offentliggjort: B (2018–2019)." in _da("dumbbell", rows)


def test_few_answers_are_named_and_compared_with_nothing() -> None:
    rows = [("4", "a", 60.0, 900), ("4", "b", 2.0, 12)]
    said = _da("bars", rows)

    assert "Få svar, så tallet ikke sammenlignes med andre: B (2 procent, n = 12)." in said
    assert "Værdi: A (60 procent, n = 900)." in said
    assert "forskel" not in said
    over_time = [("3", "a", 60.0, 900), ("4", "a", 2.0, 12)]
    for kind in ("dumbbell", "line", "small_multiples", "grouped_bars"):
        assert "klar forskel" not in _da(kind, over_time).lower(), kind


def test_a_line_names_its_break_and_compares_only_after_it() -> None:
    rows = [("1", "all", 30.0, 1093), ("2", "all", 50.0, 1942), ("3", "all", 40.0, 1877),
            ("4", "all", 30.0, 1352)]  # fmt: skip
    said = _da("line", rows, breaks=["2"])

    assert "Linjediagram over 4 udgaver" in said
    assert "Der er klar forskel mellem 2015–2016 og 2021–2023." in said
    assert "Der er et brud mellem 2013–2014 og 2015–2016" in said
    assert "mellem 2013–2014 og 2021–2023" not in said


def test_two_editions_that_do_not_differ_are_said_not_to() -> None:
    rows = [("3", "a", 72.0, 1877), ("4", "a", 74.0, 1352)]

    assert "Der er ingen klar forskel mellem 2018–2019 og 2021–2023." in _da("dumbbell", rows)
    assert "There is no clear difference between 2018–2019 and 2021–2023." in _en("dumbbell", rows)


def test_rows_that_differ_are_told_from_those_that_do_not() -> None:
    rows = [("3", "a", 40.0, 1877), ("4", "a", 74.0, 1352), ("3", "b", 30.0, 1877),
            ("4", "b", 31.0, 1352)]  # fmt: skip
    said = _da("dumbbell", rows)

    assert "Klar forskel: A." in said
    assert "Ingen klar forskel: B." in said


def test_nothing_is_compared_across_a_break() -> None:
    rows = [("1", "a", 40.0, 1877), ("2", "a", 74.0, 1352)]

    assert "klar forskel" not in _da("grouped_bars", rows, breaks=["2"])


def test_parts_say_why_they_do_not_sum_to_100() -> None:
    rows = [("4", "a", 56.0, 900), ("4", "b", 45.0, 900)]

    assert "Delene giver 101 procent tilsammen" in _da("stacked_bar", rows)
    assert "The parts add up to 101 per cent" in _en("stacked_bar", rows)
    assert "tilsammen" not in _da("stacked_bar", [("4", "a", 55.0, 900), ("4", "b", 45.0, 900)])


def test_countries_are_neither_ranked_nor_held_against_each_other() -> None:
    apart = {"FI": {"da": "kun kommuner", "en": "municipalities only"}}
    rows = [("4", "FI", 95.0, 300), ("4", "DK", 80.0, 300), ("4", "SE", 81.0, 300),
            ("4", "NO", 77.0, 300)]  # fmt: skip
    said = _da("country_dots", rows, chart={"apart": apart})

    assert "Værdier: Danmark (80 procent), Norge (77 procent) og Sverige (81 procent)." in said
    assert "Højest" not in said
    assert "klar forskel" not in said
    assert said.endswith("Målt hver for sig: Forskelle er usikre.")
    assert (
        "Finland (95 procent) står for sig, fordi populationen er en anden: kun kommuner." in said
    )


def test_values_of_which_one_has_no_base_are_not_ranked() -> None:
    known = [("4", "b", 81.0, 1000), ("4", "c", 80.0, 1000), ("4", "a", 77.0, 1000)]
    first = [("4", "b", 81.0, None), *known[1:]]

    assert [head.key for head in frame("bars", known).rows] == ["b", "c", "a"]
    assert [head.key for head in frame("bars", first).rows] == ["a", "b", "c"]
    assert "Højest" in _da("bars", known)
    assert "Højest" not in _da("bars", first)
    assert "Lavest" not in _da("bars", first)


def test_one_number_has_its_base_and_interval() -> None:
    said = _en("big_number", [("4", "all", 22.0, 1093)])

    assert said == (
        "One large number. The value is 22 per cent (n = 1,093). The 95% interval is 20–25%."
    )


def test_counts_are_plain_numbers_without_doubt() -> None:
    rows = [("3", "all", 2271.0, None), ("4", "all", 1611.0, None)]
    said = _da("bars", rows, unit="count", chart={"editions": ["3", "4"]})

    assert said == (
        "Søjlediagram med 2 søjler. Skalaen går fra 0 til 3.000. "
        "Værdier: 2.271 (2018–2019) og 1.611 (2021–2023)."
    )


def test_labels_with_brackets_of_their_own_do_no_harm() -> None:
    labels = {"a": {"da": "{a} & <b>", "en": "{a} & <b>"}}
    made = frame(
        "bars",
        [("4", "a", 40, 900)],
        breakdowns={"part": {"title": {"da": "x", "en": "y"}, "labels": labels}},
    )

    assert "{a} & <b>" in description(made, "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_description_of_the_data_is_whole_sentences(dataset: Dataset, language: str) -> None:
    for made in frames(dataset):
        said = [one.da if language == "da" else one.en for one in description_sentences(made)]

        assert all(one[0].isupper() or not one[0].isalpha() for one in said), made.stem
        assert all(one.endswith(".") and ".." not in one for one in said), made.stem
        assert not any("{" in one or "None" in one for one in said), made.stem


def test_both_languages_say_the_same_numbers(dataset: Dataset) -> None:
    for made in frames(dataset):
        for one in description_sentences(made):
            figures = [
                [part for part in words.replace(".", "").replace(",", "").split() if part.isdigit()]
                for words in (one.da, one.en.replace("95%", "95 %"))
            ]
            assert figures[0] == figures[1], (made.stem, one)
