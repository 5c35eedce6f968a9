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
from barometer.data.read import TABLE
from barometer.editors.git import git
from barometer.text import Language
from barometer.yamlfile import read_yaml

KEY = ("indicator", "country", "edition", "breakdown", "category")
Number = tuple[str, str, str]
"""Value, base and source as they stand in the table."""


@dataclass(frozen=True)
class Version:
    """Pages, numbers and texts of one state of the project; what cannot be read is left out."""

    pages: Mapping[tuple[PageKey, Language], Page] = field(default_factory=dict)
    numbers: Mapping[tuple[str, ...], Number] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    book: AddressBook = field(default_factory=lambda: AddressBook(segments={}))


def read_version(root: Path) -> Version:
    """The state of the files below `root`."""
    read = [one.page for one in read_pages(root) if one.page]
    return Version(
        {(one.key, one.language): one for one in read},
        _numbers(root),
        {
            path.relative_to(root).as_posix(): path.read_text("utf-8", errors="replace")
            for folder, end in (("docs", "*.md"), ("data", "*.yml"))
            for path in sorted((root / folder).rglob(end))
        },
        _book(root),
    )


def read_base(root: Path, base: str) -> Version | None:
    """The state where the proposal left `base`; None where git does not know it."""
    found = git(root, "merge-base", base, "HEAD")
    name = found.decode().strip() if found else ""
    packed = git(root, "archive", name, "docs", "data") if name else None
    if packed is None:
        return None
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        return read_version(Path(folder))


def _numbers(root: Path) -> Mapping[tuple[str, ...], Number]:
    try:
        text = (root / TABLE).read_text("utf-8-sig", errors="replace")
    except OSError:
        return {}
    rows = csv.DictReader(io.StringIO(text))
    return {
        tuple(row.get(one) or "" for one in KEY): (
            row.get("value") or "",
            row.get("base") or "",
            row.get("source") or "",
        )
        for row in rows
    }


def _book(root: Path) -> AddressBook:
    file = read_yaml(root / "data/addresses.yml", "data/addresses.yml")
    try:
        return AddressBook.model_validate(file.value)
    except ValidationError:
        return AddressBook(segments={})
