"""`![finding](chart:innovative_workplaces)` on a line of its own becomes the whole figure.

Every other picture gets its size from its file and is fetched when a reader comes near it.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

from barometer.charts.figure import figure
from barometer.charts.place import FigureContext
from barometer.citations import of_chart
from barometer.content.addresses import PageKey
from barometer.content.links import beside
from barometer.content.pictures import size_of
from barometer.editors.addresses import indicator_edits
from barometer.indicator_page import page_key
from barometer.markdown.context import Context
from barometer.state import PageState

SCHEME = "chart:"


class Figures(Treeprocessor):
    """Puts a figure in the place of each paragraph that holds nothing but a `chart:` picture."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Replace every chart of the page, numbered in reading order."""
        for number, (parent, paragraph, image) in enumerate(list(_charts(root)), start=1):
            place = list(parent).index(paragraph)
            parent[place] = self._figure(image, number)

    def _figure(self, image: Element, number: int) -> Element:
        state = self.context()
        indicator, chart = chart_of(image.get("src", ""))
        drawn = figure(
            state.site.dataset,
            indicator,
            chart,
            state.language,
            UnescapeTreeprocessor().unescape(image.get("alt", "")),  # Markdown would do so too late
            number=number,
            context=self._context(state, indicator, chart),
        )
        holder = Element("div")
        holder.set("class", "figure-place")
        holder.text = self.md.htmlStash.store(drawn)
        return holder

    def _context(self, state: PageState, indicator: str, chart: str) -> FigureContext:
        cited = of_chart(state.site, indicator, chart, state.language)
        return replace(figure_context(state, indicator), citation=cited.plain)


def figure_context(state: PageState, indicator: str) -> FigureContext:
    """What a figure needs to know of its place: addresses and the version of the data."""
    return FigureContext(
        site_url=state.site.url,
        to_root=state.to_root,
        page=state.site.address(page_key(indicator), state.language),
        method=state.known(PageKey("barometer/method")),
        edits=indicator_edits(state.site.words["site"], indicator, state.language),
    )


class Pictures(Treeprocessor):
    """Says how large each picture is, so that the text below keeps its place while it comes."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Mark every picture whose file is known."""
        state = self.context()
        for image in root.iter("img"):
            file = state.site.root / "docs" / beside(state.key, unquote(image.get("src", "")))
            if file.is_file() and (size := size_of(file)):
                image.set("width", str(size[0]))
                image.set("height", str(size[1]))
            image.set("loading", "lazy")


def chart_of(target: str) -> tuple[str, str]:
    """Indicator and chart of `chart:innovative_workplaces/sector`; unnamed is `default`."""
    indicator, _, chart = target.removeprefix(SCHEME).partition("/")
    return indicator, chart or "default"


def _charts(root: Element) -> Iterator[tuple[Element, Element, Element]]:
    for parent in root.iter():
        for child in parent:
            if child.tag == "p" and len(child) == 1 and not (child.text or "").strip():
                image = child[0]
                if image.tag == "img" and image.get("src", "").startswith(SCHEME):
                    yield parent, child, image
