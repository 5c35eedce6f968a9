"""HTML made as a tree, so that every text is escaped and every element closed."""

from xml.etree.ElementTree import Element, tostring

Child = Element | str


def element(tag: str, attributes: dict[str, str] | None = None, *children: Child) -> Element:
    """An element with its attributes, texts and children, in order."""
    made = Element(tag, attributes or {})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def html(*elements: Element) -> str:
    """The elements as HTML, one after the other."""
    return "\n".join(tostring(one, encoding="unicode", method="html") for one in elements)
