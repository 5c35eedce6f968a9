"""A value with twelve answers, planted in a copy: marked wherever it stands, compared nowhere."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from openpyxl import load_workbook

from tests.conftest import build
from tests.small import write
from tests.tiny import INDICATOR

STEM = f"{INDICATOR}-sector".replace("_", "-")
FOLDER = f"data/indicators/{INDICATOR}/{INDICATOR}"
FEW = {"da": "få svar", "en": "few answers"}
ROWS = ("2,sector,regional,80,900", "3,sector,regional,20,12")
"""Two editions so far apart that their intervals have nothing in common."""


@pytest.fixture(name="planted", scope="module")
def _planted(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the copy, with a sentence that binds the value."""
    root = shutil.copytree(tiny_built, tmp_path_factory.mktemp("few") / "project")
    table = root / "data/observations.csv"
    lines = table.read_text("utf-8").splitlines()
    for row in ROWS:
        key = f"{INDICATOR},DK,{row.rsplit(',', 2)[0]},"
        (at,) = (n for n, line in enumerate(lines) if line.startswith(key))
        lines[at] = f"{INDICATOR},DK,{row},,{lines[at].rsplit(',', 1)[1]}"
    table.write_text("\n".join([*lines, ""]), "utf-8")
    words = root / f"data/indicators/{INDICATOR}.yml"
    head, found, tail = words.read_text("utf-8").partition("  sector:\n    kind: grouped_bars\n")
    finding = "    finding: {da: Sektorerne, en: Levels of government}\n"
    kept = tail[: tail.index("    finding:")] + finding + tail[tail.index("comparability:") :]
    words.write_text(head + found + kept, "utf-8")
    link = f"procent](value:{INDICATOR}/sector/regional@3)"
    for name, number in (("example.md", "procent"), ("example.en.md", "per cent")):
        page = (root / f"docs/roles/{name}").read_text("utf-8")
        bound = f"[20 {number}]{link.partition(']')[2]}"
        write(root, f"docs/roles/{name}", page.replace("Teksten", bound).replace("The text", bound))
    done = build(root / "site", root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.mark.parametrize(
    ("language", "page", "example"),
    [
        ("da", "barometer/innovative-arbejdspladser", "roller/eksempel"),
        ("en", "en/barometer/innovative-workplaces", "en/roles/example"),
    ],
)
def test_the_words_stand_in_drawing_table_description_and_sentence(
    planted: Path, language: str, page: str, example: str
) -> None:
    few = FEW[language]
    tree = html.parse(planted / page / "index.html")
    (figure,) = tree.xpath(f"//figure[@id='figure-{STEM}']")
    drawings = figure.xpath(".//svg")
    said = figure.find_class("figure__said")[0].text_content()
    bound = html.parse(planted / example / "index.html").getroot().text_content()

    assert len(drawings) == 2
    for drawing in drawings:
        assert [few in text for text in drawing.itertext() if text.startswith("20")].count(
            True
        ) == 1
    assert sum(few in line.text_content() for line in figure.xpath(".//tbody/tr")) == 1
    assert few.capitalize() in said
    assert ("Klar forskel" if language == "da" else "Clear difference") not in said
    assert f"({few})" in " ".join(bound.split())


@pytest.mark.parametrize("language", FEW)
def test_the_words_or_their_code_stand_in_every_file(planted: Path, language: str) -> None:
    few = FEW[language]

    def text(path: str) -> str:
        return (planted / path).read_text("utf-8-sig")

    def marked(
        lines: list[dict[str, Any]], value: str = "value", word: str = "few_answers"
    ) -> bool:
        """Whether the value and no other has the word in its line."""
        return [float(one[value]) for one in lines if word in one.values()] == [20]

    figure = f"data/figures/{STEM}.{language}"
    sign = ";" if language == "da" else ","
    sheet = list(csv.DictReader(io.StringIO(text(f"{figure}.csv")), delimiter=sign))
    assert marked(sheet, "Procent" if language == "da" else "Per cent", few)
    assert marked(json.loads(text(f"{figure}.json"))["values"])
    assert few in text(f"{figure}.svg")
    assert marked(list(csv.DictReader(io.StringIO(text(f"{FOLDER}.csv")))))
    sdmx = list(csv.DictReader(io.StringIO(text(f"{FOLDER}.sdmx.csv"))))
    assert marked(sdmx, "OBS_VALUE")
    assert marked(sdmx, "OBS_VALUE", "U")
    cube = json.loads(text(f"{FOLDER}.{language}.jsonstat.json"))
    assert [
        cube["value"][int(at)] for at, one in cube["status"].items() if one == "few_answers"
    ] == [20]
    assert cube["extension"]["status"]["few_answers"] == few
    answer = json.loads(text(f"api/v1/indicators/{INDICATOR}.{language}.json"))
    assert marked(answer["observations"])
    assert marked(answer["observations"], word=few)
    data = load_workbook(planted / f"{FOLDER}.{language}.xlsx").worksheets[0]
    heads, *rows = data.iter_rows(values_only=True)
    lines = [dict(zip(map(str, heads), row, strict=True)) for row in rows]
    assert marked(lines, "Værdi" if language == "da" else "Value", few)


def test_the_danish_sheet_has_the_words(planted: Path) -> None:
    text = (planted / f"{FOLDER}.da.csv").read_text("utf-8-sig")

    at = text.splitlines()[0].split(";").index("Værdi")
    assert [line.split(";")[at] for line in text.splitlines() if "få svar" in line] == ["20"]
