"""A sheet to draw on: pixels, text blocks, text widths, colours."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import yaml
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text as DrawnText
from matplotlib.transforms import Affine2D

from barometer.charts.wording import PALETTE
from barometer.text import LANGUAGES, Language, Text


@dataclass(frozen=True)
class Style:
    """Size in pixels, weight, colour role and distance between lines."""

    size: float
    weight: int
    role: str

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return round(self.size * 1.34)


STYLES: Mapping[str, Style] = {
    name: Style(*look)
    for name, look in yaml.safe_load(
        Path(__file__).with_name("styles.yml").read_text(encoding="utf-8")
    ).items()
}

Line = tuple[str, str]
"""A line's text and the name of its style."""


@dataclass(frozen=True)
class TextBlock:
    """Lines of text in both languages at one place, the number of lines of each its own."""

    da: tuple[Line, ...]
    en: tuple[Line, ...]

    def lines(self, language: Language) -> tuple[Line, ...]:
        """The lines of one language."""
        return self.da if language == "da" else self.en

    @property
    def height(self) -> float:
        """The height of the longer of the two languages."""
        return max(sum(STYLES[s].leading for _, s in self.lines(la)) for la in LANGUAGES)

    @property
    def width(self) -> float:
        """The width of the widest line of the two languages."""
        return max(
            (
                width(text, STYLES[style].size, STYLES[style].weight)
                for la in LANGUAGES
                for text, style in self.lines(la)
            ),
            default=0.0,
        )

    def __add__(self, below: "TextBlock") -> "TextBlock":
        return TextBlock(self.da + below.da, self.en + below.en)


EMPTY = TextBlock((), ())


def block(text: Text, style: str, room: float = 1e6) -> TextBlock:
    """A text broken into lines that fit the room."""
    size, weight = STYLES[style].size, STYLES[style].weight
    da, en = (
        tuple((line, style) for line in wrap(text[la], room, size, weight)) for la in LANGUAGES
    )
    return TextBlock(da, en)


def baselines(lines: Sequence[Line], y: float, valign: str) -> list[float]:
    """Where each line stands when the whole hangs from, is centred on, or stands upon `y`."""
    heights = [STYLES[style].leading for _, style in lines]
    top = {"top": y, "middle": y - sum(heights) / 2, "bottom": y - sum(heights)}[valign]
    out = []
    for (_, style), height in zip(lines, heights, strict=True):
        # Capitals reach 0.7 of the size: centred in the line's height, they look centred.
        out.append(top + height / 2 + STYLES[style].size * 0.35)
        top += height
    return out


FONTS = Path(__file__).parent / "fonts"
SPARE = 1.08
"""Readers may get another font: every text has 8 per cent of room to spare."""


def font_file(weight: int) -> Path:
    """The font that draws a weight: 400 or 600."""
    return FONTS / f"coi-sans-{weight}.ttf"


@cache
def _font(weight: int) -> FT2Font:
    # from memory: processes that draw side by side would share the place in an open file
    font = FT2Font(BytesIO(font_file(weight).read_bytes()))
    font.set_size(100, 72)
    return font


def width(text: str, size: float, weight: int) -> float:
    """Width in pixels, with room to spare."""
    words = text.split(" ")
    across = sum(_advance(word, weight) for word in words)
    return (across + (len(words) - 1) * _advance(" ", weight)) * size * SPARE


