"""No page grows unseen: a budget for every page, and for the search once it is asked for."""

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from barometer.pages.addresses import PageKey
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.look import built_pages, opened
from tests.weight import PAGE, SEARCH, Part, asked_for, parts, too_heavy


def test_every_page_keeps_its_budget(built: Path, site: Site) -> None:
    told = []
    for page in built_pages(site, built):
        where = "".join(f"{part}/" for part in page.parent.relative_to(built).parts)
        told += too_heavy(where, parts(built, asked_for(built, where)), PAGE)
    assert not told


def test_a_page_over_its_budget_is_told_with_its_number_and_what_has_grown() -> None:
    weight: Counter[Part] = Counter({"page": 12_000, "other": 60_000, "font": 30_000})
    (told,) = too_heavy("roller/", weight, PAGE)
    assert told == "roller/: 102000 of 60000 bytes; grown: other 60000 of 8000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_fetches_its_budget_when_its_box_has_focus(
    language: Language, browser: Browser, served: str, site: Site, built: Path
) -> None:
    fetched: list[str] = []
    with opened(browser, served + site.address(PageKey("index"), language), fresh=True) as page:
        page.wait_for_load_state("networkidle")
        page.on("request", lambda one: fetched.append(one.url))
        with page.expect_response("**/index.json"):
            page.focus("#search")
    weight = parts(built, [url.removeprefix(served) for url in fetched])
    assert 0 < weight.total() <= SEARCH, weight
