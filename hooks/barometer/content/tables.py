"""Tables that the page would not show as they are written: no table at all, or cells too many."""

import re
from collections.abc import Iterator
from itertools import pairwise

from barometer.content.page import Page
from barometer.content.rawlines import Block, Line, raw_blocks
from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.text import Text

MARK = re.compile(r"\s*([-*+•·–]|\d+[.)])\s+")
TABBED = re.compile(r"\S\t+\S")
IN_CODE = re.compile(r"(`+).+?\1")
ESCAPED = re.compile(r"\\.")


def check_tables(page: Page) -> Iterator[Problem]:
    """Every table that would become running text, and every row that does not fit its table."""
    for block in raw_blocks(page.body, page.body_line, page.document.aside):
        if line := _pasted(block):
            yield fault("P133", page.path, line.number)
        else:
            yield from _table(page, block)


def _pasted(block: Block) -> Line | None:
    """The first of two lines with tabs between their words, as from a spreadsheet."""
    pairs = pairwise(block)
    return next((one for one, below in pairs if _tabbed(one) and _tabbed(below)), None)


def _tabbed(line: Line) -> bool:
    return TABBED.search(MARK.sub("", line.text, count=1)) is not None


def _table(page: Page, block: Block) -> Iterator[Problem]:
    ruled = next((at for at, line in enumerate(block) if _is_rule(line.text)), None)
    bars = [line.text.lstrip().startswith("|") for line in block]
    if ruled == 1:
        yield from _rows(page, block)
    elif bars[0] and any(bars[1:]):
        marks = "|" + " - |" * cells(block[0].text)
        yield fault("P134/none", page.path, block[0].number, marks=marks)
    elif ruled:
        yield fault("P132", page.path, block[ruled - 1].number)


def _is_rule(text: str) -> bool:
    """Whether the line is that of hyphens below a table's first row."""
    return "|" in text and "-" in text and set(text.strip()) <= set("|:- \t")


def _rows(page: Page, block: Block) -> Iterator[Problem]:
    head, rule, *rows = block
    columns = cells(rule.text)
    if cells(head.text) != columns:
        words: dict[str, Word] = {"found": _cells(cells(head.text)), "columns": _cells(columns)}
        marks = "|" + " - |" * cells(head.text)
        yield fault("P134/head", page.path, rule.number, **words, marks=marks)
        return
    for row in rows:
        if "|" not in row.text:
            yield fault("P134/after", page.path, row.number)
            return
        if (count := cells(row.text)) != columns:
            key = "P134/many" if count > columns else "P134/few"
            words = {"found": _cells(count), "columns": _columns(columns)}
            yield fault(key, page.path, row.number, **words)


def cells(row: str) -> int:
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
