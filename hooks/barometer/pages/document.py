"""A Markdown body as a document: headings, links, tables and running text, with their lines."""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal
from urllib.parse import unquote

from markdown_it.token import Token

from barometer.pages.parser import DEEPEST, classes, parse, with_lines

SHEET = "worksheet"
BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
BOUND_LINKS = ("value:", "other:")
OTHER, DECORATIVE = "other", "decorative"
"""Classes: of words whose number need not be bound, and of pictures that say nothing."""
CELLS = ("th_open", "td_open")
WORDS = ("link", "em", "strong", "s")
"""What may stand around words."""


@dataclass(frozen=True)
class Heading:
    """A heading; `id` is the explicit one of `{#id}`, None where the editor gave none."""

    level: int
    id: str | None
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link or, with `image`, a picture or figure; `target` as the editor wrote it.

    `alone` says that a picture is a paragraph of its own, and a `decorative` one says nothing to
    those who cannot see it.
    """

    target: str
    text: str
    line: int
    image: bool = False
    alone: bool = False
    decorative: bool = False


@dataclass(frozen=True)
class Span:
    """Words on one line; `language` is empty where they are in the page's own."""

    text: str
    line: int
    language: str = ""


@dataclass(frozen=True)
class Paragraph:
    """The lines of a paragraph; `number` is that of the item of a list which it begins."""

    lines: tuple[str, ...]
    line: int
    alone: bool
    number: str = ""


@dataclass(frozen=True)
class WorksheetBlock:
    """A block between `///` and `///`; `line` is that on which it begins, `end` that of its end."""

    info: str
    line: int
    end: int

    @property
    def name(self) -> str:
        """What kind of block it is, `worksheet` being the only one there is."""
        return self.info.partition("|")[0].strip()

    @property
    def title(self) -> str:
        """What stands after the bar."""
        return self.info.partition("|")[2].strip()


@dataclass(frozen=True)
class Bound:
    """Words that are bound to a value or a source: from where to where, and to what."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Passage:
    """The text of one paragraph, heading, item or cell; `heading` is that of a cell's column.

    Code, pictures and references to sources are left out; `excused` says that the class `other`
    is given to all of it.
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


Kind = Literal["text", "item", "heading", "cell", "caption", "head"]
BLOCK_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "admonition_title_open": "heading",
    "th_open": "cell",
    "td_open": "cell",
}


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


@dataclass(frozen=True)
class Inline:
    """The words of one paragraph, heading, item or cell, with the tokens that open around them."""

    token: Token
    line: int
    owner: Token
    holder: Token
    in_list: bool

    @property
    def children(self) -> Sequence[Token]:
        """What stands in it: text, links, words in bold."""
        return self.token.children or ()

    @property
    def is_picture(self) -> bool:
        """Whether it is a paragraph that holds one picture and nothing else."""
        paragraph = self.owner.type == "paragraph_open" and not self.owner.hidden
        return paragraph and [child.type for child in self.children] == ["image"]


@dataclass(frozen=True)
class Document:
    """What stands in the body of a page, in reading order; line numbers are those of the file.

    `tables` are line, columns and rows of each; `boxes` the lines on which call-outs begin and end;
    `defined` are the notes that the page itself explains, `unused` those that nothing refers to;
    `fences` are the blocks of code with their language, `aside` the lines of code and comments;
    `deep` is the first line that is nested too deep, `tokens` is what is printed.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    prose: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[tuple[int, int, int], ...]
    boxes: tuple[tuple[int, int], ...]
    fences: tuple[Span, ...]
    html: tuple[Span, ...]
    notes: tuple[tuple[str, int], ...]
    defined: frozenset[str]
    unused: frozenset[str]
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    sheets: tuple[WorksheetBlock, ...]
    aside: frozenset[int]
    deep: int | None
    tokens: tuple[Token, ...] = field(repr=False, compare=False)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that a link may lead to: those of headings and of worksheets."""
        return frozenset(
            (
                *(one.id for one in self.headings if one.id),
                *(sheet_id(number) for number, _ in enumerate(self.sheets, start=1)),
            )
        )

    def lines_below(self, name: str) -> range:
        """The lines from the heading with that id to the next of its level or above; or none."""
        heading = next((one for one in self.headings if one.id == name), None)
        if heading is None:
            return range(0)
        later = (one for one in self.headings if one.line > heading.line)
        end = next((one.line for one in later if one.level <= heading.level), sys.maxsize)
        return range(heading.line, end)


