"""The smallest project that builds a whole site: a dozen pairs of pages and one indicator.

For what is about building and publishing, not about the pages: it builds in a tenth of the time.
"""

import csv
import shutil
from pathlib import Path

from tests.small import DANISH, ENGLISH, ROOT, small_project, write

INDICATOR = "innovative_workplaces"
NAMED = ["barometer/method", "barometer/nordic", "partners/index"]
"""Pages that every indicator's page leads to."""
ALSO = "also_measured:"


def tiny_project(folder: Path) -> Path:
    """Write the project into a folder that is there."""
    small_project(folder)
    for name in NAMED:
        write(folder, f"docs/{name}.md", DANISH.replace("{#use}", "{#our-intervals}", 1))
        write(folder, f"docs/{name}.en.md", ENGLISH.replace("{#use}", "{#our-intervals}", 1))
    for name in NAMED:
        for ending in ("md", "en.md"):
            file = folder / f"docs/{name}.{ending}"
            file.write_text(file.read_text("utf-8").replace("(#use)", "(#our-intervals)"), "utf-8")
    machinery(folder)
    _one_indicator(folder / "data")
    return folder


def machinery(folder: Path) -> None:
    """Put beside pages and numbers what builds them; compiled modules too, which saves seconds."""
    for name in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, folder / name)


def _one_indicator(data: Path) -> None:
    for file in (data / "indicators").glob("*.yml"):
        if file.stem != INDICATOR:
            file.unlink()
    kept = data / f"indicators/{INDICATOR}.yml"
    head, _, tail = kept.read_text("utf-8").partition(ALSO)
    kept.write_text(head + tail[tail.index("topics:") :], "utf-8")
    with (data / "observations.csv").open(encoding="utf-8", newline="") as lines:
        first, *rows = csv.reader(lines)
    with (data / "observations.csv").open("w", encoding="utf-8", newline="") as lines:
        own = [row for row in rows if row[0] == INDICATOR]
        csv.writer(lines, lineterminator="\n").writerows([first, *own])
    for name, nothing in (("values", "{}"), ("comparisons", "[]"), ("other_numbers", "[]")):
        (data / f"{name}.yml").write_text(f"{nothing}\n", "utf-8")
    shutil.rmtree(data / "archive")
    (data / "imports.yml").unlink()
