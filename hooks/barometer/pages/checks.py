"""Checks of one page and of the folders: headings, sections, dates, titles, files, pictures."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from barometer.data.releases import LAUNCH
from barometer.faults.report import Fault, make_fault, reason
from barometer.faults.yaml_file import merge_fault
from barometer.pages.addresses import WITH_CARDS, key_of_file
from barometer.pages.document import Heading
from barometer.pages.equality import check_translated_words
from barometer.pages.links import check_brackets, check_links, check_missing_pages
from barometer.pages.markup import check_markup
from barometer.pages.page import (
    NEVER,
    NewsFacts,
    Page,
    PageFacts,
    Pages,
    SourcedFacts,
    TrendFacts,
    pages_to_come,
)
from barometer.pages.parser import is_comment
from barometer.text import (
    WRITTEN,
    Language,
    civil_numbers,
    lines_of,
    odd_signs,
    other_language,
    slug,
)

TAGS = {"<img": "P501/picture", "<a ": "P501/link", "<br": "P501/break"}


def check_content(root: Path, pages: Pages, made: Iterable[str]) -> Iterator[Fault]:
    """Every fault of the pages and between them; `made` are pages that the build makes itself."""
    awaited = {key.file(language) for key, language in pages_to_come(pages)}
    yield from check_files(root, awaited)
    made = frozenset((*made, *(key.file("da") for key, _ in pages_to_come(pages))))
    gone = check_missing_pages(root, pages, made)
    yield from gone.values()
    for page in pages.values():
        twin = pages.get((page.key, other_language(page.language)))
        yield from check_page(page, twin, root)
        yield from check_links(page, pages, root, made, gone)


def check_page(page: Page, twin: Page | None = None, root: Path | None = None) -> Iterator[Fault]:
    """The faults of a page that no other page has a part in, but for the ids of its `twin`."""
    forms = list(check_markup(page, twin))
    yield from forms
    told = {fault.line for fault in forms}
    yield from (fault for fault in check_headings(page, twin) if fault.line not in told)
    yield from _check_later(page, root)
    yield from check_dates(page, date.today())
    yield from check_html(page)
    yield from check_brackets(page, root)
    yield from check_translated_words(page, twin)


def _check_later(page: Page, root: Path | None) -> Iterator[Fault]:
    """A translation that is promised and has come, or on a page that others are made from."""
    other = other_language(page.language)
    if page.facts and page.facts.later(other):
        field, file = WRITTEN[other].en.lower(), f"docs/{page.key.file(other)}"
        if root and (root / file).is_file():
            yield page.fault("P117", field, field=field, file=file)
        elif page.key.section in WITH_CARDS or page.key.path.endswith("index"):
            yield page.fault("P117/kind", field, field=field, file=file)


def check_headings(page: Page, twin: Page | None = None) -> Iterator[Fault]:
    """Headings begin at level 2, skip none, have an id of their own, and something stands below."""
    seen: dict[str, int] = {}
    headings, lines = page.document.headings, lines_of(page.body)
    for at, (before, heading) in enumerate(pairwise([Heading(1, "title", "", 1), *headings])):
        if heading.level == 1:
            yield page.fault_at(heading.line, "P301", text=heading.text)
        elif heading.level > before.level + 1:
            steps = {"before": before.level, "level": heading.level}
            marks = "#" * (before.level + 1)
            yield page.fault_at(heading.line, "P302", text=heading.text, marks=marks, **steps)
        if heading.id is None:
            example = f"{{#{_id_of(page, at, twin) or slug(heading.text)}}}"
            yield page.fault_at(heading.line, "P303", text=heading.text, example=example)
        elif heading.id in seen:
            name, first = heading.id, seen[heading.id]
            yield page.fault_at(heading.line, "P304", text=heading.text, id=name, line=first)
        else:
            seen[heading.id] = heading.line
    last = Heading(1, None, "", page.body_line + len(lines))
    for heading, following in pairwise([*headings, last]):
        below = lines[heading.line - page.body_line + 1 : following.line - page.body_line]
        if following.level <= heading.level and not any(map(str.strip, below)):
            yield page.fault_at(heading.line, "P307", text=heading.text)


def _id_of(page: Page, at: int, twin: Page | None) -> str | None:
    """The id that the translation has in the same place, or what the English words make."""
    ours, theirs = page.document.headings, twin.document.headings if twin else ()
    alike = len(theirs) == len(ours) and theirs[at].level == ours[at].level
    if not alike:
        return None
    return theirs[at].id or slug((ours if page.language == "en" else theirs)[at].text)


def check_html(page: Page) -> Iterator[Fault]:
    """No raw HTML and no odd signs: whatever a page needs has a notation of its own."""
    opened: set[tuple[int, str]] = set()
    endless = {
        one.line
        for one in (*page.document.html, *page.document.prose)
        if any("-->" not in begun for begun in one.text.split("<!--")[1:])
    }
    yield from (page.fault_at(line, "P122") for line in sorted(endless)[:1])
    for found in page.document.html:
        name = found.text.strip("</>")
        closes = found.text.startswith("</") and (found.line, name) in opened
        opened.add((found.line, name))
        if not closes and not is_comment(found.text) and found.line not in endless:
            key = next((one for tag, one in TAGS.items() if found.text.startswith(tag)), "P501")
            yield page.fault_at(found.line, key, html=found.text[:60])
    for line, text in enumerate(lines_of(page.body), page.body_line):
        for kind, sign, _ in odd_signs(text):
            yield page.fault_at(line, f"P503/{kind}", sign=sign)
    if not page.body.strip():
        yield page.fault_at(page.body_line, "P106")


def check_dates(page: Page, today: date) -> Iterator[Fault]:
    """The faults of a page's dates, as seen on the day `today`."""
    facts = page.facts
    if facts is None:
        return
    by = str(facts.review_by)
    if facts.review_by < facts.reviewed:
        yield page.fault("P205", "review_by", by=by, reviewed=str(facts.reviewed))
    latest = following_year(facts.day)
    if latest < facts.review_by < NEVER:
        yield page.fault("P205/far", "review_by", by=by, latest=str(latest))
    if isinstance(facts, NewsFacts) and facts.deadline and facts.deadline > (facts.starts or NEVER):
        days = {"deadline": str(facts.deadline), "starts": str(facts.starts)}
        yield page.fault("P205/deadline", "deadline", **days)
    for key, day in _past(facts):
        if day > max(today, LAUNCH):
            yield page.fault("P204", key, key=key, date=str(day))


