"""How to cite a chart or the whole data: who, what, which edition and version, where, when.

Every citation of the site is made here: on pages, in files and in the API. Its authors are those
who published the values; the site is the publisher of the page where they are found."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from barometer import language as written
from barometer.charts.frames import frame_of
from barometer.charts.place import anchor
from barometer.content.addresses import PageKey
from barometer.data.model import ELSEWHERE, Observation
from barometer.indicator_page import page_key
from barometer.state import Site
from barometer.text import LANGUAGES, Language

WHOLE = "dataset"


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
        authors = written.joined(self.authors, self.language)
        titled = self.words[f"titled_{self.kind}"].format(title=self.title)
        when = written.date(self.date, self.language) if self.date else ""
        version = ", ".join(part for part in (self.versioned, when) if part)
        parts = (f"{authors}: {titled}", self.edition, self.publisher, version, self.address)
        return ". ".join(part for part in (*parts, self.values) if part) + "."


def citations(site: Site) -> Iterator[Citation]:
    """Every citation of the site: the whole data, then every chart, in both languages."""
    for language in LANGUAGES:
        yield of_dataset(site, language)
        for name, indicator in site.dataset.indicators.items():
            for chart in indicator.charts:
                yield of_chart(site, name, chart, language)


def of_chart(site: Site, name: str, chart: str, language: Language) -> Citation:
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
        address=f"{site.url}{page}#{anchor(frame)}",
    )


def of_dataset(site: Site, language: Language) -> Citation:
    """How to cite the data as a whole."""
    editions = site.dataset.editions
    rows = [row for row in site.dataset.observations if editions[row.edition].country == "DK"]
    described = PageKey("partners/data")
    page = described if (described, language) in site.pages else PageKey("barometer/index")
    whole = _citation(
        site,
        language,
        rows,
        stem=WHOLE,
        kind=WHOLE,
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
    return written.joined(told, language)
