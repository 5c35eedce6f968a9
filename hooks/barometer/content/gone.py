"""A page that many others lead to and that is not there: one fault for all of its links."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from barometer.content.addresses import key_of
from barometer.content.links import target_of
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault
from barometer.problems import Problem

MANY = 6
"""Links, both languages counted: fewer are slips of the pen, each told at its line."""

Gone = Mapping[str, Sequence[str]]


def gone_pages(root: Path, pages: Pages, made: Collection[str]) -> Gone:
    """The missing pages that many links lead to, each with the places of its links."""
    there = {key for key, _ in pages}
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages.values():
        for target, line in _led_to(page):
            if target not in made and key_of(target)[0] not in there:
                found[target].append(f"{page.path}:{line}")
    return {
        target: places
        for target, places in found.items()
        if len(places) >= MANY and not (root / "docs" / target).is_file()
    }


def check_gone(gone: Gone) -> Iterator[Problem]:
    """One fault for each such page, at the file that is not there."""
    for target, places in gone.items():
        yield fault("P115", f"docs/{target}", None, count=len(places), first=places[0])


def _led_to(page: Page) -> Iterator[tuple[str, int]]:
    for link in page.document.links:
        path = link.target.partition("#")[0]
        inside = not urlsplit(link.target).scheme and not path.startswith("/")
        if inside and path.endswith(".md") and not path.endswith(".en.md"):
            target = target_of(page, path)
            if not target.startswith(".."):
                yield target, link.line
