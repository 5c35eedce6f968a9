"""The last word on what a page may hold: no HTML of its own, and elements by a list.

The checks before the build read pages with another parser; what only Python-Markdown takes for
HTML becomes text here, and is told, so that no difference between the two is a way in.
"""

import html
import logging
import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, STX

from barometer.content.checks import is_comment
from barometer.faults import fault
from barometer.markdown.context import Context
from barometer.text import lines_of

LOG = logging.getLogger("barometer.markdown")
TEXT = "p h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre code em strong del sup sub br hr a img"
TABLE = "table caption thead tbody tr th td"
OWN = "div span section article figure figcaption label input textarea button"
ELEMENTS = frozenset(f"{TEXT} {TABLE} {OWN}".split())
EVERYWHERE = frozenset(("id", "class", "lang", "title", "hidden", "role"))
ATTRIBUTES = {
    "a": frozenset(("href",)),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "ol": frozenset(("start",)),
    "th": frozenset(("align", "scope")),
    "td": frozenset(("align",)),
    "label": frozenset(("for",)),
    "input": frozenset(("type",)),
    "textarea": frozenset(("rows", "autocomplete")),
    "button": frozenset(("type",)),
}
PREFIXES = ("aria-", "data-")
ADDRESSES = frozenset(("href", "src"))
SCHEMES = frozenset(("", "https", "http", "mailto"))
NEVER_IN_ADDRESSES = re.compile("[\x00-\x20\x7f]")
COMMENT = r"(<!--(?:(?!--).)*-->)"


def install(md: Markdown, context: Context) -> None:
    """Put the guards where Python-Markdown lets HTML through, and one at the end."""
    guard = Guard(md, context)
    md.preprocessors.register(NoBlocks(md, guard), "html_block", 20)
    md.inlinePatterns.register(Comments(COMMENT, md), "html", 90)
    md.treeprocessors.register(guard, "barometer-guard", -10)


class Guard(Treeprocessor):
    """Takes away every element and attribute that is not on the list, and tells of it."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Walk the finished page."""
        for one in root.iter():
            if one.tag not in ELEMENTS and one is not root:
                self.told(f"<{one.tag}>")
                one.tag, one.attrib = "span", {}
            for name in [
                name for name, value in one.attrib.items() if not allowed(one, name, value)
            ]:
                self.told(f"{name}={one.attrib.pop(name)}")

    def told(self, found: str) -> None:
        """Say what was taken away, at the line of the page's file where it seems to stand."""
        state = self.context()
        page = state.site.pages.get((state.key, state.language))
        path = page.path if page else state.key.file(state.language)
        line = _line(page.body, page.body_line, found) if page else None
        LOG.warning(fault("P505", path, line, found=found).told())


class NoBlocks(HtmlBlockPreprocessor):
    """Finds blocks of HTML as Python-Markdown does, and keeps them as text; comments go."""

    def __init__(self, md: Markdown, guard: Guard) -> None:
        super().__init__(md)
        self.guard = guard

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a mark in the place of each block."""
        stash = self.md.htmlStash.rawHtmlBlocks
        before = len(stash)
        text = "\n".join(super().run(lines))
        for at in range(before, len(stash)):
            block = str(stash[at])
            if is_comment(block):
                text = text.replace(HTML_PLACEHOLDER % at, "")
            else:
                self.guard.told(block)
            stash[at] = html.escape(block)
        return text.split("\n")


class Comments(InlineProcessor):
    """A comment within a line goes; all other HTML there is text like any other."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Nothing in the place of the comment."""
        return "", m.start(0), m.end(0)


def allowed(one: Element, name: str, value: str) -> bool:
    """Whether an element may have that attribute with that value."""
    known = name in EVERYWHERE or name in ATTRIBUTES.get(one.tag, ()) or name.startswith(PREFIXES)
    return known and (name not in ADDRESSES or leads_nowhere_bad(value))


def leads_nowhere_bad(address: str) -> bool:
    """Whether a browser would take an address for one of an allowed scheme."""
    plain = html.unescape(address.replace(AMP_SUBSTITUTE, "&"))
    if NEVER_IN_ADDRESSES.search(plain) or STX in plain or plain.startswith(("//", "\\", "/\\")):
        return False
    try:
        return urlsplit(plain).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _line(body: str, first: int, found: str) -> int | None:
    sought = found.split("\n")[0].split("=")[0][:40]
    lines = (number for number, line in enumerate(lines_of(body), first) if sought in line)
    return next(lines, None)
