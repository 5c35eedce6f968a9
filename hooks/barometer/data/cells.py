"""What is wrong with one cell: numbers, codes, countries, unknown names."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import get_args

from babel import Locale

from barometer.data.model import KEY, TABLE, Status
from barometer.faults.report import (
    CellFault,
    Fault,
    make_fault,
    nearest_names,
    phrase,
    phrases,
    suggest_nearest,
)
from barometer.faults.yaml_file import YamlFile
from barometer.text import Text, slug

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_EDITION = re.compile(r"[a-z0-9_]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NAMES = {
    "indicator": (_NAME, "D302"),
    "edition": (_EDITION, "D303"),
    "source": (_NAME, "D304"),
}
_STATUSES = tuple(status for status in get_args(Status) if status)

KnownNames = Mapping[str, frozenset[str] | None]
"""The names that cells of a column may use; None where that cannot be known."""


def cell_fault(column: str, cell: str, known: KnownNames) -> CellFault | None:
    """The first fault of a cell, or None: first its form, then whether the name is known."""
    if not cell:
        if column in {"base", "status"}:
            return None
        key = f"fill/{column}"
        return CellFault("D201", {"hint": phrase(key if key in phrases() else "hint/around")})
    if cell != cell.strip() or "\xa0" in cell or "\u202f" in cell:
        return CellFault("D210", {"cell": cell})
    if column in {"value", "base"}:
        return number_fault(column, cell)
    if cell[0] in "=+-@":
        return CellFault("D206", {"cell": cell, "sign": cell[0]})
    if cell.startswith("#"):
        return CellFault("D205", {"cell": cell})
    if column in _NAMES:
        return _name_fault(column, cell, known.get(column))
    if column == "country" and not (_COUNTRY.fullmatch(cell) and cell in countries()):
        return CellFault("D212", {"cell": cell, "hint": country_hint(cell)})
    if column == "status" and cell not in _STATUSES:
        return CellFault("D211", {"cell": cell, "hint": suggest_nearest(cell, _STATUSES)})
    if column in {"breakdown", "category"} and not _NAME.fullmatch(cell):
        return CellFault("D209", {"cell": cell, "hint": _proposal(cell)})
    return None


def _name_fault(column: str, cell: str, known: frozenset[str] | None) -> CellFault | None:
    form, unknown = _NAMES[column]
    if not form.fullmatch(cell):
        hint = suggest_nearest(cell, known) if known else _proposal(cell)
        return CellFault("D209", {"cell": cell, "hint": hint})
    if known is None or cell in known:
        return None
    hint = source_hint(cell, known) if column == "source" else suggest_nearest(cell, known)
    return CellFault(unknown, {"cell": cell, "more": "", "hint": hint})


def _proposal(cell: str) -> Text:
    name = slug(cell).replace("-", "_")
    return phrase("hint/such_as" if _NAME.fullmatch(name) else "hint/around", names=name)


_NOT_ISO = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"),
}
"""Two-letter codes in Babel's list that ISO 3166 has not given to a country."""

_OFTEN = {"UK": "GB", "EN": "GB", "EL": "GR", "DA": "DK", "SV": "SE"}


@cache
def countries() -> Mapping[str, Text]:
    """Every code with the country's name in both languages."""
    danish, english = Locale("da").territories, Locale("en").territories
    codes = (code for code in map(str, english) if len(code) == 2 and code.isalpha())
    return {
        code: Text(da=danish[code], en=english[code])
        for code in sorted(set(codes) - _NOT_ISO)
        if code in danish
    }


def country_hint(written: str) -> Text:
    """The code meant by a name, a common mistake or a near miss."""
    upper, lower = written.strip().upper(), written.strip().lower()
    for code, name in countries().items():
        if lower in {name.da.lower(), name.en.lower()}:
            return _meant(code)
    if upper in countries() or upper in _OFTEN:
        return _meant(_OFTEN.get(upper, upper))
    return phrase("hint/such_as", names="DK, FI, IS, NL, NO, SE")


def _meant(code: str) -> Text:
    return phrase("hint/country", code=code, name=countries()[code])


_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_WHOLE = re.compile(r"[1-9][0-9]*")
_SIGNED = re.compile(r"([-+]?[0-9][0-9.,]*)\s*(%|pct\.?|procent|percent)", re.IGNORECASE)
_MARKED = re.compile(r"([-+]?[0-9][0-9.,]*)\s*(\*{1,3}|[†‡¹²³]|\(?[a-z0-9]\)|[a-z])")
_NUMBERISH = re.compile(r"[-+]?[0-9][0-9.,' ]*")

_MISSING = {
    *("nan", "na", "n/a", "null", "none", "-", "–", "—", "..", "...", "…", ".", "x", "?", "i.o."),
}
_ABOUT = re.compile(
    r"(ca\.?|cirka|omkring|about|~|>|<|≈|under|over|knap|næsten)\s*[0-9].*", re.IGNORECASE
)

_ERROR = re.compile(r"#[A-ZÆØÅ0-9/]+[!?]?|#+", re.IGNORECASE)
_HIGHEST_DIGITS = 15


