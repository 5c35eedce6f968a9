"""Whether the data bear the chart that an indicator asks for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from barometer.data.breaks import breaks_among, in_order
from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import Chart, Indicator, Observation
from barometer.data.notation import newest_values
from barometer.faults.report import Fault, Word, make_fault, suggest_nearest

_LINE = 3
_GROUPS = range(2, 5)


@dataclass(frozen=True)
class ChartRequest:
    """A chart, the values it would show, and where it stands."""

    name: str
    key: str
    chart: Chart
    indicator: Indicator
    rows: tuple[Observation, ...]
    book: Codebook

    @property
    def editions(self) -> list[str]:
        """The editions with a value, in the order of their years."""
        return in_order((row.edition for row in self.rows), self.book.editions)

    @property
    def countries(self) -> set[str]:
        """The countries with a value."""
        return {row.country for row in self.rows}

    @property
    def categories(self) -> set[str]:
        """The categories with a value."""
        return {row.category for row in self.rows}

    def fault(self, code: str, *keys: str | int, **words: Word) -> Fault:
        """A fault of this chart, at one of its keys."""
        path, all_keys = indicator_file(self.name), ("charts", self.key, *keys)
        line = self.book.line(path, *all_keys)
        return make_fault(code, path, line, ".".join(map(str, all_keys)), **words)


def chart_faults(book: Codebook, rows: Mapping[str, Sequence[Observation]]) -> Iterator[Fault]:
    """Every chart that the data do not bear."""
    for name, indicator in book.indicators.items():
        if "default" not in indicator.charts:
            path, hint = indicator_file(name), suggest_nearest("default", indicator.charts)
            line = book.line(path, "charts")
            yield make_fault("D511", path, line, "charts", name=name, hint=hint)
        for key, chart in indicator.charts.items():
            shown = tuple(row for row in rows.get(name, ()) if chart.shows(row))
            drawn = ChartRequest(name, key, chart, indicator, shown, book)
            yield from list(_named(drawn, rows.get(name, ()))) or _kind(drawn)


def _named(drawn: ChartRequest, rows: Sequence[Observation]) -> Iterator[Fault]:
    """Editions, breakdown, categories and countries that the chart names but nothing answers to."""
    chart, breakdowns = drawn.chart, drawn.indicator.breakdowns
    breakdown = chart.breakdown
    if breakdown != "total" and breakdown not in breakdowns:
        hint = suggest_nearest(breakdown, breakdowns)
        yield drawn.fault("D509", "breakdown", cell=breakdown, hint=hint)
        return
    labels = breakdowns[breakdown].labels if breakdown != "total" else {"all": None}
    divided = {row.edition for row in rows if row.breakdown == breakdown}
    named: tuple[tuple[str, str, Sequence[str], Collection[str], Collection[str]], ...] = (
        ("D507", "editions", chart.editions, drawn.book.editions, divided & {*drawn.editions}),
        ("D508", "categories", chart.categories, labels, drawn.categories),
    )
    for code, field, written, known, there in named:
        for at, cell in enumerate(written):
            words: dict[str, Word] = {"cell": cell, "breakdown": breakdown}
            if cell not in known:
                hint = suggest_nearest(cell, known)
                yield drawn.fault(f"{code}/unknown", field, at, **words, hint=hint)
            elif cell not in there:
                hint = suggest_nearest(cell, divided if field == "editions" else there)
                yield drawn.fault(f"{code}/empty", field, at, **words, hint=hint)
    for at, country in enumerate(chart.countries):
        if country not in drawn.countries and drawn.rows:
            hint = suggest_nearest(country, {row.country for row in rows})
            yield drawn.fault("D510", "countries", at, cell=country, hint=hint)


def _kind(drawn: ChartRequest) -> Iterator[Fault]:
    """What the kind of the chart asks of its values."""
    editions, countries = drawn.editions, drawn.countries
    groups = max(len(editions), len(countries))
    match drawn.chart.kind:
        case _ if not drawn.rows:
            yield drawn.fault("D514")
        case _ if len(countries) > 1 and drawn.indicator.comparability is None:
            yield drawn.fault("D515", "countries", found=len(countries))
        case "line":
            yield from _line(drawn)
        case "dumbbell" if len(editions) != 2:
            yield drawn.fault("D502/count", "kind", found=len(editions))
        case "dumbbell" if any(len(comparable_runs(drawn, one)) > 1 for one in countries):
            yield drawn.fault("D502/break", "editions", first=editions[0], second=editions[1])
        case "stacked_bar":
            yield from _stacked(drawn)
        case "bars":
            yield from _bars(drawn)
        case "grouped_bars" if groups not in _GROUPS:
            yield drawn.fault("D512", "kind", found=groups)
        case "small_multiples" if len(drawn.categories) < 2 or groups < 2:
            yield drawn.fault("D513", "kind")
        case "country_dots" if len(countries) < 2:
            yield drawn.fault("D505", "kind", found=len(countries))
        case "big_number":
            yield from _number(drawn)


def _line(drawn: ChartRequest) -> Iterator[Fault]:
    runs = [run for country in drawn.countries for run in comparable_runs(drawn, country)]
    longest = max(map(len, runs))
    if longest < _LINE:
        proposal = "dumbbell" if longest == 2 else "bars"
        yield drawn.fault("D501", "kind", found=longest, proposal=proposal)


def _stacked(drawn: ChartRequest) -> Iterator[Fault]:
    breakdown = drawn.indicator.breakdowns.get(drawn.chart.breakdown)
    if breakdown is None or not breakdown.whole:
        yield drawn.fault("D503/whole", "kind", breakdown=drawn.chart.breakdown)
        return
    for edition in drawn.editions:
        there = {row.category for row in drawn.rows if row.edition == edition}
        missing = [name for name in breakdown.labels if name not in there]
        if missing:
            named = ", ".join(missing)
            yield drawn.fault("D503/parts", "kind", edition=edition, missing=named)


def _bars(drawn: ChartRequest) -> Iterator[Fault]:
    """One bar a category, a country or an edition, but not two of these at a time."""
    editions = drawn.editions if drawn.chart.editions else ()
    sizes = [len(group) for group in (editions, drawn.categories, drawn.countries)]
    if sum(size > 1 for size in sizes) > 1:
        words = {"editions": sizes[0] or 1, "categories": sizes[1], "countries": sizes[2]}
        yield drawn.fault("D504", "kind", **words)


def _number(drawn: ChartRequest) -> Iterator[Fault]:
    """Without editions the number is the newest."""
    rows = drawn.rows if drawn.chart.editions else newest_values(drawn.rows, drawn.book.editions)
    if len(rows) != 1:
        yield drawn.fault("D506", "kind", found=len(rows))


def comparable_runs(drawn: ChartRequest, country: str) -> list[list[str]]:
    """A country's editions in order, parted where a break of that country begins."""
    rows = [row for row in drawn.rows if row.country == country]
    editions = drawn.book.editions
    broken = {one.edition for one in breaks_among(rows, drawn.book.indicators, editions)}
    runs: list[list[str]] = [[]]
    for edition in in_order((row.edition for row in rows), editions):
        if edition in broken:
            runs.append([])
        runs[-1].append(edition)
    return runs
