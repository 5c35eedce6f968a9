"""Every abbreviation on a page is in the glossary, written out on the page, or known to all."""

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from barometer.pages.page import Page, read_pages
from barometer.pages.prose import head_blocks, house_words, used
from barometer.pages.site import Site
from tests.conftest import ROOT

pytestmark = pytest.mark.living

SHORT = re.compile(r"(?<![\w-])[A-ZÆØÅ][A-ZÆØÅ-]*[A-ZÆØÅ](?![\w-])")


def unexplained(page: Page, site: Site) -> Iterator[str]:
    """The abbreviations that a reader of the page alone could not look up."""
    text = "\n".join(block.text for block in chain(head_blocks(page), page.document.blocks))
    terms = used(site.dataset.terms, page.language).forms
    glossary = {word for form in terms for word in form.split()}
    for word in dict.fromkeys(SHORT.findall(text)):
        written_out = f"({word})" in text
        if (
            word not in glossary
            and not written_out
            and word not in house_words(ROOT, "abbreviations")
        ):
            yield word


@pytest.mark.nightly
def test_every_abbreviation_can_be_looked_up(site: Site) -> None:
    pages = [read.page for read in read_pages(ROOT) if read.page]
    assert [(page.path, word) for page in pages for word in unexplained(page, site)] == []


def test_an_abbreviation_that_nobody_knows_is_found(site: Site) -> None:
    texts = (SHORT.findall("Om KL, OECD, XYZ og A4, CO-PI’s tal i IT-drift."),)
    assert texts == (["KL", "OECD", "XYZ", "CO-PI"],)
    assert "XYZ" not in house_words(ROOT, "abbreviations")
    assert {"KL", "OECD", "CO-PI"} <= set(used(site.dataset.terms, "da").forms)