def following_year(day: date) -> date:
    """The same day a year later; 28 February for a leap day."""
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _past(facts: PageFacts) -> Iterator[tuple[str, date]]:
    yield "reviewed", facts.reviewed
    if isinstance(facts, NewsFacts):
        yield "date", facts.date
    if isinstance(facts, SourcedFacts):
        yield from (("log", entry.date) for entry in facts.log)
    if isinstance(facts, TrendFacts):
        yield "first_seen", facts.first_seen
        if facts.expectation:
            yield "expectation", facts.expectation.written
        if facts.forecast:
            yield "forecast", facts.forecast.written
        if facts.closed:
            yield "closed", facts.closed.date


FOLDERS = ("docs", "data", "overrides")
PICTURES = frozenset((".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif"))
DOWNLOADS = frozenset((".pdf", ".xlsx", ".docx", ".pptx"))
"""What readers may fetch: beside the page that leads to it, or in `docs/files/`."""

CODE = frozenset(
    f"assets/{name}"
    for name in ("search.js", "manifest-da.webmanifest", "manifest-en.webmanifest", "fonts/OFL.txt")
)
"""The site's own code below `docs/`, by name: any other file would be published as it stands."""
FONTS = "assets/fonts/"
OF_DATA = frozenset((".yml", ".yaml", ".csv", ".md", ".txt", ".json"))
OF_NOBODY = frozenset((".md", ".txt", ".json"))
"""Files of `data/` that no check of the data reads."""
OF_ARCHIVE = frozenset((".csv", ".json", ".jsonld", ".ttl", ".xlsx", ".xml", ".ics", ".zip"))

RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10)))
)
"""What Windows calls its devices: a file of that name cannot be fetched there."""
LONGEST_NAME = 80
LARGEST_PICTURE, LARGEST_DRAWING, LARGEST_FILE = 10_000_000, 200_000, 20_000_000
"""A picture is sent in sizes that the build makes; a drawing and a file as they stand."""


