"""Checks of forms: what would not show as it was meant, or not at all."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import yaml

from barometer.faults.report import Fault, Word, nearest_names, suggest_nearest
from barometer.pages.document import SHEET, Paragraph, Span, WorksheetBlock
from barometer.pages.page import Page
from barometer.pages.parser import ATTRIBUTES
from barometer.pages.prose import head_blocks
from barometer.text import Text, lines_of, slug


def check_markup(page: Page, twin: Page | None = None) -> Iterator[Fault]:
    """Every fault of forms, one a line; a hard space spoils the lines beside it as well."""
    hard = {number for number, text in _lines(page) if MEANT.match(text)}
    yield from (page.fault_at(number, "P139") for number in sorted(hard))
    for token in page.document.tokens:
        if token.type == "code_block" and token.map:
            text = token.content.strip().splitlines()[0]
            yield page.fault_at(token.map[0], "P139/indent", text=text)
    told = {line + near for line in hard for near in (-1, 0, 1)}
    headings = partial(_headings, twin=twin)
    for check in (_sheets, _boxes, _bold, headings, _lists, _tables, _unknown, _attributes):
        for fault in check(page):
            if fault.line and fault.line not in told:
                told.add(fault.line)
                yield fault
    if page.document.deep:
        yield page.fault_at(page.document.deep, "P126")
    for key in sorted(page.document.unused):
        line = next(at for at, one in _lines(page) if f"[^{key}]:" in one)
        yield page.fault_at(line, "P408/unused", key=key)


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    """Every line outside code and comments, with its number."""
    for number, text in enumerate(lines_of(page.body), page.body_line):
        if number not in page.document.aside:
            yield number, text


HARD = "[\u00a0\u2007\u202f]"
SIGN = r"#{1,6}|[-*+]|\d+[.)]|!!!|\?\?\?\+?|/{3,} *\w*|\[\^[^\]]+\]:"
MEANT = re.compile(
    rf"[ \t>]*{HARD}|[ \t>]*(?:{SIGN}) *{HARD}|.*{HARD} *\{{[:#.l]|.*\][ ]*{HARD} *\("
    rf"|.*\|[ \t]*{HARD}\s*$|(?=.*-)[|:\- \t]*{HARD}[|:\- \t\u00a0\u2007\u202f]*$"
)
"""Where a hard space takes the meaning from a sign: before or behind it, or in a table's rule."""
FENCE = re.compile(r"\s*/[\s/]*/\s*")
"""What is meant as the end of a block: `///`, and amiss `//` or `// /`."""


def _sheets(page: Page) -> Iterator[Fault]:
    """Blocks that are unknown, without a title or without an end; ends of nothing."""
    text = dict(enumerate(lines_of(page.body), page.body_line))
    begun = [one.line for one in page.document.sheets]
    amiss = {
        number: line.strip()
        for paragraph in page.document.paragraphs
        for number, line in enumerate(paragraph.lines, paragraph.line)
        if FENCE.fullmatch(line)
    }
    for sheet in page.document.sheets:
        yield from _sheet(page, sheet)
        ended = FENCE.fullmatch(text.get(sheet.end, "")) or any(sheet.line < at for at in amiss)
        if not ended or any(sheet.line < at < sheet.end for at in begun):
            begin = f"/// {sheet.name}"
            yield page.fault_at(sheet.line, "P121", line=sheet.line, begin=begin)
    for number, found in amiss.items():
        key = "P121/end" if any(one < number for one in begun) else "P121/nothing"
        yield page.fault_at(number, key, found=found)


def _sheet(page: Page, sheet: WorksheetBlock) -> Iterator[Fault]:
    if "<" in sheet.title:
        yield page.fault_at(sheet.line, "P501", html=sheet.title)
    if sheet.name.split()[:1] == [SHEET] and not sheet.title:
        title = sheet.info.removeprefix(SHEET).strip(" |") or "…"
        yield page.fault_at(sheet.line, "P121/title", right=f"/// {SHEET} | {title}")
    elif sheet.name != SHEET:
        near = [SHEET] if nearest_names(sheet.name, [SHEET]) else []
        said = suggest_nearest(sheet.name, near or (SHEET,))
        yield page.fault_at(sheet.line, "P121/name", begin=f"/// {sheet.name}", near=said)


def _boxes(page: Page) -> Iterator[Fault]:
    """Call-outs without a text, or with a text that stands outside."""
    lines = dict(enumerate(lines_of(page.body), page.body_line))
    for begin, end in page.document.boxes:
        if not any(lines[at].strip() for at in range(begin + 1, end)):
            outside = lines.get(end, "").strip() and not lines[end].lstrip().startswith(OTHERS)
            key, at = ("P123", end) if outside else ("P123/empty", begin)
            yield page.fault_at(at, key)
        elif lines.get(end, "").strip() and lines[end - 1].strip():
            yield page.fault_at(end, "P123")


