"""The frame: rows, series, cells of a chart; ties between neighbours, scale."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from barometer.data.breaks import (
    SURVEY,
    BreakAt,
    Clarity,
    Interval,
    breaks_among,
    compare,
    in_order,
    interval_of,
)
from barometer.data.model import (
    HOME_COUNTRY,
    Chart,
    Comparison,
    Conflict,
    Dataset,
    Edition,
    Indicator,
    Observation,
)
from barometer.data.notation import newest_values
from barometer.text import (
    Text,
    country_in_text,
    country_name,
    fill_template,
    format_years,
    in_both,
)

LOW_BASE = 100
RESIDUAL = ("other", "none", "dont_know")


@dataclass(frozen=True)
class Cell:
    """One published value with what is known of its certainty."""

    observation: Observation
    interval: Interval | None
    codes: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    special: tuple[str, ...] = ()
    """The codes that set the value apart: those that not every value of the figure carries."""

    @property
    def value(self) -> float:
        """The value in the indicator's unit."""
        return self.observation.value

    @property
    def base(self) -> int | None:
        """The unweighted number of answers, or None where it is unknown."""
        return self.observation.base

    @property
    def of_the_edition(self) -> bool:
        """Whether the base is the edition's, for the value was published without its own."""
        return self.observation.base_source == "of_the_edition"

    @property
    def few(self) -> bool:
        """Whether so few answered that the value is compared with nothing."""
        return self.observation.few

    @property
    def hollow(self) -> bool:
        """Whether the mark is drawn hollow, for the value differs from the others in kind."""
        return bool(self.special)


def may_rank(rows: Iterable[Observation], indicator: Indicator) -> bool:
    """Whether values may be put in order: of one country, estimates only with every base known."""
    found = list(rows)
    estimates = indicator.unit == "percent" and indicator.theme != SURVEY
    known = not estimates or all(row.base is not None for row in found)
    return known and len({row.country for row in found}) < 2


@dataclass(frozen=True)
class Head:
    """A row or a series: `when` it was, in years; `said`, its label in a sentence; its `period`."""

    key: str
    label: Text
    when: float | None = None
    apart: Text | None = None
    said: Text | None = None
    period: Text | None = None

    @property
    def spoken(self) -> Text:
        """The words for a sentence."""
        return self.said or self.label


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
    version: str
    comparisons: tuple[Comparison, ...] = ()

    @property
    def by_row(self) -> tuple[tuple[Head, tuple[Cell | None, ...]], ...]:
        """Every row with its cells."""
        return tuple(zip(self.rows, self.cells, strict=True))

    @property
    def by_series(self) -> tuple[tuple[Head, tuple[Cell | None, ...]], ...]:
        """Every series with its cells."""
        return tuple(zip(self.series, zip(*self.cells, strict=True), strict=True))

    @property
    def by_cell(self) -> tuple[tuple[Head, Head, Cell | None], ...]:
        """Every cell with its row and its series, row by row."""
        return tuple(
            (row, series, cell)
            for row, cells in self.by_row
            for series, cell in zip(self.series, cells, strict=True)
        )

    def say(self, key: str, **parts: Text | str) -> Text:
        """One of the site's sentences for figures, its `{names}` filled in."""
        return fill_template(self.words[key], **parts)

    @property
    def known(self) -> tuple[Cell, ...]:
        """Every published value, row by row."""
        return tuple(cell for row in self.cells for cell in row if cell)

    @property
    def share(self) -> bool:
        """Whether the values are shares in per cent."""
        return self.indicator.unit == "percent"

    @property
    def estimate(self) -> bool:
        """Whether the values are estimates from answers, and not facts about the survey."""
        return self.share and self.indicator.theme != SURVEY

    @property
    def ranks(self) -> bool:
        """Whether the order of the values, from the highest to the lowest, may be stated."""
        return may_rank([cell.observation for cell in self.known], self.indicator)

    @property
    def answers_partial(self) -> bool:
        """Whether some answers of the list have not been seen, so that none is the highest."""
        breakdown = self.indicator.breakdowns.get(self.chart.breakdown)
        return breakdown is not None and breakdown.answers_partial

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
    def stem(self) -> str:
        """The name of the figure's files and of its place on a page: `value-created-default`."""
        return f"{self.name}-{self.chart_name}".replace("_", "-")


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
        found = list(newest_values(found, dataset.editions))
    row_by, series_by = _dimensions(chart, found)
    rows = _heads(row_by, found, chart, indicator, dataset)
    series: tuple[Head, ...] = (Head("", indicator.measure),)
    if series_by:
        series = _heads(series_by, found, chart, indicator, dataset)
    if series_by == "country":
        series = tuple(sorted(series, key=lambda head: head.key != HOME_COUNTRY))
    broken = {one.edition: one for one in breaks_among(found, dataset.indicators, dataset.editions)}
    breaks = tuple(broken[key] for key in _editions(found, dataset) if key in broken)
    at = {
        (_key(row, row_by), _key(row, series_by)): _cell(
            row, indicator, breaks, chart.apart, dataset
        )
        for row in found
    }
    shared = set.intersection(*(set(cell.codes) for cell in at.values())) - {"u"} if at else set()
    if chart.kind == "country_dots":
        shared |= {"a"}  # they stand below a heading that says so
    alone = len(at) == 1
    at = {
        place: replace(cell, special=tuple(c for c in cell.codes if alone or c not in shared))
        for place, cell in at.items()
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
            Head(key, edition.period, (edition.start + edition.end + 1) / 2, said=years)
            for key in _editions(found, dataset)
            for edition in (dataset.editions[key],)
            for years in (in_both(lambda _, at=edition: format_years(at.start, at.end)),)  # type: ignore[misc]
        )
    if by == "country":
        measured = {row.country: dataset.editions[row.edition].period for row in found}
        dated = len({row.edition for row in found}) > 1 and len(found) == len(measured)
        heads = [
            Head(
                key,
                country_name(key),
                apart=chart.apart.get(key),
                said=country_in_text(key),
                period=measured[key] if dated else None,
            )
            for key in _ordered(by, found, indicator, dataset)
        ]
        return tuple(sorted(heads, key=lambda head: head.apart is not None))
    breakdown = indicator.breakdowns.get(chart.breakdown)
    free = _ordered(by, found, indicator, dataset)
    order = [key for key in (breakdown.order if breakdown else ()) if key in free]
    keys = order + [key for key in free if key not in order]
    labels = breakdown.labels if breakdown else {}
    return tuple(Head(key, labels.get(key, indicator.title)) for key in keys)


