"""What came out of a build, before it takes the place of the earlier site."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from barometer.faults import fault
from barometer.problems import Problem

LIMIT = 1_000_000_000  # bytes that GitHub Pages takes
NEAR = 0.8  # of the limit: from here on editors are told
NEEDED = ("index.html", "en/index.html", "404.html", "sitemap.xml")
OPEN_SLOT = b"<!--drawing:"
MARK = b"<!--built:"
SUMS = "SHA256SUMS.txt"
"""The list of all files with their SHA-256, in the form that `sha256sum -c` reads."""


@dataclass(frozen=True)
class BuiltFile:
    """A file of the site: its size in bytes, its SHA-256, whether a drawing is missing, and whether
    it has marks to fill in.
    """

    size: int
    sum: str
    open: bool = False
    marked: bool = False


Files = Mapping[str, BuiltFile]


def read_built(folder: Path) -> Files:
    """Every file of a built site by its address, each read once."""
    return {name: read_file(folder / name) for name in sorted(_names(folder)) if name != SUMS}


def _names(folder: Path) -> Iterator[str]:
    """The walk of the system: a hundredth of a second where `rglob` takes a tenth."""
    for here, _, names in os.walk(folder):
        below = here[len(str(folder)) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in names)


def read_file(file: Path) -> BuiltFile:
    """One file of a built site."""
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if file.suffix != ".html":
        return BuiltFile(len(data), digest)
    return BuiltFile(len(data), digest, OPEN_SLOT in data, MARK in data)


def check_built(files: Files, name: str, limit: int = LIMIT) -> Iterator[Problem]:
    """The faults of a finished site: something missing, a figure without its drawing, too large."""
    for needed in NEEDED:
        if needed not in files:
            yield fault("B101", needed, None, name=needed)
    for address, one in files.items():
        if one.open:
            yield fault("B102", address, None)
    if (size := _whole(files)) > limit:
        yield fault("B103", name, None, size=f"{size / 1e9:.2f}")


def warn_built(files: Files, name: str, limit: int = LIMIT) -> Iterator[Problem]:
    """What editors should know of a finished site that is right: it is nearly too large."""
    if NEAR * limit < (size := _whole(files)) <= limit:
        largest = ", ".join(sorted(files, key=lambda one: -files[one].size)[:3])
        yield fault("B104", name, None, size=f"{size / 1e9:.2f}", largest=largest)


def sums(files: Files) -> str:
    """The published list of files; the same site gives the same list."""
    return "".join(f"{one.sum}  {name}\n" for name, one in files.items())


def read_sums(text: str) -> Mapping[str, str]:
    """The SHA-256 of each file by its address, from a published list."""
    pairs = (line.split("  ", 1) for line in text.splitlines() if line)
    return {name: digest for digest, name in pairs}


def differences(first: Mapping[str, str], second: Mapping[str, str]) -> Sequence[str]:
    """The addresses that only one of two sites has, or at which their bytes differ."""
    names = sorted({*first, *second})
    return [name for name in names if first.get(name) != second.get(name)]


def _whole(files: Files) -> int:
    return sum(one.size for one in files.values())
