"""Files from outside as rows: CSV, workbook, JSON-stat, StatBank and `imports.yml`."""

import csv
import io
import json
import math
import re
import warnings
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any
from zipfile import BadZipFile, ZipFile

from pydantic import Field, StringConstraints

from barometer.data.cells import check_name, readings
from barometer.data.codebook import Codebook
from barometer.data.model import COLUMNS, DANISH, HOME_COUNTRY, EditionKey, Name
from barometer.faults.model_errors import read_model
from barometer.faults.report import Fault, Word, make_fault, phrase, suggest_nearest
from barometer.faults.yaml_file import YamlFile, read_bytes
from barometer.text import Strict, Text, Words

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


Sign = Annotated[str, StringConstraints(min_length=1, max_length=6)]


class Signs(Strict):
    """What an office writes where a number could stand; `source` is where it says so."""

    publishers: tuple[Words, ...] = Field(min_length=1)
    source: Words
    zero: tuple[Sign, ...] = ()
    missing: tuple[Sign, ...] = ()
    provisional: tuple[Sign, ...] = ()


class Imports(Strict):
    """The whole file."""

    editions: Mapping[Words, EditionKey]
    sectors: Variable
    tables: Mapping[Words, StatbankTable] = Field(min_length=1)
    signs: tuple[Signs, ...] = ()


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
    notes: list[Text] = field(default_factory=list)
    name: str = ""


def read_jsonstat(text: str, shown: str) -> ImportSheet:
    """Each value of the dataset as a row; where it is missing, its status (`-`, `..`) says how."""
    from pyjstat import pyjstat

    try:
        document = json.loads(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `write` calls what the library itself has retired
            frame = pyjstat.Dataset.read(text).write("dataframe", naming="id")
        headings = [*map(str, frame.columns[:-1]), CONTENT]
        if scaled := _scaled_unit(document.get("dataset", document)):
            return _refuse("D602/units", shown, unit=scaled)[0]
        status = document.get("dataset", document).get("status") or {}
        said = status if isinstance(status, dict) else dict(enumerate(status))
        marks = {int(at): str(mark) for at, mark in said.items() if mark}
        rows = [
            SheetRow(None, tuple(_text(cell, marks.get(at, "..")) for cell in row))
            for at, row in enumerate(frame.itertuples(index=False))
        ]
    except Exception:  # the library tells a wrong file by whatever fails first
        return _refuse("D602/json", shown)[0]
    if not rows:
        return _refuse("D604/empty", shown)[0]
    found = ImportSheet(tuple(headings), tuple(rows), comma=False)
    marked = [at for at in marks if at < len(rows) and rows[at].cells[-1] != marks[at]]
    found.notes.extend(
        count_note("marked", len(marked), ", ".join(sorted({marks[at] for at in marked})))
    )
    return found


def _scaled_unit(dataset: Mapping[str, Any]) -> str:
    """The unit of a measure whose numbers count more than one thing each; empty if none does."""
    for dimension in dataset["dimension"].values():
        category = dimension.get("category", {}) if isinstance(dimension, dict) else {}
        for name, unit in (category.get("unit") or {}).items():
            label = str(unit.get("label", ""))
            if str(unit.get("multiplier", 0)) != "0" or _THOUSANDS.search(label):
                return label or str(category.get("label", {}).get(name, name))
    return ""


_THOUSANDS = re.compile(r"\b1[., ]?000|tusind|thousand|\bmio\b|milli(?:on|ard)", re.IGNORECASE)


def _text(cell: Hashable, missing: str) -> str:
    if cell is None:
        return missing
    if isinstance(cell, float):
        return missing if math.isnan(cell) else f"{cell:.15g}"
    return str(cell)


def count_note(what: str, n: int, of: str = "") -> list[Text]:
    """A note of something that was left out, with its number; nothing where there is none."""
    return [phrase(f"note/{what}", n=n, what=of)] if n else []


@dataclass(frozen=True)
class Incoming:
    """One row for our table, where it stands in its file, and the columns that the file lacks."""

    line: int | None
    cells: Mapping[str, str]
    place: str = ""
    absent: frozenset[str] = frozenset()
    percent: bool = False
    """Whether the file itself writes the value with a percentage sign."""


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
MOST_ROWS = 20_000
"""A hundred times our table: a file with more is another table than ours."""


def _find_table(
    rows: Sequence[SheetRow],
    shown: str,
    comma: bool | None,
    imports: Imports | None,
    *,
    of_sheet: bool = False,
) -> ImportSheet | None:
    """The table among the rows of a file or sheet, by its line of headings or as a matrix."""
    for at, row in enumerate(rows[:_HEADINGS_WITHIN]):
        if is_own(row.cells) or {TIME, CONTENT} <= {cell.strip().upper() for cell in row.cells}:
            return split_headings(rows[at:], shown, comma, of_sheet=of_sheet)
    made = matrix_rows(rows, imports) if imports else None
    return split_headings(made, shown, comma) if made else None


def read_sheets(path: Path, shown: str, imports: Imports | None) -> list[ImportSheet]:
    """The tables of a CSV, .xlsx or JSON-stat file; a workbook has one in every sheet we see."""
    data = read_bytes(path, shown, "D601")
    if isinstance(data, Fault):
        return [ImportSheet(problems=[data])]
    if len(data) > LARGEST_FILE * MEGABYTE:
        size = len(data) // MEGABYTE
        return _refuse("D602/large", shown, size=size, limit=LARGEST_FILE)
    if key := _unreadable(data):
        return _refuse(key, shown, limit=MOST_ROWS)
    if data.startswith(_ZIP):
        return read_workbook(data, shown, imports)
    text = _decoded(data)
    if text is None:
        return _refuse("D602/other", shown)
    if text.lstrip().startswith(("{", "[")):
        return [read_jsonstat(text.lstrip(), shown)]
    return [_read_text(text, shown, imports)]


def _refuse(key: str, shown: str, line: int | None = None, **words: Word) -> list[ImportSheet]:
    return [ImportSheet(problems=[make_fault(key, shown, line, **words)])]


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def _unreadable(data: bytes) -> str:
    """The message for a file of a kind that we do not read."""
    if data.startswith(_OLE):  # names in such a file are UTF-16
        locks = {"label": "DRMEncrypted", "password": "EncryptedPackage"}
        found = (key for key, word in locks.items() if word.encode("utf-16-le") in data)
        return f"D602/{next(found, 'old_workbook')}"
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"%PDF")):
        return "D602/other"
    if not data.startswith(_ZIP):
        return ""
    try:
        parts = ZipFile(io.BytesIO(data)).infolist()
    except BadZipFile:
        return "D602/workbook"
    if sum(part.file_size for part in parts) > 10 * LARGEST_FILE * MEGABYTE:
        return "D602/rows"
    if any(part.flag_bits & 1 for part in parts):
        return "D602/password"
    return "" if "xl/workbook.xml" in {part.filename for part in parts} else "D602/other"


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


