"""Pictures that are what their names say, drawings that only draw, and how large they are."""

from pathlib import Path
from xml.etree import ElementTree as ET

STARTS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".avif": (b"\x00\x00\x00",),
    ".woff2": (b"wOF2",),
}
SHAPES = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask"),
    )
)
ORIENTATION, SIDEWAYS = 0x0112, range(5, 9)
"""Where a camera says how it was held, and what it says when it was held on its side."""
NAMESPACE = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
OWN = "url(#"
"""The one reference that a value may hold: to a part of the same drawing."""


def is_what_it_says(ending: str, data: bytes) -> bool:
    """Whether a file begins as files of that ending do."""
    return data.startswith(STARTS.get(ending, (b"",)))


def unsafe_in_drawing(data: bytes) -> str | None:
    """The first thing in an SVG that is more than a drawing, None where all of it only draws."""
    for mark in (b"<!DOCTYPE", b"<!ENTITY", b"<?xml-stylesheet"):
        if mark.lower() in data.lower():
            return mark.decode()
    try:
        data.decode("utf-8")
        root = ET.fromstring(data)  # noqa: S314 - without a DOCTYPE nothing can be expanded
    except (ET.ParseError, UnicodeDecodeError) as error:
        return str(error)
    return next((bad for one in root.iter() if (bad := _unsafe(one))), None)


def _unsafe(part: ET.Element) -> str | None:
    name = part.tag.removeprefix(NAMESPACE)
    if name not in SHAPES:
        return f"<{name.rpartition('}')[2]}>"
    for key, value in part.attrib.items():
        plain = "".join(value.split()).lower()
        leads_away = key in {"href", XLINK} and not plain.startswith("#")
        if key.lower().startswith("on") or leads_away or "url(" in plain.replace(OWN, ""):
            return f"{key.rpartition('}')[2]}={value}"
    return None


def size_of(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels as a browser shows the picture; None where nobody can tell."""
    if file.suffix == ".svg":
        return _size_of_drawing(file)
    from PIL import Image  # only where a page has a picture: a build starts sooner without

    try:
        with Image.open(file) as picture:
            width, height = picture.size
            sideways = picture.getexif().get(ORIENTATION) in SIDEWAYS
    except (OSError, Image.DecompressionBombError):
        return None
    return (height, width) if sideways else (width, height)


def _size_of_drawing(file: Path) -> tuple[int, int] | None:
    """The size that the drawing asks for, or that of what it shows."""
    try:
        root = ET.fromstring(file.read_bytes())  # noqa: S314 - the checks let no entities in
    except ET.ParseError:
        return None
    seen = root.get("viewBox", "").replace(",", " ").split()[2:]
    asked = [root.get(name, "").removesuffix("px") for name in ("width", "height")]
    for width, height in (pair for pair in (asked, seen) if len(pair) == 2):
        if width.replace(".", "").isdecimal() and height.replace(".", "").isdecimal():
            return round(float(width)), round(float(height))
    return None
