"""A value of another kind than its field takes: what stands there, and what to write instead."""

import re
from collections.abc import Sequence
from typing import Any

from barometer.faults import Word
from barometer.meant import date_meant, hour_meant, number_meant
from barometer.modelkeys import written_at
from barometer.text import Text

BOTH = "{da: …, en: …}"
_PLAIN = re.compile(r"[\w ,.-]+")
TYPES = {
    "string": "text",
    "float": "number",
    "decimal": "number",
    "int": "whole",
    "bool": "yes",
    "date": "date",
    "tuple": "list",
    "list": "list",
    "model": "mapping",
    "dict": "mapping",
    "mapping": "mapping",
}


def wrong_kind(
    kind: str, stands: object, form: object, place: Sequence[Any]
) -> tuple[str, dict[str, Word]]:
    """The message and its words, with an example of what the field at `place` of `form` takes."""
    expected = TYPES.get(kind.split("_")[0])
    if expected == "text" and stands is None:
        return "D415/empty", {}
    hour = hour_meant(stands) if expected == "text" and place and place[-1] == "hour" else None
    if hour:
        return "D415/hour", {"meant": hour}
    meant = _meant(expected, stands)
    if meant:
        return "D415/meant", {"stands": shown(stands), "meant": meant}
    if expected not in {"list", "mapping"}:
        return (f"D415/{expected}" if expected else "D419"), {"stands": shown(stands)}
    example = written_at(form, place) if form else BOTH
    if example == BOTH:
        return "D415/both", {"stands": shown(stands)}
    if expected == "list" and "{" not in example and _PLAIN.fullmatch(str(stands)):
        example = f"[{stands}]"
    return f"D415/{expected}", {"stands": shown(stands), "example": Text(da=example, en=example)}


def shown(value: object) -> Word:
    """What stands there, in the quotation marks of each language."""
    if value is None:
        return Text(da="ingenting", en="nothing")
    if isinstance(value, dict):
        return Text(da="flere felter", en="several fields")
    if isinstance(value, list | tuple):
        return Text(da="en liste", en="a list")
    return Text(da=f"»{_short(value)}«", en=f"‘{_short(value)}’")


def length(text: str) -> Text:
    """How long a text is: one character is no characters."""
    number = len(text)
    return Text(da=f"{number} tegn", en=f"{number} character{'' if number == 1 else 's'}")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _meant(expected: str | None, stands: object) -> str | None:
    """What would be right, where it can be seen."""
    if not isinstance(stands, str):
        return None
    day = date_meant(stands) if expected == "date" else None
    return day.isoformat() if day else number_meant(stands) if expected == "number" else None