OTHERS = ("#", "///", "!!!", "???", "|")
"""How a line begins that is no text of a box."""
BOLD = "**"


def _bold(page: Page) -> Iterator[Fault]:
    """One fault a paragraph; two halves that are left do not fit each other."""
    for passage in page.document.passages:
        if count := passage.text.count(BOLD):
            line = passage.line(passage.text.find(BOLD))
            if "\\*" not in lines_of(page.body)[line - page.body_line]:
                yield page.fault_at(line, "P124" if count % 2 else "P124/blank")


ALL_BOLD = re.compile(r"(\*\*|__)([^*_]*[^*_.!?…\s])\1:?")
"""A line that is bold and no sentence."""
UNSPACED = re.compile(r"(#{1,6})([^#\s].*)")


def _headings(page: Page, twin: Page | None) -> Iterator[Fault]:
    """Lines that were meant as headings."""
    headings = page.document.headings
    above = headings[0].line if headings else page.body_line + page.body.count("\n") + 1
    for paragraph in page.document.paragraphs:
        for number, line in enumerate(paragraph.lines, paragraph.line):
            if found := UNSPACED.match(line):
                level = "#" * max(2, len(found[1]))  # the page's title is the only one of level 1
                right = f"{level} {found[2].strip()}"
                yield page.fault_at(number, "P135", marks=found[1], right=right)
    bold, theirs = _all_bold(page), _all_bold(twin) if twin else []
    named = theirs if page.language == "da" and len(theirs) == len(bold) else bold
    for (at, text), (_, english) in zip(bold, named, strict=True):
        right = f"{'##' if at < above else '###'} {text} {{#{slug(english)}}}"
        yield page.fault_at(at, "P135/bold", right=right)


def _all_bold(page: Page) -> list[tuple[int, str]]:
    """The paragraphs of one line that is bold, but for the last of the page."""
    lines, paragraphs = lines_of(page.body), page.document.paragraphs
    last = max((one.line for one in paragraphs), default=0)
    found = (
        (one.line, ALL_BOLD.fullmatch(lines[one.line - page.body_line].rstrip()))
        for one in paragraphs
        if len(one.lines) == 1 and one.line < last
    )
    return [(line, match[2]) for line, match in found if match]


BULLETS = "•·▪◦●○■‣\uf0b7\uf0a7"
ITEMS = {
    "- ": (re.compile(r"[–—]\s"), re.compile(r"-[^\W\d]"), re.compile(r"\*[^\W\d][^*]*$")),
    "1. ": (re.compile(r"\d{1,2}\.[^\W\d]"), re.compile(r"(?:[a-zæøå][).]|\(\w\))\s")),
}
"""What is meant as items, two lines in a row, by what to write instead."""
ITEM_SIGN = re.compile(r"\(?\w+[.)]|\W")
MONTHS = re.compile(
    "(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|january|february|march|may|june|july|october)\b",
    re.IGNORECASE,
)
YEAR = 1000
"""No list is that long: such a number at the start of a line is a year."""


def _lists(page: Page) -> Iterator[Fault]:
    """Items that become running text, and dates that become items."""
    for paragraph in page.document.paragraphs:
        number = paragraph.number
        if number and (int(number) >= YEAR or MONTHS.match(paragraph.lines[0])):
            words = {"number": number, "text": paragraph.lines[0].split()[0]}
            yield page.fault_at(paragraph.line, "P138", **words)
        elif told := _items(paragraph):
            line, sign, instead = told
            yield page.fault_at(line, "P131", sign=sign, instead=instead)


def _items(paragraph: Paragraph) -> tuple[int, Word, str] | None:
    """The first line that is meant as an item: its number, its sign, and what to write instead."""
    for line, text in enumerate(paragraph.lines, paragraph.line):
        if text[:1] and text[0] in BULLETS:
            private = text[0] >= "\ue000"
            return line, Text(da="et punkttegn", en="a bullet") if private else text[0], "- "
    for line, (text, below) in enumerate(pairwise(("", *paragraph.lines)), paragraph.line):
        for instead, forms in ITEMS.items():
            for form in forms:
                again = form.match(text) or text.rstrip().endswith(":")
                if again and (found := form.match(below)):
                    earlier = form.match(text)
                    sign = ITEM_SIGN.match((earlier or found)[0])
                    return line - bool(earlier), sign[0] if sign else instead, instead
    return None


