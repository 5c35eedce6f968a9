"""Running text as a reader meets it: paragraphs, headings and cells, with every letter's line."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it.token import Token

BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
BOUND = ("value:", "other:")
OTHER = ".other"


@dataclass(frozen=True)
class Bound:
    """Words that are bound to a value or a source: from where to where, and to what."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Passage:
    """The text of one paragraph, heading, item or cell; `heading` is that of a cell's column.

    Code, pictures and references to sources are left out; `excused` says that it ends with
    `{: .other }`.
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
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "table_open":
            titles = []
        elif token.type == "tr_open":
            column, row_line = -1, first_line + (token.map or [0])[0]
        elif token.type in ("th_open", "td_open"):
            column += 1
        elif token.type == "inline" and before is not None:
            line = first_line + token.map[0] if token.map else row_line
            cell = before.type in ("th_open", "td_open")
            heading = titles[column] if before.type == "td_open" and column < len(titles) else ""
            passage = _passage(token.children or [], row_line if cell else line, heading)
            if before.type == "th_open":
                titles.append(passage.text)
            yield passage


def _passage(children: Sequence[Token], line: int, heading: str) -> Passage:
    text, breaks, bound, opened = "", [(0, line)], [], (-1, "")
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
            text += " "
            breaks.append((len(text), line))
        elif child.type == "link_open" and str(child.attrs.get("href", "")).startswith(BOUND):
            opened = (len(text), unquote(str(child.attrs["href"])))
        elif child.type == "link_close" and opened[0] >= 0:
            bound.append(Bound(opened[0], len(text), opened[1]))
            opened = (-1, "")
        elif child.type == "text":
            text += _without_notes(child.content)
        elif child.type in ("code_inline", "image"):
            text += BARRIER
    text, excused = _without_attributes(text)
    return Passage(text, tuple(breaks), tuple(bound), heading, excused)


def _without_notes(text: str) -> str:
    """The text with barriers in the place of references to sources, whose keys hold years."""
    parts = text.split("[^")
    kept = [parts[0]]
    for part in parts[1:]:
        key, closed, rest = part.partition("]")
        kept.append(BARRIER * (len(key) + 3) + rest if closed else f"[^{part}")
    return "".join(kept)


def _without_attributes(text: str) -> tuple[str, bool]:
    """The text without the attributes at its end, and whether they excuse its numbers."""
    body, mark, attributes = text.rpartition("{")
    if not mark or not attributes.rstrip().endswith("}"):
        return text, False
    return body, OTHER in attributes.rstrip("} ").lstrip(": ").split()
