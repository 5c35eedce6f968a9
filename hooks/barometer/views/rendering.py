"""Markdown with figures, values and terms becomes HTML; what a rendered page depends on."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from barometer.cache import FOLDER, digest, load_or_make, write_file, write_files
from barometer.charts.figure import make_figure
from barometer.data.model import EARLIER_HOSTS
from barometer.data.notation import Reference, parse_reference, resolve
from barometer.faults.settings import EDIT_URI, REPRODUCIBLE, is_shown, read_setting
from barometer.html import read_style, render
from barometer.pages.addresses import PageKey, card_owner, key_of_file, line_address, page_key
from barometer.pages.checks import DOWNLOADS, size_of
from barometer.pages.links import beside
from barometer.pages.parser import parser, read_attributes, scheme_of, source_markdown
from barometer.pages.prose import TermForms, explained
from barometer.pages.renderer import (
    PageRenderer,
    Rendering,
    Way,
    contents,
    is_harmless,
)
from barometer.pages.site import PageState, Site
from barometer.sentences.table import CHART, OTHER, VALUE
from barometer.text import (
    HARD_SPACE,
    LANGUAGES,
    Language,
    alphabetical,
    format_number,
    other_language,
)
from barometer.views.reuse import FRAME_SHEETS, figure_context, frame_address, frame_files
from barometer.views.statements import SOURCE, figure_id, value_note


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
    out = (repr(site.releases.releases), repr(site.releases.archives), site.releases.version)
    here = (site.url, out, [head[:2] for head in heads], addresses)
    rest = site.dataset.model_copy(update={"observations": ()})
    data = f"{rest.model_dump_json()}{site.book.model_dump_json()}"
    return Fingerprints(
        around=digest([*map(read_setting, (REPRODUCIBLE, EDIT_URI)), data, here]),
        heads=digest(heads),
        bodies=digest([page.body for _, page in pages]),
        values=_values(site),
        pages=site.indicators,
    )


@lru_cache(maxsize=1)
def _hash_lags(site: Site) -> str:
    return digest([site.translations])


def site_shape(site: Site) -> str:
    """The hash of which files a built site has, whatever they say."""
    charts = [(name, list(one.charts)) for name, one in site.dataset.indicators.items()]
    addresses = sorted(site.address(key, language) for key, language in site.pages)
    versions = sorted(site.releases.releases)
    return digest([site.url, addresses, charts, versions, sorted(site.book.redirects)])


def _values(site: Site) -> Mapping[str, str]:
    names = (*site.dataset.indicators, *site.dataset.values)
    lines = site.table_lines if line_address(1) else {}
    own, said = {}, {}
    for name in names:
        rows, described = site.dataset.of(name), site.dataset.described(name)
        corrected = [one for one in site.releases.corrections if one.value.startswith(name)]
        own[name] = repr((rows, [lines.get(row[:5]) for row in rows], corrected))
        compared = [repr(one) for one in site.dataset.comparisons if name in repr(one)]
        said[name] = (described.model_dump_json() if described else "") + "".join(compared)
    return {
        name: digest([own[name], *(own[one] for one in own if one != name and f'"{one}"' in text)])
        for name, text in said.items()
    }


COMPACT = "compact"
"""The class of a figure that shows only its drawing and one line."""


def render_page(state: PageState) -> Rendering:
    """A page of the site as HTML, with the headings of its list of contents."""
    tokens = state.site.pages[(state.key, state.language)].document.tokens
    return Rendering(SiteRenderer(state).page(tokens), contents(tokens))


class SiteRenderer(PageRenderer):
    """Renders a page of the site: its figures, values, parts, sources, terms and addresses."""

    def __init__(self, state: PageState) -> None:
        super().__init__()
        self.state = state
        self.dataset = state.site.dataset
        self._figures = 0
        original = state.site.pages[(state.key, state.language)].original
        self.lang = f' lang="{state.language}"' if original else ""
        self._explain = term_explainer(state)

    def explained(self, text: str) -> str:
        return self._explain(text)

    def word(self, name: str) -> str:
        return self.state.site.words["site"][name][self.state.language]

    def part(self, name: str) -> str | None:
        make = self.state.site.parts.get(name)
        if make is None:
            return None
        here = self.state.indicator or not f"[[{name}".startswith(OF_INDICATOR)
        return f'<div class="part"{self.lang}>{make(self.state) if here else ""}</div>\n'

    def note(self, key: str) -> Sequence[Token]:
        source = self.dataset.sources.get(key)
        if source is None:
            return ()
        (inline,) = parser().parseInline(f"{source_markdown(source, self.state.language)}.")
        read_attributes(inline)
        return inline.children or ()

    def picture(self, image: Token, *, alone: bool) -> str:
        target = unquote(str(image.attrs["src"]))
        if target.startswith(CHART) and alone:
            compact = COMPACT in str(image.attrs.get("class", "")).split()
            return self._figure(target, self.words_of(image), compact=compact)
        if not is_harmless(target):
            return escapeHtml(self.words_of(image))
        file = self.state.site.root / "docs" / beside(self.state.key, target)
        size = size_of(file) if file.is_file() else None
        made = [(f"{self.state.to_root}{name}", width) for name, width in sizes_of(file)]
        shown = render(
            "picture.html",
            src=made[-1][0] if made else self._address(target),
            sizes=made,
            alt=self.words_of(image),
            size=size or (),
            caption=str(image.attrs.get("title", "")),
            alone=alone,
        )
        return f"{shown}\n"

    def _figure(self, target: str, headline: str, *, compact: bool) -> str:
        state, (indicator, chart) = self.state, chart_of(target)
        self._figures += 1
        if self.lang:  # the words around are in another language, and the figure is in the reader’s
            headline = self.dataset.indicators[indicator].charts[chart].finding[state.language]
        drawn = make_figure(
            self.dataset,
            indicator,
            chart,
            state.language,
            headline,
            number=self._figures,
            context=figure_context(state, indicator, chart),
            compact=compact,
        )
        drawn = f"<div{self.lang}>{drawn}</div>" if self.lang else drawn
        return f'<div class="figure-place">{drawn}</div>\n'

    def way(self, target: str) -> Way:
        """`value:` leads to the indicator's page, `other:` to the source."""
        if target.startswith(VALUE):
            return self._bound(parse_reference(unquote(target).removeprefix(VALUE)))
        if target.startswith(OTHER):
            source = self.dataset.sources[unquote(target).removeprefix(OTHER)]
            # not the source's title, which may be in another language
            said = SOURCE[self.state.language].format(
                source=source.publisher_name[self.state.language]
            )
            # words whose source cannot be opened are no link
            lead = {"href": source.link} if source.link else {}
            return Way({"class": "value", "title": said, **lead})
        if is_harmless(target) and urlsplit(target).hostname in EARLIER_HOSTS:
            return Way({})  # a bare address of our own house: its page may be gone, or moved here
        return Way({"href": self._address(target)}, self._kind_and_size(target))

    def _kind_and_size(self, target: str) -> str:
        """What a file to download is and how large, such as ` (PDF, 1,2 MB)`."""
        file = self.state.site.root / "docs" / beside(self.state.key, unquote(target))
        if file.suffix not in DOWNLOADS or scheme_of(target) or not file.is_file():
            return ""
        size = max(0.1, file.stat().st_size / 1_000_000)
        said = format_number(size, self.state.language, 1)
        return f" ({file.suffix[1:].upper()}, {said}{HARD_SPACE}MB)"

    def _bound(self, reference: Reference) -> Way:
        state, point = self.state, reference.first
        given = {"class": "value", "title": value_note(reference, self.dataset, state.language)}
        row = resolve(point, self.dataset)
        few = state.site.words["figure"]["few_answers"][state.language]
        after = f" ({few})" if row and row.few else ""
        if point.indicator not in self.dataset.indicators:
            lead = self.dataset.sources[row.source].link if row else ""
            return Way({**given, "href": lead} if lead else given, after)
        if place := row and figure_id(row, self.dataset):
            page = state.site.address(page_key(point.indicator), state.language)
            return Way({**given, "href": f"{state.to_root}{page}#{place}"}, after)
        return Way({**given, "href": self._address(state.indicator_file(point.indicator))}, after)

    def _address(self, target: str) -> str:
        """A file of the project as its address, seen from this page; others as they stand."""
        path, mark, anchor = target.partition("#")
        if not path or scheme_of(target):
            return target
        file = beside(self.state.key, unquote(path))
        site, language, is_page = self.state.site, self.state.language, file.endswith(".md")
        address = site.address(key_of_file(file)[0], language) if is_page else file
        way = relpath(f"/{address}", f"/{site.address(self.state.key, language)}")
        return f"{way}{'/' if is_page else ''}{mark}{anchor}"


