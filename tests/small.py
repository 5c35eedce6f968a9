"""A small project that holds to every rule: two pages beside the front page, on frozen numbers.

`tests/frozen/data` is a copy of the data that no editor changes, so what an editor publishes
changes no test of logic. A developer who changes the form of the files copies them anew.
"""

import shutil
from pathlib import Path

from barometer.pages.site import DEFAULT_ADDRESS, Site
from barometer.site import read_project
from tests.release_cases import NOW

ROOT = Path(__file__).parents[1]
DANISH = """---
title: Eksempel
summary: Et eksempel på en side, der overholder alle sitets regler.
reviewed: 2026-11-23
review_by: 2027-11-23
---

## Formål {#purpose}

Se [forsiden](../index.md).
Se [brug](#use).

## Brug {#use}
Teksten

| a | b |
| - | - |
| 1 | 2 |
"""
ENGLISH = """---
title: Example
summary: An example of a page that holds to every rule of the site.
---

## Purpose {#purpose}

See the [home page](../index.md).
See [use](#use).

## Use {#use}
The text

| a | b |
| - | - |
| 1 | 2 |
"""
FROZEN = ROOT / "tests/frozen/data"
LIVING = ("words.yml", "phrases.yml", "search_words.yml")
PAIRS = ["index", "search", "roles/index", "barometer/index"]
SERVICE = ["accessibility", "privacy", "contact", "newsletter", "glossary", "index"]


def small_project(folder: Path) -> Path:
    """Write the project into a folder; faults are planted in `docs/roles/example.md`."""
    frozen_data(folder)
    for pair in [*PAIRS, *(f"about/{name}" for name in SERVICE)]:
        home = "../index.md" if "/" in pair else "index.md"
        write(folder, f"docs/{pair}.md", DANISH.replace("../index.md", home))
        write(folder, f"docs/{pair}.en.md", ENGLISH.replace("../index.md", home))
    write(folder, "docs/roles/example.md", DANISH)
    write(folder, "docs/roles/example.en.md", ENGLISH)
    return folder


def frozen_site(folder: Path) -> Site:
    """The small project as a site, with the pages of releases and corrections."""
    small_project(folder)
    for name in ("releases", "corrections"):
        write(folder, f"docs/barometer/{name}.md", DANISH.replace("Eksempel", name, 1))
        write(folder, f"docs/barometer/{name}.en.md", ENGLISH.replace("Example", name, 1))
    project = read_project(folder, DEFAULT_ADDRESS, now=NOW)
    assert project.site, [one.told() for one in project.problems]
    return project.site


def frozen_data(folder: Path) -> Path:
    """Write the frozen numbers into a project, with the words and phrases that the site uses."""
    for name in LIVING:
        (folder / "data").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / name, folder / "data" / name)
    shutil.copytree(ROOT / "data/spelling", folder / "data/spelling")
    shutil.copytree(FROZEN, folder / "data", dirs_exist_ok=True)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Write a file and the folders above it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def whole_project(folder: Path) -> Path:
    """The real project, with the pair for planting faults beside its pages."""
    for name in ("data", "docs", "hooks", "overrides", "mkdocs.yml", "pyproject.toml"):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    write(folder, "docs/roles/example.md", DANISH)
    write(folder, "docs/roles/example.en.md", ENGLISH)
    return folder
