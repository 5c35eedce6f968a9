"""The words that stand for numbers, hedges and directions: the file `data/phrases.yml`."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from barometer.data.model import Name
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import Language, Strict
from barometer.yamlfile import YamlFile, read_yaml
from barometer.yamlmodel import model_faults

FILE = "data/phrases.yml"
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


class Phrases(Strict):
    """The whole file."""

    shares: Mapping[Name, Share]
    hedges: Mapping[Name, Hedge]
    directions: Mapping[Name, Direction]
    ratios: Mapping[Name, Ratio]
    extremes: Mapping[Name, Direction]
    unclear: Forms
    unknown: Forms
    negations: Forms
    every: Forms
    present: Forms
    idioms: Forms
    ordinals: Forms
    compared: Compared
    units: Units
    numbers: Spellings


def read_phrases(root: Path) -> tuple[Phrases | None, tuple[Problem, ...]]:
    """The phrases of the project in `root`, None where anything is wrong, and every fault."""
    file = read_yaml(root / FILE, FILE)
    if file.problems:
        return None, file.problems
    try:
        phrases = Phrases.model_validate(file.value if file.value is not None else {})
    except ValidationError as error:
        return None, tuple(model_faults(error, file, form=Phrases))
    problems = (*_empty_ranges(phrases, file), *_twice(phrases, file))
    return (None if problems else phrases), problems


def _empty_ranges(phrases: Phrases, file: YamlFile) -> Iterator[Problem]:
    for part in ("shares", "hedges", "ratios"):
        for name, one in getattr(phrases, part).items():
            if one.low > one.high:
                line = file.line([part, name])
                yield fault("V601", FILE, line, f"{part}.{name}", low=one.low, high=one.high)


def _twice(phrases: Phrases, file: YamlFile) -> Iterator[Problem]:
    """A phrase that stands in two blocks of the same part could mean either."""
    languages: tuple[Language, ...] = ("da", "en")
    for part in ("shares", "hedges", "directions", "ratios", "extremes"):
        for language in languages:
            seen: dict[str, str] = {}
            for name, one in getattr(phrases, part).items():
                for form in one[language]:
                    if form in seen:
                        line = file.line([part, name, language])
                        words = {"form": form, "first": seen[form]}
                        yield fault("V602", FILE, line, f"{part}.{name}", **words)
                    seen.setdefault(form, name)
