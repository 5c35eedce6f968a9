"""`/// worksheet | Title`: numbered items become text fields, bullets become tick boxes."""

from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from barometer.content.addresses import slug


class Worksheet(Block):  # type: ignore[misc]  # pymdownx has no types
    """A sheet to fill in on screen or on paper; nothing that is written in it leaves the page."""

    NAME = "worksheet"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The sheet with its title as heading."""
        name = slug(self.argument)
        sheet = SubElement(
            parent, "section", {"class": "worksheet", "aria-labelledby": f"{name}-title"}
        )
        sheet.set("id", name)
        SubElement(
            sheet, "h3", {"id": f"{name}-title", "class": "worksheet-title"}
        ).text = self.argument
        return sheet

    def on_end(self, block: Element) -> None:
        """Give every item its field, joined to its words."""
        numbers = count(1)
        for listing in block:
            if listing.tag in {"ol", "ul"}:
                listing.set(
                    "class", "worksheet-questions" if listing.tag == "ol" else "worksheet-checks"
                )
                for item in listing:
                    _field(item, f"{block.get('id')}-{next(numbers)}", written=listing.tag == "ol")


def _field(item: Element, name: str, *, written: bool) -> None:
    label = Element("label", {"for": name})
    label.text, item.text = item.text, None
    for child in list(item):
        item.remove(child)
        label.extend(_unwrapped(child))
    if written:
        item.append(label)
        SubElement(item, "textarea", {"id": name, "rows": "3", "autocomplete": "off"})
    else:
        SubElement(item, "input", {"id": name, "type": "checkbox", "autocomplete": "off"})
        item.append(label)


def _unwrapped(child: Element) -> Iterator[Element]:
    if child.tag == "p":
        child.tag = "span"
    yield child
