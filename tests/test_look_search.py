"""The search as readers use it in a real browser: what it finds, how it speaks, what it fetches."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from barometer.views.search import folded, read_search_words
from tests.conftest import ROOT
from tests.look import opened

QUERIES = yaml.safe_load((ROOT / "tests/data/search.yml").read_text(encoding="utf-8"))
ENOUGH = 0.95
FIRST = 3
TYPED = """(queries) => queries.map((words) => {
  const box = document.querySelector("#search");
  box.value = words;
  box.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("#search-results li > a:first-child")].map((a) => a.href);
})"""


@contextmanager
def searching(browser: Browser, served: str, site: Site, language: Language) -> Iterator[Page]:
    """The search box in the header of a language's front page, its index read."""
    with opened(browser, served + site.address(PageKey("index"), language)) as page:
        page.focus("#search")
        page.wait_for_selector("#search[data-ready]")
        yield page


def found(page: Page, queries: Iterable[str], served: str) -> list[list[str]]:
    """The addresses that each query gives, the best first, below the site's root."""
    told: list[list[str]] = page.evaluate(TYPED, list(queries))
    return [[href.removeprefix(served) for href in hrefs] for hrefs in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_words_find_the_right_page_among_the_first_three(
    language: Language, browser: Browser, served: str, site: Site
) -> None:
    missed = []
    named = {key for keys in QUERIES[language].values() for key in keys.split(" | ")}
    assert {key for key in named if (PageKey(key), language) not in site.pages} == set()
    with searching(browser, served, site, language) as page:
        answers = found(page, QUERIES[language], served)
    for (query, keys), answer in zip(QUERIES[language].items(), answers, strict=True):
        wanted = {site.address(PageKey(key), language) for key in keys.split(" | ")}
        if not wanted & set(answer[:FIRST]):
            missed.append(f"{query}: {wanted}")
    assert len(missed) <= (1 - ENOUGH) * len(QUERIES[language]), missed


def test_nothing_is_found_in_the_other_language(built: Path, site: Site) -> None:
    for language in LANGUAGES:
        file = built / site.address(PageKey("search"), language) / "index.json"
        for page in json.loads(file.read_text("utf-8"))["pages"]:
            assert page[2].startswith("en/") == (language == "en")


def test_a_search_that_finds_nothing_says_so_in_the_language_of_the_page(
    browser: Browser, served: str, site: Site
) -> None:
    for language in LANGUAGES:
        with searching(browser, served, site, language) as page:
            page.fill("#search", "qzxqzx")
            said = site.words["site"]["search_none"][language]
            expect(page.locator("#search-results [role=status]")).to_have_text(said)


def test_nothing_of_the_search_is_fetched_before_its_box_has_focus(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(served, wait_until="networkidle")
    assert not [url for url in fetched if "search.js" in url or "index.json" in url]
    with page.expect_response("**/index.json"):
        page.focus("#search")
    page.close()


def test_results_can_be_walked_with_the_keyboard(browser: Browser, served: str) -> None:
    with opened(browser, served) as page:
        page.focus("#search")
        page.wait_for_selector("#search[data-ready]")
        page.keyboard.type("evaluering")
        page.wait_for_selector("#search-results li")
        page.keyboard.press("ArrowDown")
        expect(page.locator("#search-results a").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#search-results a").nth(1)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#search-results")).to_be_hidden()
        expect(page.locator("#search")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}soeg/?q=evaluering")
        expect(page.locator("#search-results li").first).to_be_visible()


def test_words_are_compared_as_readers_without_danish_letters_type_them() -> None:
    assert folded("Tilgængelighed på  øen – é!") == "tilgaengelighed paa oeen e"


def test_every_word_of_readers_leads_to_a_page(site: Site, served: str, browser: Browser) -> None:
    same, _ = read_search_words(ROOT)
    for language in LANGUAGES:
        with searching(browser, served, site, language) as page:
            words = getattr(same, language)
            typed = found(page, words, served)
            meant = found(page, words.values(), served)
        assert [one[:1] for one in typed] == [one[:1] for one in meant]


def test_a_broken_file_of_words_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/search_words.yml").write_text("da:\n  ai: [1]\n", encoding="utf-8")
    _, problems = read_search_words(tmp_path)
    assert problems
    assert problems[0].line == 2
