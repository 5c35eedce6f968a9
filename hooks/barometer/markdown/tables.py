"""A table wider than the screen scrolls in a box of its own, so that the page never does."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class Tables(Treeprocessor):
    """Puts a box around every table and says how many columns it holds."""

    def run(self, root: Element) -> None:
        """Box every table of the page."""
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table" and parent.get("class") != "table-scroll":
                    parent[place] = _boxed(child)


def _boxed(table: Element) -> Element:
    box = Element("div", {"class": "table-scroll"})
    box.tail, table.tail = table.tail, None
    first = table.find(".//tr")
    table.set("class", f"columns-{0 if first is None else len(first)}")
    box.append(table)
    return box
