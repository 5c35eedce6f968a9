"""What stands behind a bound value: edition, base and source in one line, and its figure."""

from barometer.charts.place import anchor_of
from barometer.data.model import Chart, Dataset, Observation
from barometer.language import number
from barometer.sentences.notation import Point, Reference, resolve
from barometer.text import Language, Text

BASE = Text(da="grundlag: {n} svar", en="base: {n} answers")
NO_BASE = Text(da="grundlag ikke offentliggjort", en="base not published")
SOURCE = Text(da="Kilde: {source}", en="Source: {source}")


def note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two follow each other."""
    points = [point for point in (reference.first, reference.second) if point]
    rows = [row for point in points if (row := resolve(point, dataset))]
    return " ".join(dict.fromkeys(_one(row, dataset, language) for row in rows))


def figure_id(point: Point, dataset: Dataset) -> str:
    """The id of the figure, on the indicator's page, that shows a value; empty if none does."""
    row = resolve(point, dataset)
    indicator = dataset.indicators.get(point.indicator)
    if row is None or indicator is None:
        return ""
    charts = (name for name, chart in indicator.charts.items() if _shows(chart, row))
    name = next(charts, None)
    return anchor_of(point.indicator, name) if name else ""


def source_address(point: Point, dataset: Dataset) -> str:
    """Where a value was published, for values that have no figure; empty if there is no value."""
    row = resolve(point, dataset)
    return dataset.sources[row.source].address if row else ""


def _shows(chart: Chart, row: Observation) -> bool:
    return (
        row.breakdown == chart.breakdown
        and row.country in chart.countries
        and (not chart.editions or row.edition in chart.editions)
        and (not chart.categories or row.category in chart.categories)
    )


def _one(row: Observation, dataset: Dataset, language: Language) -> str:
    edition = dataset.editions[row.edition]
    named, period = edition.title[language], edition.period[language]
    when = named if period in named else f"{named}, {period}"
    base = _base(row, dataset, language)
    source = SOURCE[language].format(source=dataset.sources[row.source].publisher)
    return f"{', '.join(part for part in (when, base) if part)}. {source}."


def _base(row: Observation, dataset: Dataset, language: Language) -> str:
    """The answers behind a share; a count has none, for it is the number itself."""
    described = dataset.described(row.indicator)
    if described and described.unit == "count":
        return ""
    if row.base is None:
        return NO_BASE[language]
    return BASE[language].format(n=number(row.base, language))
