"""What is not out yet is taken away before anything is made from the data: no value, no trace."""

from collections.abc import Iterable, Iterator, Mapping

from barometer.data.model import Chart, Dataset, Indicator, Observation
from barometer.data.notation import Point
from barometer.faults import fault
from barometer.problems import Problem
from barometer.releases.model import Releases
from barometer.releases.read import Read, point


def withheld(dataset: Dataset, releases: Releases) -> Dataset:
    """The dataset as it stood before every release still ahead, under the version that is out."""
    ahead = releases.ahead.values()
    editions = {key for one in ahead for key in one.editions}
    points = {at for one in ahead for value in one.values if (at := point(value))}
    if not editions and not points:
        return dataset.model_copy(update={"release": releases.version})
    rows = tuple(row for row in dataset.observations if not _hidden(row, editions, points))
    shown = {row.indicator for row in rows}
    return dataset.model_copy(
        update={
            "release": releases.version,
            "observations": rows,
            "editions": _without(dataset.editions, editions),
            "indicators": {
                name: _pruned(one, [row for row in rows if row.indicator == name], editions)
                for name, one in dataset.indicators.items()
                if name in shown
            },
            "values": {name: one for name, one in dataset.values.items() if name in shown},
            "comparisons": tuple(
                one for one in dataset.comparisons if not _names(one.compare, editions, points)
            ),
        }
    )


def _hidden(row: Observation, editions: set[str], points: set[Point]) -> bool:
    at = Point(row.indicator, row.breakdown, row.category, row.country, row.edition)
    return row.edition in editions or at in points


def _names(text: str, editions: set[str], points: set[Point]) -> bool:
    """Whether a comparison speaks of a hidden value."""
    parts = [point(part) for sign in "<>=" if sign in text for part in text.split(sign)]
    return any(part and (part.edition in editions or part in points) for part in parts)


def _pruned(indicator: Indicator, rows: Iterable[Observation], editions: set[str]) -> Indicator:
    """The indicator without what it says of hidden editions; the charts that still have values."""
    charts = {
        name: chart.model_copy(
            update={"editions": tuple(key for key in chart.editions if key not in editions)}
        )
        for name, chart in indicator.charts.items()
        if _drawable(chart, rows, editions)
    }
    return indicator.model_copy(
        update={
            "charts": charts,
            "breaks": tuple(one for one in indicator.breaks if one.edition not in editions),
            "conflicts": tuple(one for one in indicator.conflicts if one.edition not in editions),
        }
    )


def _drawable(chart: Chart, rows: Iterable[Observation], editions: set[str]) -> bool:
    if chart.editions and all(key in editions for key in chart.editions):
        return False
    return any(
        row.breakdown == chart.breakdown
        and row.country in chart.countries
        and (not chart.editions or row.edition in chart.editions)
        and (not chart.categories or row.category in chart.categories)
        for row in rows
    )


def _without(editions: Mapping[str, object], hidden: set[str]) -> Mapping[str, object]:
    return {key: one for key, one in editions.items() if key not in hidden}


def bare_faults(read: Read, left: Dataset) -> Iterator[Problem]:
    """Indicators whose default chart shows only what is withheld: a page without a figure."""
    for name, indicator in left.indicators.items():
        if "default" not in indicator.charts:
            path = f"data/indicators/{name}.yml"
            ahead = [one for one in read.releases.ahead.values() if one.editions or one.values]
            day = min(one.moment for one in ahead).strftime("%Y-%m-%d %H:%M")
            yield fault("R107", path, None, "charts.default", name=name, day=day)
