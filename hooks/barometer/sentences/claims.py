"""Words read as claims: the tokens of a text, the phrases of a language, amounts and directions."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from barometer.data.codebook import Forms, Hedge, Phrases, Range, Spelling
from barometer.text import (
    HARD_SPACE,
    MINUS,
    Language,
    count_decimals,
    format_number,
    other_language,
)

Kind = Literal["number", "share", "ratio"]
Unit = Literal["", "percent", "points"]
Mark = Literal[
    "unclear", "unknown", "negation", "negated", "every", "whole", "idiom", "percent", "points"
]
"""What else a text says; `negated` where a negation stands before an amount or a direction.

`whole` where it begins by speaking of all; an `idiom` is a set phrase that claims nothing. The
units are marks in the lexicon only: in a claim they belong to the amount before them.
"""

DIGITS = frozenset("0123456789")
EPSILON = 1e-9
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_MOST_DIGITS = 15
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Bounds(NamedTuple):
    """The values from `low` to `high`, in which an open end is a little further in."""

    low: float = -math.inf
    high: float = math.inf

    def hold(self, value: float) -> bool:
        """Whether the value is inside."""
        return self.low - EPSILON <= value <= self.high + EPSILON


def bounds_of(limits: Range, at: float = 0.0, step: float = 1.0) -> Bounds:
    """The bounds that the limits of a phrase mean when they are counted in steps from `at`."""
    low = at + limits.low * step if math.isfinite(limits.low) else limits.low
    high = at + limits.high * step if math.isfinite(limits.high) else limits.high
    above = limits.above is not None and limits.above == limits.low
    below = limits.below is not None and limits.below == limits.high
    return Bounds(low + 2 * EPSILON * above, high - 2 * EPSILON * below)


@dataclass(frozen=True)
class Amount:
    """What a number or phrase says: its bounds, the exact amount named, and how it is written.

    `step` is its own rounding, in the unit of the value; `digits` its decimals, None for a phrase;
    `start` and `end` are its place in a text.
    """

    kind: Kind
    bounds: Bounds
    exact: float | None = None
    step: float = 1.0
    digits: int | None = None
    unit: Unit = ""
    proper: bool = True
    hedged: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def holds(self, value: float) -> bool:
        """Whether the words may stand for the value, and do not say it more finely than it is."""
        if self.digits is not None and not self.hedged and self.digits > count_decimals(value):
            return False
        return self.bounds.hold(value)


def _number_amount(value: float, digits: int, *, proper: bool = True) -> Amount:
    """A plain number: it stands for itself alone."""
    step = _rounding_step(value, digits)
    return Amount("number", Bounds(value, value), value, step, digits, proper=proper)


def _phrase_amount(kind: Kind, limits: Range, exact: float | None) -> Amount:
    """A phrase with limits of its own."""
    bounds = bounds_of(limits)
    step = bounds.high - bounds.low
    return Amount(kind, bounds, exact, step if math.isfinite(step) else 1.0)


def _rounding_step(value: float, digits: int) -> float:
    """The unit to which a number is visibly rounded: 80 to tens, 85 to fives, 1,600 to hundreds."""
    if digits or not value:
        return float(Decimal(1).scaleb(-digits))
    whole = abs(int(value))
    most = 10 ** max(1, len(str(whole)) - 2)
    step = 1
    while whole % (step * 10) == 0 and step * 10 <= most:
        step *= 10
    return step * 5.0 if step == 1 and whole % 5 == 0 else float(step)


@dataclass(frozen=True)
class Turn:
    """A word of direction; `time` where the later value is meant, `extreme` for the most."""

    up: bool
    time: bool
    extreme: bool
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Claim:
    """Everything that a text claims, in order."""

    text: str
    amounts: tuple[Amount, ...] = ()
    turns: tuple[Turn, ...] = ()
    years: tuple[int, ...] = ()
    marks: frozenset[Mark] = frozenset()

    @property
    def undecided(self) -> bool:
        """Whether it says that nothing clearly differs, or that nobody can tell."""
        return bool(self.marks & {"unclear", "unknown"})

    def words(self, part: Amount | Turn) -> str:
        """The words of an amount or a direction, as they stand."""
        return self.text[part.start : part.end]


@dataclass(frozen=True)
class Numeral:
    """A number in digits: its value, its decimals, and whether its signs are the language's own."""

    value: float
    digits: int
    proper: bool
    year: bool = False


