"""Text as it is set in figures: styles, lines and blocks in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from barometer.charts.measure import width, wrap
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
    "label": Style(15, 400, "text"),
    "head": Style(15, 600, "text"),
    "value": Style(16, 600, "text"),
    "earlier": Style(16, 400, "quiet"),
    "quiet": Style(14, 400, "quiet"),
    "small": Style(12, 400, "quiet"),
    "break": Style(14, 600, "break"),
    "title": Style(24, 600, "text"),
    "huge": Style(76, 600, "tone-3"),
    "radar-ring": Style(14, 600, "quiet"),
    "radar-head": Style(14, 600, "quiet"),
    "radar-name": Style(14, 400, "text"),
    "radar-number": Style(14, 600, "text"),
    "radar-signal": Style(14, 600, "text"),
    "radar-trend": Style(14, 600, "on-3"),
    "radar-driver": Style(14, 600, "on-4"),
    **{f"on-{n}": Style(15, 600, f"on-{n}") for n in (1, 2, 3, 4)},
}


Line = tuple[str, str]
"""A line's text and the name of its style."""


@dataclass(frozen=True)
class Block:
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

    def __add__(self, below: "Block") -> "Block":
        return Block(self.da + below.da, self.en + below.en)


EMPTY = Block((), ())


def block(text: Text, style: str, room: float = 1e6) -> Block:
    """A text broken into lines that fit the room."""
    size, weight = STYLES[style].size, STYLES[style].weight
    da, en = (
        tuple((line, style) for line in wrap(text[la], room, size, weight)) for la in LANGUAGES
    )
    return Block(da, en)


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
