"""`[[framework-figure]]` alone on a line: a place that the site fills from its own data."""

from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from barometer.markdown.context import Context


class Slots(BlockProcessor):
    """Puts the HTML of a part, made elsewhere, where its name stands in double brackets."""

    def __init__(self, parser: BlockParser, context: Context) -> None:
        super().__init__(parser)
        self.context = context

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Whether the block is one slot and nothing else."""
        return slot_of(block) in self.context().site.parts

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Store the part's HTML, which Markdown then leaves alone."""
        make = self.context().site.parts[slot_of(blocks.pop(0))]
        holder = SubElement(parent, "div", {"class": "part"})
        holder.text = self.parser.md.htmlStash.store(make(self.context()))


def slot_of(block: str) -> str:
    """The name in `[[name]]`, or nothing."""
    text = block.strip()
    return text[2:-2] if text.startswith("[[") and text.endswith("]]") and "\n" not in text else ""
