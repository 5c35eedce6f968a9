"""How to cite and to embed: citations, frames."""

import base64
import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from markupsafe import Markup

from barometer.cache import write_file
from barometer.charts.description import description
from barometer.charts.figure import (
    VARIANTS,
    figure_drawings,
    figure_notes,
    figure_table,
    join_drawings,
)
from barometer.charts.wording import (
    FigureContext,
    Placed,
    code_texts,
    figure_anchor,
    publisher_and_date,
    sources_of,
    subtitle,
    sureness,
)
from barometer.data.frame import frame_of
from barometer.data.model import ELSEWHERE, Observation
from barometer.html import render
from barometer.pages.addresses import ENGLISH_ROOT, PageKey, page_key
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language, format_date, join_list

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
    date: datetime.date | None
    address: str
    words: Mapping[str, str]

    @property
    def edition(self) -> str:
        """Survey and editions: `Innovationsbarometeret, 4. udgave (2021–2023)`."""
        return ", ".join(part for part in (self.survey, self.editions) if part)

    @property
    def versioned(self) -> str:
        """`Dataversion 1.0.0`."""
        return self.words["version"].format(version=self.version)

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
        for name, indicator in site.dataset.indicators.items():
            for chart in indicator.charts:
                yield cite_chart(site, name, chart, language)


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
    rows = [row for row in site.dataset.observations if editions[row.edition].country == "DK"]
    described = PageKey("partners/data")
    page = described if (described, language) in site.pages else PageKey("barometer/index")
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
    danish = all(site.dataset.editions[row.edition].country == "DK" for row in rows)
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
        date=now.date if now else None,
        address=address,
        words=words,
    )


def _editions(site: Site, rows: Sequence[Observation], language: Language) -> str:
    """The editions of the values, oldest first, each with its period where its name lacks it."""
    known = {row.edition: site.dataset.editions[row.edition] for row in rows}
    told = []
    for _, one in sorted(known.items(), key=lambda pair: (pair[1].end, pair[1].start, pair[0])):
        name, period = one.title[language], one.period[language]
        told.append(name if period in name else f"{name} ({period})")
    return join_list(told, language)


FRAMES = "embed/"


FRAME_STYLE = Path(__file__).with_name("embeds.css")


DEFAULT_CHART = "default"


def frame_address(site: Site, name: str, chart: str, language: Language) -> str:
    """Where the frame lies below the root: `embed/innovative-arbejdspladser/`, for ever."""
    root = ENGLISH_ROOT if language == "en" else ""
    slug = site.dataset.indicators[name].slug[language]
    rest = "" if chart == DEFAULT_CHART else f"{chart.replace('_', '-')}/"
    return f"{root}{FRAMES}{slug}/{rest}"


def write_frames(site: Site, folder: Path) -> None:
    """Every frame of the site, as files of a built site."""
    for name, indicator in site.dataset.indicators.items():
        for chart in indicator.charts:
            for language in LANGUAGES:
                file = folder / frame_address(site, name, chart, language) / "index.html"
                write_file(file, frame_page(site, name, chart, language).encode())


def frame_page(site: Site, name: str, chart: str, language: Language) -> str:
    """The whole page of one frame."""
    at = _placed(site, name, chart, language)
    styles = _hash(frame_style())
    return render(
        "frame.html",
        language=language,
        policy=f"default-src 'none'; style-src '{styles}'; base-uri 'none'; form-action 'none'",
        words={key: text[language] for key, text in site.words["embed"].items()},
        finding=at.frame.chart.finding[language],
        canonical=at.context.site_url + at.context.page,
        style=Markup(frame_style()),  # noqa: S704 - our own style
        subtitle=subtitle(at.frame)[language],
        drawings=join_drawings(at.frame, language),
        description=description(at.frame, language),
        table=figure_table(at.frame, language, 1),
        notes=figure_notes(at),
        address=at.address,
        version=at.version,
    )


def _placed(site: Site, name: str, chart: str, language: Language) -> Placed:
    method = site.address(PageKey("barometer/method"), language)
    context = FigureContext(
        site_url=site.url,
        to_root=site.url,
        page=site.address(page_key(name), language),
        method=method,
    )
    return Placed(frame_of(site.dataset, name, chart), site.dataset, language, 1, context)


@cache
def frame_style() -> str:
    """The style of every frame: one colour a role and scheme, then the rules of `embeds.css`."""
    from barometer.charts.sheet import DARK, LIGHT, ROLES  # matplotlib takes 0.5 s to start

    light = "".join(f"--{role}:{LIGHT[role]};" for role in ROLES)
    dark = "".join(f"--{role}:{DARK[role]};" for role in ROLES)
    marks = "".join(
        f".fill-{role}{{fill:var(--{role})}}.line-{role}{{stroke:var(--{role})}}" for role in ROLES
    )
    schemes = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    rules = FRAME_STYLE.read_text(encoding="utf-8").split("*/", 1)[1]
    return schemes + marks + " ".join(rules.split())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def frame_code(site: Site, name: str, chart: str, language: Language) -> str:
    """HTML for another page: the frame, which fits every width and both schemes."""
    frame = frame_of(site.dataset, name, chart)
    return render(
        "iframe.html",
        src=site.url + frame_address(site, name, chart, language),
        title=frame.chart.finding[language],
        height=frame_height(site, name, chart, language),
    )


FRAME_TITLE, FRAME_SUBTITLE, FRAME_SMALL = (56, 26), (80, 22), (92, 19)
"""Letters and pixels a line, in a frame of 700 pixels; all other words are small."""


FRAME_GAP, FRAME_AROUND = 10, 110
"""Pixels between two blocks, and for the folded table and the edges."""


def frame_height(site: Site, name: str, chart: str, language: Language) -> int:
    """The height that a frame of 700 pixels or more needs: its drawing, and the words around it."""
    at = _placed(site, name, chart, language)
    drawn = figure_drawings(at.frame)
    tall = (drawn[f"{language}/{one}"].partition(' height="')[2] for one in VARIANTS)
    drawing = max(int(float(one.partition('"')[0])) for one in tall)
    words = site.words["embed"]
    more = f"{words['more'][language]} · {words['from'][language]} · {at.version}"
    blocks = [
        _room(at.frame.chart.finding[language], size=FRAME_TITLE),
        _room(subtitle(at.frame)[language], size=FRAME_SUBTITLE),
        _room(more, size=FRAME_SMALL),
        _room(_sources(at), size=FRAME_SMALL),
        _room(sureness(at.frame, language), size=FRAME_SMALL),
    ]
    if codes := [text[language] for text in code_texts(at.frame, at.dataset)]:
        blocks.append(_room(*codes, size=FRAME_SMALL))
    return drawing + FRAME_AROUND + sum(blocks)


def _sources(at: Placed) -> str:
    """The line on the sources, as long as it is read."""
    found = sources_of(at.frame, at.dataset)
    told = (
        f"{one.title}{f' ({one.first_address[at.language]})' if one.earlier else ''}, "
        f"{publisher_and_date(one, at.language)}"
        for one in found
    )
    word = at.words[f"source_{'one' if len(found) == 1 else 'many'}"]
    return f"{word} {'; '.join(told)}. {at.words['method']}."


def _room(*texts: str, size: tuple[int, int]) -> int:
    letters, pixels = size
    return sum(1 + len(one) // letters for one in texts) * pixels + FRAME_GAP
