"""What trends expected, by when, and how it went; and the pages that are due for review."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.charts.markup import html, tag
from barometer.charts.notes import source_link
from barometer.charts.wording import both, fill
from barometer.content.frontmatter import Expectation
from barometer.data.intervals import interval_of
from barometer.data.model import Observation
from barometer.data.notation import Reference, point_of
from barometer.indicator_page import page_key
from barometer.overdue import as_of, late
from barometer.sentences.note import note
from barometer.state import PageState
from barometer.text import Text
from barometer.trends.expectations import OUTCOMES, Judgement, judge
from barometer.trends.model import href, trends, word


def trend_scoreboard(state: PageState) -> str:
    """Every expectation below its outcome; outcomes that no expectation has are left out."""
    groups: dict[str, list[Element]] = {outcome: [] for outcome in OUTCOMES}
    for one in trends(state.site):
        if one.facts.expectation:
            link = tag("a", one.words(state.language).title, href=href(state, one))
            outcome = judge(state.site.dataset, one.facts.expectation).outcome
            groups[outcome] += [tag("h4", link), expectation_view(state, one.facts.expectation)]
    shown = (_group(state, outcome, items) for outcome, items in groups.items() if items)
    return html(tag("div", *shown, class_="scoreboard"))


def _group(state: PageState, outcome: str, items: list[Element]) -> Element:
    name = f"outcome-{outcome.replace('_', '-')}"
    heading = tag("h3", word(state.site, f"outcome_{outcome}", state.language), id=name)
    return tag("section", heading, *items, aria_labelledby=name)


def late_reviews(state: PageState) -> str:
    """The pages that should have been reviewed, or that there are none."""
    site, language = state.site, state.language
    day = as_of(site.pages)
    keys = late(site.pages, day)
    words = site.words["trends"]
    said = fill(words["late_some" if keys else "late_none"], day=written.date(day, language))
    items = []
    for key in keys:
        facts = site.pages[(key, "da")].facts
        title = site.pages[(key, language)].words.title
        link = tag("a", title, href=state.to_root + site.address(key, language))
        due = f" ({written.date(facts.review_by, language)})" if facts else None
        items.append(tag("li", link, due))
    listing = tag("ul", *items) if items else None
    return html(tag("div", tag("p", said[language]), listing, class_="late-reviews"))


def expectation_view(state: PageState, expected: Expectation) -> Element:
    """What was expected and when that was written, how it went and why, and both values."""
    language, words = state.language, state.site.words["trends"]
    found = judge(state.site.dataset, expected)
    outcome = tag("strong", f"{words[f'outcome_{found.outcome}'][language]}.")
    why = fill(words[f"reason_{found.reason}"], last=_edition(state, expected.by))[language]
    return tag(
        "div",
        tag("p", *_expected(state, expected)),
        tag("p", outcome, " ", why),
        tag("ul", *_values(state, expected, found)),
        class_=f"expectation expectation--{found.outcome.replace('_', '-')}",
    )


def _edition(state: PageState, key: str) -> Text:
    """An edition's name; one that nobody has published is named by its number."""
    known = state.site.dataset.editions.get(key)
    words = state.site.words["trends"]["edition_number"]
    return known.title if known else fill(words, n=key, ending=_ending(key))


def _ending(number: str) -> str:
    """The letters after an English ordinal: `5th`, `21st`."""
    teen = number[-2:-1] == "1"
    return "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")


def _expected(state: PageState, expected: Expectation) -> Iterator[Element | str]:
    """`Den 23. november 2026 skrev vi, at tallet ville stige fra …: …`, the measure linked."""
    dataset, language = state.site.dataset, state.language
    yield fill(
        state.site.words["trends"][f"expected_{expected.direction}"],
        day=both(lambda la: written.date(expected.written, la)),
        first=_edition(state, expected.from_),
        last=_edition(state, expected.by),
    )[language]
    yield " "
    described = dataset.described(expected.indicator)
    title = described.title[language] if described else expected.indicator
    if expected.indicator in dataset.indicators:
        address = state.site.address(page_key(expected.indicator), language)
        yield tag("a", title, href=state.to_root + address)
    else:
        yield title
    yield "."


def _values(state: PageState, expected: Expectation, found: Judgement) -> Iterator[Element]:
    words, language = state.site.words["trends"], state.language
    for key, row in ((expected.from_, found.first), (expected.by, found.last)):
        name = _edition(state, key)[language]
        if row is None:
            yield tag("li", f"{name}: {words['not_published'][language]}")
        else:
            yield tag("li", f"{name}: ", *_value(state, row))


def _value(state: PageState, row: Observation) -> Iterator[Element | str]:
    """The bound value with its uncertainty and base, and its source."""
    site, language = state.site, state.language
    words = site.words["trends"]
    share = written.percent(row.value, language)
    reference = Reference(point_of(row))
    attributes = {"class_": "value", "title": note(reference, site.dataset, language)}
    if row.indicator in site.dataset.indicators:
        address = site.address(page_key(row.indicator), language)
        yield tag("a", share, href=state.to_root + address, **attributes)
    else:
        yield share
    interval, base = interval_of(row), row.base
    if interval and base:
        span = written.span(interval.low, interval.high, language, 0, share=True)
        n = written.number(base, language)
        yield " " + words["value_interval"][language].format(interval=span, n=n) + " "
    else:
        yield " " + words["value_no_base"][language] + " "
    source = site.dataset.sources[row.source]
    yield from source_link(source, language, source.publisher)
    yield "."
