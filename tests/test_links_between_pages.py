"""How pages hang together: every page is reached, no link is one-way, nobody meets a dead end."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from lxml import html

from barometer.pages.addresses import PageKey, card_owner
from barometer.pages.page import is_news
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from tests.conftest import ROOT

BASE = "https://site/"
READERS = ("leader", "innovator", "journalist", "student")
SEED: Mapping[str, list[Any]] = yaml.safe_load(
    (ROOT / "tests/data/seed.yml").read_text(encoding="utf-8")
)
CHOOSER = PageKey("guides/index")
NOT_MEASURED = {"da": "ikke målt", "en": "not measured"}
WRITTEN = "//main//a[@class='value'][not(ancestor::*[@class='part'])]/@href"


class Web:
    """The built site as a graph of addresses below its root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cache  # noqa: B019 - one web a test run
    def tree(self, address: str) -> html.HtmlElement:
        """The page at an address."""
        tree: html.HtmlElement = html.parse(self.folder / address / "index.html").getroot()
        return tree

    def links(self, address: str, below: str = "//body") -> list[str]:
        """The pages that a part of a page links to, in its own language."""
        found = []
        ways = f"{below}//a[not(@hreflang)]/@href | {below}//form/@action"
        for href in self.tree(address).xpath(ways):
            whole = urlsplit(urljoin(BASE + address, str(href)))
            target = whole.path.removeprefix("/")
            if whole.netloc == "site" and (self.folder / target / "index.html").is_file():
                found.append(target)
        return found

    def reached(self, first: Iterable[str], below: str, clicks: int = 1000) -> Mapping[str, int]:
        """Every page that is reached from `first` (one click away), and after how many clicks."""
        depth = dict.fromkeys(first, 1)
        new = list(depth)
        while new and depth[new[0]] < clicks:
            here = new.pop(0)
            for one in self.links(here, below):
                if one not in depth:
                    depth[one] = depth[here] + 1
                    new.append(one)
        return depth


@pytest.fixture(name="web", scope="module")
def _web(built: Path) -> Web:
    return Web(built)


def home(language: Language) -> str:
    """The address of the front page."""
    return "" if language == "da" else "en/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reached_from_the_front_page(
    language: Language, web: Web, site: Site
) -> None:
    reached = web.reached([home(language)], "//body")
    pages = {site.address(key, one): key.path for key, one in site.pages if one == language}
    assert sorted(pages[one] for one in pages.keys() - reached.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reached_by_links_in_text_alone(
    language: Language, web: Web, site: Site
) -> None:
    reached = web.reached([home(language)], "//main")
    missed = {
        key.path
        for key, one in site.pages
        if one == language and site.address(key, one) not in reached
    }
    assert missed <= {"search", "about/accessibility", "about/privacy"}  # in every header or footer


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_relation_is_one_way(language: Language, web: Web, site: Site) -> None:
    related = {
        address: set(web.links(address, "//section[@class='related']"))
        for address in (site.address(key, one) for key, one in site.pages if one == language)
    }
    one_way = {
        (here, there)
        for here, others in related.items()
        for there in others
        if here not in related[there]
    }
    assert one_way == set()
    assert sum(map(len, related.values())) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_that_uses_a_number_is_listed_by_its_indicator(
    language: Language, web: Web, site: Site
) -> None:
    numbers = {site.address(key, language) for key in site.slugs}
    cited_by = "//details[@id='cited-by']"
    missing = set()
    for key, one in site.pages:
        here = site.address(key, one)
        if one == language and here not in numbers and card_owner(key) is None:
            bound = {
                urlsplit(urljoin(BASE + here, str(href))).path.removeprefix("/")
                for href in web.tree(here).xpath(WRITTEN)
            }
            missing |= {(here, to) for to in bound & numbers if here not in web.links(to, cited_by)}
    assert missing == set()


def test_every_reader_finds_a_number_a_guide_and_a_trend_in_three_clicks(
    web: Web, site: Site, subtests: pytest.Subtests
) -> None:
    for language in LANGUAGES:
        for reader in READERS:
            with subtests.test(language=language, reader=reader):
                way_in = f"//main//section[@data-of='{reader}']"
                reached = set(web.reached(web.links(home(language), way_in), "//main", clicks=3))
                kinds = {
                    "number": {site.address(key, language) for key in site.slugs},
                    "guide": _below(site, "guides", language),
                    "trend": _below(site, "trends", language)
                    - {_address(site, "trends/method", language)},
                }
                assert {kind for kind, pages in kinds.items() if not reached & pages} == set()


def _below(site: Site, section: str, language: Language) -> set[str]:
    return {
        site.address(key, one)
        for key, one in site.pages
        if one == language and key.section == section and key.path != f"{section}/index"
    }


def _address(site: Site, path: str, language: Language) -> str:
    return site.address(PageKey(path), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chooser_has_a_guide_for_every_need_of_a_role_and_no_dead_end(
    language: Language, web: Web, site: Site
) -> None:
    chooser = site.address(CHOOSER, language)
    guides = _below(site, "guides", language)
    roles = web.tree(chooser).xpath("//main//section[@data-of='choose']//details")
    assert len(roles) == 3
    for role in roles:
        needs = role.xpath(".//li[not(.//li)]")
        assert len(needs) >= 8
        for need in needs:
            (href,) = need.xpath(".//a/@href")
            assert need.text_content().partition(":")[0].strip()
            whole = urlsplit(urljoin(BASE + chooser, str(href)))
            leaf = whole.path.removeprefix("/")
            assert leaf in guides
            assert web.tree(leaf).xpath(f"//*[@id='{whole.fragment}']"), href
            assert set(web.links(leaf, "//main")) & (guides - {leaf}), f"{leaf} is a dead end"


def test_what_the_framework_holds_has_its_place(site: Site, subtests: pytest.Subtests) -> None:
    for language in LANGUAGES:
        for entry in [one for group in SEED.values() for one in group]:
            with subtests.test(language=language, entry=entry):
                page = site.pages[(PageKey(entry["page"]), language)]
                headings = [one.id for one in page.document.headings]
                assert "heading" not in entry or entry["heading"] in headings
                assert len(page.body.split()) > 60


def test_the_framework_has_eleven_aims_and_five_tools() -> None:
    assert (len(SEED["aims"]), len(SEED["tools"])) == (11, 5)


def test_every_aim_has_a_number_or_says_so_and_a_guide_that_helps(
    web: Web, site: Site, subtests: pytest.Subtests
) -> None:
    for language in LANGUAGES:
        for aim in SEED["aims"]:
            with subtests.test(language=language, aim=aim):
                here = _address(site, aim["page"], language)
                (section,) = web.tree(here).xpath(f"//section[@data-of='{aim['heading']}']")
                assert section.xpath(".//p")
                assert section.xpath(".//*[@class='value']") or NOT_MEASURED[language] in (
                    section.text_content().lower()
                )
                helps = web.links(here, f"//section[@data-of='{aim['heading']}']")
                assert set(helps) & (
                    _below(site, "guides", language) | _below(site, "about", language)
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_when_it_was_reviewed_and_when_it_will_be_again(
    language: Language, web: Web, site: Site
) -> None:
    words = site.words["site"]
    for key, one in site.pages:
        if one == language and key.path != "search" and not is_news(key):  # it has its own day
            (dates,) = web.tree(site.address(key, one)).xpath("//p[@class='dates']")
            assert words["reviewed"][language] in dates.text_content(), key
            assert words["review_by"][language] in dates.text_content(), key
