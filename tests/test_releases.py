"""Releases and corrections as read, withheld, held against the last version, and told."""

import json
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import feedparser
import pytest
from icalendar import Calendar

from barometer.__main__ import main
from barometer.data.corrections import change_faults
from barometer.data.dataset import load_dataset, withhold_unreleased
from barometer.data.model import Dataset
from barometer.data.releases import (
    Correction,
    Moved,
    Release,
    Releases,
    archived,
    build_time,
    copy_versions,
    read_releases,
    release_faults,
    released_rows,
    store_version,
)
from barometer.exports.downloads import indicator_corrections
from barometer.exports.feeds import (
    LOG,
    RELEASES_PAGE,
    write_calendar,
    write_feed,
)
from barometer.exports.tables import write_corrections, write_versions
from barometer.faults.report import ExitCode
from barometer.pages.addresses import CORRECTIONS_CSV, CORRECTIONS_JSON, PageKey
from barometer.pages.site import PageState, Site
from barometer.site import read_project
from barometer.text import LANGUAGES, Language, Text
from barometer.views.page_kind import page_shape
from barometer.views.releases import corrections_part, newest_news, news_list, release_list
from tests.conftest import ROOT
from tests.release_cases import EDITION, NOW, append, change, plant
from tests.small import DANISH, ENGLISH, frozen_data, small_project
from tests.small import write as put

WORDS = Text(da="Ord", en="Words")
VALUE = "innovative_workplaces/sector/regional@3"
ROW = "innovative_workplaces,DK,3,sector,regional,85"


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    """The frozen data with one page, released as version 1.0.0."""
    frozen_data(tmp_path)
    (tmp_path / "data/corrections.yml").write_text("# Rettelser / Corrections\n[]\n", "utf-8")
    (tmp_path / "docs").mkdir()
    for name in ("index.md", "index.en.md"):
        shutil.copyfile(ROOT / "tests/frozen/docs" / name, tmp_path / "docs" / name)
    return tmp_path


@pytest.fixture(name="site")
def _site(frozen: Site) -> Site:
    """No release of an editor changes what is tried here."""
    return frozen


def told(root: Path, now: datetime = NOW) -> list[str]:
    """The codes of a project's faults, with their places."""
    problems = read_project(root, "https://www.coi.dk/", now=now).problems
    return [f"{one.code} {one.path}:{one.line}" for one in problems]


def read(root: Path) -> Dataset:
    """The data of a project that has no faults of its own."""
    found = load_dataset(root).dataset
    assert found is not None
    return found


def release(**changes: object) -> Release:
    """A release tomorrow, with some facts changed."""
    facts: dict[str, object] = {
        "date": "2026-12-02",
        "hour": "08:00",
        "title": WORDS,
        "text": WORDS,
    }
    return Release.model_validate(facts | changes)


def planned(**releases: Release) -> Releases:
    return Releases(NOW, releases)


def correction(**changes: object) -> Correction:
    """A corrected figure, with some facts changed."""
    facts: dict[str, object] = {
        "date": "2026-11-28",
        "value": VALUE,
        "old": 85,
        "new": 84,
        "kind": "error",
        "reason": {"da": "Skrivefejl i tabellen.", "en": "Typing error in the table."},
    }
    return Correction.model_validate(facts | changes)


def with_corrections(site: Site, *found: Correction) -> Site:
    return replace(site, releases=replace(site.releases, corrections=found))


def test_a_release_is_out_from_its_minute_in_danish_time() -> None:
    one = release()

    assert not one.out(datetime.fromisoformat("2026-12-02T06:59:59+00:00"))
    assert one.out(datetime.fromisoformat("2026-12-02T07:00:00+00:00"))


MEETING = """---
title: {title}
summary: Et eksempel på en nyhed, der overholder alle sitets regler.
date: 2026-11-{day}
{fields}---

Tekst
"""
EVENT = "starts: 2027-01-20\ndeadline: 2027-01-12\nplace: Odense\norganiser: COI\n"


