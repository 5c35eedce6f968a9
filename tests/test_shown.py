"""While a site is shown, files that no edited text concerns are left; elsewhere all are written."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from barometer.faults.settings import IS_SHOWN
from barometer.pages.site import Site
from barometer.publish.build import begin_side_by_side, do_whole, forget, write_once


def _written(site: Site, folder: Path) -> bool:
    return bool([*write_once(site, folder, "group", lambda: ["written"])])


@pytest.fixture(name="own")
def _own(site: Site, tmp_path: Path) -> Site:
    """The real site, its notes kept in a folder of its own."""
    return replace(site, root=tmp_path)


def test_a_build_writes_every_time(own: Site, tmp_path: Path) -> None:
    assert [_written(own, tmp_path) for _ in range(2)] == [True, True]


def test_a_shown_site_writes_again_only_what_changed(
    own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(IS_SHOWN, "1")
    rows = own.dataset.observations
    more = own.dataset.model_copy(update={"observations": rows[1:]})
    changed = replace(own, dataset=more)
    assert _written(own, tmp_path)
    assert not _written(own, tmp_path)
    assert _written(changed, tmp_path)
    assert _written(own, tmp_path)
    assert _written(own, tmp_path / "another")


def test_an_emptied_folder_is_written_again(
    own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(IS_SHOWN, "1")
    assert _written(own, tmp_path)
    forget(tmp_path)
    assert _written(own, tmp_path)


def test_what_failed_to_be_written_is_tried_again(
    own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(IS_SHOWN, "1")

    def fail() -> Iterator[object]:
        yield "one"
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any fault of the machine
        do_whole(lambda: write_once(own, tmp_path, "group", fail))
    assert _written(own, tmp_path)


def test_what_is_left_in_the_middle_does_not_count_as_written(
    own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(IS_SHOWN, "1")
    begun = write_once(own, tmp_path, "group", lambda: ["one", "two"])

    assert next(begun) == "one"
    assert _written(own, tmp_path)


def test_jobs_are_done_side_by_side_each_once(tmp_path: Path) -> None:
    def write(name: str) -> Iterator[str]:
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("x")
        yield name

    begin_side_by_side([partial(write, str(number)) for number in range(20)])()

    assert [(tmp_path / str(number)).read_text("utf-8") for number in range(20)] == ["x"] * 20


def test_a_job_that_fails_stops_the_build(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> Iterator[str]:
        yield "one"
        raise ValueError("no such figure")

    with pytest.raises((ValueError, ChildProcessError)):
        begin_side_by_side([fail] * 2)()
    capfd.readouterr()
