"""Files from outside as rows: CSV, workbook, JSON-stat, StatBank and `imports.yml`."""

import csv
import io
import json
import math
import warnings
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import Field

from barometer.data.cells import check_name, readings
from barometer.data.codebook import Codebook
from barometer.data.model import EditionKey, Name
from barometer.faults.model_errors import read_model
from barometer.faults.report import Fault, Word, make_fault, reason, suggest_nearest
from barometer.faults.yaml_file import YamlFile
from barometer.text import Strict, Words

IMPORTS = "data/imports.yml"


class Code(Strict):
    """A value of a variable as StatBank writes it: by code, or by its Danish text."""

    code: Words
    text: Words
    indicator: Name | None = None


class Variable(Strict):
    """A variable that divides a table; `total` is the value that does not divide it."""

    variable: Words
    breakdown: Name
    values: Mapping[Name, Code]
    total: Code | None = None


class StatbankTable(Variable):
    """One table of StatBank and the indicator that it measures."""

    source: Name
    indicator: Name


class Imports(Strict):
    """The whole file."""

    editions: Mapping[Words, EditionKey]
    sectors: Variable
    tables: Mapping[Words, StatbankTable] = Field(min_length=1)


def read_imports(root: Path) -> tuple[Imports | None, YamlFile]:
    """What `data/imports.yml` says, None where anything is wrong with it; its lines and faults."""
    return read_model(root, IMPORTS, Imports)


def imports_faults(imports: Imports | None, file: YamlFile, book: Codebook) -> Iterator[Fault]:
    """Every name in the file that the rest of `data/` does not know."""
    if imports is None:
        return
    for year, edition in imports.editions.items():
        yield from check_name("D303", file, ("editions", year), edition, book.names("editions"))
    names, sources = book.names("indicators", "values"), book.names("sources")
    for name, table in imports.tables.items():
        keys = ("tables", name)
        yield from check_name("D304", file, (*keys, "source"), table.source, sources)
        yield from check_name("D317", file, (*keys, "indicator"), table.indicator, names)
        if table.total and table.total.indicator:
            place = (*keys, "total", "indicator")
            yield from check_name("D317", file, place, table.total.indicator, names)


CONTENT = "INDHOLD"


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in the file, and its cells as text."""

    number: int | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ImportSheet:
    """What a file says; `comma` tells whether it writes numbers the Danish way, None if unknown."""

    headings: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    comma: bool | None = None
    problems: list[Fault] = field(default_factory=list)


def _refuse(key: str, shown: str, line: int | None, **words: Word) -> ImportSheet:
    """A file of which nothing can be used."""
    return ImportSheet(problems=[make_fault(key, shown, line, **words)])


def read_jsonstat(text: str, shown: str) -> ImportSheet:
    """Each value of the dataset as a row: the codes of its dimensions, and the value last."""
    from pyjstat import pyjstat

    try:
        json.loads(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `write` calls what the library itself has retired
            frame = pyjstat.Dataset.read(text).write("dataframe", naming="id")
        headings = [*map(str, frame.columns[:-1]), CONTENT]
        rows = [SheetRow(None, tuple(map(_text, row))) for row in frame.itertuples(index=False)]
    except Exception:  # the library tells a wrong file by whatever fails first
        return _refuse("D602/json", shown, None)
    if not rows:
        return _refuse("D604/empty", shown, None)
    return ImportSheet(tuple(headings), tuple(rows), comma=False)


def _text(cell: Hashable) -> str:
    if isinstance(cell, float):
        return ".." if math.isnan(cell) else f"{cell:.15g}"
    return str(cell)


@dataclass(frozen=True)
class Incoming:
    """One row for our table, where it stands in its file, and the columns that the file lacks."""

    line: int | None
    cells: Mapping[str, str]
    place: str = ""
    absent: frozenset[str] = frozenset()


def normalised(cell: str, comma: bool | None) -> str:
    """The number in our form; a cell with two readings only where the file shows which it means."""
    found = readings(cell)
    if len(found) == 1:
        return plain_number(found[0])
    if len(found) > 1 and comma is not None:
        return plain_number(found[0] if comma else found[1])
    return cell


def plain_number(number: str) -> str:
    """Without zeros at the end that say nothing; `1.234` keeps one, so that it has one reading."""
    whole, point, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return f"{whole}{point}{decimals}{'0' if len(decimals) == 3 else ''}"


MEGABYTE = 1_000_000
LARGEST_FILE = 50
_DELIMITERS = ";,\t|"
_HEADINGS_WITHIN = 20
HeadingTest = Callable[[Sequence[str]], bool]


def read_sheet(path: Path, shown: str, is_headings: HeadingTest) -> ImportSheet:
    """The rows of a CSV, .xlsx or JSON-stat file below the line that `is_headings` accepts."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _refuse("D601/missing", shown, None)
    except OSError as error:
        return _refuse("D601/unreadable", shown, None, reason=reason(error))
    if len(data) > LARGEST_FILE * MEGABYTE:
        size = len(data) // MEGABYTE
        return _refuse("D602/large", shown, None, size=size, limit=LARGEST_FILE)
    return _by_kind(data, shown, is_headings)


