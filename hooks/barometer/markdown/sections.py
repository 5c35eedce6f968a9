"""Every heading and what follows it becomes a section, so that a style sheet can lay a page out."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h2", "h3")
AFTERWARDS = "footnote"  # the notes stand after the last section, not in it


class Sections(Treeprocessor):
    """Wraps second and third level headings with their text, the third inside the second."""

    def run(self, root: Element) -> None:
        """Wrap the children of the page."""
        _refill(root, HEADINGS)


def nested(children: Sequence[Element], heading: str) -> list[Element]:
    """The children with a `<section data-of="id">` around each such heading and what follows it."""
    made: list[Element] = []
    section: Element | None = None
    for child in children:
        if child.tag == heading:
            section = Element("section", {"data-of": child.get("id", "")})
            made.append(section)
        elif child.get("class") == AFTERWARDS:
            section = None
        (made if section is None else section).append(child)
    return made


def _refill(parent: Element, headings: Sequence[str]) -> None:
    children = list(parent)
    for child in children:
        parent.remove(child)
    parent.extend(nested(children, headings[0]))
    for section in parent:
        if section.get("data-of") is not None and headings[1:]:
            _refill(section, headings[1:])
