"""Figures in a real browser: nothing overlaps, leaves its picture or grows too small to read."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from barometer.charts.drawing import KINDS
from barometer.charts.figure import files_of
from barometer.charts.wording import FigureContext
from barometer.data.frame import frame_of
from barometer.data.model import Dataset
from barometer.text import LANGUAGES, Language
from tests.chart_cases import ROOT
from tests.chart_checks import Box, outside, overlaps
from tests.gallery import gallery, shown, with_samples

PLACE = FigureContext("https://www.coi.dk/", "../", "")
WIDTHS = (320, 360, 720, 768, 1440)
"""Pixels: 720 is a screen of 1440 at 200 per cent."""
HEAD = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>x</title>
<meta name="viewport" content="width=device-width"><style>
@font-face {{font-family: "COI Sans"; font-weight: 400; src: url({font}400.woff2)}}
@font-face {{font-family: "COI Sans"; font-weight: 600; src: url({font}600.woff2)}}
body {{font: 16px/1.5 "COI Sans", sans-serif; margin: 0 16px}}
main > div {{max-width: 44rem; margin: auto; padding: 0}}
{css}</style></head><body><main>{body}</main></body></html>"""
BOXES = """() => [...document.querySelectorAll('svg.drawing')]
  .filter(svg => svg.getClientRects().length)
  .map(svg => {
    const box = (node) => {
      const {left, top, right, bottom} = node.getBoundingClientRect();
      return [node.textContent, left, top, right, bottom];
    };
    return {
      name: svg.closest('figure').id,
      frame: box(svg),
      texts: [...svg.querySelectorAll('text')].map(box),
      sizes: [...svg.querySelectorAll('text')].map(text =>
        parseFloat(text.getAttribute('font-size')) * svg.clientWidth / svg.viewBox.baseVal.width),
    };
  })"""