def _read_text(text: str, shown: str, imports: Imports | None) -> ImportSheet:
    if text.count("\n") > MOST_ROWS:
        filled = sum(bool(line.strip(' \t\r;,|"')) for line in text.split("\n"))
        if filled > MOST_ROWS:
            return _refuse("D602/rows", shown, limit=MOST_ROWS)[0]
    for delimiter in _DELIMITERS:
        rows = list(_records(text, delimiter, shown))
        broken = [row for row in rows if isinstance(row, Fault)]
        whole = [row for row in rows if isinstance(row, SheetRow)]
        if sheet := _find_table(whole, shown, {";": True, ",": False}.get(delimiter), imports):
            sheet.problems.extend(broken)
            return sheet
    if not text.strip():
        return _refuse("D604/empty", shown)[0]
    return _refuse("D603/none", shown, 1)[0]


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


def split_headings(
    rows: Sequence[SheetRow], shown: str, comma: bool | None, *, of_sheet: bool = False
) -> ImportSheet:
    """The first row as headings and the others below; empty rows and empty ends do not count.

    The row of a sheet ends with its last filled cell: what it lacks up to the headings is empty.
    """
    headings = [cell.strip() for cell in rows[0].cells]
    while headings and not headings[-1]:
        headings.pop()
    below = [row for row in rows[1:] if any(cell.strip() for cell in row.cells)]
    end = len(below)
    while end and len(headings) > 2:
        said = [cell.strip() for cell in below[end - 1].cells if cell.strip()]
        if len(said) > 1 and not _NOTE.match(said[0]):
            break
        end -= 1
    kept: list[SheetRow] = []
    problems: list[Fault] = []
    for row in below[:end]:
        cells = list(row.cells)
        while len(cells) > len(headings) and not cells[-1].strip():
            cells.pop()
        if [cell.strip() for cell in cells] == headings:
            continue  # a table that is printed repeats its headings on each page
        if of_sheet and 2 < len(cells) < len(headings):
            cells += [""] * (len(headings) - len(cells))
        if len(cells) != len(headings):
            words = {"found": len(cells), "wanted": len(headings)}
            key = "D604/sheet" if of_sheet else "D604/width"
            problems.append(make_fault(key, shown, row.number, **words))
            continue
        kept.append(SheetRow(row.number, tuple(cells)))
    if not kept and not problems:
        problems.append(make_fault("D604/empty", shown, rows[0].number))
    said = [cell.strip() for row in below[end:] for cell in row.cells if cell.strip()]
    early = [one for one in said if _EARLY.search(one)]
    notes = count_note("notes", len(below) - end, "".join(said[:1])[:60])
    notes += count_note("early", len(early), "".join(early[:1])[:60])
    return ImportSheet(tuple(headings), tuple(kept), comma, problems, notes)


