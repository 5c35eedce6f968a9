"""What stands behind a bound value: edition, base and source, in one line."""

from barometer.data.model import Dataset, Observation
from barometer.language import number
from barometer.sentences.notation import Reference, resolve
from barometer.text import Language, Text

BASE = Text(da="grundlag: {n} svar", en="base: {n} answers")
NO_BASE = Text(da="grundlag ikke offentliggjort", en="base not published")
SOURCE = Text(da="Kilde: {source}", en="Source: {source}")


def note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two by a semicolon."""
    points = [point for point in (reference.first, reference.second) if point]
    rows = [row for point in points if (row := resolve(point, dataset))]
    return "; ".join(_one(row, dataset, language) for row in rows)


def _one(row: Observation, dataset: Dataset, language: Language) -> str:
    edition = dataset.editions[row.edition]
    base = (
        NO_BASE[language]
        if row.base is None
        else BASE[language].format(n=number(row.base, language))
    )
    source = SOURCE[language].format(source=dataset.sources[row.source].publisher)
    return f"{edition.title[language]}, {edition.period[language]}, {base}. {source}."
