"""The overview of trends: filters, the radar, and the same as a table."""

from barometer.charts.markup import comment, html, tag
from barometer.charts.wording import fill
from barometer.content.frontmatter import TrendFacts
from barometer.content.page import Page
from barometer.state import PageState
from barometer.trends import model
from barometer.trends.feed_file import feed_file
from barometer.trends.filters import ALL, filters
from barometer.trends.radar import radar_drawings
from barometer.trends.table import TABLE, table

NAME = "trend-radar"


def trend_radar(state: PageState) -> str:
    """Filters first, so that what they choose is seen in both the drawing and the table."""
    found = model.trends(state.site)
    ready = sum(one.facts.ring == model.RINGS[0] for one in found)
    words, drawn = state.site.words["trends"], radar_drawings(state)
    caption = fill(words["radar_caption"], ready=str(ready), all=str(len(found)))[state.language]
    figure = tag(
        "figure",
        tag("figcaption", tag("span", caption, class_="figure__finding"), id=f"{NAME}-caption"),
        tag("p", word(state, "radar_how"), class_="figure__subtitle"),
        tag("p", tag("a", word(state, "skip_radar"), href=f"#{TABLE}"), class_="trend-skip"),
        tag("div", *map(comment, drawn), class_="figure__drawing"),
        class_="figure trend-radar",
        id=NAME,
        aria_labelledby=f"{NAME}-caption",
    )
    address = state.to_root + feed_file(state.site, state.language)
    follow = tag("p", tag("a", word(state, "feed_link"), href=address), class_="trend-feed")
    parts = (*filters(state, found), figure, table(state, found), follow)
    made = html(tag("div", *parts, class_="trends", id=ALL))
    for variant, drawing in drawn.items():
        made = made.replace(f"<!--{variant}-->", drawing)
    return made


def trends(state: PageState) -> list[tuple[Page, TrendFacts]]:
    """Every trend in the reader's language with its facts, in the order of the radar's numbers."""
    found = model.trends(state.site)
    return [(state.site.pages[(one.key, state.language)], one.facts) for one in found]


def word(state: PageState, name: str) -> str:
    """A word of the section `trends` of `words.yml`, in the reader's language."""
    return model.word(state.site, name, state.language)
