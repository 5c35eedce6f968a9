"""The radar in words: a sorted table that says what the drawing shows by place and shape."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from barometer.charts.markup import tag
from barometer.language import joined
from barometer.state import PageState
from barometer.trends.facts import classes
from barometer.trends.model import TOUCHED, Trend, href, word
from barometer.trends.words import code

COLUMNS = ("number", "trend", "ring", "reach", "kind", "certainty", "horizon", "touches")
TABLE = "trend-table"


def table(state: PageState, found: Sequence[Trend]) -> Element:
    """Every trend by ring; a cell carries its column's name because narrow pages stack cells."""
    head = [tag("th", word(state.site, name, state.language), scope="col") for name in COLUMNS]
    caption = tag("caption", word(state.site, "caption", state.language))
    body = tag("tbody", *(_row(state, one) for one in found))
    top = tag("thead", tag("tr", *head))
    made = tag("table", caption, top, body, class_="trend-table", id=TABLE)
    return tag("div", made, class_="trend-table-place")


def _row(state: PageState, trend: Trend) -> Element:
    name = tag("a", trend.words(state.language).title, href=href(state, trend))
    cells = [
        tag("td", str(trend.number)),
        tag("th", name, scope="row"),
    ]
    for column, said in zip(COLUMNS[2:], _said(state, trend), strict=True):
        label = word(state.site, column, state.language)
        cells.append(tag("td", said, data_label=label))
    return tag("tr", *cells, class_=classes(trend))


def _said(state: PageState, trend: Trend) -> Iterator[str]:
    facts, language = trend.facts, state.language
    for column in COLUMNS[2:-1]:
        yield word(state.site, f"{column}_{code(getattr(facts, column))}", language)
    if set(facts.touches) == set(TOUCHED):
        yield word(state.site, "touches_all", language)
    else:
        said = [word(state.site, f"touches_{one}", language) for one in facts.touches]
        yield joined(said, language)
