"""A figure's numbers as CSV for a spreadsheet and as JSON for programs."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

from barometer import language as lang
from barometer.charts.about import About
from barometer.charts.frame import Cell, Frame
from barometer.charts.subtitle import subtitle
from barometer.charts.table import head_of
from barometer.data.model import Dataset
from barometer.text import Language


def csv_file(frame: Frame, dataset: Dataset, language: Language, about: About) -> bytes:
    """One line a value, facts about the figure in every line; opens in the language's Excel.

    Danish: semicolon and decimal comma. English: comma and point. Both UTF-8 with its mark.
    """
    out = io.StringIO()
    lines = [
        {**numbers, **_facts(frame, about, language)}
        for numbers in _lines(frame, dataset, language)
    ]
    writer = csv.DictWriter(
        out, list(lines[0]), delimiter=";" if language == "da" else ",", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _facts(frame: Frame, about: About, language: Language) -> Mapping[str, str]:
    return {frame.words[f"fact_{key}"][language]: value for key, value in about.facts.items()}


def _lines(frame: Frame, dataset: Dataset, language: Language) -> Iterator[dict[str, str]]:
    words = frame.words
    for row, cells in zip(frame.rows, frame.cells, strict=True):
        for series, cell in zip(frame.series, cells, strict=True):
            line = {head_of(frame, frame.row_by)[language]: row.label[language]}
            if len(frame.series) > 1:
                line[head_of(frame, frame.series_by)[language]] = series.label[language]
            line[words["head_percent" if frame.share else "head_count"][language]] = _plain(
                cell.value if cell else None, language
            )
            for key, value in (("low", _end(cell, "low")), ("high", _end(cell, "high"))):
                line[words[f"head_{key}"][language]] = _plain(value, language)
            line[words["head_base"][language]] = _plain(cell.base if cell else None, language)
            source = cell.observation.base_source if cell else ""
            line[words["head_base_source"][language]] = words[source][language] if source else ""
            few = words["few_answers"][language] if cell and cell.few else ""
            line[words["head_reliability"][language]] = few
            line[words["head_codes"][language]] = " ".join(cell.codes) if cell else ""
            line[words["head_source"][language]] = (
                dataset.sources[cell.observation.source].address if cell else ""
            )
            yield line


def _end(cell: Cell | None, which: str) -> float | None:
    if cell is None or cell.interval is None:
        return None
    return round(float(getattr(cell.interval, which)), 1)


def _plain(value: float | None, language: Language) -> str:
    """A number for a spreadsheet: no thousands sign, the language's decimal sign."""
    if value is None:
        return ""
    text = str(lang.rounded(value))
    return text.replace(".", ",") if language == "da" else text


def json_file(frame: Frame, dataset: Dataset, language: Language, about: About) -> bytes:
    """Facts and values; numbers are numbers, what was not published is null."""
    values = [
        {
            "country": cell.observation.country,
            "edition": cell.observation.edition,
            "period": dataset.editions[cell.observation.edition].period[language],
            "breakdown": cell.observation.breakdown,
            "category": cell.observation.category,
            "row": row.label[language],
            "series": series.label[language],
            "value": cell.value,
            "low": _end(cell, "low"),
            "high": _end(cell, "high"),
            "base": cell.base,
            "base_source": cell.observation.base_source,
            "reliability": "few_answers" if cell.few else "",
            "status": cell.observation.status,
            "codes": list(cell.codes),
            "source": dataset.sources[cell.observation.source].address,
        }
        for row, cells in zip(frame.rows, frame.cells, strict=True)
        for series, cell in zip(frame.series, cells, strict=True)
        if cell
    ]
    whole = {
        "indicator": frame.name,
        "chart": frame.chart_name,
        "kind": frame.chart.kind,
        "language": language,
        **about.facts,
        "finding": about.finding,
        "subtitle": subtitle(frame)[language],
        "question": about.question,
        "certainty": about.certainty,
        "notes": list(about.notes),
        "unit": frame.indicator.unit,
        "values": values,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