def test_news_has_its_days_a_list_and_a_feed(tmp_path: Path) -> None:
    small = small_project(tmp_path)
    put(small, "docs/news/index.md", DANISH + "\n[[news-list]]\n")
    put(small, "docs/news/index.en.md", ENGLISH + "\n[[news-list]]\n")
    later = "english: later 2027-03-01\n"
    put(small, "docs/news/old.md", MEETING.format(title="Gammelt", day="01", fields=later))
    put(small, "docs/news/meeting.md", MEETING.format(title="Et møde", day="20", fields=EVENT))
    summary = "summary: An example of news that holds to every rule."
    meeting = f"---\ntitle: A meeting\n{summary}\nplace: Odense\n---\n\nText\n"
    put(small, "docs/news/meeting.en.md", meeting)
    project = read_project(small, "https://example.org/", NOW)
    assert project.site, [one.told() for one in project.problems]
    state = PageState(project.site, "da", PageKey("news/index"))

    shown = news_list(state)
    assert shown.index("Et møde") < shown.index("Gammelt")
    assert "Finder sted: 20. januar 2027" in shown
    assert "Frist: 12. januar 2027" in newest_news(state)
    facts = page_shape(PageState(project.site, "en", PageKey("news/meeting")))["news"]
    assert facts[:3] == (
        ("Date", "20 November 2026"),
        ("Takes place", "20 January 2027"),
        ("Place", "Odense"),
    )
    danish, english = (
        feedparser.parse(write_feed(project.site, "news", one)).entries for one in LANGUAGES
    )
    assert [one.title for one in danish] == ["Et møde", "Gammelt"]
    assert [(one.title, one.link) for one in english] == [
        ("A meeting", "https://example.org/en/news/meeting/")
    ]


def test_a_wrong_clock_counts_as_the_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert build_time().date() == date(2026, 11, 23)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert build_time().year == 2030


def test_nothing_is_withheld_where_nothing_is_ahead(site: Site) -> None:
    data = site.dataset
    left = withhold_unreleased(data, planned(old=release(date="2026-11-30", editions=("4",))))
    assert left.observations == data.observations


def test_an_edition_ahead_leaves_no_trace_in_the_data(site: Site) -> None:
    left = withhold_unreleased(site.dataset, planned(next=release(editions=("4",))))

    assert "4" not in left.editions
    assert not [row for row in left.observations if row.edition == "4"]
    for indicator in left.indicators.values():
        assert not [one for one in indicator.conflicts if one.edition == "4"]
        for chart in indicator.charts.values():
            assert "4" not in chart.editions


def test_a_single_value_ahead_is_withheld_alone(site: Site) -> None:
    left = withhold_unreleased(site.dataset, planned(next=release(values=(VALUE,))))
    gone = set(site.dataset.observations) - set(left.observations)

    assert [(row.category, row.edition) for row in gone] == [("regional", "3")]


def test_what_is_only_ahead_has_no_indicator_yet(site: Site) -> None:
    names = {row.indicator for row in site.dataset.observations if row.edition == "no_mayors_2019"}
    left: Dataset = withhold_unreleased(
        site.dataset, planned(next=release(editions=("no_mayors_2019",)))
    )

    for name in names - {row.indicator for row in left.observations}:
        assert left.described(name) is None


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('  hour: "09:00"\n', "", None),
        ('date: 2015-04-21\n  hour: "09:00"', "date: 2027-04-21", "R101"),
        ("source: copi_first_statistic", "source: nobody", "R102"),
        ('editions: ["1"]', 'values: ["a@1>b@1"]', "R103"),
        ('editions: ["1"]', 'version: "1.0.0"', "R104"),
        ('editions: ["1"]', 'version: "2.0.0"', "R104"),
        ("date: 2015-04-21", "date: i april", "D415"),
        ('hour: "09:00"', 'hour: "9"', "D416"),
        ("  text:", "  texts:", "D410"),
    ],
)
def test_a_fault_of_a_release_is_told(
    before: str, after: str, code: str | None, small: Path, site: Site
) -> None:
    file = small / "data/releases.yml"
    text = file.read_text(encoding="utf-8")
    head, entries = text.split("\n\n", 1)
    file.write_text(f"{head}\n\n{entries.replace(before, after, 1)}", encoding="utf-8")

    read = read_releases(small, NOW)
    found = [one.code for one in (*read.problems, *release_faults(read, site.dataset))]

    assert code in found if code else not found


