"""Every link leads somewhere: to a page, an anchor on it, a file, or an allowed scheme."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit

from barometer.content.addresses import slug
from barometer.content.document import Link
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault, nearest
from barometer.problems import Problem

BOUND = {"value", "chart", "other"}
ALLOWED = {"https", "http", "mailto"}
SHEET = "/// worksheet"


def check_links(page: Page, pages: Pages, root: Path, made: frozenset[str]) -> Iterator[Problem]:
    """The faults of a page's links and pictures; `made` are pages that the build makes itself."""
    for link in page.document.links:
        scheme = urlsplit(link.target).scheme
        if link.image and not link.text.strip():
            yield fault("P403", page.path, link.line, target=link.target)
        if not link.target:
            yield fault("P407", page.path, link.line, text=link.text)
        elif scheme in BOUND:
            continue
        elif scheme and link.image:
            yield fault("P411", page.path, link.line, target=link.target)
        elif scheme and scheme not in ALLOWED:
            yield fault("P402", page.path, link.line, target=link.target)
        elif not scheme:
            yield from _internal(page, link, pages, root, made)


def _internal(
    page: Page, link: Link, pages: Pages, root: Path, made: frozenset[str]
) -> Iterator[Problem]:
    path, _, anchor = link.target.partition("#")
    if path.startswith("/"):
        yield fault("P404", page.path, link.line, target=link.target)
        return
    if path.endswith(".en.md"):
        instead = link.target.replace(".en.md", ".md")
        yield fault("P405", page.path, link.line, target=link.target, instead=instead)
        return
    known = {key.file("da"): key for key, language in pages if language == page.language}
    target = _target(page, path)
    if key := known.get(target):
        yield from _anchored(page, link, anchor, pages[(key, page.language)])
    elif target not in made and (target.startswith("..") or not (root / "docs" / target).is_file()):
        near = nearest(target, {*known, *made})
        yield fault("P401", page.path, link.line, target=target, near=near)


def _target(page: Page, path: str) -> str:
    folder = PurePosixPath(page.key.path).parent
    return normpath(str(folder / path)) if path else page.key.file("da")


def _anchored(page: Page, link: Link, anchor: str, target: Page) -> Iterator[Problem]:
    known = anchors(target) if anchor else frozenset()
    if anchor and anchor not in known:
        near = nearest(anchor, known)
        shown = target.path
        yield fault("P406", page.path, link.line, page=shown, anchor=anchor, near=near)


def anchors(page: Page) -> frozenset[str]:
    """The ids that a link may lead to: those of headings and of worksheets."""
    headings = {heading.id for heading in page.document.headings if heading.id}
    lines = page.body.split("\n")
    sheets = {slug(line.partition("|")[2]) for line in lines if line.startswith(SHEET)}
    return frozenset(headings | sheets)
