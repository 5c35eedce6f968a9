"""Every kind of figure with real data in both schemes, on one page, for looking at."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from barometer.charts.figure import make_figure
from barometer.charts.wording import FigureContext, figure_address
from barometer.data.frame import frame_of
from barometer.data.model import Chart, Dataset, Kind
from barometer.text import Language

SCHEMES: Mapping[str, str] = {"light": "gallery_light", "dark": "gallery_dark"}
SAMPLES: Mapping[Kind, tuple[str, str]] = {
    "small_multiples": ("latest_innovation_type", "innovation_type"),
    "grouped_bars": ("innovative_workplaces", "sector"),
    "dumbbell": ("latest_innovation_type", "innovation_type"),
    "stacked_bar": ("novelty", "novelty"),
}
"""Where the gallery finds real values for a kind that no indicator uses at the moment."""


def gallery(dataset: Dataset, language: Language, context: FigureContext) -> str:
    """The page's body, drawings included: it is no part of menu or search.

    `context.page` and `context.prefix` are made anew for every figure.
    """
    whole = with_samples(dataset)
    parts = []
    for scheme, key in SCHEMES.items():
        title = dataset.words["figure"][key][language]
        figures = "".join(_figures(whole, language, context, scheme))
        parts.append(f'<div class="gallery" data-scheme="{scheme}"><h2>{title}</h2>{figures}</div>')
    return "".join(parts)


def _figures(
    dataset: Dataset, language: Language, context: FigureContext, scheme: str
) -> Iterator[str]:
    for number, (name, chart) in enumerate(shown(dataset), start=1):
        frame = frame_of(dataset, name, chart)
        page = figure_address(frame, language, "").partition("#")[0]
        place = replace(context, page=page, prefix=f"{scheme}-")
        finding = frame.chart.finding[language]
        yield make_figure(dataset, name, chart, language, finding, number=number, context=place)


def shown(dataset: Dataset) -> list[tuple[str, str]]:
    """Every chart, ordered by kind as the kinds are listed, so that like stands by like."""
    kinds = get_args(Kind)
    every = [
        (kinds.index(chart.kind), name, key)
        for name, indicator in dataset.indicators.items()
        for key, chart in indicator.charts.items()
    ]
    return [(name, key) for _, name, key in sorted(every)]


def with_samples(dataset: Dataset) -> Dataset:
    """The data with a sample chart of real values for each kind that no indicator uses."""
    used = {chart.kind for one in dataset.indicators.values() for chart in one.charts.values()}
    indicators = dict(dataset.indicators)
    for kind, (name, breakdown) in SAMPLES.items():
        if kind not in used and name in indicators:
            one = indicators[name]
            chart = Chart(kind=kind, breakdown=breakdown, finding=one.title)
            charts = {**one.charts, f"sample_{kind}": chart}
            indicators[name] = one.model_copy(update={"charts": charts})
    return dataset.model_copy(update={"indicators": indicators})
