"""Reading ease: how words and sentences are counted, and that every page is easy enough."""

import pytest

from barometer.editors.advice import prose_report
from barometer.pages.prose import (
    LIX_LIMIT,
    SENTENCE_LIMIT,
    Ease,
    ease,
    page_ease,
    split_sentences,
    split_words,
)
from barometer.pages.site import Site


def test_sentences_end_where_a_reader_stops(subtests: pytest.Subtests) -> None:
    for text, expected in [
        ("Det er godt. Det er nyt.", 2),
        ("Den 4. udgave kom i 2024.", 1),
        ("Den 23. november 2026 sker det.", 1),
        ("»Er det godt?« spurgte hun. Ja!", 2),
        ("Et punkt uden tegn", 1),
        ("Er det nyt? 83 procent siger ja.", 2),
        ("Linje et.\nlinje to.", 2),
        ("", 0),
    ]:
        with subtests.test(text=text, expected=expected):
            assert len(list(split_sentences(text))) == expected


def test_a_word_keeps_its_apostrophe_hyphen_and_number() -> None:
    assert split_words("COI’s it-system, 1.352 svar i 2021–2023.") == [
        "COI’s",
        "it-system",
        "1.352",
        "svar",
        "i",
        "2021–2023",
    ]


def test_lix_is_words_per_sentence_plus_the_share_of_long_words() -> None:
    found = ease("Vi måler kvaliteten. Alle svarer.")
    assert found == Ease(words=5, sentences=2, long_words=1)
    assert found.lix == 2.5 + 20


def test_digits_do_not_make_a_word_long() -> None:
    assert ease("2021–2023 og 1.352.000 svar").long_words == 0


def test_an_empty_text_has_no_reading_ease() -> None:
    assert (ease("").lix, ease("").sentence) == (0, 0)


@pytest.mark.nightly
def test_every_page_is_easy_to_read(site: Site) -> None:
    written = (page for page in site.pages.values() if page.path.startswith("docs/"))
    found = {page.path: page_ease(page) for page in written}
    hard = {path: f"{one.lix:.0f}" for path, one in found.items() if one.lix > LIX_LIMIT}
    long = {
        path: f"{one.sentence:.0f}" for path, one in found.items() if one.sentence > SENTENCE_LIMIT
    }
    assert (hard, long) == ({}, {})


def test_the_report_lists_every_page_with_the_hardest_first(site: Site) -> None:
    lines = prose_report(site.pages, site.dataset.terms).splitlines()
    table = lines[2 : lines.index("")]
    assert len(table) == len(site.pages) + 2
    values = [float(line.split()[0]) for line in table[: len(site.pages)]]
    assert values == sorted(values, reverse=True)
    assert not [line for line in table if "too hard" in line and " docs/" in line]
