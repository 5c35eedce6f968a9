"""Tables as CSV, for programs and for a Danish spreadsheet; no cell that either would run."""

import csv
import io
from collections.abc import Iterable, Sequence

from barometer.exports.columns import (
    KEY,
    OBSERVATIONS,
    SHEET,
    Cell,
    Reference,
    Table,
)
from barometer.exports.facts import LICENCE, Facts
from barometer.text import Language

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell instead of showing it (OWASP, CSV injection)."""
_BREAKS = str.maketrans("\t\r\n", "   ", "\0")


def observations(facts: Facts, path: str, references: tuple[Reference, ...] = ()) -> Table:
    """The values as a table for programs."""
    cells = (row.machine(facts.words, facts.publisher, LICENCE) for row in facts.rows)
    rows = tuple(tuple(one[column.name] for column in OBSERVATIONS) for one in cells)
    return Table(path, OBSERVATIONS, rows, KEY, references)


def sheet(facts: Facts, language: Language) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headings and rows of the values as a spreadsheet in one language."""
    heads = tuple(facts.words[f"column_{key}"][language] for key in SHEET)
    publisher = facts.publisher_name[language]
    cells = (row.human(language, facts.words, publisher, LICENCE) for row in facts.rows)
    return heads, tuple(tuple(one[key] for key in SHEET) for one in cells)


def csv_bytes(table: Table) -> bytes:
    """UTF-8, comma, point, one line a row: what programs expect."""
    return _csv([column.name for column in table.columns], table.rows, ",", "\n").encode()


def danish_csv(facts: Facts) -> bytes:
    """UTF-8 with its mark, semicolon, decimal comma: what a Danish spreadsheet expects."""
    heads, rows = sheet(facts, "da")
    commas = (tuple(_comma(cell) for cell in row) for row in rows)
    return _csv(heads, commas, ";", "\r\n").encode("utf-8-sig")


def safe(text: str) -> str:
    """The text on one line, after an apostrophe where a spreadsheet would run it as a formula."""
    line = text if text.isprintable() else text.translate(_BREAKS)
    return f"'{line}" if text.startswith(DANGEROUS) else line


def plain(cell: Cell) -> str:
    """A cell as text: no thousands sign, a point, no decimals that say nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell)
    return str(int(cell)) if float(cell).is_integer() else repr(cell)


def _comma(cell: Cell) -> Cell:
    return _Written(plain(cell).replace(".", ",")) if isinstance(cell, float) else cell


class _Written(str):
    """A number already written out, which no apostrophe may stand before."""


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]], sign: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator=end)
    writer.writerow(heads)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, _Written) else plain(cell)
