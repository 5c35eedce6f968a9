"""Accessibility by axe-core: a page of each kind on every change, every page in the nightly run."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from barometer.state import Site
from tests.look import KINDS, SCHEMES, WIDTHS, Scheme, address, built_pages, opened, violations


def held(browser: Browser, url: str, scheme: Scheme) -> list[str]:
    """The violations of a page in one scheme, in every width."""
    told = []
    with opened(browser, url, scheme=scheme) as page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            told += [f"{width} {scheme} {one}" for one in violations(page)]
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_has_no_violation(
    kind: str, browser: Browser, served: str, site: Site
) -> None:
    told = [
        one
        for scheme in SCHEMES
        for one in held(browser, served + address(site, kind, "da"), scheme)
    ]
    with opened(browser, served + address(site, kind, "en"), width=360) as page:
        told += violations(page)
    assert not told


def test_the_error_page_has_no_violation(browser: Browser, served: str) -> None:
    assert not [one for scheme in SCHEMES for one in held(browser, f"{served}404.html", scheme)]


def _searching(page: Page) -> None:
    with page.expect_response("**/index.json"):
        page.focus("#search")
    page.keyboard.type("evaluering")
    page.wait_for_selector("#search-results li")


def _menu(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.click(".menu summary")


def _unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", [_searching, _menu, _unfolded], ids=["search", "menu", "details"])
def test_nothing_that_opens_has_a_violation(
    state: object, scheme: Scheme, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, "indicator", "da"), scheme=scheme) as page:
        state(page)  # type: ignore[operator]
        assert not violations(page)


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_has_a_violation(
    scheme: Scheme, browser: Browser, served: str, site: Site, built: Path
) -> None:
    told = []
    for page in built_pages(site, built):
        where = page.relative_to(built).as_posix().removesuffix("index.html")
        told += [f"{where}: {one}" for one in held(browser, served + where, scheme)]
    assert not told
