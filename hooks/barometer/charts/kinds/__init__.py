"""The kinds of figures: one function each, from a frame to what is drawn on a sheet."""

from collections.abc import Callable, Mapping

from barometer.charts.frame import Frame
from barometer.charts.kinds.bars import bars
from barometer.charts.kinds.countries import country_dots
from barometer.charts.kinds.dumbbell import dumbbell
from barometer.charts.kinds.grouped import grouped_bars
from barometer.charts.kinds.line import line
from barometer.charts.kinds.multiples import small_multiples
from barometer.charts.kinds.number import big_number
from barometer.charts.kinds.stacked import stacked_bar
from barometer.charts.sheet import Sheet

KINDS: Mapping[str, Callable[[Frame, Sheet], float]] = {
    "bars": bars,
    "grouped_bars": grouped_bars,
    "dumbbell": dumbbell,
    "line": line,
    "stacked_bar": stacked_bar,
    "small_multiples": small_multiples,
    "country_dots": country_dots,
    "big_number": big_number,
}
"""Each draws below `sheet.top` and gives the lower end of what it drew, in pixels."""
