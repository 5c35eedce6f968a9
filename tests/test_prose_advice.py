"""Advice on the language is given on the lines that were changed, and stops nothing."""

from pathlib import Path

import pytest

from barometer.__main__ import main
from barometer.editors.advice import advise_lines, wrong_dates
from barometer.editors.git import changed_lines
from barometer.faults.report import ExitCode
from barometer.pages.document import Block, Span
from barometer.site import read_project
from barometer.text import Language
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project, write
from tests.test_editors_translation import commit, git

pytestmark = pytest.mark.living

PAGE = "docs/roles/example.md"
ENGLISH_PAGE = "docs/roles/example.en.md"
LONG = "Der er " + "en " * 30 + "ting."
RUN = "Kom nu. " * 4 + "Her er en sætning på flere end ni ord i alt."
FREE = {"S302", "S304", "S305"}
"""Advice on rhythm, time and unbound words, which a good text may pass over."""
SLIPS = [
    ("Den nye forrankring.", "S301", "»forankring«", "‘forankring’"),
    ("Hos Rambøl i Århus.", "S301", "data/spelling/da.txt", "data/spelling/da.txt"),
    (LONG, "S302", "33 ord", "33 words"),
    (f"»{LONG[:-1]}«, siger de.", "S302", "ord: »Der", "words: ‘Der"),
    (RUN, "S304", "4 sætninger", "4 sentences"),
    ("Udrulning af teksten.", "S201", "»spredning«", "‘spredning’"),
    ("Den er i brug i dag.", "S305", "i 2026", "in 2026"),
    ('Den "nye" tekst.', "S101", "»nye«", "»nye«"),
]


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    small_project(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, da=DANISH, en=ENGLISH)
    return tmp_path


def given(root: Path) -> list[tuple[str, str, int | None]]:
    changed = changed_lines(root, "main")
    assert changed is not None
    return [(one.code, one.path, one.line) for one in advise_lines(root, changed)]


def test_slips_on_changed_lines_are_told_and_stop_nothing(small: Path) -> None:
    write(small, PAGE, DANISH.replace("Teksten", "\n".join(text for text, *_ in SLIPS)))
    changed = changed_lines(small, "main") or {}
    found = advise_lines(small, changed)

    for line, (_, code, danish, english) in enumerate(SLIPS, 14):
        told = [
            one.message for one in found if (one.path, one.line, one.code) == (PAGE, line, code)
        ]
        assert any(danish in one.da and english in one.en for one in told), (line, found)
    assert {one.line for one in found} == set(range(14, 14 + len(SLIPS)))
    assert read_project(small, "/").problems == ()


def test_what_was_there_before_is_left_alone(small: Path) -> None:
    known = "Kuntaliitto og COI’s kapacitetsopbygger"
    commit(small, da=DANISH.replace("Teksten", f'Den "gamle" tekst.\n{known}'))
    assert given(small) == []

    write(small, PAGE, DANISH.replace("Teksten", f'Den "gamle" tekst.\n{known}\nEn "ny" tekst'))
    assert given(small) == [("S101", PAGE, 16)]


def test_each_language_has_its_own_dictionary(small: Path) -> None:
    write(small, ENGLISH_PAGE, ENGLISH.replace("The text", "The colour of the sekretariat"))

    assert given(small) == [("S301", ENGLISH_PAGE, 12)]


def test_a_name_of_the_other_page_is_known_with_any_genitive(small: Path) -> None:
    write(small, PAGE, DANISH.replace("Teksten", "Thygesens idé hos Krogsgaard"))
    write(small, ENGLISH_PAGE, ENGLISH.replace("The text", "Thygesen’s krogsgaard at Krogsgaard"))

    assert given(small) == [("S301", ENGLISH_PAGE, 12)]


def test_texts_of_data_get_the_same_advice(small: Path) -> None:
    file = small / "data/themes.yml"
    lines = file.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "da:" in line)
    lines[at] = lines[at].replace("da: ", "da: Omfannget af ", 1)
    write(small, "data/themes.yml", "\n".join(lines) + "\n")

    assert given(small) == [("S301", "data/themes.yml", at + 1)]


def test_a_new_file_is_changed_in_every_line(small: Path) -> None:
    write(small, "docs/roles/new.md", DANISH.replace("Teksten", 'Den "nye" tekst'))

    assert given(small) == [("S101", "docs/roles/new.md", 14)]


def test_what_somebody_said_keeps_its_now(small: Path) -> None:
    said = "»Den er i brug i dag«, siger lederen. Den er i brug i dag."
    write(small, PAGE, DANISH.replace("Teksten", said.partition(" Den")[0]))
    assert given(small) == []

    write(small, PAGE, DANISH.replace("Teksten", said))
    assert given(small) == [("S305", PAGE, 14)]


def test_a_page_that_only_moved_is_not_new(small: Path) -> None:
    commit(small, da=DANISH.replace("Teksten", "Den er i brug i dag."))
    git(small, "switch", "-q", "-c", "moved")
    git(small, "mv", PAGE, "docs/roles/moved.md")

    assert given(small) == []


def test_the_check_gives_it_as_a_warning(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(small)
    write(small, PAGE, DANISH.replace("Teksten", 'Den "nye" tekst'))

    assert main(["check"]) == ExitCode.GOOD
    assert f"S101 {PAGE}:14" in capsys.readouterr().err


@pytest.mark.nightly
def test_nothing_is_to_be_said_of_all_that_is_written() -> None:
    files = [*sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "data").rglob("*.yml"))]
    whole = {path.relative_to(ROOT).as_posix(): range(100_000) for path in files}

    assert [one.told() for one in advise_lines(ROOT, whole) if one.code not in FREE] == []


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("da", "Fristen er 31. november 2026.", "»31. november 2026«"),
        ("da", "Vi mødes onsdag den 30. november 2026.", "en mandag"),
        ("en", "We meet on Wednesday, 30 November 2026.", "a Monday"),
        ("en", "We meet on Monday 30 November 2026 and on 29 February 2028.", ""),
        ("da", "Vi mødes mandag d. 30. november 2026.", ""),
    ],
)
def test_a_date_that_no_calendar_has_is_told(language: Language, words: str, told: str) -> None:
    found = list(wrong_dates([Block("text", (Span(words, 7),))], PAGE, language))

    assert [(one.code, one.line) for one in found] == [("S306", 7)] * bool(told)
    assert all(told in one.message.da + one.message.en for one in found)
