"""An expectation and its outcome as readers see it: both values, their sources, and why."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer import language as written
from barometer.charts.markup import tag
from barometer.charts.wording import both, fill
from barometer.content.frontmatter import Expectation
from barometer.data.intervals import interval_of
from barometer.data.model import Observation
from barometer.data.notation import Reference, point_of
from barometer.indicator_page import page_key
from barometer.sentences.note import note
from barometer.state import PageState
from barometer.text import Text
from barometer.trends.verdicts import MARGIN, Judgement, judge


def verdict_view(state: PageState, expected: Expectation) -> Element:
    """The outcome first, then what was expected, what was published, and what was known then."""
    dataset, language = state.site.dataset, state.language
    words = state.site.words["trends"]
    found = judge(dataset, expected)
    outcome = tag("strong", f"{words[f'outcome_{found.outcome}'][language]}.")
    why = fill(
        words[f"reason_{found.reason}"],
        margin=both(lambda la: written.points(MARGIN, la)),
        last=edition(state, expected.by),
    )[language]
    return tag(
        "div",
        tag("p", outcome, " ", why),
        tag("p", _expected(state, expected)),
        tag("ul", *_values(state, expected, found)),
        tag("p", _known(state, expected)),
        class_=f"verdict verdict--{found.outcome}",
    )


def edition(state: PageState, key: str) -> Text:
    """An edition's name; one that nobody has published is named by its number."""
    known = state.site.dataset.editions.get(key)
    words = state.site.words["trends"]["edition_number"]
    return known.title if known else fill(words, n=key, ending=_ending(key))


def _ending(number: str) -> str:
    """The letters after an English ordinal: `5th`, `21st`."""
    teen = number[-2:-1] == "1"
    return "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")


def _expected(state: PageState, expected: Expectation) -> Element:
    """`Vi ventede, at tallet ville stige fra 3. til 4. udgave: …`, the measure linked."""
    dataset, language = state.site.dataset, state.language
    said = fill(
        state.site.words["trends"][f"expected_{expected.direction}"],
        first=edition(state, expected.from_),
        last=edition(state, expected.by),
    )[language]
    described = dataset.described(expected.indicator)
    title = described.title[language] if described else expected.indicator
    if expected.indicator in dataset.indicators:
        address = state.site.address(page_key(expected.indicator), language)
        return tag("span", said, " ", tag("a", title, href=state.to_root + address), ".")
    return tag("span", said, " ", title, ".")


def _values(state: PageState, expected: Expectation, found: Judgement) -> Iterator[Element]:
    words, language = state.site.words["trends"], state.language
    for key, row in ((expected.from_, found.first), (expected.by, found.last)):
        name = edition(state, key)[language]
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
    mark = {} if source.language == language else {"lang": source.language}
    yield tag("a", source.publisher, href=source.address, title=source.title, **mark)
    yield "."


def _known(state: PageState, expected: Expectation) -> str:
    """Whether this is a prediction, or a test on numbers that were there to be seen."""
    editions = state.site.dataset.editions
    by = editions.get(expected.by)
    seen = by is not None and by.start <= editions[expected.known].start
    words = state.site.words["trends"]["seen" if seen else "unseen"]
    return fill(words, known=edition(state, expected.known))[state.language]
