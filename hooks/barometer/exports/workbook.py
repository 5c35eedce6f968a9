"""Spreadsheets: the values, what to know of them, and what each column means."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from xml.etree.ElementTree import tostring

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from barometer.exports.facts import Cell, ExportFacts
from barometer.exports.tables import SHEET, disarm, fill_sheet
from barometer.text import Language

CORE = "docProps/core.xml"
NO_DATE = (1980, 1, 1, 0, 0, 0)
DATED = {"{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"}
WIDE, NARROW, TEXT = 34, 14, 100
HEAD, LETTERS, DIGITS = "COI 1", "COI 2", "COI 3"
NOT_IN_TABS = str.maketrans("", "", "[]:*?/\\'")
LONG = {"title", "edition", "category", "break", "comparability", "source_title"}


def make_workbook(facts: ExportFacts, language: Language) -> bytes:
    """The .xlsx file, the same bytes whenever and wherever it is made."""
    words = {key: text[language] for key, text in facts.words.items()}
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    book.properties = _properties(facts, language)
    values = book.active
    assert isinstance(values, Worksheet)  # noqa: S101 - a new workbook has one sheet
    values.title = _tab(words["sheet_data"])
    heads, rows = fill_sheet(facts, language)
    _fill(values, heads, rows, [WIDE if key in LONG else NARROW for key in SHEET])
    notes = book.create_sheet(_tab(words["sheet_notes"]))
    _fill(notes, (words["head_what"], words["head_text"]), _notes(facts, language), [WIDE, TEXT])
    columns = book.create_sheet(_tab(words["sheet_columns"]))
    heads = (words["head_column"], words["head_meaning"])
    meanings = [(words[f"column_{key}"], words[f"about_{key}"]) for key in SHEET]
    _fill(columns, heads, meanings, [WIDE, TEXT])
    return _undated(book)


def _tab(name: str) -> str:
    """The name of a sheet as spreadsheets take it: no sign of formulas, at most 31 letters."""
    return name.translate(NOT_IN_TABS)[:31]


def _styles() -> Iterator[NamedStyle]:
    """One style a kind of cell: a style of its own for every cell costs most of the time."""
    top, wrapped = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
    yield NamedStyle(HEAD, font=Font(bold=True), alignment=wrapped)
    yield NamedStyle(LETTERS, alignment=wrapped)
    yield NamedStyle(DIGITS, alignment=top)


def _fill(
    page: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> None:
    for at, row in enumerate([heads, *rows], 1):
        for column, cell in enumerate(row, 1):
            place = page.cell(at, column)
            if isinstance(cell, str):
                place.value = disarm(cell)
                place.data_type = "s"
                place.style = HEAD if at == 1 else LETTERS
            elif cell is not None:
                place.value = cell
                place.style = DIGITS
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"


def _notes(facts: ExportFacts, language: Language) -> Iterator[tuple[str, str]]:
    lines = {
        "title": facts.title[language],
        "description": facts.description[language],
        "publisher": facts.publisher_name[language],
        "licence": facts.licence(language).address,
        "rights": facts.words["rights"][language],
        "period": facts.period,
        "version": facts.version,
        "address": facts.pages[language],
    }
    words = {key: text[language] for key, text in facts.words.items()}
    for key, text in lines.items():
        yield words[f"fact_{key}"], text
    for note in facts.notes:
        yield words[f"fact_{note.kind}"], note.text[language]
    for title, one in zip(facts.source_titles, facts.sources.values(), strict=True):
        yield words["fact_source"], f"{title}. {one.first_address[language]}"


def _properties(facts: ExportFacts, language: Language) -> DocumentProperties:
    return DocumentProperties(
        creator=facts.publisher_name[language],
        title=facts.title[language],
        description=facts.description[language],
        identifier=facts.id,
        language=language,
        keywords=", ".join(facts.keywords[language]),
        version=facts.version,
    )


def _undated(book: Workbook) -> bytes:
    """The workbook without the moment of its making, which openpyxl and zip both write in."""
    raw, out = BytesIO(), BytesIO()
    book.save(raw)
    core = book.properties.to_tree()
    for dated in [one for one in core if one.tag in DATED]:
        core.remove(dated)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        for name in made.namelist():
            data = tostring(core) if name == CORE else made.read(name)
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            clean.writestr(entry, data)
    return out.getvalue()
