"""YAML with the line of every key, its scalars by YAML 1.2, and what is wrong with broken YAML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from barometer.faults.report import Fault, Word, make_fault, reason
from barometer.text import decoded, lines_of, odd_signs

BEGIN, END = "<" * 7, ">" * 7


def merge_fault(text: str, shown: str) -> Fault | None:
    """The first conflict of a file, whichever kind of text it is; None where there is none."""
    if BEGIN not in text and END not in text:
        return None
    numbered = enumerate((line.partition(" ")[0] for line in lines_of(text)), 1)
    marks = [(number, word) for number, word in numbered if word in (BEGIN, END)]
    if not marks:
        return None
    first, sign = marks[0]
    last = next((line for line, word in marks[1:] if word == END), None)
    if sign == BEGIN and last:
        return make_fault("P120", shown, first, first=first, last=last)
    return make_fault("P120/lone", shown, first, mark=sign)


SIGNS = {
    "hidden": "D405/sign",
    "digit": "P503/digit",
    "alphabet": "P503/alphabet",
    "letter": "P503/letter",
}

MARKUP = re.compile("<[A-Za-z/!?]")
Key = str | int
Keys = tuple[Key, ...]
Mark = tuple[int, int]


@dataclass(frozen=True)
class YamlFile:
    """A file's plain value (None if it could not be read), its marks and its faults.

    It is `whole` where all that stands in the file is in the value: the file lacks what that lacks.
    """

    path: str
    value: object = None
    problems: tuple[Fault, ...] = ()
    marks: Mapping[Keys, Mark] = field(default_factory=dict)
    whole: bool = True

    def mark(self, keys: Sequence[Key]) -> Mark | None:
        """Line and column (from 1) of the deepest part of `keys` that stands in the file."""
        for end in range(len(keys), -1, -1):
            found = self.marks.get(tuple(keys[:end]))
            if found:
                return found
        return None

    def line(self, keys: Sequence[Key]) -> int | None:
        """The line of `keys`, or of the nearest part above it that stands in the file."""
        mark = self.mark(keys)
        return mark[0] if mark else None


def read_yaml(path: Path, shown: str | None = None) -> YamlFile:
    """The file's value and faults; `shown` is its name in messages."""
    name = shown or path.as_posix()
    data = read_bytes(path, name, "D401")
    if isinstance(data, Fault):
        return YamlFile(name, problems=(data,), whole=False)
    return parse_bytes(data, name)


def read_bytes(path: Path, shown: str, code: str) -> bytes | Fault:
    """What stands in a file, or the fault of that code: it is missing, or cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return make_fault(f"{code}/missing", shown, None)
    except OSError as error:
        return make_fault(f"{code}/unreadable", shown, None, reason=reason(error))


def parse_bytes(data: bytes, shown: str) -> YamlFile:
    """The same from bytes: UTF-8, with or without a byte order mark."""
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return YamlFile(shown, problems=(make_fault("D403", shown, line),), whole=False)
    if conflict := merge_fault(text, shown):
        return YamlFile(shown, problems=(conflict,), whole=False)
    return parse_yaml(text, shown)


@lru_cache(maxsize=2048)
def parse_yaml(text: str, shown: str, first_line: int = 1) -> YamlFile:
    """The same from text; `first_line` is where it begins in its file (front matter: line 2).

    What broke it is told; is it clear what was meant, the rest is read and told in the same go.
    """
    marred = tuple(_marred(text, shown, first_line))
    if marred:
        return YamlFile(shown, problems=marred, whole=False)
    slips: list[Fault] = []
    meant: str | None = text
    while meant is not None and len(slips) < MOST_SLIPS:
        read = _parse(meant, shown, first_line)
        if isinstance(read, YamlFile):
            return replace(read, problems=(*slips, *read.problems))
        slips.append(broken(read, meant, shown, first_line))
        meant = _meant(read, meant)
    return YamlFile(shown, problems=tuple(slips), whole=False)


def _parse(text: str, shown: str, first_line: int) -> "YamlFile | yaml.YAMLError":
    try:
        root = compose_yaml(text)
        if root is None:
            return YamlFile(shown, marks={(): (first_line, 1)})
        reader = _Reader(shown, first_line)
        value = reader.plain(root, ())
    except yaml.YAMLError as error:
        return error
    except RecursionError:
        return YamlFile(shown, problems=(make_fault("D405/deep", shown, first_line),), whole=False)
    return YamlFile(shown, value, tuple(reader.problems), reader.marks, not reader.problems)


def texts_of(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every text in the value of a file, with the keys that lead to it."""
    if isinstance(value, str) and keys:
        yield keys, value
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in (*parts, *(enumerate(value) if isinstance(value, list) else ())):
        yield from texts_of(part, (*keys, key))


