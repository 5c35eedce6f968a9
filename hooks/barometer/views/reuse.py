"""How to cite and to embed: citations, frames."""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from barometer.cache import Files
from barometer.charts.figure import break_lines, figure_drawings, figure_parts
from barometer.charts.wording import (
    FigureContext,
    Placed,
    caveat,
    figure_anchor,
    one_line,
    what_and_when,
)
from barometer.data.breaks import in_order
from barometer.data.frame import Frame, frame_of
from barometer.data.model import ELSEWHERE, HOME_COUNTRY, Observation
from barometer.html import read_style, render
from barometer.pages.addresses import (
    DATA_PAGE,
    ENGLISH_ROOT,
    PageKey,
    anchor_of_value,
    page_key,
)
from barometer.pages.site import PageState, Site
from barometer.text import LANGUAGES, Language, format_date, join_list
from barometer.views.navigation import indicator_edits

WHOLE_DATASET = "dataset"


@dataclass(frozen=True)
class Citation:
    """What every form of a citation says; `stem` names its files, `kind` is dataset or figure."""

    stem: str
    kind: str
    language: Language
    title: str
    authors: tuple[str, ...]
    publisher: str
    survey: str
    editions: str
    sources: tuple[str, ...]
    version: str
    doi: str
    date: datetime.date | None
    address: str
    words: Mapping[str, str]

    @property
    def edition(self) -> str:
        """Survey and editions: `Innovationsbarometeret, 4. udgave (2021–2023)`."""
        return ", ".join(part for part in (self.survey, self.editions) if part)

    @property
    def versioned(self) -> str:
        """`Dataversion 1.0.0`, with its DOI where it has one."""
        told = self.words["version"].format(version=self.version)
        return f"{told} ({self.doi})" if self.doi else told

    @property
    def values(self) -> str:
        """Where the values were published, if not by the authors alone."""
        if not self.sources:
            return self.words["values_each"]
        if set(self.sources) == set(self.authors):
            return ""
        return self.words["values"].format(sources="; ".join(self.sources))

    @property
    def plain(self) -> str:
        """The citation as one line of text."""
        authors = join_list(self.authors, self.language)
        titled = self.words[f"titled_{self.kind}"].format(title=self.title)
        when = format_date(self.date, self.language) if self.date else ""
        version = ", ".join(part for part in (self.versioned, when) if part)
        parts = (f"{authors}: {titled}", self.edition, self.publisher, version, self.address)
        return ". ".join(part for part in (*parts, self.values) if part) + "."


def all_citations(site: Site) -> Iterator[Citation]:
    """Every citation of the site: the whole data, then every chart, in both languages."""
    for language in LANGUAGES:
        yield cite_dataset(site, language)
        for name in (*site.dataset.indicators, *site.dataset.values):
            yield from cite_measure(site, name, language)


def cite_measure(site: Site, name: str, language: Language) -> Iterator[Citation]:
    """How to cite each chart of an indicator, or a single value in the list of them."""
    if indicator := site.dataset.indicators.get(name):
        for chart in indicator.charts:
            yield cite_chart(site, name, chart, language)
        return
    stem, page = anchor_of_value(name), site.address(DATA_PAGE, language)
    title = site.dataset.values[name].title[language]
    yield _citation(
        site,
        language,
        site.dataset.of(name),
        stem=stem,
        kind=WHOLE_DATASET,
        title=title,
        address=f"{site.url}{page}#{stem}",
    )


def cite_chart(site: Site, name: str, chart: str, language: Language) -> Citation:
    """How to cite one chart; its address is its place on the indicator's page."""
    frame = frame_of(site.dataset, name, chart)
    rows = [cell.observation for cell in frame.known]
    page = site.address(page_key(name), language)
    return _citation(
        site,
        language,
        rows,
        stem=frame.stem,
        kind="figure",
        title=site.dataset.indicators[name].title[language],
        address=f"{site.url}{page}#{figure_anchor(frame)}",
    )


def cite_dataset(site: Site, language: Language) -> Citation:
    """How to cite the data as a whole."""
    editions = site.dataset.editions
    rows = [
        row for row in site.dataset.observations if editions[row.edition].country == HOME_COUNTRY
    ]
    page = DATA_PAGE if (DATA_PAGE, language) in site.pages else PageKey("barometer/index")
    whole = _citation(
        site,
        language,
        rows,
        stem=WHOLE_DATASET,
        kind=WHOLE_DATASET,
        title=site.words["citation"]["dataset"][language],
        address=site.url + site.address(page, language),
    )
    return replace(whole, sources=())


def _citation(
    site: Site,
    language: Language,
    rows: Sequence[Observation],
    *,
    stem: str,
    kind: str,
    title: str,
    address: str,
) -> Citation:
    words = {name: text[language] for name, text in site.words["citation"].items()}
    centre = site.words["site"]["name"][language]
    danish = all(site.dataset.editions[row.edition].country == HOME_COUNTRY for row in rows)
    own = [row for row in rows if row.status not in ELSEWHERE]
    now = site.releases.current
    return Citation(
        stem=stem,
        kind=kind,
        language=language,
        title=title,
        authors=site.dataset.publishers(own or rows, language),
        publisher=centre,
        survey=words["survey"] if danish else "",
        editions=_editions(site, rows, language),
        sources=site.dataset.publishers(rows, language),
        version=site.dataset.version,
        doi=site.releases.doi(site.dataset.version),
        date=now.date if now else None,
        address=address,
        words=words,
    )


