"""`/// worksheet | Title`: numbered items become text fields, bullets become tick boxes."""

from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from barometer.content.addresses import slug
from barometer.html import element

CLASSES = {"ol": "worksheet-questions", "ul": "worksheet-checks"}


class Worksheet(Block):  # type: ignore[misc]  # pymdownx has no types
    """A sheet to fill in on screen or on paper; nothing that is written in it leaves the page."""

    NAME = "worksheet"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The sheet with its title as heading."""
        name = slug(self.argument)
        attributes = {"class": "worksheet", "id": name, "aria-labelledby": f"{name}-title"}
        sheet = SubElement(parent, "section", attributes)
        title = {"id": f"{name}-title", "class": "worksheet-title"}
        sheet.append(element("h3", title, self.argument))
        return sheet

    def on_end(self, block: Element) -> None:
        """Give every item its field, joined to its words, and say where the answers stay."""
        numbers = count(1)
        for listing in block:
            if listing.tag in CLASSES:
                listing.set("class", CLASSES[listing.tag])
                for item in listing:
                    _field(item, f"{block.get('id')}-{next(numbers)}", written=listing.tag == "ol")
        block.append(self._kept())

    def _kept(self) -> Element:
        """Where the answers stay, and the button that clears them, which shows if a script can."""
        state = self.config["context"]()
        words = {name: text[state.language] for name, text in state.site.words["site"].items()}
        clear = {"type": "button", "hidden": "hidden", "data-sure": words["worksheet_sure"]}
        button = element("button", clear, words["worksheet_clear"])
        kept = element("span", {}, words["worksheet_kept"])
        return element("p", {"class": "worksheet-keep"}, kept, " ", button)


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
        SubElement(item, "input", {"id": name, "type": "checkbox"})
        item.append(label)


def _unwrapped(child: Element) -> Iterator[Element]:
    if child.tag == "p":
        child.tag = "span"
    yield child
