"""The findings that stand in the files of the indicators, checked like the captions of pages."""

from collections.abc import Iterator
from pathlib import Path

from barometer.charts.frames import frame_of
from barometer.data.told import Told
from barometer.problems import Problem
from barometer.sentences.caption import check_caption
from barometer.sentences.desk import Desk
from barometer.sentences.translated import amounts
from barometer.text import LANGUAGES
from barometer.yamlfile import read_yaml


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