def _editions(site: Site, rows: Sequence[Observation], language: Language) -> str:
    """The editions of the values, oldest first, each with its period where its name lacks it."""
    known = site.dataset.editions
    order = in_order((row.edition for row in rows), known)
    return join_list([known[one].named(language) for one in order], language)


FRAMES = "embed/"
FRAME_SHEETS = ("figures",)
FRAME_SCHEMES = {"": "index.html", "light": "light.html", "dark": "dark.html"}
"""The file of each scheme that a frame has; the first follows the reader's own choice."""


def frame_address(site: Site, name: str, chart: str, language: Language) -> str:
    """Where the frame lies below the root: `embed/innovative-arbejdspladser/`, for ever."""
    root = ENGLISH_ROOT if language == "en" else ""
    slug = site.dataset.indicators[name].slug[language]
    rest = "" if chart == "default" else f"{chart.replace('_', '-')}/"
    return f"{root}{FRAMES}{slug}/{rest}"


def frame_files(site: Site, name: str, chart: str, language: Language) -> Files:
    """The pages of one frame: in the reader's own scheme, light and dark."""
    return {
        file: frame_page(site, name, chart, language, scheme).encode()
        for scheme, file in FRAME_SCHEMES.items()
    }


def frame_page(site: Site, name: str, chart: str, language: Language, scheme: str = "") -> str:
    """The whole page of one frame, in one scheme or in the reader's own."""
    page = site.address(page_key(name), language)
    context = FigureContext(
        site_url=site.url,
        to_root=site.url,
        page=page,
        method=site.address(PageKey("barometer/method"), language),
    )
    at = Placed(frame_of(site.dataset, name, chart), site.dataset, language, 1, context)
    return render(
        "frame.html",
        **figure_parts(at),
        scheme=scheme,
        style=read_style("", FRAME_SHEETS),
        finding=at.frame.chart.finding[language],
        canonical=site.url + page,
        from_us=site.words["embed"]["from"][language],
    )


def frame_code(site: Site, name: str, chart: str, language: Language) -> str:
    """HTML for another page: the frame, high enough at every width from 320 pixels."""
    frame = frame_of(site.dataset, name, chart)
    return render(
        "iframe.html",
        src=site.url + frame_address(site, name, chart, language),
        title=frame.chart.finding[language],
        height=frame_height(frame, site, language),
    )


FRAME_BETWEEN = 120
"""Pixels above, between and below the words of a frame and its drawing."""


def frame_height(frame: Frame, site: Site, language: Language) -> int:
    """The height that the closed frame needs at its worst width from 320 pixels on."""
    told = caveat(frame)
    small = [one_line(frame, site.dataset)[language], told[language] if told else ""]
    texts = [
        (frame.chart.finding[language], 20, 600),
        (what_and_when(frame)[language], 15, 400),
        *((text, 15, 400) for text in small if text),
        (site.words["embed"]["from"][language], 15, 400),
        (" ".join(frame.words[key][language] for key in ("about_open", "table_open")), 22, 600),
    ]
    rooms = (296, 336, 366, WIDE_FROM - 1, WIDE_FROM, FRAME_MOST["wide"])
    asked = [(text, room, size, weight) for room in rooms for text, size, weight in texts]
    lines = break_lines(f"{frame.stem}/frame-{language}", asked)
    drawn = figure_drawings(frame)

    def needed(at: int) -> float:
        room = rooms[at]
        variant = "wide" if room >= WIDE_FROM else "narrow"
        _, _, rest = drawn[f"{language}/{variant}"].partition('viewBox="0 0 ')
        across, down = map(float, rest.split('"')[0].split())
        drawing = down * min(room, FRAME_MOST[variant]) / across
        here = lines[at * len(texts) :]
        return drawing + sum(
            len(one) * size * 1.5 for (_, size, _), one in zip(texts, here, strict=False)
        )

    return math.ceil(max(map(needed, range(len(rooms))))) + FRAME_BETWEEN


WIDE_FROM = 600
"""The room in pixels from which the wide drawing is shown, as in `figures.css`."""
FRAME_MOST = {"narrow": 340, "wide": 760}
"""How wide each drawing becomes in a frame, as in `embed.css`."""


def figure_context(state: PageState, indicator: str, chart: str) -> FigureContext:
    """What a figure needs to know of its place: addresses, citation, the code of its frame."""
    return FigureContext(
        site_url=state.site.url,
        to_root=state.to_root,
        page=state.site.address(page_key(indicator), state.language),
        method=state.known(PageKey("barometer/method")),
        citation=cite_chart(state.site, indicator, chart, state.language).plain,
        frame=str(frame_code(state.site, indicator, chart, state.language)),
        edits=indicator_edits(state.site.words["site"], indicator, state.language),
    )
