"""The rules of figures as checks that yield what is wrong, for real ones and planted faults."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from barometer.charts.sheet import SPARE, width
from barometer.charts.wording import TONES

MARKS = ("axis", "tone-1", "tone-2", "tone-3", "tone-4", "interval", "break")
LETTERS = ("text", "quiet", "break", "tone-3")
Box = tuple[str, float, float, float, float]
"""A text with left, top, right and lower edge."""

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE TVCG 15 (2009), severity 1.0: protanopia, deuteranopia, tritanopia.
DEFICIENCIES: Mapping[str, tuple[tuple[float, float, float], ...]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as light, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def luminance(light: Sequence[float]) -> float:
    """Relative luminance as WCAG defines it."""
    red, green, blue = light
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """The contrast of two colours as WCAG defines it."""
    dark, light = sorted(luminance(linear(colour)) for colour in (a, b))
    return (light + 0.05) / (dark + 0.05)


def lightness(light: Sequence[float]) -> float:
    """L* of CIELAB, 0 to 100: what is left of a colour in grey print."""
    y = min(1.0, max(0.0, luminance(light)))
    return float(116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y)


def seen(colour: str, deficiency: str) -> tuple[float, ...]:
    """The colour as someone with that deficiency sees it, as light."""
    light = linear(colour)
    return tuple(
        min(1.0, max(0.0, sum(k * part for k, part in zip(row, light, strict=True))))
        for row in DEFICIENCIES[deficiency]
    )


def palette_faults(palette: Mapping[str, str]) -> Iterator[str]:
    """Marks under 3:1, letters under 4.5:1, and parts that look alike in print or to some eyes."""
    for role in MARKS:
        if contrast(palette[role], palette["ground"]) < 3:
            yield f"{role} against ground: under 3:1"
    for role in LETTERS:
        if contrast(palette[role], palette["ground"]) < 4.5:
            yield f"{role} as text: under 4.5:1"
    for n in (1, 2, 3, 4):
        if contrast(palette[f"on-{n}"], palette[f"tone-{n}"]) < 4.5:
            yield f"on-{n} as text: under 4.5:1"
    for tones in TONES.values():
        for a, b in pairwise(tones):
            if abs(lightness(linear(palette[a])) - lightness(linear(palette[b]))) < 10:
                yield f"{a} and {b} alike in grey print"
            for kind in DEFICIENCIES:
                apart = lightness(seen(palette[a], kind)) - lightness(seen(palette[b], kind))
                if abs(apart) < 10:
                    yield f"{a} and {b} alike with {kind}"


def drawing_faults(svg: str) -> Iterator[str]:
    """What no drawing in a page may hold."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    for one in root.iter():
        if "style" in one.attrib or one.tag.endswith("style"):
            yield f"<{one.tag}> has a style of its own"
        if one.tag not in ("svg", "path", "text", "circle"):
            yield f"<{one.tag}> is not one of our marks"
        for key, value in one.attrib.items():
            if value.startswith("#") or "url(" in value or key.startswith("on"):
                yield f"{key}={value}"
    if root.get("aria-hidden") != "true" or root.get("focusable") != "false":
        yield "the drawing is not silent"
    for one in root.iter("text"):
        if float(one.get("font-size", "0")) < 14:
            yield f"{one.text} is smaller than 14 units"


def cut_bars(svg: str) -> Iterator[str]:
    """Bars that do not begin at a zero line, or whose lengths do not follow one scale."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    zeros = {xs[0] for one in root.iter("path") for xs in _uprights(one)}
    for one in root.iter("path"):
        if "bar" in one.get("class", "").split():
            left = min(_numbers(one.get("d", ""))[::2])
            if not any(abs(left - zero) < 0.6 for zero in zeros):
                yield f"a bar begins at {left}, the zero lines stand at {sorted(zeros)}"


def _uprights(one: ET.Element) -> Iterator[list[float]]:
    """The x of each upright piece of an axis."""
    if "line-axis" in one.get("class", "").split() and "rule" in one.get("class", "").split():
        xs = _numbers(one.get("d", ""))[::2]
        if len(set(xs)) == 1:
            yield xs


def _numbers(d: str) -> list[float]:
    return [float(part) for part in d.translate(str.maketrans("MLHVzC", "      ")).split()]


def bar_lengths(svg: str) -> list[float]:
    """The length of every lying bar, in the order in which they were drawn."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    found = []
    for one in root.iter("path"):
        if "bar" in one.get("class", "").split():
            xs = _numbers(one.get("d", ""))[::2]
            found.append(max(xs) - min(xs))
    return found