def sheet_id(number: int) -> str:
    """What a link to a page's first, second worksheet leads to, in every language."""
    return f"{SHEET}-{number}" if number > 1 else SHEET


@lru_cache(maxsize=1024)
def parse_document(body: str, first_line: int) -> Document:
    """The document of a page's body, whose first line is line `first_line` of its file."""
    tokens, defined = parse(body)
    for token in tokens:
        token.map = token.map and [first_line + line for line in token.map]
    placed = [(one, one.map[0], one.map[1]) for one in tokens if one.map]

    def found(*kinds: str) -> list[tuple[Token, int, int]]:
        """The blocks of a kind, each with its first line and the line after its last."""
        return [one for one in placed if one[0].type in kinds]

    inlines = list(_inlines(tokens))
    words = [here for one in inlines for here in with_lines(one.children, one.line)]
    notes = tuple((one.meta["label"], line) for one, line in words if one.type == "footnote_ref")
    used = {key for key, _ in notes}
    explained = {
        f":{token.meta['label']}"
        for token, after in pairwise(tokens)
        if token.type == "footnote_open" and after.type != "footnote_anchor"
    }
    own = frozenset(key[1:] for key in defined if defined[key] < 0 or key in explained)
    html = [Span(one.content.strip(), line) for one, line, _ in found("html_block")]
    html += [Span(one.content, line) for one, line in words if one.type == "html_inline"]
    sheets = tuple(
        WorksheetBlock(one.info.strip(), begin, end)
        for one, begin, end in found("container_block_open")
    )
    return Document(
        headings=tuple(_headings(inlines)),
        links=tuple(link for one in inlines for link in _links(one)),
        prose=tuple(text for one in inlines for text in _prose(one)),
        paragraphs=tuple(_paragraphs(inlines)),
        tables=tuple(_tables(tokens)),
        boxes=tuple((begin, end) for _, begin, end in found("admonition_open")),
        fences=tuple(Span(one.info.strip(), line) for one, line, _ in found("fence")),
        html=tuple(html),
        notes=notes,
        defined=own,
        unused=own - used,
        passages=tuple(_passages(inlines)),
        blocks=tuple(_blocks(inlines, sheets)),
        sheets=sheets,
        aside=frozenset(
            line
            for _, begin, end in found("fence", "code_block", "html_block")
            for line in range(begin, end)
        ),
        deep=next((line for one, line, _ in placed if one.level > DEEPEST), None),
        tokens=tuple(tokens),
    )


def _inlines(tokens: Sequence[Token]) -> Iterator[Inline]:
    """Every stretch of words, in reading order; words that we put in ourselves are none."""
    nothing = Token("", "", 0)
    owners: list[Token] = []
    row, items = 0, 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            row = token.map[0]
        if token.type == "inline" and owners[-1].type != "alert_title_open":
            cell = owners[-1].type in CELLS
            line = row if cell or not token.map else token.map[0]
            holder = owners[-2] if len(owners) > 1 else nothing
            yield Inline(token, line, owners[-1], holder, items > 0)
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.nesting == 1:
            owners.append(token)
        elif token.nesting == -1:
            owners.pop()


def _headings(inlines: Sequence[Inline]) -> Iterator[Heading]:
    for one in inlines:
        if one.owner.type == "heading_open":
            name = one.owner.attrs.get("id")
            text = one.token.content.strip()
            yield Heading(int(one.owner.tag[1:]), str(name) if name else None, text, one.line)


def split_id(heading: str) -> tuple[str, str | None]:
    """A heading's text and its explicit id: `Formål {#purpose}` is `("Formål", "purpose")`."""
    text, mark, rest = heading.rpartition("{#")
    if not mark or not rest.endswith("}"):
        return heading.strip(), None
    return text.strip(), rest[:-1].strip()


def _links(one: Inline) -> Iterator[Link]:
    for position, (child, here) in enumerate(with_lines(one.children, one.line)):
        if child.type == "image":
            target = unquote(str(child.attrs["src"]))
            only = DECORATIVE in classes(child)
            yield Link(target, child.content, here, True, one.is_picture, only)
        elif child.type == "link_open":
            text = _inside(one.children[position + 1 :])
            yield Link(unquote(str(child.attrs["href"])), text, here)


