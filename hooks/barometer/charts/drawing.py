"""A frame becomes its drawings: the only door to matplotlib, opened only for what is not kept."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib

from barometer.charts import svg
from barometer.charts.frame import Frame
from barometer.charts.kinds import KINDS
from barometer.charts.palette import SENTINELS
from barometer.charts.sheet import NARROW, WIDE, Sheet, Variant
from barometer.text import LANGUAGES, Language

STYLE = Path(__file__).with_name("style.mplstyle")
FELT = ("agg.", "figure.", "font.", "hatch.", "patch.", "path.", "svg.", "text.")


def house_style() -> AbstractContextManager[None]:
    """Matplotlib's own defaults and our sheet, never the user's settings."""
    return matplotlib.rc_context(_settings())


@cache
def _settings() -> Any:
    """The settings that our few kinds of marks can feel."""
    ours: Any = matplotlib.rc_params_from_file(STYLE, use_default_template=False)
    theirs: Any = matplotlib.rcParamsDefault
    return {**{key: theirs[key] for key in theirs if key.startswith(FELT)}, **ours}


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
