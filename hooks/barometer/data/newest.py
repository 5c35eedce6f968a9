"""The newest values, and a number told with its period."""

from collections.abc import Iterable, Mapping, Sequence

from barometer.data.model import Dataset, Edition, Observation
from barometer.language import joined
from barometer.text import Language


def age(edition: Edition) -> tuple[int, int]:
    """What puts editions in order of time."""
    return edition.start, edition.end


def newest(rows: Iterable[Observation], editions: Mapping[str, Edition]) -> tuple[Observation, ...]:
    """The values of each country's newest edition, in the order of the rows."""
    found = tuple(rows)
    last: dict[str, str] = {}
    for row in found:
        before = last.get(row.country, row.edition)
        last[row.country] = max(before, row.edition, key=lambda key: age(editions[key]))
    return tuple(row for row in found if row.edition == last[row.country])


def period_of(rows: Sequence[Observation], dataset: Dataset, language: Language) -> str:
    """When values are from, oldest first: `2021–2023`, `surveyed in 2019 and 2023–2024`."""
    editions = [dataset.editions[key] for key in {row.edition for row in rows}]
    periods = [one.period[language] for one in sorted(editions, key=age)]
    return joined(list(dict.fromkeys(periods)), language)


def period(rows: Sequence[Observation], dataset: Dataset, language: Language) -> str:
    """The same; where values are older than the newest edition: `Tal fra 2013–2014`.

    Periods that have words follow in brackets: `Ældre tal (undersøgt i 2017)`. Where few answered,
    that follows: `2021–2023, få svar`.
    """
    words = dataset.words["figure"]
    few = f", {words['few_answers'][language]}" if any(row.few for row in rows) else ""
    told = period_of(rows, dataset, language)
    if older(rows, dataset):
        told = words["from" if told[0].isdigit() else "older"][language].format(period=told)
    return told + few


def dated(words: str, rows: Sequence[Observation], dataset: Dataset, language: Language) -> str:
    """Words about values with the period of these: `83 procent … (2021–2023)`."""
    when = period(rows, dataset, language)
    if not rows or when in words:
        return words
    return f"{when}: {words}" if older(rows, dataset) else f"{words} ({when})"


def older(rows: Sequence[Observation], dataset: Dataset) -> bool:
    """Whether one of the countries has values in a newer edition than here."""
    countries = {row.country for row in rows}
    known = {(row.country, row.edition) for row in dataset.observations}
    return any(
        age(dataset.editions[edition]) > age(dataset.editions[row.edition])
        for country, edition in known
        if country in countries
        for row in rows
        if row.country == country
    )
