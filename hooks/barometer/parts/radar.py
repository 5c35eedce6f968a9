"""The overview of trends: every trend by ring, nearest to use first, as a table that needs no script."""

from typing import cast
from xml.etree.ElementTree import Element

from barometer.content.frontmatter import TrendFacts
from barometer.content.page import Page
from barometer.html import element, html
from barometer.state import PageState

RINGS = ("ready", "try", "watch", "wait")
COLUMNS = ("trend", "ring", "kind", "reach", "horizon", "touches")


def trend_radar(state: PageState) -> str:
    """One table, sorted by ring and title; every cell says in words what the radar shows by place."""
    words, language = state.site.words["trends"], state.language
    head = element(
        "tr", {}, *(element("th", {"scope": "col"}, words[one][language]) for one in COLUMNS)
    )
    rows = [_row(state, page, facts) for page, facts in trends(state)]
    caption = element("caption", {}, words["caption"][language])
    table = element(
        "table",
        {"class": "trend-table"},
        caption,
        element("thead", {}, head),
        element("tbody", {}, *rows),
    )
    return html(element("div", {"class": "table-scroll"}, table))


def trends(state: PageState) -> list[tuple[Page, TrendFacts]]:
    """Every trend in the reader's language with its facts, by ring, then title."""
    found = []
    for (key, language), page in state.site.pages.items():
        danish = state.site.pages[(key, "da")]
        if language == state.language and isinstance(danish.facts, TrendFacts):
            found.append((page, danish.facts))
    return sorted(found, key=lambda pair: (RINGS.index(pair[1].ring), pair[0].words.title))


def _row(state: PageState, page: Page, facts: TrendFacts) -> Element:
    href = state.to_root + state.site.address(page.key, state.language)
    link = element("a", {"href": href}, page.words.title)
    touched = ", ".join(word(state, f"touches_{one}") for one in facts.touches)
    cells = [
        word(state, f"ring_{facts.ring}"),
        word(state, f"kind_{facts.kind}"),
        word(state, f"reach_{facts.reach}"),
        word(state, f"horizon_{facts.horizon.replace('-', '_').replace('+', '_plus')}"),
        touched,
    ]
    return element(
        "tr", {}, element("th", {"scope": "row"}, link), *(element("td", {}, one) for one in cells)
    )


def word(state: PageState, name: str) -> str:
    """A word of the section `trends` of `words.yml`, in the reader's language."""
    return cast(str, state.site.words["trends"][name][state.language])
