"""Processors of Python-Markdown that need no data: safety, sections, tables, worksheets."""

import html
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, STX
from pymdownx.blocks.block import Block

from barometer.data.model import Source
from barometer.faults.report import make_fault
from barometer.html import element
from barometer.pages.addresses import slug
from barometer.pages.checks import is_comment
from barometer.pages.site import PageState
from barometer.text import Language, format_date, lines_of

Context = Callable[[], PageState]


OPENING = "[^"


class SourceNotes(Preprocessor):
    """Appends the definition of every source that the page refers to, in the order of first use."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        """The page's lines with the notes of its sources below them."""
        sources = self.context().site.dataset.sources
        defined = [
            f"{OPENING}{key}]: {source_markdown(sources[key], self.context().language)}."
            for key in references("\n".join(lines))
            if key in sources
        ]
        return [*lines, "", *defined] if defined else lines


def references(text: str) -> list[str]:
    """The keys of `[^key]` in a text, each once, in the order of first use."""
    keys = (part.partition("]")[0] for part in text.split(OPENING)[1:])
    return list(dict.fromkeys(keys))


LOG = logging.getLogger("barometer.views.rendering")


TEXT = "p h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre code em strong del sup sub br hr a img"


TABLE = "table caption thead tbody tr th td"


OWN = "div span section article figure figcaption label input textarea button"


ELEMENTS = frozenset(f"{TEXT} {TABLE} {OWN}".split())


EVERYWHERE = frozenset(("id", "class", "lang", "title", "hidden", "role"))


ATTRIBUTES = {
    "a": frozenset(("href",)),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "ol": frozenset(("start",)),
    "th": frozenset(("align", "scope")),
    "td": frozenset(("align",)),
    "label": frozenset(("for",)),
    "input": frozenset(("type",)),
    "textarea": frozenset(("rows", "autocomplete")),
    "button": frozenset(("type",)),
}


PREFIXES = ("aria-", "data-")


ADDRESSES = frozenset(("href", "src"))


SCHEMES = frozenset(("", "https", "http", "mailto"))


NEVER_IN_ADDRESSES = re.compile("[\x00-\x20\x7f]")


COMMENT = r"(<!--(?:(?!--).)*-->)"


def install(md: Markdown, context: Context) -> None:
    """Put the guards where Python-Markdown lets HTML through, and one at the end."""
    guard = Guard(md, context)
    md.preprocessors.register(NoBlocks(md, guard), "html_block", 20)
    md.inlinePatterns.register(Comments(COMMENT, md), "html", 90)
    md.treeprocessors.register(guard, "barometer-guard", -10)


class Guard(Treeprocessor):
    """Takes away every element and attribute that is not on the list, and tells of it."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Walk the finished page."""
        for one in root.iter():
            if one.tag not in ELEMENTS and one is not root:
                self.told(f"<{one.tag}>")
                one.tag, one.attrib = "span", {}
            for name in [
                name for name, value in one.attrib.items() if not allowed(one, name, value)
            ]:
                self.told(f"{name}={one.attrib.pop(name)}")

    def told(self, found: str) -> None:
        """Say what was taken away, at the line of the page's file where it seems to stand."""
        state = self.context()
        page = state.site.pages.get((state.key, state.language))
        path = page.path if page else state.key.file(state.language)
        line = _line(page.body, page.body_line, found) if page else None
        LOG.warning(make_fault("P505", path, line, found=found).told())


class NoBlocks(HtmlBlockPreprocessor):
    """Finds blocks of HTML as Python-Markdown does, and keeps them as text; comments go."""

    def __init__(self, md: Markdown, guard: Guard) -> None:
        super().__init__(md)
        self.guard = guard

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a mark in the place of each block."""
        stash = self.md.htmlStash.rawHtmlBlocks
        before = len(stash)
        text = "\n".join(super().run(lines))
        for at in range(before, len(stash)):
            block = str(stash[at])
            if is_comment(block):
                text = text.replace(HTML_PLACEHOLDER % at, "")
            else:
                self.guard.told(block)
            stash[at] = html.escape(block)
        return text.split("\n")


class Comments(InlineProcessor):
    """A comment within a line goes; all other HTML there is text like any other."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Nothing in the place of the comment."""
        return "", m.start(0), m.end(0)


def allowed(one: Element, name: str, value: str) -> bool:
    """Whether an element may have that attribute with that value."""
    known = name in EVERYWHERE or name in ATTRIBUTES.get(one.tag, ()) or name.startswith(PREFIXES)
    return known and (name not in ADDRESSES or leads_nowhere_bad(value))


def leads_nowhere_bad(address: str) -> bool:
    """Whether a browser would take an address for one of an allowed scheme."""
    plain = html.unescape(address.replace(AMP_SUBSTITUTE, "&"))
    if NEVER_IN_ADDRESSES.search(plain) or STX in plain or plain.startswith(("//", "\\", "/\\")):
        return False
    try:
        return urlsplit(plain).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _line(body: str, first: int, found: str) -> int | None:
    sought = found.split("\n")[0].split("=")[0][:40]
    lines = (number for number, line in enumerate(lines_of(body), first) if sought in line)
    return next(lines, None)


HEADINGS = ("h2", "h3")


AFTERWARDS = "footnote"  # the notes stand after the last section, not in it


