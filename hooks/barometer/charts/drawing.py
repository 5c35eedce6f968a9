"""Frame → SVG by matplotlib: kinds by name, inline SVG; the path of a solution."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from matplotlib import style
from matplotlib.backends.backend_svg import FigureCanvasSVG

from barometer.charts.bars import (
    draw_bars,
    draw_big_number,
    draw_country_dots,
    draw_dumbbell,
    draw_grouped_bars,
    draw_stacked_bar,
)
from barometer.charts.figure import PathPlace
from barometer.charts.lines import draw_line, draw_small_multiples
from barometer.charts.sheet import (
    NARROW,
    ROLE_OF,
    SENTINELS,
    STYLES,
    WIDE,
    Point,
    Sheet,
    Variant,
    baselines,
    block,
)
from barometer.data.frame import Frame
from barometer.text import LANGUAGES, Language

STYLE = Path(__file__).with_name("style.mplstyle")


def house_style() -> AbstractContextManager[None]:
    """Matplotlib's own defaults and our sheet, never the user's settings."""
    return style.context(STYLE, after_reset=True)


def sheet_of(frame: Frame, variant: Variant) -> Sheet:
    """One drawing for both languages."""
    sheet = Sheet(variant, SENTINELS)
    return sheet.close(KINDS[frame.chart.kind](frame, sheet))


def draw_figure(frame: Frame) -> Mapping[tuple[Language, str], str]:
    """The inline SVG of each language and variant."""
    return _draw_variants(partial(sheet_of, frame))


def _draw_variants(draw: Callable[[Variant], Sheet]) -> Mapping[tuple[Language, str], str]:
    out: dict[tuple[Language, str], str] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            sheet = draw(variant)
            made = svg_shapes(sheet)
            for language in LANGUAGES:
                out[language, variant.name] = inline_svg(sheet, made, language, variant.name)
    return out


KINDS: Mapping[str, Callable[[Frame, Sheet], float]] = {
    "bars": draw_bars,
    "grouped_bars": draw_grouped_bars,
    "dumbbell": draw_dumbbell,
    "line": draw_line,
    "stacked_bar": draw_stacked_bar,
    "small_multiples": draw_small_multiples,
    "country_dots": draw_country_dots,
    "big_number": draw_big_number,
}
"""Each draws below `sheet.top` and gives the lower end of what it drew, in pixels."""

SVG = "{http://www.w3.org/2000/svg}"
SVG_ANCHORS = {"center": "middle", "right": "end"}
KEPT_ATTRIBUTES = ("stroke-width", "stroke-dasharray", "stroke-linejoin")
CIRCLE = 8
"""The curves of which matplotlib makes a circle, and nothing else that we draw."""


def svg_shapes(sheet: Sheet) -> tuple[Element, ...]:
    """Every shape of a sheet in drawing order, colours as classes."""
    out = io.StringIO()
    canvas: Any = FigureCanvasSVG(sheet.figure)
    canvas.print_svg(out, metadata={"Date": None})
    root = ET.fromstring(out.getvalue().encode())  # noqa: S314 - our own drawing
    return tuple(_svg_shape(one, name) for one, name in _leaves(root, ""))


def svg_root(sheet: Sheet, attributes: Mapping[str, str]) -> Element:
    """An empty `<svg>` of the sheet's size."""
    across, down = sheet.size
    box = {"viewBox": f"0 0 {across} {down}", "width": str(across), "height": str(down)}
    return Element("svg", {**attributes, **box})


def svg_texts(sheet: Sheet, language: Language, owner: int | None = None) -> Iterator[Element]:
    """Every line of text in one language, of those that belong to one owner, or to none."""
    for one in sheet.texts:
        if one.owner == owner:
            lines = one.block.lines(language)
            down = baselines(lines, one.y, one.valign)
            for (words, name), y in zip(lines, down, strict=True):
                look = STYLES[name]
                line = Element("text", {"class": f"fill-{look.role}", "x": _svg_number(one.x)})
                line.set("y", _svg_number(y))
                line.set("font-size", _svg_number(look.size))
                if look.weight != 400:
                    line.set("font-weight", str(look.weight))
                if one.align != "left":
                    line.set("text-anchor", SVG_ANCHORS[one.align])
                line.text = words
                yield line


def inline_svg(sheet: Sheet, made: Sequence[Element], language: Language, variant: str) -> str:
    """The drawing as it stands in a page: silent, for the figure is labelled by its caption."""
    attributes = {"class": f"drawing drawing--{variant}", "aria-hidden": "true"}
    root = svg_root(sheet, {**attributes, "focusable": "false"})
    root.extend([*made, *svg_texts(sheet, language)])
    return ET.tostring(root, encoding="unicode")


def _leaves(node: Element, name: str) -> Iterator[tuple[Element, str]]:
    for child in node:
        if child.tag == f"{SVG}path":
            yield child, name
        elif child.tag == f"{SVG}g":
            yield from _leaves(child, child.get("id", ""))


def _svg_shape(raw: Element, name: str) -> Element:
    look = dict(part.split(": ", 1) for part in raw.get("style", "").split("; ") if ": " in part)
    classes = [name] if name else []
    for paint, word in (("fill", "fill"), ("stroke", "line")):
        role = ROLE_OF.get(look.get(paint, ""))
        if role:
            classes.append(f"{word}-{role}")
    made = Element(raw.tag.removeprefix(SVG), {"class": " ".join(classes)})
    if look.get("fill") == "none":
        made.set("fill", "none")
    made.attrib |= {key: look[key] for key in KEPT_ATTRIBUTES if look.get(key, "miter") != "miter"}
    d = raw.get("d", "")
    if d.count("C") == CIRCLE:
        made.tag = "circle"
        made.attrib |= _circle(d)
    else:
        made.set("d", _short(d))
    return made


def _circle(d: str) -> dict[str, str]:
    numbers = [float(one) for one in d.split() if one[-1].isdigit()]
    xs, ys = numbers[::2], numbers[1::2]
    middle = {"cx": (min(xs) + max(xs)) / 2, "cy": (min(ys) + max(ys)) / 2}
    middle["r"] = (max(xs) - min(xs)) / 2
    return {key: _svg_number(value) for key, value in middle.items()}


def _short(d: str) -> str:
    """The same path with hundredths of a pixel and no spare signs."""
    return (
        "".join(one if one.isalpha() else f" {_svg_number(float(one))}" for one in d.split())
        .replace("M ", "M")
        .replace("L ", "L")
    )


def _svg_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "-0") or "0"


INDENT, GUTTER, AIR, FIRST_LINE = 30.0, 22.0, 12.0, 10.0
DOT = 6.0


def draw_path(places: Sequence[PathPlace]) -> Mapping[str, bytes]:
    """The inline SVG of each `language/variant`."""
    drawn = _draw_variants(partial(_sheet, places))
    return {f"{language}/{name}": svg.encode() for (language, name), svg in drawn.items()}


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
