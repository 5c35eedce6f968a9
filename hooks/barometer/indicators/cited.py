"""Which pages use an indicator, found in their links and heads, never kept by hand."""

from collections.abc import Iterator, Mapping

from barometer.content.addresses import PageKey
from barometer.content.frontmatter import TrendFacts
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.data.notation import NotationError, parse

VALUE, CHART = "value:", "chart:"


def cited_by(pages: Pages) -> Mapping[str, tuple[PageKey, ...]]:
    """The pages that name each indicator, in order of path."""
    found: dict[str, set[PageKey]] = {}
    for (key, language), page in pages.items():
        for name in _names(page) if language == "da" else ():
            found.setdefault(name, set()).add(key)
    return {name: tuple(sorted(keys, key=lambda key: key.path)) for name, keys in found.items()}


def _names(page: Page) -> Iterator[str]:
    for link in page.document.links:
        if link.target.startswith(CHART):
            yield link.target.removeprefix(CHART).split("/")[0]
        elif link.target.startswith(VALUE):
            yield from _of_value(link.target.removeprefix(VALUE))
    if page.facts:
        yield from page.facts.indicators
    if isinstance(page.facts, TrendFacts) and page.facts.expectation:
        yield page.facts.expectation.indicator


def _of_value(target: str) -> Iterator[str]:
    try:
        reference = parse(target)
    except NotationError:
        return  # told by the check of sentences
    yield reference.first.indicator
    if reference.second:
        yield reference.second.indicator
