"""The finished drawing in one language: the ground silent, then a real link for every trend."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from barometer.charts import svg
from barometer.text import Language
from barometer.trends.canvas import MARK, Canvas
from barometer.trends.facts import RadarFacts

WAITING = "§"


def picture(
    canvas: Canvas, made: Sequence[Element], facts: RadarFacts, language: Language, variant: str
) -> str:
    """The SVG; its links come in the order of their numbers.

    The title of a link is its name: the words that are seen, then what its place shows.
    """
    attributes = {
        "class": f"drawing drawing--{variant} radar-drawing",
        "role": "group",
        "aria-labelledby": "trend-radar-caption",
    }
    root = svg.compose(canvas.sheet, (), language, attributes)
    ground = SubElement(root, "g", {"aria-hidden": "true"})
    ground.extend(_made(canvas, made, language, None))
    for item in facts.items:
        parts = list(_made(canvas, made, language, item.number))
        names = {"class": f"radar-link {item.classes}"}
        anchor = SubElement(root, "a", {"href": item.address[language], **names})
        SubElement(anchor, "title").text = item.spoken[language]
        anchor.extend(parts)
    return ET.tostring(root, encoding="unicode")


def _made(
    canvas: Canvas, made: Sequence[Element], language: Language, owner: int | None
) -> Iterator[Element]:
    """What one link or the ground shows; marks lose the number in their class."""
    mine = [one for one in made if _owner(canvas, one) == owner]
    for one in svg.compose(canvas.sheet, mine, language, {}):
        name, _, look = one.get("class", "").partition(" ")
        if name.startswith(MARK):
            yield Element(one.tag, {**one.attrib, "class": f"radar-mark {look}"})
        else:
            yield one


def _owner(canvas: Canvas, one: Element) -> int | None:
    if one.tag == "text" and (one.text or "").startswith(WAITING):
        return canvas.owners.get(int((one.text or "")[1:]))
    name = one.get("class", "").split(" ")[0]
    return int(name.removeprefix(MARK)) if name.startswith(MARK) else None
