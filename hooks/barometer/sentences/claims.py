"""Words read as amounts, directions, hedges: tokens, lexicon, claim."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from barometer.data.codebook import Direction, Hedge, Phrases, Range, Ratio, Share, Spelling
from barometer.text import HARD_SPACE, MINUS, Language, format_number, other_language, round_number

Kind = Literal["number", "share", "ratio"]


Unit = Literal["", "percent", "points"]


EPSILON = 1e-9


@dataclass(frozen=True)
class Bounds:
    """The values from `low` to `high`; an open end is itself outside."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def hold(self, value: float) -> bool:
        """Whether the value is inside."""
        above = value > self.low + EPSILON if self.low_open else value >= self.low - EPSILON
        below = value < self.high - EPSILON if self.high_open else value <= self.high + EPSILON
        return above and below


@dataclass(frozen=True)
class Amount:
    """What a number or phrase says: its bounds, the exact amount named, and how it is written.

    `step` is its own rounding, in the unit of the value; `digits` its decimals, None for a phrase.
    """

    kind: Kind
    bounds: Bounds
    exact: float | None = None
    step: float = 1.0
    digits: int | None = None
    unit: Unit = ""
    proper: bool = True
    hedged: bool = False

    def holds(self, value: float) -> bool:
        """Whether the words may stand for the value, and do not say it more finely than it is."""
        if self.digits is not None and not self.hedged and self.digits > decimals(value):
            return False
        return self.bounds.hold(value)


def of_number(value: float, digits: int, *, proper: bool = True) -> Amount:
    """A plain number: it stands for itself alone."""
    return Amount(
        "number", Bounds(value, value), value, rounding(value, digits), digits, proper=proper
    )


def of_range(kind: Kind, limits: Range, exact: float | None) -> Amount:
    """A phrase with limits of its own."""
    bounds = bounds_of(limits)
    step = bounds.high - bounds.low
    return Amount(kind, bounds, exact, step if math.isfinite(step) else 1.0)


def bounds_of(limits: Range, at: float = 0.0, step: float = 1.0) -> Bounds:
    """The bounds that limits mean when they are counted in steps from `at`."""
    low, high = limits.low, limits.high
    return Bounds(
        at + low * step if math.isfinite(low) else low,
        at + high * step if math.isfinite(high) else high,
        limits.above is not None and limits.above == low,
        limits.below is not None and limits.below == high,
    )


def hedged(amount: Amount, hedge: Hedge) -> Amount | None:
    """The amount with the words before it, such as about; None where it names no number."""
    if amount.exact is None:
        return None
    return replace(amount, bounds=bounds_of(hedge, amount.exact, amount.step), hedged=True)


def decimals(value: float) -> int:
    """The decimals in which a value was published."""
    return max(0, -int(round_number(value).as_tuple().exponent))


def rounding(value: float, digits: int) -> float:
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
class ClaimedAmount:
    """An amount where it stands in the text."""

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True)
class ClaimedDirection:
    """A word of direction where it stands; `extreme` for the most and the least."""

    start: int
    end: int
    up: bool
    time: bool
    extreme: bool


@dataclass(frozen=True)
class Claim:
    """Everything that a text claims, in order; `whole` where it begins by speaking of all."""

    text: str
    amounts: tuple[ClaimedAmount, ...] = ()
    turns: tuple[ClaimedDirection, ...] = ()
    years: tuple[int, ...] = ()
    unclear: bool = False
    unknown: bool = False
    negated: bool = False
    every: bool = False
    whole: bool = False

    @property
    def undecided(self) -> bool:
        """Whether it says that nothing clearly differs, or that nobody can tell."""
        return self.unclear or self.unknown


Marker = Literal["unclear", "unknown", "negation", "every", "idiom"]


Meaning = Share | Hedge | Direction | Ratio | Marker | tuple[Literal["unit"], Unit]


@dataclass(frozen=True)
class Phrase:
    """One way of saying something; `extreme` sets superlatives apart from comparisons."""

    keys: tuple[str, ...]
    meaning: Meaning
    extreme: bool = False


