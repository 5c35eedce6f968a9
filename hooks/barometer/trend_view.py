"""A trend as its page shows it: facts in words, sources and log in the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barometer import language as written
from barometer.content.frontmatter import TrendFacts
from barometer.data.model import Source
from barometer.html import html
from barometer.state import PageState
from barometer.trends.card_key import card_key
from barometer.trends.scoreboard import expectation_view


@dataclass(frozen=True)
class Entry:
    """One line of a trend's log."""

    when: str
    text: str


@dataclass(frozen=True)
class TrendView:
    """Facts as pairs of label and words, what the trend rests on and how it has changed.

    `expectation` is what it expected and how it went, as HTML; `card` the address of its card.
    """

    facts: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    log: tuple[Entry, ...]
    expectation: str
    card: str


def trend_view(state: PageState) -> TrendView | None:
    """The view of a trend's page; None for a page that is no trend."""
    facts = state.site.pages[(state.key, "da")].facts
    if not isinstance(facts, TrendFacts):
        return None
    log = tuple(
        Entry(written.date(one.date, state.language), one[state.language]) for one in facts.log
    )
    sources = tuple(state.site.dataset.sources[name] for name in facts.sources)
    expected = html(expectation_view(state, facts.expectation)) if facts.expectation else ""
    card = state.site.address(card_key(state.key), state.language)
    return TrendView(tuple(_facts(state, facts)), sources, log, expected, card)


def _facts(state: PageState, facts: TrendFacts) -> Iterator[tuple[str, str]]:
    for name in ("ring", "kind", "reach", "horizon", "certainty"):
        value = str(getattr(facts, name)).replace("-", "_").replace("+", "_plus")
        yield _word(state, name), _word(state, f"{name}_{value}")
    yield _word(state, "touches"), _list(state, "touches", facts.touches)
    yield _word(state, "effects"), _list(state, "effect", facts.effects)
    yield _word(state, "first_seen"), written.date(str(facts.first_seen.year), state.language)


def _list(state: PageState, group: str, names: Sequence[str]) -> str:
    words = written.joined([_word(state, f"{group}_{name}") for name in names], state.language)
    return words[:1].upper() + words[1:]


def _word(state: PageState, name: str) -> str:
    return state.site.words["trends"][name][state.language]
