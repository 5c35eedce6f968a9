"""The project as it stands and as it stood where a proposal began, read as far as either can be."""

import csv
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from barometer.content.addresses import AddressBook, PageKey
from barometer.content.page import Page, read_pages
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.read import TABLE
from barometer.editors.git import git, parting
from barometer.text import Language
from barometer.yamlfile import read_yaml

KEY = ("indicator", "country", "edition", "breakdown", "category")
TEXTS = (("docs", "*.md"), ("data", "*.yml"), ("data/spelling", "*.txt"))
Number = tuple[str, str, str]
"""Value, base and source as they stand in the table."""


@dataclass(frozen=True)
class Version:
    """Pages, numbers and texts of one state of the project; what cannot be read is left out."""

    pages: Mapping[tuple[PageKey, Language], Page] = field(default_factory=dict)
    numbers: Mapping[tuple[str, ...], Number] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    addresses: AddressBook = field(default_factory=lambda: AddressBook(segments={}))
    book: Codebook = field(default_factory=Codebook)


def read_version(root: Path) -> Version:
    """The state of the files below `root`."""
    read = [one.page for one in read_pages(root) if one.page]
    numbers, lines = _numbers(root)
    return Version(
        {(one.key, one.language): one for one in read},
        numbers,
        {
            path.relative_to(root).as_posix(): path.read_text("utf-8", errors="replace")
            for folder, end in TEXTS
            for path in sorted((root / folder).rglob(end))
        },
        lines,
        _addresses(root),
        read_codebook(root),
    )


def table_lines(root: Path) -> Mapping[tuple[str, ...], int]:
    """The line of every value of the table, by its key."""
    return _numbers(root)[1]


def read_base(root: Path, base: str) -> Version | None:
    """The state where the proposal left `base`; None where git does not know it."""
    name = parting(root, base)
    packed = git(root, "archive", name, "docs", "data") if name else None
    if packed is None:
        return None
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        return read_version(Path(folder))


def _numbers(
    root: Path,
) -> tuple[Mapping[tuple[str, ...], Number], Mapping[tuple[str, ...], int]]:
    """What stands in the table by its key, and on which line."""
    try:
        text = (root / TABLE).read_text("utf-8-sig", errors="replace")
    except OSError:
        return {}, {}
    reader = csv.DictReader(io.StringIO(text))
    rows = {tuple(row.get(one) or "" for one in KEY): (row, reader.line_num) for row in reader}
    cells = {
        key: (row.get("value") or "", row.get("base") or "", row.get("source") or "")
        for key, (row, _) in rows.items()
    }
    return cells, {key: line for key, (_, line) in rows.items()}


def _addresses(root: Path) -> AddressBook:
    file = read_yaml(root / "data/addresses.yml", "data/addresses.yml")
    try:
        return AddressBook.model_validate(file.value)
    except ValidationError:
        return AddressBook(segments={})
