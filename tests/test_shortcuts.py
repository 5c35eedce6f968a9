"""What saves work changes nothing: the same bytes with and without, cold and warm."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import build
from tests.small import whole_project
from tests.test_publish import fingerprint

KEPT = ("citations", "frames", "pages", "search", "tables")
"""What is kept of whole pages and files; that figures are drawn anew is proven beside them."""


def test_shortcuts_leave_every_byte_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = whole_project(tmp_path)
    cold = build(tmp_path / "cold", root=project)
    warm = build(tmp_path / "warm", root=project)
    monkeypatch.setenv("SHORTCUTS", "off")
    plain = build(tmp_path / "plain", root=project)

    assert [cold.returncode, warm.returncode, plain.returncode] == [0, 0, 0], cold.stderr
    assert fingerprint(tmp_path / "cold") == fingerprint(tmp_path / "plain")
    assert fingerprint(tmp_path / "warm") == fingerprint(tmp_path / "plain")


def test_an_edited_page_is_rendered_anew(tmp_path: Path) -> None:
    project = whole_project(tmp_path)
    assert build(project / "site", root=project).returncode == 0
    page = project / "docs/roles/example.md"
    page.write_text(page.read_text("utf-8").replace("Teksten", "En ny tekst"), "utf-8")
    assert build(project / "site", root=project).returncode == 0

    built = (project / "site/roller/eksempel/index.html").read_text("utf-8")
    assert "En ny tekst" in built


def test_after_an_edited_number_and_page_the_site_is_as_one_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = whole_project(tmp_path)
    shutil.rmtree(project / "data/archive")  # nothing is released: a number may change freely
    assert build(project / "site", root=project).returncode == 0
    table, page = project / "data/observations.csv", project / "docs/roles/example.md"
    first = table.read_text("utf-8").split("\n")[1]
    cells = first.split(",")
    edited = ",".join([*cells[:6], str(int(cells[6]) + 1), *cells[7:]])
    table.write_text(table.read_text("utf-8").replace(first, edited), "utf-8")
    page.write_text(page.read_text("utf-8").replace("Teksten", "En ny tekst"), "utf-8")
    warm = build(tmp_path / "warm", root=project)
    monkeypatch.setenv("SHORTCUTS", "off")
    for name in KEPT:
        shutil.rmtree(project / ".cache" / name)
    plain = build(tmp_path / "plain", root=project)

    assert [warm.returncode, plain.returncode] == [0, 0], warm.stderr + plain.stderr
    assert fingerprint(tmp_path / "warm") == fingerprint(tmp_path / "plain")
    assert fingerprint(tmp_path / "warm") != fingerprint(project / "site")
