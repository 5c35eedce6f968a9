"""Small slips in YAML whose cause PyYAML does not name: told by what the line looks like."""

import re
from dataclasses import dataclass, field

import yaml

from barometer.faults import Word
from barometer.text import lines_of

GLUED = re.compile(r"(\s*(?:- )?)([a-z][a-z0-9_]*):(?:\u00a0\s*|(?=[^\s/\u00a0]))(\S.*)")
NEXT_KEY = re.compile(r"\s*,?\s*(\w+:(\s|$)|\")")
QUOTED = re.compile(r"\"[^\"]*\"|(?<![^\s\[{,])'[^']*'")
CUT = re.compile(r"([a-z_]+):\s+([^\s\"'\[{|>#&*!].*?)\s+#\S")
CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Slip:
    """A message, its line and column (from 0), and its words."""

    key: str
    line: int
    column: int
    words: dict[str, Word] = field(default_factory=dict)


def slip(error: yaml.YAMLError, text: str) -> Slip | None:
    """The slip that PyYAML stumbled over, if it looks like one."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    lines = lines_of(text)
    opened = getattr(error, "context_mark", None)
    flow = "flow" in str(getattr(error, "context", ""))
    return (
        _glued(lines, mark.line)
        or _inside(lines, mark.line, mark.column, flow=flow)
        or (_unclosed(lines, opened.line, opened.column) if flow and opened else None)
    )


def cut(line: str) -> str | None:
    """The field whose unquoted text a # ends in the middle; None where none does.

    A remark has a blank after its #.
    """
    found = CUT.match(line)
    return found[1] if found else None


def _glued(lines: list[str], line: int) -> Slip | None:
    """No blank after the colon, or one that only looks like it."""
    for at in (line, line - 1):
        found = GLUED.fullmatch(lines[at].rstrip()) if 0 <= at < len(lines) else None
        if found:
            return Slip("D405/glued", at, found.end(2), {"meant": f"{found[2]}: {found[3]}"})
    return None


def _inside(lines: list[str], line: int, column: int, *, flow: bool) -> Slip | None:
    """A quotation mark inside the text that another one has ended."""
    stands = lines[line] if line < len(lines) else ""
    before, after = stands[:column].rstrip(), stands[column:]
    if not after.strip() or not before.endswith('"') or (flow and NEXT_KEY.match(after)):
        return None
    return Slip("D405/inside", line, len(before) - 1)


def _unclosed(lines: list[str], line: int, column: int) -> Slip | None:
    """A bracket without its partner before the next field begins."""
    first = lines[line]
    depth = len(first) - len(first.lstrip())
    part = [first[column:]]
    for one in lines[line + 1 :]:
        if one.strip() and len(one) - len(one.lstrip()) <= depth and one.lstrip()[0] not in "]}":
            break
        part.append(one)
    bare, sign = QUOTED.sub("", "\n".join(part)), first[column : column + 1]
    if sign not in CLOSING or bare.count(sign) <= bare.count(CLOSING[sign]):
        return None
    return Slip("D405/unclosed", line, column, {"sign": sign, "close": CLOSING[sign]})
