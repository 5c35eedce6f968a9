"""What is wrong with one cell of the table, if anything: one function a column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from barometer.data.countries import countries, country_hint
from barometer.data.model import Status
from barometer.data.numerals import number_fault
from barometer.data.told import Told
from barometer.data.unknown import source_hint
from barometer.faults import nearest
from barometer.text import Text

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_EDITION = re.compile(r"[a-z0-9_]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_STATUSES = tuple(status for status in get_args(Status) if status)
_ASCII = str.maketrans(dict(zip("æøå", ("ae", "oe", "aa"), strict=True)))
_FILL = {
    "value": Text(
        da="En værdi, der ikke er offentliggjort, har slet ingen række: slet rækken.",
        en="A value that was not published has no row at all: delete the row.",
    ),
    "source": Text(
        da="Hver værdi skal have en kilde fra data/sources.yml.",
        en="Every value needs a source from data/sources.yml.",
    ),
    "breakdown": Text(da="For det hele skrives »total«.", en="For the whole write ‘total’."),
    "category": Text(da="For det hele skrives »all«.", en="For the whole write ‘all’."),
}
_NO_HINT = Text(da="Se rækkerne omkring.", en="See the rows around it.")


@dataclass(frozen=True)
class Known:
    """The names that cells may use, each from its own file; None where that cannot be known."""

    indicators: frozenset[str] | None = None
    editions: frozenset[str] | None = None
    sources: frozenset[str] | None = None


def cell_fault(column: str, cell: str, known: Known) -> Told | None:
    """The first fault of a cell, or None: first its form, then whether the name is known."""
    if not cell:
        empty_is_right = column in {"base", "status"}
        return None if empty_is_right else Told("D201", {"hint": _FILL.get(column, _NO_HINT)})
    if cell != cell.strip() or "\xa0" in cell or "\u202f" in cell:
        return Told("D210", {"cell": cell})
    if column in {"value", "base"}:
        return number_fault(column, cell)
    if cell[0] in "=+-@":
        return Told("D206", {"cell": cell, "sign": cell[0]})
    if cell.startswith("#"):
        return Told("D205", {"cell": cell})
    return _COLUMNS[column](cell, known)


def _indicator(cell: str, known: Known) -> Told | None:
    return _named(cell, _NAME, known.indicators, "D302")


def _edition(cell: str, known: Known) -> Told | None:
    return _named(cell, _EDITION, known.editions, "D303")


def _source(cell: str, known: Known) -> Told | None:
    return _named(cell, _NAME, known.sources, "D304")


def _word(cell: str, _: Known) -> Told | None:
    return None if _NAME.fullmatch(cell) else Told("D209", {"cell": cell, "hint": _proposal(cell)})


def _country(cell: str, _: Known) -> Told | None:
    if _COUNTRY.fullmatch(cell) and cell in countries():
        return None
    return Told("D212", {"cell": cell, "hint": country_hint(cell)})


def _status(cell: str, _: Known) -> Told | None:
    if cell in _STATUSES:
        return None
    return Told("D211", {"cell": cell, "hint": nearest(cell, _STATUSES)})


def _named(
    cell: str, form: re.Pattern[str], known: frozenset[str] | None, unknown: str
) -> Told | None:
    if not form.fullmatch(cell):
        hint = nearest(cell, known) if known else _proposal(cell)
        return Told("D209", {"cell": cell, "hint": hint})
    if known is None or cell in known:
        return None
    hint = source_hint(cell, known) if unknown == "D304" else nearest(cell, known)
    return Told(unknown, {"cell": cell, "more": "", "hint": hint})


def _proposal(cell: str) -> Text:
    plain = cell.lower().translate(_ASCII)
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not _NAME.fullmatch(name):
        return _NO_HINT
    return Text(da=f"For eksempel {name}.", en=f"For example {name}.")


_COLUMNS: Mapping[str, Callable[[str, Known], Told | None]] = {
    "indicator": _indicator,
    "country": _country,
    "edition": _edition,
    "breakdown": _word,
    "category": _word,
    "status": _status,
    "source": _source,
}
