"""A trend on the built site: it comes with two files and goes with them, and its feed is valid."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from barometer.exports.feeds import change_entries, write_feed
from barometer.pages.site import Site, section_feed_address
from barometer.text import LANGUAGES, Language, slug
from tests.conftest import ADDRESS, build
from tests.tiny import INDICATOR
from tests.trend_cases import NAME, remove_trend, trend_pages

ATOM = "{http://www.w3.org/2005/Atom}"
TITLES = {"da": "Et eksempel på en trend", "en": "An example of a trend"}
PLACES: dict[Language, dict[str, str]] = {
    "da": {
        "page": "trends/et-eksempel-paa-en-trend/index.html",
        "card": "trends/et-eksempel-paa-en-trend/kort/index.html",
        "table and radar": "trends/index.html",
        "front page": "index.html",
        "related list": "roller/kapacitetsopbygger/index.html",
        "feed": "trends/feed.xml",
    },
    "en": {
        "page": "en/trends/example-trend/index.html",
        "card": "en/trends/example-trend/card/index.html",
        "table and radar": "en/trends/index.html",
        "front page": "en/index.html",
        "related list": "en/roles/capacity-builder/index.html",
        "feed": "en/trends/feed.xml",
    },
}


@pytest.fixture(name="folder")
def _folder(tiny: Path) -> Path:
    """The smallest project with an overview of trends and one trend."""
    trend_pages(tiny, INDICATOR)
    return tiny


def test_a_trend_comes_with_two_files_and_goes_with_them(folder: Path) -> None:
    site = folder / "site"
    assert (done := build(site, root=folder)).returncode == 0, done.stdout + done.stderr
    for language in LANGUAGES:
        for place, name in PLACES[language].items():
            assert TITLES[language] in (site / name).read_text("utf-8"), place
        overview = html.parse(site / PLACES[language]["table and radar"])
        shown = [one.get("href") for one in overview.iterfind(".//tbody/tr/th/a")]
        assert [one.get("href") for one in overview.iterfind(".//svg//a[@class]")] == shown * 2
        assert {_address(language, "page"), _address(language, "card")} <= _sitemap(site)

    remove_trend(folder)
    assert (done := build(site, root=folder)).returncode == 0, done.stdout + done.stderr
    traces = (*TITLES.values(), NAME, slug(TITLES["da"]))
    for name, text in _texts(site).items():
        assert not [one for one in traces if one in name or one in text], name


def _texts(site: Path) -> dict[str, str]:
    kinds = {".html", ".xml", ".json", ".txt", ".csv", ".md"}
    files = [one for one in site.rglob("*") if one.suffix in kinds]
    return {one.relative_to(site).as_posix(): one.read_text("utf-8") for one in files}


def _address(language: Language, place: str) -> str:
    return ADDRESS + PLACES[language][place].removesuffix("index.html")


def _sitemap(site: Path) -> set[str]:
    return {str(one.text) for one in etree.parse(site / "sitemap.xml").iterfind(".//{*}loc")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_valid_atom(language: Language, site: Site) -> None:
    root = etree.fromstring(write_feed(site, "trends", language).encode())
    assert root.tag == f"{ATOM}feed"
    _needs(root, "id", "title", "updated", "author")
    links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
    assert links["self"] == site.url + section_feed_address(site, "trends", language)
    listed = root.findall(f"{ATOM}entry")
    assert len(listed) == len(list(change_entries(site, "trends", language)))
    for one in listed:
        _needs(one, "id", "title", "updated", "summary")
        assert one.find(f"{ATOM}link") is not None
    assert root.findtext(f"{ATOM}updated") == max(
        one.findtext(f"{ATOM}updated") or "" for one in listed
    )


def _needs(parent: etree._Element, *names: str) -> None:
    for name in names:
        assert len(parent.findall(f"{ATOM}{name}")) == 1, name
    assert urlsplit(parent.findtext(f"{ATOM}id") or "").scheme == "tag"
    moment = datetime.fromisoformat(parent.findtext(f"{ATOM}updated") or "")
    assert moment.tzinfo is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_reader_opens_the_feed(language: Language, site: Site) -> None:
    opened = feedparser.parse(write_feed(site, "trends", language).encode())
    assert not opened.bozo
    assert opened.version == "atom10"
    assert len(opened.entries) == len(list(change_entries(site, "trends", language)))


def test_no_two_entries_of_any_language_share_an_id(site: Site) -> None:
    ids = [one.id for language in LANGUAGES for one in change_entries(site, "trends", language)]
    assert len(ids) == len(set(ids))


def test_ids_stay_when_the_site_moves(site: Site) -> None:
    moved = replace(site, url="https://example.org/x/")
    here, there = ([one.id for one in change_entries(one, "trends", "da")] for one in (site, moved))
    assert here == there


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_the_feed(language: Language, built: Path, site: Site) -> None:
    root = "" if language == "da" else "en/"
    tree = html.parse(built / root / "index.html")
    feeds = [str(one.get("href")) for one in tree.iterfind(".//link[@type='application/atom+xml']")]
    assert any(
        (built / root / one).resolve() == built / section_feed_address(site, "trends", language)
        for one in feeds
    )
