"""YAML with the line of every key: what is wrong is told as problems, never as an exception."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from barometer.problems import Problem, problem
from barometer.yamlscalar import plain_scalar
from barometer.yamlwords import broken_words

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
        return _failed(name, None, "D401", "Filen findes ikke.", "The file does not exist.")
    except OSError as error:
        return _failed(
            name,
            None,
            "D401",
            f"Filen kan ikke læses ({error.strerror}). Se efter, at den er en almindelig fil, og at I har adgang til den.",
            f"The file cannot be read ({error.strerror}). Check that it is an ordinary file and that you have access to it.",
        )
    return parse_bytes(data, name)


def parse_bytes(data: bytes, shown: str) -> YamlFile:
    """The same from bytes: UTF-8, with or without a byte order mark."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _failed(
            shown,
            line,
            "D403",
            "Filen er ikke gemt som UTF-8; her står det første tegn, der ikke kan læses. Gem filen som UTF-8.",
            "The file is not saved as UTF-8; the first unreadable character is here. Save the file as UTF-8.",
        )
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown: str, first_line: int = 1) -> YamlFile:
    """The same from text; `first_line` is where it begins in its file (front matter begins in line 2)."""
    tabs = tuple(_tabs(text, shown, first_line))
    if tabs:
        return YamlFile(shown, problems=tabs)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            return YamlFile(shown, marks={(): (first_line, 1)})
        reader = _Reader(shown, first_line)
        value = reader.plain(root, ())
    except yaml.YAMLError as error:
        line, column, da, en = broken_words(error, text)
        place = f"kolonne/column {column + 1}"
        broken = problem("D405", shown, line + first_line, da, en, place)
        return YamlFile(shown, problems=(broken,))
    except RecursionError:
        return _failed(
            shown,
            first_line,
            "D405",
            "Filen har for mange lag inde i hinanden til at kunne læses.",
            "The file has too many levels inside each other to be read.",
        )
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
        return plain_scalar(node) if isinstance(node, ScalarNode) else None

    def _entries(self, node: MappingNode, keys: Keys) -> Iterator[tuple[str, Node]]:
        for key_node, value in node.value:
            if not isinstance(key_node, ScalarNode):
                self._fault(
                    key_node,
                    "D405",
                    "En nøgle skal være et enkelt ord, ikke en liste eller en gruppe.",
                    "A key must be a single word, not a list or a group.",
                )
                continue
            key = str(key_node.value)
            if (*keys, key) in self.marks:
                first = self.marks[(*keys, key)][0]
                self._fault(
                    key_node,
                    "D406",
                    f"»{key}« står to gange; første gang i linje {first}. Behold den ene.",
                    f"“{key}” stands twice; first in line {first}. Keep one of them.",
                    key,
                )
                continue
            self.marks[(*keys, key)] = self._mark(key_node)
            yield key, value

    def _refused(self, node: Node, keys: Keys) -> bool:
        """Aliases can make a small file endless, and tags can make anything: neither is needed."""
        if id(node) in self._seen:
            da, en = (
                "Henvisninger med * og & bruges ikke her",
                "References with * and & are not used",
            )
        elif not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            da, en = f"Mærket »{node.tag}« bruges ikke her", f"The tag “{node.tag}” is not used"
        else:
            self._seen.add(id(node))
            return False
        place = ".".join(map(str, keys))
        told = problem(
            "D407",
            self.path,
            self.marks[keys][0],
            f"{da}. Skriv værdien ud.",
            f"{en}. Write the value out.",
            place,
        )
        self.problems.append(told)
        return True

    def _mark(self, node: Node) -> Mark:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1

    def _fault(self, node: Node, code: str, da: str, en: str, place: str = "") -> None:
        self.problems.append(problem(code, self.path, self._mark(node)[0], da, en, place))


def _tabs(text: str, shown: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), first_line):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            yield problem(
                "D404",
                shown,
                number,
                "Linjen er rykket ind med tabulator. Brug mellemrum, to for hvert trin.",
                "The line is indented with a tab. Use blanks, two for each step.",
                f"kolonne/column {indent.index(chr(9)) + 1}",
            )


def _failed(shown: str, line: int | None, code: str, da: str, en: str) -> YamlFile:
    return YamlFile(shown, problems=(problem(code, shown, line, da, en),))
