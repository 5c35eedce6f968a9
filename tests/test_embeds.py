"""Frames for other sites: small, without script, in both schemes, and right on a foreign page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from barometer.pages.addresses import page_key
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language
from barometer.views.reuse import frame_address, frame_code, frame_page
from tests.look import COLOUR, opened, unfolded, violations
from tests.serving import serving

LARGEST = 40_000  # bytes
SHOWN = ("innovative_workplaces", "initiator", "nordic_innovative_workplaces")
Frame = tuple[str, str, Language]


@pytest.fixture(name="frames", scope="module")
def _frames(site: Site) -> list[Frame]:
    return [
        (name, chart, language)
        for name, indicator in site.dataset.indicators.items()
        for chart in indicator.charts
        for language in LANGUAGES
    ]


def test_every_chart_has_a_frame_of_its_own_in_each_language(
    frames: list[Frame], site: Site, built: Path
) -> None:
    addresses = {frame_address(site, *frame) for frame in frames}

    assert len(addresses) == len(frames)
    assert all((built / one / "index.html").is_file() for one in addresses)
    assert frame_address(site, "innovative_workplaces", "default", "en") == (
        "en/embed/innovative-workplaces/"
    )


def _tree(text: str) -> Any:
    return html.document_fromstring(text)


def test_every_frame_is_small_and_holds_no_script(frames: list[Frame], site: Site) -> None:
    for frame in frames:
        text = frame_page(site, *frame)
        tree = _tree(text)

        assert len(text.encode()) <= LARGEST, frame
        assert not tree.xpath("//script | //iframe | //img"), frame
        assert not tree.xpath("//@style | //@onclick | //@onload"), frame
        assert len(tree.xpath("//svg")) == 2, frame
        assert len(tree.xpath("/html/body/*[not(self::main)]")) == 0, frame
        assert len(tree.xpath("//main//h1")) == 1, frame
        assert "<!--drawing:" not in text, frame


def test_source_base_and_way_back_are_inside(frames: list[Frame], site: Site) -> None:
    for name, chart, language in frames:
        tree = _tree(frame_page(site, name, chart, language))
        shown = tree.text_content()

        assert tree.get("lang") == language
        assert tree.xpath("//*[@class='figure__source']//a/@href"), (name, chart)
        assert site.dataset.indicators[name].charts[chart].finding[language] in shown
        assert tree.xpath("//base/@target") == ["_blank"]
        back = tree.xpath("//p[@class='figure__way']/a/@href")[0]
        page = site.address(page_key(name), language)
        assert back.startswith(site.url + page + "#figure-"), back


def test_a_frame_has_no_violation(
    browser: Browser, served: str, site: Site, subtests: pytest.Subtests
) -> None:
    """Every rule in light, and what colour can change in dark."""
    for name in SHOWN:
        with subtests.test(name=name):
            url = served + frame_address(site, name, "default", "da")
            with opened(browser, url, width=360) as page:
                told = violations(page)
                unfolded(page)
                told += violations(page)
                page.emulate_media(color_scheme="dark")
                assert not [*told, *violations(page, COLOUR)]


def test_frames_are_neither_in_the_sitemap_nor_in_the_search(built: Path) -> None:
    assert "/embed/" not in (built / "sitemap.xml").read_text(encoding="utf-8")
    for name in ("soeg/index.json", "en/search/index.json"):
        index = json.loads((built / name).read_text(encoding="utf-8"))
        assert not [one for one in index["pages"] if "embed/" in one[2]]
    frame = html.parse(built / "embed/innovative-arbejdspladser/index.html")
    assert frame.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.fixture(name="foreign", scope="module")
def _foreign(built: Path, tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[str]:
    """Another site, which shows three of our frames by the code that we give to copy."""
    with serving(built) as ours:
        codes = [frame_code(site, name, "default", "en").replace(site.url, ours) for name in SHOWN]
        folder = tmp_path_factory.mktemp("foreign")
        body = "<!doctype html><title>Foreign</title><body style='margin:0'>" + "".join(codes)
        (folder / "index.html").write_text(body, encoding="utf-8")
        with serving(folder) as theirs:
            yield theirs


def _open(browser: Browser, address: str, width: int, scheme: str) -> Page:
    dark = scheme == "dark"
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    page.goto(address)
    for frame in page.query_selector_all("iframe"):
        frame.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_frames_fit_a_foreign_page(
    foreign: str, browser: Browser, scheme: str, subtests: pytest.Subtests
) -> None:
    page = _open(browser, foreign, 320, scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    shown = [frame for frame in page.frames if "/embed/" in frame.url]

    assert len(shown) == 3
    for width in (320, 390, 599, 600, 760):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
        for frame in shown:
            with subtests.test(frame.url, width=width):
                measured = frame.evaluate(
                    """() => ({
                over: document.documentElement.scrollWidth - window.innerWidth,
                high: document.documentElement.scrollHeight - window.innerHeight,
                drawings: [...document.querySelectorAll('svg')].filter(
                    one => one.getBoundingClientRect().width > 0).length,
                ground: getComputedStyle(document.documentElement).backgroundColor})"""
                )
                assert measured["over"] <= 0
                assert measured["drawings"] == 1
                assert measured["ground"] in {"rgb(255, 255, 255)", "rgb(20, 32, 42)"}
                assert measured["high"] <= 0
    assert not said
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_frame_follows_the_reader_or_keeps_to_one_scheme(
    served: str, browser: Browser, scheme: str
) -> None:
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 32, 42)"}
    for file, ground in (
        ("", grounds[scheme]),
        ("light.html", grounds["light"]),
        ("dark.html", grounds["dark"]),
    ):
        page = _open(browser, f"{served}en/embed/initiators/{file}", 320, scheme)
        shown = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert shown == ground, file
        page.close()
