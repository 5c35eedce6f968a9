"""Frame → SVG by matplotlib: kinds by name, inline SVG; the path of a solution."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from matplotlib import style
from matplotlib.colors import to_hex
from matplotlib.patches import Circle
from matplotlib.path import Path as Outline

from barometer.charts import bars, lines
from barometer.charts.figure import PathPlace
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
    "bars": bars.draw_bars,
    "grouped_bars": bars.draw_grouped_bars,
    "dumbbell": bars.draw_dumbbell,
    "line": lines.draw_line,
    "stacked_bar": bars.draw_stacked_bar,
    "small_multiples": lines.draw_small_multiples,
    "country_dots": bars.draw_country_dots,
    "big_number": bars.draw_big_number,
}
"""Each draws below `sheet.top` and gives the lower end of what it drew, in pixels."""

SVG_ANCHORS = {"center": "middle", "right": "end"}
SVG_SIGNS = {int(Outline.MOVETO): "M", int(Outline.LINETO): "L"}


def svg_shapes(sheet: Sheet) -> tuple[Element, ...]:
    """Every shape of a sheet in drawing order, colours as classes."""
    return tuple(map(_svg_shape, sheet.figure.artists))


def _svg_shape(patch: Any) -> Element:
    thick = patch.get_linewidth()
    paints = {"fill": patch.get_facecolor() if patch.get_fill() else None}
    paints["line"] = patch.get_edgecolor() if thick else None
    roles = [f"{word}-{ROLE_OF[to_hex(one)]}" for word, one in paints.items() if one]
    made = Element("path", {"class": " ".join([patch.get_gid(), *roles])})
    if not patch.get_fill():
        made.set("fill", "none")
    if thick not in (0, 1):
        made.set("stroke-width", _svg_number(thick))
    if patch.get_linestyle() != "solid":
        dashes = (_svg_number(one * thick) for one in patch.get_linestyle()[1])
        made.set("stroke-dasharray", ",".join(dashes))
    if isinstance(patch, Circle):
        made.tag = "circle"
        across, down = (round(one, 6) for one in patch.center)
        places = {"cx": across, "cy": down, "r": patch.radius}
        made.attrib |= {name: _svg_number(at) for name, at in places.items()}
    else:
        outline = patch.get_patch_transform().transform_path(patch.get_path())
        steps = zip(outline.codes, outline.vertices, strict=True)
        made.set("d", "".join(_svg_step(code, *place) for code, place in steps))
    return made


def _svg_step(code: int, x: float, y: float) -> str:
    """One step of an outline; the last of a closed one leads back to where it began."""
    here = f"{_svg_number(round(x, 6))} {_svg_number(round(y, 6))}"
    return SVG_SIGNS[code] + here if code in SVG_SIGNS else "z"


def svg_root(sheet: Sheet, attributes: Mapping[str, str]) -> Element:
    """An empty `<svg>` of the sheet's size."""
    across, down = sheet.size
    box = {"viewBox": f"0 0 {across} {down}", "width": str(across), "height": str(down)}
    return Element("svg", {**attributes, **box})


def svg_texts(sheet: Sheet, language: Language, owner: int | None = None) -> Iterator[Element]:
    """Every line of text in one language, of those that belong to one owner, or to none."""
    for one in sheet.texts:
        if one.owner == owner:
            written = one.block.lines(language)
            down = baselines(written, one.y, one.valign)
            for (words, name), y in zip(written, down, strict=True):
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


def _svg_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


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
    joints = [
        [(spots[one.parent][0], spots[one.parent][1]), (spots[one.parent][0], at[1]), at]
        for one, at in zip(places, spots, strict=True)
        if one.parent is not None
    ]
    sheet.rules(joints, "axis", 2, name="path-line")
    for one, at in zip(places, spots, strict=True):
        sheet.dot(*at, "tone-3", DOT, hollow=one.parent is None)
    return sheet.close(y - AIR)
