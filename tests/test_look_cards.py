"""The pictures that pages are shared with: one a page and language, small, the same each time."""

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from barometer.charts.pictures import CARD_SIZE, draw_share_card
from barometer.pages.addresses import PageKey
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES, Language
from barometer.views.page_kind import SHARE_FILE, card_of
from tests.conftest import ADDRESS
from tests.look import KINDS, built_pages

LIMIT = 200_000


def test_every_page_names_a_picture_that_is_there(built: Path, site: Site) -> None:
    for page in built_pages(site, built):
        head = html.parse(page).getroot().find("head")
        assert head is not None
        facts = {one.get("property") or one.get("name"): one.get("content") for one in head}
        picture = facts["og:image"] or ""
        assert picture.startswith(ADDRESS)
        file = built / picture.removeprefix(ADDRESS)
        assert file.stat().st_size <= LIMIT
        assert facts["og:title"]
        assert facts["og:url"]
        assert facts["twitter:card"] == "summary_large_image"


def test_pictures_have_the_size_that_the_page_says(built: Path) -> None:
    for file in built.rglob(SHARE_FILE):
        with Image.open(file) as image:
            assert image.size == CARD_SIZE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["home", "indicator", "trend", "case", "guide"])
def test_a_picture_is_the_same_each_time_and_says_no_date(
    kind: str, language: Language, site: Site
) -> None:
    card = card_of(PageState(site, language, PageKey(KINDS[kind])))
    first, again = draw_share_card(card), draw_share_card(card)
    assert first == again
    with Image.open(io.BytesIO(first)) as image:
        assert not image.info.get("Software")


def test_the_picture_of_an_indicator_shows_finding_number_and_what_compares(frozen: Site) -> None:
    card = card_of(PageState(frozen, "da", PageKey("barometer/innovative-workplaces")))
    indicator = frozen.dataset.indicators["innovative_workplaces"]
    assert card.title == indicator.charts["default"].finding.da
    assert card.number == "83 %".replace(" ", "\N{NO-BREAK SPACE}")
    assert [bar.label for bar in card.bars] == ["2015–2016", "2018–2019", "2021–2023"]
    assert card.bars[-1].value == card.number
