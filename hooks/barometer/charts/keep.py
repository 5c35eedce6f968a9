"""The drawings of a figure, from the cache or drawn now."""

import hashlib
from collections.abc import Mapping
from functools import cache

from barometer.cache import FOLDER, Files, load_or_make
from barometer.charts.frame import Frame
from barometer.text import Text

FIGURES = FOLDER / "figures"


def drawings(frame: Frame) -> Mapping[str, str]:
    """The inline SVG of each `language/variant`."""

    def draw() -> Files:
        # matplotlib takes half a second to import: only what must be drawn pays for it.
        from barometer.charts import drawing

        made = drawing.drawings(frame)
        return {f"{language}/{name}": svg.encode() for (language, name), svg in made.items()}

    found = load_or_make(FIGURES / frame.stem / "drawings", facts_of(frame), draw)
    return {name: svg.decode() for name, svg in found.items()}


def facts_of(frame: Frame) -> str:
    """Everything that a drawing is made from, as text: rows, and the words of all concerned."""
    seen = (frame.name, frame.chart_name, frame.rows, frame.series, frame.cells, frame.breaks)
    files = (frame.indicator, *frame.editions, *frame.comparisons)
    told = [one.model_dump_json() for one in files]
    return repr((seen, told, _words(tuple(frame.words.items()))))


@cache
def _words(words: tuple[tuple[str, Text], ...]) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()
