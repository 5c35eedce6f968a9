"""A sheet for the radar: shapes and texts, and which of them belong to the link of which trend."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from matplotlib.patches import Circle, Patch, Polygon

from barometer.charts.blocks import STYLES, Block, block
from barometer.charts.measure import width
from barometer.charts.sheet import Align, Point, Sheet
from barometer.text import LANGUAGES, Text
from barometer.trends.layout import CORNER

LOOK: Mapping[str, tuple[str, str, str]] = {
    "signal": ("ground", "tone-3", "radar-signal"),
    "trend": ("tone-3", "tone-3", "radar-trend"),
    "driver": ("tone-4", "tone-4", "radar-driver"),
}
"""Fill, line and the style of the number, by kind."""
MARK = "radar-mark-"


@dataclass
class Canvas:
    """The sheet, and for each of its texts by place the number of the trend that it belongs to."""

    sheet: Sheet
    owners: dict[int, int] = field(default_factory=dict)

    def text(
        self,
        what: Block,
        at: Point,
        align: Align = "left",
        valign: str = "middle",
        owner: int | None = None,
    ) -> None:
        """A block of text; with an `owner` it becomes part of that trend's link."""
        if owner is not None:
            self.owners[len(self.sheet.tokens)] = owner
        self.sheet.text(what, *at, align, valign)

    def ring(self, at: Point, radius: float, name: str) -> None:
        """A ring from the middle out to its radius."""
        self._add(Circle(at, radius), "ground", "axis", 1, f"radar-ring radar-ring--{name}")

    def mark(self, kind: str, at: Point, radius: float, owner: int | None = None) -> None:
        """The shape of a kind, all of about the same area."""
        fill, line, _ = LOOK[kind]
        shape = Circle(at, radius - 1) if kind == "trend" else _corners(kind, at, radius - 1)
        name = "radar-sample" if owner is None else f"{MARK}{owner}"
        self._add(shape, fill, line, 2, name)

    def _add(self, shape: Patch, fill: str, line: str, thick: float, name: str) -> None:
        shape.set(
            facecolor=self.sheet.palette[fill],
            edgecolor=self.sheet.palette[line],
            linewidth=thick,
            joinstyle="miter",
            transform=self.sheet.pixels,
        )
        shape.set_gid(name)
        self.sheet.figure.add_artist(shape)


def _corners(kind: str, at: Point, radius: float) -> Polygon:
    """A square for a driver, standing on its corner for a signal."""
    turn = math.pi / 4 if kind == "driver" else 0.0
    angles = [turn + corner * math.pi / 2 for corner in range(4)]
    reach = radius * CORNER
    return Polygon([(at[0] + reach * math.cos(a), at[1] + reach * math.sin(a)) for a in angles])


def line(words: str, style: str) -> Block:
    """One line that is the same in both languages."""
    return Block(((words, style),), ((words, style),))


def widest(words: Text, style: str) -> float:
    """The width of the longer of the two languages, in pixels."""
    look = STYLES[style]
    return max(width(words[language], look.size, look.weight) for language in LANGUAGES)


def fitted(words: Text, style: str, room: float) -> Block:
    """A text in as many lines as it needs."""
    return block(words, style, room)