WIDTHS, MOST_BYTES, QUALITIES = (480, 960, 1440), 200_000, (80, 65, 50, 35, 20, 5, 0)
PICTURES = "assets/pictures/"
"""Where the site keeps the sizes of its pictures."""


def sizes_of(file: Path) -> list[tuple[str, int]]:
    """The sizes that are made of a picture: their files below the site's root, and their widths."""
    size = size_of(file) if file.suffix != ".svg" and file.is_file() else None
    if size is None:
        return []
    widths = sorted({*(one for one in WIDTHS if one < size[0]), min(size[0], WIDTHS[-1])})
    name = f"{PICTURES}{file.stem}-{sha256(file.read_bytes()).hexdigest()[:8]}"
    return [(f"{name}-{width}.webp", width) for width in widths]


def linked_pictures(site: Site) -> set[Path]:
    """The files of the pictures that the pages show."""
    return {
        site.root / "docs" / beside(key, link.target)
        for (key, _), page in site.pages.items()
        for link in page.document.links
        if link.image and not scheme_of(link.target)
    }


def write_pictures(site: Site, folder: Path) -> Iterator[str]:
    """Write every picture in its sizes, each light enough for a phone."""
    for file in sorted(linked_pictures(site)):
        for name, width in sizes_of(file):
            kept = site.root / FOLDER / "pictures" / digest([name])
            made = load_or_make(kept, "pages", name, partial(_make_size, file, width))
            write_file(folder / name, made["picture"])
            yield name


