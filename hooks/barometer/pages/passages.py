"""Running text by block and passage, every letter with its line."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal
from urllib.parse import unquote

from markdown_it.token import Token

BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"


BOUND_LINKS = ("value:", "other:")


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


def find_passages(tokens: Sequence[Token], first_line: int) -> Iterator[Passage]:
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
        if target.startswith(BOUND_LINKS):
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


Kind = Literal["text", "item", "heading", "cell", "caption", "head"]


FENCE = "///"


BLOCK_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "admonition_title_open": "heading",
    "th_open": "cell",
    "td_open": "cell",
}


@dataclass(frozen=True)
class Span:
    """Words on one line; `language` is empty where they are in the page's own."""

    text: str
    line: int
    language: str = ""


@dataclass(frozen=True)
class Block:
    """One paragraph, list item, heading, cell, caption, or one text of a page's head."""

    kind: Kind
    stretches: tuple[Span, ...]

    @property
    def text(self) -> str:
        """All its words, whatever their language."""
        return "".join(one.text for one in self.stretches)

    @property
    def own(self) -> str:
        """Its words in the language of the page."""
        return "".join(one.text for one in self.stretches if not one.language)

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.stretches[0].line if self.stretches else 0


def blocks(tokens: Sequence[Token], first_line: int) -> Iterator[Block]:
    """Every block of a page's body; code, addresses and references to sources are left out."""
    depth, row = 0, first_line
    for before, token in pairwise([Token("", "", 0), *tokens]):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "tr_open" and token.map:
            row = first_line + token.map[0]
        if token.type != "inline":
            continue
        kind = BLOCK_KINDS.get(before.type, "item" if depth else "text")
        line = first_line + token.map[0] if token.map and kind != "cell" else row
        yield from _blocks(kind, _stretches(token.children or [], line))
        yield from _captions(token.children or [], line)


def _blocks(kind: Kind, found: Sequence[Span]) -> Iterator[Block]:
    """The lines `/// worksheet | Title` and `///` around a worksheet belong to no sentence."""
    fences = [one for one in found if one.text.strip().startswith(FENCE)]
    for one in fences:
        _, mark, title = one.text.partition("|")
        if mark:
            yield Block("heading", (Span(title.strip(), one.line),))
    rest = tuple(one for one in found if one not in fences)
    text = "".join(one.text for one in rest).strip()
    if text and not (text.startswith("[[") and text.endswith("]]")):
        yield Block(kind, rest)


def _captions(children: Sequence[Token], line: int) -> Iterator[Block]:
    for child, here in _with_lines(children, line):
        if child.type == "image":
            yield Block("caption", (Span(child.content, here),))


def _stretches(children: Sequence[Token], line: int) -> list[Span]:
    found: list[Span] = []
    opened: list[int] = []
    closed: int | None = None  # where the element began that an attribute list may follow
    for child, here in _with_lines(children, line):
        if child.type.endswith("_open"):
            opened.append(len(found))
        elif child.type.endswith("_close"):
            closed = opened.pop()
            continue
        elif child.type == "text":
            text, language = _attributes(child.content, after=closed is not None)
            for at in range(closed or 0, len(found)) if language else ():
                found[at] = Span(found[at].text, found[at].line, language)
            found += [Span(text, here)] if text else []
        elif child.type in ("softbreak", "hardbreak"):
            found.append(Span("\n", here))
        closed = None
    return found


def _attributes(text: str, *, after: bool) -> tuple[str, str]:
    """The text without `{…}` and references; and the language if it follows an element."""
    language = ""
    if after and text.startswith("{"):
        inside, _, rest = text[1:].partition("}")
        named = [word for word in inside.lstrip(":").split() if word.startswith("lang=")]
        language, text = (named[0][len("lang=") :].strip("\"'") if named else ""), rest
    text = _without(_without(text, "[^", "]"), "{", "}")
    return text, language


def _without(text: str, opening: str, closing: str) -> str:
    parts = text.split(opening)
    kept = (part.partition(closing)[2] if closing in part else opening + part for part in parts[1:])
    return "".join(chain(parts[:1], kept))


def _with_lines(children: Sequence[Token], line: int) -> Iterator[tuple[Token, int]]:
    for child in children:
        yield child, line
        line += child.type in {"softbreak", "hardbreak"}
