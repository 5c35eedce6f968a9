"""A small project that holds to every rule: two pages beside the front page, and the real data."""

import shutil
from pathlib import Path

from tests.conftest import ROOT

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
PAIRS = ["index", "search", "roles/index", "barometer/index"]
SERVICE = ["accessibility", "privacy", "contact", "newsletter", "glossary", "index"]


def small_project(folder: Path) -> Path:
    """Write the project into a folder; faults are planted in `docs/roles/example.md`."""
    published = shutil.ignore_patterns("published.txt")  # the pages that it names are not here
    shutil.copytree(ROOT / "data", folder / "data", ignore=published)
    for pair in [*PAIRS, *(f"about/{name}" for name in SERVICE)]:
        home = "../index.md" if "/" in pair else "index.md"
        write(folder, f"docs/{pair}.md", DANISH.replace("../index.md", home))
        write(folder, f"docs/{pair}.en.md", ENGLISH.replace("../index.md", home))
    write(folder, "docs/roles/example.md", DANISH)
    write(folder, "docs/roles/example.en.md", ENGLISH)
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
