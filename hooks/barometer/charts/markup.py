"""HTML as elements, so that nothing is ever escaped by hand."""

from typing import cast
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element


def tag(name: str, *inside: Element | str | None, **attributes: str | None) -> Element:
    """An element; `class_` and `for_` lose their mark, `_` in other names becomes `-`."""
    clean = {
        key.rstrip("_").replace("_", "-"): value
        for key, value in attributes.items()
        if value is not None
    }
    made = Element(name, clean)
    for part in inside:
        add(made, part)
    return made


def add(parent: Element, part: Element | str | None) -> None:
    """Put an element, or text at its right place, at the end of another."""
    if part is None:
        return
    if isinstance(part, Element):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + part
    else:
        parent.text = (parent.text or "") + part


def comment(text: str) -> Element:
    """An HTML comment."""
    return cast(Element, ET.Comment(text))


def html(root: Element) -> str:
    """The element as HTML, empty elements closed as HTML closes them."""
    return ET.tostring(root, encoding="unicode", method="html", short_empty_elements=True)