class _Reader:
    """Walks the nodes once: plain values on one side, marks and faults on the other."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.marks: dict[Keys, Mark] = {}
        self.problems: list[Fault] = []
        self._seen: set[int] = set()

    def plain(self, node: Node, keys: Keys) -> object:
        self.marks.setdefault(keys, self._mark(node))
        if self._refused(node, keys):
            return None
        if isinstance(node, MappingNode):
            return {
                key: self.plain(value, (*keys, key)) for key, value in self._entries(node, keys)
            }
        if isinstance(node, SequenceNode):
            return [self.plain(value, (*keys, at)) for at, value in enumerate(node.value)]
        return self._scalar(node, keys) if isinstance(node, ScalarNode) else None

    def _scalar(self, node: ScalarNode, keys: Keys) -> object:
        """The value; HTML is told, and so is a sign that the file hides behind a backslash."""
        if "<" in node.value and (found := MARKUP.search(node.value)):
            self._tell("P501", keys, html=node.value[found.start() :][:60])
        for kind, sign, _ in odd_signs(node.value) if node.style == '"' else ():
            self._tell(SIGNS[kind], keys, sign=sign)
        if not node.style and (word := CURLY.fullmatch(node.value)):
            self._tell("D405/curly", keys, inner=word["inner"].strip())
        return plain_scalar(node)

    def _tell(self, key: str, keys: Keys, **words: Word) -> None:
        line = self.marks[keys][0]
        self.problems.append(make_fault(key, self.path, line, _place(keys), **words))

    def _entries(self, node: MappingNode, keys: Keys) -> Iterator[tuple[str, Node]]:
        for key_node, value in node.value:
            line, column = self._mark(key_node)
            if not isinstance(key_node, ScalarNode):
                self.problems.append(make_fault("D405/key", self.path, line))
                continue
            key = str(key_node.value)
            first = self.marks.get((*keys, key))
            if first:
                told = make_fault(
                    "D406", self.path, line, _place((*keys, key)), key=key, first=first[0]
                )
                self.problems.append(told)
                continue
            self.marks[(*keys, key)] = (line, column)
            yield key, value

    def _refused(self, node: Node, keys: Keys) -> bool:
        """Aliases can make a small file endless, and tags can make anything: neither is needed."""
        if id(node) in self._seen:
            self._tell("D407/reference", keys)
            return True
        self._seen.add(id(node))
        if node.tag.startswith("tag:yaml.org,2002:") and "python" not in node.tag:
            return False
        self._tell("D407/tag", keys, tag=node.tag.replace("tag:yaml.org,2002:", "!!"))
        return True

    def _mark(self, node: Node) -> Mark:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1


def _place(keys: Keys) -> str:
    return ".".join(map(str, keys))


HARD_INDENT = re.compile("[ ]*(?:- *)?[\u00a0\u2007\u202f]")
"""A hard space where YAML counts the ordinary ones."""


def _marred(text: str, shown: str, first_line: int) -> Iterator[Fault]:
    """Tabs and hard spaces in the indentation, and signs that do not belong in a text."""
    plain = text.isascii()
    for number, line in enumerate(lines_of(text), first_line):
        for kind, sign, _ in () if plain else odd_signs(line):
            yield make_fault(SIGNS[kind], shown, number, sign=sign)
        if HARD_INDENT.match(line):
            yield make_fault("D404/hard", shown, number)
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            column = indent.index("\t") + 1
            yield make_fault("D404", shown, number, f"kolonne/column {column}")


_BRACKET = re.compile(r"[\[\]{}]")
_DEEPEST = 50


def compose_yaml(text: str) -> Node | None:
    """The root node. Raises YAMLError or RecursionError, always from the parser in Python.

    libyaml words its errors otherwise, and crashes the whole process on very deep nesting.
    """
    if yaml.__with_libyaml__ and _is_shallow(text):
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _is_shallow(text: str) -> bool:
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            return False
    return all(
        len(line) - len(line.lstrip(" ")) <= 2 * _DEEPEST
        and line.count("- ") + line.count("? ") <= _DEEPEST
        for line in lines_of(text)
    )


_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
CURLY = re.compile(r"[“”„»«‘](?P<inner>(?:[^“”„»«‘’]|’(?=\w))+)[“”«»’]")

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}


def plain_scalar(node: ScalarNode) -> str | int | float | bool | None:
    """A quoted scalar is text; an unquoted one may be a number, true, false or nothing."""
    text = str(node.value)
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


GLUED = re.compile(r"(\s*(?:- )?)([a-z][a-z0-9_]*):(?:\u00a0\s*|(?=[^\s/\u00a0]))(\S.*)")
NEXT_KEY = re.compile(r"\s*,?\s*(\w+:(\s|$)|\")")
CUT = re.compile(r"([a-z_]+):\s+([^\s\"'\[{|>#&*!].*?)\s+#\S")
Slip = tuple[str, int, int, dict[str, Word]]
"""A message, its line and column (from 0), and its words."""


def cut(line: str) -> str | None:
    """The field whose unquoted text a # ends (a remark has a blank after it), or None."""
    found = CUT.match(line)
    return found[1] if found else None


