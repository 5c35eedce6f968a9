"""Words of the templates are warned of while a file is one's own, and stop it when handed in."""

from pathlib import Path

import pytest

from barometer.__main__ import main
from barometer.editors.templates import find_unfinished, new_indicator, new_page, write_new_files
from barometer.faults.report import ExitCode, Fault
from barometer.pages.page import split_front
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH
from tests.small import write as put
from tests.test_editors_new import ROWS, TODAY, _small, add_rows  # noqa: F401 - a fixture
from tests.test_editors_translation import commit, git

pytestmark = pytest.mark.living

PAGE = "docs/trends/borrowing.md"


@pytest.fixture(name="trend")
def _trend(small: Path) -> Path:
    """A project whose new trend is as `make new` made it, not yet committed."""
    git(small, "init", "-q", "-b", "main")
    commit(small)
    write_new_files(small, new_page(small, "trend", "borrowing", TODAY))
    return small


def said(found: tuple[Fault, ...], path: str) -> list[str]:
    return [one.message.en.split("‘")[1].split("’. Write")[0] for one in found if one.path == path]


def test_what_make_new_wrote_is_warned_of_until_it_is_committed(
    trend: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trend)
    assert main(["check"]) == ExitCode.GOOD
    assert f"ADVARSEL / WARNING S303 {PAGE}:" in capsys.readouterr().err

    commit(trend)
    assert main(["check"]) == ExitCode.CONTENT
    assert f"FEJL S303 {PAGE}:" in capsys.readouterr().err


def test_a_proposal_tells_it_as_a_fault(
    trend: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trend)
    git(trend, "checkout", "-q", "-b", "proposal")
    commit(trend)

    assert main(["summary", "--base", "main"]) == ExitCode.GOOD
    assert "Skabelonens ord" in capsys.readouterr().out


def test_every_text_of_the_head_and_every_help_below_it_is_told(trend: Path) -> None:
    found = said(find_unfinished(trend).warnings, PAGE)
    front, body, _ = split_front((trend / PAGE).read_text("utf-8"))

    for field in ("summary", "direction", "certainty_reason"):
        assert any(f'{field}: "{one}"' in (front or "") for one in found)
    assert "Hvilket spørgsmål kan læseren tage med til et møde?" in found
    assert sum(one in body for one in found) == body.count("<!--")
    english = said(find_unfinished(trend).warnings, PAGE.replace(".md", ".en.md"))
    assert english.count("The same as in Danish.") == body.count("<!--") - 1


def test_the_title_of_the_template_is_told_where_it_is_left(trend: Path) -> None:
    text = (trend / ".github/new/trend.md").read_text("utf-8")
    put(trend, "docs/trends/copied.md", text)

    assert "Ny trend" in said(find_unfinished(trend).warnings, "docs/trends/copied.md")


def test_words_of_ones_own_are_left_alone(trend: Path) -> None:
    put(trend, PAGE, DANISH)
    put(trend, PAGE.replace(".md", ".en.md"), DANISH)

    assert find_unfinished(trend).warnings == find_unfinished(trend).faults == ()


def test_words_of_the_template_in_an_indicator_are_told_at_their_line(trend: Path) -> None:
    add_rows(trend, ROWS)
    write_new_files(trend, new_indicator(trend, "green_innovation"))
    path = "data/indicators/green_innovation.yml"
    found = [one for one in find_unfinished(trend).warnings if one.path == path]
    lines = (trend / path).read_text("utf-8").splitlines()

    assert read_project(trend, "/").problems == ()
    assert len(found) == 8  # question, population, measure and finding, in two languages
    for one, words in zip(found, said(tuple(found), path), strict=True):
        assert one.line is not None
        assert words in lines[one.line - 1]


def test_the_address_of_the_template_is_told_in_an_indicator(trend: Path) -> None:
    template = (trend / ".github/new/indicator.yml").read_text("utf-8")
    put(trend, "data/indicators/green_innovation.yml", template)

    found = said(find_unfinished(trend).warnings, "data/indicators/green_innovation.yml")
    assert {"ny-indikator", "new-indicator", "Ny indikator", "New indicator"} <= set(found)


def test_nothing_of_the_real_site_has_words_of_a_template() -> None:
    found = find_unfinished(ROOT)

    assert [one.told() for one in (*found.faults, *found.warnings)] == []