_NOTE = re.compile(r"(anm|note|kilde|source|fodnote|footnote)\w*\W|\*|\(?\d\)", re.IGNORECASE)
"""How a row below the table begins that says something of it; a lone cell does so too."""
_EARLY = re.compile(r"foreløbig|provisional|preliminary", re.IGNORECASE)
"""How such a row says that the numbers of the table may still change."""


TIME = "TID"


def statbank_rows(
    sheet: ImportSheet, imports: Imports, shown: str
) -> tuple[list[Incoming], int, list[Fault]]:
    """The sheet's rows as rows of ours, how many cross two breakdowns, and the faults."""
    headings, sectors = [heading.upper() for heading in sheet.headings], imports.sectors
    fitting = (name for name, table in imports.tables.items() if table.variable in headings)
    name = next(fitting, None) if {sectors.variable, TIME, CONTENT} <= {*headings} else None
    if name is None:
        words = {"found": ", ".join(sheet.headings), "known": ", ".join(imports.tables)}
        return [], 0, [make_fault("D606/table", shown, None, **words)]
    table = imports.tables[name]
    known = {sectors.variable: _names(sectors), table.variable: _names(table)}
    known |= {TIME: tuple(imports.editions)}
    rows, crossed, problems = [], 0, []
    for at, heading in enumerate(headings):
        found = len({row.cells[at] for row in sheet.rows})
        if heading not in {*known, CONTENT} and found > 1:
            words = {"variable": heading, "table": name}
            problems.append(make_fault("D606/many", shown, None, heading, found=found, **words))
    for row in () if problems else sheet.rows:
        cells = dict(zip(headings, map(str.strip, row.cells), strict=True))
        place = ", ".join(f"{n}={c}" for n, c in cells.items() if n != CONTENT)
        sector = _find(cells[sectors.variable], sectors)
        part, edition = _find(cells[table.variable], table), imports.editions.get(cells[TIME])
        if sector is None or part is None or edition is None:
            for variable, said in zip(known, (sector, part, edition), strict=True):
                if said is None:
                    hint = suggest_nearest(cells[variable], known[variable], listed=30)
                    words = {"variable": variable, "table": name, "cell": cells[variable]}
                    problems.append(
                        make_fault("D606/value", shown, row.number, place, hint=hint, **words)
                    )
        elif (part and sector) or not (part or table.total):
            crossed += 1
        else:
            total = (table.total.indicator if table.total else None) or table.indicator
            whole = (sectors.breakdown, sector) if sector else ("total", "all")
            breakdown, category = (table.breakdown, part) if part else whole
            ours = {"country": HOME_COUNTRY, "edition": edition, "base": "", "status": ""}
            ours |= {"indicator": table.indicator if part else total, "source": table.source}
            ours |= {"breakdown": breakdown, "category": category}
            ours |= {"value": normalised(cells[CONTENT], sheet.comma)}
            rows.append(Incoming(row.number, ours, place, frozenset({"base", "status"})))
    return rows, crossed, problems


def _find(cell: str, variable: Variable) -> str | None:
    """Our name of a value, the empty name for the total, None if it is not known."""
    codes = _codes(variable).items()
    return next((name for name, code in codes if cell.casefold() in _code_spellings(code)), None)


def _codes(variable: Variable) -> dict[str, Code]:
    """The values of a variable by our names, the empty name for the total."""
    return {**({"": variable.total} if variable.total else {}), **variable.values}


