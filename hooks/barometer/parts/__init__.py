"""The parts that a page names between double brackets and the site makes from its own data."""

from collections.abc import Callable, Mapping
from typing import Any

from barometer.parts.framework import framework_figure
from barometer.parts.glossary import glossary
from barometer.parts.indicators import indicators
from barometer.parts.radar import trend_radar

PARTS: Mapping[str, Callable[[Any], str]] = {
    "framework-figure": framework_figure,
    "glossary": glossary,
    "indicators": indicators,
    "trend-radar": trend_radar,
}
