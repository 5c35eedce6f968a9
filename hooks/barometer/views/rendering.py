"""Markdown with figures and values becomes HTML; what a rendered page depends on."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from barometer.cache import FOLDER, digest, load, store
from barometer.charts.figure import make_figure
from barometer.charts.wording import FigureContext
from barometer.data.notation import Reference, parse_reference, resolve
from barometer.data.releases import Correction
from barometer.pages.addresses import PageKey, line_address, page_key
from barometer.pages.checks import size_of
from barometer.pages.links import beside
from barometer.pages.site import PageState, Site
from barometer.pages.syntax import Context, Sections, Slots, SourceNotes, Tables, Worksheet, install
from barometer.sentences.values import SOURCE, figure_id, source_address, value_note
from barometer.views.glossary import TermsInPlace
from barometer.views.navigation import indicator_edits
from barometer.views.reuse import cite_chart

ENVIRONMENT = ("SOURCE_DATE_EPOCH", "EDIT_URI")
"""Settings of the machine that pages show; the site's own address is known of the site."""


@dataclass(frozen=True)
class Fingerprints:
    """Hashes of a site: what every page depends on, all heads, all bodies, and its numbers.

    `around` is the settings, addresses, releases and all data but the table and its corrections;
    `heads` the titles, summaries and facts of every page; `values` the rows and corrections of
    each indicator and of those that its file names.
    """

    around: str
    heads: str
    bodies: str
    values: Mapping[str, str]
    pages: Mapping[PageKey, str]

    @cached_property
    def numbers(self) -> str:
        """The hash of every number."""
        return digest(sorted(self.values.items()))

    def named(self, key: PageKey, text: str) -> str:
        """The hash of the numbers of every indicator that a text names, or that a page is about."""
        own = self.pages.get(key)
        return digest([self.values[one] for one in self.values if one in text or one == own])


@lru_cache(maxsize=1)
def hash_site(site: Site) -> Fingerprints:
    """The hashes of a site as it was read."""
    pages = sorted(site.pages.items(), key=lambda pair: (pair[0][0].path, pair[0][1]))
    heads = [(key.path, at, repr(page.words), repr(page.facts)) for (key, at), page in pages]
    addresses = [site.address(key, at) for (key, at), _ in pages]
    out = (repr(site.releases.releases), site.releases.version)
    here = (site.url, site.contact, out, [head[:2] for head in heads], addresses)
    return Fingerprints(
        around=digest([*map(os.environ.get, ENVIRONMENT), _data(site), here]),
        heads=digest(heads),
        bodies=digest([page.body for _, page in pages]),
        values=_values(site),
        pages={page_key(name): name for name in site.dataset.indicators},
    )


def site_shape(site: Site) -> str:
    """The hash of which files a built site has, whatever they say."""
    charts = [(name, list(one.charts)) for name, one in site.dataset.indicators.items()]
    addresses = sorted(site.address(key, language) for key, language in site.pages)
    versions = sorted(site.releases.releases)
    return digest([site.url, addresses, charts, versions, sorted(site.book.redirects)])


def _data(site: Site) -> str:
    """Everything that was read from `data/` but the observations and their corrections."""
    rest = site.dataset.model_copy(update={"observations": ()})
    return f"{rest.model_dump_json()}{site.book.model_dump_json()}"


def _values(site: Site) -> Mapping[str, str]:
    names = (*site.dataset.indicators, *site.dataset.values)
    lines = site.table_lines if line_address(1) else {}
    own = {}
    for name in names:
        rows = site.dataset.of(name)
        seen = (rows, [lines.get(row[:5]) for row in rows], _corrected(site, name))
        own[name] = repr(seen)
    return {name: digest([own[name], *_named(site, name, own)]) for name in own}


def _corrected(site: Site, name: str) -> list[Correction]:
    return [one for one in site.releases.corrections if one.value.startswith(name)]


def _named(site: Site, name: str, own: Mapping[str, str]) -> Iterator[str]:
    described = site.dataset.described(name)
    said = described.model_dump_json() if described else ""
    compared = [repr(one) for one in site.dataset.comparisons if name in repr(one)]
    text = said + "".join(compared)
    yield from (own[other] for other in own if other != name and f'"{other}"' in text)


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


SCHEME = "chart:"


