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

from barometer import language as lang
from barometer.text import LANGUAGES, Language

either = st.sampled_from(LANGUAGES)
values = st.decimals(
    min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False
).map(float)
LOCALE = {"da": "da", "en": "en_GB"}


def _read(text: str, language: Language) -> Decimal:
    return parse_decimal(text.replace(lang.MINUS, "-"), locale=LOCALE[language], strict=True)


@given(values, either)
def test_what_is_written_reads_back_as_the_same_number(value: float, language: Language) -> None:
    assert _read(lang.number(value, language), language) == Decimal(repr(value))


@given(values, either, st.integers(0, 4))
def test_rounding_moves_a_number_by_half_a_unit_at_most(
    value: float, language: Language, digits: int
) -> None:
    read = _read(lang.number(value, language, digits), language)

    assert abs(read - Decimal(repr(value))) <= Decimal(5).scaleb(-digits - 1)


@given(values, st.integers(0, 4))
def test_both_languages_write_the_same_digits(value: float, digits: int) -> None:
    da, en = (lang.number(value, one, digits) for one in LANGUAGES)

    assert da.translate(str.maketrans(".,", ",.")) == en


@given(values, values, either)
def test_a_span_holds_both_ends(a: float, b: float, language: Language) -> None:
    low, high = sorted((a, b))
    text = lang.span(low, high, language, share=True)

    assert text.startswith(lang.number(low, language))
    assert text.endswith(lang.percent(high, language))


@given(st.dates(), either)
def test_a_date_holds_day_and_year_and_no_abbreviation(
    day: datetime.date, language: Language
) -> None:
    first, *_, last = lang.date(day, language).split(" ")

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
        lang.percent(83.0, language),
        lang.percent(12.5, language),
        lang.number(4494, language),
        lang.number(-3, language),
        lang.number(-0.4, language, 0),
        lang.span(78.6, 83.4, language, 0, share=True),
        lang.span(-2, 3, language),
        lang.span(2.6, 3.4, language, 0),
    ] == expected


def test_half_is_rounded_away_from_zero_as_readers_do() -> None:
    assert [lang.number(x, "en", 0) for x in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", "−3"]


def test_percentage_points_agree_in_number() -> None:
    assert lang.points(1, "en") == "1\xa0percentage point"
    assert lang.points(-1, "en") == "−1\xa0percentage point"
    assert lang.points(0, "en") == "0\xa0percentage points"
    assert lang.points(1.5, "en") == "1.5\xa0percentage points"
    assert lang.points(1, "da") == "1\xa0procentpoint"
    assert lang.points(4, "da") == "4\xa0procentpoint"


def test_prose_writes_the_word_and_not_the_sign() -> None:
    assert lang.percent_in_words(83, "da") == "83\xa0procent"
    assert lang.percent_in_words(83, "en") == "83\xa0per cent"


def test_dates_keep_the_coarseness_of_the_source() -> None:
    assert lang.date("2026-11-23", "da") == "23. november 2026"
    assert lang.date("2026-11-03", "en") == "3 November 2026"
    assert lang.date("2019-09", "da") == "september 2019"
    assert lang.date("2019-09", "en") == "September 2019"
    assert lang.date("2019", "da") == "2019"


def test_years_never_get_a_thousands_sign() -> None:
    assert lang.years(2013, 2014) == "2013–2014"
    assert lang.years(2023, 2023) == "2023"


def test_lists_end_as_the_language_ends_them() -> None:
    assert lang.joined(["a"], "da") == "a"
    assert lang.joined(["a", "b"], "da") == "a og b"
    assert lang.joined(["a", "b", "c"], "da") == "a, b og c"
    assert lang.joined(["a", "b", "c"], "en") == "a, b and c"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        lang.number(value, "da")


def test_spans_and_periods_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="upwards"):
        lang.span(2, 1, "da")
    with pytest.raises(ValueError, match="forwards"):
        lang.years(2016, 2015)


def test_the_machines_locale_changes_nothing() -> None:
    code = (
        "from barometer.language import date, percent;"
        "print(ascii((percent(1234.5, 'da'), date('2026-11-23', 'da'))))"
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
