"""Where a figure stands: its page, its number, its id and its permanent address."""

from dataclasses import dataclass

from barometer.charts.frame import Frame
from barometer.charts.wording import fill
from barometer.data.model import Dataset
from barometer.text import Language, Text


@dataclass(frozen=True)
class FigureContext:
    """Where a figure stands: absolute root of the site, way up to it, page of the indicator.

    `page` and `method` are addresses below the root, `method` may be empty; `prefix` keeps ids
    apart where a figure stands twice on a page; `citation` is how to cite the figure;
    `edits` are words and addresses of the files behind it, where editors can reach them.
    """

    site_url: str
    to_root: str
    page: str
    prefix: str = ""
    method: str = ""
    citation: str = ""
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Placed:
    """A frame at its place in a page of one language."""

    frame: Frame
    dataset: Dataset
    language: Language
    number: int
    context: FigureContext

    @property
    def id(self) -> str:
        """The figure's id in this page."""
        return self.context.prefix + anchor(self.frame)

    @property
    def address(self) -> str:
        """Where the figure can always be found: on its indicator's page."""
        return f"{self.context.site_url}{self.context.page}#{anchor(self.frame)}"

    @property
    def version(self) -> str:
        """The version of the data, in words."""
        return self.say(fill(self.frame.words["version"], version=self.frame.version))

    def word(self, key: str) -> str:
        """One of the site's words for figures."""
        return self.frame.words[key][self.language]

    def say(self, text: Text) -> str:
        """A text in the page's language."""
        return text[self.language]


def anchor(frame: Frame) -> str:
    """The figure's id: the same in both languages and for ever."""
    return anchor_of(frame.name, frame.chart_name)


def anchor_of(indicator: str, chart: str) -> str:
    """The same from the names alone, for those who only link to a figure."""
    name = indicator if chart == "default" else f"{indicator}-{chart}"
    return f"figure-{name.replace('_', '-')}"


def page_of(frame: Frame, language: Language) -> str:
    """The indicator's page below the site's root; its words stand in the indicator's file."""
    root = "" if language == "da" else f"{language}/"
    return f"{root}barometer/{frame.indicator.slug[language]}/"


def address_of(frame: Frame, language: Language, site_url: str) -> str:
    """The figure's permanent address."""
    return f"{site_url}{page_of(frame, language)}#{anchor(frame)}"
