"""What a page names by its key exists: sources, parts of the site, indicators, trends, editions."""

from collections.abc import Iterable, Iterator, Mapping

from barometer.content.addresses import PageKey
from barometer.content.frontmatter import TrendFacts, is_trend
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.data.model import Dataset
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.text import Text

INDICATOR = Text(da="indikator", en="indicator")
TREND = Text(da="trend", en="trend")
SOURCE = Text(da="kilde", en="source")
EDITION = Text(da="udgave", en="edition")


def check_named(pages: Pages, dataset: Dataset, parts: Iterable[str]) -> Iterator[Problem]:
    """Every key of a page's text and head that nothing answers to; `parts` are the `[[slots]]`."""
    known = frozenset(parts)
    trends = {
        key.name: page.key for (key, at), page in pages.items() if at == "da" and is_trend(key)
    }
    for page in pages.values():
        yield from _text(page, dataset, known)
        yield from _relations(page, trends, dataset)


def _text(page: Page, dataset: Dataset, known: frozenset[str]) -> Iterator[Problem]:
    for key, line in page.document.notes:
        if key not in dataset.sources:
            near = nearest(key, dataset.sources)
            yield fault("P408", page.path, line, key=key, near=near)
    for passage in page.document.passages:
        text = passage.text.strip()
        name = text[2:-2] if text.startswith("[[") and text.endswith("]]") else None
        if name is not None and name not in known:
            yield fault("P410", page.path, passage.line(0), name=name, near=nearest(name, known))


def _relations(page: Page, trends: Mapping[str, PageKey], dataset: Dataset) -> Iterator[Problem]:
    if page.facts is None:
        return
    yield from _unknown(page, "indicators", page.facts.indicators, INDICATOR, dataset.indicators)
    yield from _unknown(page, "trends", page.facts.trends, TREND, trends)
    if isinstance(page.facts, TrendFacts):
        yield from _unknown(page, "sources", page.facts.sources, SOURCE, dataset.sources)
        yield from _expectation(page, page.facts, dataset)


def _expectation(page: Page, facts: TrendFacts, dataset: Dataset) -> Iterator[Problem]:
    expected = facts.expectation
    if expected is None:
        return
    measures = {**dataset.indicators, **dataset.values}
    places = (
        ("indicator", expected.indicator, INDICATOR, measures),
        ("from", expected.from_, EDITION, dataset.editions),
    )
    for key, name, what, known in places:
        if name not in known:
            line = page.line_of("expectation", key)
            words = {"field": f"expectation.{key}", "name": name}
            yield fault("P206", page.path, line, **words, what=what, near=nearest(name, known))


def _unknown(
    page: Page, field: str, names: Iterable[str], what: Text, known: Mapping[str, object]
) -> Iterator[Problem]:
    for place, name in enumerate(names):
        if name not in known:
            line, near = page.line_of(field, place), nearest(name, known)
            yield fault(
                "P206", page.path, line, field, field=field, name=name, what=what, near=near
            )
