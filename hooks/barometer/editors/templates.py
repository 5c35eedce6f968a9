"""New pages and indicators, words of a template that still stand."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from barometer.cache import write_files
from barometer.data.codebook import Codebook, indicator_file, read_codebook
from barometer.data.model import TABLE
from barometer.editors.git import committed_files
from barometer.faults.report import (
    Fault,
    Findings,
    make_fault,
    nearest_names,
    phrase,
    suggest_nearest,
)
from barometer.faults.yaml_file import parse_yaml, texts_of
from barometer.pages.checks import following_year
from barometer.pages.page import CaseWords, GuideWords, NewsWords, TrendWords, split_front
from barometer.text import LANGUAGES, Text, decoded, lines_of, slug

TEMPLATES = ".github/new"

FOLDERS: Mapping[str, str] = {
    "trend": "trends/",
    "case": "cases/",
    "news": "news/",
    "guide": "guides/",
    "page": "",
}

NEW_KINDS = (*FOLDERS, "indicator")

EXAMPLE = "green-transition"

TODAY, OLDEST, NEXT_YEAR = "I-DAG", "ÆLDSTE-KILDE", "OM-ET-ÅR"
"""What a template says instead of dates: a copy made in any year asks for its own."""


@dataclass(frozen=True)
class NewFiles:
    """The files to write, by their path below the project, or why there are none."""

    files: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Fault, ...] = ()


def new_page(root: Path, kind: str, name: str, today: date) -> NewFiles:
    """A page of that kind and its English half; `name` is its path below the kind's folder."""
    plain = "/".join(slug(part) for part in name.split("/"))
    stem = f"{FOLDERS[kind]}{plain.removeprefix(FOLDERS[kind])}"
    problems = tuple(refused_name(root, name, stem))
    if problems:
        return NewFiles(problems=problems)
    title = stem.rpartition("/")[2].replace("-", " ").capitalize()
    named = f"title: {title}".ljust(33)
    files = {}
    for suffix in (".md", ".en.md"):
        text = (root / TEMPLATES / f"{kind}{suffix}").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^title: [^#]*", lambda _: named, text, count=1)
        files[f"docs/{stem}{suffix}"] = fill_dates(text, today)
    there = (name for name in files if (root / name).exists())
    return NewFiles(files, tuple(make_fault("E101", name, None) for name in there))


def refused_name(root: Path, name: str, stem: str) -> Iterator[Fault]:
    """Why no page can lie at `stem` below `docs/`, which an editor wrote as `name`."""
    folder, _, last = stem.rpartition("/")
    if not last:
        yield make_fault("E102/name", f"docs/{stem}", None, name=name, example=EXAMPLE)
    elif not folder or not (root / "docs" / folder / "index.md").is_file():
        sections = (root / "docs").rglob("index.md")
        parts = {path.parent.relative_to(root / "docs").as_posix() for path in sections}
        near = suggest_nearest(folder, parts - {"."}, listed=20)
        example = last if name.isascii() else EXAMPLE
        yield make_fault("E102/folder", f"docs/{stem}.md", None, name=example, near=near)


def fill_dates(template: str, today: date) -> str:
    """A template with dates: it is made and first seen today, and reviewed next in a year."""
    for word, day in ((TODAY, today), (OLDEST, today), (NEXT_YEAR, following_year(today))):
        shown = day.isoformat()
        template = template.replace(word.ljust(10), shown.ljust(len(word))).replace(word, shown)
    return template


def write_new_files(root: Path, made: NewFiles) -> None:
    """Write the files of a `NewFiles` without problems."""
    write_files(root, {name: text.encode() for name, text in made.files.items()})


def report_new_files(made: NewFiles) -> str:
    """What was made and what comes next, Danish first."""
    names = "\n".join(f"  {name}" for name in made.files)
    said = phrase("write/made")
    return f"Lavet:\n{names}\n{said.da}\n(English) {said.en}"


Row = Mapping[str, str]

DIVIDED = "# breakdowns:"
"""The line of the template where the breakdowns of the rows go."""


def new_indicator(root: Path, wanted: str) -> NewFiles:
    """The file of an indicator whose rows are in the table, with every category they have."""
    name = slug(wanted).replace("-", "_")
    book = read_codebook(root)
    rows = _rows(root)
    mine = [row for row in rows if row["indicator"] == name]
    file = indicator_file(name)
    others = {row["indicator"] for row in rows} - set(book.indicators)
    refused = None
    if (root / file).exists():
        refused = make_fault("E101", file, None)
    elif not mine:
        key = "E103/near" if nearest_names(name, others) else "E103"
        near = suggest_nearest(name, others)
        refused = make_fault(key, TABLE, None, name=name or "?", near=near)
    elif name in book.values:
        path = "data/values.yml"
        refused = make_fault("E104", path, book.line(path, name), name, file=file)
    if refused:
        return NewFiles(problems=(refused,))
    text = (root / TEMPLATES / "indicator.yml").read_text(encoding="utf-8")
    title = name.replace("_", " ").capitalize()
    text = text.replace("Ny indikator", title).replace("New indicator", title)
    address = name.replace("_", "-")
    text = text.replace("da: ny-indikator", f"da: {address}")
    text = text.replace("en: new-indicator", f"en: {address}")
    text = text.replace("theme: extent", f"theme: {next(iter(book.themes), 'extent')}")
    words, _, chart = text.partition(DIVIDED)
    divided = "".join(f"{line}\n" for line in _breakdowns(mine, book))
    return NewFiles({file: words + divided + _charted(chart.partition("\n")[2], mine)})


def _rows(root: Path) -> Sequence[Row]:
    """The table as text: rows of an indicator without words are a fault to every other reader."""
    with (root / TABLE).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _breakdowns(rows: Sequence[Row], book: Codebook) -> Iterator[str]:
    found = {row["breakdown"]: row for row in rows if row["breakdown"] != "total"}
    if found:
        yield "breakdowns:"
    for breakdown in found:
        known = [one.breakdowns[breakdown] for one in book.indicators.values()
                 if breakdown in one.breakdowns]  # fmt: skip
        title = known[0].title if known else _same(breakdown)
        yield f"  {breakdown}:"
        yield f"    title: {_flow(title)}"
        yield "    labels:"
        for category in dict.fromkeys(
            row["category"] for row in rows if row["breakdown"] == breakdown
        ):
            labels = (one.labels[category] for one in known if category in one.labels)
            yield f"      {category}: {_flow(next(labels, _same(category)))}"


def _charted(text: str, rows: Sequence[Row]) -> str:
    """The chart of the template with what the rows have: bars of the newest edition fit any."""
    first = next((row for row in rows if row["breakdown"] == "total"), rows[0])
    same = [
        row
        for row in rows
        if (row["breakdown"], row["country"]) == (first["breakdown"], first["country"])
    ]
    edition = max(row["edition"] for row in same)
    text = text.replace("breakdown: total", f"breakdown: {first['breakdown']}")
    text = text.replace('editions: ["4"]', f"editions: [{json.dumps(edition)}]")
    return text.replace('countries: ["DK"]', f"countries: [{json.dumps(first['country'])}]")


def _same(name: str) -> Text:
    plain = name.replace("_", " ").capitalize()
    return Text(da=plain, en=plain)


def _flow(text: Text) -> str:
    da, en = (json.dumps(words, ensure_ascii=False) for words in (text.da, text.en))
    return f"{{da: {da}, en: {en}}}"


TEXT_FIELDS = frozenset(
    field for one in (TrendWords, CaseWords, NewsWords, GuideWords) for field in one.model_fields
)
"""The fields of a head that are for readers; the others have known choices or dates."""

HELP = re.compile(r"^(<!--|\d+\.|-)\s*|\s*-->$")

Place = tuple[int, str]
"""A line and what it says."""


def find_unfinished(root: Path) -> Findings:
    """Every place of pages and indicators where the words of a template stand yet."""
    found = [
        *_unfinished(root, "*.md", sorted((root / "docs").rglob("*.md")), _page_texts),
        *_unfinished(root, "*.yml", sorted((root / "data/indicators").glob("*.yml")), _data_texts),
    ]
    known = committed_files(root, {one.path for one in found}) if found else frozenset()
    return Findings(
        tuple(one for one in found if one.path in known),
        tuple(one for one in found if one.path not in known),
    )


def _unfinished(
    root: Path, templates: str, files: Iterable[Path], read: Callable[[str], Iterator[Place]]
) -> Iterator[Fault]:
    """The places in the files where they say what a template says."""
    made = (_read_text(path) for path in (root / TEMPLATES).glob(templates))
    words = {said for text in made for _, said in read(text)}
    for path in files if words else ():
        text = _read_text(path)
        if any(said in text for said in words):
            for line, stands in read(text):
                if stands in words:
                    name = path.relative_to(root).as_posix()
                    yield make_fault("S303", name, line, stands=stands)


def _page_texts(text: str) -> Iterator[Place]:
    """What a page says, and where: the texts of its head, and the lines below its headings."""
    front, body, first = split_front(text)
    file = parse_yaml(front or "", "", first_line=2)
    for keys, said in texts_of(file.value):
        if keys[0] in TEXT_FIELDS:
            yield file.line(keys) or 2, said
    for line, said in enumerate(lines_of(body), first):
        plain = HELP.sub("", said.strip())
        if plain and not plain.startswith(("#", "/")):
            yield line, plain


def _data_texts(text: str) -> Iterator[Place]:
    """The texts of a file of data in both languages, and where they stand."""
    file = parse_yaml(text, "")
    for keys, said in texts_of(file.value):
        if keys[-1] in LANGUAGES:
            yield file.line(keys) or 1, said


def _read_text(path: Path) -> str:
    """The file's text; nothing where it cannot be read, for which there is a fault of its own."""
    try:
        return decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError):
        return ""
