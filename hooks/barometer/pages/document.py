"""A Markdown body as a document: headings, links, tables, lines."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

from barometer.pages.addresses import slug
from barometer.pages.passages import Block, Passage, blocks, find_passages
from barometer.text import lines_of

SHEET = "/// worksheet"


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

    `alone` says that a picture is a paragraph of its own.
    """

    target: str
    text: str
    line: int
    image: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Prose:
    """A stretch of running text on one line, links and code left out."""

    text: str
    line: int


@dataclass(frozen=True)
class Document:
    """What stands in the body of a page, in reading order; line numbers are those of the file.

    `aside` are the lines of code and comments, `tabbed` those that only a tab makes code of.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    prose: tuple[Prose, ...]
    tables: tuple[tuple[int, int, int], ...]
    html: tuple[Prose, ...]
    notes: tuple[tuple[str, int], ...]
    passages: tuple[Passage, ...] = ()
    blocks: tuple[Block, ...] = ()
    sheets: tuple[str, ...] = ()
    boxes: tuple[int, ...] = ()
    code: frozenset[int] = frozenset()
    aside: frozenset[int] = frozenset()
    tabbed: frozenset[int] = frozenset()

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that a link may lead to: those of headings and of worksheets."""
        return frozenset((*(one.id for one in self.headings if one.id), *self.sheets))


@lru_cache(maxsize=1024)
def parse_document(body: str, first_line: int) -> Document:
    """The document of a page's body, whose first line is line `first_line` of its file.

    The same text gives the same document: while a site is shown, only what was edited is read.
    """
    tokens = _parser().parse(body)
    inlines = [
        (token, first_line + (token.map or [0])[0]) for token in tokens if token.type == "inline"
    ]
    alone = {id(inline) for opening, inline in pairwise(tokens) if _is_picture(opening, inline)}
    return Document(
        headings=tuple(_headings(tokens, first_line)),
        links=tuple(
            link for token, line in inlines for link in _links(token, line, id(token) in alone)
        ),
        prose=tuple(text for token, line in inlines for text in _prose(token, line)),
        tables=tuple(_tables(tokens, first_line)),
        html=tuple(_html(tokens, first_line)),
        notes=tuple(note for token, line in inlines for note in _notes(token, line)),
        passages=tuple(find_passages(tokens, first_line)),
        blocks=tuple(blocks(tokens, first_line)),
        sheets=tuple(_sheets(body)),
        boxes=tuple(box_lines(tokens, first_line)),
        code=frozenset(code_lines(tokens, first_line)),
        aside=frozenset(aside_lines(tokens, first_line)),
        tabbed=frozenset(tabbed_lines(tokens, body, first_line)),
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(admon_plugin)
    parser.validateLink = _every_link  # type: ignore[method-assign]
    return parser


def _every_link(url: str) -> bool:  # noqa: ARG001 - the library's signature
    """Every scheme is read as a link here; whether it is allowed is judged by the checks."""
    return True


def _sheets(body: str) -> Iterator[str]:
    for line in lines_of(body):
        if line.startswith(SHEET):
            yield slug(line.partition("|")[2])


def _headings(tokens: Sequence[Token], first_line: int) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text, identifier = split_id(inline.content)
            line = first_line + (opening.map or [0])[0]
            yield Heading(int(opening.tag[1:]), identifier, text, line)


def split_id(heading: str) -> tuple[str, str | None]:
    """A heading's text and its explicit id: `Formål {#purpose}` is `("Formål", "purpose")`."""
    text, mark, rest = heading.rpartition("{#")
    if not mark or not rest.endswith("}"):
        return heading.strip(), None
    return text.strip(), rest[:-1].strip()


def _is_picture(opening: Token, inline: Token) -> bool:
    """Whether a paragraph holds one picture and nothing but its attributes."""
    if opening.type != "paragraph_open" or opening.hidden or inline.type != "inline":
        return False
    kinds = [child.type for child in inline.children or []]
    return kinds == ["image"] or (kinds == ["image", "text"] and inline.content.endswith("}"))


def _links(inline: Token, line: int, alone: bool) -> Iterator[Link]:
    children = inline.children or []
    for position, (child, here) in enumerate(_with_lines(children, line)):
        if child.type == "image":
            yield Link(unquote(str(child.attrs["src"])), child.content, here, True, alone)
        elif child.type == "link_open":
            yield Link(unquote(str(child.attrs["href"])), _inside(children[position + 1 :]), here)


def _inside(children: Sequence[Token]) -> str:
    words = []
    for child in children:
        if child.type == "link_close":
            break
        words.append(" " if child.type == "softbreak" else child.content)
    return "".join(words)


def _prose(inline: Token, line: int) -> Iterator[Prose]:
    linked = 0
    for child, here in _with_lines(inline.children or [], line):
        linked += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text" and not linked:
            yield Prose(child.content, here)


def _with_lines(children: Sequence[Token], line: int) -> Iterator[tuple[Token, int]]:
    for child in children:
        yield child, line
        line += child.type in {"softbreak", "hardbreak"}


def _tables(tokens: Sequence[Token], first_line: int) -> Iterator[tuple[int, int, int]]:
    for start, token in enumerate(tokens):
        if token.type == "table_open":
            inside = [one.type for one in tokens[start : _closing(tokens, start)]]
            yield (
                first_line + (token.map or [0])[0],
                inside.count("th_open"),
                inside.count("tr_open"),
            )


def _closing(tokens: Sequence[Token], start: int) -> int:
    return next(at for at, token in enumerate(tokens) if at > start and token.type == "table_close")


def _html(tokens: Sequence[Token], first_line: int) -> Iterator[Prose]:
    for token in tokens:
        line = first_line + (token.map or [0])[0]
        if token.type == "html_block":
            yield Prose(token.content.strip(), line)
        for child, here in _with_lines(token.children or [], line):
            if child.type == "html_inline":
                yield Prose(child.content, here)


def _notes(inline: Token, line: int) -> Iterator[tuple[str, int]]:
    """The keys of references to sources, `[^coi_about]`."""
    for child, here in _with_lines(inline.children or [], line):
        if child.type == "text":
            for part in child.content.split("[^")[1:]:
                yield part.partition("]")[0], here


def box_lines(tokens: Sequence[Token], first_line: int) -> Iterator[int]:
    """The lines on which boxes, `!!! note`, begin."""
    for token in tokens:
        if token.type == "admonition_open" and token.map:
            yield first_line + token.map[0]


def code_lines(tokens: Sequence[Token], first_line: int) -> Iterator[int]:
    """Every line of code."""
    for token in tokens:
        if token.type in {"fence", "code_block"} and token.map:
            yield from (first_line + line for line in range(*token.map))


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


RawBlock = Sequence[Line]


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


def raw_blocks(body: str, first_line: int, code: Collection[int]) -> Iterator[RawBlock]:
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
