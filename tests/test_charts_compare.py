"""Which figures a proposal changes, shown before and after."""

from pathlib import Path

import pytest

from barometer.__main__ import main
from barometer.editors.summary import compare_pictures


def _site(folder: Path, **pictures: bytes) -> Path:
    (folder / "data/figures").mkdir(parents=True)
    for name, data in pictures.items():
        (folder / f"data/figures/{name}.da.png").write_bytes(data)
    return folder


def test_only_what_differs_is_shown(tmp_path: Path) -> None:
    before = _site(tmp_path / "before", same=b"1", other=b"1", gone=b"1")
    after = _site(tmp_path / "after", same=b"1", other=b"2", new=b"1")
    names = compare_pictures(before, after, tmp_path / "out")
    page = (tmp_path / "out/index.html").read_text(encoding="utf-8")

    assert names == ["gone.da.png", "new.da.png", "other.da.png"]
    assert (tmp_path / "out/before/other.da.png").read_bytes() == b"1"
    assert (tmp_path / "out/after/other.da.png").read_bytes() == b"2"
    assert not (tmp_path / "out/after/gone.da.png").exists()
    assert page.count("<img") == 4
    assert "same.da.png" not in page


def test_nothing_changed_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = _site(tmp_path / "site", same=b"1")
    main(["figures", str(site), str(site), str(tmp_path / "out")])

    assert "Ingen figurer er ændret" in capsys.readouterr().out