@dataclass(frozen=True)
class Numeral:
    """A number in digits: its value, its decimals, and whether its signs are the language's own."""

    value: float
    digits: int
    proper: bool
    year: bool = False


@dataclass(frozen=True)
class Token:
    """A word, a number or a per cent sign; `start` and `end` are its place in the text."""

    text: str
    start: int
    end: int
    numeral: Numeral | None = None

    @property
    def word(self) -> str:
        """The word as it is compared: small letters, é as e."""
        return self.text.casefold().replace("é", "e")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases and the spelled-out numbers of one language."""

    language: Language
    phrases: Mapping[str, Sequence[Phrase]]
    spelled: Mapping[tuple[str, ...], int]
    articles: frozenset[str] = frozenset()
    percent: tuple[str, ...] = ()

    def keys(self, found: Sequence[Token]) -> tuple[str, ...]:
        """Tokens as phrases are looked up: `4` and `four` are the same."""
        return tuple(self._key(token) for token in found)

    def at(self, keys: Sequence[str], place: int) -> Iterator[Phrase]:
        """The phrases that begin at that token, the longest first."""
        for phrase in self.phrases.get(keys[place], ()) if place < len(keys) else ():
            if keys[place : place + len(phrase.keys)] == phrase.keys:
                yield phrase

    def spelled_at(self, found: Sequence[Token], place: int) -> tuple[int, int] | None:
        """The number in letters that begins at that token, and of how many tokens it is."""
        for length in (2, 1):
            here = tuple(token.word for token in found[place : place + length])
            if len(here) == length and here in self.spelled:
                return self.spelled[here], length
        return None

    def _key(self, token: Token) -> str:
        if token.numeral and token.numeral.value == int(token.numeral.value):
            return f"#{int(token.numeral.value)}"
        return self.word_key(token.word)

    def word_key(self, word: str) -> str:
        """A word as it is looked up."""
        number = self.spelled.get((word,))
        return word if number is None else f"#{number}"


@lru_cache(maxsize=8192)
def read_claim(text: str, lexicon: Lexicon) -> Claim:
    """The claim of a text; never fails, whatever the text."""
    reader = _Reader(lexicon, tokens(text, lexicon.language))
    return reader.claim(text)


class _Reader:
    """Walks the tokens once; every step takes the longest phrase that makes sense there."""

    def __init__(self, lexicon: Lexicon, found: Sequence[Token]) -> None:
        self.lexicon, self.found = lexicon, found
        self.keys = lexicon.keys(found)

    def claim(self, text: str) -> Claim:
        amounts: list[ClaimedAmount] = []
        turns: list[ClaimedDirection] = []
        years: list[int] = []
        flags: set[str] = set()
        place, negated_at = 0, -1
        while place < len(self.found):
            step, meaning = self._next(place)
            if isinstance(meaning, Amount):
                amounts.append(ClaimedAmount(self._start(place), self._end(place + step), meaning))
            elif isinstance(meaning, ClaimedDirection):
                turns.append(meaning)
            elif isinstance(meaning, int):
                years.append(meaning)
            elif meaning:
                flags.add(meaning)
            if meaning == "every" and place == 0:
                flags.add("whole")
            if meaning == "negation":
                negated_at = place + step
            elif negated_at == place and isinstance(meaning, Amount | ClaimedDirection):
                flags.add("negated")
            place += step
        return Claim(
            text,
            tuple(amounts),
            tuple(turns),
            tuple(years),
            unclear="unclear" in flags,
            unknown="unknown" in flags,
            negated="negated" in flags,
            every="every" in flags,
            whole="whole" in flags,
        )

    def _next(self, place: int) -> tuple[int, Amount | ClaimedDirection | int | str]:
        """How many tokens the next piece takes, and what it means: nothing is the empty string."""
        amount = self._amount(place)
        for phrase in self.lexicon.at(self.keys, place):
            length = len(phrase.keys)
            if amount and amount[0] > length:
                break
            if isinstance(phrase.meaning, Hedge):
                hedge = self._hedged(phrase.meaning, place + length)
                if hedge:
                    return length + hedge[0], hedge[1]
            elif isinstance(phrase.meaning, Direction):
                return length, self._turn(phrase, place)
            elif isinstance(phrase.meaning, str):
                return length, phrase.meaning
        if amount:
            return amount
        return self._year(place) or (1, "")

    def _hedged(self, hedge: Hedge, place: int) -> tuple[int, Amount] | None:
        found = self._amount(place)
        said = hedged(found[1], hedge) if found else None
        return (found[0], said) if found and said else None

    def _amount(self, place: int) -> tuple[int, Amount] | None:
        """The longest amount that begins here, with its unit, and how many tokens it takes."""
        found = [one for one in (self._phrase(place), self._number(place)) if one]
        if not found:
            return None
        length, amount = max(found, key=lambda one: one[0])
        after, unit = self._unit(place + length)
        if unit:
            return length + after, replace(amount, unit=unit)
        one = amount.kind == "number" and amount.exact == 1 and not self.found[place].numeral
        return None if one else (length, amount)

    def _phrase(self, place: int) -> tuple[int, Amount] | None:
        for phrase in self.lexicon.at(self.keys, place):
            if isinstance(phrase.meaning, Share):
                return len(phrase.keys), of_range("share", phrase.meaning, phrase.meaning.share)
            if isinstance(phrase.meaning, Ratio):
                return len(phrase.keys), of_range("ratio", phrase.meaning, phrase.meaning.times)
        return None

    def _number(self, place: int) -> tuple[int, Amount] | None:
        if place >= len(self.found):
            return None
        numeral = self.found[place].numeral
        if numeral:
            if numeral.year or self._follows_year(place):
                return None
            return 1, of_number(numeral.value, numeral.digits, proper=numeral.proper)
        if self.found[place].text.casefold() in self.lexicon.articles:
            return None
        spelled = self.lexicon.spelled_at(self.found, place)
        return (spelled[1], of_number(spelled[0], 0)) if spelled else None

    def _follows_year(self, place: int) -> bool:
        """Whether the number is the end of a period such as `2018-19`."""
        before = self.found[place - 1] if place else None
        here = self.found[place]
        return bool(
            before
            and before.numeral
            and before.numeral.year
            and here.start == before.end + 1
            and len(here.text) == len("19")
        )

    def _unit(self, place: int) -> tuple[int, Unit]:
        for phrase in self.lexicon.at(self.keys, place):
            if isinstance(phrase.meaning, tuple):
                return len(phrase.keys), phrase.meaning[1]
        return 0, ""

    def _year(self, place: int) -> tuple[int, int] | None:
        numeral = self.found[place].numeral
        return (1, int(numeral.value)) if numeral and numeral.year else None

    def _turn(self, phrase: Phrase, place: int) -> ClaimedDirection:
        assert isinstance(phrase.meaning, Direction)  # noqa: S101 - narrows for the type checker
        end = self._end(place + len(phrase.keys))
        return ClaimedDirection(
            self._start(place), end, phrase.meaning.up, phrase.meaning.time, phrase.extreme
        )

    def _start(self, place: int) -> int:
        return self.found[place].start

    def _end(self, place: int) -> int:
        return self.found[place - 1].end


def read_lexicon(phrases: Phrases, language: Language) -> Lexicon:
    """The lexicon of one language; the same phrases give the same one."""
    return _lexicon(phrases.model_dump_json(), language)


@lru_cache(maxsize=4)
def _lexicon(told: str, language: Language) -> Lexicon:
    phrases = Phrases.model_validate_json(told)
    spelled = dict(_spelled(phrases.numbers[language]))
    bare = Lexicon(language, {}, spelled)
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for form, meaning, extreme in _forms(phrases, language):
        keys = tuple(bare.word_key(word) for word in phrase_words(form))
        if keys:
            by_first[keys[0]].append(Phrase(keys, meaning, extreme))
    for found in by_first.values():
        found.sort(key=lambda phrase: -len(phrase.keys))
    articles = frozenset(phrases.numbers[language].articles)
    percent = tuple(phrases.units.percent[language])
    return Lexicon(language, by_first, spelled, articles, percent)


def _forms(phrases: Phrases, language: Language) -> Iterator[tuple[str, Meaning, bool]]:
    listed = (phrases.shares, phrases.hedges, phrases.ratios, phrases.directions)
    for group in listed:
        for one in group.values():
            yield from ((form, one, False) for form in one[language])
    for direction in phrases.extremes.values():
        yield from ((form, direction, True) for form in direction[language])
    markers: tuple[tuple[Marker, Sequence[str]], ...] = (
        ("unclear", phrases.unclear[language]),
        ("unknown", phrases.unknown[language]),
        ("negation", phrases.negations[language]),
        ("every", phrases.every[language]),
        ("idiom", phrases.idioms[language]),
    )
    for marker, forms in markers:
        yield from ((form, marker, False) for form in forms)
    for form in phrases.units.percent[language]:
        yield form, ("unit", "percent"), False
    for form in phrases.units.points[language]:
        yield form, ("unit", "points"), False


def _spelled(spelling: Spelling) -> Iterator[tuple[tuple[str, ...], int]]:
    for number, word in enumerate(spelling.ones):
        yield tuple(phrase_words(word)), number
    for tens, ten in enumerate(spelling.tens, start=2):
        yield tuple(phrase_words(ten)), 10 * tens
        for one in range(1, 10):
            said = spelling.pattern.format(one=spelling.ones[one], ten=ten)
            yield tuple(phrase_words(said)), 10 * tens + one
    for word, number in spelling.other.items():
        yield tuple(phrase_words(word)), number


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")


_MOST_DIGITS = 15


_SIGNS = ("-", MINUS)


_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@lru_cache(maxsize=8192)
def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """The words and numbers of a text, in order; whatever stands between them is left out."""
    return tuple(_tokens(text, language))


def _tokens(text: str, language: Language) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        start, end, said = found.start(), found.end(), found.group()
        if not said[0].isdecimal() or not said.isascii() or _ordinal(text, end, language):
            yield Token(said, start, end)
        else:
            minus = _negative(text, start)
            yield Token(text[start - minus : end], start - minus, end, _read(said, language, minus))


def _read(text: str, language: Language, negative: bool) -> Numeral | None:
    """The number as this language reads it, or else as the other does, which is not proper."""
    own = numeral(text, language, negative)
    foreign = None if own else numeral(text, other_language(language), negative)
    return replace(foreign, proper=False) if foreign else own


def _ordinal(text: str, end: int, language: Language) -> bool:
    """Whether a number is an order: `4. udgave`, `4th edition`."""
    if language == "en":
        return text[end : end + 2] in {"st", "nd", "rd", "th"}
    return text[end : end + 2] in {". ", f".{HARD_SPACE}"} and text[end + 2 : end + 3].islower()


def _negative(text: str, start: int) -> bool:
    """Whether a minus stands before the number, and not a hyphen inside a word or a span."""
    before = text[max(0, start - 2) : start]
    return before[-1:] in _SIGNS and not before[:-1].strip()


def numeral(text: str, language: Language, negative: bool = False) -> Numeral | None:
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
    short = text.isdecimal() and len(text) <= len(groups[0]) <= 3 and text == str(int(text))
    proper = short or format_number(abs(value), language, min(len(rest), 6)) == text
    return Numeral(value, len(rest), proper, text.isdecimal() and _is_year(text))


def _is_year(text: str) -> bool:
    return len(text) == len("2000") and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def phrase_words(form: str) -> Sequence[str]:
    """A phrase of the list as the words that are looked for."""
    return [found.group().casefold().replace("é", "e") for found in _TOKEN.finditer(form)]
