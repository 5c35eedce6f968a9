"""Sentences that say something of the barometer's figures in words, and sentences that do not."""

from pathlib import Path

import pytest
import yaml

from barometer.sentences.claims import read_lexicon
from barometer.sentences.unbound_words import advise_claims, find_unbound_claims
from barometer.text import LANGUAGES, Language
from tests.sentence_data import page, phrases

SENTENCES = yaml.safe_load((Path(__file__).parent / "data/claims.yml").read_text("utf-8"))
TOLD = 0.95
"""The least share of the claims that must be told; of other sentences none may be."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_about_the_figures_are_told_and_other_sentences_are_not(language: Language) -> None:
    words, said = phrases(), SENTENCES[language]
    lexicon = read_lexicon(words, language)

    def claims(sentence: str) -> bool:
        return any(find_unbound_claims(sentence, words, lexicon))

    told = [one for one in said["claims"] if claims(one)]

    assert len(told) >= TOLD * len(said["claims"]), sorted({*said["claims"]} - {*told})
    assert [one for one in said["free"] if claims(one)] == []


def test_an_editor_is_advised_at_the_line_of_the_claim() -> None:
    (told,) = advise_claims(page("Tekst.\n\nDe fleste innovationer er evalueret."), phrases())

    assert (told.code, told.line) == ("V507", 8)