def _code_spellings(code: Code) -> set[str]:
    return {text.casefold() for text in (code.code, code.text, f"{code.code} {code.text}")}


def _names(variable: Variable) -> tuple[str, ...]:
    return tuple(f"{code.code} {code.text}" for code in _codes(variable).values())


def matrix_rows(rows: Sequence[SheetRow], imports: Imports) -> Sequence[SheetRow] | None:
    """StatBank's own page as rows: one variable runs across the top, the others down the left."""
    tables = [*imports.tables.values()]
    known = {TIME: set(imports.editions)}
    for one in (imports.sectors, *tables):
        known[one.variable] = set().union(*map(_code_spellings, _codes(one).values()))
    top = next((row for row in rows[:_HEADINGS_WITHIN] if _is_top(row, known)), None)
    if top is None:
        return None
    across = [at for at, cell in enumerate(top.cells) if cell.strip()]
    left = range(across[0])
    labels, made = [""] * len(left), []
    for row in rows[rows.index(top) + 1 :]:
        cells = [*row.cells, *[""] * len(top.cells)][: len(top.cells)]
        if not any(cells[at].strip() for at in across):
            continue  # an empty line, or a note below
        new = [cells[at].strip() for at in left]
        # a label that stands once for several rows holds until the next one
        first = next((at for at, label in enumerate(new) if label), len(new))
        labels = [*labels[:first], *new[first:]]
        made += [
            SheetRow(row.number, (*labels, top.cells[at].strip(), cells[at].strip()))
            for at in across
        ]
    if not made:
        return None
    columns = zip(*(row.cells for row in made), strict=True)
    names = []
    for column in [*columns][:-1]:  # the variable that most of its values belong to
        folded = {cell.casefold() for cell in column}
        names.append(max(known, key=lambda name: len(folded & known[name])))
    return [SheetRow(top.number, (*names, CONTENT)), *made]


def _is_top(row: SheetRow, known: Mapping[str, set[str]]) -> bool:
    """Whether the line has nothing to the left and then values of one variable."""
    cells = [cell.strip() for cell in row.cells]
    said = [cell.casefold() for cell in cells if cell]
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    years = all(re.fullmatch(r"\d{4}", cell) for cell in said)
    return bool(first and said) and (years or any({*said} <= values for values in known.values()))


_OURS = {**dict(zip(COLUMNS, COLUMNS, strict=True)), **{da: name for name, da in DANISH.items()}}
"""Our name of a column by its English or Danish heading."""
_MAY_BE_ABSENT = {"base", "status"}
_PERCENT = re.compile(r"\s*(%|pct\.?|procent)$", re.IGNORECASE)


def is_own(headings: Sequence[str]) -> bool:
    """Whether a line has our headings: an indicator and a value, among others."""
    return {"indicator", "value"} <= {_OURS.get(one.strip().lower()) for one in headings}


def own_rows(sheet: ImportSheet, book: Codebook, shown: str) -> tuple[list[Incoming], list[Fault]]:
    """The rows in our form, numbers normalised; what cannot be is left for the check to tell."""
    headings = [_OURS.get(heading.strip().lower()) for heading in sheet.headings]
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
        percent = bool(_PERCENT.search(cells["value"]))
        cells["value"] = (
            _whole_number(cells["value"])
            if counts
            else normalised(_PERCENT.sub("", cells["value"]), comma)
        )
        cells["base"] = _whole_number(cells["base"])
        absent = frozenset(COLUMNS) - set(filter(None, headings))
        rows.append(Incoming(row.number, cells, absent=absent, percent=percent))
    return rows, []


def _heading_faults(
    sheet: ImportSheet, headings: Sequence[str | None], shown: str
) -> Iterator[Fault]:
    for written, column in zip(sheet.headings, headings, strict=True):
        if column is None:
            hint = suggest_nearest(written.lower(), _OURS)
            yield make_fault("D603/unknown", shown, None, written, column=written, hint=hint)
        elif headings.count(column) > 1:
            yield make_fault("D603/twice", shown, None, written, column=written)
    for column in COLUMNS:
        if column not in headings and column not in _MAY_BE_ABSENT:
            danish = DANISH[column]
            yield make_fault("D603/missing", shown, None, column, column=column, danish=danish)


