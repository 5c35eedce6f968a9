"""Accessibility by axe-core: a page of each kind on every change, every page in the nightly run.

What is nightly changes window and scheme in place: a page is loaded once.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.look import (
    COLOUR,
    KINDS,
    PARTS,
    SCHEMES,
    WIDTHS,
    address,
    built_pages,
    opened,
    part_of,
    resized,
    unfolded,
    violations,
)

State = Callable[[Page], None]


@pytest.mark.parametrize("kind", [*KINDS, "error"])
def test_a_page_of_each_kind_has_no_violation(
    kind: str, browser: Browser, served: str, site: Site
) -> None:
    """Every rule on a light desktop in Danish, a dark phone in English; `nightly` crosses them."""
    wheres = ["404.html"] * 2 if kind == "error" else [address(site, kind, la) for la in LANGUAGES]
    told = []
    with opened(browser, "about:blank") as page:
        for where, width, scheme in zip(wheres, (max(WIDTHS), min(WIDTHS)), SCHEMES, strict=True):
            resized(page, width)
            page.emulate_media(color_scheme=scheme)
            page.goto(served + where)
            told += [f"{where} {width} {scheme} {one}" for one in violations(page)]
    assert not told


def _searching(page: Page) -> None:
    with page.expect_response("**/index.json"):
        page.focus("#search")
    page.keyboard.type("evaluering")
    page.wait_for_selector("#search-results li")


def _menu(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.click(".menu summary")


@pytest.mark.parametrize("state", [_searching, _menu, unfolded], ids=["search", "menu", "details"])
def test_nothing_that_opens_has_a_violation(
    state: State, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, "indicator", "da")) as page:
        state(page)
        told = violations(page)
        page.emulate_media(color_scheme="dark")
        assert not [*told, *violations(page, COLOUR)]


@pytest.mark.nightly
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", [_searching, _menu], ids=["search", "menu"])
def test_nothing_that_opens_on_any_kind_has_a_violation(
    state: State, kind: str, language: Language, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, kind, language)) as page:
        state(page)
        told = violations(page)
        page.emulate_media(color_scheme="dark")
        assert not [*told, *violations(page, COLOUR)]


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_violation(
    part: int, browser: Browser, served: str, site: Site, built: Path
) -> None:
    told = []
    with opened(browser, "about:blank") as page:
        for file in part_of(built_pages(site, built), part):
            where = file.relative_to(built).as_posix().removesuffix("index.html")
            page.goto(served + where)
            told += [f"{where}: {one}" for one in _in_every_form(page)]
    assert not told


def _in_every_form(page: Page) -> Iterator[str]:
    """The violations in every width and scheme as the page comes, then with all of it unfolded."""
    for width in WIDTHS:
        resized(page, width)
        page.emulate_media(color_scheme="light")
        yield from (f"{width} light {one}" for one in violations(page))
        page.emulate_media(color_scheme="dark")
        yield from (f"{width} dark {one}" for one in violations(page, COLOUR))
    unfolded(page)
    yield from (f"{width} dark unfolded {one}" for one in violations(page, COLOUR))
    resized(page, WIDTHS[0])
    page.emulate_media(color_scheme="light")
    yield from (f"{WIDTHS[0]} light unfolded {one}" for one in violations(page))
