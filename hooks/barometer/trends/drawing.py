"""The radar as matplotlib draws it: rings, sectors, a numbered mark a trend, and a key of names."""

import math
from collections.abc import Mapping

from barometer.charts import svg
from barometer.charts.blocks import block
from barometer.charts.drawing import house_style
from barometer.charts.palette import SENTINELS
from barometer.charts.sheet import NARROW, WIDE, Point, Sheet, Variant
from barometer.text import LANGUAGES
from barometer.trends.canvas import LOOK, Canvas, line, widest
from barometer.trends.facts import RADII, RadarFacts
from barometer.trends.key import key, legend
from barometer.trends.layout import AIR, LABEL, Plan, plan
from barometer.trends.model import REACHES, RINGS
from barometer.trends.outline import picture

EDGE = 2.0
HEAD = 24.0
GUTTER = 28.0
RADIUS: Mapping[str, float] = {NARROW.name: NARROW.width / 2 - EDGE, WIDE.name: 208.0}
ZOOMS = (1.15, 1.0, 0.9)
"""Marks are drawn in the largest of these sizes in which all of them find room."""


def drawings(facts: RadarFacts) -> Mapping[str, bytes]:
    """The SVG of each `language/variant`; none of a variant that has no room for every trend."""
    out: dict[str, bytes] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            layout = laid(facts, variant)
            if layout is None:
                continue
            for language in LANGUAGES:
                canvas = drawn(facts.only(language), variant, layout)
                made = svg.shapes(canvas.sheet)
                one = picture(canvas, made, facts, language, variant.name)
                out[f"{language}/{variant.name}"] = one.encode()
    return out


def laid(facts: RadarFacts, variant: Variant) -> Plan | None:
    """Where every trend stands on one variant: the same in both languages."""
    names = zip(RINGS, facts.rings, strict=True)
    labels = {ring: widest(words, "radar-ring") for ring, words in names}
    for zoom in ZOOMS if not variant.narrow else ZOOMS[1:]:
        marks = [one.mark(zoom) for one in facts.items]
        if found := plan(marks, RADIUS[variant.name], labels):
            return found
    return None


def drawn(facts: RadarFacts, variant: Variant, layout: Plan) -> Canvas:
    """The whole drawing of one variant."""
    canvas = Canvas(Sheet(variant, SENTINELS))
    radius = RADIUS[variant.name]
    middle = (radius + EDGE, HEAD + radius + EDGE)
    across = 2 * (radius + EDGE)
    _rings(canvas, facts, layout, middle)
    _sectors(canvas, facts, layout, middle, across)
    for spot in layout.spots:
        at = (middle[0] + spot.x, middle[1] + spot.y)
        canvas.mark(spot.mark.kind, at, spot.mark.radius, spot.mark.number)
        number = line(str(spot.mark.number), LOOK[spot.mark.kind][2])
        canvas.text(number, at, "center", owner=spot.mark.number)
    zoom = _zoom(facts, layout)
    bottom = legend(canvas, facts, middle[1] + radius + HEAD + LABEL, across, zoom)
    if variant.narrow:
        bottom = key(canvas, facts, 0, bottom + HEAD, variant.width)
    else:
        left = across + GUTTER
        bottom = max(bottom, key(canvas, facts, left, EDGE, variant.width - left))
    canvas.sheet.close(bottom + EDGE)
    return canvas


def _zoom(facts: RadarFacts, layout: Plan) -> float:
    """How large the marks came out: the legend shows them in just that size."""
    drawn = {spot.mark.number: spot.mark.radius for spot in layout.spots}
    sizes = (drawn[one.number] / RADII[one.certainty] for one in facts.items)
    return next(sizes, 1.0)


def _rings(canvas: Canvas, facts: RadarFacts, layout: Plan, middle: Point) -> None:
    """The rings from the outermost in; names stand straight up, the innermost in the middle."""
    for ring in reversed(RINGS):
        canvas.ring(middle, layout.radii[ring], ring)
    inner = 0.0
    for ring, words in zip(RINGS, facts.rings, strict=True):
        outer = layout.radii[ring]
        up = (inner + outer) / 2 if inner else 0.0
        canvas.text(block(words, "radar-ring"), (middle[0], middle[1] - up), "center")
        inner = outer


def _sectors(canvas: Canvas, facts: RadarFacts, layout: Plan, middle: Point, across: float) -> None:
    """The lines between sectors, and outside the rings the sectors' names."""
    start = widest(facts.rings[0], "radar-ring") / 2 + 2 * AIR
    edge = layout.radii[RINGS[-1]]
    lines = [_ray(middle, layout.begins[one], start, edge) for one in REACHES[1:]]
    inner = layout.radii[RINGS[0]]
    lines.append(_ray(middle, 0.0, LABEL, inner))
    for ring in RINGS[1:]:
        outer = layout.radii[ring]
        between = (inner + outer) / 2
        lines.append(_ray(middle, 0.0, inner, between - LABEL / 2))
        lines.append(_ray(middle, 0.0, between + LABEL / 2, outer))
        inner = outer
    canvas.sheet.rules(lines, "axis", name="radar-line")
    national, nordic, international = (block(one, "radar-head") for one in facts.reaches)
    canvas.text(national, (across, HEAD / 2), "right")
    canvas.text(international, (0, HEAD / 2), "left")
    half = nordic.width / 2
    x = middle[0] + edge * math.sin(layout.middle(REACHES[1]))
    y = middle[1] + edge + LABEL
    canvas.text(nordic, (min(max(x, half), across - half), y), "center")


def _ray(middle: Point, angle: float, start: float, end: float) -> list[Point]:
    across, down = math.sin(angle), -math.cos(angle)
    return [(middle[0] + across * far, middle[1] + down * far) for far in (start, end)]