def check_files(root: Path, awaited: Collection[str] = ()) -> Iterator[Fault]:
    """Every fault of names, kinds and sizes below `docs/`, `data/` and `overrides/`."""
    docs = root / "docs"
    pages = {one.relative_to(docs).as_posix() for one in docs.rglob("*.md")}
    for page in sorted(pages):
        yield from _pair(page, pages.union(awaited))
    tops = [root / folder for folder in FOLDERS]
    below = [one for top in tops if not top.is_symlink() for one in sorted(top.rglob("*"))]
    for path in (*tops, *below):
        shown = path.relative_to(root).as_posix()
        if path.is_symlink():
            target = str(path.readlink())
            yield make_fault("P105", shown, None, name=path.name, target=target)
        elif path.is_file():
            yield from _file(path, shown)


def _pair(page: str, pages: set[str]) -> Iterator[Fault]:
    key, language = key_of_file(page)
    other = other_language(language)
    shown = f"docs/{page}"
    if key.file(other) not in pages:
        yield make_fault(f"P103/{other}", shown, None, missing=f"docs/{key.file(other)}")
    yield from _names(shown, key.path.split("/"))
    index = f"{PurePosixPath(key.path).parent}/index.md"
    if language == "da" and "/" in key.path and index not in pages:
        yield make_fault("P112", shown, None, missing=f"docs/{index}")


def _names(shown: str, parts: Sequence[str], suffix: str = "") -> Iterator[Fault]:
    for at, part in enumerate(parts, 1):
        ending = suffix if at == len(parts) else ""
        proposal = slug(part)[:LONGEST_NAME].strip("-") or "side"
        if slug(part) != part:
            yield make_fault("P104", shown, None, name=part + ending, proposal=proposal + ending)
        elif part in RESERVED:
            yield make_fault("P104/reserved", shown, None, name=part, proposal=f"{part}-1")
        elif len(part) > LONGEST_NAME:
            yield make_fault("P104/long", shown, None, length=len(part), limit=LONGEST_NAME)


def _file(path: Path, shown: str) -> Iterator[Fault]:
    try:
        if path.suffix in OF_DATA and not shown.startswith(("data/archive/", "overrides/")):
            text = path.read_text("utf-8", errors="replace")
            for line in sorted({text.count("\n", 0, at) + 1 for at, _ in civil_numbers(text)}):
                yield make_fault("P505", shown, line)
        if shown.startswith("docs/"):
            yield from _of_docs(path, shown, shown.removeprefix("docs/"))
        elif shown.startswith("data/archive/") and path.suffix not in OF_ARCHIVE:
            yield make_fault("P107/archive", shown, None, kinds=_listed(OF_ARCHIVE))
        elif shown.startswith("data/") and path.suffix not in OF_DATA | OF_ARCHIVE:
            yield make_fault("P107/data", shown, None, kinds=_listed(OF_DATA))
        elif shown.startswith("data/") and path.suffix in OF_NOBODY:
            conflict = merge_fault(path.read_text("utf-8", errors="replace"), shown)
            yield from (conflict,) if conflict else ()
    except OSError as error:
        yield make_fault("P102", shown, None, reason=reason(error))


def _of_docs(path: Path, shown: str, name: str) -> Iterator[Fault]:
    size = path.stat().st_size
    if path.suffix == ".md":
        return
    suffix = path.suffix.lower()
    if suffix != path.suffix and suffix in (PICTURES | DOWNLOADS):
        proposal = f"{slug(path.stem)}{suffix}"
        yield make_fault("P104", shown, None, name=path.name, proposal=proposal)
        return
    shared = suffix in DOWNLOADS and not name.startswith("assets/")
    font = path.suffix == ".woff2" and name.startswith(FONTS)
    if not (suffix in PICTURES or shared or font or name in CODE):
        kinds = {"kinds": _listed(PICTURES), "files": _listed(DOWNLOADS)}
        yield make_fault("P107", shown, None, **kinds)
    elif name not in CODE:
        yield from _names(shown, name.removesuffix(path.suffix).split("/"), path.suffix)
        yield from _picture(path, shown, size)


