"""Filters as plain links: each leads to a line that says what is shown; the style does the rest."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from barometer.charts.markup import tag
from barometer.charts.wording import fill
from barometer.language import number
from barometer.state import PageState
from barometer.text import Text
from barometer.trends.model import REACHES, RINGS, TOUCHED, Trend, word

ALL = "trends-all"
GROUPS = (("ring", RINGS), ("reach", REACHES), ("touches", TOUCHED))


def filters(state: PageState, found: Sequence[Trend]) -> Iterator[Element]:
    """The groups of links, then a line a link, which only the reader who followed it sees."""
    name = word(state.site, "filter", state.language)
    groups = (_group(state, found, group, values) for group, values in GROUPS)
    yield tag("nav", *groups, class_="trend-filters", aria_label=name)
    for group, values in GROUPS:
        for value in values:
            if chosen(found, group, value):
                yield _line(state, found, group, value)


def chosen(found: Sequence[Trend], group: str, value: str) -> list[Trend]:
    """The trends that a filter leaves."""
    return [one for one in found if value in _values(one, group)]


def _values(trend: Trend, group: str) -> Sequence[str]:
    facts = trend.facts
    return {"ring": (facts.ring,), "reach": (facts.reach,), "touches": facts.touches}[group]


def _group(state: PageState, found: Sequence[Trend], group: str, values: Sequence[str]) -> Element:
    listing = tag("ul")
    for value in values:
        count = len(chosen(found, group, value))
        said = f"{_word(state, f'{group}_{value}')} ({number(count, state.language)})"
        inside = tag("a", said, href=f"#{group}-{value}") if count else tag("span", said)
        listing.append(tag("li", inside))
    title = tag("p", word(state.site, group, state.language), id=f"filter-{group}")
    listing.set("aria-labelledby", f"filter-{group}")
    return tag("div", title, listing)


def _line(state: PageState, found: Sequence[Trend], group: str, value: str) -> Element:
    words = state.site.words["trends"]
    said = fill(
        words["shown"],
        n=str(len(chosen(found, group, value))),
        all=str(len(found)),
        group=words[group],
        value=Text(**{la: _upper(words[f"{group}_{value}"][la]) for la in ("da", "en")}),
    )[state.language]
    back = fill(words["show_all"], all=str(len(found)))[state.language]
    link = tag("a", back, href=f"#{ALL}")
    return tag("p", said, " ", link, class_="trend-shown", id=f"{group}-{value}")


def _word(state: PageState, name: str) -> str:
    return _upper(word(state.site, name, state.language))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
