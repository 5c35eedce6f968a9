"""The whole figure as it stands in a page, from caption to embed code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from barometer.charts import keep
from barometer.charts.description import description
from barometer.charts.frames import frame_of
from barometer.charts.markup import comment, html, tag
from barometer.charts.notes import codes, sources, sureness
from barometer.charts.place import FigureContext, Placed
from barometer.charts.slots import VARIANTS, slot
from barometer.charts.subtitle import subtitle
from barometer.charts.table import table
from barometer.charts.use import use
from barometer.charts.wording import fill
from barometer.data.model import Dataset
from barometer.text import Language

__all__ = ["Figure", "FigureContext", "figure"]


@dataclass(frozen=True)
class Figure:
    """The figure's HTML with a comment in the place of each drawing, and the drawings."""

    html: str
    drawings: Mapping[str, str]


def figure(
    dataset: Dataset,
    indicator: str,
    chart: str,
    language: Language,
    caption: str,
    *,
    number: int,
    context: FigureContext,
) -> Figure:
    """One chart of an indicator. Raises KeyError where there is no such chart."""
    at = Placed(frame_of(dataset, indicator, chart), dataset, language, number, context)
    slots = {
        slot(indicator, chart, language, variant): f"{language}/{variant}" for variant in VARIANTS
    }
    root = tag(
        "figure",
        tag("figcaption", *_caption(at, caption), id=f"{at.id}-caption"),
        tag("p", at.say(subtitle(at.frame)), class_="figure__subtitle"),
        tag("div", *map(comment, slots), class_="figure__drawing"),
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
    kept = keep.drawings(at.frame)
    return Figure(html(root), {f"<!--{slot}-->": kept[which] for slot, which in slots.items()})


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
