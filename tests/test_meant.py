"""A date or number written in another way is given back as it should stand."""

from datetime import date

import pytest

from barometer.faults.model_errors import date_meant, number_meant


def test_a_date_in_any_common_form_is_understood(subtests: pytest.Subtests) -> None:
    for text in [
        "23/11-2026",
        "23.11.2026",
        "23-11-2026",
        "23/11/2026",
        "2026/11/23",
        "2026.11.23",
        "23. 11. 2026",
    ]:
        with subtests.test(text=text):
            assert date_meant(text) == date(2026, 11, 23)


def test_what_is_no_day_is_not_guessed(subtests: pytest.Subtests) -> None:
    for text in ["2026-02-31", "31/2-2026", "snart", "23/11", "11.2026", ""]:
        with subtests.test(text=text):
            assert date_meant(text) is None


def test_a_decimal_comma_becomes_a_point() -> None:
    assert (number_meant("12,5"), number_meant(" -0,25 ")) == ("12.5", "-0.25")
    assert (number_meant("1.234,5"), number_meant("tolv"), number_meant("12")) == (None, None, None)
