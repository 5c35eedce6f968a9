"""What an editor most likely meant by a date or a number that is written in another way."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "ma[jy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})")
_IN_WORDS = re.compile(r"(?:den )?(\d{1,2})\.? ([a-z]+)\.? (\d{4})", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})(?:[.:]([0-5]\d))?")
_COMMA = re.compile(r"-?\d+,\d+")


def date_meant(text: str) -> date | None:
    """`23/11-2026`, `23.11.2026`, `2026-11-5` and `23. november 2026` as a date, if it exists."""
    plain = " ".join(text.split())
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = map(int, found.groups())
    elif found := _IN_WORDS.fullmatch(plain):
        day, year, month = int(found[1]), int(found[3]), _month(found[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    names = (at for at, name in enumerate(MONTHS, 1) if re.match(name, word, re.IGNORECASE))
    return next(names, 0)


def hour_meant(stands: object) -> str | None:
    """`9`, `9.3` (which YAML makes of 9.30) and `9:30` as an hour with four digits."""
    text = f"{stands:.2f}" if isinstance(stands, float) else str(stands).strip()
    found = _HOUR.fullmatch(text)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found and int(found[1]) < 24 else None


def number_meant(text: str) -> str | None:
    """`12,5` with a decimal point."""
    plain = text.strip()
    return plain.replace(",", ".") if _COMMA.fullmatch(plain) else None
