"""The picture that a link to a page is shared with: what it says, drawn only if it has changed."""

from dataclasses import dataclass, replace
from pathlib import Path

from barometer import language as written
from barometer.cache import FOLDER, Files, load_or_make
from barometer.charts.frame import Cell, Frame, Head
from barometer.content.addresses import PageKey
from barometer.content.frontmatter import TrendWords
from barometer.data.newest import period
from barometer.indicator_page import page_key
from barometer.sentences.findings import first_frame, spoken_of
from barometer.shape import headline, kind_of
from barometer.state import PageState, Site
from barometer.text import Language
from barometer.written import write_file

FILE = "share.png"
CARDS = FOLDER / "cards"
SIZE = (1200, 630)
MOST_BARS = 5
APART = ("search", "card")
"""Kinds of pages that nobody shares as a finding; they show the front page's picture."""


@dataclass(frozen=True)
class Bar:
    """One value of a simple figure; `part` is its share of the longest bar that there may be."""

    label: str
    value: str
    part: float


@dataclass(frozen=True)
class Card:
    """The texts of a picture in one language, from the most to the least important."""

    name: str
    eyebrow: str
    title: str
    text: str
    number: str = ""
    note: str = ""
    bars: tuple[Bar, ...] = ()


def share_address(site: Site, key: PageKey, language: Language) -> str:
    """Where the picture of a page lies below the site's root."""
    apart = kind_of(PageState(site, language, key)) in APART
    return site.address(PageKey("index") if apart else key, language) + FILE


def write_cards(folder: Path, site: Site) -> None:
    """Write the picture of every page into a built site, drawing those that have changed."""
    for key, language in site.pages:
        state = PageState(site, language, key)
        if kind_of(state) not in APART:
            file = folder / site.address(key, language) / FILE
            write_file(file, picture(card_of(state), key, language))


def picture(card: Card, key: PageKey, language: Language) -> bytes:
    """The picture as PNG, as kept or drawn anew."""

    def draw() -> Files:
        # matplotlib takes half a second to import: only what must be drawn pays for it.
        from barometer import cards_drawing

        return {FILE: cards_drawing.draw(card)}

    place = CARDS / f"{key.path.replace('/', '_')}.{language}"
    return load_or_make(place, card, draw)[FILE]


def card_of(state: PageState) -> Card:
    """What the picture of a page says: of an indicator its finding and number, else its title."""
    site, language, kind = state.site, state.language, kind_of(state)
    page = site.pages[(state.key, language)]
    words = page.words
    told = words.direction if isinstance(words, TrendWords) else words.summary
    name = site.words["site"]["name"][language]
    eyebrow = site.words["site"].get(f"kind_{kind}")
    card = Card(name, eyebrow[language] if eyebrow else "", words.title, told)
    return _found(card, state) if kind == "indicator" else card


def _found(card: Card, state: PageState) -> Card:
    """The picture of an indicator: finding, number, period and source, and a simple figure."""
    dataset, language = state.site.dataset, state.language
    name = next(one for one in dataset.indicators if page_key(one) == state.key)
    frame, rows = first_frame(dataset, name), spoken_of(dataset, name)
    newest, bars = headline(state, name), _simple(frame)
    shown = (*rows, *(cell.observation for _, cell in bars))
    names = dict.fromkeys(dataset.sources[row.source].publisher for row in shown)
    source = f"{frame.words['source_one'][language]} {', '.join(names)}"
    return replace(
        card,
        eyebrow=card.title,
        title=frame.chart.finding[language].rstrip("."),
        text="",
        number=newest.value if newest else "",
        note=f"{period(rows, dataset, language)}. {source}.",
        bars=tuple(
            Bar(head.label[language], written.percent(cell.value, language), cell.value / 100)
            for head, cell in bars
        ),
    )


def _simple(frame: Frame) -> list[tuple[Head, Cell]]:
    """The rows of a figure of one series and few rows; values that do not compare are left out."""
    rows = [(head, cells[0]) for head, cells in zip(frame.rows, frame.cells, strict=True)]
    shown = [(head, cell) for head, cell in rows if cell and not cell.few and "b" not in cell.codes]
    simple = len(frame.series) == 1 and frame.share and len(rows) <= MOST_BARS
    return shown if simple and len(shown) > 1 else []
