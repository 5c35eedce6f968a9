"""The page syntax of the site for Python-Markdown: figures, bound values, sources, worksheets."""

from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from barometer.markdown.context import Context
from barometer.markdown.figures import Figures, Pictures
from barometer.markdown.footnotes import SourceNotes
from barometer.markdown.links import BoundLinks
from barometer.markdown.safety import install
from barometer.markdown.sections import Sections
from barometer.markdown.slots import Slots
from barometer.markdown.tables import Tables
from barometer.markdown.terms import TermsInPlace
from barometer.markdown.worksheets import Worksheet


class BarometerExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Works without any site generator: `Markdown(extensions=[BarometerExtension(state=…)])`."""

    def __init__(self, **options: Any) -> None:
        self.config = {"state": ["", "the page at hand: site, language and page"]}
        super().__init__(**options)

    def _context(self) -> Context:
        state = self.getConfig("state")
        return lambda: state

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's own name
        """Register what the page syntax is made of."""
        super().extendMarkdown(md)
        context = self._context()
        install(md, context)
        md.preprocessors.register(SourceNotes(md, context), "barometer-sources", 26)
        md.treeprocessors.register(Figures(md, context), "barometer-figures", 15)
        md.treeprocessors.register(Pictures(md, context), "barometer-pictures", 13)
        md.treeprocessors.register(BoundLinks(md, context), "barometer-values", 14)
        md.treeprocessors.register(TermsInPlace(md, context), "barometer-terms", 7)
        md.treeprocessors.register(Sections(), "barometer-sections", 2)
        md.treeprocessors.register(Tables(), "barometer-tables", 1)
        md.parser.blockprocessors.register(Slots(md.parser, context), "barometer-slots", 175)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: ARG002, N802
        """Register the worksheet, a block of its own."""
        context = self._context()
        block_mgr.register(Worksheet, {"context": context})


def makeExtension(**options: Any) -> BarometerExtension:  # noqa: N802 - Python-Markdown's own name
    """What `markdown_extensions: [barometer.markdown]` calls."""
    return BarometerExtension(**options)
