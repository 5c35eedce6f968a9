"""Found in one look: the menu, the eight tasks of readers, the list of indicators, one sheet."""

from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from barometer.views.menu import MENU, bar_pages
from tests.look import opened

PHONE = 390
SCREENS = 4
SCREEN = 844
TASKS = {
    "how many innovate": (("",), ".headline-value"),
    "is my region different": (("barometer/index",), "#my-place"),
    "evaluate a project": (("guides/index", "guides/evaluation/index"), ".guide-facts"),
    "cite a number": (("partners/index",), "#cite"),
    "compare Denmark and Norway": (("barometer/index", "barometer/nordic"), "h1"),
    "download the data": (("partners/index", "partners/data"), "#choose"),
    "which trends matter": (("trends/index",), "#radar"),
    "subscribe": (("about/index", "about/contact"), "h1"),
}
"""What readers come for: the pages they click through from the front page, and what they seek."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_task_takes_two_clicks_at_most_on_a_phone(
    language: Language, browser: Browser, served: str, site: Site, subtests: pytest.Subtests
) -> None:
    front = site.address(PageKey("index"), language)
    with opened(browser, "about:blank", width=PHONE) as page:
        for task, (way, sought) in TASKS.items():
            with subtests.test(task):
                page.goto(served + front)
                for key in filter(None, way):
                    _follow(page, served, site.address(PageKey(key), language))
                assert len(way) <= 2
                expect(page.locator(sought).first).to_be_attached()
                if way == ("",):
                    expect(page.locator(sought)).to_be_in_viewport()


def _follow(page: Page, served: str, address: str) -> None:
    """Go to an address by a link of the page, opening the menu where the link stands in it."""
    visible = page.locator("a:visible")
    targets = "all => all.map((one) => one.href.split('#')[0])"
    if served + address not in visible.evaluate_all(targets):
        page.click(".menu summary")
    links = visible.evaluate_all(targets)
    assert served + address in links, f"{page.url} has no visible link to {address}"
    visible.nth(links.index(served + address)).click()
    page.wait_for_url(f"{served}{address}**")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_one_row_and_nothing_in_the_header_wraps(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + site.address(PageKey("index"), language)) as page:
        for width in (320, 360, 390, 599, 600, 768, 1024, 1103, 1104, 1440, 1600):
            page.set_viewport_size({"width": width, "height": SCREEN})
            rows = page.locator(".sections a:visible").evaluate_all(
                "all => [...new Set(all.map((one) => one.getBoundingClientRect().top))]"
            )
            assert len(rows) == (1 if width >= 600 else 0), width
            tall = page.locator(".bar a:visible, .bar summary:visible").evaluate_all(
                "all => Math.max(...all.map((one) => one.getBoundingClientRect().height))"
            )
            assert tall < 52, width
            number = page.locator(".headline-value").evaluate(
                "(one) => one.offsetHeight / parseFloat(getComputedStyle(one).fontSize)"
            )
            assert number < 1.1, width


def test_every_page_of_the_menu_is_in_its_bar(site: Site) -> None:
    for item in MENU:
        pages = bar_pages(site, item, "da")
        assert pages[0] == PageKey(f"{item}/index")
        assert len(pages) == len(set(pages)) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_indicators_is_short_and_chosen_from_without_script(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    where = served + site.address(PageKey("barometer/index"), language)
    with opened(browser, where, width=PHONE, script=False) as page:
        rows = page.locator(".indicator-list li:visible")
        danish = rows.count()
        page.select_option("#choose-country", index=0)
        assert rows.count() == len(site.dataset.indicators) > danish
        page.select_option("#choose-theme", index=1)
        assert 0 < rows.count() < danish
    with opened(browser, where, width=PHONE) as page:
        assert page.evaluate("document.documentElement.scrollHeight") <= SCREENS * SCREEN
        page.select_option("#sort", index=1)
        numbers = page.locator(".indicator-list li").evaluate_all(
            "all => all.map((one) => +one.dataset['1'])"
        )
        assert numbers == sorted(numbers, reverse=True)


def test_the_keys_lead_to_the_search_and_the_other_language_keeps_the_heading(
    browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, "about:blank") as page:
        for width in (PHONE, 1440):
            page.set_viewport_size({"width": width, "height": SCREEN})
            for key in ("/", "s"):
                page.goto(served)
                page.keyboard.press(key)
                expect(page.locator("#search")).to_be_focused()
        page.goto(f"{served}{site.address(PageKey('barometer/index'), 'da')}#my-place")
        page.click(".coi-languages a")
        page.wait_for_url("**/en/**")
        assert urlsplit(page.url).fragment == "my-place"
        page.goto(f"{served}{site.address(PageKey('search'), 'da')}?q=region")
        expect(page.locator("#search-results li").first).to_be_visible()
        page.click(".coi-languages a")
        page.wait_for_url("**/en/search/?q=region")


def test_more_than_thirty_results_are_reached(browser: Browser, served: str, site: Site) -> None:
    with opened(browser, f"{served}{site.address(PageKey('search'), 'da')}?q=innovation") as page:
        results = page.locator("#search-results > ul > li")
        expect(results).to_have_count(30)
        page.click("#search-results .more")
        assert results.count() > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worksheet_is_one_sheet_alone(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    for guide in ("evaluation/index", "evaluation/plan"):
        with opened(browser, served + site.address(PageKey(f"guides/{guide}"), language)) as page:
            page.evaluate("window.print = () => {}")
            page.locator(".worksheet").first.evaluate("(one) => one.classList.add('printed')")
            page.emulate_media(media="print")
            paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
            assert len(paper) == 1, guide
            paper.close()
