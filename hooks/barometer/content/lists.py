"""Lists that the page would not show as lists: below a line of text, or with signs from Word."""

import re
from collections.abc import Iterator

from barometer.content.page import Page
from barometer.content.rawlines import Block, Line, raw_blocks
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import Text

HARD = "\u00a0\u2007\u202f"
BULLET = re.compile(r"\s*[-*+][ \t]+\S")
ITEM = re.compile(r"\s*\d+\.[ \t]+\S")
FIRST = re.compile(r"\s*1\.[ \t]+(\S)")
SIGNS = "•·▪◦●○■‣\uf0b7\uf0a7"
HARD_BULLET = re.compile(rf"([-*+]|\d+\.) ?[{HARD}]")
DASH = re.compile(rf"([–—])[ \t{HARD}]")
BRACKET = re.compile(rf"(\d{{1,2}})(\))[ \t{HARD}]")


def check_lists(page: Page) -> Iterator[Problem]:
    """The first line of each list that would become running text, or code."""
    for number in sorted(page.document.tabbed):
        yield fault("P131/tab", page.path, number)
    for block in raw_blocks(page.body, page.body_line, page.document.aside):
        of_word = _of_word(page, block)
        if of_word:
            yield of_word
        elif late := _late(block):
            yield fault("P130", page.path, late.number)


def _late(block: Block) -> Line | None:
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


def _begins(block: Block, at: int) -> bool:
    """Whether a list begins here: »1. januar« at the start of a line begins none."""
    if not ITEM.match(block[at].text):
        return True
    first = FIRST.match(block[at].text)
    return first is not None and (
        first[1].isupper()
        or block[at - 1].text.rstrip().endswith(":")
        or any(ITEM.match(one.text) for one in block[at + 1 :])
    )


def _of_word(page: Page, block: Block) -> Problem | None:
    for at, line in enumerate(block):
        if told := _sign(block, at):
            sign, instead = told
            return fault("P131", page.path, line.number, sign=sign, instead=instead)
    return None


def _sign(block: Block, at: int) -> tuple[Text, str] | None:
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


def _listed(block: Block, at: int, form: re.Pattern[str]) -> bool:
    """Whether the line is an item and not the middle of a sentence that goes on."""
    following = block[at + 1].text.strip(" \t") if at + 1 < len(block) else ""
    return at == 0 or block[at - 1].text.rstrip().endswith(":") or bool(form.match(following))


def _same(shown: str) -> Text:
    return Text(da=shown, en=shown)
