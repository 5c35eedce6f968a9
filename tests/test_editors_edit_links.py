"""Every figure and every page of an indicator leads editors to the files behind it."""

import pytest

from barometer.charts.figure import figure
from barometer.content.addresses import PageKey
from barometer.indicator_page import page_key
from barometer.navigation import place
from barometer.state import PageState, Site
from barometer.text import LANGUAGES

HOUSE = "https://example.org/a/b/edit/main/"
NAME = "innovative_workplaces"
FILES = [f"{HOUSE}data/indicators/{NAME}.yml", f"{HOUSE}data/observations.csv"]


def drawn(state: PageState) -> str:
    context = state.figure_context(NAME)
    language, dataset = state.language, state.site.dataset
    return figure(dataset, NAME, "default", language, "x", number=1, context=context).html


def test_figures_and_their_pages_lead_to_words_and_numbers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIT_URI", f"{HOUSE}docs/")
    for language in LANGUAGES:
        state = PageState(site, language, page_key(NAME))
        words = [site.words["site"][one][language] for one in ("edit_words", "edit_numbers")]
        assert list(place(state).edits) == list(zip(words, FILES, strict=True))
        for words_of, file in place(state).edits:
            assert f'<a href="{file}">{words_of}</a>' in drawn(state)


def test_other_pages_have_the_link_of_their_own_file_only(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIT_URI", f"{HOUSE}docs/")

    assert place(PageState(site, "da", PageKey("roles/index"))).edits == ()


def test_without_a_house_there_is_no_link(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDIT_URI", raising=False)
    state = PageState(site, "da", page_key(NAME))

    assert place(state).edits == ()
    assert "figure__edits" not in drawn(state)
