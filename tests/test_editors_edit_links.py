"""Every figure and every page of an indicator leads editors to the files behind it."""

import re

import pytest

from barometer.charts.figure import make_figure
from barometer.data.model import TABLE
from barometer.pages.addresses import PageKey, page_key
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES
from barometer.views.navigation import page_context
from barometer.views.reuse import figure_context
from tests.conftest import ROOT

HOUSE = "https://example.org/a/b/edit/main/"
NAME = "innovative_workplaces"
FILES = [f"{HOUSE}data/indicators/{NAME}.yml", f"{HOUSE}data/observations.csv"]


def drawn(state: PageState) -> str:
    context = figure_context(state, NAME, "default")
    language, dataset = state.language, state.site.dataset
    return make_figure(dataset, NAME, "default", language, "x", number=1, context=context)


def test_figures_and_their_pages_lead_to_words_and_numbers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIT_URI", f"{HOUSE}docs/")
    for language in LANGUAGES:
        state = PageState(site, language, page_key(NAME))
        words = [site.words["site"][one][language] for one in ("edit_words", "edit_numbers")]
        assert list(page_context(state)["edits"]) == list(zip(words, FILES, strict=True))
        for words_of, file in page_context(state)["edits"]:
            assert f'<a href="{file}">{words_of}</a>' in drawn(state)


def test_other_pages_have_the_link_of_their_own_file_only(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIT_URI", f"{HOUSE}docs/")

    assert page_context(PageState(site, "da", PageKey("roles/index")))["edits"] == ()


def test_without_a_house_there_is_no_link(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDIT_URI", raising=False)
    state = PageState(site, "da", page_key(NAME))

    assert page_context(state)["edits"] == ()
    assert "figure__edits" not in drawn(state)
    assert page_context(state)["numbers"] == ()


def lines() -> list[str]:
    return (ROOT / TABLE).read_text("utf-8").splitlines()


def at_line(address: str) -> str:
    """The row of the table that an address leads to."""
    file, _, line = address.partition("?plain=1#L")
    assert file == f"{HOUSE.replace('/edit/', '/blob/')}{TABLE}"
    return lines()[int(line) - 1]


def test_every_number_of_an_indicator_leads_to_its_line(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIT_URI", f"{HOUSE}docs/")
    found = page_context(PageState(site, "da", page_key(NAME)))["numbers"]
    rows = [line for line in lines() if line.startswith(f"{NAME},")]

    assert {at_line(address) for _, address in found} >= set(rows)
    assert all(any(sign in words for sign in "0123456789") for words, _ in found)


def test_every_number_in_a_sentence_leads_to_its_line_in_the_words_of_the_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIT_URI", f"{HOUSE}docs/")
    for (key, language), page in site.pages.items():
        links = [one for one in page.document.links if one.target.startswith("value:")]
        bound = {one.text for one in links}
        sums = {one.text for one in links if "+" in one.target}
        found = page_context(PageState(site, language, key))["numbers"]
        assert bound <= {words for words, _ in found}, page.path
        for words, address in found:
            value = at_line(address).split(",")[5].removesuffix(".0")
            written = value.replace(".", "," if language == "da" else ".")
            if re.fullmatch(r"\d+ (procent|per cent)", words) and words not in sums:
                assert words.startswith(written), (page.path, words, address)
