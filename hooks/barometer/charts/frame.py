"""The one frame that picture, description, table and files are all made from."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from barometer import language as lang
from barometer.charts.intervals import Interval, interval_of
from barometer.data.model import Chart, Conflict, Dataset, Edition, Indicator, Observation
from barometer.text import Text

LOWEST_BASE = 30
LOW_BASE = 100
HOME = "DK"
RESIDUAL = ("other", "none", "dont_know")
STATUS_CODES: Mapping[str, str] = {
    "edition_inferred": "i",
    "third_party": "t",
    "provisional": "p",
    "revised": "r",
}


@dataclass(frozen=True)
class Cell:
    """One published value with what is known of its certainty."""

    observation: Observation
    interval: Interval | None
    codes: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def value(self) -> float:
        """The value in the indicator's unit."""
        return self.observation.value

    @property
    def base(self) -> int | None:
        """The unweighted number of answers, or None where it was not published."""
        return self.observation.base

    @property
    def hidden(self) -> bool:
        """Whether too few answered for the value to be drawn."""
        return self.base is not None and self.base < LOWEST_BASE

    @property
    def uncertain(self) -> bool:
        """Whether so few answered that the mark is drawn hollow."""
        return "u" in self.codes


@dataclass(frozen=True)
class Head:
    """A row or a series; `when` is the middle of an edition's period, in years."""

    key: str
    label: Text
    when: float | None = None
    apart: Text | None = None


@dataclass(frozen=True)
class BreakAt:
    """Nothing before this edition compares with it or with later ones."""

    edition: str
    reason: Text


@dataclass(frozen=True)
class Frame:
    """Rows by series; `cells[r][s]` is None where nothing was published."""

    name: str
    chart_name: str
    chart: Chart
    indicator: Indicator
    rows: tuple[Head, ...]
    series: tuple[Head, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    editions: tuple[Edition, ...]
    breaks: tuple[BreakAt, ...]
    words: Mapping[str, Text]
    row_by: str
    series_by: str

    @property
    def known(self) -> tuple[Cell, ...]:
        """Every published value, row by row."""
        return tuple(cell for row in self.cells for cell in row if cell)

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """Every value that is drawn: the published ones with enough answers."""
        return tuple(cell for cell in self.known if not cell.hidden)

    @property
    def share(self) -> bool:
        """Whether the values are shares in per cent."""
        return self.indicator.unit == "percent"

    @property
    def bases(self) -> frozenset[int | None]:
        """The different bases behind the values; None stands for "not published"."""
        return frozenset(cell.base for cell in self.known)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the values, in the order of the rows."""
        return tuple(dict.fromkeys(cell.observation.country for cell in self.known))

    @property
    def base_by(self) -> str:
        """What the base depends on, and so where it stands: `all`, `row`, `series` or `cell`."""
        if len(self.bases) <= 1:
            return "all"
        lines = {"row": self.cells, "series": tuple(zip(*self.cells, strict=True))}
        for by, groups in lines.items():
            if all(len({cell.base for cell in group if cell}) <= 1 for group in groups):
                return by
        return "cell"

    @property
    def codes(self) -> tuple[str, ...]:
        """The letter codes that the values carry, in alphabetical order."""
        return tuple(sorted({code for cell in self.known for code in cell.codes}))

    @property
    def version(self) -> str:
        """Eight letters that change when, and only when, one of the figure's numbers does."""
        rows = [
            (one.country, one.edition, one.category, one.value, one.base, one.status, one.source)
            for one in (cell.observation for cell in self.known)
        ]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:8]

    @property
    def stem(self) -> str:
        """The name of the figure's files and of its place on a page: `value-created-default`."""
        return f"{self.name}-{self.chart_name}".replace("_", "-")


def frame_of(dataset: Dataset, name: str, chart_name: str) -> Frame:
    """The frame of one chart. Raises KeyError where indicator or chart do not exist."""
    indicator = dataset.indicators[name]
    chart = indicator.charts[chart_name]
    found = [row for row in dataset.of(name) if _wanted(row, chart)]
    if not chart.editions and chart.kind in ("bars", "country_dots", "big_number"):
        found = _newest(found, dataset)
    row_by, series_by = _dimensions(chart, found)
    rows = _heads(row_by, found, chart, indicator, dataset)
    series: tuple[Head, ...] = (Head("", indicator.measure),)
    if series_by:
        series = _heads(series_by, found, chart, indicator, dataset)
    if series_by == "country":
        series = tuple(sorted(series, key=lambda head: head.key != HOME))
    breaks = _breaks(indicator, found, dataset)
    at = {
        (_key(row, row_by), _key(row, series_by)): _cell(row, indicator, breaks, dataset)
        for row in found
    }
    return Frame(
        name=name,
        chart_name=chart_name,
        chart=chart,
        indicator=indicator,
        rows=rows,
        series=series,
        cells=tuple(tuple(at.get((r.key, s.key)) for s in series) for r in rows),
        editions=tuple(dataset.editions[key] for key in _editions(found, dataset)),
        breaks=breaks,
        words=dataset.words["figure"],
        row_by=row_by,
        series_by=series_by,
    )


