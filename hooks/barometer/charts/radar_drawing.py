"""The trend radar drawn."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from matplotlib.patches import Circle, Patch, Polygon

from barometer.charts.drawing import compose_svg, house_style, svg_shapes
from barometer.charts.radar import (
    CORNER,
    MARK_AIR,
    MARK_LABEL,
    RADII,
    RadarFacts,
    RadarPlan,
    plan_radar,
)
from barometer.charts.sheet import (
    NARROW,
    SENTINELS,
    STYLES,
    WIDE,
    Align,
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


@dataclass
class Canvas:
    """The sheet, and for each of its texts by place the number of the trend that it belongs to."""

    sheet: Sheet
    owners: dict[int, int] = field(default_factory=dict)

    def text(
        self,
        what: TextBlock,
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
        fill, line, _ = RADAR_LOOK[kind]
        shape = Circle(at, radius - 1) if kind == "trend" else _corners(kind, at, radius - 1)
        name = "radar-sample" if owner is None else f"{RADAR_MARK}{owner}"
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


def one_line_block(words: str, style: str) -> TextBlock:
    """One line that is the same in both languages."""
    return TextBlock(((words, style),), ((words, style),))


def widest_line(words: Text, style: str) -> float:
    """The width of the longer of the two languages, in pixels."""
    look = STYLES[style]
    return max(width(words[language], look.size, look.weight) for language in LANGUAGES)


def fit_block(words: Text, style: str, room: float) -> TextBlock:
    """A text in as many lines as it needs."""
    return block(words, style, room)


EDGE = 2.0


HEAD = 24.0


GUTTER = 28.0


RADIUS: Mapping[str, float] = {NARROW.name: NARROW.width / 2 - EDGE, WIDE.name: 208.0}


ZOOMS = (1.15, 1.0, 0.9)
"""Marks are drawn in the largest of these sizes in which all of them find room."""


def draw_radar(facts: RadarFacts) -> Mapping[str, bytes]:
    """The SVG of each `language/variant`; none of a variant that has no room for every trend."""
    out: dict[str, bytes] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            layout = lay_out_radar(facts, variant)
            if layout is None:
                continue
            for language in LANGUAGES:
                canvas = draw_variant(facts.only(language), variant, layout)
                made = svg_shapes(canvas.sheet)
                one = radar_svg(canvas, made, facts, language, variant.name)
                out[f"{language}/{variant.name}"] = one.encode()
    return out


def lay_out_radar(facts: RadarFacts, variant: Variant) -> RadarPlan | None:
    """Where every trend stands on one variant: the same in both languages."""
    names = zip(RINGS, facts.rings, strict=True)
    labels = {ring: widest_line(words, "radar-ring") for ring, words in names}
    for zoom in ZOOMS if not variant.narrow else ZOOMS[1:]:
        marks = [one.mark(zoom) for one in facts.items]
        if found := plan_radar(marks, RADIUS[variant.name], labels):
            return found
    return None


def draw_variant(facts: RadarFacts, variant: Variant, layout: RadarPlan) -> Canvas:
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
        number = one_line_block(str(spot.mark.number), RADAR_LOOK[spot.mark.kind][2])
        canvas.text(number, at, "center", owner=spot.mark.number)
    zoom = _zoom(facts, layout)
    bottom = draw_radar_legend(canvas, facts, middle[1] + radius + HEAD + MARK_LABEL, across, zoom)
    if variant.narrow:
        bottom = draw_radar_key(canvas, facts, 0, bottom + HEAD, variant.width)
    else:
        left = across + GUTTER
        bottom = max(bottom, draw_radar_key(canvas, facts, left, EDGE, variant.width - left))
    canvas.sheet.close(bottom + EDGE)
    return canvas


def _zoom(facts: RadarFacts, layout: RadarPlan) -> float:
    """How large the marks came out: the legend shows them in just that size."""
    drawn = {spot.mark.number: spot.mark.radius for spot in layout.spots}
    sizes = (drawn[one.number] / RADII[one.certainty] for one in facts.items)
    return next(sizes, 1.0)


def _rings(canvas: Canvas, facts: RadarFacts, layout: RadarPlan, middle: Point) -> None:
    """The rings from the outermost in; names stand straight up, the innermost in the middle."""
    for ring in reversed(RINGS):
        canvas.ring(middle, layout.radii[ring], ring)
    inner = 0.0
    for ring, words in zip(RINGS, facts.rings, strict=True):
        outer = layout.radii[ring]
        up = (inner + outer) / 2 if inner else 0.0
        canvas.text(block(words, "radar-ring"), (middle[0], middle[1] - up), "center")
        inner = outer


def _sectors(
    canvas: Canvas, facts: RadarFacts, layout: RadarPlan, middle: Point, across: float
) -> None:
    """The lines between sectors, and outside the rings the sectors' names."""
    start = widest_line(facts.rings[0], "radar-ring") / 2 + 2 * MARK_AIR
    edge = layout.radii[RINGS[-1]]
    lines = [_ray(middle, layout.begins[one], start, edge) for one in REACHES[1:]]
    inner = layout.radii[RINGS[0]]
    lines.append(_ray(middle, 0.0, MARK_LABEL, inner))
    for ring in RINGS[1:]:
        outer = layout.radii[ring]
        between = (inner + outer) / 2
        lines.append(_ray(middle, 0.0, inner, between - MARK_LABEL / 2))
        lines.append(_ray(middle, 0.0, between + MARK_LABEL / 2, outer))
        inner = outer
    canvas.sheet.rules(lines, "axis", name="radar-line")
    national, nordic, international = (block(one, "radar-head") for one in facts.reaches)
    canvas.text(national, (across, HEAD / 2), "right")
    canvas.text(international, (0, HEAD / 2), "left")
    half = nordic.width / 2
    x = middle[0] + edge * math.sin(layout.middle(REACHES[1]))
    y = middle[1] + edge + MARK_LABEL
    canvas.text(nordic, (min(max(x, half), across - half), y), "center")


