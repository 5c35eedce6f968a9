"""Files of a built site, given as bytes by their places below its root."""

from collections.abc import Mapping
from pathlib import Path


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file below the folder, whose own folders are made as needed."""
    made: set[Path] = set()
    for name, content in files.items():
        target = folder / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(content)
