"""The line below a caption: measure, population, place and period."""

from barometer import language as lang
from barometer.charts.frame import Frame
from barometer.charts.wording import both, fill, list_of
from barometer.text import Text


def subtitle(frame: Frame) -> Text:
    """What was measured, among whom, where and when."""
    first, last = frame.editions[0], frame.editions[-1]
    period = first.period
    if first is not last:
        period = fill(frame.words["until"], first=first.period, last=last.period)
    return fill(
        frame.words["subtitle"],
        title=frame.indicator.title,
        measure=both(lambda la: _small(frame.indicator.measure[la])),
        population=frame.indicator.population,
        where=list_of([lang.country(code) for code in frame.countries]),
        period=period,
    )


def _small(words: str) -> str:
    """The words as they stand inside a sentence, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
