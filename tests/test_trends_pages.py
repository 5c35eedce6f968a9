"""Scoreboard, verdicts, overdue reviews and cards as pages show them, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml import html

from barometer.content.addresses import PageKey
from barometer.language import percent
from barometer.navigation import place
from barometer.notices import notices
from barometer.overdue import as_of, late, warnings
from barometer.releases.clock import REPRODUCIBLE
from barometer.state import PageState, Site
from barometer.text import LANGUAGES, Language
from barometer.trends.card import card_pages
from barometer.trends.card_key import card_key, trend_key
from barometer.trends.model import Trend, trends
from barometer.trends.scoreboard import late_reviews, trend_scoreboard
from barometer.trends.verdicts import OUTCOMES, judge

BOARD = PageKey("trends/scoreboard")


def expecting(site: Site) -> list[Trend]:
    """The trends that can be wrong."""
    return [one for one in trends(site) if one.facts.expectation]


@pytest.fixture(name="clock_of_the_files", autouse=True)
def _clock_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REPRODUCIBLE, raising=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scoreboard_shows_every_expectation_below_its_outcome(
    language: Language, site: Site
) -> None:
    tree = html.fromstring(trend_scoreboard(PageState(site, language, BOARD)))
    counts = [int(one.text or "") for one in tree.iterfind(".//dd")]
    assert len(counts) == len(OUTCOMES)
    assert sum(counts) == len(expecting(site))
    for one in expecting(site):
        assert one.facts.expectation
        outcome = judge(site.dataset, one.facts.expectation).outcome
        section = tree.find(f".//section[@aria-labelledby='outcome-{outcome}']")
        assert section is not None
        assert one.words(language).title in str(section.xpath("string()"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_shows_both_values_with_their_sources(language: Language, site: Site) -> None:
    for one in expecting(site):
        assert one.facts.expectation
        found = judge(site.dataset, one.facts.expectation)
        view = place(PageState(site, language, one.key)).shape.trend
        assert view
        tree = html.fromstring(view.verdict)
        values = [str(item.xpath("string()")) for item in tree.iterfind(".//li")]
        for row, said in zip((found.first, found.last), values, strict=True):
            if row:
                assert percent(row.value, language) in said
                assert site.dataset.sources[row.source].publisher in said
        assert len(tree.findall(".//a[@class='value']")) == sum(
            row is not None for row in (found.first, found.last)
        )


def test_a_test_on_known_numbers_is_not_called_a_prediction(site: Site) -> None:
    for one in expecting(site):
        view = place(PageState(site, "en", one.key)).shape.trend
        expected = one.facts.expectation
        assert view
        assert expected
        prediction = expected.by not in site.dataset.editions
        assert ("It is a prediction." in view.verdict) == prediction
        assert ("is no prediction" in view.verdict) != prediction


def test_the_site_speaks_of_the_newest_day_in_its_pages_and_not_of_the_clock(site: Site) -> None:
    newest = max(page.facts.reviewed for page in site.pages.values() if page.facts)
    assert as_of(site.pages) >= newest
    assert late(site.pages, as_of(site.pages)) == []


def test_a_build_for_a_later_day_marks_what_is_overdue(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    trend = trends(site)[0]
    assert place(PageState(site, "da", trend.key)).late == ""
    later = datetime(2031, 1, 1, tzinfo=UTC)
    monkeypatch.setenv(REPRODUCIBLE, str(int(later.timestamp())))
    assert as_of(site.pages) == later.date()
    assert "23. november 2027" in place(PageState(site, "da", trend.key)).late
    listed = html.fromstring(late_reviews(PageState(site, "en", BOARD)))
    links = {one.text for one in listed.iterfind(".//li/a")}
    assert trend.en.title in links


def test_a_review_in_the_future_of_one_page_makes_another_overdue(site: Site) -> None:
    key = trends(site)[0].key
    page = site.pages[(key, "da")]
    assert page.facts
    facts = page.facts.model_copy(update={"review_by": date(2026, 11, 1)})
    pages = {**site.pages, (key, "da"): replace(page, facts=facts)}
    assert late(pages, as_of(pages)) == [key]


def test_overdue_reviews_are_told_as_warnings(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list(warnings(site.pages, date(2031, 1, 1)))
    monkeypatch.setenv("CI", "true")
    said = notices(told[:1])
    assert "ADVARSEL / WARNING T109" in said
    assert "::warning file=docs/" in said
    assert "FEJL" not in said
    monkeypatch.setenv("CI", "")
    assert "::" not in notices(told[:1])


def test_a_card_lies_below_its_trend_in_both_languages(site: Site) -> None:
    key = PageKey("trends/artificial-intelligence")
    assert trend_key(card_key(key)) == key
    assert trend_key(key) is None
    assert trend_key(PageKey("guides/card")) is None
    assert site.address(card_key(key), "da") == site.address(key, "da") + "kort/"
    assert site.address(card_key(key), "en") == site.address(key, "en") + "card/"


def test_every_trend_has_a_card_with_claim_number_figure_and_questions(site: Site) -> None:
    cards = {(one.key, one.language): one for one in card_pages(site.dataset, site.pages)}
    for trend in trends(site):
        for language in LANGUAGES:
            card, words = cards[(card_key(trend.key), language)], trend.words(language)
            assert card.words.summary == words.direction
            assert all(f". {one}\n" in card.body for one in words.questions)
            drawn = [one for one in trend.facts.indicators if one in site.dataset.indicators]
            assert (f"](chart:{drawn[0]})" in card.body) if drawn else ("chart:" not in card.body)
