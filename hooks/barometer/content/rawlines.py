"""The raw lines of a page, in the blocks that Python-Markdown makes of them.

The checks read with another parser, which lets a list or a table begin below any line.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from barometer.text import lines_of

ASIDE = ("fence", "code_block", "html_block")
ENDS = ("#", "///", "!!!", "???")
"""A block ends at such a line, and another may begin right below it."""
QUOTE = re.compile(r" {0,3}> ?")


@dataclass(frozen=True)
class Line:
    """A line outside code, the sign of a quotation left out; `number` is that in the file."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """How far in it begins, a tab being up to four blanks."""
        wide = self.text.expandtabs(4)
        return len(wide) - len(wide.lstrip(" "))


Block = Sequence[Line]


def aside_lines(tokens: Sequence[Token], first_line: int) -> Iterator[int]:
    """The lines of code and comments, which no check of forms reads."""
    for token in tokens:
        if token.type in ASIDE and token.map:
            yield from range(first_line + token.map[0], first_line + token.map[1])


def tabbed_lines(tokens: Sequence[Token], body: str, first_line: int) -> Iterator[int]:
    """Where a tab makes code of a text."""
    lines = lines_of(body)
    for token in tokens:
        if token.type == "code_block" and token.map and lines[token.map[0]].startswith("\t"):
            yield first_line + token.map[0]


def raw_lines(body: str, first_line: int, code: Collection[int]) -> Iterator[Line]:
    """Every line outside code, just as it stands."""
    for number, text in enumerate(lines_of(body), first_line):
        if number not in code:
            yield Line(number, text)


def raw_blocks(body: str, first_line: int, code: Collection[int]) -> Iterator[Block]:
    """The lines that follow each other without an empty one, a heading or code between them."""
    block: list[Line] = []
    before = False
    for number, raw in enumerate(lines_of(body), first_line):
        text = QUOTE.sub("", raw, count=1)
        ends = number in code or not text.strip() or text.lstrip().startswith(ENDS)
        if block and (ends or before != (text != raw)):
            yield block
            block = []
        before = text != raw
        if not ends:
            block.append(Line(number, text))
    if block:
        yield block
