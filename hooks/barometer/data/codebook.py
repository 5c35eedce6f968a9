"""The words of `data/`: every YAML file as typed models, and the faults of what does not fit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from barometer.data.model import (
    Comparison,
    Described,
    Edition,
    EditionKey,
    Indicator,
    Name,
    Source,
    Term,
    TermKey,
)
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import Text
from barometer.wrongkind import shown
from barometer.yamlfile import YamlFile, read_yaml
from barometer.yamlmodel import model_faults

FOLDER = "data/indicators"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_GROUPS: Mapping[str, tuple[object, object]] = {
    "editions": (EditionKey, Edition),
    "sources": (Name, Source),
    "values": (Name, Described),
    "themes": (Name, Text),
    "terms": (TermKey, Term),
    "words": (Name, dict[Name, Text]),
}
_ASCII = str.maketrans(dict(zip("æøå", ("ae", "oe", "aa"), strict=True)))
_OPTIONAL = {"values", "terms", "words", "comparisons"}


@dataclass(frozen=True)
class Codebook:
    """What could be read; `files` has the lines, `written` every name that stands in a file.

    A group that is not in `written` could not be read at all: then nothing is known to be unknown.
    """

    editions: Mapping[str, Edition] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    values: Mapping[str, Described] = field(default_factory=dict)
    themes: Mapping[str, Text] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    files: Mapping[str, YamlFile] = field(default_factory=dict)
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def described(self, name: str) -> Described | None:
        """The indicator or the plain value of that name, if it could be read."""
        return self.indicators.get(name) or self.values.get(name)

    def names(self, *groups: str) -> frozenset[str] | None:
        """Every name that stands in the files of these groups; None if one could not be read."""
        found = [self.written.get(group) for group in groups]
        return None if None in found else frozenset().union(*(one for one in found if one))

    def knowing(self, told: Mapping[str, frozenset[str]]) -> "Codebook":
        """The same, but names that have been told to be missing are not missed again."""
        written = {
            group: names | told.get(group, frozenset()) for group, names in self.written.items()
        }
        return replace(self, written=written)

    def line(self, path: str, *keys: str | int) -> int | None:
        """The line of a key in one of the files."""
        return self.files[path].line(keys) if path in self.files else None


def indicator_file(name: str) -> str:
    """The path, below the project, of an indicator's file."""
    return f"{FOLDER}/{name}.yml"


def read_codebook(root: Path) -> Codebook:
    """Every YAML file of `data/` that says what the numbers mean."""
    reader = _Reader(root)
    groups = {name: reader.group(name) for name in _GROUPS}
    return Codebook(
        **groups,
        indicators=reader.indicators(),
        comparisons=reader.comparisons(),
        files=reader.files,
        written=reader.written,
        problems=tuple(reader.problems),
    )


class _Reader:
    """Gathers faults and lines while the files are read one by one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, YamlFile] = {}
        self.written: dict[str, frozenset[str]] = {}
        self.problems: list[Problem] = []

    def group(self, name: str) -> dict[str, Any]:
        """A file of the form name → entry; entries with faults are left out."""
        path = f"data/{name}.yml"
        value = self._value(path, dict, optional=name in _OPTIONAL)
        entries = value if isinstance(value, dict) else {}
        if isinstance(value, dict) or (name in _OPTIONAL and not (self.root / path).exists()):
            self.written[name] = frozenset(entries) | {key.lower() for key in entries}
        key_form, entry_form = _GROUPS[name]
        found = {}
        for key, raw in entries.items():
            self._checked(key_form, key, path, (key,))
            entry = self._checked(entry_form, raw, path, (key,))
            if entry is not None:
                found[key] = entry
        return found

    def comparisons(self) -> tuple[Comparison, ...]:
        """The differences that sources published as significant, or not."""
        path = "data/comparisons.yml"
        value = self._value(path, list, optional=True)
        parts = enumerate(value if isinstance(value, list) else [])
        found = [self._checked(Comparison, raw, path, (at,)) for at, raw in parts]
        return tuple(one for one in found if one is not None)

    def indicators(self) -> dict[str, Indicator]:
        """One file an indicator, named as it."""
        folder, found = self.root / FOLDER, {}
        names: set[str] = set()
        if not folder.is_dir():
            self.problems.append(fault("D401/missing", FOLDER, None))
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            shown = f"{FOLDER}/{path.name}"
            wrong = list(_name_faults(path, shown))
            self.problems += wrong
            if wrong or path.name.startswith("."):
                names.update(_meant(path))
                continue
            names.add(path.stem)
            value = self._value(shown, dict, optional=False)
            if value is not None:
                entry = self._checked(Indicator, value, shown, ())
                if entry is not None:
                    found[path.stem] = entry
        self.written["indicators"] = frozenset(names)
        return found

    def _value(self, path: str, form: type, *, optional: bool) -> object:
        if optional and not (self.root / path).exists():
            return None
        file = read_yaml(self.root / path, path)
        self.files[path] = file
        self.problems += file.problems
        if file.value is None and not file.problems:
            self.problems.append(fault("D402", path, 1))
        elif file.value is not None and not isinstance(file.value, form):
            key = "D409/group" if form is dict else "D409/list"
            self.problems.append(fault(key, path, 1, stands=shown(file.value)))
            return None
        return file.value

    def _checked(self, form: object, raw: object, path: str, keys: tuple[str | int, ...]) -> Any:
        """The entry, or None; what a key lacks is not told where the file itself has faults."""
        try:
            return _adapter(form).validate_python(raw)
        except ValidationError as error:
            if not self.files[path].problems:
                self.problems += model_faults(error, self.files[path], below=keys, form=form)
            return None


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _name_faults(path: Path, shown: str) -> Iterator[Problem]:
    if path.name.startswith("."):
        return
    if path.is_symlink():
        yield fault("D408/link", shown, None)
    elif path.is_dir() or path.suffix not in {".yml", ".yaml"}:
        yield fault("D408/stray", shown, None)
    elif path.suffix != ".yml" or not _NAME.fullmatch(path.stem):
        proposal = next(iter(_meant(path)), "navn")
        yield fault("D408/name", shown, None, proposal=f"{proposal}.yml")


def _meant(path: Path) -> Iterator[str]:
    """The name of the indicator that a file with a wrong name describes."""
    plain = re.sub(r"[^a-z0-9]+", "_", path.stem.lower().translate(_ASCII)).strip("_")
    if plain and path.suffix in {".yml", ".yaml"}:
        yield plain
