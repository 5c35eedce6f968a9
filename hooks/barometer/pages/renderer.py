"""A document as HTML: every form that a page may hold; what needs data is left to a heir.

Nothing of a page becomes an element or an attribute unless a rule here writes it: HTML in a text is
printed as text, comments leave nothing behind, and no address leads where a browser runs code.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from barometer.html import hold_units, render
from barometer.pages.document import is_part, sheet_id
from barometer.pages.parser import is_comment, parser

SCHEMES = frozenset(("", "https", "http", "mailto"))
NEVER_IN_ADDRESSES = re.compile("[\x00-\x20\x7f]")
SECTIONS = ("h2", "h3")
QUIET = frozenset(
    (
        *("heading_open", "table_open", "footnote_block_open", "admonition_title_open", "dt_open"),
        *("container_block_open", "link_open", "s_open"),
    )
)
"""Where no term is explained: headings, tables, notes, titles, forms and links."""
ALIGNED = {f"text-align:{side}": f"align-{side}" for side in ("left", "center", "right")}
"""A cell's side is a class: our policy refuses styles that stand on an element."""
FIXED: Mapping[str, str] = {
    "s_open": "<del>",
    "s_close": "</del>",
    "table_close": "</table></div>\n",
    "footnote_block_close": "</ol>\n</div>\n",
}
"""What a token is as HTML, whatever stands around it."""
DONE, OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"
DASHES = ("\N{EM DASH} ", "\N{EN DASH} ")
"""How who said it is written below a quotation."""
NO_BREAK, BACK = "\N{NO-BREAK SPACE}", "\N{LEFTWARDS ARROW WITH HOOK}"


Entry = dict[str, Any]
"""A heading in a list of contents as MkDocs takes it: name, id, level, and children like itself."""


@dataclass(frozen=True)
class Rendering:
    """A page's text as HTML, and its list of contents."""

    content: str
    contents: list[Entry]


def is_harmless(address: str) -> bool:
    """Whether a browser would take an address for one of an allowed scheme."""
    plain = html.unescape(address)
    if NEVER_IN_ADDRESSES.search(plain) or plain.startswith(("//", "\\", "/\\")):
        return False
    try:
        return urlsplit(plain).scheme.lower() in SCHEMES
    except ValueError:
        return False


def contents(tokens: Sequence[Token], deepest: int = 3) -> list[Entry]:
    """The headings of a page that have an id, each with those below it."""
    made: list[Entry] = []
    above: list[Entry] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.attrs.get("id"):
            level = int(opening.tag[1:])
            if level > deepest:
                continue
            name = escapeHtml(plain_text(inline.children or []))
            entry: Entry = {"name": name, "id": opening.attrs["id"], "level": level, "children": []}
            while above and above[-1]["level"] >= level:
                above.pop()
            (above[-1]["children"] if above else made).append(entry)
            above.append(entry)
    return made


def plain_text(children: Sequence[Token]) -> str:
    """The words of running text, without marks, pictures and line breaks."""
    return "".join(
        " " if one.type == "softbreak" else one.content for one in children if one.type != "image"
    )


@dataclass(frozen=True)
class Way:
    """Where a link leads: its attributes, and what is said right behind it."""

    attributes: dict[str, str]
    after: str = ""


