"""A sheet to draw on: matplotlib's objects in pixels from the top left, colours by role."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text as DrawnText
from matplotlib.transforms import Affine2D, Transform

from barometer.charts.blocks import STYLES, Block, baselines
from barometer.charts.measure import font_file
from barometer.text import Language

A = TypeVar("A", bound=Artist)
FONT = FontProperties(fname=font_file(400))
EDGE = 3.0
"""Room at the upper and lower edge, for letters that reach beyond their line."""
Align = Literal["left", "center", "right"]
Point = tuple[float, float]


@dataclass(frozen=True)
class Variant:
    """A drawing for narrow or for wide room; `width` in pixels."""

    name: str
    width: float

    @property
    def narrow(self) -> bool:
        """Whether labels stand above their marks."""
        return self.width < 500


NARROW = Variant("narrow", 320)
WIDE = Variant("wide", 680)


@dataclass(frozen=True)
class Token:
    """A text that waits for its language: what stands there and how it is placed."""

    block: Block
    x: float
    y: float
    align: Align
    valign: str


class Label(Artist):
    """Holds a token's place in the order of drawing; its words and place are written later.

    An ordinary text would be laid out letter by letter, which is most of the cost of a drawing.
    Like one it lies above bars and lines, which matplotlib tells by `zorder`.
    """

    zorder = DrawnText.zorder

    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token

    def draw(self, renderer: RendererBase) -> None:
        """Write the token's name, as text."""
        gc = renderer.new_gc()
        renderer.draw_text(gc, 0, 0, self.token, FONT, 0)
        gc.restore()


@dataclass
class Sheet:
    """What is drawn so far. Without a `language` tokens are drawn in the place of texts."""

    variant: Variant
    palette: Mapping[str, str]
    language: Language | None = None
    figure: Figure = field(default_factory=lambda: Figure(figsize=(1, 1), dpi=72))
    tokens: list[Token] = field(default_factory=list)
    pixels: Affine2D = field(default_factory=Affine2D)
    margin: float = 0
    top: float = EDGE
    zoom: float = 1

    @property
    def left(self) -> float:
        """Where the drawing begins."""
        return self.margin

    @property
    def right(self) -> float:
        """Where the drawing ends."""
        return self.margin + self.variant.width

    def close(self, height: float) -> "Sheet":
        """Give the sheet its height, now that everything has its place."""
        total = math.ceil(height + max(self.margin, EDGE))
        self.figure.set_size_inches((self.right + self.margin) / 72, total / 72)
        self.figure.patch.set_visible(False)
        self.figure.set_dpi(72 * self.zoom)
        self.pixels.clear().scale(1, -1).translate(0, total).scale(self.zoom)
        return self

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        across, down = self.figure.get_size_inches()
        return round(across * 72), round(down * 72)

    def scale(self, x0: float, x1: float, most: float) -> Transform:
        """Values along x, pixels along y: 0 stands at `x0` and `most` at `x1`."""
        return Affine2D().scale((x1 - x0) / most, 1).translate(x0, 0) + self.pixels

    def bar(
        self, x: float, y: float, value: float, height: float, role: str, scale: Transform
    ) -> Rectangle:
        """A bar of `value` from `x`, its upper edge at pixel `y`."""
        return self._add(
            Rectangle(
                (x, y), value, height, facecolor=self.palette[role], linewidth=0, transform=scale
            ),
            "bar",
        )

    def outline(
        self, x: float, y: float, value: float, height: float, role: str, scale: Transform
    ) -> Rectangle:
        """A hollow bar, for what is uncertain or no answer at all."""
        return self._add(
            Rectangle(
                (x, y),
                value,
                height,
                facecolor=self.palette["ground"],
                edgecolor=self.palette[role],
                linewidth=1.5,
                transform=scale,
            ),
            "bar",
        )

    def dot(self, x: float, y: float, role: str, radius: float = 6, hollow: bool = False) -> Circle:
        """A round mark; hollow for an earlier edition or an uncertain value."""
        inside = radius - 1 if hollow else radius
        return self._add(
            Circle(
                (x, y),
                inside,
                facecolor=self.palette["ground" if hollow else role],
                edgecolor=self.palette[role],
                linewidth=2 if hollow else 0,
                transform=self.pixels,
            ),
            "dot",
        )

    def rules(
        self,
        segments: Sequence[Sequence[Point]],
        role: str,
        thick: float = 1,
        dash: tuple[float, float] | None = None,
        name: str = "rule",
    ) -> None:
        """Lines through points in pixels, all of one look."""
        points = [point for one in segments for point in one]
        codes = [
            Outline.MOVETO if n == 0 else Outline.LINETO
            for one in segments
            for n, _ in enumerate(one)
        ]
        if points:
            patch = PathPatch(
                Outline(points, codes),
                fill=False,
                edgecolor=self.palette[role],
                linewidth=thick,
                linestyle=(0, dash) if dash else "solid",
                capstyle="butt",
                joinstyle="round",
                transform=self.pixels,
            )
            self._add(patch, name)

    def text(
        self, what: Block, x: float, y: float, align: Align = "left", valign: str = "middle"
    ) -> None:
        """A block of text at a pixel; `align` is left, center or right."""
        if self.language is None:
            if what.da or what.en:
                self._add(Label(f"§{len(self.tokens)}"), "text")
                self.tokens.append(Token(what, x, y, align, valign))
            return
        lines = what.lines(self.language)
        for (text, style), at in zip(lines, baselines(lines, y, valign), strict=True):
            self._write(text, style, x, at, align)

    def _write(self, text: str, style: str, x: float, y: float, align: Align) -> None:
        look = STYLES[style]
        self._add(
            DrawnText(
                x,
                y,
                text,
                color=self.palette[look.role],
                horizontalalignment=align,
                verticalalignment="baseline",
                fontproperties=FontProperties(fname=font_file(look.weight), size=look.size),
                parse_math=False,
                transform=self.pixels,
            ),
            "text",
        )

    def _add(self, artist: A, name: str) -> A:
        artist.set_gid(name)
        self.figure.add_artist(artist)
        return artist
