"""What came out of a build, before it takes the place of the earlier site."""

from collections.abc import Iterator
from pathlib import Path

from barometer.faults import fault
from barometer.problems import Problem

LIMIT = 1_000_000_000  # bytes that GitHub Pages takes
NEEDED = ("index.html", "en/index.html", "404.html", "sitemap.xml")
OPEN_SLOT = "<!--drawing:"


def check_built(folder: Path) -> Iterator[Problem]:
    """The faults of a finished site: something missing, a figure without its drawing, too large."""
    for name in NEEDED:
        if not (folder / name).is_file():
            yield fault("B101", name, None, name=name)
    size = 0
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            size += file.stat().st_size
            if file.suffix == ".html" and OPEN_SLOT in file.read_text(encoding="utf-8"):
                yield fault("B102", file.relative_to(folder).as_posix(), None)
    if size > LIMIT:
        yield fault("B103", folder.name, None, size=f"{size / 1e9:.2f}")
