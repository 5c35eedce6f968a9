"""The trend radar drawn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from matplotlib.patches import Circle, Patch, Polygon

from barometer.charts import radar
from barometer.charts.drawing import house_style, svg_root, svg_shapes, svg_texts
from barometer.charts.sheet import (
    NARROW,
    SENTINELS,
    STYLES,
    WIDE,
    Point,
    Sheet,
    TextBlock,
    Variant,
    block,
    width,
)
from barometer.pages.trends import CERTAINTIES, REACHES, RINGS, TREND_KINDS
from barometer.text import LANGUAGES, Language, Text

RADAR_LOOK: Mapping[str, tuple[str, str, str]] = {
    "signal": ("ground", "tone-3", "radar-signal"),
    "trend": ("tone-3", "tone-3", "radar-trend"),
    "driver": ("tone-4", "tone-4", "radar-driver"),
}
"""Fill, line and the style of the number, by kind."""

RADAR_MARK = "radar-mark-"


def draw_radar_mark(
    sheet: Sheet, kind: str, at: Point, radius: float, owner: int | None = None
) -> None:
    """The shape of a kind, all of about the same area; with an `owner` a part of that link."""
    fill, line, _ = RADAR_LOOK[kind]
    shape = Circle(at, radius - 1) if kind == "trend" else _corners(kind, at, radius - 1)
    _add(sheet, shape, fill, line, 2, "radar-sample" if owner is None else f"{RADAR_MARK}{owner}")


def _add(sheet: Sheet, shape: Patch, fill: str, line: str, thick: float, name: str) -> None:
    shape.set(
        facecolor=sheet.palette[fill],
        edgecolor=sheet.palette[line],
        linewidth=thick,
        joinstyle="miter",
        transform=sheet.pixels,
    )
    sheet.add(shape, name)


def _corners(kind: str, at: Point, radius: float) -> Polygon:
    """A square for a driver, standing on its corner for a signal."""
    turn = math.pi / 4 if kind == "driver" else 0.0
    angles = [turn + corner * math.pi / 2 for corner in range(4)]
    reach = radius * radar.CORNER
    return Polygon([(at[0] + reach * math.cos(a), at[1] + reach * math.sin(a)) for a in angles])


def one_line_block(words: str, style: str) -> TextBlock:
    """One line that is the same in both languages."""
    return TextBlock(((words, style),), ((words, style),))


def widest_line(words: Text, style: str) -> float:
    """The width of the longer of the two languages, in pixels."""
    look = STYLES[style]
    return max(width(words[language], look.size, look.weight) for language in LANGUAGES)


EDGE = 2.0
HEAD = 24.0
GUTTER = 28.0
RADIUS: Mapping[str, float] = {NARROW.name: NARROW.width / 2 - EDGE, WIDE.name: 208.0}
ZOOMS = (1.15, 1.0, 0.9)
"""Marks are drawn in the largest of these sizes in which all of them find room."""


def draw_radar(facts: radar.RadarFacts) -> Mapping[str, bytes]:
    """The SVG of each `language/variant`; none of a variant that has no room for every trend."""
    out: dict[str, bytes] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            layout = lay_out_radar(facts, variant)
            if layout is None:
                continue
            for language in LANGUAGES:
                sheet = draw_variant(facts.only(language), variant, layout)
                made = radar_svg(sheet, facts, language, variant.name)
                out[f"{language}/{variant.name}"] = made.encode()
    return out


def lay_out_radar(facts: radar.RadarFacts, variant: Variant) -> radar.RadarPlan | None:
    """Where every trend stands on one variant: the same in both languages."""
    names = zip(RINGS, facts.named("ring", RINGS), strict=True)
    labels = {ring: widest_line(words, "radar-ring") for ring, words in names}
    for zoom in ZOOMS if not variant.narrow else ZOOMS[1:]:
        marks = [replace(one.mark, radius=one.mark.radius * zoom) for one in facts.items]
        if found := radar.plan_radar(marks, RADIUS[variant.name], labels):
            return found
    return None


def draw_variant(facts: radar.RadarFacts, variant: Variant, layout: radar.RadarPlan) -> Sheet:
    """The whole drawing of one variant."""
    sheet = Sheet(variant, SENTINELS)
    radius = RADIUS[variant.name]
    middle = (radius + EDGE, HEAD + radius + EDGE)
    across = 2 * (radius + EDGE)
    _rings(sheet, facts, layout, middle)
    _sectors(sheet, facts, layout, middle, across)
    for spot in layout.spots:
        at = (middle[0] + spot.x, middle[1] + spot.y)
        draw_radar_mark(sheet, spot.mark.kind, at, spot.mark.radius, spot.mark.number)
        number = one_line_block(str(spot.mark.number), RADAR_LOOK[spot.mark.kind][2])
        sheet.text(number, *at, "center", owner=spot.mark.number)
    drawn = {spot.mark.number: spot.mark.radius for spot in layout.spots}
    # The legend shows the marks in just the size in which they came out.
    zoom = next((drawn[one.mark.number] / one.mark.radius for one in facts.items), 1.0)
    bottom = draw_radar_legend(
        sheet, facts, middle[1] + radius + HEAD + radar.MARK_LABEL, across, zoom
    )
    if variant.narrow:
        bottom = draw_radar_key(sheet, facts, 0, bottom + HEAD, variant.width)
    else:
        left = across + GUTTER
        bottom = max(bottom, draw_radar_key(sheet, facts, left, EDGE, variant.width - left))
    return sheet.close(bottom + EDGE)


def _rings(sheet: Sheet, facts: radar.RadarFacts, layout: radar.RadarPlan, middle: Point) -> None:
    """The rings from the outermost in; names stand straight up, the innermost in the middle."""
    for ring in reversed(RINGS):
        shape = Circle(middle, layout.radii[ring])
        _add(sheet, shape, "ground", "axis", 1, f"radar-ring radar-ring--{ring}")
    inner = 0.0
    for ring, words in zip(RINGS, facts.named("ring", RINGS), strict=True):
        outer = layout.radii[ring]
        up = (inner + outer) / 2 if inner else 0.0
        sheet.text(block(words, "radar-ring"), middle[0], middle[1] - up, "center")
        inner = outer


def _sectors(
    sheet: Sheet, facts: radar.RadarFacts, layout: radar.RadarPlan, middle: Point, across: float
) -> None:
    """The lines between sectors, and outside the rings the sectors' names."""
    start = widest_line(facts.named("ring", RINGS)[0], "radar-ring") / 2 + 2 * radar.MARK_AIR
    edge = layout.radii[RINGS[-1]]
    lines = [_ray(middle, layout.begins[one], start, edge) for one in REACHES[1:]]
    inner = layout.radii[RINGS[0]]
    lines.append(_ray(middle, 0.0, radar.MARK_LABEL, inner))
    for ring in RINGS[1:]:
        outer = layout.radii[ring]
        between = (inner + outer) / 2
        lines.append(_ray(middle, 0.0, inner, between - radar.MARK_LABEL / 2))
        lines.append(_ray(middle, 0.0, between + radar.MARK_LABEL / 2, outer))
        inner = outer
    sheet.rules(lines, "axis", name="radar-line")
    reaches = facts.named("reach", REACHES)
    national, nordic, international = (block(one, "radar-head") for one in reaches)
    sheet.text(national, across, HEAD / 2, "right")
    sheet.text(international, 0, HEAD / 2)
    half = nordic.width / 2
    x = middle[0] + edge * math.sin(layout.middle(REACHES[1]))
    y = middle[1] + edge + radar.MARK_LABEL
    sheet.text(nordic, min(max(x, half), across - half), y, "center")


