"""Pages for machines: each page's text as Markdown, and the lists of them that `llms.txt` names."""

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup

from barometer.cache import FOLDER, digest, load_or_make, write_file
from barometer.charts.figure import FIGURE_FOLDER, figure_file_name, figure_rows
from barometer.charts.wording import caveat, publisher_and_date, sources_of, subtitle, sureness
from barometer.data.frame import frame_of
from barometer.html import render, render_template
from barometer.pages.addresses import PageKey
from barometer.pages.page import Page
from barometer.pages.site import PageState, Site
from barometer.sentences.table import CHART
from barometer.text import LANGUAGES
from barometer.views.menu import MENU, menu_item
from barometer.views.navigation import NAMES
from barometer.views.rendering import chart_of
from barometer.views.search import searched_pages

TWIN, LIST, WHOLE = "index.md", "llms.txt", "llms-full.txt"
FIGURE_PLACE, FIGURE_END = '<div class="figure-place">', "</figure></div>"
"""How `views/rendering.py` begins and ends a figure of a page's text."""
SKIPPED = frozenset("nav svg button select textarea script noscript fieldset".split())  # noqa: SIM905
BLOCKS = frozenset(
    "p div section figure figcaption blockquote details summary dl dt dd ul ol table article "  # noqa: SIM905
    "header footer form aside hr pre h1 h2 h3 h4 h5 h6".split()
)
NOT_SAID = frozenset(
    "eyebrow motif headline to-top paper-only footnote-backref meaning".split()  # noqa: SIM905
)
"""Classes of what leads about a page, or says a number apart from its base and source."""
EMPTY = frozenset(("br", "col", "hr", "img", "input", "wbr"))
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def _figure(state: PageState, target: str, finding: str, number: int) -> Markup:
    """A figure as its facts and the rows of its CSV file."""
    dataset, language = state.site.dataset, state.language
    frame = frame_of(dataset, *chart_of(target))
    told = caveat(frame)
    sources = sources_of(frame, dataset)
    return render(
        "figure_twin.html",
        number=frame.say("number", n=str(number))[language],
        finding=finding,
        subtitle=subtitle(frame)[language],
        caveat=told and told[language],
        lines=list(figure_rows(frame, dataset, language)),
        sureness=sureness(frame, language),
        source=frame.words["source_one"][language],
        sources=[(one, publisher_and_date(one, language)) for one in sources],
        file=f"{state.to_root}{FIGURE_FOLDER}{figure_file_name(frame, language, 'csv')}",
    )


