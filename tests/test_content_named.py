"""What a page names by its key exists."""

from dataclasses import replace
from datetime import date

from barometer.faults.report import Fault
from barometer.pages.links import check_keys
from barometer.pages.page import Page, PageFacts
from tests.sentence_data import dataset, page

DAY = date(2026, 11, 23)


def _told(made: Page) -> list[Fault]:
    return list(check_keys({(made.key, made.language): made}, dataset(), ["trend-radar"]))


def test_a_reference_to_an_unknown_source_is_told_with_the_nearest() -> None:
    found = _told(page("Det er sådan.[^house]\n\nOg sådan.[^hous]"))

    assert [(one.code, one.line) for one in found] == [("P408", 8)]
    assert "»house«" in found[0].message.da


def test_a_slot_that_nothing_fills_is_told() -> None:
    found = _told(page("[[trend-radar]]\n\n[[trend-rader]]"))

    assert [(one.code, one.line) for one in found] == [("P410", 8)]
    assert "»trend-radar«" in found[0].message.da


def test_a_relation_to_an_unknown_indicator_or_trend_is_told() -> None:
    facts = PageFacts(
        reviewed=DAY, review_by=DAY, indicators=("share", "sharp"), trends=("missions",)
    )
    found = _told(replace(page("Tekst."), facts=facts))

    assert [(one.code, one.place) for one in found] == [("P206", "indicators"), ("P206", "trends")]


def test_known_names_pass() -> None:
    facts = PageFacts(reviewed=DAY, review_by=DAY, indicators=("share",))

    assert _told(replace(page("Tekst.[^house]"), facts=facts)) == []
