"""What lies in the folders of the site: pages in pairs, pictures, and nothing else."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from barometer.content.addresses import key_of, slug
from barometer.content.pictures import is_what_it_says, unsafe_in_drawing
from barometer.faults import fault, reason
from barometer.problems import Problem
from barometer.text import other_language
from barometer.unmerged import merge_fault

FOLDERS = ("docs", "data", "overrides")
PICTURES = frozenset((".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif"))
CODE = frozenset(
    f"assets/{name}"
    for name in (
        *("site.css", "figures.css", "trends.css", "barometer.css", "site.js", "search.js"),
        *("manifest-da.webmanifest", "manifest-en.webmanifest", "fonts/OFL.txt"),
    )
)
"""The site's own code below `docs/`, by name: any other file would be published as it stands."""
FONTS = "assets/fonts/"
OF_DATA = frozenset((".yml", ".yaml", ".csv", ".md", ".txt", ".json"))
OF_NOBODY = frozenset((".md", ".txt", ".json"))
"""Files of `data/` that no check of the data reads."""
OF_ARCHIVE = frozenset((".csv", ".json", ".jsonld", ".ttl", ".xlsx", ".xml", ".ics"))
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10)))
)
"""What Windows calls its devices: a file of that name cannot be fetched there."""
LONGEST_NAME = 80
LARGEST_PAGE, LARGEST_PICTURE = 60_000, 1_000_000


def check_files(root: Path) -> Iterator[Problem]:
    """Every fault of names, kinds and sizes below `docs/`, `data/` and `overrides/`."""
    docs = root / "docs"
    pages = {one.relative_to(docs).as_posix() for one in docs.rglob("*.md")}
    for page in sorted(pages):
        yield from _pair(page, pages)
    for path in walk(root):
        shown = path.relative_to(root).as_posix()
        if path.is_symlink():
            target = str(path.readlink())
            yield fault("P105", shown, None, name=path.name, target=target)
        elif path.is_file():
            yield from _file(path, shown)


def walk(root: Path) -> Iterator[Path]:
    """Every file and link below the folders, links not followed, in order of path."""
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            yield root / folder
            continue
        for here, below, names in os.walk(root / folder):
            links = [name for name in below if (Path(here) / name).is_symlink()]
            below.sort()
            yield from (Path(here) / name for name in sorted((*names, *links)))


def _pair(page: str, pages: set[str]) -> Iterator[Problem]:
    key, language = key_of(page)
    other = other_language(language)
    shown = f"docs/{page}"
    if key.file(other) not in pages:
        yield fault(f"P103/{other}", shown, None, missing=f"docs/{key.file(other)}")
    yield from _names(shown, key.path.split("/"))
    index = f"{PurePosixPath(key.path).parent}/index.md"
    if language == "da" and "/" in key.path and index not in pages:
        yield fault("P112", shown, None, missing=f"docs/{index}")


def _names(shown: str, parts: Sequence[str], suffix: str = "") -> Iterator[Problem]:
    for at, part in enumerate(parts, 1):
        ending = suffix if at == len(parts) else ""
        proposal = slug(part)[:LONGEST_NAME].strip("-") or "side"
        if slug(part) != part:
            yield fault("P104", shown, None, name=part + ending, proposal=proposal + ending)
        elif part in RESERVED:
            yield fault("P104/reserved", shown, None, name=part, proposal=f"{part}-1")
        elif len(part) > LONGEST_NAME:
            yield fault("P104/long", shown, None, length=len(part), limit=LONGEST_NAME)


def _file(path: Path, shown: str) -> Iterator[Problem]:
    try:
        if shown.startswith("docs/"):
            yield from _of_docs(path, shown, shown.removeprefix("docs/"))
        elif shown.startswith("data/archive/") and path.suffix not in OF_ARCHIVE:
            yield fault("P107/archive", shown, None, kinds=_listed(OF_ARCHIVE))
        elif shown.startswith("data/") and path.suffix not in OF_DATA | OF_ARCHIVE:
            yield fault("P107/data", shown, None, kinds=_listed(OF_DATA))
        elif shown.startswith("data/") and path.suffix in OF_NOBODY:
            yield from _merged(path, shown)
    except OSError as error:
        yield fault("P102", shown, None, reason=reason(error))


def _merged(path: Path, shown: str) -> Iterator[Problem]:
    conflict = merge_fault(path.read_text("utf-8", errors="replace"), shown)
    if conflict:
        yield conflict


def _of_docs(path: Path, shown: str, name: str) -> Iterator[Problem]:
    size = path.stat().st_size
    if path.suffix == ".md":
        if size > LARGEST_PAGE:
            sizes = {"size": size // 1000, "limit": LARGEST_PAGE // 1000}
            yield fault("P108/page", shown, None, **sizes)
        return
    suffix = path.suffix.lower()
    if suffix != path.suffix and suffix in PICTURES and name.startswith("assets/"):
        proposal = f"{slug(path.stem)}{suffix}"
        yield fault("P104", shown, None, name=path.name, proposal=proposal)
        return
    picture = path.suffix in PICTURES and name.startswith("assets/")
    font = path.suffix == ".woff2" and name.startswith(FONTS)
    if not (picture or font or name in CODE):
        yield fault("P107", shown, None, kinds=_listed(PICTURES))
    elif picture or font:
        yield from _names(shown, name.removesuffix(path.suffix).split("/"), path.suffix)
        yield from _picture(path, shown, size)


def _picture(path: Path, shown: str, size: int) -> Iterator[Problem]:
    if size > LARGEST_PICTURE:
        sizes = {"size": size // 1000, "limit": LARGEST_PICTURE // 1000}
        yield fault("P108/picture", shown, None, **sizes)
        return
    data = path.read_bytes()
    if not is_what_it_says(path.suffix, data):
        yield fault("P110", shown, None, ending=path.suffix)
    if path.suffix == ".svg" and (found := unsafe_in_drawing(data)):
        yield fault("P109", shown, None, found=found)


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds))
