"""`[^coi_about]` gets its note from `data/sources.yml`: a source is written once for all pages."""

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from barometer.indicators.marked import source
from barometer.markdown.context import Context

OPENING = "[^"


class SourceNotes(Preprocessor):
    """Appends the definition of every source that the page refers to, in the order of first use."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        """The page's lines with the notes of its sources below them."""
        sources = self.context().site.dataset.sources
        defined = [
            f"{OPENING}{key}]: {source(sources[key], self.context().language)}."
            for key in references("\n".join(lines))
            if key in sources
        ]
        return [*lines, "", *defined] if defined else lines


def references(text: str) -> list[str]:
    """The keys of `[^key]` in a text, each once, in the order of first use."""
    keys = (part.partition("]")[0] for part in text.split(OPENING)[1:])
    return list(dict.fromkeys(keys))
