"""What a page must be in a real browser: safe, light, calm, and whole without script."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, Page, Request, Route, expect

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.look import (
    HEIGHT,
    KINDS,
    PARTS,
    WATCH,
    address,
    built_pages,
    opened,
    part_of,
    probed,
    resized,
    unfolded,
)
from tests.patience import until
from tests.test_safety_markdown import rendered
from tests.weight import PAGE, REQUESTS, parts, too_heavy

MOST_SHIFT = 0.01
NARROWEST = 320
FITTED = ((360, NARROWEST), (1440, 1024))
"""Pixels, of a phone and of a desktop: 320 is a screen of 1280 at 400 %."""
BETWEEN = (768, 720)
"""A tablet, and a screen of 1440 at 200 %."""
PICTURE = """() => {
  const picture = document.querySelector(".prose img");
  const { width, height } = picture.getBoundingClientRect();
  return { width, height, column: picture.parentElement.clientWidth };
}"""
SCROLLS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".planted { overflow: auto; overflow-wrap: normal; }");
  document.adoptedStyleSheets.push(sheet);
}"""
KEPT = "[localStorage.length, sessionStorage.length, document.cookie]"


def test_every_page_carries_the_content_policy_before_all_it_governs(
    built: Path, site: Site
) -> None:
    for page in [*built_pages(site, built), built / "404.html"]:
        head = html.parse(page).getroot().find("head")
        assert head is not None
        metas = [one for one in head.iterchildren() if one.tag in {"meta", "link", "script"}]
        policy = next(one for one in metas if one.get("http-equiv") == "Content-Security-Policy")
        assert metas.index(policy) <= 1, page
        assert "unsafe" not in (policy.get("content") or "")
        assert [one for one in metas if one.get("name") == "referrer"], page


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_safe_light_calm_and_fits(
    kind: str, browser: Browser, served: str, site: Site, built: Path, subtests: pytest.Subtests
) -> None:
    """One visit a width, as new to the site as a first-time reader's."""
    where = address(site, kind, "da")
    asked: list[str] = []
    told: list[str] = []
    with opened(browser, "about:blank", fresh=True) as page:
        _listen(page, asked, told)
        for width, *narrower in FITTED:
            asked.clear()
            _visit_anew(page, served + where, width)
            with subtests.test("nothing moves while it loads", width=width):
                # A machine at its limit paints before it has read its own fonts: look twice.
                moved = probed(page, "shift")
                assert moved <= MOST_SHIFT or _moved(browser, served + where, width) <= MOST_SHIFT
            with subtests.test("it is light", width=width):
                weight = parts(built, [url.removeprefix(served) for url in asked])
                assert not too_heavy(where, weight, PAGE)
                assert len(asked) <= REQUESTS, asked
            with subtests.test("nothing is kept before the reader acts", width=width):
                assert page.evaluate(KEPT) == [0, 0, ""]
                assert page.context.cookies() == []
            with subtests.test("the first stop leads past the header", width=width):
                _skip(page)
            for one in (width, *narrower):
                with subtests.test("it fits", width=one):
                    resized(page, one)
                    assert probed(page, "wider") <= 0
                    assert not probed(page, "small")
            probed(page, "space")
            for one in (*narrower, width):
                with subtests.test("it fits with wide spacing", width=one):
                    resized(page, one)
                    assert probed(page, "wider") <= 0
                    assert not probed(page, "clipped")
        with subtests.test("using it breaks no policy and asks nobody else"):
            _use(page)
            assert page.evaluate("window.broken") == []
            assert not told


