"""Every link leads somewhere: to a page, an anchor on it, a file, or an allowed scheme."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import urlsplit

from barometer.content.addresses import PageKey, key_of, slug
from barometer.content.document import Link
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import Word, fault, near, nearest
from barometer.problems import Problem
from barometer.text import WRITTEN, Text, other_language

BOUND = {"value", "chart", "other"}
ALLOWED = {"https", "http", "mailto"}
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".svg", ".webp", ".avif", ".gif", ".heic"))
NO_WORDS = frozenset(("billede", "foto", "image", "img", "picture", "photo", "skaermbillede",
                      "screenshot", "untitled", "dsc", "figur", "figure"))  # fmt: skip
"""What says no more than that there is a picture."""
WEB = re.compile(r"[\w-]+(\.[\w-]+)*\.(dk|com|org|net|eu|no|se|fi|is|io|gov|uk)")
THEIRS = {
    "da": Text(da="På engelsk", en="The English page"),
    "en": Text(da="På dansk", en="The Danish page"),
}
"""Where the same figure has its words, for a page in each language."""


def check_links(
    page: Page, pages: Pages, root: Path, made: frozenset[str], gone: Collection[str] = ()
) -> Iterator[Problem]:
    """The faults of a page's links and pictures; `made` are pages that the build makes itself.

    Links to a page that is `gone` are told of all together.
    """
    for link in page.document.links:
        scheme = urlsplit(link.target).scheme
        if link.image:
            yield from _described(page, link, scheme, pages)
        if not link.target:
            yield fault("P407", page.path, link.line, text=link.text)
        elif scheme in BOUND:
            continue
        elif scheme and link.image:
            yield fault("P411", page.path, link.line, target=link.target)
        elif scheme and scheme not in ALLOWED:
            yield fault("P402", page.path, link.line, target=link.target)
        elif not scheme and target_of(page, link.target.partition("#")[0]) not in gone:
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
    target = target_of(page, path)
    found = pages.get((key_of(target)[0], page.language)) if target.endswith(".md") else None
    if found:
        yield from _anchored(page, link, anchor, found, pages)
    elif target not in made and (target.startswith("..") or not (root / "docs" / target).is_file()):
        known = {key.file("da") for key, language in pages if language == page.language}
        yield _lost(page, link, target, {*known, *made}, root)


def _described(page: Page, link: Link, scheme: str, pages: Pages) -> Iterator[Problem]:
    """A picture says in words what it shows, not what its file is called."""
    text = link.text.strip()
    twin = _twin(page, link, pages)
    if not text and twin and scheme == "chart":
        said: dict[str, Word] = {"theirs": THEIRS[page.language], "ours": WRITTEN[page.language]}
        yield fault("P403/twin", page.path, link.line, target=link.target, twin=twin, **said)
    elif not text:
        key = "P403/chart" if scheme == "chart" else "P403"
        yield fault(key, page.path, link.line, target=link.target)
    elif scheme not in BOUND and _is_name(text, link.target):
        yield fault("P403/name", page.path, link.line, text=text)


def _twin(page: Page, link: Link, pages: Pages) -> str:
    """The words of the same figure in the other language; nothing where it has none."""
    other = pages.get((page.key, other_language(page.language)))
    links = other.document.links if other else ()
    return next((one.text for one in links if one.image and one.target == link.target), "")


def _is_name(text: str, target: str) -> bool:
    """Whether the words are the name of a file, or say no more than that there is a picture."""
    plain = slug(text)
    stem = slug(PurePosixPath(target).stem)
    named = PurePosixPath(text).suffix.lower() in PICTURES or plain == stem
    return named or plain.rstrip("-0123456789") in NO_WORDS


def _lost(page: Page, link: Link, target: str, known: set[str], root: Path) -> Problem:
    """A target that is not there, with the way from this page to what is most like it."""
    if link.target.startswith("www.") or WEB.fullmatch(link.target.split("/")[0]):
        return fault("P401/web", page.path, link.line, target=link.target)
    if "@" in target or (link.image and not PurePosixPath(target).suffix):
        key = "P401/value" if "@" in target else "P401/chart"
        return fault(key, page.path, link.line, text=link.text, target=link.target)
    folder = PurePosixPath(page.key.path).parent
    if link.image:
        assets = (root / "docs/assets").rglob("*")
        there = {one.relative_to(root / "docs").as_posix() for one in assets}
        known = {one for one in there if PurePosixPath(one).suffix in PICTURES}
    stem, bare = PurePosixPath(target).stem, target.removesuffix(".md")
    likely = [one for one in (f"{bare}.md", f"{bare}/index.md") if one in known]
    close = likely or [one for one in near(target, known) if near(stem, [PurePosixPath(one).stem])]
    ways = [relpath(one, folder) for one in close]
    if not ways:
        key = "P401/picture" if link.image else "P401/none"
        return fault(key, page.path, link.line, target=link.target)
    return fault("P401", page.path, link.line, target=link.target, near=nearest(ways[0], ways))


def target_of(page: Page, path: str) -> str:
    """The file below `docs/` that a path on a page leads to; the page itself for an empty one."""
    return beside(page.key, path) if path else page.key.file("da")


def beside(key: PageKey, path: str) -> str:
    """The file below `docs/` that a path leads to from the file of a page."""
    return normpath(str(PurePosixPath(key.path).parent / path))


def _anchored(page: Page, link: Link, anchor: str, target: Page, pages: Pages) -> Iterator[Problem]:
    """An anchor that is not there, unless its heading is what is told of."""
    known = target.document.anchors
    twin = pages.get((target.key, other_language(target.language)))
    theirs = {one.id for one in twin.document.headings} if twin else set()
    if anchor and anchor not in known | theirs and f"{{#{anchor}}}" not in target.body:
        words = {"page": target.path, "anchor": anchor}
        yield fault("P406", page.path, link.line, near=nearest(anchor, known), **words)
