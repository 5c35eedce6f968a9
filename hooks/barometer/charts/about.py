"""What a figure's files say about themselves: the same facts in every form."""

from collections.abc import Mapping
from dataclasses import dataclass

from barometer.charts.frame import Frame
from barometer.charts.notes import code_texts, source_text, sure_texts
from barometer.charts.place import address_of
from barometer.charts.subtitle import subtitle
from barometer.charts.wording import base_text, fill, list_of
from barometer.data.model import Dataset
from barometer.text import Language, Text


@dataclass(frozen=True)
class About:
    """Title, finding, population, source, base, certainty, licence, address and version."""

    title: str
    finding: str
    subtitle: str
    population: str
    question: str
    source: str
    base: str
    certainty: str
    notes: tuple[str, ...]
    licence: str
    address: str
    version: str

    @property
    def facts(self) -> Mapping[str, str]:
        """The facts by name, in the order in which files state them."""
        return {
            "title": self.title,
            "population": self.population,
            "source": self.source,
            "base": self.base,
            "licence": self.licence,
            "address": self.address,
            "version": self.version,
        }


def about(frame: Frame, dataset: Dataset, language: Language, site_url: str) -> About:
    """The facts of one figure in one language."""
    return About(
        title=frame.indicator.title[language],
        finding=frame.chart.finding[language],
        subtitle=subtitle(frame)[language],
        population=frame.indicator.population[language],
        question=frame.indicator.question[language],
        source=source_text(frame, dataset, language),
        base=bases(frame)[language],
        certainty=" ".join(text[language] for text in sure_texts(frame)),
        notes=tuple(text[language] for text in code_texts(frame, dataset)),
        licence=licence(frame, dataset)[language],
        address=address_of(frame, language, site_url),
        version=frame.version,
    )


def bases(frame: Frame) -> Text:
    """The base, or each base with what it belongs to."""
    if not frame.estimate:
        return frame.words["base_none"]
    if frame.base_by == "all":
        return base_text(frame, next(iter(frame.bases), None))
    told = [
        fill(frame.words["pair"], first=base_text(frame, cell.base), second=label)
        for row, cells in zip(frame.rows, frame.cells, strict=True)
        for series, cell in zip(frame.series, cells, strict=True)
        if cell
        for label in [series.label if frame.base_by == "series" else row.label]
    ]
    return list_of(list(dict.fromkeys(told)))


def licence(frame: Frame, dataset: Dataset) -> Text:
    """The figure's own licence, and the terms of the sources that state any."""
    named = dict.fromkeys(
        f"{source.publisher}: {source.licence}"
        for cell in frame.known
        for source in [dataset.sources[cell.observation.source]]
        if source.licence
    )
    words = frame.words["licence"]
    return Text(**{la: " ".join([words[la], *(f"{one}." for one in named)]) for la in ("da", "en")})
