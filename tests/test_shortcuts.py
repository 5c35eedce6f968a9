"""What saves work changes nothing: the same bytes with and without, cold, warm and after edits."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import build
from tests.small import whole_project
from tests.test_publish import fingerprint
from tests.tiny import tiny_project

PAGE, TABLE = "docs/roles/example.md", "data/observations.csv"
SIZES = [tiny_project, pytest.param(whole_project, marks=pytest.mark.nightly)]
CORRECTION = (
    "- {{date: {today}, value: {value}, what: base, old: {old}, new: {new}, kind: error, "
    'reason: {{da: "Skrivefejl i tabellen.", en: "Typing error in the table."}}}}'
)


@pytest.mark.parametrize("project_of", SIZES)
def test_every_saving_leaves_every_byte_as_it_is(
    tmp_path: Path, project_of: Callable[[Path], Path]
) -> None:
    project = project_of(tmp_path)
    first, warm = built(project, "first"), built(project, "warm")
    _edit_page(project)
    edit_number(project)
    edited = built(project, "edited")
    shutil.rmtree(project / ".cache")
    anew = built(project, "anew")
    _as_before(project)
    plain = built(project, "plain")

    assert first == plain
    assert warm == plain
    assert edited == anew
    assert edited != plain


def built(project: Path, name: str) -> dict[str, str]:
    """The hash of every file of the project as it is built now."""
    for one in (PAGE, TABLE, "data/corrections.yml"):
        kept = project / ".before" / one
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(project / one, kept)
    done = build(project / "out" / name, root=project)
    assert done.returncode == 0, done.stderr
    return fingerprint(project / "out" / name)


def _as_before(project: Path) -> None:
    shutil.copytree(project / ".before", project, dirs_exist_ok=True)


def _edit_page(project: Path) -> None:
    page = project / PAGE
    page.write_text(page.read_text("utf-8").replace("Teksten", "En ny tekst"), "utf-8")


def edit_number(project: Path) -> str:
    """One answer fewer behind the first value that has a base; told of where it was released."""
    with (project / TABLE).open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    row = next(row for row in rows if row[6] and row[3:5] == ["total", "all"])
    old, row[6] = row[6], str(int(row[6]) - 1)
    with (project / TABLE).open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([head, *rows])
    if (project / "data/archive").is_dir():
        log = project / "data/corrections.yml"
        entry = CORRECTION.format(
            today=date.today(), value=f"{row[0]}@{row[2]}", old=old, new=row[6]
        )
        log.write_text(log.read_text("utf-8").replace("\n[]", f"\n{entry}"), "utf-8")
    return row[6]
