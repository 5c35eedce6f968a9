"""Whether the account of accessibility is in its year: the law asks for a new one each year."""

from collections.abc import Iterator
from datetime import date, timedelta

from barometer.content.addresses import PageKey
from barometer.faults import fault
from barometer.overdue import Pages
from barometer.problems import Problem

PAGE = PageKey("about/accessibility")
SOON, YEAR = timedelta(days=335), timedelta(days=365)


def expiring(pages: Pages, today: date) -> Iterator[Problem]:
    """The warning, while there is a month left."""
    yield from _told("B205", pages, today, SOON, YEAR)


def expired(pages: Pages, today: date) -> Iterator[Problem]:
    """The fault of an account that is a year old."""
    yield from _told("B206", pages, today, YEAR, timedelta.max)


def _told(
    code: str, pages: Pages, today: date, low: timedelta, high: timedelta
) -> Iterator[Problem]:
    page = pages.get((PAGE, "da"))
    if page and page.facts and low <= today - page.facts.reviewed < high:
        last = (page.facts.reviewed + YEAR).isoformat()
        yield fault(code, page.path, page.line_of("reviewed"), "reviewed", date=last)
