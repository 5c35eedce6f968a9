"""The numbers of a figure as a table: caption, scopes, the figure's own rounding."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer.charts.frame import Cell, Frame
from barometer.charts.markup import tag
from barometer.charts.wording import count, fill, interval_text, value_text
from barometer.text import Language, Text


def table(frame: Frame, language: Language, number: int) -> Element:
    """One line a value: what it is, value with codes, interval and base."""
    words = frame.words
    caption = fill(words["table_caption"], n=str(number), title=frame.indicator.title)
    heads = [head_of(frame, frame.row_by)]
    if len(frame.series) > 1:
        heads.append(head_of(frame, frame.series_by))
    heads.append(words["head_percent" if frame.share else "head_count"])
    if any(cell.interval for cell in frame.known):
        heads.append(words["head_interval"])
    if frame.estimate:
        heads.append(words["head_base"])
    return tag(
        "table",
        tag("caption", caption[language]),
        tag("thead", tag("tr", *(tag("th", head[language], scope="col") for head in heads))),
        *_bodies(frame, language),
        class_="figure__grid",
    )


def head_of(frame: Frame, by: str) -> Text:
    """What a column of labels holds: the breakdown's title, or period, or country."""
    if by in ("edition", "country"):
        return frame.words[f"head_{by}"]
    breakdown = frame.indicator.breakdowns.get(frame.chart.breakdown)
    return breakdown.title if breakdown else frame.words["head_measure"]


def _bodies(frame: Frame, language: Language) -> Iterator[Element]:
    """One body for all rows, or one a row where each holds several series."""
    many = len(frame.series) > 1
    body = Element("tbody")
    for head, cells in zip(frame.rows, frame.cells, strict=True):
        if many:
            body = Element("tbody")
        for n, (series, cell) in enumerate(zip(frame.series, cells, strict=True)):
            line = Element("tr")
            if many and n == 0:
                span = str(len(cells))
                line.append(tag("th", head.label[language], scope="rowgroup", rowspan=span))
            label = series.label if many else head.label
            line.append(tag("th", label[language], scope="row"))
            line.extend(_numbers(frame, cell, language))
            body.append(line)
        if many:
            yield body
    if not many:
        yield body


def _numbers(frame: Frame, cell: Cell | None, language: Language) -> Iterator[Element]:
    words = frame.words
    missing = words["not_published"][language]
    yield _value(frame, cell, language)
    if any(one.interval for one in frame.known):
        interval = interval_text(cell) if cell else None
        yield tag("td", interval[language] if interval else words["no_interval"][language])
    if frame.estimate:
        base = cell.base if cell else None
        written = None if base is None else tag("data", count(base)[language], value=str(base))
        whole = f" ({words['of_the_edition'][language]})" if cell and cell.of_the_edition else None
        yield tag("td", missing if written is None else written, whole)


def _value(frame: Frame, cell: Cell | None, language: Language) -> Element:
    if cell is None:
        return tag("td", frame.words["not_published"][language])
    written = value_text(frame, cell.value)[language]
    codes = "".join(f" [{code}]" for code in cell.codes)
    codes += f" {frame.words['few_answers'][language]}" if cell.few else ""
    plain = f"{cell.value:g}"
    return tag("td", tag("data", written, value=plain), codes or None)
