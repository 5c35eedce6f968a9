"""A chart's frame, made from the data."""

from collections.abc import Mapping, Sequence

from barometer import language as lang
from barometer.charts.frame import HOME, LOW_BASE, RESIDUAL, Cell, Frame, Head, may_rank
from barometer.data.breaks import SURVEY, BreakAt, breaks_among, in_order
from barometer.data.intervals import interval_of
from barometer.data.model import Chart, Dataset, Edition, Indicator, Observation
from barometer.data.newest import newest
from barometer.text import Text

STATUS_CODES: Mapping[str, str] = {
    "edition_inferred": "i",
    "third_party": "t",
    "provisional": "p",
    "revised": "r",
}


def frame_of(dataset: Dataset, name: str, chart_name: str) -> Frame:
    """The frame of one chart. Raises KeyError where indicator or chart do not exist."""
    indicator = dataset.indicators[name]
    chart = indicator.charts[chart_name]
    found = [row for row in dataset.of(name) if chart.shows(row)]
    if not chart.editions and chart.kind in ("bars", "country_dots", "big_number"):
        found = list(newest(found, dataset.editions))
    row_by, series_by = _dimensions(chart, found)
    rows = _heads(row_by, found, chart, indicator, dataset)
    series: tuple[Head, ...] = (Head("", indicator.measure),)
    if series_by:
        series = _heads(series_by, found, chart, indicator, dataset)
    if series_by == "country":
        series = tuple(sorted(series, key=lambda head: head.key != HOME))
    breaks = _breaks(found, dataset)
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
        version=dataset.version,
        comparisons=dataset.comparisons,
    )


def _editions(found: Sequence[Observation], dataset: Dataset) -> list[str]:
    return in_order((row.edition for row in found), dataset.editions)


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
            Head(key, edition.period, (edition.start + edition.end + 1) / 2, years=_years(edition))
            for key in _editions(found, dataset)
            for edition in (dataset.editions[key],)
        )
    if by == "country":
        heads = [
            Head(key, lang.country(key), apart=chart.apart.get(key))
            for key in _ordered(by, found, indicator, dataset)
        ]
        return tuple(sorted(heads, key=lambda head: head.apart is not None))
    breakdown = indicator.breakdowns.get(chart.breakdown)
    free = _ordered(by, found, indicator, dataset)
    order = [key for key in (breakdown.order if breakdown else ()) if key in free]
    keys = order + [key for key in free if key not in order]
    labels = breakdown.labels if breakdown else {}
    return tuple(Head(key, labels.get(key, indicator.title)) for key in keys)


def _years(edition: Edition) -> Text:
    words = lang.years(edition.start, edition.end)
    return Text(da=words, en=words)


def _ordered(
    by: str, found: Sequence[Observation], indicator: Indicator, dataset: Dataset
) -> list[str]:
    """Keys from the highest value of the newest edition down; leftover answers last.

    Where nobody can tell which value is the higher, they stand in the order of their codes.
    """
    if may_rank(found, indicator):
        order = _editions(found, dataset)
        newest: dict[str, tuple[int, float]] = {}
        for row in found:
            mine = (order.index(row.edition), row.value)
            newest[_key(row, by)] = max(newest.get(_key(row, by), mine), mine)
        return sorted(newest, key=lambda key: (key in RESIDUAL, -newest[key][1], key))
    return sorted({_key(row, by) for row in found}, key=lambda key: (key in RESIDUAL, key))


def _breaks(found: Sequence[Observation], dataset: Dataset) -> tuple[BreakAt, ...]:
    """Where the series breaks between two editions drawn, each place once."""
    at = {one.edition: one for one in breaks_among(found, dataset.indicators, dataset.editions)}
    return tuple(at[key] for key in _editions(found, dataset) if key in at)


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
    later = [dataset.editions[one.edition] for one in breaks if one.country == row.country]
    codes |= {"b"} if any(start < edition.start for edition in later) else set()
    codes |= {"d"} if conflicts else set()
    codes |= {"u"} if row.base is not None and row.base < LOW_BASE else set()
    estimate = indicator.unit == "percent" and indicator.theme != SURVEY
    return Cell(row, interval_of(row) if estimate else None, tuple(sorted(codes)), conflicts)
