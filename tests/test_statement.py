"""The account of accessibility: a warning a month before it is a year old, then a stop."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from barometer.__main__ import main
from barometer.data.consistency import check_duties
from barometer.exports.downloads import data_controller, publisher_facts, write_to_us
from barometer.pages.site import (
    STATEMENT_PAGE,
    STATEMENT_SOON,
    STATEMENT_YEAR,
    PageState,
    Site,
    expired,
    expiring,
)
from barometer.text import LANGUAGES, Language, Text
from barometer.views.releases import known_limits
from tests.conftest import ROOT


def _reviewed(site: Site) -> date:
    facts = site.pages[(STATEMENT_PAGE, "da")].facts
    assert facts
    return facts.reviewed


def test_the_account_is_warned_of_at_335_days_and_stops_at_365(
    site: Site, subtests: pytest.Subtests
) -> None:
    for days, warned, stopped in [
        (0, [], []),
        (334, [], []),
        (335, ["B205"], []),
        (364, ["B205"], []),
        (365, [], ["B206"]),
    ]:
        with subtests.test(days=days, warned=warned, stopped=stopped):
            today = _reviewed(site) + timedelta(days=days)
            assert [one.code for one in expiring(site.pages, today)] == warned
            assert [one.code for one in expired(site.pages, today)] == stopped


def test_the_fault_names_file_line_and_day(site: Site) -> None:
    (told,) = expired(site.pages, _reviewed(site) + timedelta(days=400))
    lines = (ROOT / told.path).read_text("utf-8").splitlines()
    assert lines[(told.line or 0) - 1].startswith("reviewed:")
    assert (_reviewed(site) + STATEMENT_YEAR).isoformat() in told.told()


@pytest.mark.parametrize(
    ("age", "code", "ends"), [(STATEMENT_SOON, "B205", 0), (STATEMENT_YEAR, "B206", 1)]
)
def test_the_command_goes_by_the_clock(
    age: timedelta,
    code: str,
    ends: int,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = _reviewed(site) + age
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    monkeypatch.setattr("sys.argv", ["barometer", "check"])
    monkeypatch.chdir(ROOT)
    assert main() == ends
    assert code in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_limits_are_counted_from_the_repository(language: Language, site: Site) -> None:
    said = known_limits(PageState(site, language, STATEMENT_PAGE))
    foreign = [one for one in site.dataset.sources.values() if one.language not in LANGUAGES]
    assert f"{len(foreign)} " in said
    assert f"{len(site.dataset.sources)} " in said
    assert {"da": "norsk (", "en": "Norwegian ("}[language] in said
    fewer = {name: one for name, one in site.dataset.sources.items() if one.language == "da"}
    smaller = replace(site, dataset=site.dataset.model_copy(update={"sources": fewer}))
    again = known_limits(PageState(smaller, language, STATEMENT_PAGE))
    assert again.count("<li>") == said.count("<li>") - 1


def test_an_empty_duty_of_law_is_a_notice_and_the_page_says_so(frozen: Site) -> None:
    """D701 for each field that the law asks for; the page never sends a reader elsewhere for it."""
    owner = frozen.dataset.publisher
    told = list(check_duties(owner, frozen.root))
    assert [(one.code, one.place) for one in told] == [
        ("D701", "email"),
        ("D701", "data_controller"),
    ]
    lines = (frozen.root / told[0].path).read_text("utf-8").splitlines()
    assert [lines[(one.line or 0) - 1].partition(":")[0] for one in told] == [
        "email",
        "data_controller",
    ]
    state = PageState(frozen, "en", STATEMENT_PAGE)
    assert "not been filled in" in write_to_us(state) + data_controller(state)
    body = Text(da="Myndigheden", en="The body")
    filled = owner.model_copy(update={"email": "x@example.org", "data_controller": body})
    assert list(check_duties(filled, frozen.root)) == []
    known = replace(frozen, dataset=frozen.dataset.model_copy(update={"publisher": filled}))
    state = PageState(known, "en", STATEMENT_PAGE)
    said = write_to_us(state) + data_controller(state) + publisher_facts(state)
    assert "mailto:x@example.org" in said
    assert "The body" in said
    assert "filled in" not in said
