"""Files of a built site, given as bytes by their places below its root."""

from collections.abc import Mapping
from pathlib import Path


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