def _ray(middle: Point, angle: float, start: float, end: float) -> list[Point]:
    across, down = math.sin(angle), -math.cos(angle)
    return [(middle[0] + across * far, middle[1] + down * far) for far in (start, end)]


KEY_ROW = 38.0


KEY_COLUMN = 28.0


KEY_AIR = 6.0


KeySample = tuple[str, float, Text]
"""Kind, radius and meaning of a mark in the legend."""


def draw_radar_legend(
    canvas: Canvas, facts: RadarFacts, top: float, room: float, zoom: float
) -> float:
    """The two rows that explain shape and size; gives the y below them."""
    middle = RADII[CERTAINTIES[1]] * zoom
    shapes = [(kind, middle, words) for kind, words in zip(TREND_KINDS, facts.kinds, strict=True)]
    sizes = [
        ("trend", RADII[one] * zoom, words)
        for one, words in zip(CERTAINTIES, facts.certainties, strict=True)
    ]
    below = _key_row(canvas, facts.shape, shapes, top, room)
    return _key_row(canvas, facts.size, sizes, below, room)


def _key_row(
    canvas: Canvas, title: Text, samples: Sequence[KeySample], top: float, room: float
) -> float:
    """A title, and below it the samples from left to right, broken where the room ends."""
    head = block(title, "radar-head")
    canvas.text(head, (0, top), valign="top")
    x, y = 0.0, top + head.height + KEY_ROW / 2
    for kind, radius, words in samples:
        reach = radius * CORNER
        across = 2 * reach + KEY_AIR + widest_line(words, "quiet")
        if x + across > room:
            x, y = 0.0, y + KEY_ROW
        canvas.mark(kind, (x + reach, y), radius)
        canvas.text(block(words, "quiet"), (x + 2 * reach + KEY_AIR, y))
        x += across + 3 * KEY_AIR
    return y + KEY_ROW / 2 + KEY_AIR


def draw_radar_key(
    canvas: Canvas, facts: RadarFacts, left: float, top: float, room: float
) -> float:
    """Every number with its name, below the name of its ring; gives the y below the last."""
    y = top
    for ring, words in zip(RINGS, facts.rings, strict=True):
        items = [one for one in facts.items if one.ring == ring]
        if not items:
            continue
        head = block(words, "radar-head")
        canvas.text(head, (left, y), valign="top")
        y += head.height + KEY_AIR
        for one in items:
            name = fit_block(one.name, "radar-name", room - KEY_COLUMN)
            number = one_line_block(str(one.number), "radar-number")
            canvas.text(number, (left, y), valign="top", owner=one.number)
            canvas.text(name, (left + KEY_COLUMN, y), valign="top", owner=one.number)
            y += name.height + KEY_AIR
        y += 2 * KEY_AIR
    return y


WAITING = "§"


def radar_svg(
    canvas: Canvas, made: Sequence[Element], facts: RadarFacts, language: Language, variant: str
) -> str:
    """The SVG; its links come in the order of their numbers.

    The title of a link is its name: the words that are seen, then what its place shows.
    """
    attributes = {
        "class": f"drawing drawing--{variant} radar-drawing",
        "role": "group",
        "aria-labelledby": "trend-radar-caption",
    }
    root = compose_svg(canvas.sheet, (), language, attributes)
    ground = SubElement(root, "g", {"aria-hidden": "true"})
    ground.extend(_made(canvas, made, language, None))
    for item in facts.items:
        parts = list(_made(canvas, made, language, item.number))
        names = {"class": f"radar-link {item.classes}"}
        anchor = SubElement(root, "a", {"href": item.address[language], **names})
        SubElement(anchor, "title").text = item.spoken[language]
        anchor.extend(parts)
    return ET.tostring(root, encoding="unicode")


def _made(
    canvas: Canvas, made: Sequence[Element], language: Language, owner: int | None
) -> Iterator[Element]:
    """What one link or the ground shows; marks lose the number in their class."""
    mine = [one for one in made if _owner(canvas, one) == owner]
    for one in compose_svg(canvas.sheet, mine, language, {}):
        name, _, look = one.get("class", "").partition(" ")
        if name.startswith(RADAR_MARK):
            yield Element(one.tag, {**one.attrib, "class": f"radar-mark {look}"})
        else:
            yield one


def _owner(canvas: Canvas, one: Element) -> int | None:
    if one.tag == "text" and (one.text or "").startswith(WAITING):
        return canvas.owners.get(int((one.text or "")[1:]))
    name = one.get("class", "").split(" ")[0]
    return int(name.removeprefix(RADAR_MARK)) if name.startswith(RADAR_MARK) else None