def _wanted(row: Observation, chart: Chart) -> bool:
    return (
        row.breakdown == chart.breakdown
        and row.country in chart.countries
        and (not chart.editions or row.edition in chart.editions)
        and (not chart.categories or row.category in chart.categories)
    )


def _newest(found: Sequence[Observation], dataset: Dataset) -> list[Observation]:
    last = {
        country: _editions([row for row in found if row.country == country], dataset)[-1]
        for country in {row.country for row in found}
    }
    return [row for row in found if row.edition == last[row.country]]


def _editions(found: Sequence[Observation], dataset: Dataset) -> list[str]:
    keys = {row.edition for row in found}
    return sorted(keys, key=lambda k: (dataset.editions[k].start, dataset.editions[k].end, k))


def _key(row: Observation, by: str) -> str:
    return str(getattr(row, by)) if by else ""


def _dimensions(chart: Chart, found: Sequence[Observation]) -> tuple[str, str]:
    """What makes the rows and what makes the series of a kind of chart."""
    many = {
        by for by in ("category", "edition", "country") if len({_key(row, by) for row in found}) > 1
    }
    if chart.kind in ("line", "stacked_bar", "small_multiples"):
        return "edition", "category" if "category" in many else "country"
    if chart.kind == "country_dots":
        return "country", ""
    if chart.kind in ("dumbbell", "grouped_bars"):
        by = "edition" if "edition" in many else "country"
        return "country" if many == {"edition", "country"} else "category", by
    return next((by for by in ("category", "country", "edition") if by in many), "category"), ""


def _heads(
    by: str, found: Sequence[Observation], chart: Chart, indicator: Indicator, dataset: Dataset
) -> tuple[Head, ...]:
    if by == "edition":
        return tuple(
            Head(key, edition.period, (edition.start + edition.end + 1) / 2)
            for key in _editions(found, dataset)
            for edition in (dataset.editions[key],)
        )
    if by == "country":
        heads = [
            Head(key, lang.country(key), apart=chart.apart.get(key))
            for key in _by_value(by, found, dataset)
        ]
        return tuple(sorted(heads, key=lambda head: head.apart is not None))
    breakdown = indicator.breakdowns.get(chart.breakdown)
    order = [
        key
        for key in (breakdown.order if breakdown else ())
        if any(row.category == key for row in found)
    ]
    keys = order + [key for key in _by_value(by, found, dataset) if key not in order]
    labels = breakdown.labels if breakdown else {}
    return tuple(Head(key, labels.get(key, indicator.title)) for key in keys)


def _by_value(by: str, found: Sequence[Observation], dataset: Dataset) -> list[str]:
    """Keys from the highest value of the newest edition down; leftover answers last."""
    order = _editions(found, dataset)
    newest: dict[str, tuple[int, float]] = {}
    for row in found:
        mine = (order.index(row.edition), row.value)
        newest[_key(row, by)] = max(newest.get(_key(row, by), mine), mine)
    return sorted(newest, key=lambda key: (key in RESIDUAL, -newest[key][1], key))


def _breaks(
    indicator: Indicator, found: Sequence[Observation], dataset: Dataset
) -> tuple[BreakAt, ...]:
    """Where the series breaks between two editions drawn; the indicator's own words first."""
    out: dict[str, BreakAt] = {}
    reasons = {key: one.break_ for key, one in dataset.editions.items() if one.break_}
    reasons |= {one.edition: one.reason for one in indicator.breaks}
    for key, reason in reasons.items():
        at = dataset.editions[key]
        same = [r for r in found if at.country is None or r.country == at.country]
        order = _editions(same, dataset)
        later = [one for one in order if dataset.editions[one].start >= at.start]
        if later and len(later) < len(order):
            out[later[0]] = BreakAt(later[0], reason)
    return tuple(out[key] for key in _editions(found, dataset) if key in out)


def _cell(
    row: Observation, indicator: Indicator, breaks: Sequence[BreakAt], dataset: Dataset
) -> Cell:
    conflicts = tuple(
        one
        for one in indicator.conflicts
        if (one.edition, one.breakdown, one.category, one.country)
        == (row.edition, row.breakdown, row.category, row.country)
    )
    codes = {STATUS_CODES[row.status]} if row.status else set()
    start = dataset.editions[row.edition].start
    codes |= {"b"} if any(start < dataset.editions[b.edition].start for b in breaks) else set()
    codes |= {"d"} if conflicts else set()
    codes |= {"u"} if row.base is not None and row.base < LOW_BASE else set()
    share = indicator.unit == "percent"
    return Cell(row, interval_of(row) if share else None, tuple(sorted(codes)), conflicts)
