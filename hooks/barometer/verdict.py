"""A project that was found right is not checked again until anything of it has changed.

The verdict is named by every file of pages and data, by the code and its messages, by the day, and
by which values are out. With it stands which pages cite which indicator, for which all pages would
have to be read.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from barometer import kept
from barometer.content.addresses import PageKey
from barometer.data.model import Dataset
from barometer.fingerprint_code import code, digest, file_hash

FILE = ".cache/verdict"
Cited = Mapping[str, tuple[PageKey, ...]]


def name(root: Path, dataset: Dataset) -> str:
    """The name of the verdict on a project as it is now; empty where a file cannot be read."""
    try:
        return digest([code(root), date.today(), repr(dataset.observations), *_files(root)])
    except OSError:
        return ""


def fetch(root: Path, named: str) -> Cited | None:
    """Who cites what in the project, if it was found right under that name; else None."""
    body = kept.fetch(root / FILE, named) if named else None
    if body is None:
        return None
    return {one: tuple(map(PageKey, paths)) for one, paths in json.loads(body).items()}


def keep(root: Path, named: str, cited: Cited) -> None:
    """Keep that the project was found right."""
    if named:
        paths = {one: [key.path for key in keys] for one, keys in cited.items()}
        kept.keep(root / FILE, named, json.dumps(paths))


def _files(root: Path) -> list[str]:
    """Every entry of pages and data: what it is, where a link leads, and what a file holds."""
    found = sorted(path for folder in ("docs", "data") for path in (root / folder).rglob("*"))
    return [_entry(root, path) for path in found]


def _entry(root: Path, path: Path) -> str:
    shown = path.relative_to(root).as_posix()
    link = str(path.readlink()) if path.is_symlink() else ""
    return f"{shown}\0{link}\0{file_hash(path)}"
