"""Our own long table as an office sends it: other order, Danish headings, Danish numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from barometer.data.codebook import Codebook
from barometer.data.model import COLUMNS
from barometer.data.numerals import readings
from barometer.data.sheet import Sheet
from barometer.faults import fault, nearest
from barometer.problems import Problem

DANISH: Mapping[str, str] = {
    "indicator": "indikator",
    "country": "land",
    "edition": "udgave",
    "breakdown": "opdeling",
    "category": "kategori",
    "value": "værdi",
    "base": "grundlag",
    "status": "status",
    "source": "kilde",
}
_ENGLISH = {danish: column for column, danish in DANISH.items()}
_MAY_BE_ABSENT = {"base", "status"}
_PERCENT = re.compile(r"\s*(%|pct\.?|procent)$", re.IGNORECASE)


@dataclass(frozen=True)
class Incoming:
    """One row for our table, where it stands in its file, and the columns that the file lacks."""

    line: int | None
    cells: Mapping[str, str]
    place: str = ""
    absent: frozenset[str] = frozenset()


def column_of(heading: str) -> str | None:
    """Our name of a column, from its English or Danish heading."""
    name = heading.strip().lower()
    return name if name in COLUMNS else _ENGLISH.get(name)


def is_own(headings: Sequence[str]) -> bool:
    """Whether a line has our headings: an indicator and a value, among others."""
    found = {column_of(heading) for heading in headings}
    return {"indicator", "value"} <= found


def own_rows(sheet: Sheet, book: Codebook, shown: str) -> tuple[list[Incoming], list[Problem]]:
    """The rows in our form, numbers normalised; what cannot be is left for the check to tell."""
    headings = [column_of(heading) for heading in sheet.headings]
    problems = list(_heading_faults(sheet, headings, shown))
    if problems:
        return [], problems
    comma = _comma(sheet, headings)
    rows = []
    for row in sheet.rows:
        cells = dict.fromkeys(COLUMNS, "")
        cells |= {name: cell for name, cell in zip(headings, row.cells, strict=True) if name}
        cells = {name: cell.strip(" \t\xa0") for name, cell in cells.items()}
        described = book.described(cells["indicator"])
        counts = described is not None and described.unit == "count"
        cells["value"] = _value(cells["value"], comma, counts)
        cells["base"] = _count(cells["base"])
        rows.append(
            Incoming(row.number, cells, absent=frozenset(COLUMNS) - set(filter(None, headings)))
        )
    return rows, []


def _heading_faults(sheet: Sheet, headings: Sequence[str | None], shown: str) -> Iterator[Problem]:
    for written, column in zip(sheet.headings, headings, strict=True):
        if column is None:
            hint = nearest(written.lower(), [*COLUMNS, *_ENGLISH])
            yield fault("D603/unknown", shown, None, written, column=written, hint=hint)
        elif headings.count(column) > 1:
            yield fault("D603/twice", shown, None, written, column=written)
    for column in COLUMNS:
        if column not in headings and column not in _MAY_BE_ABSENT:
            danish = DANISH[column]
            yield fault("D603/missing", shown, None, column, column=column, danish=danish)


def _comma(sheet: Sheet, headings: Sequence[str | None]) -> bool | None:
    """Whether the file's own numbers show a decimal comma; None if they show both or nothing."""
    columns = [at for at, name in enumerate(headings) if name in {"value", "base"}]
    cells = [_PERCENT.sub("", row.cells[at]).strip() for row in sheet.rows for at in columns]
    certain = [cell for cell in cells if len(readings(cell)) == 1]
    danish = any(_is_danish(cell) for cell in certain)
    english = any(_is_english(cell) for cell in certain)
    if danish != english:
        return danish
    return None if danish else sheet.comma


def _is_danish(cell: str) -> bool:
    """`83,5` and `1.234,5`: a comma after which no group of three digits follows."""
    return "," in cell and "." in readings(cell)[0] and cell.rfind(",") > cell.rfind(".")


def _is_english(cell: str) -> bool:
    return "." in cell and "." in readings(cell)[0] and cell.rfind(".") > cell.rfind(",")


def _value(cell: str, comma: bool | None, counts: bool) -> str:
    return _count(cell) if counts else normalised(_PERCENT.sub("", cell), comma)


def _count(cell: str) -> str:
    """A whole number of things: of two readings only one is whole."""
    whole = [number for number in map(_plain, readings(cell)) if number.isdigit()]
    return whole[0] if len(whole) == 1 else cell


def normalised(cell: str, comma: bool | None) -> str:
    """The number in our form; a cell with two readings only where the file shows which it means."""
    found = readings(cell)
    if len(found) == 1:
        return _plain(found[0])
    if len(found) > 1 and comma is not None:
        return _plain(found[0] if comma else found[1])
    return cell


def _plain(number: str) -> str:
    """Without zeros at the end that say nothing; `1.234` keeps one, so that it has one reading."""
    whole, point, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return f"{whole}{point}{decimals}{'0' if len(decimals) == 3 else ''}"