def _ray(middle: Point, angle: float, start: float, end: float) -> list[Point]:
    across, down = math.sin(angle), -math.cos(angle)
    return [(middle[0] + across * far, middle[1] + down * far) for far in (start, end)]


KEY_ROW = 38.0
KEY_COLUMN = 28.0
KEY_AIR = 6.0
KeySample = tuple[str, float, Text]
"""Kind, radius and meaning of a mark in the legend."""


def draw_radar_legend(
    sheet: Sheet, facts: radar.RadarFacts, top: float, room: float, zoom: float
) -> float:
    """The two rows that explain shape and size; gives the y below them."""
    middle = radar.RADII[CERTAINTIES[1]] * zoom
    words = facts.words
    shapes = [(kind, middle, words[f"kind_{kind}"]) for kind in TREND_KINDS]
    sizes = [("trend", radar.RADII[one] * zoom, words[f"certainty_{one}"]) for one in CERTAINTIES]
    below = _key_row(sheet, words["legend_shape"], shapes, top, room)
    return _key_row(sheet, words["legend_size"], sizes, below, room)


def _key_row(
    sheet: Sheet, title: Text, samples: Sequence[KeySample], top: float, room: float
) -> float:
    """A title, and below it the samples from left to right, broken where the room ends."""
    head = block(title, "radar-head")
    sheet.text(head, 0, top, valign="top")
    x, y = 0.0, top + head.height + KEY_ROW / 2
    for kind, radius, words in samples:
        reach = radius * radar.CORNER
        across = 2 * reach + KEY_AIR + widest_line(words, "quiet")
        if x + across > room:
            x, y = 0.0, y + KEY_ROW
        draw_radar_mark(sheet, kind, (x + reach, y), radius)
        sheet.text(block(words, "quiet"), x + 2 * reach + KEY_AIR, y)
        x += across + 3 * KEY_AIR
    return y + KEY_ROW / 2 + KEY_AIR


