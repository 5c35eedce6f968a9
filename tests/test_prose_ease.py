"""Reading ease: how words and sentences are counted, and that every page is easy enough."""

from collections.abc import Iterable

import pytest

from barometer.pages.document import Block
from barometer.pages.prose import head_blocks, running_blocks, split_sentences, split_words
from barometer.pages.site import Site


def test_sentences_end_where_a_reader_stops(subtests: pytest.Subtests) -> None:
    for text, expected in [
        ("Det er godt. Det er nyt.", 2),
        ("Den 4. udgave kom i 2024.", 1),
        ("Guidance No. 9847 says so.", 1),
        ("Hun svarede: »Det er kl. 12.« Han gik.", 2),
        ("Den 23. november 2026 sker det.", 1),
        ("»Er det godt?« spurgte hun. Ja!", 2),
        ("Hun sagde: »Det virker.« Så gik hun.", 2),
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


def ease(blocks: Iterable[Block]) -> tuple[float, float]:
    """LIX and words a sentence; names in another language are not read as sentences."""
    sentences = [split_words(one) for block in blocks for one in split_sentences(block.own)]
    words = [word for one in sentences for word in one]
    long = sum(sum(map(str.isalpha, word)) > 6 for word in words)
    length = len(words) / max(1, len(list(filter(None, sentences))))
    return length + 100 * long / max(1, len(words)), length


@pytest.mark.nightly
def test_every_page_is_easy_to_read(site: Site) -> None:
    for page in site.pages.values():
        lix, length = ease(running_blocks((*head_blocks(page), *page.document.blocks)))
        if page.path.startswith("docs/"):
            assert (lix <= 45, length <= 20) == (True, True), (page.path, lix, length)
