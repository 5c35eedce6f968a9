"""What dates and houses of publishers do to a trend; its planted faults lie in `tests/faults`."""

from datetime import date
from pathlib import Path

import pytest

from barometer.data.model import Dataset
from barometer.faults.report import Fault
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

DA = f"docs/trends/{NAME}.md"


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    return trend_project(tmp_path)


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


def test_an_overdue_review_warns_and_stops_nothing(small: Path) -> None:
    site = read_project(small, "/").site
    assert site
    assert list(warnings(site.pages, date(2027, 11, 23))) == []
    told = list(warnings(site.pages, date(2027, 11, 24)))
    assert ("T109", DA, 25) in [(one.code, one.path, one.line) for one in told]


def test_a_forecast_without_its_answer_warns_after_its_day(small: Path) -> None:
    trend = small / DA
    forecast = (
        "forecast:\n  publication: {da: næste rapport, en: the next report}\n"
        "  expects: {da: Tallet stiger., en: The figure rises.}\n"
        "  rule: {da: Et højere tal afgør det., en: A higher figure decides.}\n"
        "  cycle: copi_barometer\n  written: 2026-11-22\n  due: 2026-12-24\n"
    )
    text = trend.read_text("utf-8").replace("first_seen:", f"{forecast}first_seen:", 1)
    trend.write_text(text, "utf-8")
    project = read_project(small, "/")
    assert project.site, [one.told() for one in project.problems]
    codes = [
        [one.code for one in warnings(project.site.pages, day)]
        for day in (date(2026, 12, 24), date(2026, 12, 25))
    ]
    assert codes == [[], ["T114"]]


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


@pytest.mark.parametrize(("before", "is_told"), [("Læs det.", False), ("Det er kun", True)])
def test_the_advice_of_a_trend_needs_no_source(before: str, is_told: bool, small: Path) -> None:
    trend = small / DA
    text = trend.read_text("utf-8")
    trend.write_text(text.replace(before, f"Prøv det i 6 uger. {before}", 1), "utf-8")
    codes = {one.code for one in read_project(small, "/").problems}

    assert ("C106" in codes) == is_told
