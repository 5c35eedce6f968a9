"""Sentences that say something of the barometer's figures in words, and sentences that do not."""

from pathlib import Path

import pytest
import yaml

from barometer.sentences.lookup import build_contexts
from barometer.sentences.unbound_words import find_unbound_claims
from barometer.text import LANGUAGES, Language
from tests.sentence_data import dataset, phrases

SENTENCES = yaml.safe_load((Path(__file__).parent / "data/claims.yml").read_text("utf-8"))
TOLD = 0.95
"""The least share of the claims that must be told; of other sentences none may be."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_about_the_figures_are_told_and_other_sentences_are_not(language: Language) -> None:
    context = build_contexts(dataset(), phrases())[language]
    said = SENTENCES[language]
    told = [one for one in said["claims"] if list(find_unbound_claims(one, context))]

    assert len(told) >= TOLD * len(said["claims"]), sorted({*said["claims"]} - {*told})
    assert [one for one in said["free"] if list(find_unbound_claims(one, context))] == []
