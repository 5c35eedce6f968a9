"""Numbers as people write them: which reading was meant, and what to write instead."""

import re

from barometer.data.told import Told
from barometer.text import Text

_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_WHOLE = re.compile(r"[1-9][0-9]*")
_SIGNED = re.compile(r"([-+]?[0-9][0-9.,]*)\s*(%|pct\.?|procent|percent)", re.IGNORECASE)
_NUMBERISH = re.compile(r"[-+]?[0-9][0-9.,' ]*")
_MISSING = {
    "nan",
    "na",
    "n/a",
    "null",
    "none",
    "-",
    "–",
    "—",
    "..",
    "...",
    "…",
    ".",
    "x",
    "?",
    "i.o.",
}
_ABOUT = re.compile(
    r"(ca\.?|cirka|omkring|about|~|>|<|≈|under|over|knap|næsten)\s*[0-9].*", re.IGNORECASE
)
_ERROR = re.compile(r"#[A-ZÆØÅ0-9/]+[!?]?|#+", re.IGNORECASE)
_HIGHEST_DIGITS = 15


def number_fault(column: str, cell: str) -> Told | None:
    """What is wrong with a cell of `value` or `base`, or None."""
    if column == "base" and _WHOLE.fullmatch(cell) and len(cell) <= _HIGHEST_DIGITS:
        return None
    if column == "value" and _is_plain(cell):
        return None
    if _ERROR.fullmatch(cell):
        return Told("D205", {"cell": cell})
    if cell.lower() in _MISSING or _ABOUT.fullmatch(cell):
        return Told(f"D202/{column}", {"cell": cell})
    if cell[0] in "=@" or (cell[0] in "+-" and not _NUMBERISH.fullmatch(cell)):
        return Told("D206", {"cell": cell, "sign": cell[0]})
    return _base(cell) if column == "base" else _value(cell)


def _is_plain(cell: str) -> bool:
    """`1.234` is not plain: in Danish it is one thousand two hundred and thirty-four."""
    if not _PLAIN.fullmatch(cell) or len(cell) > _HIGHEST_DIGITS or cell.startswith("-0"):
        return False
    whole, point, decimals = cell.partition(".")
    return not (point and len(decimals) == 3 and whole not in {"0", "-0"} and len(whole) <= 3)


def _value(cell: str) -> Told:
    signed = _SIGNED.fullmatch(cell)
    if signed:
        return Told("D204/sign", {"cell": cell, "one": signed[1].replace(",", ".")})
    found = readings(cell)
    if not found:
        key = "D203/points" if re.fullmatch(r"[-+]?[0-9.,]+", cell) else "D204/number"
        return Told(key, {"cell": cell})
    if len(found) > 1:
        whole, decimal = sorted(found, key=lambda one: "." in one)
        return Told("D203/both", {"cell": cell, "whole": whole, "decimal": decimal})
    key = "D203/comma" if "," in cell and "." in found[0] else "D203/one"
    return Told(key, {"cell": cell, "one": found[0]})


def _base(cell: str) -> Told:
    found = [one for one in readings(cell) if _WHOLE.fullmatch(one)]
    hint = (
        Text(da=f"Skriv {found[0]}.", en=f"Write {found[0]}.")
        if found
        else Text(
            da="Er det ikke offentliggjort, skal cellen være tom.",
            en="If it was not published, the cell must be empty.",
        )
    )
    return Told("D208", {"cell": cell, "hint": hint})


def readings(cell: str) -> tuple[str, ...]:
    """Every number that a Danish or an English reader may see in `cell`, in our form."""
    text = re.sub(r"[ '\u00a0\u202f]", "", cell).removeprefix("+")
    if not re.fullmatch(r"-?[0-9][0-9.,]*", text):
        return ()
    danish = _reading(text, thousands=".", decimal=",")
    english = _reading(text, thousands=",", decimal=".")
    return tuple(dict.fromkeys(one for one in (danish, english) if one))


def _reading(text: str, thousands: str, decimal: str) -> str | None:
    whole, _, decimals = text.partition(decimal)
    groups = whole.removeprefix("-").split(thousands)
    in_threes = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    if not in_threes or not all(group.isdigit() for group in groups):
        return None
    if decimals and not decimals.isdigit():
        return None
    plain = "".join(groups).lstrip("0") or "0"
    number = f"{plain}.{decimals}" if decimals else plain
    return f"-{number}" if text.startswith("-") and number.strip("0.") else number