def _ordered(
    by: str, found: Sequence[Observation], indicator: Indicator, dataset: Dataset
) -> list[str]:
    """Keys from the highest value of the newest edition down, leftovers last; else by code."""
    if may_rank(found, indicator):
        order = _editions(found, dataset)
        newest: dict[str, tuple[int, float]] = {}
        for row in found:
            mine = (order.index(row.edition), row.value)
            newest[_key(row, by)] = max(newest.get(_key(row, by), mine), mine)
        return sorted(newest, key=lambda key: (key in RESIDUAL, -newest[key][1], key))
    return sorted({_key(row, by) for row in found}, key=lambda key: (key in RESIDUAL, key))


def _cell(
    row: Observation,
    indicator: Indicator,
    breaks: Sequence[BreakAt],
    apart: Collection[str],
    dataset: Dataset,
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
    codes |= {"a"} if row.country in apart else set()
    estimate = indicator.unit == "percent" and indicator.theme != SURVEY
    return Cell(row, interval_of(row) if estimate else None, tuple(sorted(codes)), conflicts)


TICKS: Mapping[int, int] = {5: 1, 10: 5, 20: 5, 30: 10, 40: 10, 50: 10, 60: 20, 80: 20, 100: 25}


def most_of(frame: Frame) -> float:
    """The end of the scale: the first round number that holds every value and interval."""
    highest = max((c.interval.high if c.interval else c.value for c in frame.known), default=100)
    if frame.share:
        return float(next((end for end in TICKS if end >= highest), 100))
    step = 10.0 ** max(0, len(str(int(highest))) - 1)
    return float(next(step * k for k in (1, 2, 3, 4, 5, 6, 8, 10) if step * k >= highest))


def ticks_of(frame: Frame, most: float) -> list[float]:
    """Where the scale is marked."""
    step = TICKS[int(most)] if frame.share else most / 4 if most % 4 == 0 else most / 2
    return [step * k for k in range(round(most / step) + 1)]


@dataclass(frozen=True)
class Tie:
    """The places, from first to last, of neighbours without a clear difference."""

    first: int
    last: int


def ties_down(frame: Frame) -> tuple[Tie, ...]:
    """The runs of a figure with one value a row."""
    return tie_runs(frame, [cells[0] for cells in frame.cells], _starts(frame, frame.rows))


def ties_across(frame: Frame, cells: Sequence[Cell | None]) -> tuple[Tie, ...]:
    """The runs among the series of one row."""
    return tie_runs(frame, cells, _starts(frame, frame.series))


def tie_runs(
    frame: Frame, cells: Sequence[Cell | None], starts: frozenset[int] = frozenset()
) -> tuple[Tie, ...]:
    """The longest runs of neighbours, over no start, of which no two clearly differ."""
    found: list[Tie] = []
    for first in range(len(cells)):
        last = first
        while (
            last + 1 < len(cells)
            and last + 1 not in starts
            and all(
                clarity(frame, cells[k], cells[last + 1]) == "unclear"
                for k in range(first, last + 1)
            )
        ):
            last += 1
        if last > first and not (found and found[-1].last >= last):
            found.append(Tie(first, last))
    return tuple(found)


def _starts(frame: Frame, heads: Sequence[Head]) -> frozenset[int]:
    """Where a break lies, or where a group with a population of its own begins."""
    broken = {one.edition for one in frame.breaks}
    return frozenset(
        n
        for n, head in enumerate(heads)
        if head.key in broken or (n and head.apart != heads[n - 1].apart)
    )


def clarity(frame: Frame, a: Cell | None, b: Cell | None) -> Clarity:
    """Whether two values clearly differ, as far as that can be determined."""
    if a is None or b is None:
        return "unknown"
    return compare(a.observation, b.observation, frame.comparisons).clarity


def tie_lanes(ties: Sequence[Tie]) -> tuple[int, ...]:
    """A lane for each run so that no two that share a row stand in one lane."""
    ends: list[int] = []
    out = []
    for tie in ties:
        lane = next((n for n, end in enumerate(ends) if end < tie.first), len(ends))
        ends[lane:] = [tie.last, *ends[lane + 1 :]]
        out.append(lane)
    return tuple(out)
