"""How each language writes numbers, shares, spans, dates and lists."""

import datetime
import locale as machine
import os
import subprocess
import sys
from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from barometer.text import (
    LANGUAGES,
    MINUS,
    Language,
    format_date,
    format_number,
    format_percent,
    format_points,
    format_span,
    format_years,
    join_list,
    percent_in_words,
)

either = st.sampled_from(LANGUAGES)
values = st.decimals(
    min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False
).map(float)
LOCALE = {"da": "da", "en": "en_GB"}


def _read(text: str, language: Language) -> Decimal:
    return parse_decimal(text.replace(MINUS, "-"), locale=LOCALE[language], strict=True)


@given(values, either)
def test_what_is_written_reads_back_as_the_same_number(value: float, language: Language) -> None:
    assert _read(format_number(value, language), language) == Decimal(repr(value))


@given(values, either, st.integers(0, 4))
def test_rounding_moves_a_number_by_half_a_unit_at_most(
    value: float, language: Language, digits: int
) -> None:
    read = _read(format_number(value, language, digits), language)

    assert abs(read - Decimal(repr(value))) <= Decimal(5).scaleb(-digits - 1)


@given(values, st.integers(0, 4))
def test_both_languages_write_the_same_digits(value: float, digits: int) -> None:
    da, en = (format_number(value, one, digits) for one in LANGUAGES)

    assert da.translate(str.maketrans(".,", ",.")) == en


@given(values, values, either)
def test_a_span_holds_both_ends(a: float, b: float, language: Language) -> None:
    low, high = sorted((a, b))
    text = format_span(low, high, language, share=True)

    assert text.startswith(format_number(low, language))
    assert text.endswith(format_percent(high, language))


@given(st.dates(), either)
def test_a_date_holds_day_and_year_and_no_abbreviation(
    day: datetime.date, language: Language
) -> None:
    first, *_, last = format_date(day, language).split(" ")

    assert int(first.rstrip(".")) == day.day
    assert int(last) == day.year


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("da", ["83\xa0%", "12,5\xa0%", "4.494", "−3", "0", "79–83\xa0%", "−2 til 3", "3"]),
        ("en", ["83%", "12.5%", "4,494", "−3", "0", "79–83%", "−2 to 3", "3"]),
    ],
)
def test_each_language_has_its_own_signs(language: Language, expected: list[str]) -> None:
    assert [
        format_percent(83.0, language),
        format_percent(12.5, language),
        format_number(4494, language),
        format_number(-3, language),
        format_number(-0.4, language, 0),
        format_span(78.6, 83.4, language, 0, share=True),
        format_span(-2, 3, language),
        format_span(2.6, 3.4, language, 0),
    ] == expected


def test_half_is_rounded_away_from_zero_as_readers_do() -> None:
    assert [format_number(x, "en", 0) for x in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", "−3"]


def test_percentage_points_agree_in_number() -> None:
    assert format_points(1, "en") == "1\xa0percentage point"
    assert format_points(-1, "en") == "−1\xa0percentage point"
    assert format_points(0, "en") == "0\xa0percentage points"
    assert format_points(1.5, "en") == "1.5\xa0percentage points"
    assert format_points(1, "da") == "1\xa0procentpoint"
    assert format_points(4, "da") == "4\xa0procentpoint"


def test_prose_writes_the_word_and_not_the_sign() -> None:
    assert percent_in_words(83, "da") == "83\xa0procent"
    assert percent_in_words(83, "en") == "83\xa0per cent"


def test_dates_keep_the_coarseness_of_the_source() -> None:
    assert format_date("2026-11-23", "da") == "23. november 2026"
    assert format_date("2026-11-03", "en") == "3 November 2026"
    assert format_date("2019-09", "da") == "september 2019"
    assert format_date("2019-09", "en") == "September 2019"
    assert format_date("2019", "da") == "2019"


def test_years_never_get_a_thousands_sign() -> None:
    assert format_years(2013, 2014) == "2013–2014"
    assert format_years(2023, 2023) == "2023"


def test_lists_end_as_the_language_ends_them() -> None:
    assert join_list(["a"], "da") == "a"
    assert join_list(["a", "b"], "da") == "a og b"
    assert join_list(["a", "b", "c"], "da") == "a, b og c"
    assert join_list(["a", "b", "c"], "en") == "a, b and c"


def test_what_is_no_number_is_refused(subtests: pytest.Subtests) -> None:
    for value in [float("nan"), float("inf"), -float("inf")]:
        with subtests.test(value=value), pytest.raises(ValueError, match="finite"):
            format_number(value, "da")


def test_spans_and_periods_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="upwards"):
        format_span(2, 1, "da")
    with pytest.raises(ValueError, match="forwards"):
        format_years(2016, 2015)


def test_the_machines_locale_changes_nothing() -> None:
    code = (
        "from barometer.text import format_date, format_percent;"
        "print(ascii((format_percent(1234.5, 'da'), format_date('2026-11-23', 'da'))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "LC_ALL": one, "LANG": one, "LANGUAGE": one},
            capture_output=True,
            check=True,
        ).stdout
        for one in ("C", "de_DE.UTF-8", "en_US.UTF-8")
    }

    assert len(outputs) == 1
    assert machine.localeconv()["decimal_point"] == "."
