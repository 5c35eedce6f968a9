"""Share pictures drawn by matplotlib: text in the site's font on white, packed to few colours."""

import io
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from PIL import Image

from barometer.cards import SIZE, Bar, Card
from barometer.charts.drawing import house_style
from barometer.charts.measure import font_file, width, wrap
from barometer.charts.palette import LIGHT

COLOURS = 64
LEFT, RIGHT, MIDDLE, VALUE = 72, 1128, 700, 110
BASE = 566
"""Baseline of the wordmark, in pixels from the top, as every other height here."""
NOTE = 496
"""Baseline of the note's last line."""


def draw(card: Card) -> bytes:
    """The picture as PNG of 1200 by 630 pixels."""
    with house_style():
        sheet = _Sheet()
        sheet.box(0, 0, SIZE[0], 16, "tone-3")
        sheet.wordmark(card.name)
        y = sheet.lines([card.eyebrow], LEFT, 96, 28, 600, "tone-3") if card.eyebrow else 76
        room = (MIDDLE - 60 if card.bars else RIGHT) - LEFT
        if card.number:
            y = sheet.lines([card.number], LEFT, y + 112, 132, 600, "tone-3")
        sizes = (44, 40, 36, 32) if card.number or card.bars else (72, 64, 56, 48)
        y = sheet.fitted(card.title, room, y, sizes, 4, 600, "text")
        if card.text:
            sheet.fitted(card.text, room, y + 12, (32, 30, 28), 4, 400, "quiet")
        notes = list(wrap(card.note, room, 24, 400)) if card.note else []
        sheet.lines(notes, LEFT, NOTE - 28.8 * (len(notes) - 1), 24, 400, "quiet")
        sheet.bars(card.bars)
        return sheet.png()


class _Sheet:
    """A canvas on which a unit is a pixel and y runs downwards."""

    def __init__(self) -> None:
        across, down = SIZE
        self.figure = Figure(figsize=(across / 100, down / 100), dpi=100, facecolor=LIGHT["ground"])
        self.canvas = FigureCanvasAgg(self.figure)

    def box(self, x: float, y: float, across: float, down: float, role: str) -> None:
        """A filled box."""
        corner = (x / SIZE[0], 1 - (y + down) / SIZE[1])
        patch = Rectangle(corner, across / SIZE[0], down / SIZE[1], color=LIGHT[role], linewidth=0)
        self.figure.add_artist(patch)

    def text(self, text: str, x: float, y: float, size: float, weight: int, role: str) -> None:
        """One line of text upon a baseline."""
        font = FontProperties(fname=str(font_file(weight)), size=size * 0.72)
        place = (x / SIZE[0], 1 - y / SIZE[1])
        self.figure.text(*place, text, fontproperties=font, color=LIGHT[role], va="baseline")

    def lines(
        self, lines: list[str], x: float, y: float, size: float, weight: int, role: str
    ) -> float:
        """Lines from a first baseline on; gives the height below them."""
        for line in lines:
            self.text(line, x, y, size, weight, role)
            y += size * 1.2
        return y - size * 0.8

    def fitted(
        self,
        text: str,
        room: float,
        y: float,
        sizes: tuple[int, ...],
        most: int,
        weight: int,
        role: str,
    ) -> float:
        """A text in the largest size in which it takes few enough lines; else cut at a word."""
        for size in sizes:
            found = list(wrap(text, room, size, weight))
            if len(found) <= most:
                break
        else:
            found = [*found[: most - 1], f"{found[most - 1].rstrip('.,;: ')} …"]
        return self.lines(found, LEFT, y + size, size, weight, role)

    def wordmark(self, name: str) -> None:
        """COI and the full name, at the foot of every picture."""
        self.text("COI", LEFT, BASE, 52, 600, "tone-3")
        edge = LEFT + width("COI", 52, 600) + 6
        self.box(edge, BASE - 40, 2, 44, "axis")
        self.text(name, edge + 22, BASE - 8, 28, 600, "text")

    def bars(self, bars: tuple[Bar, ...]) -> None:
        """A label, a bar and a value for each row, on the right."""
        step, full = 88, RIGHT - MIDDLE - VALUE
        top = 100 + (5 - len(bars)) * step / 4
        for number, bar in enumerate(bars):
            y = top + number * step
            label = wrap(bar.label, RIGHT - MIDDLE, 24, 400)[0]
            self.text(label, MIDDLE, y + 24, 24, 400, "text")
            self.box(MIDDLE, y + 36, full * bar.part, 28, "tone-3")
            self.text(bar.value, MIDDLE + full * bar.part + 14, y + 60, 28, 600, "text")

    def png(self) -> bytes:
        """The canvas as PNG with a palette, without date or program."""
        canvas: Any = self.canvas  # matplotlib gives the canvas no types
        canvas.draw()
        image = Image.frombuffer("RGBA", SIZE, bytes(canvas.buffer_rgba()), "raw", "RGBA", 0, 1)
        fast = Image.Quantize.FASTOCTREE
        packed = image.convert("RGB").quantize(COLOURS, method=fast, dither=Image.Dither.NONE)
        held = io.BytesIO()
        packed.save(held, "PNG", compress_level=6)
        return held.getvalue()