def _visit_anew(page: Page, where: str, width: int) -> None:
    """Load a page as a browser does that has never been there; it has kept nothing of the last."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto(where)


def _listen(page: Page, asked: list[str], told: list[str]) -> None:
    """Note what a page asks for, and every word of a browser against it."""
    page.add_init_script(WATCH)
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))

    def noted(one: Request) -> None:
        asked.append(one.url)
        if not one.url.startswith(("data:", "http://127.0.0.1:")):
            told.append(one.url)

    page.on("request", noted)


def _moved(browser: Browser, where: str, width: int) -> float:
    with opened(browser, where, width=width, fresh=True) as page:
        return float(probed(page, "shift"))


def _skip(page: Page) -> None:
    """Go by keyboard from the top of a page to its content."""
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def _use(page: Page) -> None:
    """Use what a page offers: light and dark, search, folded parts, worksheets, language."""
    page.click(".scheme")
    page.focus("#search")
    page.keyboard.type("tal")
    page.wait_for_selector("#search-results li")
    page.keyboard.press("Escape")
    unfolded(page)
    if page.locator(".worksheet textarea").count():
        page.locator(".worksheet textarea").first.fill("a")
    assert page.evaluate("window.broken") == []
    page.locator(".coi-languages a").first.click()
    page.wait_for_load_state()


def test_the_scheme_is_kept_when_the_reader_has_chosen_it(browser: Browser, served: str) -> None:
    with opened(browser, served) as page:
        page.click(".scheme")
        assert page.evaluate("[...Object.entries(localStorage)]") == [["scheme", "dark"]]
        page.goto(served + "roller/")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_what_is_written_in_a_worksheet_waits_until_it_is_cleared(
    browser: Browser, served: str, site: Site
) -> None:
    with opened(browser, served + address(site, "guide", "da")) as page:
        clear = page.locator(".worksheet-clear").first
        assert clear.is_hidden()
        page.locator(".worksheet textarea").first.fill("Vi vil vide, om det virker")
        page.locator(".worksheet input").first.check()
        page.reload()
        assert (
            page.locator(".worksheet textarea").first.input_value() == "Vi vil vide, om det virker"
        )
        assert page.locator(".worksheet input").first.is_checked()
        page.once("dialog", lambda dialog: dialog.accept())
        clear.click()
        assert page.locator(".worksheet textarea").first.input_value() == ""
        assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_the_narrowest_screen(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    wheres = [f"/{site.address(*one)}" for one in site.pages if one[1] == language]
    with opened(browser, served, width=NARROWEST) as page:
        assert page.evaluate("(all) => probes.misfitting(all)", wheres) == {}


def test_a_page_that_does_not_fit_is_told(browser: Browser, served: str, built: Path) -> None:
    text = (built / "index.html").read_text("utf-8")
    planted = f"<div class=planted>{'x' * 999}</div><canvas width=900></canvas></main>"
    wrong = text.replace("</main>", planted)
    with opened(browser, served, width=NARROWEST, fresh=True) as page:
        page.evaluate(SCROLLS)
        page.route("**/wide/", lambda route: route.fulfill(body=wrong, content_type="text/html"))
        page.route("**/bare/", lambda route: route.fulfill(body="<p>", content_type="text/html"))
        told = page.evaluate("probes.misfitting(['/wide/', '/', '/bare/', '/none/'])")
    folded, unfolded, unreached = told["/wide/"]
    assert folded.startswith("wider by ")
    assert unfolded.startswith("wider by ")
    assert unreached.startswith('no key reaches <div class="planted"')
    assert told["/bare/"][0].startswith("another head: 200")
    assert told["/none/"][0].startswith("another head: 404")
    assert "/" not in told


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_every_width(
    part: int, browser: Browser, served: str, site: Site, built: Path
) -> None:
    told = []
    with opened(browser, "about:blank") as page:
        for file in part_of(built_pages(site, built), part):
            where = file.relative_to(built).as_posix().removesuffix("index.html")
            for width in (*sum(FITTED, ()), *BETWEEN):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.goto(served + where)
                told += [f"{where} {width}: {one}" for one in probed(page, "misfits")]
    assert not told


@pytest.mark.parametrize("width", [NARROWEST, 1440])
def test_a_large_picture_keeps_to_its_column_and_holds_its_place(
    width: int, browser: Browser, served: str, site: Site, tmp_path: Path
) -> None:
    picture = tmp_path / "docs/assets/moede.png"
    picture.parent.mkdir(parents=True)
    Image.new("RGB", (1200, 800)).save(picture)
    planted = rendered(replace(site, root=tmp_path), "![Deltagere](../assets/moede.png)")
    asked: list[Route] = []
    where = served + address(site, "text", "da")
    with opened(browser, where, width=width, fresh=True) as page:
        page.route("**/moede*", lambda route: asked.append(route))
        with page.expect_request("**/moede*"):
            page.evaluate("html => document.querySelector('.prose').innerHTML = html", planted)
        until(lambda: bool(page.evaluate(PICTURE) and asked))
        waiting = page.evaluate(PICTURE)
        asked[0].fulfill(path=picture)
        page.wait_for_function("document.querySelector('.prose img').naturalWidth > 0")
        assert page.evaluate(PICTURE) == waiting
        assert probed(page, "wider") <= 0
    assert waiting["width"] <= waiting["column"]
    assert waiting["height"] == pytest.approx(waiting["width"] * 2 / 3, abs=1)


def _headings(tree: html.HtmlElement) -> Iterator[int]:
    for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        yield int(one.tag[1])


def test_headings_stand_in_order_on_every_page(built: Path, site: Site) -> None:
    for page in built_pages(site, built):
        levels = list(_headings(html.parse(page).getroot()))
        assert levels.count(1) == 1, page
        assert all(after <= before + 1 for before, after in pairwise(levels)), page


def test_no_id_stands_twice_on_a_page(built: Path, site: Site) -> None:
    for page in built_pages(site, built):
        ids = html.parse(page).xpath("//@id")
        twice = {one for one in ids if ids.count(one) > 1} if len(set(ids)) < len(ids) else set()
        assert not twice, page


def test_without_script_everything_is_there_to_read(
    browser: Browser, served: str, site: Site, subtests: pytest.Subtests
) -> None:
    with opened(browser, "about:blank", width=360, script=False) as page:
        for kind, key in KINDS.items():
            with subtests.test(kind):
                page.goto(served + address(site, kind, "da"))
                assert (
                    page.locator("h1").inner_text() == site.pages[(PageKey(key), "da")].words.title
                )
                assert page.locator(".coi-languages a").first.is_visible()
                page.click(".menu summary")
                assert page.locator(".menu nav a").first.is_visible()
                assert not page.locator(".scheme").is_visible()
        page.click(".search button")
        assert page.locator(".site-index a").count() >= len(site.slugs)


def test_forced_colours_keep_every_box_and_mark(browser: Browser, served: str) -> None:
    with opened(browser, served) as page:
        page.emulate_media(forced_colors="active")
        border = "getComputedStyle(document.querySelector('.card')).borderLeftStyle"
        assert page.evaluate(border) == "solid"


def test_a_page_links_to_the_official_accessibility_statement(built: Path, site: Site) -> None:
    for page in [*built_pages(site, built), built / "404.html"]:
        english = page.relative_to(built).parts[0] == "en"
        name = "Accessibility statement" if english else "Tilgængelighedserklæring"
        links = html.parse(page).xpath("//footer//a")
        assert [one for one in links if one.text == name], page


def test_the_search_index_is_read_as_json(built: Path, site: Site) -> None:
    for language in LANGUAGES:
        file = built / site.address(PageKey("search"), language) / "index.json"
        assert json.loads(file.read_text(encoding="utf-8"))["words"]
