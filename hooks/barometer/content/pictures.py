"""Pictures that are what their names say, and drawings that only draw."""

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