def _make_size(file: Path, width: int) -> Mapping[str, bytes]:
    """A picture that wide, upright and without what the camera wrote, in at most 200 kB."""
    from PIL import Image, ImageOps  # only where a page has a picture: a build starts sooner

    with Image.open(file) as opened:
        upright = ImageOps.exif_transpose(opened)
        height = round(upright.height * width / upright.width)
        small = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        small = small.resize((width, max(1, height)))
    for quality in QUALITIES:
        written = BytesIO()
        small.save(written, "WEBP", quality=quality)
        if written.tell() <= MOST_BYTES:
            break
    return {"picture": written.getvalue()}


def chart_of(target: str) -> tuple[str, str]:
    """Indicator and chart of `chart:innovative_workplaces/sector`; unnamed is `default`."""
    indicator, _, chart = target.removeprefix(CHART).partition("/")
    return indicator, chart or "default"


PART_MARK = "[["
OF_INDICATOR = "[[indicator-"
OF_BUILD = "[[release-"
"""How the parts begin that say what a build was made from: no build takes their page as kept."""
READS_BODIES = ("[[framework-figure]]", "[[translation-state]]")
"""The parts that are made from the text of other pages too, not from their heads alone."""


def rendering_key(state: PageState) -> str:
    """The name of a page's rendered text: its Markdown, the other language's, and what it names."""
    around = hash_site(state.site)
    markdown = state.site.pages[(state.key, state.language)].body
    other = state.site.pages.get((state.key, other_language(state.language)))
    own = (state.key.path, state.language, markdown, other.body if other else "", around.around)
    has_files = "![" in markdown or any(one in markdown for one in DOWNLOADS)
    pictures = _pictures(state) if has_files else []
    return digest([*own, around.named(state.key, markdown), *pictures, *_parts(state, markdown)])


def _pictures(state: PageState) -> list[str]:
    """The pictures and files that a page leads to, whose sizes stand on it."""
    links = state.site.pages[(state.key, state.language)].document.links
    files = {
        state.site.root / "docs" / beside(state.key, one.target)
        for one in links
        if one.image or PurePosixPath(one.target).suffix in DOWNLOADS
    }
    return [digest([one, one.read_bytes()]) for one in sorted(files) if one.is_file()]