@pytest.fixture(name="gallery_pages", scope="module")
def _gallery_pages(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("gallery")
    css = (ROOT / "overrides/coi/look/figures.css").read_text(encoding="utf-8")
    font = (ROOT / "docs/assets/fonts/coi-sans-").as_uri()
    pages: dict[str, Path] = {}
    for language in LANGUAGES:
        body = gallery(dataset, language, PLACE)
        pages[language] = folder / f"{language}.html"
        text = HEAD.format(language=language, font=font, css=css, body=body)
        pages[language].write_text(text, encoding="utf-8")
    return pages


@pytest.fixture(name="page", scope="module")
def _page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def _open(page: Page, path: Path, width: int) -> list[dict[str, object]]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    page.evaluate("() => document.fonts.ready")
    found: list[dict[str, object]] = page.evaluate(BOXES)
    return found


def _boxes(found: object) -> list[Box]:
    assert isinstance(found, list)
    return [(str(words), left, top, right, bottom) for words, left, top, right, bottom in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_overlaps_leaves_its_picture_or_is_too_small_in_any_width(
    page: Page, gallery_pages: dict[str, Path], language: Language, subtests: pytest.Subtests
) -> None:
    """One drawing of each figure is shown, and the page never scrolls sideways."""
    _open(page, gallery_pages[language], WIDTHS[0])
    for width in WIDTHS:
        with subtests.test(width=width):
            page.set_viewport_size({"width": width, "height": 900})
            drawings = page.evaluate(BOXES)
            faults = []
            for one in drawings:
                texts, (frame,) = _boxes(one["texts"]), _boxes([one["frame"]])
                faults += [f"{one['name']}: overlap {pair}" for pair in overlaps(texts)]
                faults += [f"{one['name']}: outside {words}" for words in outside(texts, frame)]
                faults += [f"{one['name']}: {size:.1f} px" for size in one["sizes"] if size < 12]

            assert faults == []
            assert len(drawings) == page.locator("figure").count()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


TEXTS = """() => [...document.querySelectorAll('text')].map(text => {
  const {left, top, right, bottom} = text.getBoundingClientRect();
  return [text.textContent, left, top, right, bottom, getComputedStyle(text).fill];
})"""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_text_that_the_picture_shows_is_seen_in_the_drawing_too(
    page: Page, dataset: Dataset, tmp_path: Path, kind: str
) -> None:
    """Both files of a figure are of one size: each text has its colour in the same place."""
    whole = with_samples(dataset)
    name, chart = next(
        one for one in shown(whole) if whole.indicators[one[0]].charts[one[1]].kind == kind
    )
    made = frame_of(whole, name, chart)
    drawn = tmp_path / "figure.svg"
    files = files_of(made, whole, "https://www.coi.dk/", lambda *_: "")
    drawn.write_bytes(files[f"{made.stem}.da.svg"])
    png = Image.open(io.BytesIO(files[f"{made.stem}.da.png"]))
    page.set_viewport_size({"width": png.width // 2, "height": png.height // 2})
    page.goto(drawn.as_uri())
    texts = page.evaluate(TEXTS)
    seen = Image.open(io.BytesIO(page.screenshot())).resize(png.size)

    def ink(picture: Image.Image, box: list[float], colour: str) -> float:
        """The share of a box that has the text's colour, or nearly."""
        place = picture.convert("RGB").crop(tuple(round(2 * edge) for edge in box))  # type: ignore[arg-type]
        wanted = [int(part) for part in re.findall(r"\d+", colour)][:3]
        far = np.abs(np.asarray(place, dtype=int) - wanted).max(axis=2)
        return float((far < 60).mean())

    faults = [
        words
        for words, *box, colour in texts
        if ink(seen, box, colour) < 0.5 * ink(png, box, colour)
    ]
    assert faults == []
    assert any(ink(png, box, colour) > 0.05 for _, *box, colour in texts)


def test_letters_of_another_font_still_fit(
    page: Page, gallery_pages: dict[str, Path], tmp_path: Path
) -> None:
    """Readers may have no web font: 8 per cent of room is kept for it."""
    other = tmp_path / "other.html"
    text = gallery_pages["da"].read_text(encoding="utf-8")
    others = '"Liberation Sans", Arial, "DejaVu Sans Condensed"'
    text = text.replace('"COI Sans"', '"None Such"').replace('"IBM Plex Sans"', others)
    other.write_text(text, encoding="utf-8")
    faults = []
    for one in _open(page, other, 768):
        (frame,) = _boxes([one["frame"]])
        faults += list(outside(_boxes(one["texts"]), frame, slack=3))

    assert faults == []


def test_planted_overlap_and_clipping_are_caught() -> None:
    frame: Box = ("", 0, 0, 100, 50)
    boxes: list[Box] = [("a", 0, 0, 40, 20), ("b", 30, 10, 60, 30), ("c", 90, 0, 110, 20)]

    assert list(overlaps(boxes)) == ["'a' and 'b'"]
    assert list(outside(boxes, frame)) == ["c"]


@pytest.mark.parametrize(
    ("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 32, 42)")]
)
def test_each_scheme_has_its_colours(
    page: Page, gallery_pages: dict[str, Path], scheme: str, ground: str
) -> None:
    _open(page, gallery_pages["da"], 768)
    figure = page.locator(f'[data-scheme="{scheme}"] figure').first

    assert figure.evaluate("node => getComputedStyle(node).backgroundColor") == ground


def test_forced_colours_are_the_systems(page: Page, gallery_pages: dict[str, Path]) -> None:
    page.emulate_media(forced_colors="active")
    _open(page, gallery_pages["da"], 768)
    letters = page.locator("svg.drawing:visible .fill-text").first
    canvas = page.evaluate(
        "() => {const p = document.createElement('p'); p.style.color = 'CanvasText';"
        "document.body.append(p); return getComputedStyle(p).color}"
    )

    assert letters.evaluate("node => getComputedStyle(node).fill") == canvas


def test_on_paper_everything_is_light_and_unfolded(
    page: Page, gallery_pages: dict[str, Path]
) -> None:
    _open(page, gallery_pages["da"], 768)
    page.emulate_media(media="print")
    dark = page.locator('[data-scheme="dark"] figure').first

    assert dark.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    assert dark.locator("table").evaluate("node => node.getClientRects().length > 0")
    assert dark.locator("table").evaluate("node => node.checkVisibility()")
    assert dark.locator(".figure__printed").is_visible()


def test_a_keyboard_reaches_table_downloads_and_links_and_nothing_else(
    page: Page, gallery_pages: dict[str, Path]
) -> None:
    _open(page, gallery_pages["da"], 768)
    stops = page.locator("figure").first.evaluate(
        "node => [...node.querySelectorAll('*')].filter(one => one.tabIndex >= 0)"
        ".map(one => one.tagName.toLowerCase())"
    )

    assert set(stops) <= {"summary", "a", "pre", "input", "button"}
    assert stops.count("summary") == 3


def test_what_a_figure_says_can_be_copied_shared_and_one_series_stand_out(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script("navigator.share = async (said) => { window.shared = said; };")
    page = context.new_page()
    page.goto(served + "barometer/innovationstyper/")
    use = page.locator(".figure__use:visible").first
    use.locator("summary").click()
    copies = use.locator("[data-copies]:visible").all()
    for button in copies:
        source = page.locator(f"#{button.get_attribute('data-copies')}").text_content()
        button.click()
        assert page.evaluate("navigator.clipboard.readText()") == source
        assert button.text_content() == button.get_attribute("data-copied")
    use.locator("[data-shares]").click()
    shared = page.evaluate("window.shared.url")
    faint = "[...document.querySelectorAll('.drawing *')].filter(one => getComputedStyle(one).opacity === '0.2').length"  # noqa: E501
    page.locator(".figure__numbers:visible > summary").first.click()
    before = page.evaluate(faint)
    page.locator(".figure__series input:visible").nth(1).check()

    assert len(copies) >= 4
    assert shared.startswith("https://")
    assert before == 0
    assert page.evaluate(faint) > 0
    context.close()
