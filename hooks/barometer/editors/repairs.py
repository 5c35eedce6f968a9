"""Repairs that have one right answer: spaces, empty lines, signs, order; never words or numbers."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import yaml
from yaml.nodes import CollectionNode, Node, ScalarNode

from barometer.data.model import COLUMNS, TABLE
from barometer.faults.yaml_file import CURLY, HARD_INDENT, compose_yaml
from barometer.pages.document import parse_document
from barometer.pages.markup import HARD, MEANT
from barometer.pages.page import split_front
from barometer.pages.prose import QUOTES
from barometer.text import Language, decoded, hide_civil_numbers, lines_of

SORTED = ("data/sources.yml", "data/terms.yml", "data/values.yml")
"""Files of named blocks that stand in the order of their names."""
BLOCK = re.compile(r"[\"']?[\w-]+[\"']?:")
FIELD = re.compile(r"(\s*(?:- )?[\w-]+: +)([^\s\"'\[{|>&*!#].*?)\s*")
DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")
KEPT = re.compile(r"(`+).*?\1|^\s*(?:[-*+]|\d+[.)]|>|:|\[\^\w+\]:)\s+|^\s*\|.*")
"""What spaces belong to: code, the sign of an item, a row of a table."""
ITEM, HEADING = re.compile(r"(?:[-*+]|1[.)]) "), re.compile(r"#{1,6} ")
TEXT = re.compile(r"[\w»‘“\"(\[*`]")
"""How a line of running text begins."""


LITERAL = re.compile(
    r"(`+).*?\1|\]\([^)]*\)|\{[^}]*\}|<[^>]*>|https?://\S+|^\[[^\]]*\]:.*|^\s*(?:[!?]{3}|===|///).*"
)
"""What is no text for readers in a line: code, targets, attributes, tags, addresses."""
APOSTROPHE = re.compile(r"(?<=\w)['´](?=[^\W\d_])")
PAIRED = {
    '"': re.compile(r'(?<![\w"])"(?=[^\s"])([^"]*)(?<=[^\s"])"(?![\w"])'),
    "'": re.compile(r"(?<![\w'])'(?=[^\s'])([^']*)(?<=[^\s'])'(?![\w'])"),
    "“": re.compile(r"“([^“”]*)”"),
}
"""A quotation in straight marks, or in Word's, that begins and ends on one line."""


def repair_files(root: Path, names: Iterable[str] | None = None) -> Mapping[str, tuple[str, str]]:
    """The files that a repair changes, of those named or of all: as they are and will be."""
    found = {}
    pages, data = (root / "docs").rglob("*.md"), (root / "data").rglob("*.yml")
    everything = (path.relative_to(root).as_posix() for path in (*pages, *data, root / TABLE))
    for name in sorted(everything if names is None else names):
        path = root / name
        if not path.is_file() or path.suffix not in {".md", ".yml", ".csv"}:
            continue
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # there is a fault of its own for it
        after = repair(name, before)
        if after != before:
            found[name] = before, after
    return found


def show_repairs(found: Mapping[str, tuple[str, str]]) -> str:
    """The repairs as a diff, for people to read; line ends alone do not show in it."""
    lines = (
        line
        for name, (before, after) in found.items()
        for line in _diff(name, lines_of(before), lines_of(after))
    )
    return hide_civil_numbers("\n".join(lines))


