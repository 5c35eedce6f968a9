"""Where a drawing goes: a comment, so that Markdown and search never see the SVG."""

from collections.abc import Iterator

from barometer.charts import keep
from barometer.charts.frames import frame_of
from barometer.data.model import Dataset
from barometer.text import Language

VARIANTS = ("narrow", "wide")
START, END = "drawing:", "-->"


def slot(indicator: str, chart: str, language: Language, variant: str) -> str:
    """What the comment of a drawing says."""
    return f"{START}{indicator}/{chart}/{language}/{variant}"


def fill(page: str, dataset: Dataset) -> str:
    """The page with every drawing in the place of its comment."""
    return "".join(_filled(page, dataset))


def _filled(page: str, dataset: Dataset) -> Iterator[str]:
    first, *rest = page.split(f"<!--{START}")
    yield first
    for part in rest:
        name, _, after = part.partition(END)
        indicator, chart, language, variant = name.split("/")
        drawn = keep.drawings(frame_of(dataset, indicator, chart))
        yield drawn[f"{language}/{variant}"]
        yield after