class Figures(Treeprocessor):
    """Puts a figure in the place of each paragraph that holds nothing but a `chart:` picture."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Replace every chart of the page, numbered in reading order."""
        for number, (parent, paragraph, image) in enumerate(list(_charts(root)), start=1):
            place = list(parent).index(paragraph)
            parent[place] = self._figure(image, number)

    def _figure(self, image: Element, number: int) -> Element:
        state = self.context()
        indicator, chart = chart_of(image.get("src", ""))
        drawn = make_figure(
            state.site.dataset,
            indicator,
            chart,
            state.language,
            UnescapeTreeprocessor().unescape(image.get("alt", "")),  # Markdown would do so too late
            number=number,
            context=self._context(state, indicator, chart),
        )
        holder = Element("div")
        holder.set("class", "figure-place")
        holder.text = self.md.htmlStash.store(drawn)
        return holder

    def _context(self, state: PageState, indicator: str, chart: str) -> FigureContext:
        cited = cite_chart(state.site, indicator, chart, state.language)
        return replace(figure_context(state, indicator), citation=cited.plain)


def figure_context(state: PageState, indicator: str) -> FigureContext:
    """What a figure needs to know of its place: addresses and the version of the data."""
    return FigureContext(
        site_url=state.site.url,
        to_root=state.to_root,
        page=state.site.address(page_key(indicator), state.language),
        method=state.known(PageKey("barometer/method")),
        edits=indicator_edits(state.site.words["site"], indicator, state.language),
    )


class Pictures(Treeprocessor):
    """Says how large each picture is, so that the text below keeps its place while it comes."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Mark every picture whose file is known."""
        state = self.context()
        for image in root.iter("img"):
            file = state.site.root / "docs" / beside(state.key, unquote(image.get("src", "")))
            if file.is_file() and (size := size_of(file)):
                image.set("width", str(size[0]))
                image.set("height", str(size[1]))
            image.set("loading", "lazy")


def chart_of(target: str) -> tuple[str, str]:
    """Indicator and chart of `chart:innovative_workplaces/sector`; unnamed is `default`."""
    indicator, _, chart = target.removeprefix(SCHEME).partition("/")
    return indicator, chart or "default"


def _charts(root: Element) -> Iterator[tuple[Element, Element, Element]]:
    for parent in root.iter():
        for child in parent:
            if child.tag == "p" and len(child) == 1 and not (child.text or "").strip():
                image = child[0]
                if image.tag == "img" and image.get("src", "").startswith(SCHEME):
                    yield parent, child, image


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
                self._bind(link, parse_reference(target.removeprefix(VALUE)))
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
        link.set("title", value_note(reference, dataset, state.language))
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


PART_MARK = "[["


OF_INDICATOR = "[[indicator-"


READS_BODIES = ("[[framework-figure]]", "[[translation-state]]")
"""The parts that are made from the text of other pages too, not from their heads alone."""


def rendering_key(state: PageState, markdown: str, settings: str) -> str:
    """The name of a page's rendered text: its Markdown, what it names, the engine's settings."""
    around = hash_site(state.site)
    own = (state.key.path, state.language, markdown, settings, around.around)
    pictures = _pictures(state, markdown)
    return digest([*own, around.named(state.key, markdown), *pictures, *_parts(state, markdown)])


def _pictures(state: PageState, markdown: str) -> list[str]:
    """The pictures that a page may show, whose size stands on it."""
    if "![" not in markdown:
        return []
    files = sorted(path for path in (state.site.root / "docs/assets").rglob("*") if path.is_file())
    return [digest([one.name, one.read_bytes()]) for one in files if one.name in markdown]


def _parts(state: PageState, markdown: str) -> list[str]:
    """What the parts of the site on a page are made from."""
    around = hash_site(state.site)
    if PART_MARK not in markdown:
        return []
    whole = markdown.count(PART_MARK) > markdown.count(OF_INDICATOR)
    read = whole or any(one in markdown for one in READS_BODIES)
    lags = state.site.translations if read else ""
    return [
        around.heads,
        around.numbers if whole else "",
        around.bodies if read else "",
        repr(lags),
    ]


def load_text(state: PageState, name: str) -> bytes | None:
    """The page's text as it was rendered before, if it was kept under that name."""
    found = load(_file(state), "views", name)
    return found["text"] if found else None


def store_text(state: PageState, name: str, text: bytes) -> None:
    """Keep it in the place of what was kept of the page earlier."""
    store(_file(state), "views", name, {"text": text})


def _file(state: PageState) -> Path:
    return state.site.root / FOLDER / "pages" / digest([state.site.url, state.language, state.key])
