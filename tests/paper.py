"""A page on A4 as a reader's printer gets it: its text, its picture, and what it should say."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from playwright.sync_api import Page

A4 = (595, 842)
POINT = 72 / 25.4
MARGIN = 6 * POINT
WHITE = 250
BLOCKS = "p, li, th, td, dt, dd, h1, h2, h3, h4, caption, figcaption, label, svg text"
SAID = """(blocks) => [...document.querySelector("main").querySelectorAll(blocks)]
    .filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))
    .filter((one) => one.namespaceURI.endsWith("svg") || getComputedStyle(one).clipPath === "none")
    .filter((one) => one.getBoundingClientRect().width > 1 && !one.querySelector(blocks))
    .map((one) => one.namespaceURI.endsWith("svg") ? one.textContent : one.innerText)"""


@dataclass(frozen=True)
class Paper:
    """What came out of the printer."""

    sizes: list[tuple[int, int]]
    letters: str
    pictures: list[Any]


def printed(page: Page) -> Paper:
    """The page as it stands, on paper."""
    page.emulate_media(media="print")
    file = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        sheets = list(file)
        return Paper(
            [(round(one.get_width()), round(one.get_height())) for one in sheets],
            "".join(letters(_text(one)) for one in sheets),
            [np.asarray(one.render(scale=1, grayscale=True).to_numpy()) for one in sheets],
        )
    finally:
        file.close()


def said(page: Page) -> list[str]:
    """Every block of text of a page that stands as paper shows it."""
    found: list[str] = page.evaluate(SAID, BLOCKS)
    return [one for one in found if letters(one)]


def letters(text: str) -> str:
    """The letters and digits alone, so that line breaks, hyphens and ligatures do not matter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isalnum()).casefold()


def outside(paper: Paper) -> Iterator[str]:
    """Sheets with ink in the margin, where a printer cuts, or with no ink at all."""
    edge = round(MARGIN)
    for number, picture in enumerate(paper.pictures, 1):
        ink = picture < WHITE
        if not ink.any():
            yield f"sheet {number} is empty"
        if ink[:edge].any() or ink[-edge:].any() or ink[:, :edge].any() or ink[:, -edge:].any():
            yield f"sheet {number} has ink in its margin"


def _text(sheet: Any) -> str:
    """The text of a sheet without the number at its foot."""
    page = sheet.get_textpage()
    width, height = sheet.get_size()
    found: str = page.get_text_bounded(0, 14 * POINT, width, height)
    return found
