"""The one parser of pages: Markdown as GitHub defines it and our own marks, as a tree with lines.

What it reads is judged by the checks and printed by the renderer, so the two can never disagree.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from barometer.data.model import READ, Source
from barometer.faults.report import Fault, make_fault
from barometer.text import Language, format_date, lines_of

DEEPEST = 20
"""Blocks inside blocks that a page may have; the parser itself goes three times as deep."""
ONE = r"(?:#[\w:-]+|\.[\w-]+|lang=\"?[\w-]+\"?)"
ATTRIBUTES = re.compile(rf"\{{:?[ \t]*({ONE}(?:[ \t]+{ONE})*)[ \t]*\}}")
"""What may follow a word, a heading or a paragraph: `{{#id}}`, `{{.class}}` and `{{lang=en}}`."""
ENDING = re.compile(rf"(?:^|[ \t]+){ATTRIBUTES.pattern}[ \t]*$")
MARKED = ("link_close", "em_close", "strong_close", "s_close", "image", "code_inline")
"""What attributes may follow directly."""


@cache
def parser() -> MarkdownIt:
    """The parser; it holds no state of a page."""
    made = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": 3 * DEEPEST})
    made.disable("linkify")
    made.use(gfm_autolink_plugin).use(admon_plugin).use(deflist_plugin)
    made.use(footnote_plugin, inline=False, always_match_refs=True)
    made.use(container_plugin, "block", marker="/", validate=lambda info, *_: bool(info.strip()))
    made.core.ruler.after("inline", "attributes", _read_attributes)
    # Every scheme is read as a link; whether it is allowed is judged by the checks.
    made.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
    return made


def parse(body: str) -> tuple[list[Token], dict[str, int]]:
    """The tokens of a body, and every note that it defines, with -1 where no word refers to it."""
    env: dict[str, Any] = {}
    tokens = parser().parse(body, env)
    return tokens, env.get("footnotes", {}).get("refs", {})


BY_ITSELF = frozenset(("toc", "tables", "fenced_code"))
"""What MkDocs names without being asked; it has no effect here either."""


def check_extensions(named: Iterable[str], file: Path) -> Iterator[Fault]:
    """Extensions of Python-Markdown, whether the settings or a plugin name them: none is used."""
    lines = lines_of(file.read_text("utf-8"))
    line = next((at for at, one in enumerate(lines, 1) if one.startswith(EXTENSIONS)), None)
    more = sorted(set(map(str, named)) - BY_ITSELF)
    if line or more:
        names = ", ".join(more) or EXTENSIONS
        yield make_fault("M110", file.name, line, names=names)


EXTENSIONS = "markdown_extensions:"


def _read_attributes(state: StateCore) -> None:
    """Take attributes out of the text and give them to the token that they belong to."""
    owners: list[Token] = []
    for token in state.tokens:
        if token.nesting == 1:
            owners.append(token)
        elif token.nesting == -1:
            owners.pop()
        elif token.type == "inline" and token.children:
            read_attributes(token)
            _of_block(token, owners)


def read_attributes(inline: Token) -> None:
    """Attributes right behind a link, a picture or words in bold or italics."""
    children = inline.children or []
    opened: list[Token] = []
    ended: Token | None = None
    for child in children:
        found = ATTRIBUTES.match(child.content) if child.type == "text" else None
        if ended is not None and found:
            _give(ended, found[1])
            child.content = child.content[found.end() :]
        ended = None
        if child.nesting == 1:
            opened.append(child)
        elif child.nesting == -1:
            opening = opened.pop()
            ended = opening if child.type in MARKED else None
        elif child.type in MARKED:
            ended = child
    # A picture with nothing but attributes behind it is still alone in its paragraph.
    inline.children = [one for one in children if one.type != "text" or one.content] or children


def _of_block(inline: Token, owners: Sequence[Token]) -> None:
    """Attributes that end a heading or a cell, or have the last line of a paragraph for themselves.

    Those of a paragraph in a tight list belong to the item, for the paragraph is not printed.
    """
    children = inline.children or []
    last = children[-1]
    found = ENDING.search(last.content) if last.type == "text" else None
    if not found:
        return
    owner = owners[-1]
    if owner.type == "paragraph_open":
        own_line = len(children) > 1 and children[-2].type in ("softbreak", "hardbreak")
        if not own_line or found.start():
            return
        children.pop()
        owner = owners[-2] if owner.hidden and len(owners) > 1 else owner
    elif owner.type not in ("heading_open", "th_open", "td_open"):
        return
    _give(owner, found[1])
    last.content = last.content[: found.start()]
    if not last.content:
        children.pop()
    inline.content = ENDING.sub("", inline.content.rstrip())


def _give(token: Token, attributes: str) -> None:
    for one in attributes.split():
        if one.startswith("#"):
            token.attrSet("id", one[1:])
        elif one.startswith("."):
            token.attrJoin("class", one[1:])
        else:
            token.attrSet("lang", one.removeprefix("lang=").strip('"'))


SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def scheme_of(target: str) -> str:
    """What an address begins with, such as `https`; empty for a file of the project."""
    found = SCHEME.match(target)
    return found[1].lower() if found else ""


def with_lines(children: Sequence[Token] | None, line: int) -> Iterator[tuple[Token, int]]:
    """What stands within a paragraph, each with its line."""
    for child in children or ():
        yield child, line
        line += child.type in {"softbreak", "hardbreak"}


def classes(token: Token) -> list[str]:
    """The classes of a token."""
    return str(token.attrs.get("class", "")).split()


def is_comment(text: str) -> bool:
    """Whether HTML is one comment and nothing else, as every browser reads it."""
    inside = text.strip().removeprefix("<!--").removesuffix("-->")
    whole = text.strip().startswith("<!--") and text.strip().endswith("-->")
    return whole and not inside.startswith((">", "->")) and "--" not in inside


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]:@"})


def escape_markdown(text: str) -> str:
    """A text in which no sign means anything to Markdown or HTML."""
    safe = " ".join(text.split()).translate(_ESCAPED).translate(_ENTITIES)
    safe = safe.replace("www.", "www\\.")  # or an address would become a link
    number, point, rest = safe.partition(".")
    if point and number.isdigit():  # at the start of a line it would begin a numbered list
        return f"{number}\\.{rest}"
    return f"\\{safe}" if safe.startswith(("#", "+", "-", "=")) else safe


def source_markdown(one: Source, language: Language) -> str:
    """Publisher, title in the language of the source, and date.

    The title is linked where the source can be opened; an earlier page gives its first address.
    How far the source was read stands last, where somebody noted it.
    """
    read = f" ({READ[one.read][language]})" if one.read else ""
    mark = "" if one.language == language else f"{{lang={one.language}}}"
    when = f", {format_date(one.date, language)}" if one.date else ""
    name = escape_markdown(one.title)
    title = f"[{name}](<{one.link}>)" if one.link else f"*{name}*"
    first = f" ({escape_markdown(one.first_address[language])})" if one.earlier else ""
    return f"{escape_markdown(one.publisher_name[language])}: {title}{mark}{first}{when}{read}"
