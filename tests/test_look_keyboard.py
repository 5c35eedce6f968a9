"""The site by keyboard alone: every stop seen, none covered, no trap, the way through the menu."""

import pytest
from playwright.sync_api import Browser, Page, expect

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.look import address, opened, probed
from tests.patience import until

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_mark_the_section_that_is_read_and_one_key_leads_back_to_the_top(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    where = address(site, "guide", language)
    with opened(browser, served + where) as page:
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        links = page.locator(".rail a[href^='#']")
        names = [str(links.nth(at).get_attribute("href")) for at in range(links.count())]
        marked = page.locator(".rail a[aria-current='location']")
        for name in (names[len(names) // 2], names[1]):
            page.locator(name).evaluate("(heading) => heading.scrollIntoView()")
            expect(marked).to_have_count(1)
            expect(marked).to_have_attribute("href", name)
        back = page.locator(".to-top a")
        page.evaluate("scrollTo(0, 0)")
        expect(back).to_be_hidden()  # where it would lie on the text
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(back).to_be_visible()
        back.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('h1').getBoundingClientRect().top > 0")
        expect(page.locator("#content")).to_be_focused()


def test_a_wide_table_scrolls_by_keyboard_and_has_a_name(
    browser: Browser, served: str, site: Site
) -> None:
    where = site.address(PageKey("guides/evaluation/collect"), "da")
    with opened(browser, served + where, width=360) as page:
        page.evaluate("document.querySelector('.table-scroll table').style.minWidth = '60rem'")
        box = page.locator(".table-scroll[tabindex]").first
        headings = page.locator(".prose :is(h2, h3)").all_inner_texts()
        assert box.get_attribute("aria-label") in headings
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert box.evaluate("(one) => one.scrollLeft") > 0


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of that kind has the focus, as a reader without a mouse does."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("(kind) => document.activeElement.matches(kind)", selector):
            return
    raise AssertionError(f"no Tab stop is {selector}")


def test_the_language_is_changed_by_keyboard(browser: Browser, served: str, site: Site) -> None:
    with opened(browser, served + address(site, "guide", "da")) as page:
        _tab_to(page, ".coi-languages a")
        page.keyboard.press("Enter")
        expect(page).to_have_url(served + address(site, "guide", "en"))


def test_the_scheme_is_changed_by_keyboard(browser: Browser, served: str) -> None:
    with opened(browser, served) as page:
        _tab_to(page, ".scheme")
        for scheme in ("dark", "light"):
            page.keyboard.press("Enter")
            expect(page.locator("html")).to_have_attribute("data-scheme", scheme)


def test_trends_are_chosen_by_keyboard(browser: Browser, served: str, site: Site) -> None:
    with opened(browser, served + address(site, "radar", "da")) as page:
        rows = page.locator(".trend-table tbody tr:visible")
        every = rows.count()
        _tab_to(page, "#choose-ring")
        page.keyboard.press("ArrowDown")
        assert 0 < rows.count() < every


def test_a_guide_is_chosen_by_keyboard(browser: Browser, served: str, site: Site) -> None:
    with opened(browser, served + address(site, "overview", "da")) as page:
        _tab_to(page, ".prose summary")
        page.keyboard.press("Enter")
        _tab_to(page, ".prose details a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/guider/*/**")


def test_a_worksheet_is_filled_and_cleared_by_keyboard(
    browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, "guide", "da")) as page:
        _tab_to(page, ".worksheet textarea")
        page.keyboard.type("Vi vil vide, om det virker")
        _tab_to(page, ".worksheet input[type='checkbox']")
        page.keyboard.press("Space")
        expect(page.locator(".worksheet input").first).to_be_checked()
        page.once("dialog", lambda dialog: dialog.accept())
        _tab_to(page, ".worksheet-clear")
        page.keyboard.press("Enter")
        expect(page.locator(".worksheet textarea").first).to_have_value("")
        expect(page.locator(".worksheet textarea").first).to_be_focused()


def test_the_numbers_of_a_figure_are_opened_and_scrolled_by_keyboard(
    browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, "figures", "da"), width=320) as page:
        _tab_to(page, ".figure__numbers summary")
        page.keyboard.press("Enter")
        table = page.locator(".figure__numbers[open] .figure__table").first
        expect(table.locator("td").first).to_be_visible()
        page.evaluate("""() => {
          const box = document.querySelector(".figure__numbers[open] .figure__table");
          box.querySelector("td").textContent = "x".repeat(200);
        }""")
        caption = table.locator("caption").inner_text()
        expect(table).to_have_attribute("aria-label", caption)
        _tab_to(page, ".figure__table")
        page.keyboard.press("ArrowRight")
        until(lambda: bool(page.evaluate("document.activeElement.scrollLeft > 0")))
