"""What changes by itself on the front page: the newest number and the newest trends."""

from datetime import date
from xml.etree.ElementTree import Element

from barometer.content.frontmatter import TrendFacts, TrendWords
from barometer.content.page import Page
from barometer.html import element, html
from barometer.parts.radar import trends
from barometer.shape import first_indicator, headline
from barometer.state import PageState

SHOWN = 4


def front_number(state: PageState) -> str:
    """The newest value of the indicator that the page draws first, large, with what it measures."""
    name = first_indicator(state)
    newest = headline(state, name) if name else None
    if newest is None:
        return ""
    value = element("span", {"class": "headline-value"}, newest.value)
    when = element("span", {"class": "headline-when"}, newest.when)
    what = element("span", {"class": "headline-what"}, f"{newest.what} ", when)
    link = element("a", {"href": state.to_root + newest.address}, value, " ", what)
    return html(element("p", {"class": "headline"}, link))


def newest_trends(state: PageState) -> str:
    """The trends changed last, each with where it is heading."""
    found = sorted(trends(state), key=lambda pair: pair[0].words.title)
    newest = sorted(found, key=lambda pair: _age(pair[1]), reverse=True)[:SHOWN]
    return html(element("ul", {"class": "newest"}, *(_card(state, page) for page, _ in newest)))


def _age(facts: TrendFacts) -> tuple[date, date]:
    return max(entry.date for entry in facts.log), facts.first_seen


def _card(state: PageState, page: Page) -> Element:
    href = state.to_root + state.site.address(page.key, state.language)
    link = element("a", {"href": href}, page.words.title)
    heading = element("p", {"class": "card-title"}, link)
    words = page.words
    told = words.direction if isinstance(words, TrendWords) else words.summary
    return element("li", {"class": "card"}, heading, element("p", {}, told))
