"""Planted faults in trends: each is told in its own words, at its file and line."""

from datetime import date
from pathlib import Path

import pytest

from barometer.data.model import Dataset
from barometer.faults.report import Fault, message_codes
from barometer.pages.addresses import PageKey
from barometer.pages.checks import check_content
from barometer.pages.links import check_keys
from barometer.pages.page import Page, read_pages
from barometer.pages.site import Site, warnings
from barometer.pages.trends import SECTIONS, check_trends, houses, independent
from barometer.site import PARTS, generated_pages, read_project
from barometer.text import LANGUAGES, Language
from tests.conftest import ROOT
from tests.trend_cases import NAME, trend_project

DA, EN = f"docs/trends/{NAME}.md", f"docs/trends/{NAME}.en.md"
SOURCES = "[copi_barometer, kl_technology_radar_2023]"
FAULTS = {
    "a missing field": (DA, "horizon: 1-3\n", "", "D411", 2),
    "a missing text": (
        EN,
        "direction: Something moves from one place to another.\n",
        "",
        "D411",
        2,
    ),
    "an unknown ring": (DA, "ring: try", "ring: modent", "D414", 7),
    "an unknown reach": (DA, "reach: nordic", "reach: europe", "D414", 6),
    "an unknown kind": (DA, "kind: trend", "kind: megatrend", "D414", 5),
    "a field that nobody knows": (DA, "ring: try", "ring: try\nmaturity: 3", "D410", 8),
    "one source": (DA, SOURCES, "[copi_barometer]", "T101", 15),
    "two sources of one house": (DA, SOURCES, "[copi_barometer, copi_employees]", "T101", 15),
    "two sources of one joint house": (DA, SOURCES, "[copi_barometer, coi_about]", "T101", 15),
    "a driver with one source": (
        DA,
        f"kind: trend\n@sources: {SOURCES}",
        "kind: driver\n@sources: [copi_barometer]",
        "T101",
        15,
    ),
    "a signal with an expectation": (DA, "kind: trend", "kind: signal", "T102", 29),
    "an unknown source": (DA, SOURCES, "[copi_barometer, kl_radar]", "P206", 15),
    "a date in the future": (DA, "first_seen: 2026-09-01", "first_seen: 2099-01-01", "P204", 23),
    "a review in the future": (DA, "reviewed: 2026-11-23", "reviewed: 2099-11-23", "P204", 24),
    "a log in the future": (DA, "date: 2026-11-23", "date: 2099-11-23", "P204", 26),
    "a log out of order": (DA, "date: 2026-11-23", "date: 2026-09-30", "T107", 28),
    "first seen after the log begins": (DA, "2026-09-01", "2026-10-02", "T108", 23),
    "an unknown indicator": (
        DA,
        "indicators: [technological",
        "indicators: [technical",
        "P206",
        14,
    ),
    "an unknown expected indicator": (DA, "{indicator: tech", "{indicator: tek", "P206", 29),
    "an unknown edition": (DA, 'by: "5"', 'by: "9"', "T103", 29),
    "an edition two ahead": (DA, 'by: "5"', 'by: "6"', "T103", 29),
    "from an edition that is not out": (DA, 'from: "3"', 'from: "5"', "T103", 29),
    "an expectation backwards": (DA, 'from: "3", by: "5"', 'from: "4", by: "3"', "T104", 29),
    "an expectation of one edition": (DA, 'by: "5"', 'by: "3"', "T104", 29),
    "an expectation of an edition without a day": (DA, 'by: "5"', 'by: "4"', "T111", 30),
    "an expectation in the future": (DA, "written: 2026", "written: 2099", "P204", 29),
    "an unknown place": (
        DA,
        "direction: up",
        "breakdown: sector, category: x, direction: up",
        "T105",
        29,
    ),
    "an unknown direction": (DA, "direction: up", "direction: sideways", "D414", 29),
    "a list that is half translated": (EN, "  - One more sign.\n", "", "T106", 6),
    "a list with a translation too many": (DA, "  - Et tegn mere.\n", "", "T106", 16),
    "a section that every trend has, taken away": (
        DA,
        "## Det taler imod {#against}\n\nDet er kun et eksempel.\n",
        "",
        "T110",
        None,
    ),
    "a log line in one language": (DA, ", en: More sources.", "", "D411", 28),
    "an empty list": (EN, "questions:\n  - What do we see ourselves?", "questions: []", "D418", 11),
    "a fact in the English file": (
        EN,
        "certainty_reason",
        "ring: try\ncertainty_reason",
        "P203",
        5,
    ),
}


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    return trend_project(tmp_path)


