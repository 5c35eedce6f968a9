"""What stands in a file of `data/` under a name of its own: terms, sources, words, spellings."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from barometer.text import Language, lines_of
from barometer.yamlfile import Keys, parse_yaml

INDICATORS = "data/indicators/"
GROUPED = frozenset(("addresses", "imports", "phrases", "search_words", "words"))
"""Files in which the names stand one step further down."""
PARTS = frozenset(("breakdowns", "charts"))
"""Keys of an indicator whose names stand one step further down."""
TITLES = ("term", "title")
NAMES = ("value", "compare", "page")
"""What an entry of a list is about."""
LONGEST = 60
Change = Literal["new", "changed", "gone"]


@dataclass(frozen=True)
class Entry:
    """A named part of a file, and the line where it stands."""

    name: str
    value: object
    line: int | None

    def called(self, language: Language) -> str:
        """What it is called in a language; empty where it is known by its name alone."""
        value = self.value
        if isinstance(value, dict):
            value = next((value[one] for one in TITLES if one in value), value)
        if isinstance(value, dict):
            value = value.get(language)
        words = value if isinstance(value, str) and isinstance(self.value, dict) else ""
        return words if len(words) <= LONGEST else ""


def changes(path: str, before: str, after: str) -> list[tuple[Change, Entry]]:
    """The entries that are new, changed or gone; none where a file cannot be read."""
    old, new = _entries(path, before), _entries(path, after)
    if old is None or new is None:
        return []
    return list(_compared(old, new))


def _compared(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[tuple[Change, Entry]]:
    for name, one in new.items():
        if name not in old:
            yield "new", one
        elif old[name].value != one.value:
            yield "changed", one
    yield from (("gone", one) for name, one in old.items() if name not in new)


def _entries(path: str, text: str) -> Mapping[str, Entry] | None:
    if path.endswith(".txt"):
        lines = enumerate((line.strip() for line in lines_of(text)), 1)
        return {one: Entry(one, None, at) for at, one in lines if one and not one.startswith("#")}
    file = parse_yaml(text, path)
    if file.value is None and file.problems:
        return None
    return {
        _known_by(keys, value): Entry(_name(keys, value), value, file.line(keys))
        for keys, value in _named(path, file.value)
    }


def _named(path: str, value: object) -> Iterator[tuple[Keys, object]]:
    if isinstance(value, list):
        yield from (((at,), one) for at, one in enumerate(value))
        return
    for key, one in value.items() if isinstance(value, dict) else ():
        if isinstance(one, dict) and _deeper(path, key):
            yield from (((key, name), inner) for name, inner in one.items())
        else:
            yield (key,), one


def _deeper(path: str, key: str) -> bool:
    return key in PARTS if path.startswith(INDICATORS) else PurePosixPath(path).stem in GROUPED


def _name(keys: Keys, value: object) -> str:
    said = [str(value[one]) for one in NAMES if one in value] if isinstance(value, dict) else []
    return said[0] if said and isinstance(keys[0], int) else ".".join(map(str, keys))


def _known_by(keys: Keys, value: object) -> str:
    """An entry of a list has no name, so it is known by all that it says."""
    if isinstance(keys[0], int):
        return json.dumps(value, sort_keys=True, default=str)
    return ".".join(map(str, keys))