def _comma(sheet: ImportSheet, headings: Sequence[str | None]) -> bool | None:
    """Whether the file's own numbers show a decimal comma; None if they show both or nothing."""
    columns = [at for at, name in enumerate(headings) if name in {"value", "base"}]
    cells = [_PERCENT.sub("", row.cells[at]).strip() for row in sheet.rows for at in columns]
    marks = [
        cell.rfind(",") - cell.rfind(".")
        for cell in cells
        if len(found := readings(cell)) == 1 and "." in found[0]
    ]  # `83,5` and `1.234,5`: a comma after which no group of three digits follows
    danish, english = any(one > 0 for one in marks), any(one < 0 for one in marks)
    if danish != english:
        return danish
    return None if danish else sheet.comma


def _whole_number(cell: str) -> str:
    """A whole number of things: of two readings only one is whole."""
    whole = [number for number in map(plain_number, readings(cell)) if number.isdigit()]
    return whole[0] if len(whole) == 1 else cell


def read_workbook(data: bytes, shown: str, imports: Imports | None) -> list[ImportSheet]:
    """Every sheet we see that has a table; what is hidden is told, a hidden column is a fault."""
    # openpyxl takes a tenth of a second to import: only a workbook pays for it.
    from openpyxl import load_workbook

    found: list[ImportSheet] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            filled = _without_empty(data)
            if filled is None:
                return _refuse("D602/rows", shown, limit=MOST_ROWS)
            sheets = load_workbook(filled, data_only=True, rich_text=True).worksheets
            hidden = [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]
            formulas = load_workbook(filled)
            seen = [
                _Page(sheet, formulas[sheet.title], shown)
                for sheet in sheets
                if sheet.title not in hidden
            ]
    except Exception:  # a broken file fails in as many ways as there are parts in it
        return _refuse("D602/workbook", shown)
    other: list[str] = []
    for page in seen:
        sheet = _find_table(page.rows, shown, None, imports, of_sheet=True)
        if sheet is None:
            other += [page.name] if page.rows else []
            continue
        # Where columns are hidden, that is told alone: what headings are missing shows after.
        headings = () if page.tell(sheet) else sheet.headings
        found.append(replace(sheet, name=page.name, headings=headings))
    if not found and hidden:
        return _refuse("D603/hidden", shown, 1, sheets=", ".join(hidden))
    if not found:
        return _refuse("D603/none", shown, 1)
    found[0].notes.extend(count_note("other_sheets", len(other), ", ".join(other)))
    found[0].notes.extend(count_note("hidden_sheets", len(hidden), ", ".join(hidden)))
    found[0].notes.extend(count_note("comments", sum(page.comments for page in seen)))
    return found


def _without_empty(data: bytes) -> io.BytesIO | None:
    """The workbook without cells and rows that only have a look; None where far too many are left.

    Offices colour a sheet down to its last row.
    """
    made, rows = io.BytesIO(), 0
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            rest = b""
            with old.open(name) as source, new.open(name, "w") as target:
                while piece := source.read(MEGABYTE):
                    if name.startswith("xl/worksheets/sheet"):
                        whole, end, rest = (rest + piece).rpartition(b">")
                        piece = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", whole + end))
                        rows += piece.count(b"<row ")
                        if rows > MOST_ROWS:
                            return None
                    target.write(piece)
                target.write(rest)
    return made


