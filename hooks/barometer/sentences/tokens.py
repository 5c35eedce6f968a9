"""Running text as words and numbers, each language reading digits in its own way."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from barometer import language as lang
from barometer.text import Language, other_language

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_MOST_DIGITS = 15
_SIGNS = ("-", lang.MINUS)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


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
    return (
        text[end : end + 2] in {". ", f".{lang.HARD_SPACE}"} and text[end + 2 : end + 3].islower()
    )


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
    proper = short or lang.number(abs(value), language, min(len(rest), 6)) == text
    return Numeral(value, len(rest), proper, text.isdecimal() and _is_year(text))


def _is_year(text: str) -> bool:
    return len(text) == len("2000") and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def words(form: str) -> Sequence[str]:
    """A phrase of the list as the words that are looked for."""
    return [found.group().casefold().replace("é", "e") for found in _TOKEN.finditer(form)]
