"""What stands below and beside the radar: what shape and size mean, and whose each number is."""

from collections.abc import Sequence

from barometer.charts.blocks import block
from barometer.text import Text
from barometer.trends.canvas import Canvas, fitted, line, widest
from barometer.trends.facts import RADII, RadarFacts
from barometer.trends.layout import CORNER
from barometer.trends.model import CERTAINTIES, KINDS, RINGS

ROW = 38.0
COLUMN = 28.0
AIR = 6.0
Sample = tuple[str, float, Text]
"""Kind, radius and meaning of a mark in the legend."""


def legend(canvas: Canvas, facts: RadarFacts, top: float, room: float, zoom: float) -> float:
    """The two rows that explain shape and size; gives the y below them."""
    middle = RADII[CERTAINTIES[1]] * zoom
    shapes = [(kind, middle, words) for kind, words in zip(KINDS, facts.kinds, strict=True)]
    sizes = [
        ("trend", RADII[one] * zoom, words)
        for one, words in zip(CERTAINTIES, facts.certainties, strict=True)
    ]
    below = _row(canvas, facts.shape, shapes, top, room)
    return _row(canvas, facts.size, sizes, below, room)


def _row(canvas: Canvas, title: Text, samples: Sequence[Sample], top: float, room: float) -> float:
    """A title, and below it the samples from left to right, broken where the room ends."""
    head = block(title, "radar-head")
    canvas.text(head, (0, top), valign="top")
    x, y = 0.0, top + head.height + ROW / 2
    for kind, radius, words in samples:
        reach = radius * CORNER
        across = 2 * reach + AIR + widest(words, "quiet")
        if x + across > room:
            x, y = 0.0, y + ROW
        canvas.mark(kind, (x + reach, y), radius)
        canvas.text(block(words, "quiet"), (x + 2 * reach + AIR, y))
        x += across + 3 * AIR
    return y + ROW / 2 + AIR


def key(canvas: Canvas, facts: RadarFacts, left: float, top: float, room: float) -> float:
    """Every number with its name, below the name of its ring; gives the y below the last."""
    y = top
    for ring, words in zip(RINGS, facts.rings, strict=True):
        items = [one for one in facts.items if one.ring == ring]
        if not items:
            continue
        head = block(words, "radar-head")
        canvas.text(head, (left, y), valign="top")
        y += head.height + AIR
        for one in items:
            name = fitted(one.name, "radar-name", room - COLUMN)
            number = line(str(one.number), "radar-number")
            canvas.text(number, (left, y), valign="top", owner=one.number)
            canvas.text(name, (left + COLUMN, y), valign="top", owner=one.number)
            y += name.height + AIR
        y += 2 * AIR
    return y
