"""The files beside each figure: stable names, facts about themselves inside, same bytes."""

import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from barometer.cache import Files
from barometer.charts.figure import FORMATS, figure_rows, files_of, frames, write_figure_files
from barometer.charts.wording import figure_address, figure_facts
from barometer.data.frame import Frame, frame_of
from barometer.data.model import Dataset
from barometer.text import LANGUAGES, Language
from tests.chart_cases import dataset as cases

URL = "https://www.coi.dk/"


def cite(frame: Frame, language: Language) -> str:
    """A citation as the site makes it: with address and version."""
    return f"COI: {frame.name}. Version {frame.version}. {figure_address(frame, language, URL)}."


FACTS = ("title", "population", "source", "base", "licence", "address", "version", "citation")


@pytest.fixture(name="made", scope="module")
def _made(dataset: Dataset) -> tuple[Frame, Files]:
    frame = frame_of(dataset, "latest_innovation_type", "default")
    return frame, files_of(frame, dataset, URL, cite)


def test_every_chart_has_its_files_in_both_languages(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = dict(list(dataset.indicators.items())[:2])
    small = dataset.model_copy(update={"indicators": few})
    monkeypatch.chdir(tmp_path)
    written = sorted(write_figure_files(small, tmp_path / "data/figures", URL, cite))
    stems = {
        f"{name}-{chart}".replace("_", "-") for name, one in few.items() for chart in one.charts
    }

    assert [path.name for path in written] == sorted(
        f"{stem}.{language}.{form}" for stem in stems for language in LANGUAGES for form in FORMATS
    )
    assert all(path.stat().st_size for path in written)


def test_two_runs_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = cases("bars", [("4", "a", 40, 1352), ("4", "b", 39, None)])
    runs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        runs.append(
            [path.read_bytes() for path in write_figure_files(data, Path("out"), URL, cite)]
        )

    assert runs[0] == runs[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_stand_inside_each_file(
    dataset: Dataset, made: tuple[Frame, Files], language: Language
) -> None:
    frame, found = made
    facts = figure_facts(frame, dataset, language, URL, cite(frame, language)).facts

    def read(form: str) -> bytes:
        return found[f"{frame.stem}.{language}.{form}"]

    assert tuple(facts) == FACTS
    assert {key: json.loads(read("json"))[key] for key in FACTS} == dict(facts)
    sheet = read("csv").decode("utf-8-sig").replace('""', '"')
    drawing = "".join(ET.fromstring(read("svg")).itertext())  # noqa: S314 - our own
    picture = Image.open(io.BytesIO(read("png")))
    told = " ".join(str(value) for value in picture.info.values())
    for key, fact in facts.items():
        assert fact in sheet, key
        assert fact in drawing, key
        assert fact in told, key


def test_the_drawing_stands_alone_in_both_schemes(made: tuple[Frame, Files]) -> None:
    frame, found = made
    text = found[f"{frame.stem}.da.svg"].decode()
    root = ET.fromstring(text)  # noqa: S314 - our own
    spaces = {"svg": "http://www.w3.org/2000/svg"}
    used = {name for one in root.iter() for name in one.get("class", "").split() if "-" in name}
    (style,) = root.findall("svg:style", spaces)

    assert "prefers-color-scheme:dark" in (style.text or "")
    assert {name for name in used if f".{name}{{" not in (style.text or "")} == set()
    assert root.find("svg:title", spaces) is not None
    assert root.find("svg:desc", spaces) is not None
    assert "http" not in re.sub(r"<(metadata|text).*?</\1>|xmlns[^ ]*", "", text, flags=re.S)


def test_the_picture_is_for_slides(made: tuple[Frame, Files]) -> None:
    frame, found = made
    picture = Image.open(io.BytesIO(found[f"{frame.stem}.en.png"]))

    assert picture.width == 2 * (680 + 48)
    assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert "Software" not in picture.info
    assert len(found[f"{frame.stem}.en.png"]) < 150_000


def test_every_row_says_its_period_and_what_its_years_are(dataset: Dataset) -> None:
    """Of each frame's first edition: those measured, or of the survey or publication."""
    for frame in frames(dataset):
        kinds = {key: dataset.editions[key].period_kind for key in dataset.editions}
        rows = list(figure_rows(frame, dataset, "en"))
        periods = [row["Period"] for row in rows]
        cells = [cell for _, _, cell in frame.by_cell]
        told = [row.get("Kind of period", "The years measured") for row in rows]
        assert all(periods[at] for at, cell in enumerate(cells) if cell), frame.stem
        for kind, cell in zip(told, cells, strict=True):
            measured = cell is None or kinds[cell.observation.edition] == "reference"
            assert measured == (kind in ("The years measured", "")), frame.stem


def test_a_danish_spreadsheet_reads_semicolons_and_decimal_commas() -> None:
    data = cases("bars", [("4", "a", 40.5, 1352), ("4", "b", 39, None)])
    found = files_of(frame_of(data, "sample", "default"), data, URL, cite)
    danish = found["sample-default.da.csv"]
    english = found["sample-default.en.csv"]

    assert danish.startswith(b"\xef\xbb\xbf")
    assert ";40,5;37,9;43,1;1352;" in danish.decode("utf-8-sig")
    assert ",40.5,37.9,43.1,1352," in english.decode("utf-8-sig")
    assert ";39;;;;" in danish.decode("utf-8-sig")
