"""The workbooks, opened again with openpyxl."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from barometer.exports.facts import collect_indicator
from barometer.exports.office import make_workbook
from barometer.exports.tables import DANGEROUS, SHEET
from barometer.pages.site import Site
from tests.test_exports_tables import PLANTED, with_title

NAMES = {"da": ["Tal", "Noter", "Kolonner"], "en": ["Data", "Notes", "Columns"]}


def workbooks(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.xlsx"))


def test_each_workbook_has_data_notes_and_columns_in_its_language(exported: Path) -> None:
    found = list(workbooks(exported))
    assert len(found) > 100
    for path in found:
        book = load_workbook(path, read_only=True)
        assert book.sheetnames == NAMES[path.name.split(".")[-2]], path.name
        book.close()


def test_a_workbook_holds_the_same_values_as_the_table(exported: Path, site: Site) -> None:
    book = load_workbook(exported / "data/barometer.en.xlsx")
    value, base = SHEET.index("value"), SHEET.index("base")
    rows = list(book["Data"].iter_rows(min_row=2, values_only=True))

    assert [(row[value], row[base]) for row in rows] == [
        (one.value, one.base) for one in site.dataset.observations
    ]
    assert all(isinstance(row[value], int | float) for row in rows)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_notes_say_licence_publisher_period_sources_breaks_and_comparability(
    exported: Path, site: Site, language: str
) -> None:
    name = "innovative_workplaces"
    facts = collect_indicator(site, name)
    book = load_workbook(exported / f"data/indicators/{name}/{name}.{language}.xlsx")
    told = "\n".join(str(row[1]) for row in book.worksheets[1].iter_rows(values_only=True))

    expected = [facts.publisher_name[language], facts.period, facts.version, facts.pages[language]]  # type: ignore[index]
    expected += [note.text[language] for note in facts.notes]  # type: ignore[index]
    expected += [one.address for one in facts.sources.values()]
    for text in expected:
        assert text in told


def test_no_cell_of_any_workbook_is_a_formula(exported: Path) -> None:
    for path in workbooks(exported):
        book = load_workbook(path)
        for cell in (cell for page in book for line in page.iter_rows() for cell in line):
            assert cell.data_type != "f", (path.name, cell.coordinate)
            assert not str(cell.value).startswith(DANGEROUS) or cell.data_type == "n"


def test_a_planted_formula_is_shown_and_not_run(site: Site) -> None:
    made = make_workbook(
        collect_indicator(with_title(site, PLANTED), "innovative_workplaces"), "da"
    )
    page = load_workbook(BytesIO(made))["Tal"]

    cell = page.cell(2, SHEET.index("title") + 1)
    assert cell.value == f"'{PLANTED}"
    assert cell.data_type == "s"


def test_a_workbook_carries_no_date_of_its_making(site: Site) -> None:
    facts = collect_indicator(site, "novelty")
    made = make_workbook(facts, "da")

    assert made == make_workbook(facts, "da")
    with zipfile.ZipFile(BytesIO(made)) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"created" not in opened.read("docProps/core.xml")
        assert b"modified" not in opened.read("docProps/core.xml")