def _by_kind(data: bytes, shown: str, is_headings: HeadingTest) -> ImportSheet:
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data, shown, is_headings)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _refuse("D602/old_workbook", shown, None)
    text = _decoded(data)
    if text is None:
        return _refuse("D602/other", shown, None)
    if text.lstrip().startswith(("{", "[")):
        return read_jsonstat(text.lstrip(), shown)
    return _read_text(text, shown, is_headings)


def _decoded(data: bytes) -> str | None:
    """UTF-8 or, as Danish spreadsheets still save, Windows-1252; UTF-16 only with its mark."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _read_text(text: str, shown: str, is_headings: HeadingTest) -> ImportSheet:
    for delimiter in _DELIMITERS:
        rows = list(_records(text, delimiter, shown))
        broken = [row for row in rows if isinstance(row, Fault)]
        whole = [row for row in rows if isinstance(row, SheetRow)]
        for at, row in enumerate(whole[:_HEADINGS_WITHIN]):
            if is_headings(row.cells):
                sheet = split_headings(whole[at:], shown, {";": True, ",": False}.get(delimiter))
                sheet.problems.extend(broken)
                return sheet
    if not text.strip():
        return _refuse("D604/empty", shown, None)
    return _refuse("D603/none", shown, 1)


def _records(text: str, delimiter: str, shown: str) -> Iterator[SheetRow | Fault]:
    """Rows with the line each begins in; a quotation mark left open ends the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            yield make_fault("D604/quote", shown, line)
            return
        if cells is None:
            return
        yield SheetRow(line, tuple(cell.strip("\ufeff") for cell in cells))


def split_headings(rows: Sequence[SheetRow], shown: str, comma: bool | None) -> ImportSheet:
    """The first row as headings and the others below; empty rows and empty ends do not count."""
    headings = [cell.strip() for cell in rows[0].cells]
    while headings and not headings[-1]:
        headings.pop()
    below: list[SheetRow] = []
    problems: list[Fault] = []
    for row in rows[1:]:
        cells = list(row.cells)
        while len(cells) > len(headings) and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(headings):
            words = {"found": len(cells), "wanted": len(headings)}
            problems.append(make_fault("D604/width", shown, row.number, **words))
            continue
        below.append(SheetRow(row.number, tuple(cells)))
    if not below and not problems:
        problems.append(make_fault("D604/empty", shown, rows[0].number))
    return ImportSheet(tuple(headings), tuple(below), comma, problems)


TIME = "TID"
NOT_PUBLISHED = {"..", "…", "."}


@dataclass(frozen=True)
class StatbankRows:
    """The rows that have a place in our table, how many have none, and the faults."""

    rows: tuple[Incoming, ...] = ()
    crossed: int = 0
    unpublished: int = 0
    problems: tuple[Fault, ...] = ()


def is_statbank(headings: Sequence[str]) -> bool:
    """Whether a line has StatBank's headings: a time and a content, among others."""
    return {TIME, CONTENT} <= {heading.strip().upper() for heading in headings}


def statbank_rows(sheet: ImportSheet, imports: Imports, shown: str) -> StatbankRows:
    """The sheet's rows as rows of ours; every code that is not known is told with its row."""
    headings = [heading.upper() for heading in sheet.headings]
    name = _table(headings, imports)
    if name is None:
        found, known = ", ".join(sheet.headings), ", ".join(imports.tables)
        return StatbankRows(
            problems=(make_fault("D606/table", shown, None, found=found, known=known),)
        )
    reader = _Reader(name, imports.tables[name], imports, headings, shown)
    extra = tuple(reader.extra_variables(sheet.rows))
    if extra:
        return StatbankRows(problems=extra)
    return reader.taken(sheet)


def _table(headings: Sequence[str], imports: Imports) -> str | None:
    if not {imports.sectors.variable, TIME, CONTENT} <= set(headings):
        return None
    fitting = (name for name, table in imports.tables.items() if table.variable in headings)
    return next(fitting, None)


