"""`[83 procent](value:innovative_workplaces@4)` becomes a quiet link to the figure."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from barometer.data.notation import Reference, parse, resolve
from barometer.indicator_page import page_key
from barometer.markdown.context import Context
from barometer.sentences.note import SOURCE, figure_id, note, source_address

VALUE, OTHER = "value:", "other:"


class BoundLinks(Treeprocessor):
    """Turns `value:` into a link to the indicator's page, `other:` into one to the source."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Bind every value of the page."""
        for link in list(root.iter("a")):
            target = link.get("href", "")
            if target.startswith(VALUE):
                self._bind(link, parse(target.removeprefix(VALUE)))
            elif target.startswith(OTHER):
                source = self.context().site.dataset.sources[target.removeprefix(OTHER)]
                link.set("class", "value")
                _lead(link, source.link)
                said = SOURCE[self.context().language].format(source=source.publisher)
                link.set("title", said)  # not the source's title, which may be in another language

    def _bind(self, link: Element, reference: Reference) -> None:
        state, point = self.context(), reference.first
        dataset = state.site.dataset
        link.set("class", "value")
        link.set("title", note(reference, dataset, state.language))
        row = resolve(point, dataset)
        if row and row.few:
            words = state.site.words["figure"]["few_answers"][state.language]
            link.tail = f" ({words}){link.tail or ''}"
        if point.indicator not in dataset.indicators:
            _lead(link, source_address(point, dataset))
        elif place := figure_id(point, dataset):
            page = state.site.address(page_key(point.indicator), state.language)
            link.set("href", f"{state.to_root}{page}#{place}")
        else:
            link.set("href", state.indicator_file(point.indicator))


def _lead(link: Element, address: str) -> None:
    """Lead to a source; words whose source cannot be opened are no link."""
    if address:
        link.set("href", address)
    else:
        link.tag = "span"
        del link.attrib["href"]