def draw_radar_key(
    sheet: Sheet, facts: radar.RadarFacts, left: float, top: float, room: float
) -> float:
    """Every number with its name, below the name of its ring; gives the y below the last."""
    y = top
    for ring, words in zip(RINGS, facts.named("ring", RINGS), strict=True):
        items = [one for one in facts.items if one.mark.ring == ring]
        if not items:
            continue
        head = block(words, "radar-head")
        sheet.text(head, left, y, valign="top")
        y += head.height + KEY_AIR
        for one in items:
            name = block(one.name, "radar-name", room - KEY_COLUMN)
            owner = one.mark.number
            number = one_line_block(str(owner), "radar-number")
            sheet.text(number, left, y, valign="top", owner=owner)
            sheet.text(name, left + KEY_COLUMN, y, valign="top", owner=owner)
            y += name.height + KEY_AIR
        y += 2 * KEY_AIR
    return y


def radar_svg(sheet: Sheet, facts: radar.RadarFacts, language: Language, variant: str) -> str:
    """The SVG; its links come in the order of their numbers."""
    attributes = {
        "class": f"drawing drawing--{variant} radar-drawing",
        "role": "group",
        "aria-labelledby": "trend-radar-caption",
    }
    root = svg_root(sheet, attributes)
    shapes: dict[int | None, list[Element]] = {}
    for shape in svg_shapes(sheet):
        name, _, look = shape.get("class", "").partition(" ")
        owner = None
        if name.startswith(RADAR_MARK):
            owner = int(name.removeprefix(RADAR_MARK))
            shape.set("class", f"radar-mark {look}")
        shapes.setdefault(owner, []).append(shape)
    ground = SubElement(root, "g", {"aria-hidden": "true"})
    ground.extend([*shapes[None], *svg_texts(sheet, language)])
    for item in facts.items:
        names = {"class": f"radar-link item {item.classes}"}
        anchor = SubElement(root, "a", {"href": item.address[language], **names})
        SubElement(anchor, "title").text = item.spoken[language]
        owner = item.mark.number
        anchor.extend([*shapes[owner], *svg_texts(sheet, language, owner)])
    return ET.tostring(root, encoding="unicode")
