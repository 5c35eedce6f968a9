"""Guides, indicators and trends on A4: nothing lost, nothing cut, with source and address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.look import PARTS, address, built_pages, opened, part_of, probed
from tests.paper import A4, letters, outside, printed, said

SHEET = 673
"""The width of the print area in the pixels of style sheets: 210 mm less two margins of 16."""
WIDE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".prose td { white-space: nowrap; overflow-wrap: normal; }");
  document.adoptedStyleSheets.push(sheet);
  const cell = document.createElement("td");
  cell.textContent = "x".repeat(300);
  document.querySelector(".prose").append(document.createElement("table"));
  document.querySelector(".prose > table").append(cell);
}"""
PRINTED = ("forms", "guide", "indicator", "trend", "case", "card")


def _wrong(page: Page, tree: html.HtmlElement) -> Iterator[str]:
    """What is lost or cut when the page is printed."""
    paper = printed(page)
    blocks = said(page)
    yield from outside(paper)
    yield from (f"not on paper: {one}" for one in blocks if letters(one) not in paper.letters)
    if set(paper.sizes) != {A4}:
        yield f"not A4: {paper.sizes}"
    page.set_viewport_size({"width": SHEET, "height": 900})
    yield from (f"cut: {one}" for one in probed(page, "cut"))
    if not tree.find_class("kind-card"):  # a card holds no tables
        yield from (f"figure without {one}" for one in probed(page, "bare"))
    (own,) = tree.xpath("//link[@rel='canonical']/@href")
    if letters(own) not in paper.letters:
        yield f"not on paper: {own}"


def _read(built: Path, where: str) -> html.HtmlElement:
    return html.parse(built / where / "index.html").getroot()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PRINTED)
def test_a_page_of_each_kind_prints_whole(
    kind: str, language: Language, browser: Browser, served: str, site: Site, built: Path
) -> None:
    where = address(site, kind, language)
    with opened(browser, served + where) as page:
        assert not list(_wrong(page, _read(built, where)))


def test_what_a_printer_would_cut_is_told(
    browser: Browser, served: str, site: Site, built: Path
) -> None:
    where = address(site, "text", "da")
    with opened(browser, served + where) as page:
        page.evaluate(WIDE)
        told = list(_wrong(page, _read(built, where)))
    assert told


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(PARTS))
def test_every_guide_indicator_and_trend_prints_whole(
    part: int, browser: Browser, served: str, site: Site, built: Path
) -> None:
    told = []
    with opened(browser, "about:blank") as page:
        for file in part_of(built_pages(site, built), part):
            where = file.parent.relative_to(built).as_posix() + "/"
            tree = _read(built, where)
            if tree.get_element_by_id("content").get("class").removeprefix("kind-") not in PRINTED:
                continue
            page.set_viewport_size({"width": 1440, "height": 900})
            page.goto(served + where)
            told += [f"{where}: {one}" for one in _wrong(page, tree)]
    assert not told
