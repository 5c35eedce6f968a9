"""The scale of a figure: from zero to a round number that holds every value and interval."""

from collections.abc import Mapping

from barometer.charts.frame import Frame

TICKS: Mapping[int, int] = {5: 1, 10: 5, 20: 5, 30: 10, 40: 10, 50: 10, 60: 20, 80: 20, 100: 25}


def most_of(frame: Frame) -> float:
    """The end of the scale: the first round number that holds every value and interval."""
    highest = max((c.interval.high if c.interval else c.value for c in frame.known), default=100)
    if frame.share:
        return float(next((end for end in TICKS if end >= highest), 100))
    return _round_up(highest)


def _round_up(value: float) -> float:
    step = 10.0 ** max(0, len(str(int(value))) - 1)
    return float(next(step * k for k in (1, 2, 3, 4, 5, 6, 8, 10) if step * k >= value))


def ticks_of(frame: Frame, most: float) -> list[float]:
    """Where the scale is marked."""
    step = TICKS[int(most)] if frame.share else most / 4 if most % 4 == 0 else most / 2
    return [step * k for k in range(round(most / step) + 1)]
