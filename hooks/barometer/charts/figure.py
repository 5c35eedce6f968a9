"""The whole figure as it stands in a page, from caption to embed code."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer.charts.description import description
from barometer.charts.frames import frame_of
from barometer.charts.keep import drawings
from barometer.charts.markup import comment, html, tag
from barometer.charts.notes import codes, sources, sureness
from barometer.charts.place import FigureContext, Placed
from barometer.charts.subtitle import subtitle
from barometer.charts.table import table
from barometer.charts.use import use
from barometer.charts.wording import fill
from barometer.data.model import Dataset
from barometer.text import Language

VARIANTS = ("narrow", "wide")
"""The drawings of a figure: for a phone, and for a page."""


def figure(
    dataset: Dataset,
    indicator: str,
    chart: str,
    language: Language,
    caption: str,
    *,
    number: int,
    context: FigureContext,
) -> str:
    """The HTML of one chart of an indicator. Raises KeyError where there is no such chart."""
    at = Placed(frame_of(dataset, indicator, chart), dataset, language, number, context)
    root = tag(
        "figure",
        tag("figcaption", *_caption(at, caption), id=f"{at.id}-caption"),
        tag("p", at.say(subtitle(at.frame)), class_="figure__subtitle"),
        tag("div", *map(comment, VARIANTS), class_="figure__drawing"),
        *_told(at),
        *codes(at),
        sources(at),
        sureness(at),
        tag("p", f"{at.address} · {at.version}", class_="figure__printed"),
        use(at),
        class_=f"figure figure--{at.frame.chart.kind.replace('_', '-')}",
        id=at.id,
        aria_labelledby=f"{at.id}-caption",
    )
    return with_drawings(html(root), at)


def with_drawings(made: str, at: Placed) -> str:
    """The HTML with each drawing in the place of the comment that names its variant."""
    drawn = drawings(at.frame)
    for variant in VARIANTS:
        made = made.replace(f"<!--{variant}-->", drawn[f"{at.language}/{variant}"])
    return made


def _caption(at: Placed, finding: str) -> Iterator[Element | str]:
    numbered = at.say(fill(at.frame.words["number"], n=str(at.number)))
    yield tag("span", numbered, class_="figure__number")
    yield " "
    yield tag("span", finding, class_="figure__finding")


def _told(at: Placed) -> Iterator[Element]:
    """The figure in words, open to all, and its numbers in a table."""
    yield tag(
        "div",
        tag("p", at.word("said"), class_="figure__label"),
        tag("p", description(at.frame, at.language)),
        class_="figure__said",
    )
    yield tag(
        "details",
        tag("summary", at.say(fill(at.frame.words["table_open"], n=str(at.number)))),
        tag("div", table(at.frame, at.language, at.number), class_="figure__table"),
        class_="figure__numbers",
    )
