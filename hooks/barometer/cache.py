"""The one cache: files that the same code made from the same inputs before are not made again.

An entry is one file below `.cache/`: a checksum of all that follows, the key, the names and sizes
of the files in it, and their bytes. A key is the hash of the entry's name, of the inputs, taken
from the values at hand and never from the disk again, and of the code: that of the room which makes
the files, of the templates and of the rooms below it. An entry that cannot be read, has another key
or another checksum counts as absent; a folder that cannot be written does no harm.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from barometer.html import TEMPLATES

FOLDER = Path(".cache")

LOOSE = ("cache.py", "html.py", "text.py")
ROOMS = ("faults", "data", "pages", "charts", "sentences", "views", "exports", "editors")
"""From below; charts and sentences do not know each other."""
LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "numpy",
    "openpyxl",
    "pillow",
    "rdflib",
)
"""What the kept files are made with; another version makes them anew."""

Files = Mapping[str, bytes]


def digest(parts: Iterable[object]) -> str:
    """The hash of what the parts say of themselves."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


def _hash_code() -> Iterator[tuple[str, str]]:
    """For each room the hash of its files and of all below it, of templates and libraries."""
    core = Path(__file__).parent
    parts = [sys.version, *map(version, LIBRARIES)]
    for place in (*(core / name for name in LOOSE), *(core / room for room in ROOMS)):
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                parts.append(f"{path.relative_to(core)} {_sum(path.read_bytes())}")
        if place.name == "views":
            parts += TEMPLATES.values()
        if place.is_dir():
            yield place.name, digest(parts)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


CODE = dict(_hash_code())
"""Taken once, at the start: code that changes later is not the code that runs."""


def load(file: Path, room: str, inputs: object) -> Files | None:
    """The files of an entry, by name, if they were made from the same inputs; else None."""
    try:
        checksum, _, rest = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum.decode("ascii", "replace") != _sum(rest):
        return None
    key, names, body = rest.split(b"\n", 2)
    if key.decode() != _key(file, room, inputs):
        return None
    found, start = {}, 0
    for name, size in json.loads(names):
        found[name] = body[start : start + size]
        start += size
    return found


def store(file: Path, room: str, inputs: object, files: Files) -> None:
    """Write an entry in the place of the one before, whole or not at all."""
    names = json.dumps([(name, len(content)) for name, content in files.items()])
    rest = b"\n".join((_key(file, room, inputs).encode(), names.encode(), b"".join(files.values())))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as written:
            written.write(_sum(rest).encode() + b"\n" + rest)
        Path(draft).replace(file)
    except OSError:
        return


def load_or_make(file: Path, room: str, inputs: object, make: Callable[[], Files]) -> Files:
    """The files of an entry, or those that are made now and kept for the next time."""
    files = load(file, room, inputs)
    if files is None:
        files = make()
        store(file, room, inputs, files)
    return files


def _key(file: Path, room: str, inputs: object) -> str:
    """An entry under the name of another is none."""
    return digest([CODE[room], file.name, repr(inputs)])


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file below the folder, whose own folders are made as needed."""
    for name, content in files.items():
        write_file(folder / name, content)


def write_file(target: Path, content: bytes) -> None:
    """Write a file unless it says the same already: reading is cheaper, on Windows many times."""
    try:
        if target.read_bytes() == content:
            return
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
