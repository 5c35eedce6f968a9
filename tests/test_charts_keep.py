"""Kept figures: used while nothing has changed, and never a hindrance."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from barometer.charts import drawing, keep
from barometer.data.model import Dataset
from tests.chart_cases import ROOT, frame

ROWS = [("4", "a", 40.0, 1352), ("4", "b", 39.0, 1352)]

WARM = """
import sys
from pathlib import Path
from barometer.charts import files, slots
from barometer.charts.figure import FigureContext, figure
from tests.chart_cases import dataset
data = dataset("bars", [("4", "a", 40, 1352), ("4", "b", 39, None)])
place = FigureContext("https://www.coi.dk/", "../", "barometer/eksempel/")
for language in ("da", "en"):
    made = figure(data, "sample", "default", language, "x", number=1, context=place)
    slots.fill(made.html, data)
files.write(data, Path(sys.argv[1]), "https://www.coi.dk/", lambda *_: "")
print(*sorted({"matplotlib", "numpy", "pandas", "PIL"} & set(sys.modules)))
"""


def _run(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(folder / "out")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_warm_run_imports_no_drawing_library(tmp_path: Path) -> None:
    assert _run(tmp_path) == "PIL matplotlib numpy"
    assert _run(tmp_path) == ""


@pytest.fixture(name="here")
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _kept(here: Path) -> list[Path]:
    return sorted((here / keep.FOLDER).rglob("*.zip"))


def test_what_is_kept_is_what_was_drawn(here: Path) -> None:
    made = frame("bars", ROWS)
    first = keep.drawings(made)

    assert len(_kept(here)) == 1
    assert keep.drawings(made) == first
    assert first == {f"{la}/{name}": svg for (la, name), svg in drawing.drawings(made).items()}


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", None])
def test_a_spoilt_file_is_noticed_and_made_anew(here: Path, spoilt: bytes | None) -> None:
    made = frame("bars", ROWS)
    first = keep.drawings(made)
    (path,) = _kept(here)
    data = path.read_bytes()
    middle = len(data) // 3
    path.write_bytes(data[:middle] + b"#" + data[middle + 1 :] if spoilt is None else spoilt)

    assert keep.drawings(made) == first
    assert zipfile.ZipFile(path).testzip() is None


def test_a_folder_that_cannot_be_written_does_no_harm(here: Path) -> None:
    (here / ".cache").write_text("a file where the folder should be", encoding="utf-8")

    assert "svg" in keep.drawings(frame("bars", ROWS))["da/wide"]


@pytest.mark.parametrize(
    "changed",
    [
        frame("bars", [("4", "a", 41.0, 1352), ("4", "b", 39.0, 1352)]),
        frame("bars", [("4", "a", 40.0, 1353), ("4", "b", 39.0, 1352)]),
        frame("bars", ROWS, title={"da": "Nyt", "en": "New"}),
        frame("bars", ROWS, statuses={0: "revised"}),
        frame("dumbbell", [("3", "a", 40.0, 1352), ("4", "a", 39.0, 1352)]),
    ],
)
def test_any_change_of_numbers_words_or_kind_is_drawn_anew(here: Path, changed: object) -> None:
    keep.drawings(frame("bars", ROWS))
    keep.drawings(changed)  # type: ignore[arg-type]

    assert len(_kept(here)) == 2


def test_the_folder_does_not_grow_for_ever(here: Path) -> None:
    for value in range(8):
        keep.drawings(frame("bars", [("4", "a", float(value + 1), 1352)]))

    assert len(_kept(here)) == keep.NEWEST


def test_the_real_figures_are_kept_one_file_each(here: Path, dataset: Dataset) -> None:
    from barometer.charts.frames import frame_of

    made = frame_of(dataset, "innovative_workplaces", "default")
    keep.drawings(made)

    assert [path.parent.name for path in _kept(here)] == [made.stem]
