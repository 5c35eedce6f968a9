"""The one cache: never a wrong byte, never in the way, whatever becomes of its files."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from barometer import site
from barometer.cache import load, load_or_make, store
from barometer.charts.drawing import draw_figure
from barometer.charts.figure import figure_drawings
from barometer.pages.page import read_pages
from barometer.site import read_project
from tests.chart_cases import ROOT, frame
from tests.conftest import build
from tests.small import small_project
from tests.test_publish import fingerprint

FILES = {"a.svg": b"<svg/>" * 40, "b/c.json": b"{}", "empty": b""}
ROWS = [("4", "a", 40.0, 1352), ("4", "b", 39.0, 1352)]

WARM = """
import sys
from pathlib import Path
from barometer.charts.figure import make_figure, write_figure_files
from barometer.charts.wording import FigureContext
from tests.chart_cases import dataset
data = dataset("bars", [("4", "a", 40, 1352), ("4", "b", 39, None)])
place = FigureContext("https://www.coi.dk/", "../", "barometer/eksempel/")
for language in ("da", "en"):
    make_figure(data, "sample", "default", language, "x", number=1, context=place)
list(write_figure_files(data, Path(sys.argv[1]), "https://www.coi.dk/", lambda frame, la: "x"))
print(*sorted({"matplotlib", "PIL"} & set(sys.modules)))
"""


def _run(folder: Path, code: str, hooks: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{hooks}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_what_is_kept_is_given_again_only_for_the_same_inputs(tmp_path: Path) -> None:
    file = tmp_path / "entry"
    store(file, "editors", ("a", 1), FILES)

    assert load(file, "editors", ("a", 1)) == FILES
    assert load(file, "editors", ("a", 2)) is None
    assert load(tmp_path / "none", "editors", ("a", 1)) is None


def test_no_flipped_bit_gives_another_byte(tmp_path: Path) -> None:
    file = tmp_path / "entry"
    store(file, "editors", "inputs", FILES)
    good, dice = file.read_bytes(), random.Random(1)  # noqa: S311 - the same flips each time
    for _ in range(2000):
        spoilt = bytearray(good)
        spoilt[dice.randrange(len(good))] ^= 1 << dice.randrange(8)
        file.unlink()  # the system waits for the disk when a file is written over
        file.write_bytes(spoilt)
        assert load(file, "editors", "inputs") is None


@pytest.mark.parametrize("spoilt", [b"", b"\n", b"nonsense", b"\xff" * 70 + b"\n\n\n"])
def test_a_spoilt_entry_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    file = tmp_path / "entry"
    file.write_bytes(spoilt)

    assert load_or_make(file, "editors", 1, lambda: FILES) == FILES
    assert load(file, "editors", 1) == FILES


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be", encoding="utf-8")

    assert load_or_make(tmp_path / "folder/entry", "editors", 1, lambda: FILES) == FILES


def test_code_that_changes_while_a_program_runs_is_not_its_code(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    shutil.copytree(ROOT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__"))
    kept = "from pathlib import Path; from barometer.cache import *; file = Path('entry');"
    change = f"Path({str(hooks / 'barometer/text.py')!r}).open('a').write('# new')"

    _run(tmp_path, f"{kept} {change}; store(file, 'editors', 1, {{'a': b'old'}})", hooks)
    found = _run(tmp_path, f"{kept} print(load(file, 'editors', 1))", hooks)

    assert found == "None"


def test_a_page_saved_while_the_pages_are_read_is_judged_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_project(tmp_path)
    page = root / "docs/roles/example.md"
    text = page.read_text("utf-8")

    def read_then_save(where: Path) -> object:
        found = list(read_pages(where))
        page.write_text(text.replace("Teksten", "Se [siden](ingen.md)."), "utf-8")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(site, "read_pages", read_then_save)
        assert read_project(root, "/").problems == ()

    assert [one.code for one in read_project(root, "/").problems] == ["P401"]


def test_twenty_spoilt_files_publish_no_wrong_byte_and_stop_no_build(tiny: Path) -> None:
    dice = random.Random(2)  # noqa: S311 - the same flips each time
    files = sorted(path for path in (tiny / ".cache").rglob("*") if path.stat().st_size)
    for file in dice.sample([path for path in files if path.is_file()], 20):
        spoilt = bytearray(file.read_bytes())
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        file.write_bytes(spoilt)

    done = build(tiny / "out", root=tiny)

    assert done.returncode == 0, done.stderr
    assert fingerprint(tiny / "out") == fingerprint(tiny / "site")


def test_a_warm_run_imports_no_drawing_library(tmp_path: Path) -> None:
    hooks = ROOT / "hooks"

    assert _run(tmp_path, WARM, hooks, str(tmp_path / "out")) == "PIL matplotlib"
    assert _run(tmp_path, WARM, hooks, str(tmp_path / "out")) == ""


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
def test_any_change_of_numbers_words_or_kind_is_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: object
) -> None:
    monkeypatch.chdir(tmp_path)
    figure_drawings(frame("bars", ROWS))
    drawn = draw_figure(changed)  # type: ignore[arg-type]

    made = figure_drawings(changed)  # type: ignore[arg-type]

    assert made == {f"{la}/{name}": svg for (la, name), svg in drawn.items()}
