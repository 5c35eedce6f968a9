"""How wide a text is in the site's font, and where to break it."""

from functools import cache
from pathlib import Path

from matplotlib.ft2font import FT2Font, LoadFlags

FONTS = Path(__file__).parent / "fonts"
SPARE = 1.08
"""Readers may get another font: every text has 8 per cent of room to spare."""


def font_file(weight: int) -> Path:
    """The font that draws a weight: 400 or 600."""
    return FONTS / f"coi-sans-{weight}.ttf"


@cache
def _font(weight: int) -> FT2Font:
    font = FT2Font(str(font_file(weight)))
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
        if len(closer) > len(lines) or _widest(closer, size, weight) > tight:
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


def _widest(lines: tuple[str, ...], size: float, weight: int) -> float:
    return max(width(line, size, weight) for line in lines)