def test_a_release_that_names_no_known_edition_does_not_let_a_new_one_out(small: Path) -> None:
    plant(small, "2027-03-01")
    change(small / "data/releases.yml", 'editions: ["5"]', 'editions: ["5th"]')

    assert any(one.startswith("R108") for one in told(small))


@pytest.mark.parametrize("day", ["2026-11-30", "2027-03-01"])
def test_a_new_edition_without_a_release_is_told_where_its_figures_begin(
    day: str, small: Path
) -> None:
    plant(small, day)
    releases = small / "data/releases.yml"
    assert told(small) == []

    change(releases, 'editions: ["5"]', 'editions: ["4"]')
    table = (small / "data/observations.csv").read_text("utf-8").splitlines()
    line = next(
        at for at, row in enumerate(table, 1) if row.startswith("innovative_workplaces,DK,5")
    )
    assert f"R108 data/observations.csv:{line}" in told(small)

    change(releases, 'editions: ["4"]', 'values: ["innovative_workplaces@5"]')
    assert told(small) == []


def test_a_new_edition_without_a_release_is_told_before_it_has_figures(small: Path) -> None:
    append(small / "data/editions.yml", EDITION)
    line = (small / "data/editions.yml").read_text("utf-8").splitlines().index('"5":') + 1

    assert told(small) == [f"R108 data/editions.yml:{line}"]


def test_no_edition_is_new_before_the_first_version(small: Path) -> None:
    shutil.rmtree(small / "data/archive")
    plant(small, "2026-11-30")
    change(small / "data/releases.yml", 'editions: ["5"]', 'editions: ["4"]')

    assert told(small) == []


def test_figures_that_come_out_need_a_version_of_their_own(small: Path) -> None:
    plant(small, "2026-11-30")
    change(small / "data/releases.yml", '  version: "1.1.0"\n', "")

    (problem,) = read_project(small, "/", now=NOW).problems
    assert problem.code == "R109"
    assert problem.path == "data/releases.yml"
    assert 'version: "1.1.0"' in problem.message.da


