"""What saves work changes nothing: the same bytes with and without, cold, warm and after edits."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import build
from tests.small import whole_project
from tests.test_publish import fingerprint

PAGE, TABLE = "docs/roles/example.md", "data/observations.csv"
CORRECTION = (
    "- {{date: {today}, value: {value}, what: base, old: {old}, new: {new}, kind: error, "
    'reason: {{da: "Skrivefejl i tabellen.", en: "Typing error in the table."}}}}'
)


def test_every_saving_leaves_every_byte_as_it_is(tiny: Path) -> None:
    _holds(tiny, fingerprint(tiny / "site"))


@pytest.mark.nightly
def test_every_saving_of_the_whole_site_leaves_every_byte_as_it_is(tmp_path: Path) -> None:
    project = whole_project(tmp_path)
    first = built(project, "first")
    assert built(project, "warm") == first
    _holds(project, first)


def _holds(project: Path, first: dict[str, str]) -> None:
    """From what was built first: edits give what a build from nothing gives, and can be undone."""
    for one in (PAGE, TABLE, "data/corrections.yml"):
        kept = project / ".before" / one
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / one, kept)
    _edit_page(project)
    edit_number(project)
    edited = built(project, "edited")
    shutil.rmtree(project / ".cache")
    anew = built(project, "anew")
    shutil.copytree(project / ".before", project, dirs_exist_ok=True)

    assert edited == anew != first
    assert built(project, "back") == first


def built(project: Path, name: str) -> dict[str, str]:
    """The hash of every file of the project as it is built now."""
    done = build(project / "out" / name, root=project)
    assert done.returncode == 0, done.stderr
    return fingerprint(project / "out" / name)


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
