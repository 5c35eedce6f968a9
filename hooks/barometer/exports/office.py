"""Office files: spreadsheets of the values, and worksheets of the guides to fill in (Word)."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from xml.etree.ElementTree import tostring

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from markdown_it.token import Token
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from barometer.exports.facts import Cell, ExportFacts
from barometer.exports.tables import SHEET, disarm, fill_sheet
from barometer.html import render
from barometer.pages.document import sheet_id
from barometer.pages.renderer import plain_text
from barometer.pages.site import Site
from barometer.text import Language

CORE = "docProps/core.xml"
NOT_IN_TABS = str.maketrans("", "", "[]:*?/\\'")
NO_DATE = (1980, 1, 1, 0, 0, 0)
DATED = {"{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"}
WIDE, NARROW, TEXT = 34, 14, 100
HEAD, LETTERS, DIGITS = "COI 1", "COI 2", "COI 3"
LONG = {"title", "edition", "category", "break", "comparability", "source_title"}


def make_workbook(facts: ExportFacts, language: Language) -> bytes:
    """The .xlsx file, the same bytes whenever and wherever it is made."""
    words = {key: text[language] for key, text in facts.words.items()}
    book = Workbook()
    # a style a kind of cell: a style of its own for every cell costs most of the time
    top, wrapped = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle(HEAD, font=Font(bold=True), alignment=wrapped))
    book.add_named_style(NamedStyle(LETTERS, alignment=wrapped))
    book.add_named_style(NamedStyle(DIGITS, alignment=top))
    book.properties = DocumentProperties(
        creator=facts.publisher_name[language],
        title=facts.title[language],
        description=facts.description[language],
        identifier=facts.id,
        language=language,
        keywords=", ".join(facts.keywords[language]),
        version=facts.version,
    )
    values = book.active
    assert isinstance(values, Worksheet)  # noqa: S101 - a new workbook has one sheet
    values.title = _tab(words["sheet_data"])
    heads, rows = fill_sheet(facts, language)
    _fill(values, heads, rows, [WIDE if key in LONG else NARROW for key in SHEET])
    notes = book.create_sheet(_tab(words["sheet_notes"]))
    _fill(notes, (words["head_what"], words["head_text"]), _notes(facts, language), [WIDE, TEXT])
    columns = book.create_sheet(_tab(words["sheet_columns"]))
    heads = (words["head_column"], words["head_meaning"])
    meanings = [
        (words[f"column_{key}"], words.get(f"cell_{key}") or words[f"about_{key}"]) for key in SHEET
    ]
    _fill(columns, heads, meanings, [WIDE, TEXT])
    raw = BytesIO()
    book.save(raw)
    core = book.properties.to_tree()
    for dated in [one for one in core if one.tag in DATED]:
        core.remove(dated)  # the moment of its making
    return _repack(raw, {CORE: tostring(core)})


def _tab(name: str) -> str:
    """The name of a sheet as spreadsheets take it: no sign of formulas, at most 31 letters."""
    return name.translate(NOT_IN_TABS)[:31]


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
    licence = facts.licence(language)
    lines = {
        "title": facts.title[language],
        "description": facts.description[language],
        "publisher": facts.publisher_name[language],
        "licence": f"{licence.title}: {licence.address}",
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
    for title, one in zip(facts.source_titles(language), facts.sources.values(), strict=True):
        yield words["fact_source"], f"{title}. {one.first_address[language]}"


def _repack(raw: BytesIO, instead: Mapping[str, bytes]) -> bytes:
    """The same archive with every entry of one date, and some entries with other content."""
    out = BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        for name in made.namelist():
            data = instead.get(name) or made.read(name)
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            clean.writestr(entry, data)
    return out.getvalue()


WORD_LANGUAGE: Mapping[Language, str] = {"da": "da-DK", "en": "en-GB"}
A4, EDGE = (Cm(21), Cm(29.7)), Cm(2)
IN_ITEM = 4
"""How deep the text of an item lies below its worksheet: list, item, paragraph, text."""


def make_worksheets(site: Site) -> dict[str, bytes]:
    """The .docx file of each worksheet by its address: beside the page, named as the worksheet."""
    made = {}
    for (key, language), page in site.pages.items():
        address = site.address(key, language)
        for number, tokens in enumerate(_worksheets(page.document.tokens), 1):
            name = sheet_id(number)
            where = f"{page.words.title}, {site.url}{address}#{name}"
            said = page.original or language
            made[f"{address}{name}.docx"] = _make_worksheet(site, said, tokens, where)
    return made


def _worksheets(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each worksheet of a page, from its opening to the token before its end."""
    found: list[Token] = []
    for token in tokens:
        if token.type == "container_block_open" or found:
            if token.type == "container_block_close":
                yield found
                found = []
            else:
                found.append(token)


def _make_worksheet(site: Site, language: Language, tokens: Sequence[Token], where: str) -> bytes:
    """One worksheet: fields under its questions, boxes at its checks, its tables as they are."""
    words = {key: text[language] for key, text in site.words["site"].items()}
    sheet, depth = Document(), tokens[0].level
    title = tokens[0].info.partition("|")[2].strip()
    _set_up(sheet, title, site.dataset.publisher.name[language], WORD_LANGUAGE[language])
    sheet.add_heading(title, 1)
    asked, rows = 0, list[list[str]]()
    for token in tokens:
        said = plain_text(token.children or ())
        if token.type == "bullet_list_open":
            asked = -1
        elif token.type == "ordered_list_open":
            asked = 0
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            _add_table(sheet, rows)
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(said)
        elif token.type == "inline" and token.level == depth + IN_ITEM and asked >= 0:
            asked += 1
            sheet.add_heading(f"{asked}. {said}", 2)
            _add_field(sheet, said, words["worksheet_write"])
        elif token.type == "inline" and token.level == depth + IN_ITEM:
            _add_field(sheet, said)
        elif token.type == "inline":
            sheet.add_paragraph(said)
    sheet.add_paragraph(words["worksheet_from"].format(where=where))
    raw = BytesIO()
    sheet.save(raw)
    return _repack(raw, {})


def _set_up(sheet: WordDocument, title: str, author: str, language: str) -> None:
    """A4, the language that is read aloud, and properties that no clock has a say in."""
    page, about = sheet.sections[0], sheet.core_properties
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = EDGE
    about.title, about.author, about.language = title, author, language
    about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime(*NO_DATE, tzinfo=UTC)
    for one in sheet.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)


def _add_field(sheet: WordDocument, title: str, text: str = "") -> None:
    """A field to write in, which shows a text while it is empty; without one, a box to tick."""
    sheet.element.body.insert_element_before(
        parse_xml(render("word_field.html", title=title, text=text)), "w:sectPr"
    )


def _add_table(sheet: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row is repeated on every page."""
    table = sheet.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