def test_what_becomes_false_at_the_hour_is_told_before_it(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    plant(small, "2027-03-01")
    assert main(["check"]) == ExitCode.GOOD
    assert "R110" not in capsys.readouterr().err

    said = "\n[83 procent](value:innovative_workplaces@latest) innoverer.\n"
    append(small / "docs/index.md", said)
    append(small / "docs/index.en.md", said.replace("procent", "per cent"))
    assert main(["check"]) == ExitCode.GOOD
    warned = capsys.readouterr().err
    assert "ADVARSEL / WARNING R110 docs/index.md:" in warned
    assert "2027-03-01 08:00" in warned
    assert {one.split()[0][0] for one in told(small, NOW + timedelta(days=100))} == {"V"}


@pytest.mark.parametrize("day", ["2027-03-01", "2026-11-30"])
def test_words_about_an_older_edition_are_listed_before_and_after_the_newer_is_out(
    day: str, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    said = "\n[83 procent](value:innovative_workplaces@4) innoverer.\n"
    append(small / "docs/index.md", said)
    append(small / "docs/index.en.md", said.replace("procent", "per cent"))
    assert main(["older"]) == ExitCode.GOOD
    assert "innovative_workplaces@4" not in capsys.readouterr().out

    plant(small, day)
    assert main(["older"]) == ExitCode.GOOD
    assert capsys.readouterr().out.count("[value:innovative_workplaces@4]") == len(LANGUAGES)


@pytest.mark.parametrize(
    ("day", "key"),
    [("2026-12-02", "R206/future"), ("2062-12-01", "R206/future"), ("2026-11-22", "R206/before")],
)
def test_a_correction_has_the_day_on_which_it_was_made(day: str, key: str, small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    entry = correction(date=day).model_dump(mode="json")
    change(small / "data/corrections.yml", "\n[]\n", f"\n- {entry}\n")

    (problem,) = read_project(small, "/", now=NOW).problems

    assert (problem.code, problem.path, problem.line) == ("R206", "data/corrections.yml", 2)
    assert day in problem.message.da
    assert ("i dag" in problem.message.da) == key.endswith("future")


def test_a_correction_of_today_in_denmark_is_not_in_the_future(small: Path) -> None:
    late = datetime.fromisoformat("2026-12-01T23:30:00+00:00")
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    entry = correction(date="2026-12-02").model_dump(mode="json")
    change(small / "data/corrections.yml", "\n[]\n", f"\n- {entry}\n")

    assert told(small, late) == []


def test_a_changed_value_without_an_entry_is_told_with_old_new_and_the_entry(small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    problems = read_project(small, "/", now=NOW).problems

    assert [one.code for one in problems] == ["R201"]
    assert problems[0].path == "data/observations.csv"
    line = (small / "data/observations.csv").read_text("utf-8").splitlines()[problems[0].line - 1]  # type: ignore[operator]
    assert line.startswith(ROW.replace("85", "84"))
    for said in (VALUE, "85", "84", "old: 85, new: 84", "1.0.0"):
        assert said in problems[0].message.da
        assert said in problems[0].message.en


def proposed(root: Path) -> str:
    """The line for the log that the only fault of a project proposes."""
    (problem,) = read_project(root, "/", now=NOW).problems
    entries = {
        f"- {{{text.partition('- {')[2]}" for text in (problem.message.da, problem.message.en)
    }
    assert len(entries) == 1
    return entries.pop()


def test_the_entry_that_the_message_proposes_lacks_only_its_reason(small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    entry = proposed(small)
    log = small / "data/corrections.yml"

    change(log, "\n[]\n", f"\n{entry}\n")
    assert told(small) == ["D416 data/corrections.yml:2", "D416 data/corrections.yml:2"]

    change(log, 'da: "…", en: "…"', 'da: "Vi havde tastet forkert.", en: "We had typed it wrong."')
    assert told(small) == []


@pytest.mark.parametrize("kind", ["error", "revision"])
@pytest.mark.parametrize("danish", ["…", "...", "?", "- - - - - - - - - -", "Rettet.", "ok"])
def test_a_sign_or_a_word_is_no_reason(danish: str, kind: str, small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    words = {"da": danish, "en": "We had typed it wrong."}
    one = correction(kind=kind).model_dump(mode="json") | {"reason": words}
    change(small / "data/corrections.yml", "\n[]\n", f"\n- {one}\n")

    (problem,) = read_project(small, "/", now=NOW).problems

    assert problem.code == "D416"
    assert f"»{danish}«" in problem.message.da
    assert "reason → da" in problem.message.da
    assert "why the number was changed" in problem.message.en


def test_an_empty_reason_is_told_alone(small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    entry = proposed(small).replace("…", "")
    change(small / "data/corrections.yml", "\n[]\n", f"\n{entry}\n")

    assert {one.split()[0] for one in told(small)} == {"D412"}


def test_a_row_that_is_gone_is_told_before_the_figure_and_the_conflict_that_lack_it(
    small: Path,
) -> None:
    file = small / "data/observations.csv"
    rows = file.read_text("utf-8").splitlines(keepends=True)
    left = [one for one in rows if not one.startswith("employees_positive_role,DK,3,")]
    file.write_text("".join(left), "utf-8")

    (problem,) = read_project(small, "/", now=NOW).problems

    assert len(left) == len(rows) - 1
    assert (problem.code, problem.path) == ("R201", "data/observations.csv")
    assert "(87) er offentliggjort i version 1.0.0, men mangler" in problem.message.da


def test_a_row_that_is_gone_is_told_once_where_it_stood_and_can_be_put_back(small: Path) -> None:
    file = small / "data/observations.csv"
    before = file.read_text("utf-8")
    row = next(one for one in before.splitlines() if one.startswith(ROW))
    change(file, f"{row}\n", "")

    (problem,) = read_project(small, "/", now=NOW).problems
    above = before.splitlines().index(row)

    assert (problem.code, problem.line) == ("R201", above)
    assert f"men mangler. Sæt den ind igen under linje {above}" in problem.message.da
    assert row in problem.message.da
    assert row in problem.message.en
    assert "new: null" in proposed(small)


def test_a_correction_asks_for_a_version_of_its_own(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    entry = correction().model_dump(mode="json")
    change(small / "data/corrections.yml", "\n[]\n", f"\n- {entry}\n")
    assert main(["check"]) == ExitCode.GOOD
    warned = capsys.readouterr().err
    assert "ADVARSEL / WARNING R207 data/corrections.yml:2" in warned
    assert 'version: "1.0.1"' in warned

    words = "{da: Rettelse, en: Correction}"
    facts = f'date: 2026-11-28, version: "1.0.1", title: {words}, text: {words}'
    append(small / "data/releases.yml", f"\ndata_1_0_1: {{{facts}}}\n")
    assert main(["check"]) == ExitCode.GOOD
    warned = capsys.readouterr().err
    assert "R207" not in warned
    assert "WARNING R208 data/releases.yml:" in warned
    assert "Version 1.0.1 er ude" in warned


@pytest.mark.parametrize("order", ["[]\n{}", "{}\n[]"])
def test_an_empty_list_left_beside_an_entry_is_told_as_that(order: str, small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    entry = f"- {correction().model_dump(mode='json')}"
    change(small / "data/corrections.yml", "\n[]\n", f"\n{order.format(entry)}\n")
    said = read_project(small, "/", now=NOW).problems

    assert "Slet linjen med []" in said[0].message.da
    assert {one.path for one in said if one.code == "D405"} == {"data/corrections.yml"}


@pytest.mark.parametrize("empty", [True, False])
def test_the_empty_list_of_the_log_is_named_only_where_it_stands(empty: bool, small: Path) -> None:
    change(small / "data/observations.csv", ROW, ROW.replace("85", "84"))
    other = correction(value="novelty/novelty/adapted@4").model_dump(mode="json")
    if not empty:
        change(small / "data/corrections.yml", "\n[]\n", f"\n- {other}\n")
    said = [one for one in read_project(small, "/", now=NOW).problems if one.code == "R201"]

    assert ("Slet [] i den fil." in said[0].message.da) == empty


@pytest.mark.parametrize("kept", ["", "85,2271"])
def test_a_number_that_vanished_or_got_another_base_is_a_change_too(kept: str, small: Path) -> None:
    file = small / "data/observations.csv"
    line = next(one for one in file.read_text("utf-8").splitlines() if one.startswith(ROW))
    if kept:
        change(small / "data/archive/1.0.0/observations.csv", line, line.replace("85,", kept + ","))
    else:
        change(file, f"{line}\n", "")

    assert any("R201" in one for one in told(small))


def test_a_new_value_needs_no_entry(small: Path) -> None:
    file = small / "data/observations.csv"
    line = next(one for one in file.read_text("utf-8").splitlines() if one.startswith(ROW))
    change(small / "data/archive/1.0.0/observations.csv", f"{line}\n", "")

    assert list(change_faults(small, read_releases(small, NOW), read(small))) == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"value": "a@3>b@3"}, "R202"),
        ({"old": 85, "new": 85}, "R203"),
        ({"old": 86, "new": 84}, "R204"),
    ],
)
def test_an_entry_that_the_table_does_not_bear_out_is_told(
    entry: dict[str, object], code: str, small: Path
) -> None:
    one = correction(**entry).model_dump(mode="json")
    change(small / "data/corrections.yml", "\n[]\n", f"\n- {one}\n".replace("None", "null"))

    found = [one.code for one in change_faults(small, read_releases(small, NOW), read(small))]

    assert found == [code]


def test_the_table_of_a_version_reads_back_as_it_was(site: Site, tmp_path: Path) -> None:
    built = tmp_path / "built"
    (built / "data/codes").mkdir(parents=True)
    (built / "data/barometer.csv").write_text("whole", "utf-8")
    (built / "data/codes/sector.csv").write_text("codes", "utf-8")
    (built / "data/feed.da.xml").write_text("changes with the next release", "utf-8")
    (built / "data/figures").mkdir()
    (built / "data/figures/a.svg").write_text("drawn", "utf-8")
    folder = store_version(tmp_path, built, "1.2.0", site.dataset.observations)

    kept = released_rows(tmp_path, "1.2.0")

    assert [float(row["value"]) for row in kept.values()] == [
        row.value for row in site.dataset.observations
    ]
    names = [name for name, _ in archived(tmp_path)[0].files]
    packed = ["api.zip", "figures.zip"]
    assert names == sorted(["barometer.csv", "codes/sector.csv", "observations.csv", *packed])
    assert ZipFile(folder / "figures.zip").read("a.svg") == b"drawn"
    with pytest.raises(FileExistsError):
        store_version(tmp_path, built, "1.2.0", ())
    list(copy_versions(tmp_path, built))
    assert (built / "data/archive/1.2.0/codes/sector.csv").read_text("utf-8") == "codes"
    assert folder.is_dir()


def test_versions_are_listed_newest_first_by_number(tmp_path: Path) -> None:
    for name in ("1.2.0", "1.10.0", "1.9.1", "not-a-version"):
        (tmp_path / "data/archive" / name).mkdir(parents=True)

    assert [one.version for one in archived(tmp_path)] == ["1.10.0", "1.9.1", "1.2.0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_valid_and_the_same_on_every_day(site: Site, language: Language) -> None:
    known = with_corrections(site, correction())
    later = replace(known, releases=replace(known.releases, now=NOW + timedelta(days=400)))
    text = write_feed(known, "releases", language)
    read = feedparser.parse(text)

    assert text == write_feed(later, "releases", language)
    assert not read.bozo
    assert read.feed.language == language
    assert read.feed.id
    assert read.feed.updated
    ids = [entry.id for entry in read.entries]
    assert len(ids) == len(set(ids)) == len(site.releases.out) + 1
    for entry in read.entries:
        assert entry.id.startswith("tag:coi.dk,2026:")
        assert all((entry.title, entry.updated, entry.summary, entry.link))
    titles = [entry.title for entry in read.entries]
    assert any("Innovative" in title for title in titles)


def test_both_feeds_have_the_same_entries(site: Site) -> None:
    danish, english = (feedparser.parse(write_feed(site, "releases", one)) for one in LANGUAGES)

    assert [one.id for one in danish.entries] == [one.id for one in english.entries]
    assert [one.title for one in danish.entries] != [one.title for one in english.entries]


def test_a_release_ahead_is_in_the_calendar_but_not_in_the_feed(site: Site) -> None:
    known = {**site.releases.releases, "next": release(title=Text(da="Næste", en="Next"))}
    site = replace(site, releases=replace(site.releases, now=NOW, releases=known))

    assert "Next" not in write_feed(site, "releases", "en")
    events = Calendar.from_ical(write_calendar(site, "en")).walk("VEVENT")
    assert "Next" in [str(event["summary"]) for event in events]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_has_every_release_at_its_minute(site: Site, language: Language) -> None:
    read = Calendar.from_ical(write_calendar(site, language))
    events = {str(event["uid"]).partition("@")[0]: event for event in read.walk("VEVENT")}

    assert events.keys() == site.releases.releases.keys()
    for name, one in site.releases.releases.items():
        start = events[name].decoded("dtstart")
        assert start == (one.moment if one.hour else one.date)
        assert str(events[name]["summary"]) == one.title[language]
        assert {"dtstamp", "dtend", "url", "description"} <= {key.lower() for key in events[name]}


def test_a_release_that_moved_says_so_on_the_page_and_in_the_feed(site: Site) -> None:

    moved = Moved(
        before=date(2026, 11, 30), told=date(2026, 11, 29), reason=Text(da="Syge.", en="Illness.")
    )
    known = {"next": release(moved=(moved,))}
    site = replace(site, releases=replace(site.releases, now=NOW, releases=known))

    page = release_list(PageState(site, "en", RELEASES_PAGE))
    for shown in (page, write_feed(site, "releases", "en")):
        assert "Moved from 30 November 2026. Illness." in shown


def test_a_release_whose_figures_have_not_come_is_called_late(site: Site) -> None:

    known = {"next": release(date="2026-11-30", editions=("9",))}
    site = replace(site, releases=replace(site.releases, now=NOW, releases=known))

    assert "Delayed" in release_list(PageState(site, "en", RELEASES_PAGE))


def test_a_correction_stands_on_page_log_and_files(site: Site, tmp_path: Path) -> None:
    import csv

    known = with_corrections(
        site,
        correction(reason={"da": "=1+1 var en tastefejl.", "en": "Typing error in the table."}),
    )
    key = PageKey("barometer/innovative-workplaces")
    log = corrections_part(PageState(known, "en", LOG))
    page = indicator_corrections(PageState(known, "en", key))
    other = indicator_corrections(PageState(known, "en", PageKey("barometer/novelty")))
    write_corrections(known, tmp_path)

    for shown in (log, page):
        assert "From 85 to 84" in shown
        assert "Innovative workplaces, Regions, 3rd edition" in shown
    assert "From 85" not in other
    rows = list(csv.DictReader((tmp_path / CORRECTIONS_CSV).read_text("utf-8").splitlines()))
    listed = json.loads((tmp_path / CORRECTIONS_JSON).read_text("utf-8"))
    assert (rows[0]["old"], rows[0]["new"], listed[0]["new"]) == ("85", "84", 84)
    assert rows[0]["reason_da"] == "'=1+1 var en tastefejl."


def test_a_site_without_a_version_yet_has_an_empty_list_of_them(site: Site, tmp_path: Path) -> None:
    releases = replace(site.releases, releases={}, archives=())
    write_versions(replace(site, root=tmp_path, releases=releases), tmp_path)

    assert json.loads((tmp_path / "data/versions.json").read_text("utf-8")) == []


def test_the_list_of_versions_names_every_cell_that_one_changed(site: Site, tmp_path: Path) -> None:
    older, newer = "1.0.0", "1.0.1"
    keys = "indicator,country,edition,breakdown,category"
    tables = {
        older: f"{keys},value,base\na,DK,3,total,all,85,10\nb,DK,3,total,all,85,7\n"
        "c,DK,3,total,all,1,\n",
        newer: f"{keys},value,base,unit\na,DK,3,total,all,84,10,count\nb,DK,3,total,all,84,,\n"
        "d,DK,3,total,all,1,,\n",
    }
    for version, table in tables.items():
        folder = tmp_path / "data/archive" / version
        folder.mkdir(parents=True)
        (folder / "barometer.csv").write_text(table, "utf-8")
    one = next(iter(site.releases.out.values()))
    known = {
        "new": one.model_copy(update={"version": newer}),
        "old": one.model_copy(update={"version": older, "date": one.date - timedelta(days=1)}),
    }
    releases = replace(site.releases, releases=known, archives=archived(tmp_path))
    write_versions(replace(site, root=tmp_path, releases=releases), tmp_path)
    first, last = json.loads((tmp_path / "data/versions.json").read_text("utf-8"))
    a, b, c, d = (f"{name},DK,3,total,all" for name in "abcd")

    assert (first["version"], last["version"]) == (newer, older)
    assert first["changes"] == {
        "key": keys.split(","),
        "columns_added": ["unit"],
        "columns_removed": [],
        "rows_added": [d],
        "rows_removed": [c],
        "cells": [
            {"column": "base", "before": "7", "after": None, "rows": [b]},
            {"column": "unit", "before": None, "after": "count", "rows": [a]},
            {"column": "value", "before": "85", "after": "84", "rows": [a, b]},
        ],
    }
    assert last["changes"] is None
    assert first["files"].endswith(f"data/archive/{newer}/datapackage.json")
    for kept in (older, newer):
        page = (tmp_path / f"data/archive/{kept}/index.html").read_text("utf-8")
        assert (f'href="../{newer}/"' in page) == (kept == older)
    listed = (tmp_path / "data/archive/index.html").read_text("utf-8")
    assert [listed.count(f'href="{kept}/"') for kept in (older, newer)] == [2, 2]

    (tmp_path / f"data/archive/{older}/barometer.csv").unlink()
    halved = replace(releases, archives=archived(tmp_path))
    write_versions(replace(site, root=tmp_path, releases=halved), tmp_path)
    first, _ = json.loads((tmp_path / "data/versions.json").read_text("utf-8"))
    assert first["changes"] is None  # what an incomplete archive changed cannot be told
