"""The permanent page of an indicator: what an editor may have written, then what the data say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from barometer.content.addresses import PageKey
from barometer.content.frontmatter import PageWords
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.data.model import Dataset
from barometer.faults import fault
from barometer.indicators import sections
from barometer.indicators.sections import Subject
from barometer.problems import Problem
from barometer.sentences.findings import first_finding
from barometer.text import LANGUAGES
from barometer.yamlfile import YamlFile

LONGEST_SUMMARY = 300
Section = Callable[[Subject], Iterable[str]]


def _slot(name: str) -> Section:
    """A section that a part makes, because it links to files and holds what is copied."""
    return lambda _: [f"[[{name}]]"]


SECTIONS: tuple[tuple[str, int, Section], ...] = (
    ("figures", 2, sections.figures),
    ("question", 2, sections.question),
    ("population", 2, sections.population),
    ("base", 2, sections.base),
    ("method", 2, sections.method),
    ("comparability", 2, sections.comparability),
    ("conflicts", 2, sections.conflicts),
    ("also-measured", 2, sections.also_measured),
    ("cited-by", 2, sections.cited),
    ("sources", 2, sections.sources),
    ("corrections", 2, _slot("indicator-corrections")),
    ("use", 2, sections.use),
    ("files", 3, _slot("indicator-files")),
    ("cite", 3, _slot("indicator-citation")),
    ("embed", 3, _slot("indicator-embed")),
    ("report", 2, _slot("indicator-report")),
)
RESERVED = frozenset(name for name, _, _ in SECTIONS)


def page_key(indicator: str) -> PageKey:
    """The page of an indicator, whether an editor wrote one or the build makes it."""
    return PageKey(f"barometer/{indicator.replace('_', '-')}")


def reserved_faults(dataset: Dataset, pages: Pages) -> Iterator[Problem]:
    """Headings of editors on indicators' pages that the derived sections have too."""
    for name in dataset.indicators:
        for language in LANGUAGES:
            own = pages.get((page_key(name), language))
            for heading in own.document.headings if own else ():
                if own and heading.id in RESERVED:
                    yield fault("P305", own.path, heading.line, heading.text, id=heading.id)


def indicator_pages(
    dataset: Dataset, pages: Pages, cited: Mapping[str, tuple[PageKey, ...]]
) -> Iterator[Page]:
    """One page an indicator and language; `path` is the file that an editor would change."""
    for name in dataset.indicators:
        for language in LANGUAGES:
            subject = Subject(dataset, name, language, pages, cited.get(name, ()))
            body = markdown(subject)
            own = pages.get((page_key(name), language))
            yield _joined(own, body) if own else _made(subject, body)


def _joined(own: Page, derived: str) -> Page:
    """An editor's page, its text before the sections that are derived."""
    body = f"{own.body.rstrip()}\n\n{derived}"
    return replace(own, body=body)


def _made(subject: Subject, body: str) -> Page:
    indicator, language = subject.indicator, subject.language
    words = PageWords(
        title=indicator.title[language],
        summary=summary(subject),
        short=indicator.short[language] if indicator.short else None,
    )
    path = f"data/indicators/{subject.name}.yml"
    key = page_key(subject.name)
    return Page(key, language, path, words, None, body, 1, YamlFile(path))


def summary(on: Subject) -> str:
    """The first finding with its period and what is measured, within the length of a summary."""
    indicator, language = on.indicator, on.language
    finding = first_finding(on.dataset, on.name, language)
    measure = indicator.measure[language].rstrip(".")
    people = indicator.population[language].rstrip(".")
    whole = f"{finding}. {measure}. {people}."
    return whole if len(whole) <= LONGEST_SUMMARY else f"{finding}. {measure}."


def markdown(on: Subject) -> str:
    """The body of the page: every section that has something to say."""
    parts = []
    for name, level, section in SECTIONS:
        told = [paragraph for paragraph in section(on) if paragraph]
        if told:
            heading = f"{'#' * level} {on.word(name.replace('-', '_'))} {{#{name}}}"
            parts.append("\n\n".join([heading, *told]))
    return "\n\n".join(parts) + "\n"
