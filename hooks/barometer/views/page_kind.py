"""What each kind of page shows: headline, steps, newest number, share card."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from barometer.cache import FOLDER, Files, load_or_make, write_files
from barometer.charts.wording import Bar, Card
from barometer.data.frame import Cell, Frame, Head
from barometer.data.model import HOME_COUNTRY
from barometer.data.notation import period_in_words
from barometer.pages.addresses import PageKey, card_owner, page_key
from barometer.pages.page import is_case, is_news, is_trend
from barometer.pages.site import PageState, Site
from barometer.sentences.table import CHART
from barometer.text import Language, format_number, format_percent
from barometer.views.cases import case_view
from barometer.views.indicators import spoken_total
from barometer.views.menu import (
    MenuLink,
    bar_pages,
    card_link,
    child_pages,
    menu_item,
    menu_link,
)
from barometer.views.releases import news_facts
from barometer.views.statements import first_frame, spoken_of
from barometer.views.trends import direction_or_summary, trend_view

SHARE_FILE = "share.png"
CARDS = FOLDER / "cards"
MOST_BARS = 5
APART = ("search", "card")
"""Kinds of pages that nobody shares as a finding; they show the front page's picture."""


def share_address(site: Site, key: PageKey, language: Language) -> str:
    """Where the picture of a page lies below the site's root."""
    apart = page_kind(PageState(site, language, key)) in APART
    return site.address(PageKey("index") if apart else key, language) + SHARE_FILE


def write_cards(folder: Path, site: Site) -> Iterator[PageState]:
    """Write the picture of every page into a built site, drawing those that have changed."""
    for key, language in site.pages:
        state = PageState(site, language, key)
        if page_kind(state) not in APART:
            card, place = card_of(state), CARDS / f"{key.path.replace('/', '_')}.{language}"
            made = load_or_make(place, "views", card, partial(_draw, card))
            write_files(folder / site.address(key, language), made)
            yield state


def _draw(card: Card) -> Files:
    from barometer.charts.pictures import draw_share_card  # matplotlib takes 0.5 s to start

    return {SHARE_FILE: draw_share_card(card)}


def card_of(state: PageState) -> Card:
    """What the picture of a page says: of an indicator its finding and number, else its title."""
    site, language, kind = state.site, state.language, page_kind(state)
    page = site.pages[(state.key, language)]
    name = site.words["site"]["name"][language]
    eyebrow = site.words["site"].get(f"kind_{kind}")
    text = direction_or_summary(page)
    card = Card(name, eyebrow[language] if eyebrow else "", page.words.title, text)
    return _card_with_number(card, state) if kind == "indicator" else card


def _card_with_number(card: Card, state: PageState) -> Card:
    """The picture of an indicator: finding, number, period and source, and a simple figure."""
    dataset, language = state.site.dataset, state.language
    name = state.indicator
    frame, rows = first_frame(dataset, name), spoken_of(dataset, name)
    newest, bars = indicator_headline(state, name), _simple(frame)
    shown = (*rows, *(cell.observation for _, cell in bars))
    names = dict.fromkeys(dataset.sources[row.source].publisher_name[language] for row in shown)
    source = f"{frame.words['source_one'][language]} {', '.join(names)}"
    return replace(
        card,
        eyebrow=card.title,
        title=frame.chart.finding[language].rstrip("."),
        text="",
        number=newest.get("value", ""),
        note=f"{period_in_words(rows, dataset, language)}. {source}.",
        bars=tuple(
            Bar(head.label[language], format_percent(cell.value, language), cell.value / 100)
            for head, cell in bars
        ),
    )


def _simple(frame: Frame) -> list[tuple[Head, Cell]]:
    """The rows of a figure of one series and few rows; values that do not compare are left out."""
    rows = [(head, cells[0]) for head, cells in zip(frame.rows, frame.cells, strict=True)]
    shown = [(head, cell) for head, cell in rows if cell and not cell.few and "b" not in cell.codes]
    simple = len(frame.series) == 1 and frame.share and len(rows) <= MOST_BARS
    return shown if simple and len(shown) > 1 else []


PICKED_FIRST = ("roles", "changes")
"""Sections whose overview is a choice: the pages to choose from stand above its text."""


MARKED = ("home", "overview")
"""Kinds of pages whose head carries the mark of their section."""

