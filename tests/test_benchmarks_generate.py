"""The generated site is one that our own checks let through, of the size asked for, every time."""

from pathlib import Path

import pytest

from barometer.pages.site import DEFAULT_ADDRESS
from barometer.site import read_project
from benchmarks.generate import generate
from tests.test_publish import fingerprint

PAGES, INDICATORS = 26, 5


def test_a_generated_site_passes_every_check_and_has_the_pages_asked_for(tmp_path: Path) -> None:
    generate(tmp_path, PAGES, INDICATORS)
    project = read_project(tmp_path, DEFAULT_ADDRESS)

    assert project.site, "\n".join(one.told() for one in project.problems)
    assert len(project.site.pages) == 2 * PAGES
    assert len(project.site.dataset.indicators) == INDICATORS


def test_the_same_size_gives_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        generate(tmp_path / folder, PAGES, INDICATORS)

    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


def test_too_few_pages_for_the_indicators_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="at least"):
        generate(tmp_path, 10, INDICATORS)
