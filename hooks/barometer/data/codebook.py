"""Every YAML file of `data/` as typed models: codebook, phrases, other numbers."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import Field, StringConstraints

from barometer.data import model
from barometer.faults.model_errors import read_block, read_model, read_parts
from barometer.faults.report import Fault, make_fault
from barometer.faults.yaml_file import YamlFile
from barometer.text import LANGUAGES, Language, Strict, Text, Words, slug

INDICATORS = "data/indicators"
PUBLISHER = "data/publisher.yml"
_NAME = re.compile(r"[a-z][a-z0-9_]*")

GROUPS: Mapping[str, Any] = {
    "editions": Mapping[model.EditionKey, model.Edition],
    "sources": Mapping[model.Name, model.Source],
    "values": Mapping[model.Name, model.Described],
    "themes": Mapping[model.Name, Text],
    "concepts": Mapping[model.Name, model.Concept],
    "terms": Mapping[model.TermKey, model.Term],
    "words": Mapping[model.Name, dict[model.Name, Text]],
}
"""The files of named entries, and what they hold."""
_OPTIONAL = {"values", "concepts", "terms", "words", "comparisons"}
_ORDERED = {"themes", "concepts"}
"""Groups whose order says something; the others stand in the order of their keys."""


@dataclass(frozen=True)
class Codebook:
    """What could be read; `files` has the lines, `written` every name that stands in a file.

    A group that is not in `written` could not be read at all: then nothing is known to be unknown.
    """

    editions: Mapping[str, model.Edition] = field(default_factory=dict)
    sources: Mapping[str, model.Source] = field(default_factory=dict)
    indicators: Mapping[str, model.Indicator] = field(default_factory=dict)
    values: Mapping[str, model.Described] = field(default_factory=dict)
    themes: Mapping[str, Text] = field(default_factory=dict)
    concepts: Mapping[str, model.Concept] = field(default_factory=dict)
    terms: Mapping[str, model.Term] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    comparisons: tuple[model.Comparison, ...] = ()
    publisher: model.Publisher | None = None
    files: Mapping[str, YamlFile] = field(default_factory=dict)
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Fault, ...] = ()

    def described(self, name: str) -> model.Described | None:
        """The indicator or the plain value of that name, if it could be read."""
        return self.indicators.get(name) or self.values.get(name)

    def names(self, *groups: str) -> frozenset[str] | None:
        """Every name that stands in the files of these groups; None if one could not be read."""
        found = [self.written.get(group) for group in groups]
        return None if None in found else frozenset().union(*(one for one in found if one))

    def line(self, path: str, *keys: str | int) -> int | None:
        """The line of a key in one of the files."""
        return self.files[path].line(keys) if path in self.files else None


def indicator_file(name: str) -> str:
    """The path, below the project, of an indicator's file."""
    return f"{INDICATORS}/{name}.yml"