class Token(NamedTuple):
    """A word, a number or a per cent sign; `start` and `end` are its place in the text.

    `word` is how it is compared: in small letters, é as e.
    """

    text: str
    start: int
    end: int
    word: str
    numeral: Numeral | None = None


@lru_cache(maxsize=8192)
def tokenize(text: str, language: Language) -> tuple[Token, ...]:
    """The words and numbers of a text, in order; whatever stands between them is left out."""
    found = []
    for match in _TOKEN.finditer(text):
        words, (start, end) = match[0], match.span()
        if not words[0].isdecimal() or not words.isascii() or _is_ordinal(text, end, language):
            found.append(Token(words, start, end, words.casefold().replace("é", "e")))
            continue
        before = text[max(0, start - 2) : start]
        minus = before[-1:] in ("-", MINUS) and not before[:-1].strip()
        numeral = read_numeral(words, language, minus)
        if numeral is None and (foreign := read_numeral(words, other_language(language), minus)):
            numeral = replace(foreign, proper=False)
        found.append(Token(text[start - minus : end], start - minus, end, words, numeral))
    return tuple(found)


def words_of(text: str, language: Language) -> list[str]:
    """The words of a text as they are compared."""
    return [token.word for token in tokenize(text, language)]


def _is_ordinal(text: str, end: int, language: Language) -> bool:
    """Whether the number that ends there is an order: `4. udgave`, `4th edition`."""
    if language == "en":
        return text[end : end + 2] in {"st", "nd", "rd", "th"}
    return text[end : end + 2] in {". ", f".{HARD_SPACE}"} and text[end + 2 : end + 3].islower()


def read_numeral(text: str, language: Language, negative: bool = False) -> Numeral | None:
    """Digits with their signs as a number, None for what is none in this language: `1.2.3`."""
    point, thousand = (",", ".") if language == "da" else (".", ",")
    whole, mark, rest = text.partition(point)
    groups = whole.split(thousand)
    if thousand in rest or point in rest or len(text) > _MOST_DIGITS:
        return None
    if any(len(group) != len("000") for group in groups[1:]):
        return None
    value = float("".join(groups) + (f".{rest}" if mark else ""))
    value = -value if negative and value else value
    short = text.isdecimal() and len(text) <= 3 and text == str(int(text))
    proper = short or format_number(abs(value), language, min(len(rest), 6)) == text
    year = text.isdecimal() and len(text) == len("2000") and _FIRST_YEAR <= int(text) <= _LAST_YEAR
    return Numeral(value, len(rest), proper, year)


Meaning = Amount | Hedge | Turn | Mark


