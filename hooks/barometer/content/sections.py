"""What stands below a heading: a section without a word is no section."""

from collections.abc import Iterator
from itertools import pairwise

from barometer.content.document import Heading
from barometer.content.page import Page
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import lines_of


def check_sections(page: Page) -> Iterator[Problem]:
    """The headings below which nothing stands, neither text nor a heading of their own."""
    lines = lines_of(page.body)
    last = Heading(1, None, "", page.body_line + len(lines))
    for heading, following in pairwise([*page.document.headings, last]):
        below = lines[heading.line - page.body_line + 1 : following.line - page.body_line]
        if following.level <= heading.level and not any(map(str.strip, below)):
            yield fault("P307", page.path, heading.line, text=heading.text)