class PageRenderer(RendererHTML):
    """Renders one page; every rule is named as its token. Tokens are read and never changed."""

    def __init__(self) -> None:
        super().__init__()
        self._quiet: list[bool] = []
        self._sections: list[str] = []
        self._ends: list[str] = []
        self._sheet: tuple[str, int] | None = None
        self._sheets = 0
        self._fields = 0
        self._columns: Sequence[str] = ()
        self._column = 0
        self._written = False

    def page(self, tokens: Sequence[Token]) -> str:
        """The HTML of a page's body."""
        options = OptionsDict({**parser().options, "xhtmlOut": False})  # type: ignore[typeddict-item]
        return self.render(tokens, options, {}) + "".join(self._end_sections(0))

    # What a heir says of the site.

    def part(self, name: str) -> str | None:  # noqa: ARG002
        """The HTML of a part of the site, if there is one of that name."""
        return None

    def picture(self, image: Token, *, alone: bool) -> str:  # noqa: ARG002
        """A picture, in a paragraph of its own or within a text."""
        return f"<img{_attributes({'src': _address(image, 'src'), 'alt': self.words_of(image)})}>"

    def words_of(self, image: Token) -> str:
        """What is said of a picture to those who cannot see it."""
        return self.renderInlineAsText(image.children, parser().options, {})

    def way(self, target: str) -> Way:
        """Where a link leads."""
        return Way({"href": target})

    def explained(self, text: str) -> str:
        """Running text as HTML."""
        return escapeHtml(text)

    def note(self, key: str) -> Sequence[Token]:  # noqa: ARG002
        """What a note says that the page itself does not explain."""
        return ()

    def word(self, name: str) -> str:
        """A word of the site in the reader's language."""
        return name

    # How tokens are walked through.

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Print blocks."""
        out: list[str] = []
        at = 0
        while at < len(tokens):
            whole = self._whole(tokens, at)
            if whole is None:
                out.append(self._token(tokens, at, options, env))
            else:
                out.append(whole)
                at += 2
            at += 1
        return "".join(out)

    def renderInline(  # noqa: N802 - the library's own name
        self, tokens: Sequence[Token], options: OptionsDict, env: EnvType
    ) -> str:
        """Print words; text that goes on over a line's end is one run."""
        out: list[str] = []
        run = ""
        for at, token in enumerate(tokens):
            if token.type in ("text", "softbreak"):
                run += "\n" if token.type == "softbreak" else token.content
                continue
            out += [self._said(run), self._token(tokens, at, options, env)]
            run = ""
        return "".join([*out, self._said(run)])

    def _token(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[at]
        if token.nesting == 1:
            self._quiet.append(token.type in QUIET or "lang" in token.attrs)
        if token.type == "inline":
            return self.renderInline(token.children or [], options, env)
        made = FIXED.get(token.type)
        if made is None:
            made = self.rules.get(token.type, self.renderToken)(tokens, at, options, env)
        if token.nesting == -1:
            self._quiet.pop()
        return made

    def _said(self, text: str) -> str:
        return hold_units(text, self._words)

    def _words(self, text: str) -> str:
        return escapeHtml(text) if any(self._quiet) or not text.strip() else self.explained(text)

    def _whole(self, tokens: Sequence[Token], at: int) -> str | None:
        """What three tokens make: a part of the site, a picture alone, the title of a call-out."""
        if tokens[at].type == "alert_title_open":
            kind = tokens[at - 1].meta["kind"].lower()
            return f'<p class="admonition-title">{escapeHtml(self.word(f"box_{kind}"))}</p>\n'
        if tokens[at].type != "paragraph_open" or tokens[at].hidden:
            return None
        children = tokens[at + 1].children or []
        if len(children) != 1:
            return None
        if children[0].type == "image":
            return self.picture(children[0], alone=True)
        text = children[0].content.strip()
        return self.part(text[2:-2].strip()) if is_part(text) else None

    # Sections: a heading of level 2 or 3 begins one that ends at the next, or at the notes.

    def heading_open(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        token = tokens[idx]
        opening = self.renderToken(tokens, idx, *rest)
        if token.level or token.tag not in SECTIONS or (token.tag == "h3" and not self._sections):
            return opening
        ended = "".join(self._end_sections(SECTIONS.index(token.tag)))
        self._sections.append(token.tag)
        return (
            f"{ended}<section{_attributes({'data-of': str(token.attrs.get('id', ''))})}>{opening}"
        )

    def _end_sections(self, depth: int) -> Iterator[str]:
        while len(self._sections) > depth:
            self._sections.pop()
            yield "</section>\n"

    # Words.

    def link_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        way = self.way(_address(token, "href"))
        given = {name: str(value) for name, value in token.attrs.items() if name != "href"}
        kinds = " ".join(filter(None, (way.attributes.get("class"), given.get("class"))))
        made = {**given, **way.attributes, **({"class": kinds} if kinds else {})}
        if not is_harmless(made.get("href", "")):
            made.pop("href")
        tag = "a" if "href" in made else "span"
        self._ends.append(f"</{tag}>{escapeHtml(way.after)}")
        return f"<{tag}{_attributes(made)}>"

    def image(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.picture(tokens[idx], alone=False)

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        text = tokens[idx].content
        return "" if is_comment(text) else escapeHtml(text)

    def html_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.html_inline(tokens, idx)

    # Tables.

    def table_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        kinds = [one.type for one in tokens[idx:]]
        head = tokens[idx : idx + kinds.index("tr_close")]
        self._columns = [
            plain_text(head[at + 1].children or [])
            for at, one in enumerate(head)
            if one.tag == "th" and one.nesting == 1
        ]
        return f'<div class="table-scroll"><table class="columns-{len(self._columns)}">\n'

    def tr_open(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        self._column = 0
        return self.renderToken(tokens, idx, *rest)

    def th_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self._cell(tokens[idx], {})

    def _cell(self, token: Token, own: dict[str, str]) -> str:
        given = {name: str(value) for name, value in token.attrs.items()} | own
        if side := ALIGNED.get(given.pop("style", "")):
            given["class"] = " ".join((given.get("class", ""), side)).strip()
        return f"<{token.tag}{_attributes(given)}>"

    def td_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """A cell says what its column is called: on a narrow screen a row stands as a block."""
        label = self._columns[self._column] if self._column < len(self._columns) else ""
        self._column += 1
        return self._cell(tokens[idx], {"data-label": label} if label else {})

    # Notes: their ids are those of Python-Markdown, which the site once was written with.

    def footnote_ref(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        note = tokens[idx].meta
        link = _attributes({"class": "footnote-ref", "href": f"#fn:{note['label']}"})
        return f"<sup{_attributes({'id': _reference(note)})}><a{link}>{note['id'] + 1}</a></sup>"

    def footnote_block_open(self, *_: Any) -> str:
        return "".join(self._end_sections(0)) + '<div class="footnote">\n<hr>\n<ol>\n'

    def footnote_open(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        key = tokens[idx].meta["label"]
        opening = f"<li{_attributes({'id': f'fn:{key}'})}>\n"
        own = tokens[idx + 1].type != "footnote_anchor"
        self._ends.append("" if own else "</p>\n")
        return opening if own else f"{opening}<p>{self.renderInline(self.note(key), *rest)}"

    def footnote_close(self, *_: Any) -> str:
        return f"{self._ends.pop()}</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        note = tokens[idx].meta
        title = self.word("backlink").format(note["id"] + 1)
        link = {"class": "footnote-backref", "href": f"#{_reference(note)}", "title": title}
        return f"{'' if note['subId'] else NO_BREAK}<a{_attributes(link)}>{BACK}</a>"

    # Call-outs and unfolding boxes.

    def alert_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        kind = tokens[idx].meta["kind"].lower()
        return f"<div{_attributes({'class': f'admonition {kind}'})}>\n"

    def admonition_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        kind = _attributes({"class": f"admonition {token.meta['tag']}"})
        if token.markup.startswith("?"):
            self._ends += ["</details>\n", "</summary>\n", "<summary"]
            return f"<details{kind}{' open' * token.markup.endswith('+')}>\n"
        self._ends += ["</div>\n", "</p>\n", "<p"]
        return f"<div{kind}>\n"

    def admonition_title_open(self, *_: Any) -> str:
        return f'{self._ends.pop()} class="admonition-title">'

    def admonition_close(self, *_: Any) -> str:
        return self._ends.pop()

    admonition_title_close = link_close = admonition_close

    # Worksheets: nothing that is written in one leaves the page.

    def container_block_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        title = tokens[idx].info.partition("|")[2].strip()
        self._sheets += 1
        name = sheet_id(self._sheets)
        self._sheet, self._fields = (name, tokens[idx].level), 0
        sheet = {"class": "worksheet", "id": name, "aria-labelledby": f"{name}-title"}
        head = {"id": f"{name}-title", "class": "worksheet-title"}
        return f"<section{_attributes(sheet)}>\n<h3{_attributes(head)}>{escapeHtml(title)}</h3>\n"

    def container_block_close(self, *_: Any) -> str:
        file = f"{self._sheet[0]}.docx" if self._sheet else ""
        self._sheet = None
        names = ("sure", "clear", "kept", "print", "file")
        words = {one: self.word(f"worksheet_{one}") for one in names}
        return f"{render('worksheet_end.html', **words, address=file)}\n</section>\n"

    def bullet_list_open(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        if not self._in_sheet(tokens[idx], 1):
            return self.renderToken(tokens, idx, *rest)
        self._written = tokens[idx].tag == "ol"
        kind = "worksheet-questions" if self._written else "worksheet-checks"
        return f'<{tokens[idx].tag} class="{kind}">\n'

    ordered_list_open = bullet_list_open

    def list_item_open(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        done = tokens[idx].meta.get("checked")
        if done is not None:
            said = {"role": "img", "aria-label": self.word("task_done" if done else "task_open")}
            sign = f'<span class="task-sign"{_attributes(said)}>{DONE if done else OPEN}</span> '
            return f'<li class="task">{sign}'
        if not self._in_sheet(tokens[idx], 2):
            return self.renderToken(tokens, idx, *rest)
        self._fields += 1
        field = f"{self._sheet[0] if self._sheet else ''}-field-{self._fields}"
        label = f"<label{_attributes({'for': field})}>"
        if self._written:
            box = _attributes({"id": field, "rows": "3", "autocomplete": "off"})
            self._ends.append(f"</label><textarea{box}></textarea>\n")
            return f"<li>{label}"
        self._ends.append("</label>")
        return f"<li><input{_attributes({'id': field, 'type': 'checkbox'})}>{label}"

    def list_item_close(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"{self._ends.pop() if self._in_sheet(tokens[idx], 2) else ''}</li>\n"

    def paragraph_open(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        if self._in_sheet(tokens[idx], 3) and not tokens[idx].hidden:
            return "<span>"
        quoted = idx > 1 and tokens[idx - 1].type == "paragraph_close"
        last = tokens[idx + 3].type == "blockquote_close" if idx + 3 < len(tokens) else False
        if quoted and last and tokens[idx + 1].content.startswith(DASHES):
            return '<p class="said-by">'
        return self.renderToken(tokens, idx, *rest)

    def paragraph_close(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        if self._in_sheet(tokens[idx], 3) and not tokens[idx].hidden:
            return "</span>"
        return self.renderToken(tokens, idx, *rest)

    def _in_sheet(self, token: Token, depth: int) -> bool:
        """Whether a token stands in a worksheet, that deep: lists are 1, items 2, their text 3."""
        return self._sheet is not None and token.level == self._sheet[1] + depth


def _reference(note: dict[str, Any]) -> str:
    """The id of the place that refers to a note: the second and later ones are numbered."""
    again = note["subId"] + 1 if note["subId"] else ""
    return f"fnref{again}:{note['label']}"


def _address(token: Token, name: str) -> str:
    return str(token.attrs[name])


def _attributes(given: dict[str, str]) -> str:
    return "".join(f' {name}="{escapeHtml(value)}"' for name, value in given.items())
