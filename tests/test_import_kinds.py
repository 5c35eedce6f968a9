"""What a file of an office can say that it does not seem to say, by format: each told or taken."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from barometer.data.intake import ImportResult, import_file
from barometer.data.model import COLUMNS
from tests.planting import HEALTHY

HEADINGS = [*COLUMNS]
REGIONAL = ["rate", "DK", "4", "sector", "regional", 85, None, None, "agency"]
MUNICIPAL = ["rate", "DK", "4", "sector", "municipal", 83, None, None, "agency"]
TABLE = "data/observations.csv"


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    shutil.copytree(HEALTHY / "data", tmp_path / "data")
    return tmp_path


def workbook(change: Callable[[Workbook, Worksheet], object]) -> bytes:
    """A workbook with our headings and two rows, changed by hand as an office would."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Tal"
    for row in (HEADINGS, REGIONAL, MUNICIPAL):
        sheet.append(row)
    change(book, sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def taken(project: Path, data: bytes | str, name: str = "tal.csv") -> ImportResult:
    content = data if isinstance(data, bytes) else data.encode()
    (project / name).write_bytes(content)
    return import_file(project, project / name, write=False)


def more(book: Workbook, title: str, *rows: Sequence[object]) -> Worksheet:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return sheet


def hidden_sheet(book: Workbook, _: Worksheet) -> None:
    other = more(book, "Kladde", HEADINGS, [*REGIONAL[:5], 11, None, None, "agency"])
    other.sheet_state = "veryHidden"
    book.move_sheet(other, -1)


def only_hidden(book: Workbook, sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    more(book, "Om", ["Om tabellen"])


def two_sheets(book: Workbook, sheet: Worksheet) -> None:
    sheet.delete_rows(3)
    more(book, "Kommuner", HEADINGS, MUNICIPAL)


def filtered(_: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hidden_column(_: Workbook, sheet: Worksheet) -> None:
    sheet.column_dimensions["G"].hidden = True
    sheet["G2"] = 100


def hidden_and_unknown(_: Workbook, sheet: Worksheet) -> None:
    sheet.column_dimensions["J"].hidden = True
    sheet["J1"], sheet["J2"] = "Vores note", "x"


def without_width(_: Workbook, sheet: Worksheet) -> None:
    sheet.column_dimensions["G"].width = 0.1
    sheet["G2"] = 100


def empty_last(_: Workbook, sheet: Worksheet) -> None:
    for row, cells in enumerate(("status", None, None), 1):
        sheet.cell(row, 8).value = sheet.cell(row, 9).value
        sheet.cell(row, 9).value = cells
    sheet["H1"] = "source"


def struck(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].font = Font(strike=True)


def rounded(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"], sheet["F3"].number_format = 83.47, "0"


def fractions(_: Workbook, sheet: Worksheet) -> None:
    sheet["F2"], sheet["F3"] = 0.85, 0.83


def notes(_: Workbook, sheet: Worksheet) -> None:
    sheet["A6"], sheet["A7"] = "Anm.: Andelen er afrundet; se metoden.", "Kilde: Danmarks Statistik"


def stray(_: Workbook, sheet: Worksheet) -> None:
    sheet.cell(1_048_576, 30).value = " "


def footnote(_: Workbook, sheet: Worksheet) -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "3")
    sheet["F3"], sheet["G3"] = CellRichText("83", raised), CellRichText("161", raised)


def marked(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].number_format = '0" (foreløbigt)"'


def bracketed(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].number_format = "(0)"


def of_accounts(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].number_format = '_-* #,##0" %"_-'


def commented(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].comment = Comment("Foreløbigt tal", "x")


def thousands(_: Workbook, sheet: Worksheet) -> None:
    sheet["G3"], sheet["G3"].number_format = 1600, "#,##0,"


def flat_row(_: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions[3].height = 0.75


def numbers_as_text(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"], sheet["C3"], sheet["G3"] = "83 ", 4.0, "1.611"


def white(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].font = Font(color="FFFFFFFF")


def without_form(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"].number_format = ";;;"


def joined(_: Workbook, sheet: Worksheet) -> None:
    sheet["A3"] = None
    sheet.merge_cells("A2:A3")


def error(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"] = "#N/A"


def two_versions(book: Workbook, _: Worksheet) -> None:
    more(book, "Endelig", HEADINGS, [*REGIONAL[:5], 84, None, None, "agency"])


def two_tables(_: Workbook, sheet: Worksheet) -> None:
    for row in (["År", "Antal"], [2023, 5]):
        sheet.append(row)


def far(_: Workbook, sheet: Worksheet) -> None:
    sheet["F3"] = 8.3


WORKBOOKS: dict[Callable[[Workbook, Worksheet], None], tuple[int, str]] = {
    hidden_sheet: (2, "Kladde"),
    two_sheets: (2, "Nye / New: 2"),
    filtered: (1, "filtreret fra i arket »Tal«"),
    empty_last: (2, "Nye / New: 2"),
    rounded: (2, "F3: 83 / 83.47"),
    notes: (2, "Anm.: Andelen er afrundet"),
    stray: (2, "Nye / New: 2"),
    far: (2, "er 8.3, men var 80"),
    footnote: (2, "F3: 83, G3: 161"),
    marked: (2, "F3: (foreløbigt)"),
    bracketed: (2, "F3: ()"),
    of_accounts: (2, "municipal = 83 (agency)"),
    commented: (2, "ikke læst: 1"),
    thousands: (2, "G3: 2 / 1600"),
    flat_row: (1, "filtreret fra i arket »Tal«"),
    numbers_as_text: (2, "municipal = 83 (n=1611, agency)"),
}
"""Rows that are taken, and what is told with them."""
REFUSED: dict[Callable[[Workbook, Worksheet], None], str] = {
    only_hidden: "Tal",
    hidden_column: "kolonne/column G",
    hidden_and_unknown: "kolonne/column J",
    without_width: "kolonne/column G",
    struck: "celle/cell F3",
    fractions: "Skriv 85",
    white: "celle/cell F3",
    without_form: "celle/cell F3",
    joined: "indicator",
    error: "fejl fra regnearket",
    two_versions: "siger 84",
    two_tables: "9 overskrifter",
}


def test_a_workbook_says_what_is_seen_in_it(project: Path, subtests: pytest.Subtests) -> None:
    for change, (rows, told) in WORKBOOKS.items():
        with subtests.test(change.__name__):
            result = taken(project, workbook(change), "tal.xlsx")

            assert [one.told() for one in result.problems] == []
            assert result.new == rows
            assert told in result.text
    for change, said in REFUSED.items():
        with subtests.test(change.__name__):
            result = taken(project, workbook(change), "tal.xlsx")

            assert any(said in one.told() for one in result.problems)
            assert not said.startswith("kolonne") or len(result.problems) == 1


def packed(name: str, data: bytes = b"x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, data)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OTHER = "hverken CSV, .xlsx eller JSON-stat"
KINDS = [
    ("adgangskode", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("følsomhedsmærkat", OLE + "EncryptedPackage DRMEncryptedTransform".encode("utf-16-le")),
    ("det gamle format", OLE + "Workbook".encode("utf-16-le")),
    ("ikke hel", packed("xl/workbook.xml")),
    (OTHER, packed("content.xml")),
    (OTHER, packed("tal.csv", b"a;b")),
    (OTHER, b"%PDF-1.7\n"),
    (OTHER, b"\xef\xbb\xbf<html><body><table><tr><td>83</td></tr></table></body></html>"),
]


def test_a_file_of_another_kind_is_told_as_what_it_is(
    project: Path, subtests: pytest.Subtests
) -> None:
    for word, data in KINDS:
        with subtests.test(word):
            (found,) = taken(project, data, "tal.xlsx").problems

            assert found.code == "D602"
            assert word in found.message.da


STATBANK = "OIN01;INNO;TID;INDHOLD\n"
MATRIX = (
    "Innovation efter sektor, innovation og tid\n\n;;2019;2023\n"
    "Kommune;Innovative i alt;80;83\n;Nye produkter;40;41\nRegion;Innovative i alt;85;-\n"
    "\nKilde: Statistikbureauet\n"
)
JSON = {
    "class": "dataset",
    "version": "2.0",
    "id": ["OIN01", "INNO", "TID"],
    "size": [2, 1, 1],
    "dimension": {
        "OIN01": {"category": {"index": ["1010", "1020"]}},
        "INNO": {"category": {"index": ["10"]}},
        "TID": {"category": {"index": ["2023"]}},
    },
    "value": [None, None],
    "status": ["-", ".."],
}
OWN = ";".join(HEADINGS) + "\n"
TEXTS = {
    "a dash is nil": (STATBANK + "1020;10;2023;-\n", 1, "betyder nul, er taget med som 0: 1"),
    "dots are missing": (STATBANK + "1020;10;2023;..\n1010;10;2023;83\n", 1, "sprunget over: 1"),
    "notes below": (
        STATBANK + "Region;10;2023;84\n\nAnm.: a; b; c\nKilde: Statistikbureauet\n",
        1,
        "Anm.: a",
    ),
    "a note that they are provisional": (
        STATBANK + "Region;10;2023;84\n\nKilde: Statistikbureauet\nForeløbige tal for 2023\n",
        1,
        "Foreløbige tal for 2023",
    ),
    "the matrix of the page": (MATRIX, 2, "betyder nul, er taget med som 0: 1"),
    "the matrix turned": (
        ";;Kommune;Region\nInnovative i alt;2023;83;84\n",
        2,
        "sector regional = 84",
    ),
    "a status that tells how a value is missing": (json.dumps(JSON), 1, "som 0: 1"),
    "provisional": (OWN + "rate;DK;4;sector;regional;84*;;;agency\n", 1, "provisional"),
    "nil of the publisher": (OWN + "rate;DK;4;sector;regional;-;;;agency\n", 1, "regional = 0 "),
    "headings again": (
        OWN
        + "rate;DK;4;sector;regional;84;;;agency\n"
        + OWN
        + "rate;DK;4;sector;municipal;83;;;agency\n",
        2,
        "Nye / New: 2",
    ),
    "a true small share": (OWN + "rate;DK;4;sector;regional;0,84 %;;;agency\n", 1, "= 0.84 "),
}


def test_a_text_file_is_read_as_its_office_means_it(
    project: Path, subtests: pytest.Subtests
) -> None:
    for name, (text, rows, told) in TEXTS.items():
        with subtests.test(name):
            result = taken(project, text)

            assert [one.told() for one in result.problems] == []
            assert result.new == rows
            assert told in result.text


def test_the_sign_of_another_publisher_is_not_guessed(project: Path) -> None:
    (found,) = taken(project, OWN + "rate;DK;4;sector;regional;-;;;press\n").problems

    assert found.code == "D202"
    assert "skriv 0" in found.message.da


def sheet_of(rows: str) -> bytes:
    """A workbook whose sheet has these rows of XML, for what is too large to write cell by cell."""
    whole = workbook(lambda *_: None)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", 8, True, 1) as new:
        for part in old.namelist():
            data = old.read(part)
            if part.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(part, data)
    return made.getvalue()


def used_by(project: Path, file: str) -> tuple[float, int]:
    """Seconds of the processor and kilobytes that an import takes."""
    program = (
        "import resource, sys; from barometer.__main__ import main; code = main(sys.argv[1:]);"
        "used = resource.getrusage(resource.RUSAGE_SELF);"
        "told = dict(line.split(':', 1) for line in open('/proc/self/status'));"
        "print(code, used.ru_utime, told['VmHWM'].split()[0])"
    )
    command = [sys.executable, "-c", program, "import", file, "--dry-run"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    _, seconds, kilobytes = done.stdout.splitlines()[-1].split()
    return float(seconds), int(kilobytes)


@pytest.mark.nightly
@pytest.mark.alone
def test_300_000_rows_are_read_in_ten_seconds_and_half_a_gigabyte(project: Path) -> None:
    empty = "".join(f'<c r="{letter}{{0}}" s="0"/>' for letter in "ABCDE")
    full = '<c r="A{0}" t="inlineStr"><is><t>rate</t></is></c><c r="F{0}"><v>{0}</v></c>'
    (project / "lille.xlsx").write_bytes(workbook(lambda *_: None))
    base, _ = used_by(project, "lille.xlsx")
    for cells in (empty, full):
        rows = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(4, 300_004))
        (project / "stor.xlsx").write_bytes(sheet_of(rows))
        seconds, kilobytes = used_by(project, "stor.xlsx")

        assert seconds - base < 10
        assert kilobytes < 500_000
