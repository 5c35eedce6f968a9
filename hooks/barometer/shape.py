"""What a kind of page shows beside its text: its large number, its steps, its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

from barometer import language as written
from barometer.content.addresses import PageKey
from barometer.content.frontmatter import is_trend
from barometer.data.newest import period
from barometer.indicator_page import page_key
from barometer.menu import below, title
from barometer.related import RelatedLink
from barometer.sentences.findings import spoken_of
from barometer.state import PageState
from barometer.trend_view import TrendView, trend_view
from barometer.trends.card_key import trend_key

SCHEME = "chart:"
PICKED_FIRST = ("roles", "changes", "guides")
"""Sections whose overview is a choice: the pages to choose from stand above its text."""


@dataclass(frozen=True)
class Headline:
    """The number of an indicator, as a reader says it, with what it measures and when."""

    value: str
    what: str
    when: str
    address: str


@dataclass(frozen=True)
class Step:
    """One page of a guide; `number` is 0 for the guide's own front page."""

    number: int
    title: str
    address: str
    current: bool


@dataclass(frozen=True)
class Shape:
    """Everything that a template shows of a page beside its text."""

    kind: str
    headline: Headline | None = None
    steps: tuple[Step, ...] = ()
    previous: Step | None = None
    next: Step | None = None
    children: tuple[RelatedLink, ...] = ()
    children_first: bool = False
    peers: tuple[RelatedLink, ...] = ()
    trend: TrendView | None = None


def shape(state: PageState) -> Shape:
    """The shape of a page, by its kind."""
    kind = kind_of(state)
    steps = _steps(state) if kind == "guide" else ()
    here = next((at for at, one in enumerate(steps) if one.current), 0)
    return Shape(
        kind,
        headline=_headline(state, kind),
        steps=steps,
        previous=steps[here - 1] if steps and here else None,
        next=steps[here + 1] if here + 1 < len(steps) else None,
        children=_cards(state, _children(state)) if kind == "overview" else (),
        children_first=state.key.section in PICKED_FIRST,
        peers=_cards(state, _peers(state)) if kind in ("role", "ambition") else (),
        trend=trend_view(state) if kind == "trend" else None,
    )


def kind_of(state: PageState) -> str:
    """The kind of a page, which decides its shape: by where its file lies."""
    key = state.key
    if key in state.site.slugs:
        return "indicator"
    if key.path in ("index", "search"):
        return {"index": "home"}.get(key.path, key.path)
    if key.path.endswith("/index"):
        return "guide" if key.path.count("/") > 1 else "overview"
    if trend_key(key):
        return "card"
    if key.section == "trends":
        return "trend" if is_trend(key) else "text"
    return {"roles": "role", "changes": "ambition", "guides": "guide"}.get(key.section, "text")


def _headline(state: PageState, kind: str) -> Headline | None:
    names = (one for one in state.site.dataset.indicators if page_key(one) == state.key)
    return headline(state, next(names)) if kind == "indicator" else None


def first_indicator(state: PageState) -> str | None:
    """The indicator of the first figure on a page."""
    links = state.site.pages[(state.key, state.language)].document.links
    charts = (one.target for one in links if one.target.startswith(SCHEME))
    return next((one.removeprefix(SCHEME).split("/")[0] for one in charts), None)


def headline(state: PageState, name: str) -> Headline | None:
    """The one total that an indicator's finding speaks of; None where it speaks of others."""
    dataset, language = state.site.dataset, state.language
    rows = spoken_of(dataset, name)
    if len(rows) != 1 or rows[0].breakdown != "total":
        return None
    indicator = dataset.indicators[name]
    write = written.percent if indicator.unit == "percent" else written.number
    return Headline(
        value=write(rows[0].value, language),
        what=indicator.measure[language],
        when=period(rows, dataset, language),
        address=state.site.address(page_key(name), language),
    )


def _steps(state: PageState) -> tuple[Step, ...]:
    """The pages of the guide at hand; a guide of one page has no steps."""
    parts = state.key.path.split("/")
    if len(parts) != 3:
        return ()
    folder = "/".join(parts[:-1])
    keys = [PageKey(f"{folder}/index"), *below(state.site, folder)]
    site, language = state.site, state.language
    return tuple(
        Step(number, title(site, key, language), site.address(key, language), key == state.key)
        for number, key in enumerate(keys)
    )


def _children(state: PageState) -> Sequence[PageKey]:
    """The pages below an overview; trends and indicators have overviews of their own."""
    keys = below(state.site, state.key.section)
    return [key for key in keys if not is_trend(key)]


def _peers(state: PageState) -> Sequence[PageKey]:
    return [key for key in below(state.site, state.key.section) if key != state.key]


def _cards(state: PageState, keys: Sequence[PageKey]) -> tuple[RelatedLink, ...]:
    pages, language = state.site.pages, state.language
    return tuple(
        RelatedLink(
            pages[(key, language)].words.title,
            pages[(key, language)].words.summary,
            state.site.address(key, language),
        )
        for key in keys
    )
