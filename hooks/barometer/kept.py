"""Texts that are kept between builds, each under a name that says what it was made from.

What cannot be read, or says something else than its own checksum, counts as nothing;
a folder that cannot be written is no fault: the next build makes the text again.
"""

import hashlib
import os
import tempfile
from pathlib import Path


def fetch(file: Path, name: str) -> str | None:
    """What the file keeps, if it was kept under that name."""
    try:
        named, checksum, body = file.read_bytes().decode("utf-8").split("\n", 2)
    except (OSError, ValueError):
        return None
    return body if named == name and checksum == _hash(body) else None


def keep(file: Path, name: str, body: str) -> None:
    """Write it in the place of what the file kept before, whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as draft:
            draft.write(f"{name}\n{_hash(body)}\n{body}".encode())
        Path(new).replace(file)
    except OSError:
        return


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
