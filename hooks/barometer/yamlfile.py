"""YAML with the line of every key: what is wrong is told as problems, never as an exception."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from barometer.faults import fault, reason
from barometer.problems import Problem
from barometer.signs import odd_signs
from barometer.text import decoded, lines_of
from barometer.unmerged import merge_fault
from barometer.yamlnodes import compose
from barometer.yamlscalar import curly, plain_scalar
from barometer.yamlwords import broken

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
    """A file's plain value (None if it could not be read), its marks and its faults."""

    path: str
    value: object = None
    problems: tuple[Problem, ...] = ()
    marks: Mapping[Keys, Mark] = field(default_factory=dict)

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
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return YamlFile(name, problems=(fault("D401/missing", name, None),))
    except OSError as error:
        told = fault("D401/unreadable", name, None, reason=reason(error))
        return YamlFile(name, problems=(told,))
    return parse_bytes(data, name)


def parse_bytes(data: bytes, shown: str) -> YamlFile:
    """The same from bytes: UTF-8, with or without a byte order mark."""
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return YamlFile(shown, problems=(fault("D403", shown, line),))
    if conflict := merge_fault(text, shown):
        return YamlFile(shown, problems=(conflict,))
    return parse_yaml(text, shown)


@lru_cache(maxsize=2048)
def parse_yaml(text: str, shown: str, first_line: int = 1) -> YamlFile:
    """The same from text; `first_line` is where it begins in its file (front matter: line 2)."""
    marred = (*_tabs(text, shown, first_line), *_signs(text, shown, first_line))
    if marred:
        return YamlFile(shown, problems=marred)
    try:
        root = compose(text)
        if root is None:
            return YamlFile(shown, marks={(): (first_line, 1)})
        reader = _Reader(shown, first_line)
        value = reader.plain(root, ())
    except yaml.YAMLError as error:
        return YamlFile(shown, problems=(broken(error, text, shown, first_line),))
    except RecursionError:
        return YamlFile(shown, problems=(fault("D405/deep", shown, first_line),))
    return YamlFile(shown, value, tuple(reader.problems), reader.marks)


class _Reader:
    """Walks the nodes once: plain values on one side, marks and faults on the other."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.marks: dict[Keys, Mark] = {}
        self.problems: list[Problem] = []
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
            line, html = self.marks[keys][0], node.value[found.start() :][:60]
            self.problems.append(fault("P501", self.path, line, _place(keys), html=html))
        for kind, sign, _ in odd_signs(node.value) if node.style == '"' else ():
            line = self.marks[keys][0]
            self.problems.append(fault(SIGNS[kind], self.path, line, _place(keys), sign=sign))
        if not node.style and not node.value.isascii():
            self.problems += self._from_word(node.value, keys)
        return plain_scalar(node)

    def _from_word(self, text: str, keys: Keys) -> Iterator[Problem]:
        """Quotation marks or a hard blank that Word has put where YAML wants its own."""
        line, place = self.marks[keys][0], _place(keys)
        if inner := curly(text):
            yield fault("D405/curly", self.path, line, place, inner=inner)
        if text.startswith("\u00a0") and keys:
            meant = f"{keys[-1]}: {text.strip()}"
            yield fault("D405/glued", self.path, line, place, meant=meant)

    def _entries(self, node: MappingNode, keys: Keys) -> Iterator[tuple[str, Node]]:
        for key_node, value in node.value:
            line, column = self._mark(key_node)
            if not isinstance(key_node, ScalarNode):
                self.problems.append(fault("D405/key", self.path, line))
                continue
            key = str(key_node.value)
            first = self.marks.get((*keys, key))
            if first:
                told = fault("D406", self.path, line, _place((*keys, key)), key=key, first=first[0])
                self.problems.append(told)
                continue
            self.marks[(*keys, key)] = (line, column)
            yield key, value

    def _refused(self, node: Node, keys: Keys) -> bool:
        """Aliases can make a small file endless, and tags can make anything: neither is needed."""
        line, place = self.marks[keys][0], _place(keys)
        if id(node) in self._seen:
            self.problems.append(fault("D407/reference", self.path, line, place))
            return True
        self._seen.add(id(node))
        if node.tag.startswith("tag:yaml.org,2002:") and "python" not in node.tag:
            return False
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self.problems.append(fault("D407/tag", self.path, line, place, tag=tag))
        return True

    def _mark(self, node: Node) -> Mark:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1


def _signs(text: str, shown: str, first_line: int) -> Iterator[Problem]:
    if text.isascii():
        return
    for number, line in enumerate(lines_of(text), first_line):
        for kind, sign, _ in odd_signs(line):
            yield fault(SIGNS[kind], shown, number, sign=sign)


def _place(keys: Keys) -> str:
    return ".".join(map(str, keys))


def _tabs(text: str, shown: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(lines_of(text), first_line):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            column = indent.index("\t") + 1
            yield fault("D404", shown, number, f"kolonne/column {column}")
