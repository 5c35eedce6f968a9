"""Headings that are none: without a blank after #, with a hard one, or only in bold."""

import re
from collections.abc import Iterator

from barometer.content.page import Page
from barometer.content.rawlines import raw_blocks, raw_lines
from barometer.faults import fault
from barometer.problems import Problem

HARD = "\u00a0\u2007\u202f"
FORMS = {
    "P135/hard": re.compile(rf"(#{{1,6}}) ?[{HARD}]\s*(.*)"),
    "P135": re.compile(r"(#{1,6})([^#\s].*)"),
    "P135/before": re.compile(r" {1,3}(#{1,6})\s+(.*)"),
}
BOLD = "**"


def check_hashes(page: Page, twin: Page | None) -> Iterator[Problem]:
    """Lines that were meant as headings; the bold ones by the headings of the translation."""
    for line in raw_lines(page.body, page.body_line, page.document.aside):
        for key, form in FORMS.items():
            if found := form.match(line.text):
                level = "#" * max(2, len(found[1]))  # the page's title is the only one of level 1
                right = f"{level} {found[2].strip()}"
                yield fault(key, page.path, line.number, marks=found[1], right=right)
                break
    yield from _bold(page, twin)


def _bold(page: Page, twin: Page | None) -> Iterator[Problem]:
    """Bold lines that stand where the translation has a heading that is missing here."""
    theirs = twin.document.headings if twin else ()
    known = {one.id: one.line for one in page.document.headings}
    if twin is None or known.keys() >= {one.id for one in theirs}:
        return
    bold, after = list(_bold_lines(page)), 0
    if len(bold) <= len(list(_bold_lines(twin))):
        return  # the translation has them too
    for heading in theirs:
        before = min((line for line in known.values() if line > after), default=None)
        place = next((one for one in bold if after < one[0] < (before or one[0] + 1)), None)
        if heading.id in known:
            after = known[heading.id]
        elif place and heading.id:
            after = place[0]
            right = f"{'#' * heading.level} {place[1]} {{#{heading.id}}}"
            yield fault("P136", page.path, after, right=right)


def _bold_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The paragraphs whose first line is bold from end to end."""
    for block in raw_blocks(page.body, page.body_line, page.document.aside):
        text = block[0].text.strip()
        inside = text.removeprefix(BOLD).removesuffix(BOLD)
        if text == f"{BOLD}{inside}{BOLD}" and BOLD not in inside and inside:
            yield block[0].number, inside.strip(" :")
