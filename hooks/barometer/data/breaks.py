"""Where a series breaks: from an edition on, a country's values do not compare with earlier ones.

A break is told of an edition in `editions.yml`, for everything that it measures, or of one
indicator in its own file, whose words come first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barometer.data.model import Edition, Indicator, Observation
from barometer.data.newest import age
from barometer.text import Text

SURVEY = "survey"
"""The theme of facts about a survey: a break in what is measured is none in how many answered."""


@dataclass(frozen=True)
class BreakAt:
    """From `edition` on, a country's values of an indicator do not compare with earlier ones.

    `said` is the edition that the break is told of, which may have no value of the indicator.
    """

    indicator: str
    country: str
    edition: str
    said: str
    reason: Text


def breaks_among(
    rows: Iterable[Observation],
    indicators: Mapping[str, Indicator],
    editions: Mapping[str, Edition],
) -> tuple[BreakAt, ...]:
    """Every break between two editions that both have a value among `rows`.

    Breaks of one indicator in one country stand together, in the order of `editions`.
    """
    series: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        series.setdefault((row.indicator, row.country), set()).add(row.edition)
    found = []
    for (name, country), keys in series.items():
        order = in_order(keys, editions)
        for said, reason in _reasons(indicators.get(name), country, editions).items():
            later = [key for key in order if editions[key].start >= editions[said].start]
            if 0 < len(later) < len(order):
                found.append(BreakAt(name, country, later[0], said, reason))
    return tuple(found)


def in_order(keys: Iterable[str], editions: Mapping[str, Edition]) -> list[str]:
    """Editions, each once, by the years that they measure."""
    return sorted(set(keys), key=lambda key: (*age(editions[key]), key))


def _reasons(
    indicator: Indicator | None, country: str, editions: Mapping[str, Edition]
) -> Mapping[str, Text]:
    """Why values of a country from an edition on are apart from earlier ones."""
    own = {one.edition: one.reason for one in indicator.breaks} if indicator else {}
    shared = indicator is None or indicator.theme != SURVEY
    return {
        key: reason
        for key, edition in editions.items()
        if not edition.covers or country in edition.covers
        if (reason := own.get(key) or (edition.break_ if shared else None))
    }