@cache
def _advance(word: str, weight: int) -> float:
    """Width of a word at size 1; words are measured once, however many lines are tried."""
    if not word:
        return 0.0
    font = _font(weight)
    font.set_text(word, 0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 100


def wrap(text: str, room: float, size: float, weight: int) -> tuple[str, ...]:
    """The text in as few lines as fit the room, the lines as even as they can be."""
    words = text.split(" ")
    lines = _greedy(words, room, size, weight)
    tight, step = room, room / 24
    while tight > step and len(lines) > 1:
        tight -= step
        closer = _greedy(words, tight, size, weight)
        if len(closer) > len(lines) or max(width(one, size, weight) for one in closer) > tight:
            break
        lines = closer
    return lines


def _greedy(words: list[str], room: float, size: float, weight: int) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


LIGHT: Mapping[str, str] = {role: light for role, light, _ in PALETTE}
DARK: Mapping[str, str] = {role: dark for role, _, dark in PALETTE}
ROLES: tuple[str, ...] = tuple(LIGHT)
SENTINELS: Mapping[str, str] = {role: f"#fe01{n:02x}" for n, role in enumerate(ROLES)}
"""What matplotlib draws with: colours that stand for a role until the drawing is finished."""

ROLE_OF: Mapping[str, str] = {colour: role for role, colour in SENTINELS.items()}


def contrast_role(tone: str) -> str:
    """The role of text that stands upon a tone."""
    return tone.replace("tone", "on")


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
class PlacedText:
    """A block of text at its place; `owner` is the number of the trend that it is a link to."""

    block: TextBlock
    x: float
    y: float
    align: Align
    valign: str
    owner: int | None = None


@dataclass
class Sheet:
    """What is drawn so far: shapes in a figure of matplotlib, and above them texts.

    Texts wait beside the figure until the drawing is finished: an SVG gets them as text in each of
    its languages, and only a PNG has them drawn letter by letter.
    """

    variant: Variant
    palette: Mapping[str, str]
    figure: Figure = field(default_factory=lambda: Figure(figsize=(1, 1), dpi=72))
    texts: list[PlacedText] = field(default_factory=list)
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

    def bar(
        self,
        x: float,
        y: float,
        across: float,
        down: float,
        role: str,
        *,
        hollow: bool = False,
        name: str = "bar",
    ) -> None:
        """A bar from its upper left corner; hollow for what is uncertain or no answer at all."""
        look = self._look(role, hollow, 1.5)
        self.add(Rectangle((x, y), across, down, transform=self.pixels, **look), name)

    def dot(self, x: float, y: float, role: str, radius: float = 6, hollow: bool = False) -> None:
        """A round mark; hollow for an earlier edition or an uncertain value."""
        look = self._look(role, hollow, 2)
        inside = radius - 1 if hollow else radius
        self.add(Circle((x, y), inside, transform=self.pixels, **look), "dot")

    def _look(self, role: str, hollow: bool, thick: float) -> dict[str, Any]:
        inside = self.palette["ground" if hollow else role]
        edge = self.palette[role]
        return {"facecolor": inside, "edgecolor": edge, "linewidth": thick if hollow else 0}

    def rules(
        self,
        segments: Sequence[Sequence[Point]],
        role: str,
        thick: float = 1,
        dash: tuple[float, float] | None = None,
        name: str = "rule",
    ) -> None:
        """Lines through points in pixels, all of one look."""
        if segments:
            patch = PathPatch(
                Outline.make_compound_path(*map(Outline, segments)),
                fill=False,
                edgecolor=self.palette[role],
                linewidth=thick,
                linestyle=(0, dash) if dash else "solid",
                capstyle="butt",
                joinstyle="round",
                transform=self.pixels,
            )
            self.add(patch, name)

    def text(
        self,
        what: TextBlock,
        x: float,
        y: float,
        align: Align = "left",
        valign: str = "middle",
        owner: int | None = None,
    ) -> None:
        """A block of text at a pixel; `align` is left, center or right."""
        if what != EMPTY:
            self.texts.append(PlacedText(what, x, y, align, valign, owner))

    def draw_texts(self, language: Language) -> None:
        """Draw every text in one language, for a picture made of pixels."""
        for one in self.texts:
            lines = one.block.lines(language)
            for (text, style), y in zip(lines, baselines(lines, one.y, one.valign), strict=True):
                look = STYLES[style]
                drawn = DrawnText(
                    one.x,
                    y,
                    text,
                    color=self.palette[look.role],
                    horizontalalignment=one.align,
                    verticalalignment="baseline",
                    fontproperties=FontProperties(fname=font_file(look.weight), size=look.size),
                    parse_math=False,
                    transform=self.pixels,
                )
                self.add(drawn, "text")

    def add(self, artist: Artist, name: str) -> None:
        """Add a mark; its name becomes its class in an SVG."""
        artist.set_gid(name)
        self.figure.add_artist(artist)
