"""What stands behind a bound value: edition, base and source in one line, and its figure."""

from barometer.charts.place import anchor_of
from barometer.data.intervals import verdict
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, Reference, resolve
from barometer.language import number
from barometer.text import Language, Text

BASE = Text(da="grundlag: {n} svar", en="base: {n} answers")
EDITION_BASE = Text(
    da="grundlag: {n} svar (oplyst for udgaven)", en="base: {n} answers (given for the edition)"
)
NO_BASE = Text(da="grundlag ikke offentliggjort", en="base not published")
SIGNIFICANT = Text(
    da="Forskellen er signifikant ifølge {source}.",
    en="The difference is significant according to {source}.",
)
NOT_SIGNIFICANT = Text(
    da="Forskellen er ikke signifikant ifølge {source}.",
    en="The difference is not significant according to {source}.",
)
CLEAR = Text(
    da="Forskellen er klar: Usikkerheden overlapper ikke (egen beregning).",
    en="The difference is clear: the uncertainty does not overlap (own calculation).",
)
UNCLEAR = Text(
    da="Forskellen er ikke klar: Usikkerheden overlapper (egen beregning).",
    en="The difference is not clear: the uncertainty overlaps (own calculation).",
)
SOURCE = Text(da="Kilde: {source}", en="Source: {source}")


def note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two follow each other."""
    points = [point for point in (reference.first, reference.second) if point]
    rows = [row for point in points if (row := resolve(point, dataset))]
    told = list(dict.fromkeys(_one(row, dataset, language) for row in rows))
    if reference.operator and len(rows) == len(points):
        told += _difference(rows[0], rows[1], dataset, language)
    return " ".join(told)


def _difference(
    first: Observation, second: Observation, dataset: Dataset, language: Language
) -> list[str]:
    """How the difference is known: published by a source, or calculated here; else nothing."""
    found = verdict(first, second, dataset)
    if found.source:
        words = SIGNIFICANT if found.clarity == "clear" else NOT_SIGNIFICANT
        return [words[language].format(source=dataset.sources[found.source].publisher)]
    described = dataset.described(first.indicator)
    if found.clarity == "unknown" or (described and described.unit == "count"):
        return []
    return [(CLEAR if found.clarity == "clear" else UNCLEAR)[language]]


def figure_id(point: Point, dataset: Dataset) -> str:
    """The id of the figure, on the indicator's page, that shows a value; empty if none does."""
    row = resolve(point, dataset)
    indicator = dataset.indicators.get(point.indicator)
    if row is None or indicator is None:
        return ""
    charts = (name for name, chart in indicator.charts.items() if chart.shows(row))
    name = next(charts, None)
    return anchor_of(point.indicator, name) if name else ""


def source_address(point: Point, dataset: Dataset) -> str:
    """Where a value's source can be opened, for values without a figure; empty if nowhere."""
    row = resolve(point, dataset)
    return dataset.sources[row.source].link if row else ""


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
    base = EDITION_BASE if row.base_source == "of_the_edition" else BASE
    return base[language].format(n=number(row.base, language))
