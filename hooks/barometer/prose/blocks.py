"""The words of a page by block: what kind it is, and the line and language of every stretch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from markdown_it.token import Token

Kind = Literal["text", "item", "heading", "cell", "caption", "head"]
FENCE = "///"
KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "admonition_title_open": "heading",
    "th_open": "cell",
    "td_open": "cell",
}


@dataclass(frozen=True)
class Stretch:
    """Words on one line; `language` is empty where they are in the page's own."""

    text: str
    line: int
    language: str = ""


@dataclass(frozen=True)
class Block:
    """One paragraph, list item, heading, cell, caption, or one text of a page's head."""

    kind: Kind
    stretches: tuple[Stretch, ...]

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
        kind = KINDS.get(before.type, "item" if depth else "text")
        line = first_line + token.map[0] if token.map and kind != "cell" else row
        yield from _blocks(kind, _stretches(token.children or [], line))
        yield from _captions(token.children or [], line)


def _blocks(kind: Kind, found: Sequence[Stretch]) -> Iterator[Block]:
    """The lines `/// worksheet | Title` and `///` around a worksheet belong to no sentence."""
    fences = [one for one in found if one.text.strip().startswith(FENCE)]
    for one in fences:
        _, mark, title = one.text.partition("|")
        if mark:
            yield Block("heading", (Stretch(title.strip(), one.line),))
    rest = tuple(one for one in found if one not in fences)
    text = "".join(one.text for one in rest).strip()
    if text and not (text.startswith("[[") and text.endswith("]]")):
        yield Block(kind, rest)


def _captions(children: Sequence[Token], line: int) -> Iterator[Block]:
    for child, here in _with_lines(children, line):
        if child.type == "image":
            yield Block("caption", (Stretch(child.content, here),))


def _stretches(children: Sequence[Token], line: int) -> list[Stretch]:
    found: list[Stretch] = []
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
                found[at] = Stretch(found[at].text, found[at].line, language)
            found += [Stretch(text, here)] if text else []
        elif child.type in ("softbreak", "hardbreak"):
            found.append(Stretch("\n", here))
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
