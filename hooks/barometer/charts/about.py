"""What a figure's files say about themselves: the same facts in every form."""

from collections.abc import Mapping
from dataclasses import dataclass

from barometer.charts.frame import Frame
from barometer.charts.notes import (
    bases,
    code_texts,
    source_text,
    sources_of,
    sure_texts,
    survey_texts,
)
from barometer.charts.place import address_of
from barometer.charts.subtitle import subtitle
from barometer.charts.wording import both
from barometer.data.model import Dataset
from barometer.text import LANGUAGES, Language, Text


@dataclass(frozen=True)
class About:
    """Title, finding, population, source, base, certainty, licence, address, version, citation."""

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
    citation: str

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
            "citation": self.citation,
        }


def about(
    frame: Frame, dataset: Dataset, language: Language, site_url: str, citation: str
) -> About:
    """The facts of one figure in one language; `citation` is how to cite it."""
    return About(
        title=frame.indicator.title[language],
        finding=frame.chart.finding[language],
        subtitle=subtitle(frame)[language],
        population=frame.indicator.population[language],
        question=frame.indicator.question[language],
        source=source_text(frame, dataset, language),
        base=bases(frame)[language],
        certainty=" ".join(text[language] for text in (*survey_texts(frame), *sure_texts(frame))),
        notes=tuple(text[language] for text in code_texts(frame, dataset)),
        licence=licence(frame, dataset)[language],
        address=address_of(frame, language, site_url),
        version=frame.version,
        citation=citation,
    )


def licence(frame: Frame, dataset: Dataset) -> Text:
    """The figure's own licence, and the terms of the sources that state any."""
    named = {one.publisher: one.licence for one in sources_of(frame, dataset) if one.licence}
    told = {la: [f"{who}: {terms[la]}." for who, terms in named.items()] for la in LANGUAGES}
    return both(lambda la: " ".join([frame.words["licence"][la], *told[la]]))
