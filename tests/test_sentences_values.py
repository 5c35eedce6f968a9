"""Words bound to one value: what agrees, what does not, and in which language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer.text import LANGUAGES, Language, percent_in_words
from tests.sentence_data import (
    all_problems,
    context,
    dataset,
    edition,
    page,
    problems_of,
    row,
    told,
)

CONTEXTS = {language: context(language=language) for language in LANGUAGES}
RIGHT: list[tuple[str, str, Language]] = [
    ("83 procent", "share@4", "da"),
    ("83 pct.", "share@4", "da"),
    ("83 %", "share@4", "da"),
    ("83", "share@4", "da"),
    ("treogfirs procent", "share@4", "da"),
    ("omkring 80 procent", "share@4", "da"),
    ("Omkring 85 procent", "share@4", "da"),
    ("godt 80 procent", "share@4", "da"),
    ("knap 85 procent", "share@4", "da"),
    ("mere end 80 procent", "share@4", "da"),
    ("mindst 83 procent", "share@4", "da"),
    ("højst 83 procent", "share@4", "da"),
    ("under 90 procent", "share@4", "da"),
    ("mere end fire ud af fem", "share@4", "da"),
    ("mere end 4 ud af 5", "share@4", "da"),
    ("mere end halvdelen", "share@4", "da"),
    ("langt de fleste", "share@4", "da"),
    ("de fleste", "share@4", "da"),
    ("83,4 procent", "fine@4", "da"),
    ("omkring 83 procent", "fine@4", "da"),
    ("omkring 80 procent", "fine@4", "da"),
    ("knap halvdelen", "baseless@3", "da"),
    ("under halvdelen", "baseless@3", "da"),
    ("et mindretal", "baseless@4", "da"),
    ("1.611 svar", "answers@4", "da"),
    ("omkring 1.600 svar", "answers@4", "da"),
    ("mere end 1.600", "answers@4", "da"),
    ("83 procent i 2023", "share@4", "da"),
    ("83 procent i 2021–2023", "share@4", "da"),
    ("83 procent i 4. udgave", "share@4", "da"),
    ("flest, 90 procent", "share/sector/regional@4", "da"),
    ("Flest", "share/sector/regional@4", "da"),
    ("highest", "share/sector/regional@4", "en"),
    ("83 procent", "share@latest", "da"),
    ("83 procent", "share", "da"),
    ("90 procent af regionerne", "share/sector/regional@4", "da"),
    ("83 per cent", "share@4", "en"),
    ("83%", "share@4", "en"),
    ("eighty-three per cent", "share@4", "en"),
    ("about 80 per cent", "share@4", "en"),
    ("just over 80 per cent", "share@4", "en"),
    ("just under 85 per cent", "share@4", "en"),
    ("at least 83 per cent", "share@4", "en"),
    ("no more than 83 per cent", "share@4", "en"),
    ("more than four in five", "share@4", "en"),
    ("More than four out of five", "share@4", "en"),
    ("more than half", "share@4", "en"),
    ("fewer than half", "baseless@4", "en"),
    ("the vast majority", "share@4", "en"),
    ("83.4 per cent", "fine@4", "en"),
    ("1,611 answers", "answers@4", "en"),
    ("83 per cent in the 4th edition", "share@4", "en"),
]
WRONG: list[tuple[str, str, Language, str]] = [
    ("84 procent", "share@4", "da", "V203"),
    ("82 procent", "share@4", "da", "V203"),
    ("toogfirs procent", "share@4", "da", "V203"),
    ("80 procent", "share@4", "da", "V203"),
    ("83,0 procent", "share@4", "da", "V203"),
    ("83 procent", "fine@4", "da", "V203"),
    ("omkring 70 procent", "share@4", "da", "V203"),
    ("knap 80 procent", "share@4", "da", "V203"),
    ("godt 85 procent", "share@4", "da", "V203"),
    ("mere end 83 procent", "share@4", "da", "V203"),
    ("under 83 procent", "share@4", "da", "V203"),
    ("mindst 84 procent", "share@4", "da", "V203"),
    ("højst 82 procent", "share@4", "da", "V203"),
    ("tre ud af fire", "share@4", "da", "V203"),
    ("halvdelen", "share@4", "da", "V203"),
    ("et mindretal", "share@4", "da", "V203"),
    ("mere end halvdelen", "baseless@3", "da", "V203"),
    ("knap halvdelen", "baseless@4", "da", "V203"),
    ("1.612 svar", "answers@4", "da", "V203"),
    ("1611 svar", "answers@4", "da", "V204"),
    ("1,611 svar", "answers@4", "da", "V204"),
    ("83.4 procent", "fine@4", "da", "V204"),
    ("1.611 answers", "answers@4", "en", "V204"),
    ("83,4 per cent", "fine@4", "en", "V204"),
    ("mange", "share@4", "da", "V201"),
    ("", "share@4", "da", "V201"),
    ("procent", "share@4", "da", "V201"),
    ("2000 svar", "answers@4", "da", "V201"),
    ("81 til 83 procent", "share@4", "da", "V202"),
    ("syv ud af ni", "share@4", "da", "V202"),
    ("83 procentpoint", "share@4", "da", "V205"),
    ("1.611 procent", "answers@4", "da", "V205"),
    ("halvdelen", "answers@4", "da", "V205"),
    ("83 procent i 2019", "share@4", "da", "V206"),
    ("steget til 83 procent", "share@4", "da", "V207"),
    ("dobbelt så mange", "share@4", "da", "V207"),
    ("ikke 83 procent", "share@4", "da", "V208"),
    ("flest, 82 procent", "share/sector/state@4", "da", "V210"),
    ("færrest", "share/sector/municipal@4", "da", "V210"),
    ("højest", "share@4", "da", "V210"),
    ("the highest", "fine@4", "en", "V210"),
    ("83 procent", "sharp@4", "da", "V102"),
    ("83 procent", "share/sector/regionl@4", "da", "V103"),
    ("83 procent", "share/country/SE@4", "da", "V103"),
    ("83 procent", "share@5", "da", "V104"),
    ("83 procent", "share/sector@4", "da", "V101"),
    ("83 procent", "share@", "da", "V101"),
    ("83 procent", "", "da", "V101"),
    ("83 procent", "share@4>", "da", "V101"),
    ("four in five", "baseless@4", "en", "V203"),
    ("fire ud af fem", "share@4", "da", "V203"),
    ("84 per cent", "share@4", "en", "V203"),
    ("two-thirds", "share@4", "en", "V203"),
]


def test_words_that_agree_pass(subtests: pytest.Subtests) -> None:
    for words, target, language in RIGHT:
        with subtests.test(words=words, target=target, language=language):
            assert told(words, target, language) == ""


def test_words_that_do_not_agree_are_told(subtests: pytest.Subtests) -> None:
    for words, target, language, code in WRONG:
        with subtests.test(words=words, target=target, language=language, code=code):
            assert told(words, target, language) == code


def test_a_hedge_before_the_link_is_told_too() -> None:
    found = problems_of("Mere end [83 procent](value:share@4) af dem.")

    assert [one.code for one in found] == ["V209"]
    assert "[Mere end 83 procent](value:share@4)" in found[0].message.da


def test_a_link_written_with_blanks_is_no_link_and_is_told_once() -> None:
    body = "Her er [83 procent](value:share @4)."
    assert [one.code for one in all_problems(page(body))] == ["V101"]


def test_latest_follows_a_new_edition() -> None:
    old = dataset()
    newer = old.model_copy(
        update={
            "observations": (*old.observations, row("share", 85, "5")),
            "editions": {**old.editions, "5": edition("5", 2024, 2025)},
        }
    )

    assert told("83 procent", "share@latest", "da", newer) == "V203"
    assert told("83 procent", "share@4", "da", newer) == ""
    assert told("mere end fire ud af fem", "share@latest", "da", newer) == ""


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_a_claim_is_read_from_any_text_without_failing(words: str, language: Language) -> None:
    claim = CONTEXTS[language].read_claim(words)

    for said in claim.amounts:
        assert 0 <= said.start < said.end <= len(words)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["83", "1.611", ",", ".", "%", "procent", "en", "to", "knap", "mere", "end", "ud", "af"]
        )
    ),
    st.sampled_from(LANGUAGES),
)
def test_no_order_of_number_words_makes_the_reader_fail(
    parts: list[str], language: Language
) -> None:
    CONTEXTS[language].read_claim(" ".join(parts))


@settings(deadline=None)
@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(LANGUAGES))
def test_a_number_agrees_with_itself_and_with_no_other(
    said: int, value: int, language: Language
) -> None:
    written = percent_in_words(said / 10, language)
    amounts = CONTEXTS[language].read_claim(written).amounts

    assert len(amounts) == 1
    assert amounts[0].holds(value / 10) == (said == value)


@settings(deadline=None)
@given(st.integers(0, 100), st.sampled_from(LANGUAGES))
def test_every_number_can_be_spelled_out(number: int, language: Language) -> None:
    lexicon = CONTEXTS[language].lexicon
    assert number in lexicon.spelled.values()