def _inside(children: Sequence[Token]) -> str:
    words = []
    for child in children:
        if child.type == "link_close":
            break
        words.append(" " if child.type == "softbreak" else child.content)
    return "".join(words)


def _prose(one: Inline) -> Iterator[Span]:
    linked = 0
    for child, here in with_lines(one.children, one.line):
        linked += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text" and not linked and child.content:
            yield Span(child.content, here)


def _tables(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    for start, token in enumerate(tokens):
        if token.type == "table_open":
            end = next(at for at in range(start, len(tokens)) if tokens[at].type == "table_close")
            inside = [one.type for one in tokens[start:end]]
            yield (token.map or [0])[0], inside.count("th_open"), inside.count("tr_open")


def _paragraphs(inlines: Sequence[Inline]) -> Iterator[Paragraph]:
    for one in inlines:
        if one.owner.type == "paragraph_open":
            begins = one.holder.map and one.token.map and one.holder.map[0] == one.token.map[0]
            number = one.holder.info if begins and one.holder.type == "list_item_open" else ""
            lines = tuple(one.token.content.split("\n"))
            yield Paragraph(lines, one.line, not one.owner.hidden, number)


def _passages(inlines: Sequence[Inline]) -> Iterator[Passage]:
    """Every passage of a page, in reading order."""
    titles: list[str] = []
    column = -1
    row: Token | None = None
    for one in inlines:
        if one.owner.type in CELLS:
            column = column + 1 if one.holder is row else 0
            row = one.holder
        if one.owner.type == "th_open" and not column:
            titles = []
        heading = titles[column] if one.owner.type == "td_open" and column < len(titles) else ""
        passage = _passage(one, heading)
        if one.owner.type == "th_open":
            titles.append(passage.text)
        yield passage


def _passage(one: Inline, heading: str) -> Passage:
    """The text of one passage, with where its lines and bound words begin."""
    text, breaks = "", [(0, one.line)]
    bound: list[Bound] = []
    opened: list[tuple[int, str]] = []
    for child in one.children:
        if child.type in ("softbreak", "hardbreak"):
            text += " "
            breaks.append((len(text), breaks[-1][1] + 1))
        elif child.nesting == 1:
            target = unquote(str(child.attrs.get("href", "")))
            target = target or ("other:" if OTHER in classes(child) else "")
            opened.append((len(text), target))
        elif child.nesting == -1:
            start, target = opened.pop()
            if target.startswith(BOUND_LINKS):
                bound.append(Bound(start, len(text), target))
        elif child.type == "text":
            text += child.content
        elif child.type in ("code_inline", "image", "footnote_ref"):
            text += BARRIER
    excused = OTHER in classes(one.holder if one.owner.hidden else one.owner)
    return Passage(text, tuple(breaks), tuple(bound), heading, excused)


def _blocks(inlines: Sequence[Inline], sheets: Sequence[WorksheetBlock]) -> Iterator[Block]:
    """Every block of a page's body; code, addresses and references to sources are left out."""
    titles = list(sheets)
    for one in inlines:
        while titles and titles[0].line < one.line:
            sheet = titles.pop(0)
            yield Block("heading", (Span(sheet.title, sheet.line),))
        kind = BLOCK_KINDS.get(one.owner.type, "item" if one.in_list else "text")
        found = tuple(_stretches(one))
        text = "".join(said.text for said in found).strip()
        if text and not is_part(text):
            yield Block(kind, found)
        for child, here in with_lines(one.children, one.line):
            if child.type == "image":
                yield Block("caption", (Span(child.content, here),))
                if said := str(child.attrs.get("title", "")):
                    yield Block("caption", (Span(said, here),))


def is_part(text: str) -> bool:
    """Whether a text is the name of a part of the site and nothing else, `[[glossary]]`."""
    return text.startswith("[[") and text.endswith("]]") and "\n" not in text


def _stretches(one: Inline) -> Iterator[Span]:
    """The words of a block, each with the language that is given to them."""
    languages = [str(one.owner.attrs.get("lang", ""))]
    for child, here in with_lines(one.children, one.line):
        if child.nesting == 1:
            languages.append(str(child.attrs.get("lang", languages[-1])))
        elif child.nesting == -1:
            languages.pop()
        elif child.type in ("softbreak", "hardbreak"):
            yield Span("\n", here)
        elif child.type == "text" and child.content:
            yield Span(child.content, here, languages[-1])