def plant(root: Path, name: str) -> None:
    """Plant one fault in the pages of the trend."""
    file, before, after, _, _ = FAULTS[name]
    text = (root / file).read_text("utf-8")
    for old, new in zip(before.split("@"), after.split("@"), strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    (root / file).write_text(text, "utf-8")


@pytest.fixture(name="dataset", scope="module")
def _dataset(frozen: Site) -> Dataset:
    """The numbers of the small project."""
    return frozen.dataset


def faults_of(root: Path, dataset: Dataset) -> list[Fault]:
    """Every fault of the pages, as the project finds them; the data are read once for all."""
    problems: list[Fault] = []
    pages: dict[tuple[PageKey, Language], Page] = {}
    for read in read_pages(root):
        problems += read.problems
        if read.page:
            pages[(read.page.key, read.page.language)] = read.page
    problems += check_content(root, pages, generated_pages(dataset))
    problems += check_keys(pages, dataset, PARTS)
    return [*problems, *check_trends(pages, dataset)]


def test_the_small_project_has_no_fault(small: Path) -> None:
    assert [one.told() for one in read_project(small, "/").problems] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told_at_its_place(name: str, small: Path, dataset: Dataset) -> None:
    file, _, _, code, line = FAULTS[name]
    plant(small, name)
    problems = faults_of(small, dataset)
    told = [one for one in problems if one.code == code and one.path == file]
    assert told, [one.told() for one in problems]
    assert told[0].line == line, told[0].told()
    assert told[0].message.da != told[0].message.en


def test_an_expectation_counts_only_if_it_came_before_the_figures(
    small: Path, dataset: Dataset
) -> None:
    """Edition 4 comes out on a day of ours; the expectation must be from an earlier one."""
    trend = small / DA
    trend.write_text(trend.read_text("utf-8").replace('by: "5"', 'by: "4"'), "utf-8")
    for day, codes_told in ((date(2026, 11, 23), ["T111"]), (date(2026, 11, 24), [])):
        edition = dataset.editions["4"].model_copy(update={"published": day})
        data = dataset.model_copy(update={"editions": {**dataset.editions, "4": edition}})
        assert [one.code for one in faults_of(small, data)] == codes_told


def test_every_message_on_trends_has_a_planted_fault_and_a_help_page() -> None:
    mine = {code for code in message_codes() if code.startswith("T1")}
    assert mine - {"T109"} == {fault[3] for fault in FAULTS.values()} & mine
    for code in mine:
        words = (ROOT / f".github/help/{code}.md").read_text("utf-8")
        assert words.count(f"# {code}: ") == 2


def test_an_overdue_review_warns_and_stops_nothing(small: Path) -> None:
    site = read_project(small, "/").site
    assert site
    assert list(warnings(site.pages, date(2027, 11, 23))) == []
    told = list(warnings(site.pages, date(2027, 11, 24)))
    assert ("T109", DA, 25) in [(one.code, one.path, one.line) for one in told]


def test_the_sections_of_a_trend_are_those_of_the_file_that_editors_copy() -> None:
    for language in LANGUAGES:
        name = "trend.md" if language == "da" else "trend.en.md"
        file = (ROOT / ".github/new" / name).read_text("utf-8")
        heads = [line for line in file.splitlines() if line.startswith("## ")]
        assert heads == [f"## {text[language]} {{#{one}}}" for one, text in SECTIONS.items()]


def test_publishers_of_one_house_do_not_confirm_each_other() -> None:
    assert houses("OECD OPSI, MBRCGI") == {"OECD", "MBRCGI"}
    assert not independent(["COI", "CO-PI", "OECD og COI"])
    assert independent(["COI", "KL"])
    assert not independent(["KL"])
    assert not independent([])