@dataclass(frozen=True)
class Phrase:
    """One way of saying something: its words as they are looked up, and what it means."""

    keys: tuple[str, ...]
    meaning: Meaning


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases, by their first word, and the spelled-out numbers of one language.

    `single` are the numbers of one word as phrases are looked up, `time` the units of which a part
    is no share; `statistic` is searched for in a text in small letters.
    """

    language: Language
    phrases: Mapping[str, Sequence[Phrase]]
    spelled: Mapping[tuple[str, ...], int]
    articles: frozenset[str]
    statistic: Mapping[str, re.Pattern[str]]
    single: Mapping[str, str]
    time: frozenset[str]

    @cached_property
    def first(self) -> frozenset[str]:
        """The words and keys with which a phrase or a number in letters begins."""
        return frozenset([*self.phrases, *(words[0] for words in self.spelled)])

    def keys(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Tokens as phrases are looked up: `4` and `four` are the same."""
        return tuple(
            f"#{int(token.numeral.value)}"
            if token.numeral and token.numeral.value == int(token.numeral.value)
            else self.single.get(token.word, token.word)
            for token in tokens
        )

    def phrases_at(self, keys: Sequence[str], place: int) -> Iterator[Phrase]:
        """The phrases that begin at that token, the longest first."""
        for phrase in self.phrases.get(keys[place], ()) if place < len(keys) else ():
            if keys[place : place + len(phrase.keys)] == phrase.keys:
                yield phrase

    def spelled_at(self, tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
        """Of how many tokens the number in letters is that begins at that token, and the number."""
        for length in (2, 1) if tokens[place].word in self.first else ():
            here = tuple(token.word for token in tokens[place : place + length])
            if len(here) == length and here in self.spelled:
                return length, self.spelled[here]
        return None


def read_lexicon(phrases: Phrases, language: Language) -> Lexicon:
    """The lexicon of one language."""
    spelling = phrases.numbers[language]
    spelled = _spell_numbers(spelling, language)
    single = {words[0]: f"#{number}" for words, number in spelled.items() if len(words) == 1}
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for form, meaning in _forms(phrases, language):
        keys = tuple(single.get(word, word) for word in words_of(form, language))
        if keys:
            by_first[keys[0]].append(Phrase(keys, meaning))
    for found in by_first.values():
        found.sort(key=lambda phrase: -len(phrase.keys))
    statistic = {kind: _pattern(forms[language]) for kind, forms in phrases.statistic}
    time = frozenset(phrases.units.time[language])
    articles = frozenset(spelling.articles)
    return Lexicon(language, by_first, spelled, articles, statistic, single, time)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, in a text in small letters; `*` is the rest of a word."""
    words = "|".join(re.escape(one.lower()).replace(r"\*", r"\w*") for one in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _forms(phrases: Phrases, language: Language) -> Iterator[tuple[str, Meaning]]:
    """Every way of saying something, with what it means."""
    groups: list[tuple[Forms, Meaning]] = [
        *((one, _phrase_amount("share", one, one.share)) for one in phrases.shares.values()),
        *((one, one) for one in phrases.hedges.values()),
        *((one, _phrase_amount("ratio", one, one.times)) for one in phrases.ratios.values()),
        *((one, Turn(one.up, one.time, False)) for one in phrases.directions.values()),
        *((one, Turn(one.up, one.time, True)) for one in phrases.extremes.values()),
        (phrases.unclear, "unclear"),
        (phrases.unknown, "unknown"),
        (phrases.negations, "negation"),
        (phrases.every, "every"),
        (phrases.idioms, "idiom"),
        (phrases.units.percent, "percent"),
        (phrases.units.points, "points"),
    ]
    for forms, meaning in groups:
        yield from ((form, meaning) for form in forms[language])


def _spell_numbers(spelling: Spelling, language: Language) -> dict[tuple[str, ...], int]:
    """The numbers below a hundred, and a few others, by their words."""
    numbers = {word: number for number, word in enumerate(spelling.ones)}
    for tens, ten in enumerate(spelling.tens, start=2):
        numbers[ten] = 10 * tens
        for unit, one in enumerate(spelling.ones[1:10], start=1):
            numbers[spelling.pattern.format(one=one, ten=ten)] = 10 * tens + unit
    numbers |= spelling.other
    return {tuple(words_of(word, language)): number for word, number in numbers.items()}


@lru_cache(maxsize=8192)
def read_claim(text: str, lexicon: Lexicon) -> Claim:
    """The claim of a text; never fails, whatever the text."""
    return _Reader(lexicon, tokenize(text, lexicon.language)).read(text)


class _Reader:
    """Walks the tokens once; every step takes the longest phrase that makes sense there."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token]) -> None:
        self.lexicon, self.tokens = lexicon, tokens
        self.keys = lexicon.keys(tokens)

    def read(self, text: str) -> Claim:
        amounts: list[Amount] = []
        turns: list[Turn] = []
        years: list[int] = []
        marks: set[Mark] = set()
        place, negated_at, first = 0, -1, self.lexicon.first
        while place < len(self.tokens):
            here = self.tokens[place]
            if not (here.numeral or self.keys[place] in first or here.word in first):
                place += 1  # most words mean nothing by themselves
                continue
            length, meaning = self._next(place)
            start, end = here.start, self.tokens[place + length - 1].end
            if negated_at == place and isinstance(meaning, Amount | Turn):
                marks.add("negated")
            if isinstance(meaning, Amount):
                amounts.append(replace(meaning, start=start, end=end))
            elif isinstance(meaning, Turn):
                turns.append(replace(meaning, start=start, end=end))
            elif isinstance(meaning, int):
                years.append(meaning)
            elif meaning:
                marks |= {meaning, "whole"} if meaning == "every" and place == 0 else {meaning}
            place += length
            negated_at = place if meaning == "negation" else negated_at
        return Claim(text, tuple(amounts), tuple(turns), tuple(years), frozenset(marks))

    def _next(self, place: int) -> tuple[int, Amount | Turn | int | Mark | None]:
        """How many tokens the next piece takes, and what it means: an amount, a year, nothing."""
        amount = self._amount(place)
        for phrase in self.lexicon.phrases_at(self.keys, place):
            length, meaning = len(phrase.keys), phrase.meaning
            if amount and amount[0] > length:
                break
            if isinstance(meaning, Hedge):
                number = self._amount(place + length)
                if number and number[1].exact is not None:
                    after, said = number
                    bounds = bounds_of(meaning, number[1].exact, said.step)
                    return length + after, replace(said, bounds=bounds, hedged=True)
            elif not isinstance(meaning, Amount) and meaning not in ("percent", "points"):
                return length, meaning
        numeral = self.tokens[place].numeral
        return amount or (1, int(numeral.value) if numeral and numeral.year else None)

    def _amount(self, place: int) -> tuple[int, Amount] | None:
        """The longest amount that begins here, with its unit, and how many tokens it takes."""
        found = [
            (len(phrase.keys), phrase.meaning)
            for phrase in self.lexicon.phrases_at(self.keys, place)
            if isinstance(phrase.meaning, Amount)
        ][:1]
        number = self._number(place) if place < len(self.tokens) else None
        if number:
            found.append(number)
        if not found:
            return None
        length, amount = max(found, key=lambda one: one[0])
        following = self.keys[place + length : place + length + 1]
        if amount.kind == "share" and self.lexicon.time.issuperset(following) and following:
            return None  # `every other month`
        for phrase in self.lexicon.phrases_at(self.keys, place + length):
            if phrase.meaning == "percent" or phrase.meaning == "points":
                return length + len(phrase.keys), replace(amount, unit=phrase.meaning)
        article = amount.kind == "number" and amount.exact == 1 and not self.tokens[place].numeral
        return None if article else (length, amount)

    def _number(self, place: int) -> tuple[int, Amount] | None:
        """A number in digits or letters; none for a year, or for the end of a period: `2018-19`."""
        here, before = self.tokens[place], self.tokens[place - 1] if place else None
        if numeral := here.numeral:
            after_year = before and before.numeral and before.numeral.year
            if numeral.year or (
                after_year and before and here.start == before.end + 1 and len(here.text) == 2
            ):
                return None
            return 1, _number_amount(numeral.value, numeral.digits, proper=numeral.proper)
        if here.text.casefold() in self.lexicon.articles:
            return None
        spelled = self.lexicon.spelled_at(self.tokens, place)
        return (spelled[0], _number_amount(spelled[1], 0)) if spelled else None
