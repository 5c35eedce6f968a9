"""How each language writes numbers, shares, spans, dates and lists; never the machine's locale."""

import datetime
import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel import Locale, dates
from babel.lists import format_list
from babel.numbers import format_decimal

from barometer.text import Language, Text

HARD_SPACE = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
_LOCALES = {"da": "da", "en": "en_GB"}
_TO = {"da": "til", "en": "to"}
_PER_CENT = {"da": "procent", "en": "per cent"}
_MOST_DIGITS = 6


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])


def rounded(value: float, digits: int | None = None) -> Decimal:
    """The value as people round it, half away from zero; without `digits` as it was published.

    Raises ValueError for what is not a finite number.
    """
    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value!r}")
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))
    places = min(_MOST_DIGITS, _own_digits(exact)) if digits is None else digits
    near = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(near) if near.is_zero() else near


def _own_digits(exact: Decimal) -> int:
    exponent = exact.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=4096)
def number(value: float, language: Language, digits: int | None = None) -> str:
    """`4.494,5` in Danish, `4,494.5` in English; a true minus; `digits` fixes the decimals."""
    near = rounded(value, digits)
    places = max(0, -int(near.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(near, format=pattern, locale=_locale(language)).replace("-", MINUS)


def percent(value: float, language: Language, digits: int | None = None) -> str:
    """A share of 100 with its sign: `83 %` (hard space) in Danish, `83%` in English."""
    space = HARD_SPACE if language == "da" else ""
    return f"{number(value, language, digits)}{space}%"


def percent_in_words(value: float, language: Language, digits: int | None = None) -> str:
    """A share of 100 as prose writes it: `83 procent`, `83 per cent`, joined by a hard space."""
    return f"{number(value, language, digits)}{HARD_SPACE}{_PER_CENT[language]}"


def points(value: float, language: Language, digits: int | None = None) -> str:
    """A difference of two shares: `4 procentpoint`, `1 percentage point`, `4 percentage points`."""
    written = number(value, language, digits)
    if language == "da":
        return f"{written}{HARD_SPACE}procentpoint"
    noun = "point" if abs(rounded(value, digits)) == 1 else "points"
    return f"{written}{HARD_SPACE}percentage {noun}"


def span(
    low: float, high: float, language: Language, digits: int | None = None, *, share: bool = False
) -> str:
    """From low to high: `79–83`; with `share` `79–83 %` or `79–83%`; `−2 til 3`.

    Raises ValueError where low is above high.
    """
    if low > high:
        raise ValueError(f"a span runs upwards: {low!r} is above {high!r}")
    first, last = number(low, language, digits), number(high, language, digits)
    sign = percent(high, language, digits).removeprefix(last) if share else ""
    if first == last:
        return first + sign
    joint = f" {_TO[language]} " if low < 0 else DASH
    return f"{first}{joint}{last}{sign}"


def years(start: int, end: int) -> str:
    """A period of years, never with a thousands sign: `2013–2014`, `2014`."""
    if start > end:
        raise ValueError(f"a period runs forwards: {start} is after {end}")
    return str(start) if start == end else f"{start}{DASH}{end}"


def date(value: datetime.date | str, language: Language) -> str:
    """`23. november 2026`, `23 November 2026`; a source's `2019-09` or `2019` stays as coarse."""
    if isinstance(value, str):
        year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
        if not month:
            return str(year)
        if not day:
            return dates.format_date(
                datetime.date(year, month, 1), "MMMM y", locale=_locale(language)
            )
        value = datetime.date(year, month, day)
    return dates.format_date(value, "long", locale=_locale(language))


def joined(items: Sequence[str], language: Language) -> str:
    """A list in running text: `a, b og c`, `a, b and c`."""
    return format_list(list(items), style="standard", locale=_locale(language))


def country(code: str) -> Text:
    """A country from its two letters: `NO` is `Norge`, `Norway`. Raises KeyError if unknown."""
    return Text(da=_locale("da").territories[code], en=_locale("en").territories[code])