class _Page:
    """One sheet, read row by row without its empty cells; what is wrong in it, by row."""

    def __init__(self, page: Any, formulas: Any, shown: str) -> None:
        self.shown, self.name = shown, str(page.title)
        self.rows: list[SheetRow] = []
        self.hidden: list[int] = []
        self.wrong: dict[int, list[Fault]] = {}
        self.notes: dict[int, list[tuple[str, str]]] = {}
        self.comments = sum(cell.comment is not None for cell in page._cells.values())
        cells = sorted(
            (at, cell if cell.value is not None else formulas._cells[at])
            for at, cell in page._cells.items()
            if formulas._cells[at].value is not None
        )
        for number, row in groupby(cells, key=lambda one: one[0][0]):
            look = page.row_dimensions[number]
            if look.hidden or (look.height is not None and look.height < LOW):
                self.hidden.append(number)
                continue
            texts: list[str] = []
            for (_, column), cell in row:
                texts += [""] * (column - 1 - len(texts)) + [self._cell(cell)]
            self.rows.append(SheetRow(number, tuple(texts)))
        self.hidden_columns = {
            column
            for look in page.column_dimensions.values()
            if look.hidden or look.width < NARROW
            for column in range(look.min, min(look.max, 100) + 1)
        }

    def tell(self, sheet: ImportSheet) -> bool:
        """Add what the rows have that is wrong or worth knowing; whether a column is hidden."""
        from openpyxl.utils import get_column_letter

        taken = {row.number for row in sheet.rows if row.number is not None}
        sheet.problems.extend(fault for number in taken for fault in self.wrong.get(number, ()))
        first = min(taken, default=1)
        hidden = [
            column
            for column in sorted(self.hidden_columns)
            if any(column <= len(row.cells) and row.cells[column - 1] for row in self.rows)
        ]
        for column in hidden:
            place = f"kolonne/column {get_column_letter(column)}"
            sheet.problems.append(make_fault("D605/hidden_column", self.shown, None, place))
        below = [number for number in self.hidden if number > first - 2]
        sheet.notes.extend(count_note("hidden_rows", len(below), self.name))
        for words in ("rounded", "raised", "marked"):
            said = [
                text
                for number in sorted(taken)
                for about, text in self.notes.get(number, ())
                if about == words
            ]
            sheet.notes.extend(count_note(words, len(said), ", ".join(said[:3])))
        return bool(hidden)

    def _cell(self, cell: Any) -> str:
        """A number without the noise of binary fractions; a percentage as the sheet shows it."""
        value, number, at, form = cell.value, cell.row, cell.coordinate, cell.number_format
        white = cell.font.color is not None and cell.font.color.rgb == WHITE
        unseen = (white and cell.fill.fill_type is None) or not form.strip("; ")
        if isinstance(value, bool):
            return self._wrong("D605/truth", number, at, str(value))
        if isinstance(value, date | datetime | time | timedelta):
            return self._wrong("D605/date", number, at, str(value))
        if cell.data_type == "f":
            return self._wrong("D605/formula", number, at, str(value))
        if cell.font.strike:
            self._wrong("D605/struck", number, at, str(value))
        elif unseen:
            self._wrong("D605/unseen", number, at, str(value))
        if not isinstance(value, int | float):
            plain = _without_raised(value)
            if plain != str(value):
                self._note("raised", number, f"{at}: {plain}")
            return plain
        percent = "%" in _LITERAL.sub("", form)
        exact = value * 100 if percent else value
        decimals = re.fullmatch(r"[#,0]*0(,*)(?:\.(0+))?%?", form)
        places = len(decimals[2] or "") if decimals else 0
        scale = 1000 ** len(decimals[1]) if decimals else 1
        if decimals and abs(exact - round(exact / scale, places) * scale) > 1e-9:
            self._note("rounded", number, f"{at}: {round(exact / scale, places):g} / {exact:.12g}")
        if mark := _mark_of(form):
            self._note("marked", number, f"{at}: {mark}")
        return f"{exact:.12g}%" if percent else f"{value:.15g}"

    def _note(self, words: str, number: int, said: str) -> None:
        self.notes.setdefault(number, []).append((words, said))

    def _wrong(self, key: str, number: int, at: str, cell: str) -> str:
        fault = make_fault(key, self.shown, number, f"celle/cell {at}", cell=cell)
        self.wrong.setdefault(number, []).append(fault)
        return cell if key == "D605/formula" else ""


LOW = 2.0
"""The height in points below which nobody sees what stands in a row."""
NARROW = 0.5
"""The width in letters below which nobody sees what stands in a column."""
WHITE = "FFFFFFFF"
_SPACING, _LITERAL = re.compile(r"[_*]."), re.compile(r'"([^"]*)"|\\(.)|([()])')


def _mark_of(form: str) -> str:
    """What a number's format writes beside it, as an office may mark a provisional one."""
    parts = _LITERAL.findall(_SPACING.sub("", form.partition(";")[0]))
    said = "".join(quoted or sign or bracket for quoted, sign, bracket in parts).strip()
    return "" if _PERCENT.fullmatch(said) else said


def _without_raised(value: Any) -> str:
    """The text of a cell without signs that are raised or lowered, unless all of it is."""
    runs = value if isinstance(value, list) else [value]
    level = [run for run in runs if not getattr(getattr(run, "font", None), "vertAlign", None)]
    return "".join(map(str, level or runs))


_EMPTY_CELL = re.compile(rb"<c(?: [^<>]*)?/>")
_EMPTY_ROW = re.compile(rb"<row(?: [^<>]*)?(?:/>|></row>)")
