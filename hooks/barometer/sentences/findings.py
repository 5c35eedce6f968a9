"""The findings in the files of the indicators: what they speak of, and the check of each."""

from collections.abc import Iterator
from pathlib import Path

from barometer.charts.frame import Frame
from barometer.charts.frames import frame_of
from barometer.data.model import Dataset, Observation
from barometer.data.newest import dated
from barometer.data.told import Told
from barometer.problems import Problem
from barometer.sentences.caption import check_caption
from barometer.sentences.desk import Desk
from barometer.sentences.shown import about, series_of, shown_of
from barometer.sentences.translated import amounts
from barometer.text import LANGUAGES, Language
from barometer.yamlfile import read_yaml


def spoken_of(dataset: Dataset, name: str) -> tuple[Observation, ...]:
    """The values that an indicator's first finding speaks of: the newest of each that it names."""
    frame = first_frame(dataset, name)
    shown = [series[-1] for series in series_of(shown_of(frame), dataset)]
    return tuple(one.row for one in about(shown, [frame.chart.finding.da], "da"))


def first_finding(dataset: Dataset, name: str, language: Language) -> str:
    """The same finding with its period and without its full stop: `83 procent … (2021–2023)`."""
    finding = first_frame(dataset, name).chart.finding[language].rstrip(".")
    return dated(finding, spoken_of(dataset, name), dataset, language)


def first_frame(dataset: Dataset, name: str) -> Frame:
    """An indicator's first figure, which says the most about it."""
    charts = dataset.indicators[name].charts
    return frame_of(dataset, name, "default" if "default" in charts else next(iter(charts)))


def check_findings(desk: Desk, root: Path) -> Iterator[Problem]:
    """The faults of every finding, at the line of its key."""
    for name, indicator in desk.dataset.indicators.items():
        for chart in indicator.charts:
            shown, keys = f"data/indicators/{name}.yml", ("charts", chart, "finding")
            for told in _finding(desk, root, name, chart):
                line = read_yaml(root / shown, shown).line(keys)
                yield told.at(shown, line, f"charts.{chart}.finding")


def _finding(desk: Desk, root: Path, name: str, chart: str) -> Iterator[Told]:
    frame = frame_of(desk.dataset, name, chart)
    for language in LANGUAGES:
        text = frame.chart.finding[language]
        yield from check_caption(text, frame, desk.lexicons[language], desk.speech[language])
    danish, english = frame.chart.finding.da, frame.chart.finding.en
    if amounts(danish, "da", desk) != amounts(english, "en", desk):
        shown = f"data/indicators/{name}.yml"
        line = read_yaml(root / shown, shown).line(("charts", chart, "finding", "en"))
        words = {"danish": danish, "english": english, "where": f"{shown}:{line}"}
        yield Told("V506", words)
