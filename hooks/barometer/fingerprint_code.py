"""The hash of what makes pages: whatever is kept between builds is named by it."""

import hashlib
import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_CODE = Path(__file__).parent.parent
SETTINGS = ("mkdocs.yml", "pyproject.toml", "uv.lock")
"""Files of the project that decide how a page is made, beside its code and templates."""
ENVIRONMENT = ("SOURCE_DATE_EPOCH", "EDIT_URI")
"""Settings of the machine that pages show; the site's own address is known of the site."""


def digest(parts: Iterable[object]) -> str:
    """The hash of what the parts say of themselves."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


def code(root: Path) -> str:
    """The hash of everything that makes pages: code, templates, settings and Python itself."""
    own = [file for file in below(_CODE) if file.suffix != ".pyc"]
    settings = [root / name for name in SETTINGS if (root / name).is_file()]
    files = (*own, *below(root / "overrides"), *settings)
    stamps = tuple((stat.st_mtime_ns, stat.st_size) for stat in map(Path.stat, files))
    return digest([sys.version, *map(os.environ.get, ENVIRONMENT), _hashes(files, stamps)])


@lru_cache(maxsize=1)
def _hashes(files: tuple[Path, ...], _: tuple[tuple[int, int], ...]) -> str:
    """The hash of all files, read once as long as their stamps are the same."""
    return digest(map(file_hash, files))


def below(folder: Path) -> list[Path]:
    """Every file below a folder, in order of path."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def file_hash(path: Path) -> str:
    """A file's name and the hash of what it holds; nothing is hashed where it is missing."""
    content = path.read_bytes() if path.is_file() else b""
    return f"{path.name} {hashlib.sha256(content).hexdigest()}"