TABBED = re.compile(r"\S\t+\S")
RULE = re.compile(r"(?=.*\|)(?=.*-)\s*[|:\- \t]*\s*")
"""The line of hyphens below a table's first row."""
IN_CODE = re.compile(r"(`+).+?\1")
ESCAPED = re.compile(r"\\.")


def _tables(page: Page) -> Iterator[Fault]:
    """What is meant as a table and is none, and rows that do not fit their table."""
    for paragraph in page.document.paragraphs:
        yield from _meant_as_table(page, paragraph)
    lines = lines_of(page.body)
    for line, columns, rows in page.document.tables:
        first = line - page.body_line + 2
        for number, row in enumerate(lines[first : first + rows - 1], line + 2):
            yield from _row(page, number, row.lstrip(" >"), columns)


def _meant_as_table(page: Page, paragraph: Paragraph) -> Iterator[Fault]:
    lines = paragraph.lines
    for at, (one, below) in enumerate(pairwise(lines), paragraph.line):
        if TABBED.search(one) and TABBED.search(below):
            yield page.fault_at(at, "P133")
            return
    ruled = next((at for at, line in enumerate(lines) if at and RULE.fullmatch(line)), None)
    marks = "|" + " - |" * count_cells(lines[ruled - 1 if ruled else 0])
    if ruled:
        words = {"columns": _cells(count_cells(lines[ruled]))}
        found = _cells(count_cells(lines[ruled - 1]))
        yield page.fault_at(paragraph.line + ruled, "P134/head", found=found, marks=marks, **words)
    elif len(lines) > 1 and all(line.startswith("|") for line in lines[:2]):
        yield page.fault_at(paragraph.line, "P134/none", marks=marks)


def _row(page: Page, number: int, row: str, columns: int) -> Iterator[Fault]:
    count = count_cells(row)
    if columns > 1 and "|" not in row:
        yield page.fault_at(number, "P134/after")
    elif count != columns:
        words = {"found": _cells(count), "columns": _columns(columns)}
        yield page.fault_at(number, f"P134/{'many' if count > columns else 'few'}", **words)


def count_cells(row: str) -> int:
    """How many cells a row has; bars in code and those behind a backslash divide none."""
    text = ESCAPED.sub("", IN_CODE.sub("", row)).strip()
    return text.removeprefix("|").removesuffix("|").count("|") + 1


def _cells(count: int) -> Text:
    return Text(da=f"{count} celle{'r' * (count != 1)}", en=f"{count} cell{'s' * (count != 1)}")


def _columns(count: int) -> Text:
    return Text(da=f"{count} kolonne{'r' * (count != 1)}", en=f"{count} column{'s' * (count != 1)}")


@cache
def foreign_forms() -> Sequence[tuple[re.Pattern[str], Text]]:
    """Forms of other places that this site does not have, with what to write instead."""
    known = yaml.safe_load(Path(__file__).with_name("foreign_forms.yml").read_text("utf-8"))
    return [(re.compile(one["form"]), Text(da=one["da"], en=one["en"])) for one in known]


REMINDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|\bXX(?=\.| procent| per cent)|\b(?i:lorem ipsum)\b"
)
"""What writers leave for themselves, and texts that only fill a place."""


def _unknown(page: Page) -> Iterator[Fault]:
    """Forms that would stand on the page as they are written, one fault a line."""
    found: dict[int, Fault] = {}
    fences = (Span(f"```{one.text}", one.line) for one in page.document.fences)
    for one in (*page.document.prose, *fences):
        for form, instead in foreign_forms():
            if shown := form.search(one.text):
                fault = page.fault_at(one.line, "P125", form=shown[0], instead=instead)
                found.setdefault(one.line, fault)
    for block in (*head_blocks(page), *page.document.blocks):
        for part in block.stretches:
            if reminder := REMINDER.search(part.text):
                fault = page.fault_at(part.line, "P125/left", form=reminder[0])
                found.setdefault(part.line, fault)
    yield from found.values()


BRACES = re.compile(r"\{([^{}]*)\}")


def _attributes(page: Page) -> Iterator[Fault]:
    """Attributes that are none, or that stand where nothing takes them."""
    places = [(one.text, one.line) for one in page.document.prose]
    links = [(one.text, one.line) for one in page.document.links]
    for text, line in (*places, *links):
        for braces in BRACES.finditer(text):
            if ATTRIBUTES.fullmatch(braces[0]):
                yield page.fault_at(line, "P502/place", attribute=braces[0])
            else:
                wrong = _wrong(braces[1].lstrip(":").split())
                yield page.fault_at(line, "P502", attribute=wrong or braces[0])


def _wrong(attributes: Sequence[str]) -> str:
    return next((one for one in attributes if not one.startswith(("#", ".", "lang="))), "")
