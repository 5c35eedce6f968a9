"""The site by keyboard alone: every stop seen, none covered, no trap, the way through the menu."""

import pytest
from playwright.sync_api import Browser, Page, expect

from barometer.state import Site
from tests.look import KINDS, address, opened, probed

MANY = 400


def walked(page: Page) -> list[dict[str, object]]:
    """Every stop of the Tab key from the top of a page to its end."""
    stops: list[dict[str, object]] = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop = probed(page, "stop")
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"no end after {MANY} stops: {stops[-3:]}")


@pytest.mark.parametrize("kind", ["home", "guide", "indicator", "trend", "search"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_stop_of_the_tab_key_is_seen(
    kind: str, width: int, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, kind, "da"), width=width) as page:
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        bad = [
            one for one in walked(page) if not one["ringed"] or one["covered"] or not one["inside"]
        ]
        assert not bad


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_stop_leads_past_the_header(
    kind: str, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, kind, "da")) as page:
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_narrow_screens_opens_and_closes_by_keyboard(
    browser: Browser, served: str
) -> None:
    with opened(browser, served, width=360) as page:
        page.focus(".menu summary")
        page.keyboard.press("Enter")
        expect(page.locator(".menu nav a").first).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator(".menu nav a").first).to_be_focused()
        page.focus(".menu summary")
        page.keyboard.press("Space")
        expect(page.locator(".menu nav a").first).to_be_hidden()


def test_a_wide_table_scrolls_by_keyboard_and_has_a_name(
    browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, "overview", "da"), width=360) as page:
        box = page.locator(".table-scroll[tabindex]").first
        expect(box).to_have_attribute("aria-label", page.locator("#before").inner_text())
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert box.evaluate("(one) => one.scrollLeft") > 0
