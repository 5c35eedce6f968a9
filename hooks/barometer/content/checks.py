"""What the pages must hold to, each alone and all together; every fault at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from barometer.content.addresses import slug
from barometer.content.brackets import between, check_brackets
from barometer.content.dates import check_dates
from barometer.content.document import Heading
from barometer.content.fences import check_fences
from barometer.content.files import check_files
from barometer.content.gone import check_gone, gone_pages
from barometer.content.halves import check_halves
from barometer.content.hashes import check_hashes
from barometer.content.links import check_links
from barometer.content.lists import check_lists
from barometer.content.page import Page
from barometer.content.sections import check_sections
from barometer.content.structure import Pages
from barometer.content.tables import check_tables
from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.prose.untranslated import check_translated_words
from barometer.signs import odd_signs
from barometer.text import lines_of, other_language

OPENING = "[(<{`"
TAGS = {"<img": "P501/picture", "<a ": "P501/link", "<br": "P501/break"}
MOST_OPENED, MOST_HEADINGS = 150, 150


def check_content(root: Path, pages: Pages, made: Iterable[str]) -> Iterator[Problem]:
    """Every fault of the pages and between them; `made` are pages that the build makes itself."""
    yield from check_files(root)
    made = frozenset(made)
    gone = gone_pages(root, pages, made)
    yield from check_gone(gone)
    for page in pages.values():
        twin = pages.get((page.key, other_language(page.language)))
        yield from check_page(page, twin, root)
        yield from check_links(page, pages, root, made, gone)


def check_page(page: Page, twin: Page | None = None, root: Path | None = None) -> Iterator[Problem]:
    """The faults of a page that no other page has a part in, but for the ids of its `twin`."""
    yield from check_headings(page, twin)
    yield from check_hashes(page, twin)
    yield from check_lists(page)
    yield from check_tables(page)
    yield from check_sections(page)
    yield from check_dates(page, date.today())
    yield from check_html(page)
    yield from check_fences(page)
    yield from check_halves(page)
    yield from check_marks(page, root)
    yield from check_translated_words(page)


def check_headings(page: Page, twin: Page | None = None) -> Iterator[Problem]:
    """Headings begin at level 2, skip none, and carry an id that stands once, as in the `twin`."""
    seen: dict[str, int] = {}
    for before, heading in pairwise([Heading(1, "title", "", 1), *page.document.headings]):
        if heading.level == 1:
            yield fault("P301", page.path, heading.line, text=heading.text)
        elif heading.level > before.level + 1:
            steps: dict[str, Word] = {"before": before.level, "level": heading.level}
            marks = "#" * (before.level + 1)
            yield fault("P302", page.path, heading.line, text=heading.text, marks=marks, **steps)
        if heading.id is None:
            example = f"{{#{_id_of(page, heading, twin) or slug(heading.text)}}}"
            yield fault("P303", page.path, heading.line, text=heading.text, example=example)
        elif heading.id in seen:
            first: dict[str, Word] = {"id": heading.id, "line": seen[heading.id]}
            yield fault("P304", page.path, heading.line, text=heading.text, **first)
        else:
            seen[heading.id] = heading.line


def _id_of(page: Page, heading: Heading, twin: Page | None) -> str | None:
    """The id that the translation has in the same place."""
    theirs = twin.document.headings if twin else ()
    at = page.document.headings.index(heading)
    alike = len(theirs) == len(page.document.headings) and theirs[at].level == heading.level
    return theirs[at].id if alike else None


def check_html(page: Page) -> Iterator[Problem]:
    """No raw HTML and no odd signs: whatever a page needs has a notation of its own."""
    for found in page.document.html:
        if not is_comment(found.text):
            key = next((one for tag, one in TAGS.items() if found.text.startswith(tag)), "P501")
            yield fault(key, page.path, found.line, html=found.text[:60])
    for line, text in enumerate(lines_of(page.body), page.body_line):
        for kind, sign, _ in odd_signs(text):
            yield fault(f"P503/{kind}", page.path, line, sign=sign)
    yield from _crowded(page)
    if not page.body.strip():
        yield fault("P106", page.path, page.body_line)


def is_comment(html: str) -> bool:
    """Whether HTML is one comment and nothing else, as every browser reads it."""
    inside = html.strip().removeprefix("<!--").removesuffix("-->")
    whole = html.strip().startswith("<!--") and html.strip().endswith("-->")
    return whole and not inside.startswith((">", "->")) and "--" not in inside


def _crowded(page: Page) -> Iterator[Problem]:
    """Passages in which so much is opened that reading them takes for ever."""
    line, headings = page.body_line, 0
    for block in "\n".join(lines_of(page.body)).split("\n\n"):
        for sign in OPENING:
            if block.count(sign) > MOST_OPENED:
                words: dict[str, Word] = {"count": block.count(sign), "most": MOST_OPENED}
                yield fault("P504", page.path, line, sign=sign, **words)
        headings += block.startswith("#") + block.count("\n#")
        line += block.count("\n") + 2
    if headings > MOST_HEADINGS:
        yield fault("P306", page.path, page.body_line, count=headings, most=MOST_HEADINGS)


def check_marks(page: Page, root: Path | None = None) -> Iterator[Problem]:
    """Brackets without an address, and attributes beyond id, class and language."""
    yield from check_brackets(page, root)
    document = page.document
    places = [(one.text, one.line) for one in document.prose]
    for text, line in (*places, *((one.text, one.line) for one in document.links)):
        for attributes in between(text, "{", "}"):
            for attribute in attributes.lstrip(":").split():
                if not attribute.startswith(("#", ".", "lang=")):
                    yield fault("P502", page.path, line, attribute=attribute)
