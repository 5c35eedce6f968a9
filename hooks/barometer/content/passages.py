"""Running text as a reader meets it: paragraphs, headings and cells, with every letter's line."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.token import Token

BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
BOUND = ("value:", "other:")
OTHER = ".other"
CELLS = ("th_open", "td_open")
OPENING = ("link_open", "em_open", "strong_open")
CLOSING = ("link_close", "em_close", "strong_close")


@dataclass(frozen=True)
class Bound:
    """Words that are bound to a value or a source: from where to where, and to what."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Passage:
    """The text of one paragraph, heading, item or cell; `heading` is that of a cell's column.

    Code, pictures and references to sources are left out; `excused` says that it ends with a line
    `{: .other }`, or, in a heading or cell, with those very signs.
    """

    text: str
    breaks: tuple[tuple[int, int], ...]
    bound: tuple[Bound, ...] = ()
    heading: str = ""
    excused: bool = False

    def line(self, place: int) -> int:
        """The line of the file in which the letter at that place stands."""
        starts = [start for start, _ in self.breaks]
        return self.breaks[max(0, bisect_right(starts, place) - 1)][1]

    @property
    def loose(self) -> str:
        """The text with a barrier in the place of everything that is bound."""
        text = self.text
        for one in self.bound:
            text = text[: one.start] + BARRIER * (one.end - one.start) + text[one.end :]
        return text


def passages(tokens: Sequence[Token], first_line: int) -> Iterator[Passage]:
    """Every passage of a page, in reading order."""
    titles: list[str] = []
    column, row_line = -1, first_line
    for before, token in pairwise(tokens):
        if before.type == "table_open":
            titles = []
        if before.type == "tr_open":
            column, row_line = -1, first_line + (before.map or [0])[0]
        if before.type in CELLS:
            column += 1
        if token.type == "inline":
            cell = before.type in CELLS
            line = row_line if cell or not token.map else first_line + token.map[0]
            heading = titles[column] if before.type == "td_open" and column < len(titles) else ""
            own_line = not cell and before.type != "heading_open"
            passage = _Builder(line).passage(token.children or [], heading, own_line=own_line)
            if before.type == "th_open":
                titles.append(passage.text)
            yield passage


class _Builder:
    """Puts the text of one passage together, and remembers where lines and bound words begin."""

    def __init__(self, line: int) -> None:
        self.text, self.line = "", line
        self.breaks, self.bound = [(0, line)], list[Bound]()
        self.opened: list[tuple[int, str]] = []

    def passage(self, children: Sequence[Token], heading: str, *, own_line: bool) -> Passage:
        for child, after in zip(children, [*children[1:], None], strict=False):
            self._add(child, after)
        text, excused = _without_attributes(self.text, self.breaks, own_line=own_line)
        return Passage(text, tuple(self.breaks), tuple(self.bound), heading, excused)

    def _add(self, child: Token, after: Token | None) -> None:
        if child.type in ("softbreak", "hardbreak"):
            self.line += 1
            self.text += " "
            self.breaks.append((len(self.text), self.line))
        elif child.type in OPENING:
            self.opened.append((len(self.text), unquote(str(child.attrs.get("href", "")))))
        elif child.type in CLOSING and self.opened:
            self._close(after)
        elif child.type == "text":
            self.text += _without_notes(child.content)
        elif child.type in ("code_inline", "image"):
            self.text += BARRIER

    def _close(self, after: Token | None) -> None:
        """The end of a link or of emphasis, which `{.other}` right after it excuses."""
        start, target = self.opened.pop()
        follows = after.content if after is not None and after.type == "text" else ""
        if not target and follows.startswith("{") and _excuses(follows[1:].partition("}")[0]):
            target = "other:"
        if target.startswith(BOUND):
            self.bound.append(Bound(start, len(self.text), target))


def _without_notes(text: str) -> str:
    """The text with barriers in the place of references to sources, whose keys hold years."""
    parts = text.split("[^")
    kept = [parts[0]]
    for part in parts[1:]:
        key, closed, rest = part.partition("]")
        kept.append(BARRIER * (len(key) + 3) + rest if closed else f"[^{part}")
    return "".join(kept)


def _without_attributes(
    text: str, breaks: Sequence[tuple[int, int]], *, own_line: bool
) -> tuple[str, bool]:
    """The text without the attributes at its end, and whether they excuse it.

    Python-Markdown reads those of a paragraph or item only where they have a line of their own.
    """
    body, mark, attributes = text.rpartition("{")
    ended = mark and attributes.rstrip().endswith("}")
    if not ended or (own_line and (len(breaks) == 1 or body[breaks[-1][0] :].strip())):
        return text, False
    return body, _excuses(attributes.rstrip("} "))


def _excuses(attributes: str) -> bool:
    return OTHER in attributes.lstrip(": ").split()