class MarkdownWriter(HTMLParser):
    """Our own HTML as Markdown; `base` is the absolute address that its links are seen from.

    A number in a sentence gets a note below the text: its edition, base and source.
    """

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._first, self._indent = "", ""
        self._lists: list[tuple[str, Iterator[int]]] = []
        self._rows: list[list[str]] | None = None
        self._ends: list[str] = []
        self._notes: dict[str, int] = {}
        self._skipped, self._raw = 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        said = (given.get("class") or "").partition(" ")[0]
        if self._skipped or tag in SKIPPED or said in NOT_SAID:
            self._skipped += tag not in EMPTY
        elif tag == "table":
            self._end()
            self._rows = []
        elif self._rows is not None and tag in ("tr", "th", "td"):
            self._cell(tag)
        elif tag == "caption":
            self._text = []
        elif self._rows is not None and tag in BLOCKS:
            self._text.append(" ")
        elif tag in ("ul", "ol"):
            self._end()
            self._lists.append((tag, count(1)))
        elif tag == "li" and self._lists:
            self._end()
            self._begin_item((given.get("id") or "").partition("fn:")[2])
        elif tag in BLOCKS:
            self._end()
            self._raw = tag == "pre"
            if tag[1:].isdigit():
                self._first += f"{'#' * int(tag[1:])} "
            elif tag == "dt" or said == "lead" or tag == "blockquote":
                self._first += "**" if tag == "dt" else "> "
        elif said == "footnote-ref":
            self._text.append(f"[^{(given.get('href') or '').partition(':')[2]}]")
            self._skipped = 1
        elif said == "value" and (note := given.get("title")):
            if target := given.get("href"):
                note = f"{note} {urljoin(self.base, target)}"
            self._ends.append(f"[^{self._notes.setdefault(note, len(self._notes) + 1)}]")
        elif tag == "a" and said != "term" and (target := given.get("href")):
            self._text.append("[")
            self._ends.append(f"]({urljoin(self.base, target)})")
        elif tag in ("a", "span"):
            self._text.append(" " if "lang" in given else "")
            self._ends.append("")
        elif tag == "br":
            self._text.append(" ")
        elif tag == "img" and given.get("alt"):
            self._text.append(f"![{given['alt']}]({urljoin(self.base, given.get('src') or '')})")
        elif not self._raw:
            self._text.append(MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= tag not in EMPTY
        elif tag == "table" and self._rows is not None:
            self._cell("tr")
            self.blocks.append("\n".join(_table([one for one in self._rows if one])))
            self._rows = None
        elif tag == "caption":
            self._end()
        elif self._rows is not None and tag in BLOCKS:
            self._text.append(" ")
        elif tag in ("ul", "ol") and self._lists:
            self._end()
            self._lists.pop()
            self._indent = "    " * len(self._lists)
        elif tag in ("a", "span"):
            self._text.append(self._ends.pop())
        elif tag in BLOCKS or tag == "li":
            self._text.append("**" if self._first.endswith("**") else "")
            self._end()
            self._raw = self._raw and tag != "pre"
        elif not self._raw:
            self._text.append(MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(data if self._raw else data.replace("\n", " "))

    def finish(self) -> str:
        """The whole, its blocks with an empty line between."""
        self.close()
        self._end()
        notes = [f"[^{number}]: {note}" for note, number in self._notes.items()]
        return "\n\n".join([*self.blocks, *notes]) + "\n"

    def _begin_item(self, note: str) -> None:
        kind, numbers = self._lists[-1]
        self._indent = "    " * (len(self._lists) - 1)
        self._first = f"{next(numbers)}. " if kind == "ol" else "- "
        self._first = f"[^{note}]: " if note else self._first

    def _cell(self, tag: str) -> None:
        """The words so far end the cell before."""
        rows = [] if self._rows is None else self._rows
        if rows and rows[-1]:
            rows[-1][-1] = " ".join("".join(self._text).split()).replace("|", "\\|")
        self._text = []
        if tag == "tr":
            rows.append([])
        elif rows:
            rows[-1].append("")

    def _end(self) -> None:
        said = "".join(self._text)
        self._text = []
        if self._raw:
            said = f"```\n{said.strip()}\n```" if said.strip() else ""
        else:
            said = " ".join(said.split()).replace("[ ", "[").replace(" ](", "](")
        if said.strip("* "):
            self.blocks.append(f"{self._indent}{self._first}{said}")
            self._first, self._indent = "", "    " * len(self._lists)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if not number:
            yield f"|{' --- |' * len(row)}"


def write_twin(state: PageState, shown: str, folder: Path) -> None:
    """Write a page as it is shown once more as Markdown, a figure as the table of its numbers."""
    site = state.site
    address = site.address(state.key, state.language)

    def make() -> Mapping[str, bytes]:
        links = site.pages[(state.key, state.language)].document.links
        charts = (one for one in links if one.image and one.target.startswith(CHART))
        main = shown.partition("<main")[2].partition(">")[2].partition("</main>")[0]
        before, *places = main.split(FIGURE_PLACE)
        writer = MarkdownWriter(site.url + address)
        writer.feed(before)
        for number, (place, chart) in enumerate(zip(places, charts, strict=True), 1):
            writer.feed(str(_figure(state, chart.target, chart.text, number)))
            writer.feed(place.partition(FIGURE_END)[2])
        return {"text": writer.finish().encode()}

    name = digest([state.language, state.key])
    kept = load_or_make(site.root / FOLDER / "twins" / name, "exports", digest([shown]), make)
    write_file(folder / address / TWIN, kept["text"])


def write_lists(site: Site, folder: Path) -> None:
    """Write `llms.txt`, all the text of each language in one file, and `robots.txt`."""
    words, sections = site.words["exports"], list[tuple[str, list[tuple[str, str, str]]]]()
    home, order = PageKey("index"), {name: at for at, name in enumerate(("", *MENU))}

    def section(page: Page) -> str:
        return menu_item(page.key) if page.key != home else ""

    for language in reversed(LANGUAGES):
        whole = ("" if language == "da" else f"{language}/") + WHOLE
        pages = searched_pages(site, language)
        pages.sort(key=lambda one: order.get(section(one), len(order)))
        texts = [(folder / site.address(one.key, language) / TWIN).read_bytes() for one in pages]
        write_file(folder / whole, b"\n---\n\n".join(texts))
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for one in pages:
            title = site.words["site"][section(one) or "home"][language]
            address = f"{site.url}{site.address(one.key, language)}{TWIN}"
            link = one.words.title, address, f": {one.words.summary}"
            groups.setdefault(f"{NAMES[language]}: {title}", []).append(link)
        next(iter(groups.values())).append(
            (words["machines_whole"][language], site.url + whole, "")
        )
        sections += groups.items()
    heads = [site.pages[(home, language)].words for language in reversed(LANGUAGES)]
    said = render_template("exports/llms.md", heads=heads, words=words, sections=sections)
    write_file(folder / LIST, said.encode())
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n"
    write_file(folder / "robots.txt", robots.encode())
