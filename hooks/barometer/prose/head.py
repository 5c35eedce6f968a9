"""The texts of a page's head as blocks: lead, facts of a guide or a trend, the log of a trend."""

from collections.abc import Iterator

from barometer.content.page import Page
from barometer.prose.blocks import Block, Kind, Stretch
from barometer.text import LANGUAGES

HEADINGS = ("title", "short")
LOG = "log"


def head_blocks(page: Page) -> Iterator[Block]:
    """Every text of the head in the language of the page, and the log of a trend in both."""
    for name, value in page.words:
        kind: Kind = "heading" if name in HEADINGS else "head"
        texts = value if isinstance(value, tuple) else (value,)
        for at, text in enumerate(texts):
            if text:
                keys = (name, at) if isinstance(value, tuple) else (name,)
                yield Block(kind, (Stretch(text, page.line_of(*keys) or 1),))
    for at, entry in enumerate(getattr(page.facts, LOG, ())):
        for language in LANGUAGES:
            line = page.line_of(LOG, at, language) or 1
            mark = "" if language == page.language else language
            yield Block("head", (Stretch(entry[language], line, mark),))
