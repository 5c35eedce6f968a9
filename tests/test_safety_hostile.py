"""A site whose every text is hostile shows all of it as text, on every page and in every file."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from openpyxl import load_workbook

from barometer.html import read_script
from tests.conftest import ROOT
from tests.hostile import MARK
from tests.trend_cases import trend_project

SHOWN = f"<img src={MARK} onerror=alert(1)>"
RUNNING = ("script", "foreignObject", "a", "image", "set", "animate", "handler", "iframe")
FORMULAS = ("=", "+", "@", "\t", "\r")


@pytest.fixture(name="hostile", scope="module")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root, folder = trend_project(tmp_path_factory.mktemp("project")), tmp_path_factory.mktemp("h")
    for name in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    command = [sys.executable, "-m", "tests.hostile", str(root), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def elements(folder: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    """Every element of every page."""
    for page in sorted(folder.rglob("*.html")):
        for one in html.parse(page).getroot().iter():
            if isinstance(one.tag, str):
                yield page, one


def test_no_text_becomes_an_element_or_a_handler(hostile: Path) -> None:
    for page, one in elements(hostile):
        assert not [name for name in one.attrib if name.startswith("on")], page
        assert one.get("src") != MARK, page
        runs = one.tag == "script" and one.get("type") != "application/ld+json"
        assert not runs or one.text == read_script(), page


def test_the_attack_was_there_to_be_shown(hostile: Path) -> None:
    shown = [
        page
        for page in hostile.rglob("*.html")
        if SHOWN in html.parse(page).getroot().text_content()
    ]

    assert len(shown) > 30


def test_no_drawing_does_more_than_draw(hostile: Path) -> None:
    drawings = sorted((hostile / "data").rglob("*.svg"))

    assert drawings
    for one in drawings:
        for part in etree.parse(one).iter():
            assert etree.QName(part).localname not in RUNNING, one
            assert not [name for name in part.attrib if str(name).startswith("on")], one
    assert any(MARK.encode() in one.read_bytes() for one in drawings)


def test_feeds_catalogue_and_answers_can_still_be_read(hostile: Path) -> None:
    for feed in (hostile / "data").glob("feed.*.xml"):
        titles = etree.parse(feed).findall(".//{*}title")
        assert any(SHOWN in (one.text or "") for one in titles)
    for file in [*hostile.rglob("*.json"), *hostile.rglob("*.jsonld")]:
        json.loads(file.read_text("utf-8"))


def test_structured_data_cannot_end_its_block(hostile: Path) -> None:
    blocks = [
        one
        for _, one in elements(hostile)
        if one.tag == "script" and one.get("type") == "application/ld+json"
    ]

    assert blocks
    assert all(json.loads(one.text or "") for one in blocks)


def test_no_cell_of_a_table_is_run_as_a_formula(hostile: Path) -> None:
    for file in (hostile / "data").rglob("*.csv"):
        sign = ";" if file.name.endswith(".da.csv") else ","
        rows = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=sign)
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)], file
    for file in (hostile / "data").rglob("*.xlsx"):
        book = load_workbook(file)
        kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
        assert kinds <= {"s", "n"}, file
