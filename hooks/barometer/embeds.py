"""A page a chart and language for frames on other sites: one file, no script, nothing fetched."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from barometer.charts.description import description
from barometer.charts.figure import VARIANTS, with_drawings
from barometer.charts.frames import frame_of
from barometer.charts.keep import drawings
from barometer.charts.markup import comment
from barometer.charts.notes import codes, sources, sureness
from barometer.charts.palette import DARK, LIGHT, ROLES
from barometer.charts.place import FigureContext, Placed
from barometer.charts.subtitle import subtitle
from barometer.charts.table import table
from barometer.content.addresses import ENGLISH_ROOT, PageKey
from barometer.html import element, html
from barometer.indicator_page import page_key
from barometer.state import Site
from barometer.text import LANGUAGES, Language
from barometer.written import write_file

FOLDER = "embed/"
STYLE = Path(__file__).with_name("embeds.css")
DEFAULT = "default"


def address(site: Site, name: str, chart: str, language: Language) -> str:
    """Where the frame lies below the root: `embed/innovative-arbejdspladser/`, for ever."""
    root = ENGLISH_ROOT if language == "en" else ""
    slug = site.dataset.indicators[name].slug[language]
    rest = "" if chart == DEFAULT else f"{chart.replace('_', '-')}/"
    return f"{root}{FOLDER}{slug}/{rest}"


def write(site: Site, folder: Path) -> None:
    """Every frame of the site, as files of a built site."""
    for name, indicator in site.dataset.indicators.items():
        for chart in indicator.charts:
            for language in LANGUAGES:
                file = folder / address(site, name, chart, language) / "index.html"
                write_file(file, page(site, name, chart, language).encode())


def page(site: Site, name: str, chart: str, language: Language) -> str:
    """The whole page of one frame."""
    at = _placed(site, name, chart, language)
    words = {key: text[language] for key, text in site.words["embed"].items()}
    finding = at.say(at.frame.chart.finding)
    figure = element("figure", {"class": "figure"}, *_parts(at, finding, words))
    head = element("head", {}, *_head(at, finding))
    root = element(
        "html", {"lang": language}, head, element("body", {}, element("main", {}, figure))
    )
    made = "<!doctype html>\n" + html(root).replace("<style></style>", f"<style>{style()}</style>")
    return with_drawings(made, at) + "\n"


def _placed(site: Site, name: str, chart: str, language: Language) -> Placed:
    method = site.address(PageKey("barometer/method"), language)
    context = FigureContext(
        site_url=site.url,
        to_root=site.url,
        page=site.address(page_key(name), language),
        method=method,
    )
    return Placed(frame_of(site.dataset, name, chart), site.dataset, language, 1, context)


def _head(at: Placed, finding: str) -> Iterator[Element]:
    yield element("meta", {"charset": "utf-8"})
    styles = _hash(style())
    policy = f"default-src 'none'; style-src '{styles}'; base-uri 'none'; form-action 'none'"
    yield element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    yield element("meta", {"name": "referrer", "content": "strict-origin-when-cross-origin"})
    yield element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    yield element("meta", {"name": "robots", "content": "noindex"})
    yield element("meta", {"name": "color-scheme", "content": "light dark"})
    yield element("title", {}, finding)
    yield element("link", {"rel": "canonical", "href": at.context.site_url + at.context.page})
    yield element("style")


def _parts(at: Placed, finding: str, words: Mapping[str, str]) -> Iterator[Element]:
    language = at.language
    yield element("figcaption", {}, element("h1", {}, finding))
    yield element("p", {"class": "subtitle"}, at.say(subtitle(at.frame)))
    yield element("div", {"class": "drawings"}, *map(comment, VARIANTS))
    yield element(
        "details",
        {},
        element("summary", {}, words["numbers"]),
        element("p", {}, description(at.frame, language)),
        element("div", {"class": "table"}, table(at.frame, language, 1)),
    )
    yield from codes(at)
    yield sources(at)
    yield sureness(at)
    link = element("a", {"href": at.address}, words["more"])
    yield element("p", {"class": "more"}, link, f" · {words['from']} · {at.version}")


@cache
def style() -> str:
    """The style of every frame: one colour a role and scheme, then the rules of `embeds.css`."""
    light = "".join(f"--{role}:{LIGHT[role]};" for role in ROLES)
    dark = "".join(f"--{role}:{DARK[role]};" for role in ROLES)
    marks = "".join(
        f".fill-{role}{{fill:var(--{role})}}.line-{role}{{stroke:var(--{role})}}" for role in ROLES
    )
    schemes = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    rules = STYLE.read_text(encoding="utf-8").split("*/", 1)[1]
    return schemes + marks + " ".join(rules.split())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def frame_code(site: Site, name: str, chart: str, language: Language) -> str:
    """HTML for another page: the frame, which fits every width and both schemes."""
    frame = frame_of(site.dataset, name, chart)
    attributes = {
        "src": site.url + address(site, name, chart, language),
        "title": frame.chart.finding[language],
        "width": "100%",
        "height": str(height(site, name, chart, language)),
        "loading": "lazy",
        "style": "border:0",
    }
    return html(element("iframe", attributes))


LINES: Mapping[str, tuple[int, int]] = {"figcaption": (56, 26), "subtitle": (80, 22)}
SMALL = (92, 19)
"""Letters and pixels a line, in a frame of 700 pixels; all other words are small."""
GAP, AROUND = 10, 110
"""Pixels between two blocks, and for the folded table and the edges."""


def height(site: Site, name: str, chart: str, language: Language) -> int:
    """The height that a frame of 700 pixels or more needs: its drawing, and the words around it."""
    at = _placed(site, name, chart, language)
    drawn = drawings(at.frame)
    tall = (drawn[f"{language}/{one}"].partition(' height="')[2] for one in VARIANTS)
    drawing = max(int(float(one.partition('"')[0])) for one in tall)
    words = {key: text[language] for key, text in site.words["embed"].items()}
    parts = _parts(at, at.say(at.frame.chart.finding), words)
    return drawing + AROUND + sum(_room(one) for one in parts if one.tag not in {"div", "details"})


def _room(block: Element) -> int:
    letters, pixels = LINES.get(block.get("class") or block.tag, SMALL)
    texts = list(block) if block.tag == "ul" else [block]
    lines = sum(1 + len("".join(one.itertext())) // letters for one in texts)
    return lines * pixels + GAP
