"""Published addresses that the pages, as they are written, no longer have: told before a build."""

from collections.abc import Iterator

from barometer.content.addresses import PageKey
from barometer.content.page import Page
from barometer.content.places import OWN
from barometer.faults import fault, nearest
from barometer.permanence import PUBLISHED, published, redirects
from barometer.problems import Problem
from barometer.state import Site

FRONT = "./"
MADE = tuple(f"{one}/" for one in sorted(OWN - {"en"}))
"""Where the build makes pages and files of its own, and looks for lost ones itself."""


def moved(site: Site | None) -> Iterator[Problem]:
    """The address of every page that is missing, told where the page is, if it only moved."""
    if site is None:
        return
    there = {address or FRONT for address in site.addresses.values()}
    lines = published(site.root)
    known = there | set(redirects(site))
    pages = (one for one in lines if one.endswith("/") and not one.startswith(MADE))
    lost = [one for one in pages if one not in known]
    for address in lost:
        if any(address != above and address.startswith(above) for above in lost):
            continue  # it goes with the page above it
        key = _owner(site, address, set(lines))
        yield _of_page(site, key, address) if key else _alone(address, lines[address], there)


def _owner(site: Site, address: str, lines: set[str]) -> PageKey | None:
    """The one page beside a lost address that is known in English, but not by its new title."""
    folder = _folder(address)
    found = [
        key
        for (key, language), at in site.addresses.items()
        if language == "da" and at not in lines and _folder(at) == folder
        if site.address(key, "en") in lines and not _listed(site, key)
    ]
    return found[0] if len(found) == 1 else None


def _listed(site: Site, key: PageKey) -> bool:
    """Whether the address comes from a list in `data/`, not from the page itself."""
    return key in site.slugs or key.name in site.book.segments


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]


def _of_page(site: Site, key: PageKey, address: str) -> Problem:
    page = site.pages[(key, "da")]
    new, word = site.address(key, "da"), address.rstrip("/").rpartition("/")[2]
    words = {"address": address, "new": new, "slug": word}
    return fault("B201/moved", page.path, _line(page), **words)


def _line(page: Page) -> int | None:
    """Where the page says what its address is."""
    return page.line_of("slug" if page.facts and page.facts.slug else "title")


def _alone(address: str, line: int, there: set[str]) -> Problem:
    hint = nearest(address, there)
    return fault("B201/page", PUBLISHED, line, address, address=address, near=hint)
