"""Checks of lists, tables, headings, fences that would not show as written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from barometer.faults.report import Fault, Word, make_fault, nearest_names, suggest_nearest
from barometer.pages.document import Line, RawBlock, raw_blocks, raw_lines
from barometer.pages.page import Page
from barometer.text import Text, lines_of

SHEET = "worksheet"


KNOWN = (SHEET, "define")


_BEGIN = re.compile(r" {0,3}(/{3,})\s*([^\s/|]+)\s*(.*)")


_END = re.compile(r" {0,3}(/{3,})\s*")


_MEANT = re.compile(r"\s*/[\s/]*/\s*")
"""What looks like an end and is none: `// /`, `//`, or one that stands too far in."""


@dataclass(frozen=True)
class _Open:
    """A block that has begun: its slashes, its name and its line."""

    slashes: str
    name: str
    line: int


def check_fences(page: Page) -> Iterator[Fault]:
    """The faults of the blocks of a page; what stands in code is none."""
    if "//" not in page.body:
        return
    opened: list[_Open] = []
    for line, text in enumerate(lines_of(page.body), page.body_line):
        if line in page.document.code:
            continue
        if begun := _BEGIN.fullmatch(text):
            yield from _begin(page, opened, line, *begun.groups())
        elif _END.fullmatch(text) or _MEANT.fullmatch(text):
            yield from _end(page, opened, line, text)
    yield from (_unclosed(page, one) for one in opened)


def _begin(
    page: Page, opened: list[_Open], line: int, slashes: str, name: str, rest: str
) -> Iterator[Fault]:
    if opened and opened[-1].slashes == slashes:
        yield _unclosed(page, opened.pop())
    opened.append(_Open(slashes, name, line))
    begin = f"{slashes} {name}"
    if name not in KNOWN:
        said = suggest_nearest(name, KNOWN if nearest_names(name, KNOWN) else (SHEET,))
        yield make_fault("P121/name", page.path, line, begin=begin, near=said)
    elif name == SHEET and not rest.removeprefix("|").strip():
        yield make_fault("P121/title", page.path, line, right=f"{begin} | …")
    elif name == SHEET and not rest.startswith("|"):
        yield make_fault("P121/bar", page.path, line, right=f"{begin} | {rest}")


def _end(page: Page, opened: list[_Open], line: int, text: str) -> Iterator[Fault]:
    """An end ends the nearest block of as many slashes; one written amiss ends the last."""
    end = _END.fullmatch(text)
    if not opened:
        yield make_fault("P121/nothing", page.path, line, found=text.strip())
    elif not end or all(one.slashes != end[1] for one in opened):
        last = opened.pop()
        words: dict[str, Word] = {"begun": last.line, "right": last.slashes}
        yield make_fault("P121/end", page.path, line, found=text.strip(), **words)
    else:
        while (last := opened.pop()).slashes != end[1]:
            yield _unclosed(page, last)


def _unclosed(page: Page, one: _Open) -> Fault:
    begin = f"{one.slashes} {one.name}"
    return make_fault("P121", page.path, one.line, line=one.line, begin=begin, end=one.slashes)


BOLD = "**"


INDENT = " " * 4


OTHERS = ("#", "/" * 3, "!!!", "|")
"""How a line begins that is no text of a box."""


def check_unfinished_markup(page: Page) -> Iterator[Fault]:
    """The faults of boxes and of bold."""
    yield from _boxes(page)
    yield from _bold(page)


def _boxes(page: Page) -> Iterator[Fault]:
    lines = lines_of(page.body)
    for box in page.document.boxes:
        below = lines[box - page.body_line + 1 :]
        blank = next((at for at, one in enumerate(below) if one.strip()), len(below))
        text = below[blank:]
        outside = _outside(text)
        if not text or (outside == 0 and text[0].lstrip().startswith(OTHERS)):
            yield make_fault("P123/empty", page.path, box)
        elif outside is not None:
            yield make_fault("P123", page.path, box + 1 + blank + outside)


def _outside(text: Sequence[str]) -> int | None:
    """Which line of the first paragraph is not indented, if any."""
    for at, line in enumerate(text):
        if not line.strip():
            return None
        if not line.startswith(INDENT):
            return at
    return None


def _bold(page: Page) -> Iterator[Fault]:
    """One fault a paragraph; two halves that are left do not fit each other."""
    lines = lines_of(page.body)
    for passage in page.document.passages:
        count = passage.text.count(BOLD)
        line = passage.line(passage.text.find(BOLD)) if count else 0
        if count and "\\*" not in lines[line - page.body_line]:
            yield make_fault("P124" if count % 2 else "P124/blank", page.path, line)


HARD_SPACES = "\u00a0\u2007\u202f"


FORMS = {
    "P135/hard": re.compile(rf"(#{{1,6}}) ?[{HARD_SPACES}]\s*(.*)"),
    "P135": re.compile(r"(#{1,6})([^#\s].*)"),
    "P135/before": re.compile(r" {1,3}(#{1,6})\s+(.*)"),
}


BOLD_MARK = "**"


def check_heading_marks(page: Page, twin: Page | None) -> Iterator[Fault]:
    """Lines that were meant as headings; the bold ones by the headings of the translation."""
    for line in raw_lines(page.body, page.body_line, page.document.aside):
        for key, form in FORMS.items():
            if found := form.match(line.text):
                level = "#" * max(2, len(found[1]))  # the page's title is the only one of level 1
                right = f"{level} {found[2].strip()}"
                yield make_fault(key, page.path, line.number, marks=found[1], right=right)
                break
    yield from _bold_heading(page, twin)


def _bold_heading(page: Page, twin: Page | None) -> Iterator[Fault]:
    """Bold lines that stand where the translation has a heading that is missing here."""
    theirs = twin.document.headings if twin else ()
    known = {one.id: one.line for one in page.document.headings}
    if twin is None or known.keys() >= {one.id for one in theirs}:
        return
    bold, after = list(_bold_lines(page)), 0
    if len(bold) <= len(list(_bold_lines(twin))):
        return  # the translation has them too
    for heading in theirs:
        before = min((line for line in known.values() if line > after), default=None)
        place = next((one for one in bold if after < one[0] < (before or one[0] + 1)), None)
        if heading.id in known:
            after = known[heading.id]
        elif place and heading.id:
            after = place[0]
            right = f"{'#' * heading.level} {place[1]} {{#{heading.id}}}"
            yield make_fault("P136", page.path, after, right=right)


def _bold_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The paragraphs whose first line is bold from end to end."""
    for block in raw_blocks(page.body, page.body_line, page.document.aside):
        text = block[0].text.strip()
        inside = text.removeprefix(BOLD_MARK).removesuffix(BOLD_MARK)
        if text == f"{BOLD_MARK}{inside}{BOLD_MARK}" and BOLD_MARK not in inside and inside:
            yield block[0].number, inside.strip(" :")


