"""Files that are slow to make are kept, so that a build whose data have not changed makes none.

A kept file that does not match its own checksum counts as none; a folder that cannot be written is
no fault.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(".cache/exports")
LIBRARIES = ("openpyxl", "rdflib")
_SUM = 64
"""Letters of a checksum in hexadecimal."""


def kept(root: Path, name: str, content: str, make: Callable[[], bytes]) -> bytes:
    """The file as kept or made anew; `content` is everything that it depends on beside the code."""
    key = hashlib.sha256(f"{content}\0{_code()}".encode()).hexdigest()
    path = root / FOLDER / f"{name}.kept"
    found = _read(path, key)
    if found is None:
        found = make()
        _write(path, key, found)
    return found


@cache
def _code() -> str:
    """The code of this package and the versions of the libraries that it writes with."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest() + "".join(map(version, LIBRARIES))


def _read(path: Path, key: str) -> bytes | None:
    try:
        held = path.read_bytes()
    except OSError:
        return None
    head, body = held[: 2 * _SUM], held[2 * _SUM :]
    return body if head.decode(errors="replace") == key + _sum(body) else None


def _write(path: Path, key: str, body: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.write_bytes(f"{key}{_sum(body)}".encode() + body)
        draft.replace(path)
    except OSError:
        return


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
