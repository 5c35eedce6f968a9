"""Scoreboard, expectations, overdue reviews and cards as pages show them, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml import html

from barometer.faults.report import notices
from barometer.faults.settings import REPRODUCIBLE
from barometer.pages.addresses import PageKey, card_key, card_owner
from barometer.pages.page import Expectation
from barometer.pages.site import PageState, Site, overdue_pages, site_date, warnings
from barometer.pages.trends import following, order_trends, source_age
from barometer.text import LANGUAGES, Language, format_date, format_percent
from barometer.views.navigation import page_context
from barometer.views.trends import card_pages, late_reviews, trend_scoreboard, trend_view

BOARD = PageKey("trends/scoreboard")


@pytest.fixture(name="clock_of_the_files", autouse=True)
def _clock_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REPRODUCIBLE, raising=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_expectation_says_what_was_expected_by_when_and_how_it_went(
    language: Language, site: Site
) -> None:
    """Two expectations on the real figures: one that is out and clear, one that is waited for."""
    first, second = order_trends(site)[:2]
    named = {"indicator": "employees_positive_role", "direction": "down", "from": "3"}
    known = {one.edition: one.value for one in site.dataset.of("employees_positive_role")}
    facts = {
        one.key: one.facts.model_copy(
            update={
                "expectation": Expectation.model_validate(
                    {**named, "by": by, "written": date(2020, 2, 1)}
                )
            }
        )
        for one, by in ((first, "4"), (second, following(site.dataset)))
    }
    pages = {
        at: replace(page, facts=facts.get(at[0], page.facts) if at[1] == "da" else page.facts)
        for at, page in site.pages.items()
    }
    changed = replace(site, pages=pages)
    board = html.fromstring(trend_scoreboard(PageState(changed, language, BOARD)))
    for one, outcome in ((first, "opposite"), (second, "unpublished")):
        section = board.find(f".//section[@aria-labelledby='outcome-{outcome}']")
        view = page_context(PageState(changed, language, one.key))["shape"]["trend"]
        assert section is not None
        assert view
        for said in (str(section.xpath("string()")), view["expectation"]):
            assert site.words["trends"][f"outcome_{outcome}"][language] in said
            assert format_date(date(2020, 2, 1), language) in said
            assert format_percent(known["3"], language) in said
        assert one.words(language).title in str(section.xpath("string()"))
        assert (format_percent(known["4"], language) in view["expectation"]) == (one is first)


def test_the_site_speaks_of_the_newest_day_in_its_pages_and_not_of_the_clock(site: Site) -> None:
    newest = max(page.facts.reviewed for page in site.pages.values() if page.facts)
    assert site_date(site.pages) >= newest
    assert overdue_pages(site.pages, site_date(site.pages)) == []


def test_a_build_for_a_later_day_marks_what_is_overdue(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    trend = order_trends(site)[0]
    assert page_context(PageState(site, "da", trend.key))["late"] == ""
    later = datetime(2031, 1, 1, tzinfo=UTC)
    monkeypatch.setenv(REPRODUCIBLE, str(int(later.timestamp())))
    assert site_date(site.pages) == later.date()
    assert (
        format_date(trend.facts.review_by, "da")
        in page_context(PageState(site, "da", trend.key))["late"]
    )
    listed = html.fromstring(late_reviews(PageState(site, "en", BOARD)))
    links = {one.text for one in listed.iterfind(".//li/a")}
    assert trend.en.title in links


def test_a_review_in_the_future_of_one_page_makes_another_overdue(site: Site) -> None:
    key = order_trends(site)[0].key
    page = site.pages[(key, "da")]
    assert page.facts
    facts = page.facts.model_copy(update={"review_by": date(2026, 11, 1)})
    pages = {**site.pages, (key, "da"): replace(page, facts=facts)}
    assert overdue_pages(pages, site_date(pages)) == [key]


def test_overdue_reviews_are_told_as_warnings(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list(warnings(site.pages, date(2031, 1, 1)))
    monkeypatch.setenv("CI", "true")
    said = notices(told[:1])
    assert "ADVARSEL / WARNING T109" in said
    assert "::warning file=docs/" in said
    assert "FEJL" not in said
    monkeypatch.setenv("CI", "")
    assert "::" not in notices(told[:1])


def test_a_trend_says_itself_that_its_newest_source_is_old(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing up to two years; then that it may be out of date; after three that it must change."""
    trend, day = order_trends(site)[0], date(2030, 1, 1)
    age = int(source_age(trend.facts, site.dataset, day))
    for months, said in ((24, ""), (25, "24"), (36, "24"), (37, "36")):
        year, month = divmod(12 * day.year + months - age, 12)
        then = datetime(year, month + 1, 1, tzinfo=UTC)
        monkeypatch.setenv(REPRODUCIBLE, str(int(then.timestamp())))
        for language in LANGUAGES:
            view = trend_view(PageState(site, language, trend.key))
            assert view
            assert bool(view["notice"]) == bool(said)
            assert said in view["notice"]


def test_a_card_lies_below_its_trend_in_both_languages(site: Site) -> None:
    key = order_trends(site)[0].key
    assert card_owner(card_key(key)) == key
    assert card_owner(key) is None
    assert card_owner(PageKey("guides/card")) is None
    assert site.address(card_key(key), "da") == site.address(key, "da") + "kort/"
    assert site.address(card_key(key), "en") == site.address(key, "en") + "card/"


def test_every_trend_has_a_card_with_claim_number_figure_and_questions(site: Site) -> None:
    cards = {(one.key, one.language): one for one in card_pages(site.dataset, site.pages)}
    for trend in order_trends(site):
        for language in LANGUAGES:
            card, words = cards[(card_key(trend.key), language)], trend.words(language)
            assert card.words.summary == words.direction
            assert all(f". {one}\n" in card.body for one in words.questions)
            drawn = [one for one in trend.facts.indicators if one in site.dataset.indicators]
            assert (f"](chart:{drawn[0]})" in card.body) if drawn else ("chart:" not in card.body)
