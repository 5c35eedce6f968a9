"""The path of a solution drawn: every place below the one it came from, with the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from barometer.charts.drawing import house_style, inline_svg, svg_shapes
from barometer.charts.sheet import NARROW, SENTINELS, WIDE, Point, Sheet, Variant, block
from barometer.text import LANGUAGES, Text

INDENT, GUTTER, AIR, FIRST_LINE = 30.0, 22.0, 12.0, 10.0
DOT = 6.0


@dataclass(frozen=True)
class PathPlace:
    """A place: when, what, and the place in the list of the one it came from."""

    when: Text | None
    what: Text
    parent: int | None


def draw_path(places: Sequence[PathPlace]) -> Mapping[str, bytes]:
    """The inline SVG of each `language/variant`."""
    out: dict[str, bytes] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            sheet = _sheet(places, variant)
            made = svg_shapes(sheet)
            for language in LANGUAGES:
                svg = inline_svg(sheet, made, language, variant.name)
                out[f"{language}/{variant.name}"] = svg.encode()
    return out


def _sheet(places: Sequence[PathPlace], variant: Variant) -> Sheet:
    """Lines first, so that no line runs over a dot."""
    sheet, y = Sheet(variant, SENTINELS), Sheet(variant, SENTINELS).top
    depths: list[int] = []
    spots: list[Point] = []
    for one in places:
        depths.append(0 if one.parent is None else depths[one.parent] + 1)
        x = DOT + depths[-1] * INDENT
        spots.append((x, y + FIRST_LINE))
        words = block(one.what, "label", variant.width - x - GUTTER)
        if one.when:
            words = block(one.when, "head") + words
        sheet.text(words, x + GUTTER, y, valign="top")
        y += words.height + AIR
    lines = [
        [(spots[one.parent][0], spots[one.parent][1]), (spots[one.parent][0], at[1]), at]
        for one, at in zip(places, spots, strict=True)
        if one.parent is not None
    ]
    sheet.rules(lines, "axis", 2, name="path-line")
    for one, at in zip(places, spots, strict=True):
        sheet.dot(*at, "tone-3", DOT, hollow=one.parent is None)
    return sheet.close(y - AIR)