@dataclass(frozen=True)
class _Reader:
    name: str
    table: StatbankTable
    imports: Imports
    headings: Sequence[str]
    shown: str

    def extra_variables(self, rows: Sequence[SheetRow]) -> Iterator[Fault]:
        """A variable that we do not know is no harm as long as it has one value."""
        known = {self.imports.sectors.variable, self.table.variable, TIME, CONTENT}
        for at, heading in enumerate(self.headings):
            values = {row.cells[at] for row in rows}
            if heading not in known and len(values) > 1:
                words = {"variable": heading, "table": self.name}
                yield make_fault("D606/many", self.shown, None, heading, found=len(values), **words)

    def taken(self, sheet: ImportSheet) -> StatbankRows:
        rows, problems, crossed, unpublished = [], [], 0, 0
        for row in sheet.rows:
            found = self.row(row, sheet.comma)
            if isinstance(found, list):
                problems += found
            elif found is None:
                crossed += 1
            elif found.cells["value"] in NOT_PUBLISHED:
                unpublished += 1
            else:
                rows.append(found)
        return StatbankRows(tuple(rows), crossed, unpublished, tuple(problems))

    def row(self, row: SheetRow, comma: bool | None) -> Incoming | list[Fault] | None:
        """Our row; None where it crosses two breakdowns; or the codes that are not known."""
        cells = dict(zip(self.headings, (cell.strip() for cell in row.cells), strict=True))
        sector = _find(cells[self.imports.sectors.variable], self.imports.sectors)
        part = _find(cells[self.table.variable], self.table)
        edition = self.imports.editions.get(cells[TIME])
        place = ", ".join(f"{n}={c}" for n, c in cells.items() if n != CONTENT)
        if sector is None or part is None or edition is None:
            found = (sector, part, edition)
            return list(self._unknown(cells, found, row.number, place))
        key = self._key(sector, part)
        if key is None:
            return None
        indicator, breakdown, category = key
        ours = {"country": "DK", "edition": edition, "base": "", "status": ""}
        ours |= {"indicator": indicator, "breakdown": breakdown, "category": category}
        ours |= {"value": normalised(cells[CONTENT], comma), "source": self.table.source}
        return Incoming(row.number, ours, place, frozenset({"base", "status"}))

    def _key(self, sector: str, part: str) -> tuple[str, str, str] | None:
        """Indicator, breakdown and category; the empty name stands for a total."""
        total = self.table.total
        if part and not sector:
            return self.table.indicator, self.table.breakdown, part
        if part or total is None:
            return None
        indicator = total.indicator or self.table.indicator
        if sector:
            return indicator, self.imports.sectors.breakdown, sector
        return indicator, "total", "all"

    def _unknown(
        self,
        cells: Mapping[str, str],
        found: Sequence[str | None],
        line: int | None,
        place: str,
    ) -> Iterator[Fault]:
        sectors = self.imports.sectors
        known = {
            sectors.variable: _names(sectors),
            self.table.variable: _names(self.table),
            TIME: tuple(self.imports.editions),
        }
        for variable, name in zip(known, found, strict=True):
            if name is None:
                cell, hint = (
                    cells[variable],
                    suggest_nearest(cells[variable], known[variable], listed=30),
                )
                words = {"variable": variable, "table": self.name}
                yield make_fault(
                    "D606/value", self.shown, line, place, cell=cell, hint=hint, **words
                )


def _find(cell: str, variable: Variable) -> str | None:
    """Our name of a value, the empty name for the total, None if it is not known."""
    codes = {"": variable.total} if variable.total else {}
    for name, code in {**codes, **variable.values}.items():
        spellings = {code.code, code.text.casefold(), f"{code.code} {code.text}".casefold()}
        if cell in spellings or cell.casefold() in spellings:
            return name
    return None


def _names(variable: Variable) -> tuple[str, ...]:
    codes = [*variable.values.values(), *([variable.total] if variable.total else [])]
    return tuple(f"{code.code} {code.text}" for code in codes)


def read_workbook(data: bytes, shown: str, is_headings: HeadingTest) -> ImportSheet:
    """The first sheet that has the headings; its rows keep their numbers."""
    # openpyxl takes a tenth of a second to import: only a workbook pays for it.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            values = load_workbook(io.BytesIO(data), data_only=True)
            formulas = load_workbook(io.BytesIO(data))
    except Exception:  # a broken file fails in as many ways as there are parts in it
        return _refuse("D602/workbook", shown, None)
    for page in values.worksheets:
        problems: list[Fault] = []
        rows = list(_rows(page, formulas[page.title], shown, problems))
        for at, row in enumerate(rows[:_HEADINGS_WITHIN]):
            if is_headings(row.cells):
                sheet = split_headings(rows[at:], shown, None)
                sheet.problems.extend(problems)
                return sheet
    return _refuse("D603/none", shown, 1)


def _rows(page: Any, formulas: Any, shown: str, problems: list[Fault]) -> Iterator[SheetRow]:
    for number, cells in enumerate(page.iter_rows(), 1):
        texts = []
        for cell in cells:
            text = _cell_text(cell)
            wrong = _fault(cell, formulas[cell.coordinate].value, number, shown)
            if wrong:
                problems.append(wrong)
            texts.append(text)
        yield SheetRow(number, tuple(texts))


def _fault(cell: Any, formula: Any, number: int, shown: str) -> Fault | None:
    place = f"celle/cell {cell.coordinate}"
    if isinstance(cell.value, bool):
        return make_fault("D605/truth", shown, number, place, cell=str(cell.value))
    if isinstance(cell.value, date | datetime | time):
        return make_fault("D605/date", shown, number, place, cell=str(cell.value))
    if cell.value is None and isinstance(formula, str) and formula.startswith("="):
        return make_fault("D605/formula", shown, number, place, cell=formula)
    return None


def _cell_text(cell: Any) -> str:
    """A number without the noise of binary fractions; a percentage as the sheet shows it."""
    value = cell.value
    if value is None or isinstance(value, bool | date | datetime | time):
        return ""
    if isinstance(value, int | float):
        percent = "%" in str(cell.number_format)
        return f"{value * 100:.12g}%" if percent else f"{value:.15g}"
    return str(value)