def twice(ids: Sequence[str]) -> list[str]:
    """Ids that stand more than once."""
    return sorted({one for one in ids if ids.count(one) > 1})


def overlaps(boxes: Sequence[Box], slack: float = 1.0) -> Iterator[str]:
    """Pairs of texts that run into each other."""
    for a, b in combinations(boxes, 2):
        across = min(a[3], b[3]) - max(a[1], b[1])
        down = min(a[4], b[4]) - max(a[2], b[2])
        if across > slack and down > slack:
            yield f"{a[0]!r} and {b[0]!r}"


def outside(boxes: Sequence[Box], frame: Box, slack: float = 0.5) -> Iterator[str]:
    """Texts that leave their picture."""
    for words, left, top, right, bottom in boxes:
        if (
            left < frame[1] - slack
            or top < frame[2] - slack
            or right > frame[3] + slack
            or bottom > frame[4] + slack
        ):
            yield words


SHAPES = ("path", "circle", "rect", "line", "polyline", "polygon", "ellipse")


def covered_texts(drawing: ET.Element) -> Iterator[str]:
    """Texts that a filled shape lies over, or that a line runs through, since both come later."""
    texts: list[Box] = []
    for one in drawing.iter():
        name = str(one.tag).rpartition("}")[2]
        if name == "text":
            texts.append(_text_box(one))
        elif name in SHAPES and texts:
            pieces = list(_pieces(one, name))
            yield from (text[0] for text in texts if any(_meets(text, piece) for piece in pieces))


def _text_box(one: ET.Element) -> Box:
    """Where the letters of a text are: capitals and what hangs below the line."""
    words, size = "".join(one.itertext()), float(one.get("font-size", "16"))
    across = width(words, size, int(one.get("font-weight", "400"))) / SPARE
    share = {"middle": 0.5, "end": 1.0}.get(one.get("text-anchor", ""), 0.0)
    x, y = float(one.get("x", "0")) - across * share, float(one.get("y", "0"))
    return words, x, y - 0.7 * size, x + across, y + 0.2 * size


def _pieces(one: ET.Element, name: str) -> Iterator[Box]:
    """What a shape covers: its whole box where it is filled, else each of its straight lines."""
    if name == "circle":
        x, y, r = (float(one.get(key, "0")) for key in ("cx", "cy", "r"))
        lines = [[(x - r, y - r), (x + r, y + r)]]
    elif name == "rect":
        x, y, across, down = (float(one.get(key, "0")) for key in ("x", "y", "width", "height"))
        corners = [(x, y), (x + across, y), (x + across, y + down), (x, y + down)]
        lines = [[*corners, corners[0]]]
    elif name == "path":
        lines = list(_lines(one.get("d", "")))
    else:
        raise AssertionError(f"<{name}> is not one of our marks")
    for points in lines:
        pairs = pairwise(points) if one.get("fill") == "none" else [points]
        yield from map(_box, pairs)


def _lines(d: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each piece of a path, a curve by where it ends."""
    for piece in d.split("M")[1:]:
        found: list[tuple[float, float]] = []
        for command, rest in re.findall(r"([MLHVC])([^MLHVCz]*)", f"M{piece}"):
            numbers = [float(part) for part in rest.replace(",", " ").split()]
            if command == "H":
                found.append((numbers[0], found[-1][1]))
            elif command == "V":
                found.append((found[-1][0], numbers[0]))
            else:
                found += zip(numbers[::2], numbers[1::2], strict=True)
        yield found


def _box(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return "", min(xs), min(ys), max(xs), max(ys)


def _meets(text: Box, piece: Box) -> bool:
    """Whether a piece reaches into the letters; a pixel at the edge is only a touch."""
    return max(text[1] + 1, piece[1]) <= min(text[3] - 1, piece[3]) and max(
        text[2] + 1, piece[2]
    ) <= min(text[4] - 1, piece[4])
