"""XLSX."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from xml.etree.ElementTree import tostring

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from barometer.exports.facts import ExportFacts
from barometer.exports.rows import Cell
from barometer.exports.tables import SHEET, disarm, fill_sheet
from barometer.text import Language

CORE = "docProps/core.xml"


NO_DATE = (1980, 1, 1, 0, 0, 0)


_DATED = {"{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"}


WIDE, NARROW, TEXT = 34, 14, 100


HEAD, LETTERS, DIGITS = "COI 1", "COI 2", "COI 3"


def make_workbook(facts: ExportFacts, language: Language) -> bytes:
    """The .xlsx file, the same bytes whenever and wherever it is made."""
    words = facts.words
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    book.properties = _properties(facts, language)
    data = book.active
    assert isinstance(data, Worksheet)  # noqa: S101 - a new workbook has one sheet
    data.title = _tab(words["sheet_data"][language])
    heads, rows = fill_sheet(facts, language)
    _fill(data, heads, rows, [WIDE if key in _LONG else NARROW for key in SHEET])
    heads = (words["head_what"][language], words["head_text"][language])
    notes = book.create_sheet(_tab(words["sheet_notes"][language]))
    _fill(notes, heads, _notes(facts, language), [WIDE, TEXT])
    heads = (words["head_column"][language], words["head_meaning"][language])
    columns = book.create_sheet(_tab(words["sheet_columns"][language]))
    _fill(columns, heads, _columns(facts, language), [WIDE, TEXT])
    return _undated(book)


def _tab(name: str) -> str:
    """The name of a sheet as spreadsheets take it: no sign of formulas, at most 31 letters."""
    return name.translate(_NOT_IN_TABS)[:31]


_NOT_IN_TABS = str.maketrans("", "", "[]:*?/\\'")


_LONG = {"title", "edition", "category", "break", "comparability", "source_title"}


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
    words = facts.words
    told = {
        "title": facts.title[language],
        "description": facts.description[language],
        "publisher": facts.publisher_name[language],
        "licence": facts.licence(language).address,
        "rights": words["rights"][language],
        "period": facts.period,
        "version": facts.version,
        "address": facts.pages[language],
    }
    for key, text in told.items():
        yield words[f"fact_{key}"][language], text
    for note in facts.notes:
        yield words[f"fact_{note.kind}"][language], note.text[language]
    for one in facts.sources.values():
        yield (
            words["fact_source"][language],
            f"{one.publisher}: {one.title}. {one.first_address[language]}",
        )


def _columns(facts: ExportFacts, language: Language) -> Iterator[tuple[str, str]]:
    for key in SHEET:
        yield facts.words[f"column_{key}"][language], facts.words[f"about_{key}"][language]


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
    for dated in [one for one in core if one.tag in _DATED]:
        core.remove(dated)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        for name in made.namelist():
            data = tostring(core) if name == CORE else made.read(name)
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            clean.writestr(entry, data)
    return out.getvalue()