HARD_BLANKS = "\u00a0\u2007\u202f"


BULLET = re.compile(r"\s*[-*+][ \t]+\S")


ITEM = re.compile(r"\s*\d+\.[ \t]+\S")


FIRST = re.compile(r"\s*1\.[ \t]+(\S)")


SIGNS = "•·▪◦●○■‣\uf0b7\uf0a7"


HARD_BULLET = re.compile(rf"([-*+]|\d+\.) ?[{HARD_BLANKS}]")


DASH = re.compile(rf"([–—])[ \t{HARD_BLANKS}]")


BRACKET = re.compile(rf"(\d{{1,2}})(\))[ \t{HARD_BLANKS}]")


def check_lists(page: Page) -> Iterator[Fault]:
    """The first line of each list that would become running text, or code."""
    for number in sorted(page.document.tabbed):
        yield make_fault("P131/tab", page.path, number)
    for block in raw_blocks(page.body, page.body_line, page.document.aside):
        of_word = _of_word(page, block)
        if of_word:
            yield of_word
        elif late := _late(block):
            yield make_fault("P130", page.path, late.number)


def _late(block: RawBlock) -> Line | None:
    """The first item of a list that begins below another line."""
    kind = _kind(block[0].text)
    inside = block[0].indent // 4 * 4 + 4
    for at, line in enumerate(block[1:], 1):
        found = _kind(line.text)
        nested = kind and line.indent >= inside
        if found and found != kind and not nested and _begins(block, at):
            return line
    return None


def _kind(text: str) -> str:
    """What list the line is an item of: bullets, numbers or none."""
    if BULLET.match(text) and not set(text.strip()) <= set("|:- "):
        return "-"
    return "1" if ITEM.match(text) else ""


def _begins(block: RawBlock, at: int) -> bool:
    """Whether a list begins here: »1. januar« at the start of a line begins none."""
    if not ITEM.match(block[at].text):
        return True
    first = FIRST.match(block[at].text)
    return first is not None and (
        first[1].isupper()
        or block[at - 1].text.rstrip().endswith(":")
        or any(ITEM.match(one.text) for one in block[at + 1 :])
    )


