"""Text{da,en}, Language, numbers, dates, lists, invisible characters."""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import urlsplit

from babel import Locale, dates
from babel.lists import format_list
from babel.numbers import format_decimal
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

HARD_SPACE = "\N{NO-BREAK SPACE}"

DASH = "\N{EN DASH}"

MINUS = "\N{MINUS SIGN}"

_LOCALES = {"da": "da", "en": "en_GB"}

_TO = {"da": "til", "en": "to"}

_PER_CENT = {"da": "procent", "en": "per cent"}

MOST_DIGITS = 6

Language = Literal["da", "en"]


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])


def round_number(value: float, digits: int | None = None) -> Decimal:
    """The value as people round it, half away from zero; without `digits` as it was published.

    Raises ValueError for what is not a finite number.
    """
    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value!r}")
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))
    places = min(MOST_DIGITS, _own_digits(exact)) if digits is None else digits
    near = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(near) if near.is_zero() else near


def count_decimals(value: float) -> int:
    """The decimals in which a value was published."""
    return max(0, -int(round_number(value).as_tuple().exponent))


def _own_digits(exact: Decimal) -> int:
    exponent = exact.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=4096)
def format_number(value: float, language: Language, digits: int | None = None) -> str:
    """`4.494,5` in Danish, `4,494.5` in English; a true minus; `digits` fixes the decimals."""
    near = round_number(value, digits)
    places = max(0, -int(near.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(near, format=pattern, locale=_locale(language)).replace("-", MINUS)


def format_percent(value: float, language: Language, digits: int | None = None) -> str:
    """A share of 100 with its sign: `83 %` (hard space) in Danish, `83%` in English."""
    space = HARD_SPACE if language == "da" else ""
    return f"{format_number(value, language, digits)}{space}%"


def percent_in_words(value: float, language: Language, digits: int | None = None) -> str:
    """A share of 100 as prose writes it: `83 procent`, `83 per cent`, joined by a hard space."""
    return f"{format_number(value, language, digits)}{HARD_SPACE}{_PER_CENT[language]}"


def format_points(value: float, language: Language, digits: int | None = None) -> str:
    """A difference of two shares: `4 procentpoint`, `1 percentage point`, `4 percentage points`."""
    written = format_number(value, language, digits)
    if language == "da":
        return f"{written}{HARD_SPACE}procentpoint"
    noun = "point" if abs(round_number(value, digits)) == 1 else "points"
    return f"{written}{HARD_SPACE}percentage {noun}"


def format_span(
    low: float, high: float, language: Language, digits: int | None = None, *, share: bool = False
) -> str:
    """From low to high: `79–83`; with `share` `79–83 %` or `79–83%`; `−2 til 3`.

    Raises ValueError where low is above high.
    """
    if low > high:
        raise ValueError(f"a span runs upwards: {low!r} is above {high!r}")
    first, last = format_number(low, language, digits), format_number(high, language, digits)
    sign = format_percent(high, language, digits).removeprefix(last) if share else ""
    if first == last:
        return first + sign
    joint = f" {_TO[language]} " if low < 0 else DASH
    return f"{first}{joint}{last}{sign}"


def format_years(start: int, end: int) -> str:
    """A period of years, never with a thousands sign: `2013–2014`, `2014`."""
    if start > end:
        raise ValueError(f"a period runs forwards: {start} is after {end}")
    return str(start) if start == end else f"{start}{DASH}{end}"


def format_date(value: datetime.date | str, language: Language) -> str:
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


def join_list(items: Sequence[str], language: Language) -> str:
    """A list in running text: `a, b og c`, `a, b and c`."""
    return format_list(list(items), style="standard", locale=_locale(language))


class Strict(BaseModel):
    """What is read from a file: immutable, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def require_text(text: str) -> str:
    """A text that says something: the dots of an example are not what an editor means."""
    if not text.strip(". …"):
        raise PydanticCustomError(DOTS, "only dots")
    return text


Words = Annotated[Line, AfterValidator(require_text)]


class Text(Strict):
    """The same words in Danish and English."""

    da: Words
    en: Words

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en

    def __lt__(self, other: "Text") -> bool:
        return (self.da, self.en) < (other.da, other.en)


def capitalise(words: str) -> str:
    """The words with a capital letter first."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """The words as they stand inside a sentence, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def in_both(write: Callable[[Language], str]) -> Text:
    """The same thing written in each language."""
    return Text(da=write("da"), en=write("en"))


def fill_template(template: Text, **parts: Text | str) -> Text:
    """A template with its `{names}` filled in, each language from its own half."""

    def fill(language: Language) -> str:
        words = {k: p if isinstance(p, str) else p[language] for k, p in parts.items()}
        return template[language].format(**words)

    return in_both(fill)


def list_in_both(items: Sequence[Text]) -> Text:
    """`a, b og c` and `a, b and c`."""
    return in_both(lambda language: join_list([item[language] for item in items], language))


def country_name(code: str) -> Text:
    """A country from its two letters: `NO` is `Norge`, `Norway`. Raises KeyError if unknown."""
    return Text(da=_locale("da").territories[code], en=_locale("en").territories[code])


def country_in_text(code: str) -> Text:
    """A country as a sentence names it: `the Netherlands`."""
    name = country_name(code)
    return Text(da=name.da, en=f"the {name.en}") if code == "NL" else name


_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\uffff\U000e0000-\U000e0fff"
)

_FOREIGN = "\u0400-\u058f\u13a0-\u13ff\uff10-\uff5a\U0001d400-\U0001d7ff"
"""Alphabets that look like ours and have no business here: Cyrillic, Armenian, Cherokee, wide."""

_GREEK = "\u0370-\u03ff"

_LATIN = "A-Za-z\u00c0-\u024f"

_KINDS = {
    "hidden": re.compile(f"[{_HIDDEN}]"),
    "digit": re.compile(r"(?![0-9])\d"),
    "alphabet": re.compile(f"[{_FOREIGN}]|(?<=[{_LATIN}])[{_GREEK}]|[{_GREEK}](?=[{_LATIN}])"),
    "letter": re.compile("[\u0300-\u036f]"),
}

HIDDEN = _KINDS["hidden"]


def odd_signs(text: str) -> Iterator[tuple[str, str, int]]:
    """The first sign of each kind that does not belong in a text: kind, sign and place.

    Kinds are `hidden`, `digit` (not 0–9), `alphabet` (a letter that looks like one of ours) and
    `letter` (written as two signs).
    """
    if text.isascii() and text.isprintable():
        return
    for kind, pattern in _KINDS.items():
        if found := pattern.search(text):
            yield kind, name_character(found[0]), found.start()


def name_character(sign: str) -> str:
    """A sign by its number and name: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


LANGUAGES: tuple[Language, ...] = ("da", "en")

CIVIL_NUMBER = re.compile(
    r"(?<![\w/.=+-])(\d\d)([ .]?)(\d\d)\2(\d\d)(\s?[-–]\s?|[ \u00a0]?)(\d{4})(?![\w/-])"
)
OF_A_THING = re.compile(r"\b(?:ISBN|tlf|tel|telefon|mobil|phone|konto|ordre|order)\S*\W*$", re.I)
"""What stands before ten digits that number something else than a person."""


def civil_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has ten digits that begin with a date, as the number of a person does.

    The check digit is not looked at: since 2007 there are numbers that it does not hold for.
    """
    for found in CIVIL_NUMBER.finditer(text):
        day, gap, month, year, hyphen, _ = found.groups()
        try:
            datetime.date(2000 + int(year), int(month), int(day))
        except ValueError:
            continue
        before = OF_A_THING.search(text, max(0, found.start() - 30), found.start())
        if not before and (not gap or hyphen.strip()):
            yield found.span()


def hide_civil_numbers(text: str) -> str:
    """The text with signs in the place of every such number, for what others will read."""
    for start, end in civil_numbers(text) if any(map(str.isdigit, text)) else ():
        text = text[:start] + re.sub(r"\d", "•", text[start:end]) + text[end:]
    return text


INSIDE = "only_inside"
"""The kind of a fault of an address that nobody outside a workplace can open."""


def leads_inside(address: str) -> bool:
    """Whether only a workplace's own people can open an address, on their net or logged in."""
    try:
        parts = urlsplit(address.replace("\\", "/"))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    if parts.scheme not in {"http", "https", ""} or not host:
        return parts.scheme == "file"
    try:
        return not ip_address(host).is_global
    except ValueError:
        meeting = parts.path.startswith(("/l/meetup-join/", "/meet/"))
        return "." not in host or (bool(INSIDE_HOST.search(host)) and not meeting)


INSIDE_HOST = re.compile(
    r"^(?:intranet|intra)\..+\.|\.(?:local|lan|intern|internal|intranet|localhost)$"
    r"|\.sharepoint\.com$|^teams\.(?:microsoft|cloud\.microsoft|live)(?:\.com)?$"
)


def require_open(address: str) -> str:
    """The address itself; a fault where readers cannot open it."""
    if leads_inside(address):
        raise PydanticCustomError(INSIDE, "only inside")
    return address


ADDRESS = r"^https?://[^\s<>\"'`|\\^{}]+$"
"""What an address elsewhere looks like: nothing in it can end an attribute, a link or a line."""

DOTS = "only_dots"

WRITTEN = {"da": Text(da="dansk", en="Danish"), "en": Text(da="engelsk", en="English")}
"""The name of each language."""


def lines_of(text: str) -> list[str]:
    """The lines of a text where its parsers end them: at LF, CR LF and a lone CR, nowhere else."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def decoded(data: bytes) -> str:
    """A file's text with LF at every line's end; raises UnicodeDecodeError."""
    return "\n".join(lines_of(data.decode("utf-8-sig")))


def other_language(language: Language) -> Language:
    """The language that a text in this one is translated into, or from."""
    return "en" if language == "da" else "da"


def alphabetical(word: str) -> str:
    """A key that sorts words as Danes do: æ, ø and å last, whatever the machine's locale."""
    return word.casefold().replace("æ", "{").replace("ø", "|").replace("å", "}")


DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def plain_letters(text: str) -> str:
    """A text in small letters: those of Danish as two, and accents as signs of their own."""
    return unicodedata.normalize("NFKD", text.translate(DANISH_LETTERS)).casefold()


def slug(title: str) -> str:
    """A title as an address word in plain letters: `Flere prøver før` is `flere-proever-foer`."""
    plain = plain_letters(title)
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain)
    return "-".join(letters.split())