_SIGNS = (
    ("escape", "escape"),
    ("quoted scalar", "quote"),
    ("could not find expected ':'", "indent_key"),
    ("mapping values are not allowed", "colon"),
    ("cannot start any token", "start"),
    ("flow mapping", "bracket"),
    ("flow sequence", "bracket"),
    ("single document", "document"),
    ("alias", "reference"),
    ("anchor", "reference"),
    ("block", "indent"),
    ("", "other"),
)
_OPENED_EARLIER = {"quote", "indent_key", "bracket"}


def broken(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Fault:
    """The fault at its line and column in the file."""
    if isinstance(error, yaml.reader.ReaderError):
        before = lines_of(text[: error.position])
        sign = f"U+{error.character:04X}" if isinstance(error.character, int) else "?"
        line = len(before) - 1 + first_line
        return make_fault("D405/sign", path, line, _column(len(before[-1])), sign=sign)
    key, line, column, words = _slip(error, lines_of(text))
    words["stands"] = _line(text, line)
    return make_fault(key, path, line + first_line, _column(column), **words)


MOST_SLIPS = 9
COLON = re.compile(r"(\s*(?:- )?[\w-]+: +)([^\s\"'\[{|>&*!#].*)")


def _meant(error: yaml.YAMLError, text: str) -> str | None:
    """The text without a colon inside a value, or with the blank after a key; None for the rest."""
    if isinstance(error, yaml.reader.ReaderError):
        return None
    lines = lines_of(text)
    key, line, _, words = _slip(error, lines)
    if key == "D405/colon" and (found := COLON.fullmatch(lines[line])):
        lines[line] = found[1] + "'{}'".format(found[2].replace("'", "''"))
    elif key == "D405/glued" and (found := GLUED.fullmatch(lines[line].rstrip())):
        lines[line] = f"{found[1]}{words['meant']}"
    else:
        return None
    return "\n".join(lines)


def _slip(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """What PyYAML stumbled over: the slip that it looks like, else what the error says."""
    filled = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    empty = next((at for at in filled if lines[at].rstrip() in {"[]", "{}"}), None)
    if empty is not None and len(filled) > 1:
        return "D405/emptied", empty, 0, {}
    facts = ("context", "problem", "context_mark", "problem_mark")
    context, problem, outer, inner = (getattr(error, name, None) for name in facts)
    if inner:
        for at in (inner.line, inner.line - 1):
            # no blank after the colon, or one that only looks like it
            if 0 <= at < len(lines) and (found := GLUED.fullmatch(lines[at].rstrip())):
                return "D405/glued", at, found.end(2), {"meant": f"{found[2]}: {found[3]}"}
        stands = lines[inner.line] if inner.line < len(lines) else ""
        before, after = stands[: inner.column].rstrip(), stands[inner.column :]
        next_key = "flow" in str(context) and NEXT_KEY.match(after)
        if after.strip() and before.endswith('"') and not next_key:
            # a quotation mark inside the text that another one has ended
            return "D405/inside", inner.line, len(before) - 1, {}
    said = f"{context or ''} {problem or ''}"
    kind = next(kind for sign, kind in _SIGNS if sign in said)
    mark = (outer if kind in _OPENED_EARLIER else None) or inner or outer
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return f"D405/{kind.partition('_')[0]}", line, column, {}


def _column(column: int) -> str:
    return f"kolonne/column {column + 1}"


def _line(text: str, number: int) -> str:
    lines = lines_of(text)
    stands = lines[min(number, len(lines) - 1)].strip() or lines[number - 1].strip()
    return f"{stands[:80]}…" if len(stands) > 80 else stands
