"""Every expectation with its outcome, whether it flatters us or not."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from barometer.charts.markup import html, tag
from barometer.charts.wording import fill
from barometer.language import date
from barometer.overdue import as_of, late
from barometer.state import PageState
from barometer.trends.model import Trend, href, trends, word
from barometer.trends.verdict_view import verdict_view
from barometer.trends.verdicts import OUTCOMES, judge


def trend_scoreboard(state: PageState) -> str:
    """The count of each outcome, then every expectation below its outcome."""
    dataset = state.site.dataset
    groups: dict[str, list[Trend]] = {outcome: [] for outcome in OUTCOMES}
    for one in trends(state.site):
        if one.facts.expectation:
            groups[judge(dataset, one.facts.expectation).outcome].append(one)
    counts = tag("dl", *(_count(state, *group) for group in groups.items()), class_="facts")
    shown = [_group(state, outcome, group) for outcome, group in groups.items() if group]
    return html(tag("div", counts, *shown, class_="scoreboard"))


def late_reviews(state: PageState) -> str:
    """The pages that should have been reviewed, or that there are none."""
    site, language = state.site, state.language
    day = as_of(site.pages)
    keys = late(site.pages, day)
    words = site.words["trends"]
    said = fill(words["late_some" if keys else "late_none"], day=date(day, language))[language]
    items = []
    for key in keys:
        facts = site.pages[(key, "da")].facts
        title = site.pages[(key, language)].words.title
        link = tag("a", title, href=state.to_root + site.address(key, language))
        items.append(tag("li", link, f" ({date(facts.review_by, language)})" if facts else None))
    listing = tag("ul", *items) if items else None
    return html(tag("div", tag("p", said), listing, class_="late-reviews"))


def _count(state: PageState, outcome: str, group: Sequence[Trend]) -> Element:
    name = word(state.site, f"outcome_{outcome}", state.language)
    return tag("div", tag("dt", name), tag("dd", str(len(group))))


def _group(state: PageState, outcome: str, group: Sequence[Trend]) -> Element:
    name = f"outcome-{outcome}"
    heading = tag("h3", word(state.site, f"outcome_{outcome}", state.language), id=name)
    return tag("section", heading, *_trends(state, group), aria_labelledby=name)


def _trends(state: PageState, group: Sequence[Trend]) -> Iterator[Element]:
    for one in group:
        link = tag("a", one.words(state.language).title, href=href(state, one))
        yield tag("h4", link)
        yield tag("p", one.words(state.language).direction)
        if one.facts.expectation:
            yield verdict_view(state, one.facts.expectation)
