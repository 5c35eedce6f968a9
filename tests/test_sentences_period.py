"""A sentence that names a period binds values of it."""

import pytest

from barometer.text import Language
from tests.sentence_data import problems_of

RIGHT: list[tuple[str, Language]] = [
    ("I 2021–2023 var det [83 procent](value:share@4).", "da"),
    ("I 4. udgave var det [83 procent](value:share@4).", "da"),
    ("I fjerde udgave var det [83 procent](value:share@4).", "da"),
    ("I 2018–2019 var det [81 procent](value:share@3), nu [83 procent](value:share@4).", "da"),
    ("Vi spurgte i 2018–2019. Nu er det [83 procent](value:share@4).", "da"),
    ("In 2021–2023 it was [83 per cent](value:share@4).", "en"),
]
WRONG: list[tuple[str, Language]] = [
    ("I 2018–2019 var det [83 procent](value:share@4).", "da"),
    ("I 3. udgave var det [83 procent](value:share@4).", "da"),
    ("I tredje udgave var det [83 procent](value:share@4).", "da"),
    ("In 2018–2019 it was [83 per cent](value:share@4).", "en"),
]


def test_a_sentence_of_the_period_of_its_value_passes(subtests: pytest.Subtests) -> None:
    for body, language in RIGHT:
        with subtests.test(body=body, language=language):
            assert [one.told() for one in problems_of(body, language)] == []


def test_a_sentence_of_another_period_is_told(subtests: pytest.Subtests) -> None:
    for body, language in WRONG:
        with subtests.test(body=body, language=language):
            assert [one.code for one in problems_of(body, language)] == ["V211"]