def _diff(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """A unified diff. Lines that stand in every block count too: one moved block stays one."""
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(1)
    for number, group in enumerate(groups):
        if not number:
            yield from (f"--- {name}", f"+++ {name}")
        (_, a, _, b, _), (_, _, a_end, _, b_end) = group[0], group[-1]
        yield f"@@ -{a + 1},{a_end - a} +{b + 1},{b_end - b} @@"
        for kind, start, end, new, new_end in group:
            if kind == "equal":
                yield from (f" {line}" for line in before[start:end])
            else:
                yield from (f"-{line}" for line in before[start:end])
                yield from (f"+{line}" for line in after[new:new_end])


def repair(name: str, text: str) -> str:
    """The text of a file with all that has one right answer put right."""
    plain = decoded(text.encode("utf-8"))
    if name.endswith(".csv"):
        return _table(plain) if name == TABLE else text
    if name.endswith(".md"):
        front, body, _ = split_front(plain)
        if front is None:
            return text
        language: Language = "en" if name.endswith(".en.md") else "da"
        head = "".join(
            line if "://" in line else APOSTROPHE.sub("’", line)
            for line in _yaml(front).splitlines(keepends=True)
        )
        return f"---\n{head}---\n{_page(body, language)}"
    mended = _yaml(plain)
    return _in_order(mended) if name in SORTED else mended


def _ended(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(text: str) -> str:
    """The rows in the order of their keys, none quoted that need not be."""
    rows = [row for row in csv.reader(io.StringIO(text)) if any(map(str.strip, row))]
    if not rows or any(len(row) != len(COLUMNS) for row in rows) or rows[0] != list(COLUMNS):
        return text
    clean = [[re.sub(HARD, " ", cell).strip() for cell in row] for row in rows[1:]]
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([rows[0], *sorted(clean, key=lambda r: r[:5])])
    return file.getvalue()


def _yaml(text: str) -> str:
    """Ordinary spaces, straight quotation marks round fields, and round texts that need them."""
    lines = []
    for line in lines_of(text):
        hard = HARD_INDENT.match(line)
        indent = re.sub(HARD, " ", hard[0]) + line[hard.end() :] if hard else line
        lines.append(indent.rstrip(" \t"))
    if len({line for line in lines if line and not line.startswith("#")} - {"[]", "{}"}) > 0:
        lines = [line for line in lines if line not in {"[]", "{}"}]
    opened = [re.sub(r"^(\w+:) (?:\{\}|\[\])$", r"\1", line) for line in lines]
    lines = [
        new if after.startswith((" ", "- ")) else old
        for old, new, after in zip(lines, opened, [*lines[1:], ""], strict=True)
    ]
    mended = _ended(lines)
    root = _composed(mended)
    if root is None and _composed(quoted := _ended(map(_quoted, lines))) is not None:
        return quoted
    for node in reversed([*_scalars(root)]) if root else ():
        found = CURLY.fullmatch(node.value) if not node.style else None
        if found and '"' not in found["inner"]:
            start, end = node.start_mark.index, node.end_mark.index
            mended = f'{mended[:start]}"{found["inner"].strip()}"{mended[end:]}'
    return mended


def _composed(text: str) -> Node | None:
    try:
        return compose_yaml(text)
    except (yaml.YAMLError, RecursionError):
        return None


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    for part in node.value if isinstance(node, CollectionNode) else ():
        for one in part if isinstance(part, tuple) else (part,):
            yield from _scalars(one)


def _quoted(line: str) -> str:
    """The line of a field with its text in quotation marks, where a colon asks for them."""
    found = FIELD.fullmatch(line)
    needs = found and (": " in found[2] or found[2].endswith(":")) and '"' not in found[2]
    return f'{found[1]}"{found[2]}"' if found and needs else line


def _in_order(text: str) -> str:
    """Named blocks, each with the remarks right above it, in the order of their names."""
    lines = lines_of(text)
    starts = [at for at, line in enumerate(lines) if BLOCK.match(line)]
    first = starts[0] if starts else len(lines)
    head, blocks, block = lines[:first], [], lines[first : first + 1]
    for line in lines[first + 1 :]:
        above = next((at for at, one in enumerate(reversed(block)) if not one.startswith("#")), 0)
        if BLOCK.match(line):
            remarks = block[len(block) - above :]
            blocks.append(block[: len(block) - above])
            block = [*remarks, line]
        else:
            block.append(line)
    blocks = [*blocks, block] if block else blocks
    texts = ["\n".join(one).rstrip("\n") for one in blocks]
    names = [next(one for one in block if BLOCK.match(one)).strip("\"'") for block in blocks]
    if names == sorted(names) or _composed(text) is None:
        return text
    between = "\n\n" if "\n\n" in "\n".join(lines[first:]).rstrip("\n") else "\n"
    pairs = sorted(zip(names, texts, strict=True), key=lambda pair: pair[0].partition(":")[0])
    return _ended([*head, between.join(text for _, text in pairs)])


def _page(body: str, language: Language) -> str:
    """The signs of the language, single spaces, and the empty lines around headings and lists."""
    document, lines = parse_document(body, 0), lines_of(body)
    tables = {at for at, _, _ in document.tables}
    below = {
        number
        for at, columns, rows in document.tables
        for number in range(at + 2, at + 1 + rows)
        if columns > 1 and "|" not in lines[number]
    }
    mended: list[str] = []
    for at, line in enumerate(lines):
        if at in document.aside:
            mended.append(line)
            continue
        spaced = _spaced(
            _signed(line, language), following=lines[at + 1] if at + 1 < len(lines) else ""
        )
        above = mended[-1] if mended else ""
        begins = HEADING.match(spaced) or at in tables or HEADING.match(above)
        item = ITEM.match(spaced) and TEXT.match(above) and not ITEM.match(above)
        if spaced.strip() and above.strip() and (begins or item or at in below):
            mended.append("")
        mended.append(spaced)
    return _ended(mended)


def _signed(line: str, language: Language) -> str:
    """A line with the apostrophes and quotation marks of its language, where each has its other."""
    kept = [found[0] for found in LITERAL.finditer(line)]
    if "lang=" in line or not {*"'´\"“"} & {*line}:
        return line
    plain = APOSTROPHE.sub("’", LITERAL.sub("\0", line))
    opening, closing = QUOTES[language]
    for mark, pair in PAIRED.items():
        if mark == "“" and language == "en":
            continue  # a quotation within one
        mended = pair.sub(rf"{opening}\1{closing}", plain)
        plain = plain if mark in mended else mended
    return re.sub("\0", lambda _: kept.pop(0), plain)


def _spaced(line: str, following: str) -> str:
    """A line without doubled spaces and spaces at its end, but for those that break a line."""
    line = re.sub(HARD, " ", line) if MEANT.match(line) else line
    ends = line.rstrip(" \t")
    breaks = line.endswith("  ") and ends and following.strip()
    kept = [found.span() for found in KEPT.finditer(ends)]
    for found in reversed([*DOUBLED.finditer(ends)]):
        if not any(start <= found.start() < end for start, end in kept):
            ends = f"{ends[: found.start()]} {ends[found.end() :]}"
    return f"{ends}  " if breaks else ends
