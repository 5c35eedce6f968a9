"""What was found right is not checked again, and whatever changes is."""

from pathlib import Path

import pytest

from barometer import project as reading
from barometer.project import read_project
from tests.small import small_project

URL = "https://www.coi.dk/"
PAGE = "docs/roles/example.md"


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Path:
    small_project(tmp_path)
    assert read_project(tmp_path, URL, trust=True).problems == ()
    return tmp_path


def _refuse(*_: object) -> tuple[()]:
    raise AssertionError("the pages were checked")


def test_the_same_project_is_not_checked_twice(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_project(small, URL, trust=True).site
    monkeypatch.setattr(reading, "check_content", _refuse)
    second = read_project(small, URL, trust=True).site
    assert first is not None
    assert second is not None
    bodies = [{at: page.body for at, page in one.pages.items()} for one in (first, second)]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, "Teksten", "Teksten <b>"),
        ("data/terms.yml", "\n", "\n# a note\n"),
        ("docs/assets/new.txt", "", "new"),
    ],
)
def test_whatever_changes_is_checked(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str
) -> None:
    file = small / name
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(text.replace(old, new, 1) if old else new, "utf-8")
    monkeypatch.setattr(reading, "check_content", _refuse)
    with pytest.raises(AssertionError, match="were checked"):
        read_project(small, URL, trust=True)


def test_a_fault_is_told_every_time(small: Path) -> None:
    page = small / PAGE
    page.write_text(page.read_text("utf-8").replace("Teksten", "Se [siden](ingen.md)."), "utf-8")
    first, second = (read_project(small, URL, trust=True) for _ in range(2))
    assert first.problems == second.problems
    assert [one.code for one in first.problems] == ["P401"]


def test_without_trust_everything_is_checked(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "check_content", _refuse)
    with pytest.raises(AssertionError, match="were checked"):
        read_project(small, URL)


def test_a_spoilt_verdict_is_none(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = small / ".cache/verdict"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(reading, "check_content", _refuse)
    with pytest.raises(AssertionError, match="were checked"):
        read_project(small, URL, trust=True)
