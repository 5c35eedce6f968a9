"""A frame becomes its drawings: the only door to matplotlib, opened only for what is not kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import matplotlib.style

from barometer.charts import svg
from barometer.charts.frame import Frame
from barometer.charts.kinds import KINDS
from barometer.charts.palette import SENTINELS
from barometer.charts.sheet import NARROW, WIDE, Sheet, Variant
from barometer.text import LANGUAGES, Language

STYLE = Path(__file__).with_name("style.mplstyle")


@contextmanager
def house_style() -> Iterator[None]:
    """Matplotlib's own defaults and our sheet, never the user's settings."""
    with matplotlib.style.context(["default", STYLE]):
        yield


def sheet_of(frame: Frame, variant: Variant) -> Sheet:
    """One drawing for both languages: tokens stand where texts will."""
    sheet = Sheet(variant, SENTINELS)
    return sheet.close(KINDS[frame.chart.kind](frame, sheet))


def drawings(frame: Frame) -> Mapping[tuple[Language, str], str]:
    """The inline SVG of each language and variant."""
    out: dict[tuple[Language, str], str] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            sheet = sheet_of(frame, variant)
            made = svg.shapes(sheet)
            for language in LANGUAGES:
                out[language, variant.name] = svg.inline(sheet, made, language, variant.name)
    return out