class Sections(Treeprocessor):
    """Wraps second and third level headings with their text, the third inside the second."""

    def run(self, root: Element) -> None:
        """Wrap the children of the page."""
        _refill(root, HEADINGS)


def nested(children: Sequence[Element], heading: str) -> list[Element]:
    """The children with a `<section data-of="id">` around each such heading and what follows it."""
    made: list[Element] = []
    section: Element | None = None
    for child in children:
        if child.tag == heading:
            section = Element("section", {"data-of": child.get("id", "")})
            made.append(section)
        elif child.get("class") == AFTERWARDS:
            section = None
        (made if section is None else section).append(child)
    return made


def _refill(parent: Element, headings: Sequence[str]) -> None:
    children = list(parent)
    for child in children:
        parent.remove(child)
    parent.extend(nested(children, headings[0]))
    for section in parent:
        if section.get("data-of") is not None and headings[1:]:
            _refill(section, headings[1:])


class Slots(BlockProcessor):
    """Puts the HTML of a part, made elsewhere, where its name stands in double brackets."""

    def __init__(self, parser: BlockParser, context: Context) -> None:
        super().__init__(parser)
        self.context = context

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Whether the block is one slot and nothing else."""
        return slot_of(block) in self.context().site.parts

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Store the part's HTML, which Markdown then leaves alone."""
        make = self.context().site.parts[slot_of(blocks.pop(0))]
        holder = SubElement(parent, "div", {"class": "part"})
        holder.text = self.parser.md.htmlStash.store(make(self.context()))


def slot_of(block: str) -> str:
    """The name in `[[name]]`, or nothing."""
    text = block.strip()
    return text[2:-2] if text.startswith("[[") and text.endswith("]]") and "\n" not in text else ""


class Tables(Treeprocessor):
    """Puts a box around every table and says how many columns it holds."""

    def run(self, root: Element) -> None:
        """Box every table of the page."""
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table" and parent.get("class") != "table-scroll":
                    parent[place] = _boxed(child)


def _boxed(table: Element) -> Element:
    box = Element("div", {"class": "table-scroll"})
    box.tail, table.tail = table.tail, None
    first = table.find(".//tr")
    table.set("class", f"columns-{0 if first is None else len(first)}")
    box.append(table)
    return box


CLASSES = {"ol": "worksheet-questions", "ul": "worksheet-checks"}


class Worksheet(Block):  # type: ignore[misc]  # pymdownx has no types
    """A sheet to fill in on screen or on paper; nothing that is written in it leaves the page."""

    NAME = "worksheet"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The sheet with its title as heading."""
        name = slug(self.argument)
        attributes = {"class": "worksheet", "id": name, "aria-labelledby": f"{name}-title"}
        sheet = SubElement(parent, "section", attributes)
        title = {"id": f"{name}-title", "class": "worksheet-title"}
        sheet.append(element("h3", title, self.argument))
        return sheet

    def on_end(self, block: Element) -> None:
        """Give every item its field, joined to its words, and say where the answers stay."""
        numbers = count(1)
        for listing in block:
            if listing.tag in CLASSES:
                listing.set("class", CLASSES[listing.tag])
                for item in listing:
                    _field(item, f"{block.get('id')}-{next(numbers)}", written=listing.tag == "ol")
        block.append(self._kept())

    def _kept(self) -> Element:
        """Where the answers stay, and the button that clears them, which shows if a script can."""
        state = self.config["context"]()
        words = {name: text[state.language] for name, text in state.site.words["site"].items()}
        clear = {"type": "button", "hidden": "hidden", "data-sure": words["worksheet_sure"]}
        button = element("button", clear, words["worksheet_clear"])
        kept = element("span", {}, words["worksheet_kept"])
        return element("p", {"class": "worksheet-keep"}, kept, " ", button)


def _field(item: Element, name: str, *, written: bool) -> None:
    label = Element("label", {"for": name})
    label.text, item.text = item.text, None
    for child in list(item):
        item.remove(child)
        label.extend(_unwrapped(child))
    if written:
        item.append(label)
        SubElement(item, "textarea", {"id": name, "rows": "3", "autocomplete": "off"})
    else:
        SubElement(item, "input", {"id": name, "type": "checkbox"})
        item.append(label)


def _unwrapped(child: Element) -> Iterator[Element]:
    if child.tag == "p":
        child.tag = "span"
    yield child


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]"})


def escape_markdown(text: str) -> str:
    """A text in which no sign means anything to Markdown or HTML."""
    safe = " ".join(text.split()).translate(_ESCAPED).translate(_ENTITIES)
    number, point, rest = safe.partition(".")
    if point and number.isdigit():  # at the start of a line it would begin a numbered list
        return f"{number}\\.{rest}"
    return f"\\{safe}" if safe.startswith(("#", "+", "-", "=")) else safe


def source_markdown(one: Source, language: Language) -> str:
    """Publisher, title in the language of the source, and date.

    The title is linked where the source can be opened; an earlier page gives its first address.
    """
    mark = "" if one.language == language else f"{{lang={one.language}}}"
    when = f", {format_date(one.date, language)}" if one.date else ""
    name = escape_markdown(one.title)
    title = f"[{name}](<{one.link}>)" if one.link else f"*{name}*"
    first = f" ({escape_markdown(one.first_address[language])})" if one.earlier else ""
    return f"{escape_markdown(one.publisher)}: {title}{mark}{first}{when}"
