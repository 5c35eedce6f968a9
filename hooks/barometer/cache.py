"""The one cache: files that the same code made from the same inputs before are not made again.

An entry is one file below `.cache/`: a checksum of all that follows, the key, the names and sizes
of the files in it, and their bytes. A key is the hash of the code and of the inputs, taken from
the values at hand and never from the disk again. An entry that cannot be read, has another key or
another checksum counts as absent; a folder that cannot be written does no harm.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(".cache")
LIBRARIES = ("babel", "markdown", "matplotlib", "numpy", "openpyxl", "pillow", "rdflib")
"""What the kept files are made with; another version makes them anew."""

Files = Mapping[str, bytes]


def digest(parts: Iterable[object]) -> str:
    """The hash of what the parts say of themselves."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


def _hash_code() -> str:
    """The hash of every file below `hooks/`, of the libraries and of Python."""
    hooks = Path(__file__).parent.parent
    files = sorted(path for path in hooks.rglob("*") if path.is_file() and path.suffix != ".pyc")
    contents = (f"{path.relative_to(hooks)} {_sum(path.read_bytes())}" for path in files)
    return digest([sys.version, *map(version, LIBRARIES), *contents])


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


CODE = _hash_code()
"""Taken once, at the start: code that changes later is not the code that runs."""


def load(file: Path, inputs: object) -> Files | None:
    """The files of an entry, by name, if they were made from the same inputs; else None."""
    try:
        checksum, _, rest = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum.decode("ascii", "replace") != _sum(rest):
        return None
    key, names, body = rest.split(b"\n", 2)
    if key.decode() != _key(inputs):
        return None
    found, start = {}, 0
    for name, size in json.loads(names):
        found[name] = body[start : start + size]
        start += size
    return found


def store(file: Path, inputs: object, files: Files) -> None:
    """Write an entry in the place of the one before, whole or not at all."""
    names = json.dumps([(name, len(content)) for name, content in files.items()])
    rest = b"\n".join((_key(inputs).encode(), names.encode(), b"".join(files.values())))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as written:
            written.write(_sum(rest).encode() + b"\n" + rest)
        Path(draft).replace(file)
    except OSError:
        return


def load_or_make(file: Path, inputs: object, make: Callable[[], Files]) -> Files:
    """The files of an entry, or those that are made now and kept for the next time."""
    files = load(file, inputs)
    if files is None:
        files = make()
        store(file, inputs, files)
    return files


def _key(inputs: object) -> str:
    return digest([CODE, repr(inputs)])