def read_codebook(root: Path) -> Codebook:
    """Every YAML file of `data/` that says what the numbers mean."""
    reader = _Reader(root)
    groups = {name: reader.group(name) for name in GROUPS}
    return Codebook(
        **groups,
        indicators=reader.indicators(),
        comparisons=reader.comparisons(),
        publisher=reader.publisher(),
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
        self.problems: list[Fault] = []

    def group(self, name: str) -> dict[str, Any]:
        """A file of the form name → entry; entries with faults are left out."""
        path = f"data/{name}.yml"
        value = self._value(path, dict, optional=name in _OPTIONAL)
        entries = value or {}
        if value is not None or (name in _OPTIONAL and not (self.root / path).exists()):
            self.written[name] = frozenset(entries) | {key.lower() for key in entries}
        key_form, entry_form = get_args(GROUPS[name])
        found = {}
        if name not in _ORDERED:  # edition 10 comes after edition 9
            entries = dict(sorted(entries.items(), key=lambda entry: entry[0].rjust(4)))
        for key, raw in entries.items():
            self._checked(key_form, key, path, (key,))
            entry = self._checked(entry_form, raw, path, (key,))
            if entry is not None:
                found[key] = entry
        return found

    def comparisons(self) -> tuple[model.Comparison, ...]:
        """The differences that sources published as significant, or not."""
        path = "data/comparisons.yml"
        value = self._value(path, list, optional=True)
        found = (
            self._checked(model.Comparison, raw, path, (at,)) for at, raw in enumerate(value or [])
        )
        known = (one for one in found if one is not None)
        return tuple(sorted(known, key=lambda one: one.compare))

    def publisher(self) -> model.Publisher | None:
        """Who publishes the site."""
        value = self._value(PUBLISHER, dict)
        found: model.Publisher | None = (
            None if value is None else self._checked(model.Publisher, value, PUBLISHER, ())
        )
        return found

    def indicators(self) -> dict[str, model.Indicator]:
        """One file an indicator, named as it."""
        folder = self.root / INDICATORS
        found: dict[str, model.Indicator] = {}
        names: set[str] = set()
        if not folder.is_dir():
            self.problems.append(make_fault("D401/missing", INDICATORS, None))
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            shown = f"{INDICATORS}/{path.name}"
            wrong = list(_name_faults(path, shown))
            self.problems += wrong
            if wrong or path.name.startswith("."):
                names.update(_meant(path))
                continue
            names.add(path.stem)
            value = self._value(shown, dict)
            entry = None if value is None else self._checked(model.Indicator, value, shown, ())
            if entry is not None:
                found[path.stem] = entry
        self.written["indicators"] = frozenset(names)
        return found

    def _value(self, path: str, form: type, *, optional: bool = False) -> Any:
        value, file = read_parts(self.root, path, form, optional=optional)
        if optional and not (self.root / path).exists():
            return None
        self.files[path] = file
        self.problems += file.problems
        if value is None and not file.problems:
            self.problems.append(make_fault("D402", path, 1))
        return value

    def _checked(self, form: object, raw: object, path: str, keys: tuple[str | int, ...]) -> Any:
        return read_block(form, raw, self.files[path], keys, self.problems)


def _name_faults(path: Path, shown: str) -> Iterator[Fault]:
    if path.name.startswith("."):
        return
    if path.is_symlink():
        yield make_fault("D408/link", shown, None)
    elif path.is_dir() or path.suffix not in {".yml", ".yaml"}:
        yield make_fault("D408/stray", shown, None)
    elif path.suffix != ".yml" or not _NAME.fullmatch(path.stem):
        proposal = next(iter(_meant(path)), "navn")
        yield make_fault("D408/name", shown, None, proposal=f"{proposal}.yml")


def _meant(path: Path) -> Iterator[str]:
    """The name of the indicator that a file with a wrong name describes."""
    plain = slug(path.stem).replace("-", "_")
    if plain and path.suffix in {".yml", ".yaml"}:
        yield plain


OTHER_NUMBERS = "data/other_numbers.yml"


class OtherNumber(Strict):
    """A percentage that a page may say unbound: its page, its words and why."""

    page: Words
    text: Text
    reason: Text


def read_others(root: Path) -> tuple[tuple[OtherNumber, ...], YamlFile]:
    """The exceptions of the project in `root`, and their file with its faults, if there is one."""
    if not (root / OTHER_NUMBERS).exists():
        return (), YamlFile(OTHER_NUMBERS)
    numbers, file = read_model(root, OTHER_NUMBERS, tuple[OtherNumber, ...] | None)
    return numbers or (), file


PHRASES = "data/phrases.yml"
Form = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Limit = Annotated[float, Field(allow_inf_nan=False)]


class Forms(Strict):
    """The ways in which each language says one thing."""

    da: Annotated[tuple[Form, ...], Field(min_length=1)]
    en: Annotated[tuple[Form, ...], Field(min_length=1)]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return self.da if language == "da" else self.en


class Range(Strict):
    """Limits of a number: `at_least` and `at_most` are inside, `above` and `below` outside."""

    at_least: Limit | None = None
    above: Limit | None = None
    at_most: Limit | None = None
    below: Limit | None = None

    @property
    def low(self) -> float:
        """The lower limit, minus infinity where there is none."""
        known = [one for one in (self.at_least, self.above) if one is not None]
        return max(known, default=-math.inf)

    @property
    def high(self) -> float:
        """The upper limit, infinity where there is none."""
        known = [one for one in (self.at_most, self.below) if one is not None]
        return min(known, default=math.inf)


class Share(Range, Forms):
    """A phrase for a share of 100; `share` where it names a fraction."""

    share: Annotated[Limit | None, Field(ge=0, le=100)] = None


class Hedge(Range, Forms):
    """Words before a number; the limits are counted in the number's own rounding."""


class Direction(Forms):
    """Words that say which of two values is the higher; `time` where the later one is meant."""

    up: bool
    time: bool = False


class Ratio(Range, Forms):
    """Words that say how many times one value is the other."""

    times: Annotated[Limit, Field(gt=0)]


class Compared(Strict):
    """Words after a direction: those that name the other side, and those of a movement."""

    than: Forms
    moved: Forms


class Units(Strict):
    """Words after a number."""

    percent: Forms
    points: Forms
    time: Forms


class Spelling(Strict):
    """How a language spells whole numbers below a hundred, and a few others."""

    ones: Annotated[tuple[Form, ...], Field(min_length=20, max_length=20)]
    tens: Annotated[tuple[Form, ...], Field(min_length=8, max_length=8)]
    pattern: Annotated[str, StringConstraints(pattern=r"\{(one|ten)\}.*\{(one|ten)\}")]
    other: Mapping[Form, int] = Field(default_factory=dict)
    articles: tuple[Form, ...] = ()


class Spellings(Strict):
    """The spelled-out numbers of both languages."""

    da: Spelling
    en: Spelling

    def __getitem__(self, language: Language) -> Spelling:
        return self.da if language == "da" else self.en


class Statistic(Strict):
    """The words by which a sentence is known to speak of the statistic; `*` is the rest of a word.

    `counted` is what it counts, `survey` the survey itself, `sector` who answers, `theme` what it
    asks about, `share` what it publishes. `general` says something of them all: rank, development,
    amount; so does `frequency` where what is counted is named. A sentence with a `conditional`, or
    that begins with an `imperative`, claims nothing, unless the words are those of `stated`: `kan
    se`. `none` speaks of all, a `part` before "all" means some of them, and `so_many` stands
    between two numbers: `two innovations in five`.
    """

    counted: Forms
    survey: Forms
    sector: Forms
    theme: Forms
    share: Forms
    general: Forms
    frequency: Forms
    stated: Forms
    conditional: Forms
    imperative: Forms
    none: Forms
    so_many: Forms
    part: Forms


class Phrases(Strict):
    """The whole file."""

    shares: Mapping[model.Name, Share]
    hedges: Mapping[model.Name, Hedge]
    directions: Mapping[model.Name, Direction]
    ratios: Mapping[model.Name, Ratio]
    extremes: Mapping[model.Name, Direction]
    unclear: Forms
    unknown: Forms
    negations: Forms
    every: Forms
    present: Forms
    idioms: Forms
    unread: Forms
    dated: Forms
    ordinals: Forms
    compared: Compared
    units: Units
    numbers: Spellings
    statistic: Statistic


def read_phrases(root: Path) -> tuple[Phrases | None, tuple[Fault, ...]]:
    """The phrases of the project in `root`, None where anything is wrong, and every fault."""
    phrases, file = read_model(root, PHRASES, Phrases)
    if phrases is None:
        return None, file.problems
    problems = tuple(_twice(phrases, file))
    return None if problems else phrases, problems


def _twice(phrases: Phrases, file: YamlFile) -> Iterator[Fault]:
    """A phrase that stands in two blocks of the same part could mean either."""
    for part in ("shares", "hedges", "directions", "ratios", "extremes"):
        for language in LANGUAGES:
            seen: dict[str, str] = {}
            for name, one in getattr(phrases, part).items():
                for form in one[language]:
                    if form in seen:
                        line = file.line([part, name, language])
                        words = {"form": form, "first": seen[form]}
                        yield make_fault("V602", PHRASES, line, f"{part}.{name}", **words)
                    seen.setdefault(form, name)