def _of_word(page: Page, block: RawBlock) -> Fault | None:
    for at, line in enumerate(block):
        if told := _sign(block, at):
            sign, instead = told
            return make_fault("P131", page.path, line.number, sign=sign, instead=instead)
    return None


def _sign(block: RawBlock, at: int) -> tuple[Text, str] | None:
    """The sign of Word that the line begins with, and what to write instead."""
    text = block[at].text.strip(" \t")
    if text[0] in SIGNS:
        private = text[0] >= "\ue000"
        return (Text(da="et punkttegn", en="a bullet") if private else _same(text[0])), "- "
    if hard := HARD_BULLET.match(text):
        said = Text(da=f"{hard[1]} og et hårdt mellemrum", en=f"{hard[1]} and a hard space")
        return said, f"{hard[1]} " if hard[1][0].isdigit() else "- "
    if dash := DASH.match(text):
        return (_same(dash[1]), "- ") if _listed(block, at, DASH) else None
    if bracket := BRACKET.match(text):
        shown = _same(f"{bracket[1]})")
        return (shown, f"{bracket[1]}. ") if _listed(block, at, BRACKET) else None
    return None


def _listed(block: RawBlock, at: int, form: re.Pattern[str]) -> bool:
    """Whether the line is an item and not the middle of a sentence that goes on."""
    following = block[at + 1].text.strip(" \t") if at + 1 < len(block) else ""
    return at == 0 or block[at - 1].text.rstrip().endswith(":") or bool(form.match(following))


def _same(shown: str) -> Text:
    return Text(da=shown, en=shown)


MARK = re.compile(r"\s*([-*+•·–]|\d+[.)])\s+")


TABBED = re.compile(r"\S\t+\S")


IN_CODE = re.compile(r"(`+).+?\1")


ESCAPED = re.compile(r"\\.")


def check_tables(page: Page) -> Iterator[Fault]:
    """Every table that would become running text, and every row that does not fit its table."""
    for block in raw_blocks(page.body, page.body_line, page.document.aside):
        if line := _pasted(block):
            yield make_fault("P133", page.path, line.number)
        else:
            yield from _table(page, block)


def _pasted(block: RawBlock) -> Line | None:
    """The first of two lines with tabs between their words, as from a spreadsheet."""
    pairs = pairwise(block)
    return next((one for one, below in pairs if _tabbed(one) and _tabbed(below)), None)


def _tabbed(line: Line) -> bool:
    return TABBED.search(MARK.sub("", line.text, count=1)) is not None


def _table(page: Page, block: RawBlock) -> Iterator[Fault]:
    ruled = next((at for at, line in enumerate(block) if _is_rule(line.text)), None)
    bars = [line.text.lstrip().startswith("|") for line in block]
    if ruled == 1:
        yield from _rows(page, block)
    elif bars[0] and any(bars[1:]):
        marks = "|" + " - |" * count_cells(block[0].text)
        yield make_fault("P134/none", page.path, block[0].number, marks=marks)
    elif ruled:
        yield make_fault("P132", page.path, block[ruled - 1].number)


def _is_rule(text: str) -> bool:
    """Whether the line is that of hyphens below a table's first row."""
    return "|" in text and "-" in text and set(text.strip()) <= set("|:- \t")


def _rows(page: Page, block: RawBlock) -> Iterator[Fault]:
    head, rule, *rows = block
    columns = count_cells(rule.text)
    if count_cells(head.text) != columns:
        words: dict[str, Word] = {
            "found": _cells(count_cells(head.text)),
            "columns": _cells(columns),
        }
        marks = "|" + " - |" * count_cells(head.text)
        yield make_fault("P134/head", page.path, rule.number, **words, marks=marks)
        return
    for row in rows:
        if "|" not in row.text:
            yield make_fault("P134/after", page.path, row.number)
            return
        if (count := count_cells(row.text)) != columns:
            key = "P134/many" if count > columns else "P134/few"
            words = {"found": _cells(count), "columns": _columns(columns)}
            yield make_fault(key, page.path, row.number, **words)


def count_cells(row: str) -> int:
    """How many cells a row has; bars in code and those behind a backslash divide none."""
    text = ESCAPED.sub("", IN_CODE.sub("", row)).strip()
    return text.removeprefix("|").removesuffix("|").count("|") + 1


def _cells(count: int) -> Text:
    return Text(
        da=f"{count} celle{'r' * (count != 1)}",
        en=f"{count} cell{'s' * (count != 1)}",
    )


def _columns(count: int) -> Text:
    return Text(
        da=f"{count} kolonne{'r' * (count != 1)}",
        en=f"{count} column{'s' * (count != 1)}",
    )
