"""The released versions of the data: their files stay in the repository and on the site."""

import csv
import io
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from barometer.data.model import COLUMNS, Observation
from barometer.releases.model import Archived
from barometer.written import write_file

FOLDER = "data/archive"
TABLE = "observations.csv"
Key = tuple[str, ...]
NOT_OF_A_VERSION = (
    *("archive/", "citations/", "figures/", "indicators/"),
    *("catalogue.", "feed.", "releases.", "translations."),
)
"""What is made from the whole anew, or tells of all versions: a version keeps only its own data."""


def archived(root: Path) -> tuple[Archived, ...]:
    """Every version kept below `root`, the newest first."""
    folder = root / FOLDER
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    versions = sorted((name for name in names if _numbers(name)), key=_numbers, reverse=True)
    return tuple(Archived(name, tuple(_files(folder / name))) for name in versions)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.stat().st_size


def released_rows(root: Path, version: str) -> dict[Key, dict[str, str]]:
    """The table of a version as it was released: its cells by indicator, country and so on."""
    text = (root / FOLDER / version / TABLE).read_text(encoding="utf-8")
    return {key_of(row): row for row in csv.DictReader(io.StringIO(text))}


def key_of(row: dict[str, str]) -> Key:
    """The five cells that name a value."""
    return tuple(row[column] for column in COLUMNS[:5])


def cells(row: Observation) -> dict[str, str]:
    """A row as the table writes it; a base of the edition is none of its cells."""
    written = {name: getattr(row, name) for name in COLUMNS}
    number = f"{row.value:.15g}"
    own = row.base is not None and row.base_source != "of_the_edition"
    base = str(row.base) if own else ""
    return {**written, "value": number, "base": base}


def table(rows: Iterable[Observation]) -> str:
    """Rows as the text of a table."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells(row) for row in rows)
    return out.getvalue()


def take(root: Path, built: Path, version: str, rows: Iterable[Observation]) -> Path:
    """Keep the files of the whole data of a built site, and the table, as that version.

    Raises FileExistsError where the version is kept already: what was released never changes.
    """
    folder = root / FOLDER / version
    folder.mkdir(parents=True)
    for file in sorted((built / "data").rglob("*")):
        name = file.relative_to(built / "data")
        if file.is_file() and not name.as_posix().startswith(NOT_OF_A_VERSION):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / name)
    (folder / TABLE).write_text(table(rows), encoding="utf-8")
    return folder


def give(root: Path, site: Path) -> None:
    """Lay every kept version into a built site, byte for byte."""
    for one in archived(root):
        for name, _ in one.files:
            write_file(site / one.folder / name, (root / one.folder / name).read_bytes())
