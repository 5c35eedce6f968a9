"""`barometer new`: a pair of files for a new page, every field explained, valid at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from barometer.content.addresses import slug
from barometer.content.dates import following_year
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.text import Text

TEMPLATES = ".github/new"
FOLDERS: Mapping[str, str] = {"trend": "trends/", "guide": "guides/", "page": ""}
KINDS = (*FOLDERS, "indicator")
TITLES: Mapping[str, tuple[str, str]] = {
    "trend": ("Ny trend", "New trend"),
    "guide": ("Ny guide", "New guide"),
    "page": ("Ny side", "New page"),
}
NOTHING_MADE = Text(da="Ingen fil er lavet.", en="No file was made.")
EXAMPLE = "green-transition"
TODAY, OLDEST, NEXT_YEAR = "I-DAG", "ÆLDSTE-KILDE", "OM-ET-ÅR"
"""What a template says instead of dates: a copy made in any year asks for its own."""


@dataclass(frozen=True)
class Made:
    """The files to write, by their path below the project, or why there are none."""

    files: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def new_page(root: Path, kind: str, name: str, today: date) -> Made:
    """A page of that kind and its English half; `name` is its path below the kind's folder."""
    plain = "/".join(slug(part) for part in name.split("/"))
    stem = f"{FOLDERS[kind]}{plain.removeprefix(FOLDERS[kind])}"
    problems = tuple(_refused(root, name, stem))
    if problems:
        return Made(problems=problems)
    title = stem.rpartition("/")[2].replace("-", " ").capitalize()
    files = {
        f"docs/{stem}{suffix}": _filled(root, kind, suffix, title, today)
        for suffix in (".md", ".en.md")
    }
    return Made(files, tuple(_existing(root, files)))


def _refused(root: Path, name: str, stem: str) -> Iterator[Problem]:
    folder, _, last = stem.rpartition("/")
    if not last:
        yield fault("E102/name", f"docs/{stem}", None, name=name, example=EXAMPLE)
    elif not folder or not (root / "docs" / folder / "index.md").is_file():
        parts = {path.parent.relative_to(root / "docs").as_posix() for path in _sections(root)}
        near = nearest(folder, parts - {"."}, listed=20)
        example = last if name.isascii() else EXAMPLE
        yield fault("E102/folder", f"docs/{stem}.md", None, name=example, near=near)


def _sections(root: Path) -> Iterator[Path]:
    yield from (root / "docs").rglob("index.md")


def _existing(root: Path, files: Mapping[str, str]) -> Iterator[Problem]:
    for name in files:
        if (root / name).exists():
            yield fault("E101", name, None)


def _filled(root: Path, kind: str, suffix: str, title: str, today: date) -> str:
    text = (root / TEMPLATES / f"{kind}{suffix}").read_text(encoding="utf-8")
    sample = TITLES[kind][suffix == ".en.md"]
    text = text.replace(f"title: {sample}".ljust(33), f"title: {title}".ljust(33), 1)
    return dated(text, today)


def dated(template: str, today: date) -> str:
    """A template with dates: it is made and first seen today, and reviewed next in a year."""
    for word, day in ((TODAY, today), (OLDEST, today), (NEXT_YEAR, following_year(today))):
        shown = day.isoformat()
        template = template.replace(word.ljust(10), shown.ljust(len(word))).replace(word, shown)
    return template


def write(root: Path, made: Made) -> None:
    """Write the files of a `Made` without problems."""
    for name, text in made.files.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")


def told(made: Made) -> str:
    """What was made and what comes next, Danish first."""
    names = "\n".join(f"  {name}" for name in made.files)
    return (
        f"Lavet:\n{names}\nFilerne overholder reglerne. Skriv jeres egne ord i stedet for "
        "eksemplerne, og kør make check-content.\n"
        "(English) The files hold to the rules. Put your own words in the place of the examples, "
        "and run make check-content."
    )
