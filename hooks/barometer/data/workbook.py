"""An .xlsx file as rows of text, by openpyxl: what a cell shows, not what Excel made of it."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from barometer.data.sheet import IsHeadings, Row, Sheet, below
from barometer.faults import fault
from barometer.problems import Problem

_HEADINGS_WITHIN = 20


def read_workbook(data: bytes, shown: str, is_headings: IsHeadings) -> Sheet:
    """The first sheet that has the headings; its rows keep their numbers."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            values = load_workbook(io.BytesIO(data), data_only=True)
            formulas = load_workbook(io.BytesIO(data))
    except Exception:  # a broken file fails in as many ways as there are parts in it
        return Sheet(problems=[fault("D602/workbook", shown, None)])
    for page in values.worksheets:
        problems: list[Problem] = []
        rows = list(_rows(page, formulas[page.title], shown, problems))
        for at, row in enumerate(rows[:_HEADINGS_WITHIN]):
            if is_headings(row.cells):
                sheet = below(rows[at:], shown, None)
                sheet.problems.extend(problems)
                return sheet
    return Sheet(problems=[fault("D603/none", shown, 1)])


def _rows(page: Any, formulas: Any, shown: str, problems: list[Problem]) -> Iterator[Row]:
    for number, cells in enumerate(page.iter_rows(), 1):
        texts = []
        for cell in cells:
            text = _text(cell)
            wrong = _fault(cell, formulas[cell.coordinate].value, number, shown)
            if wrong:
                problems.append(wrong)
            texts.append(text)
        yield Row(number, tuple(texts))


def _fault(cell: Any, formula: Any, number: int, shown: str) -> Problem | None:
    place = f"celle/cell {cell.coordinate}"
    if isinstance(cell.value, bool):
        return fault("D605/truth", shown, number, place, cell=str(cell.value))
    if isinstance(cell.value, date | datetime | time):
        return fault("D605/date", shown, number, place, cell=str(cell.value))
    if cell.value is None and isinstance(formula, str) and formula.startswith("="):
        return fault("D605/formula", shown, number, place, cell=formula)
    return None


def _text(cell: Any) -> str:
    """A number without the noise of binary fractions; a percentage as the sheet shows it."""
    value = cell.value
    if value is None or isinstance(value, bool | date | datetime | time):
        return ""
    if isinstance(value, int | float):
        percent = "%" in str(cell.number_format)
        return f"{value * 100:.12g}%" if percent else f"{value:.15g}"
    return str(value)