def _picture(path: Path, shown: str, size: int) -> Iterator[Fault]:
    most = LARGEST_FILE if path.suffix in DOWNLOADS else LARGEST_PICTURE
    most = LARGEST_DRAWING if path.suffix == ".svg" else most
    if size > most:
        key = "P108/file" if path.suffix in DOWNLOADS else "P108/picture"
        yield make_fault(key, shown, None, size=size // 1000, limit=most // 1000)
        return
    data = path.read_bytes()
    if not data.startswith(STARTS.get(path.suffix, b"")):
        yield make_fault("P110", shown, None, ending=path.suffix)
    if path.suffix == ".svg" and (found := unsafe_in_drawing(data)):
        yield make_fault("P109", shown, None, found=found)


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds))


STARTS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    **dict.fromkeys((".jpg", ".jpeg"), b"\xff\xd8\xff"),
    ".webp": b"RIFF",
    ".avif": b"\x00\x00\x00",
    ".woff2": b"wOF2",
    ".pdf": b"%PDF-",
    **dict.fromkeys((".docx", ".pptx", ".xlsx"), b"PK\x03\x04"),
}
"""How files of each ending begin."""

SHAPES = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask"),
    )
)

ORIENTATION, SIDEWAYS = 0x0112, range(5, 9)
"""Where a camera says how it was held, and what it says when it was held on its side."""
NAMESPACE = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
OWN = "url(#"
"""The one reference that a value may hold: to a part of the same drawing."""


def unsafe_in_drawing(data: bytes) -> str | None:
    """The first thing in an SVG that is more than a drawing, None where all of it only draws."""
    for mark in (b"<!DOCTYPE", b"<!ENTITY", b"<?xml-stylesheet"):
        if mark.lower() in data.lower():
            return mark.decode()
    try:
        data.decode("utf-8")
        root = ET.fromstring(data)  # noqa: S314 - without a DOCTYPE nothing can be expanded
    except (ET.ParseError, UnicodeDecodeError) as error:
        return str(error)
    return next((bad for one in root.iter() if (bad := _unsafe(one))), None)


def _unsafe(part: ET.Element) -> str | None:
    name = part.tag.removeprefix(NAMESPACE)
    if name not in SHAPES:
        return f"<{name.rpartition('}')[2]}>"
    for key, value in part.attrib.items():
        plain = "".join(value.split()).lower()
        leads_away = key in {"href", XLINK} and not plain.startswith("#")
        if key.lower().startswith("on") or leads_away or "url(" in plain.replace(OWN, ""):
            return f"{key.rpartition('}')[2]}={value}"
    return None


def size_of(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels as a browser shows the picture; None where nobody can tell."""
    if file.suffix == ".svg":
        return _size_of_drawing(file)
    from PIL import Image  # only where a page has a picture: a build starts sooner without

    try:
        with Image.open(file) as picture:
            width, height = picture.size
            sideways = picture.getexif().get(ORIENTATION) in SIDEWAYS
    except (OSError, Image.DecompressionBombError):
        return None
    return (height, width) if sideways else (width, height)


def _size_of_drawing(file: Path) -> tuple[int, int] | None:
    """The size that the drawing asks for, or that of what it shows."""
    try:
        root = ET.fromstring(file.read_bytes())  # noqa: S314 - the checks let no entities in
    except ET.ParseError:
        return None
    seen = root.get("viewBox", "").replace(",", " ").split()[2:]
    asked = [root.get(name, "").removesuffix("px") for name in ("width", "height")]
    for width, height in (pair for pair in (asked, seen) if len(pair) == 2):
        if width.replace(".", "").isdecimal() and height.replace(".", "").isdecimal():
            return round(float(width)), round(float(height))
    return None


def check_titles(pages: Pages) -> Iterator[Fault]:
    """The pages whose title another page of the same language has; told of the later one."""
    first: dict[tuple[Language, str], Page] = {}
    for page in sorted(pages.values(), key=lambda one: (len(one.path), one.path)):
        title = page.words.title
        other = first.setdefault((page.language, title.casefold()), page)
        if other is not page:
            yield page.fault("P114", "title", title=title, other=other.path)