def _parts(state: PageState, markdown: str) -> list[str]:
    """What the parts of the site on a page are made from."""
    around = hash_site(state.site)
    if PART_MARK not in markdown:
        return []
    whole = markdown.count(PART_MARK) > markdown.count(OF_INDICATOR)
    read = whole or any(one in markdown for one in READS_BODIES)
    return [
        around.heads,
        around.numbers if whole else "",
        *((around.bodies, _hash_lags(state.site)) if read else ()),
    ]


def rendered_page(state: PageState) -> Mapping[str, Any]:
    """The fields of a page's `Rendering`, kept from before or made now."""
    site = state.site
    place = site.root / FOLDER / "pages" / digest([site.url, state.language, state.key])

    def make() -> Mapping[str, bytes]:
        return {"text": json.dumps(asdict(render_page(state)), ensure_ascii=False).encode()}

    of_build = OF_BUILD in site.pages[(state.key, state.language)].body and not is_shown()
    kept = make() if of_build else load_or_make(place, "views", rendering_key(state), make)
    made: Mapping[str, Any] = json.loads(kept["text"])
    return made


def write_frames(site: Site, folder: Path) -> Iterator[str]:
    """Write every frame of the site into a built site; those that have not changed are kept."""
    around, style = hash_site(site), read_style("", FRAME_SHEETS)
    for name, indicator in site.dataset.indicators.items():
        inputs = (style, around.around, around.values[name])
        for chart, language in product(indicator.charts, LANGUAGES):
            at = (site, name, chart, language)
            kept = site.root / FOLDER / "frames" / digest(at[1:])
            made = load_or_make(kept, "views", inputs, partial(frame_files, *at))
            write_files(folder / frame_address(*at), made)
            yield chart


GLOSSARY = PageKey("about/glossary")


class TermReader(PageRenderer):
    """Reads a page as its renderer does, and keeps the terms that could be explained on it."""

    def __init__(self, terms: TermForms) -> None:
        super().__init__()
        self.terms = terms
        self.keys: set[str] = set()

    def explained(self, text: str) -> str:
        self.keys.update(one.key for one in self.terms.find(text))
        return ""


def terms_of_other(state: PageState) -> frozenset[str]:
    """The terms that the same page names in the other language."""
    other = other_language(state.language)
    reader = TermReader(explained_terms(state.site, other))
    if page := state.site.pages.get((state.key, other)):
        reader.page(page.document.tokens)
    return frozenset(reader.keys)


def term_explainer(state: PageState) -> Callable[[str], str]:
    """What makes HTML of running text, with each term explained where it first stands on a page.

    A term that only one language's page names is a plain link: ids are equal in both languages.
    """
    lexicon = explained_terms(state.site, state.language)
    card = card_owner(state.key) is not None  # one sheet of paper with short words of its own
    if state.key == GLOSSARY or card:
        return escapeHtml
    done: set[str] = set()
    shared = terms_of_other(state)

    def explain(text: str) -> str:
        out, at = "", 0
        for found in lexicon.find(text):
            if found.key not in done:
                done.add(found.key)
                out += escapeHtml(text[at : found.start])
                out += str(
                    render(
                        "term.html",
                        key=found.key,
                        here=found.key in shared,
                        said=text[found.start : found.end],
                        definition=state.site.dataset.terms[found.key].definition[state.language],
                        glossary=state.link_to(GLOSSARY),
                        words=state.words("site"),
                    )
                )
                at = found.end
        return out + escapeHtml(text[at:])

    return explain


@lru_cache(maxsize=2)
def explained_terms(site: Site, language: Language) -> TermForms:
    """The terms that are explained in texts, with their inflections."""
    return explained(site.dataset.terms, language)


ARTICLE = "the "
"""Passed over in the alphabet: `the Oslo Manual` stands under O."""


def glossary_part(state: PageState) -> str:
    """Every term by the alphabet, with its definition and source."""
    dataset, language = state.site.dataset, state.language
    terms = [
        (name, term, dataset.sources[term.source] if term.source else None)
        for name, term in dataset.terms.items()
    ]
    terms.sort(key=lambda one: alphabetical(one[1].term[language].removeprefix(ARTICLE)))
    label, other = state.words("figure")["source_one"], other_language(language)
    return render("glossary.html", terms=terms, language=language, other=other, label=label)
