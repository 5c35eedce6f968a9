"""Pages that should have been reviewed: marked on the site by what the project knows of time."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from barometer.content.addresses import PageKey
from barometer.content.frontmatter import Facts, TrendFacts
from barometer.content.page import Page
from barometer.faults import fault
from barometer.problems import Problem
from barometer.releases.clock import REPRODUCIBLE
from barometer.text import Language
from barometer.trends.card_key import trend_key

Pages = Mapping[tuple[PageKey, Language], Page]


def as_of(pages: Pages) -> date:
    """The day that the site speaks of: `SOURCE_DATE_EPOCH`, else the newest date in its pages.

    Never the clock: two builds of the same files are the same, whichever day they are made.
    """
    seconds = os.environ.get(REPRODUCIBLE, "")
    if seconds.isdigit():
        return datetime.fromtimestamp(int(seconds), UTC).date()
    return max(_days(pages.values()), default=date.min)


def review(pages: Pages, key: PageKey) -> Facts | None:
    """The facts that date a page's review: its own; a card has its trend's, and what is made from
    the data is reviewed with the overview of its section.
    """
    page = pages.get((key, "da"))
    if page and page.facts:
        return page.facts
    above = trend_key(key) or PageKey(f"{key.section}/index")
    made_from = pages.get((above, "da"))
    return made_from.facts if made_from else None


def is_late(facts: Facts | None, day: date) -> bool:
    """Whether the review was due before that day."""
    return facts is not None and facts.review_by < day


def late(pages: Pages, day: date) -> list[PageKey]:
    """Every page whose review is overdue, the longest overdue first."""
    found = [
        (page.facts.review_by, key.path, key)
        for (key, language), page in pages.items()
        if language == "da" and page.facts and is_late(page.facts, day)
    ]
    return [key for _, _, key in sorted(found, key=lambda one: one[:2])]


def warnings(pages: Pages, today: date) -> Iterator[Problem]:
    """The same for editors, by the day it is."""
    for key in late(pages, today):
        page = pages[(key, "da")]
        if page.facts:
            day = page.facts.review_by.isoformat()
            yield fault("T109", page.path, page.line_of("review_by"), "review_by", date=day)


def _days(pages: Iterable[Page]) -> Iterator[date]:
    for page in pages:
        if page.facts:
            yield page.facts.reviewed
        if isinstance(page.facts, TrendFacts):
            yield from (entry.date for entry in page.facts.log)
