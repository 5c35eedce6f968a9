"""The radar, its filters and the cards in a real browser: legible, apart, one sheet of paper."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Browser

from barometer.pages.addresses import PageKey, card_key
from barometer.pages.site import Site
from barometer.pages.trends import order_trends
from barometer.text import LANGUAGES, Language
from tests.look import SCHEMES, opened, resized

OVERVIEW = {"da": "trends/", "en": "en/trends/"}
SMALLEST = 12
BOXES = """() => [...document.querySelectorAll('.radar-drawing')]
    .filter(one => one.getBoundingClientRect().width)
    .flatMap(svg => [...svg.querySelectorAll('text')].map(text => {
        const box = text.getBoundingClientRect(), at = svg.getBoundingClientRect()
        const size = parseFloat(text.getAttribute('font-size'))
        const scale = at.width / svg.viewBox.baseVal.width
        return [text.textContent, box.left - at.left, box.top - at.top,
                box.right - at.left, box.bottom - at.top, size * scale, at.width, at.height]
    }))"""
MARKS = """() => [...document.querySelectorAll('.radar-drawing')]
    .filter(one => one.getBoundingClientRect().width)
    .flatMap(svg => [...svg.querySelectorAll('.radar-mark')].map(mark => {
        const box = mark.getBoundingClientRect()
        return [box.left, box.top, box.right, box.bottom]
    }))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_the_radar_are_large_enough_inside_and_apart(
    language: Language, browser: Browser, served: str, subtests: pytest.Subtests
) -> None:
    with opened(browser, served + OVERVIEW[language]) as page:
        for width in (320, 360, 800, 1280):
            resized(page, width)
            boxes = page.evaluate(BOXES)
            assert boxes
            with subtests.test(width=width):
                for words, left, top, right, bottom, size, across, down in boxes:
                    assert size >= SMALLEST, words
                    assert left >= -1, words
                    assert top >= -1, words
                    assert right <= across + 1, words
                    assert bottom <= down + 1, words
                for one, other in combinations(boxes, 2):
                    assert not _overlap(one[1:5], other[1:5]), (one[0], other[0])


def test_marks_stand_apart_and_one_radar_is_shown(
    browser: Browser, served: str, site: Site, subtests: pytest.Subtests
) -> None:
    with opened(browser, served + OVERVIEW["da"]) as page:
        for width in (320, 1280):
            resized(page, width)
            marks = page.evaluate(MARKS)
            with subtests.test(width=width):
                assert len(marks) == len(order_trends(site))
                for one, other in combinations(marks, 2):
                    assert not _overlap(one, other, inside=4)
                assert page.locator(".radar-drawing:visible").count() == 1
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def _overlap(one: list[float], other: list[float], inside: float = 2) -> bool:
    """Whether two boxes share more than `inside` pixels in both directions.

    Boxes of text have air above and below their letters; those of diamonds have empty corners.
    """
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > inside and down > inside


def test_the_radar_follows_the_scheme(browser: Browser, served: str) -> None:
    with opened(browser, served + OVERVIEW["da"], width=800) as page:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            paint = "one => getComputedStyle(one).fill"
            words = page.locator(".radar-drawing:visible .fill-text").first.evaluate(paint)
            assert (words == "rgb(20, 33, 43)") == (scheme == "light")


CHOOSE = """([rows, groups]) => {
    const fields = groups.map(one => document.querySelector(`#choose-${one}`))
    const all = (query) => [...document.querySelectorAll(query)]
    const seen = (query) => all(query).filter(one => one.checkVisibility())
    const ways = fields.map(field => [...field.options].map(one => one.value))
        .reduce((ways, values) => ways.flatMap(way => values.map(one => [...way, one])), [[]])
    return ways.map(way => {
        way.forEach((value, at) => { fields[at].value = value })
        const wanted = way.map(one => one && `.${one}`).join('')
        return [seen(rows).length, all(rows + wanted).length, seen('.radar-drawing a').length]
    })
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_combine_and_can_be_taken_back_without_script(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    for name, rows, groups in (
        ("trends/index", ".trend-table tbody tr", ["ring", "touches"]),
        ("cases/index", ".case-list li", ["sector", "theme", "result"]),
    ):
        where = served + site.address(PageKey(name), language)
        with opened(browser, where, script=False) as page:
            every = page.locator(f"{rows}:visible").count()
            tried = page.evaluate(CHOOSE, [rows, groups])
            assert all(shown == wanted for shown, wanted, _ in tried)
            assert len({shown for shown, _, _ in tried}) > 3
            if name == "trends/index":
                assert all(shown == drawn for shown, _, drawn in tried)
            page.locator(".choices button").click()
            assert page.locator(f"{rows}:visible").count() == every


def test_a_mark_leads_to_its_trend_by_keyboard(browser: Browser, served: str, site: Site) -> None:
    with opened(browser, served + OVERVIEW["en"], width=800) as page:
        page.locator(".radar-drawing:visible .radar-link").nth(4).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(served + site.address(order_trends(site)[4].key, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meeting_card_is_one_sheet_of_a4(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, "about:blank") as page:
        for trend in order_trends(site):
            page.goto(served + site.address(card_key(trend.key), language))
            paper = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1, trend.key
            assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", paper), trend.key
            words = trend.words(language)
            shown = page.locator("main").inner_text()
            assert all(one in shown for one in (words.direction, *words.questions))


def test_stacked_cells_are_still_a_table_to_a_screen_reader(
    browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + OVERVIEW["da"], width=360, fresh=True) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [one["role"]["value"] for one in tree if not one["ignored"]]
    rows = len(order_trends(site))
    assert roles.count("rowheader") >= rows
    assert roles.count("columnheader") >= 8
    assert roles.count("cell") >= 7 * rows