MOTIFS: Mapping[str, str] = {
    "": "innovative_workplaces",
    "barometer": "innovative_workplaces",
    "guides": "innovation_evaluated",
    "trends": "private_companies_positive_role",
    "partners": "reuse_of_others_solutions",
    "about": "employees_positive_role",
}
"""The indicator whose Danish shares draw the mark of each section: an arc an edition."""


def motif_shares(site: Site, item: str) -> tuple[float, ...]:
    """The shares behind a section's mark, the newest first; none where the data has none."""
    rows = [row for row in site.dataset.of(MOTIFS.get(item, "")) if row.breakdown == "total"]
    danish = [row for row in rows if row.country == HOME_COUNTRY]
    newest = sorted(danish, key=lambda row: site.dataset.editions[row.edition].end, reverse=True)
    return tuple(row.value for row in newest)


def page_shape(state: PageState) -> dict[str, Any]:
    """What templates show of a page beside its text, by its kind."""
    kind = page_kind(state)
    steps = _steps(state) if kind == "guide" else ()
    here = next((at for at, one in enumerate(steps) if one.current), 0)
    has_peers = kind in ("role", "ambition")
    beside = child_pages(state.site, state.key.section, state.language) if has_peers else []
    name, said = first_figure(state) if kind == "home" else (state.indicator, "")
    headline = indicator_headline(state, name) if name else {}
    return {
        "kind": kind,
        "headline": headline and {**headline, "said": said},
        "steps": steps,
        "previous": steps[here - 1] if steps and here else None,
        "next": steps[here + 1] if here + 1 < len(steps) else None,
        "children": list(_children(state)) if kind == "overview" else (),
        "children_first": state.key.section in PICKED_FIRST,
        "peers": [card_link(state, one) for one in beside if one != state.key],
        "trend": trend_view(state) if kind == "trend" else None,
        "case": case_view(state) if kind == "case" else None,
        "motif": motif_shares(state.site, menu_item(state.key)) if kind in MARKED else (),
        "news": news_facts(state, state.key) if kind == "news" else (),
    }


def page_kind(state: PageState) -> str:
    """The kind of a page, which decides its shape: by where its file lies."""
    key = state.key
    if state.indicator:
        return "indicator"
    if key.path in ("index", "search"):
        return {"index": "home"}.get(key.path, key.path)
    if key.path.endswith("/index"):
        return "guide" if key.path.count("/") > 1 else "overview"
    if card_owner(key):
        return "card"
    if key.section == "trends":
        return "trend" if is_trend(key) else "text"
    if is_case(key):
        return "case"
    if is_news(key):
        return "news"
    return {"roles": "role", "changes": "ambition", "guides": "guide"}.get(key.section, "text")


def first_figure(state: PageState) -> tuple[str, str]:
    """The indicator of the first figure on a page, and the figure's title there; empty if none."""
    for link in state.site.pages[(state.key, state.language)].document.links:
        if link.target.startswith(CHART):
            return link.target.removeprefix(CHART).split("/")[0], link.text
    return "", ""


def indicator_headline(state: PageState, name: str) -> dict[str, str]:
    """The one total that an indicator's finding speaks of, with what it measures and when.

    Empty where the finding speaks of others.
    """
    dataset, language = state.site.dataset, state.language
    row = spoken_total(dataset, name)
    if row is None:
        return {}
    indicator = dataset.indicators[name]
    write = format_percent if indicator.unit == "percent" else format_number
    return {
        "value": write(row.value, language),
        "what": indicator.measure[language],
        "when": period_in_words([row], dataset, language),
        "address": state.site.address(page_key(name), language),
    }


def _steps(state: PageState) -> tuple[MenuLink, ...]:
    """The pages of the guide at hand, from its front page; a guide of one page has no steps."""
    parts = state.key.path.split("/")
    if len(parts) != 3:
        return ()
    folder = "/".join(parts[:-1])
    keys = [PageKey(f"{folder}/index"), *child_pages(state.site, folder, state.language)]
    links = [menu_link(state.site, key, state.language, key == state.key) for key in keys]
    return tuple(replace(link, number=number) for number, link in enumerate(links))


def _children(state: PageState) -> Iterator[MenuLink]:
    """The pages below an overview to choose from; what its bar names is not named again."""
    site, language = state.site, state.language
    keys = child_pages(site, state.key.section, language)
    picked = state.key.section in PICKED_FIRST
    named = () if picked else bar_pages(site, menu_item(state.key), language)
    for key in keys:
        if not (is_trend(key) or is_case(key) or is_news(key)) and key not in named:
            yield card_link(state, key)
