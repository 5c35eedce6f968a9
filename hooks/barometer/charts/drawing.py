"""Frame → SVG by matplotlib: kinds by name, inline SVG."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG

from barometer.charts.bars import (
    draw_bars,
    draw_big_number,
    draw_country_dots,
    draw_dumbbell,
    draw_grouped_bars,
    draw_stacked_bar,
)
from barometer.charts.lines import draw_line, draw_small_multiples
from barometer.charts.sheet import (
    NARROW,
    ROLE_OF,
    SENTINELS,
    STYLES,
    WIDE,
    Sheet,
    TextPlaceholder,
    Variant,
    baselines,
)
from barometer.data.frame import Frame
from barometer.text import LANGUAGES, Language

STYLE = Path(__file__).with_name("style.mplstyle")


FELT = ("agg.", "figure.", "font.", "hatch.", "patch.", "path.", "svg.", "text.")


def house_style() -> AbstractContextManager[None]:
    """Matplotlib's own defaults and our sheet, never the user's settings."""
    return matplotlib.rc_context(_settings())


@cache
def _settings() -> Any:
    """The settings that our few kinds of marks can feel."""
    ours: Any = matplotlib.rc_params_from_file(STYLE, use_default_template=False)
    theirs: Any = matplotlib.rcParamsDefault
    return {**{key: theirs[key] for key in theirs if key.startswith(FELT)}, **ours}


def sheet_of(frame: Frame, variant: Variant) -> Sheet:
    """One drawing for both languages: tokens stand where texts will."""
    sheet = Sheet(variant, SENTINELS)
    return sheet.close(KINDS[frame.chart.kind](frame, sheet))


def draw_figure(frame: Frame) -> Mapping[tuple[Language, str], str]:
    """The inline SVG of each language and variant."""
    out: dict[tuple[Language, str], str] = {}
    with house_style():
        for variant in (NARROW, WIDE):
            sheet = sheet_of(frame, variant)
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


def svg_shapes(sheet: Sheet) -> tuple[Element, ...]:
    """Every path and text of a sheet in drawing order, colours as classes."""
    out = io.StringIO()
    canvas: Any = FigureCanvasSVG(sheet.figure)
    canvas.print_svg(out, metadata={"Date": None})
    root = ET.fromstring(out.getvalue().encode())  # noqa: S314 - our own drawing
    return tuple(_svg_shape(one, name) for one, name in _leaves(root, ""))


def compose_svg(
    sheet: Sheet, made: Sequence[Element], language: Language, attributes: Mapping[str, str]
) -> Element:
    """The drawing in one language as an `<svg>`, the tokens replaced by their texts."""
    across, down = sheet.size
    box = {"viewBox": f"0 0 {across} {down}", "width": str(across), "height": str(down)}
    root = Element("svg", {**attributes, **box})
    for one in made:
        if one.tag == "text" and (one.text or "").startswith("§"):
            token = sheet.tokens[int((one.text or "")[1:])]
            root.extend(_svg_texts(token, language))
        else:
            root.append(one)
    return root


def inline_svg(sheet: Sheet, made: Sequence[Element], language: Language, variant: str) -> str:
    """The drawing as it stands in a page: silent, for the figure is labelled by its caption."""
    attributes = {"class": f"drawing drawing--{variant}", "aria-hidden": "true"}
    root = compose_svg(sheet, made, language, {**attributes, "focusable": "false"})
    return ET.tostring(root, encoding="unicode")


def prefix_ids(root: Element, prefix: str) -> None:
    """Put a prefix before every id, and before every reference to one."""
    for one in root.iter():
        for key, value in one.attrib.items():
            if key == "id":
                one.set(key, prefix + value)
            elif key.endswith("href") and value.startswith("#"):
                one.set(key, f"#{prefix}{value[1:]}")
            elif "url(#" in value:
                one.set(key, value.replace("url(#", f"url(#{prefix}"))


def _leaves(node: Element, name: str) -> Iterator[tuple[Element, str]]:
    for child in node:
        if child.tag in (f"{SVG}path", f"{SVG}text"):
            yield child, name
        elif child.tag == f"{SVG}g":
            yield from _leaves(child, child.get("id", ""))


def _svg_shape(raw: Element, name: str) -> Element:
    if raw.tag == f"{SVG}text":
        made = Element("text")
        made.text = raw.text
        return made
    look = dict(part.split(": ", 1) for part in raw.get("style", "").split("; ") if ": " in part)
    classes = [name] if name else []
    for paint, word in (("fill", "fill"), ("stroke", "line")):
        role = ROLE_OF.get(look.get(paint, ""))
        if role:
            classes.append(f"{word}-{role}")
    made = Element(raw.tag.removeprefix(SVG), {"class": " ".join(classes)})
    if look.get("fill") == "none":
        made.set("fill", "none")
    made.attrib |= {key: look[key] for key in KEPT_ATTRIBUTES if key in look}
    d = raw.get("d", "")
    if name == "dot":
        made.tag = "circle"
        made.attrib |= _circle(d)
    else:
        made.set("d", _short(d))
    return made


def _svg_texts(token: TextPlaceholder, language: Language) -> Iterator[Element]:
    lines = token.block.lines(language)
    down = baselines(lines, token.y, token.valign)
    for (words, style), y in zip(lines, down, strict=True):
        look = STYLES[style]
        line = Element("text", {"class": f"fill-{look.role}", "x": _svg_number(token.x)})
        line.set("y", _svg_number(y))
        line.set("font-size", _svg_number(look.size))
        if look.weight != 400:
            line.set("font-weight", str(look.weight))
        if token.align != "left":
            line.set("text-anchor", SVG_ANCHORS[token.align])
        line.text = words
        yield line


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


def standalone(root: Element, style: str, described: Sequence[Element]) -> str:
    """The drawing as a file of its own: with its look, title, description and data about itself."""
    root.set("xmlns", "http://www.w3.org/2000/svg")
    for place, one in enumerate(described):
        root.insert(place, one)
    look = Element("style")
    look.text = style
    root.insert(len(described), look)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)
