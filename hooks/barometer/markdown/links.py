"""`[83 procent](value:innovative_workplaces@4)` becomes a quiet link to the figure."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from barometer.markdown.context import Context
from barometer.sentences.notation import Reference, parse
from barometer.sentences.note import note

VALUE, OTHER = "value:", "other:"


class BoundLinks(Treeprocessor):
    """Turns `value:` into a link to the indicator's page, `other:` into one to the source."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Bind every value of the page."""
        for link in root.iter("a"):
            target = link.get("href", "")
            if target.startswith(VALUE):
                self._bind(link, parse(target.removeprefix(VALUE)))
            elif target.startswith(OTHER):
                source = self.context().site.dataset.sources[target.removeprefix(OTHER)]
                link.attrib.update({"class": "value", "href": source.address})
                link.set("title", f"{source.publisher}: {source.title}")

    def _bind(self, link: Element, reference: Reference) -> None:
        state = self.context()
        link.set("class", "value")
        link.set("href", state.indicator_file(reference.first.indicator))
        link.set("title", note(reference, state.site.dataset, state.language))
