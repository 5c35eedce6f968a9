"""The dates of pages: nothing happens in the future, and the next review follows the last."""

from collections.abc import Iterator
from datetime import date

from barometer.content.frontmatter import TrendFacts
from barometer.content.page import Page
from barometer.faults import fault
from barometer.problems import Problem

LAUNCH = date(2026, 11, 23)
"""The site's first day: a clock that stands before it is wrong, and no page is blamed for that."""


def check_dates(page: Page, today: date) -> Iterator[Problem]:
    """The faults of a page's dates, as seen on the day `today`."""
    facts = page.facts
    if facts is None:
        return
    if facts.review_by < facts.reviewed:
        words = {"by": facts.review_by.isoformat(), "reviewed": facts.reviewed.isoformat()}
        yield fault("P205", page.path, page.line_of("review_by"), "review_by", **words)
    latest = following_year(facts.reviewed)
    if facts.review_by > latest:
        words = {"by": facts.review_by.isoformat(), "latest": latest.isoformat()}
        yield fault("P205/far", page.path, page.line_of("review_by"), "review_by", **words)
    for key, day in _past(page):
        if day > max(today, LAUNCH):
            yield fault("P204", page.path, page.line_of(key), key, key=key, date=day.isoformat())


def following_year(day: date) -> date:
    """The same day a year later; 28 February for a leap day."""
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _past(page: Page) -> Iterator[tuple[str, date]]:
    facts = page.facts
    if facts:
        yield "reviewed", facts.reviewed
    if isinstance(facts, TrendFacts):
        yield "first_seen", facts.first_seen
        yield from (("log", entry.date) for entry in facts.log)
        if facts.expectation:
            yield "expectation", facts.expectation.written
