"""Words of the templates that still stand in pages and indicators: help for whoever writes them.

What `make new` writes is valid at once, so these words are only warned of while the file is on the
writer's own machine. As soon as it is committed, and so in every proposal, they are a fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from barometer.content.frontmatter import GuideWords, TrendWords
from barometer.content.page import split_front
from barometer.editors.git import committed
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import decoded, lines_of
from barometer.yamlfile import YamlFile, parse_yaml

TEMPLATES = ".github/new"
TEXTS = frozenset((*TrendWords.model_fields, *GuideWords.model_fields))
"""The fields of a head that are for readers; the others have known choices or dates."""
LANGUAGES = frozenset(("da", "en"))
HELP = re.compile(r"^(<!--|\d+\.|-)\s*|\s*-->$")
Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Unfinished:
    """Files with words of a template in them: those that are handed in, and those that are not."""

    faults: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def unfinished(root: Path) -> Unfinished:
    """Every place of pages and indicators where the words of a template stand yet."""
    found = [*_pages(root), *_indicators(root)]
    known = committed(root, {one.path for one in found}) if found else frozenset()
    return Unfinished(
        tuple(one for one in found if one.path in known),
        tuple(one for one in found if one.path not in known),
    )


def _pages(root: Path) -> Iterator[Problem]:
    words = {
        one
        for path in (root / TEMPLATES).glob("*.md")
        for _, one in _said_on_page(path.read_text("utf-8"))
    }
    for path in sorted((root / "docs").rglob("*.md")) if words else ():
        text = _text(path)
        if any(one in text for one in words):
            yield from _told(root, path, (one for one in _said_on_page(text) if one[1] in words))


def _indicators(root: Path) -> Iterator[Problem]:
    template = root / TEMPLATES / "indicator.yml"
    words = {one for _, one in _said_in_data(_text(template))}
    for path in sorted((root / "data/indicators").glob("*.yml")) if words else ():
        text = _text(path)
        if any(one in text for one in words):
            yield from _told(root, path, (one for one in _said_in_data(text) if one[1] in words))


def _told(root: Path, path: Path, found: Iterator[tuple[int, str]]) -> Iterator[Problem]:
    for line, stands in found:
        yield fault("S303", path.relative_to(root).as_posix(), line, stands=stands)


def _said_on_page(text: str) -> Iterator[tuple[int, str]]:
    """What a page says, and where: the texts of its head, and the lines below its headings."""
    front, body, first = split_front(text)
    file = parse_yaml(front or "", "", first_line=2)
    for keys, said in _texts(file.value, ()):
        if keys[0] in TEXTS:
            yield file.line(keys) or 2, said
    for line, said in enumerate(lines_of(body), first):
        plain = HELP.sub("", said.strip())
        if plain and not plain.startswith(("#", "/")):
            yield line, plain


def _said_in_data(text: str) -> Iterator[tuple[int, str]]:
    """The texts of a file of data in both languages, and where they stand."""
    file: YamlFile = parse_yaml(text, "")
    for keys, said in _texts(file.value, ()):
        if keys[-1] in LANGUAGES:
            yield file.line(keys) or 1, said


def _texts(value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str) and keys:
        yield keys, value
    parts = value.items() if isinstance(value, dict) else ()
    listed = enumerate(value) if isinstance(value, list) else ()
    for key, part in (*parts, *listed):
        yield from _texts(part, (*keys, key))


def _text(path: Path) -> str:
    """The file's text; nothing where it cannot be read, for which there is a fault of its own."""
    try:
        return decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError):
        return ""