def number_fault(column: str, cell: str) -> CellFault | None:
    """What is wrong with a cell of `value` or `base`, or None."""
    if column == "base" and _WHOLE.fullmatch(cell) and len(cell) <= _HIGHEST_DIGITS:
        return None
    if column == "value" and _is_plain(cell):
        return None
    if _ERROR.fullmatch(cell):
        return CellFault("D205", {"cell": cell})
    if cell.lower() in _MISSING or _ABOUT.fullmatch(cell):
        dash = column == "value" and cell in {"-", "–", "—", "−"}
        return CellFault("D202/dash" if dash else f"D202/{column}", {"cell": cell})
    if cell[0] in "=@" or (cell[0] in "+-" and not _NUMBERISH.fullmatch(cell)):
        return CellFault("D206", {"cell": cell, "sign": cell[0]})
    return _base(cell) if column == "base" else _value(cell)


def _is_plain(cell: str) -> bool:
    """`1.234` is not plain: in Danish it is one thousand two hundred and thirty-four."""
    if not _PLAIN.fullmatch(cell) or len(cell) > _HIGHEST_DIGITS or cell.startswith("-0"):
        return False
    return not re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", cell)


def _value(cell: str) -> CellFault:
    signed = _SIGNED.fullmatch(cell)
    if signed:
        return CellFault("D204/sign", {"cell": cell, "one": signed[1].replace(",", ".")})
    marked = _MARKED.fullmatch(cell)
    if marked and len(plain := readings(marked[1])) == 1:
        return CellFault("D204/mark", {"cell": cell, "one": plain[0], "mark": marked[2]})
    found = readings(cell)
    if not found:
        key = "D203/points" if re.fullmatch(r"[-+]?[0-9.,]+", cell) else "D204/number"
        return CellFault(key, {"cell": cell})
    if len(found) > 1:
        whole, decimal = sorted(found, key=lambda one: "." in one)
        return CellFault("D203/both", {"cell": cell, "whole": whole, "decimal": decimal})
    key = "D203/comma" if "," in cell and "." in found[0] else "D203/one"
    return CellFault(key, {"cell": cell, "one": found[0]})


def _base(cell: str) -> CellFault:
    one = next(filter(_WHOLE.fullmatch, readings(cell)), "")
    hint = phrase("hint/write" if one else "hint/empty", one=one)
    return CellFault("D208", {"cell": cell, "hint": hint})


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


UNKNOWN_NAME = {unknown for _, unknown in _NAMES.values()}
"""An unknown name is told at its first row, with the lines of the others."""

MOST_NAMES = 8
ALIKE = 0.7


def source_hint(name: str, known: Collection[str]) -> Text:
    """The sources that a name may mean: those alike in each of their words."""
    close = [one for one in nearest_names(name, known) if _alike(name, one)]
    return suggest_nearest(name, close) if close else phrase("hint/source")


def check_name(
    key: str, file: YamlFile, keys: Sequence[str | int], name: str, known: Collection[str] | None
) -> Iterator[Fault]:
    """A name in a file that is not `known`; None where nobody can know."""
    if known is not None and name not in known:
        hint = source_hint(name, known) if key == "D304" else suggest_nearest(name, known)
        place = ".".join(map(str, keys))
        yield make_fault(key, file.path, file.line(keys), place, cell=name, more="", hint=hint)


def _alike(name: str, other: str) -> bool:
    words, others = name.split("_"), other.split("_")
    if len(words) != len(others):
        words, others = [name.replace("_", "")], [other.replace("_", "")]
    pairs = zip(words, others, strict=True)
    return all(SequenceMatcher(None, *pair).ratio() >= ALIKE for pair in pairs)


def lines_of_name(lines: Sequence[int]) -> Text | str:
    """How many rows use a name, and in which lines; nothing where it is only the one told."""
    if len(lines) < 2:
        return ""
    shown, more = ", ".join(map(str, lines[:MOST_NAMES])), ", …" if lines[MOST_NAMES:] else ""
    return phrase("hint/rows", n=len(lines), lines=f"{shown}{more}")


ValueCells = tuple[str, str, str]
"""Value, base and source as they stand in the table."""
RowKey = tuple[str, ...]


def table_lines(root: Path) -> Mapping[RowKey, int]:
    """The line of every value of the table, by its key."""
    return table_numbers(root)[1]


def table_numbers(root: Path) -> tuple[Mapping[RowKey, ValueCells], Mapping[RowKey, int]]:
    """The numbers of every value of the table, and its line, by its key."""
    try:
        text = (root / TABLE).read_text("utf-8-sig", errors="replace")
    except OSError:
        return {}, {}
    numbers, lines = {}, {}
    reader = csv.DictReader(io.StringIO(text), restval="")
    for row in reader:
        key = tuple(row.get(name, "") for name in KEY)
        numbers[key] = (row.get("value", ""), row.get("base", ""), row.get("source", ""))
        lines[key] = reader.line_num
    return numbers, lines
