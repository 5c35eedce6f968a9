"""While a site is shown, files that no edited text concerns are left; elsewhere all are written."""

from dataclasses import replace
from pathlib import Path

import pytest

from barometer.faults.settings import IS_SHOWN
from barometer.pages.site import Site
from barometer.publish.build import Job, forget, write_once


def _written(site: Site, folder: Path) -> bool:
    calls: list[str] = []
    write_once(site, folder, "group", lambda: calls.append("written"), None)
    return bool(calls)


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

    def fail() -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any fault of the machine
        write_once(own, tmp_path, "group", fail, None)
    assert _written(own, tmp_path)


def test_what_waits_counts_as_written_only_when_it_is(
    own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(IS_SHOWN, "1")
    calls: list[str] = []
    for _ in range(2):
        waiting: list[Job] = []
        write_once(own, tmp_path, "group", lambda: calls.append("written"), waiting)
    assert not calls

    waiting[0]()

    assert calls == ["written"]
    assert not _written(own, tmp_path)
