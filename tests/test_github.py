"""The structure of a page is what GitHub shows: headings, lists, tables, quotations, code."""

from collections.abc import Iterator

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from lxml import html

from barometer.pages.document import parse_document
from barometer.pages.page import Page
from barometer.pages.renderer import PageRenderer
from barometer.pages.site import Site

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FORMS = HEADINGS | {"ul", "ol", "li", "table", "tr", "th", "td", "blockquote", "pre", "hr"}
OURS = ("///", "!!!", "???", "[[", "{: ")
"""Lines that begin one of our own marks, which GitHub shows as text."""


def skeleton(page: str) -> list[str]:
    """The forms of a page in order, each with how deep it stands in others."""
    root: html.HtmlElement = html.fromstring(f"<div>{page}</div>")
    for notes in root.find_class("footnote") + root.find_class("footnotes"):
        notes.drop_tree()
    found = []
    for one in root.iter():
        if one.tag in FORMS:
            above = [str(around.tag) for around in one.iterancestors() if around.tag in FORMS]
            found.append("/".join([*reversed(above), str(one.tag)]))
    return found


def without_our_marks(body: str) -> str:
    """A body in which our own marks are taken away, and what stands in a box moved out of it."""
    return "\n".join(_lines(body))


def _lines(body: str) -> Iterator[str]:
    boxed = called = False
    for line in body.split("\n"):
        called = line.startswith("> [!") or (called and line.startswith(">"))
        if called:
            yield "" if line.startswith("> [!") else line[2:]
        elif line.startswith(("!!!", "???")):
            boxed = True
            yield ""
        elif line.startswith(OURS):
            yield ""
        else:
            boxed = boxed and (not line.strip() or line.startswith("    "))
            yield line.removeprefix("    ") if boxed else line


def of_github(body: str) -> list[str]:
    options = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
    return skeleton(cmarkgfm.github_flavored_markdown_to_html(body, options))


def ours(body: str) -> list[str]:
    return skeleton(PageRenderer().page(parse_document(body, 1).tokens))


@pytest.mark.living
def test_every_page_has_the_structure_that_github_shows(
    site: Site, subtests: pytest.Subtests
) -> None:
    for page in site.pages.values():
        with subtests.test(page=page.path):
            body = _plain(page)
            assert ours(body) == of_github(body)


def _plain(page: Page) -> str:
    return without_our_marks(page.body)


@pytest.mark.parametrize(
    "body",
    [
        "- a\n  - b\n    - c\n- d",
        "1. a\n   1. b\n2. c",
        "1. a\n   - b\n\n   text\n2. c",
        "text\n- a\n- b",
        "text\n1. a\n\ntext\n2. no list",
        "> a\n>\n> - b\n>\n> — c",
        "| a | b |\n| :- | -: |\n| c |\n| d | e | f |",
        "text\n| a |\n| - |\n| b |\ntext",
        "```bash\na\n```\n\n    code",
        "- [x] a\n- [ ] b\n  - [x] c",
        "a\n===\n\nb\n---\n\n***",
        "#no\n\n## a ##\n\n ## b",
        "1) a\n2) b\n\n* c\n+ d",
        "29. november\n\n29\\. november",
        "> a\nlazy\n\n- b\nlazy",
        "<https://a.dk> https://b.dk www.c.dk d@e.dk ~~f~~",
    ],
)
def test_every_form_has_the_structure_that_github_shows(body: str) -> None:
    assert ours(body) == of_github(body)
