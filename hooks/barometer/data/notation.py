"""`a/sector/regional@3`: parse and resolve."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from barometer.data.model import HOME_COUNTRY, Dataset, Edition, Observation
from barometer.text import Language, join_list


def edition_order(edition: Edition) -> tuple[int, int]:
    """What puts editions in order of time."""
    return edition.start, edition.end


def newest_values(
    rows: Iterable[Observation], editions: Mapping[str, Edition]
) -> tuple[Observation, ...]:
    """The values of each country's newest edition, in the order of the rows."""
    found = tuple(rows)
    last: dict[str, str] = {}
    for row in found:
        before = last.get(row.country, row.edition)
        last[row.country] = max(before, row.edition, key=lambda key: edition_order(editions[key]))
    return tuple(row for row in found if row.edition == last[row.country])


def period_of(rows: Sequence[Observation], dataset: Dataset, language: Language) -> str:
    """When values are from, oldest first: `2021–2023`, `surveyed in 2019 and 2023–2024`."""
    editions = [dataset.editions[key] for key in {row.edition for row in rows}]
    periods = [one.period[language] for one in sorted(editions, key=edition_order)]
    return join_list(list(dict.fromkeys(periods)), language)


def period_in_words(rows: Sequence[Observation], dataset: Dataset, language: Language) -> str:
    """The same; of older values `Tal fra 2013–2014`; where few answered, that follows."""
    words = dataset.words["figure"]
    few = f", {words['few_answers'][language]}" if any(row.few for row in rows) else ""
    told = period_of(rows, dataset, language)
    if older(rows, dataset):
        told = words["from" if told[0].isdigit() else "older"][language].format(period=told)
    return told + few


def with_period(
    words: str, rows: Sequence[Observation], dataset: Dataset, language: Language
) -> str:
    """Words about values with the period of these: `83 procent … (2021–2023)`."""
    when = period_in_words(rows, dataset, language)
    if not rows or when in words:
        return words
    return f"{when}: {words}" if older(rows, dataset) else f"{words} ({when})"


def older(rows: Sequence[Observation], dataset: Dataset) -> bool:
    """Whether one of the countries has values in a newer edition than here."""
    countries = {row.country for row in rows}
    known = {(row.country, row.edition) for row in dataset.observations}
    return any(
        edition_order(dataset.editions[edition]) > edition_order(dataset.editions[row.edition])
        for country, edition in known
        if country in countries
        for row in rows
        if row.country == country
    )


Operator = Literal["", ">", "<", "=", "-", "+"]
OPERATORS: tuple[Operator, ...] = (">", "<", "=", "-", "+")
LATEST = "latest"


@dataclass(frozen=True)
class Point:
    """One value of the table as a page names it; `edition` may be `latest`."""

    indicator: str
    breakdown: str = "total"
    category: str = "all"
    country: str = HOME_COUNTRY
    edition: str = LATEST

    @property
    def row_key(self) -> tuple[str, ...]:
        """The five cells that name the value in the table."""
        return self.indicator, self.country, self.edition, self.breakdown, self.category

    def __str__(self) -> str:
        middle = f"/{self.breakdown}/{self.category}" if self.breakdown != "total" else ""
        abroad = f"/country/{self.country}" if self.country != HOME_COUNTRY else ""
        return f"{self.indicator}{middle}{abroad}@{self.edition}"


@dataclass(frozen=True)
class Reference:
    """One value; two and a sign: more, less, no clear difference, by how many points; or a sum."""

    points: tuple[Point, ...]
    operator: Operator = ""

    @property
    def first(self) -> Point:
        """The value that is named first."""
        return self.points[0]

    @property
    def second(self) -> Point | None:
        """The value after the sign, None where there is no sign."""
        return self.points[1] if self.operator else None


class NotationError(ValueError):
    """The text between `value:` and the closing bracket cannot be read."""


def parse_reference(text: str) -> Reference:
    """The reference that a `value:` link names; raises NotationError for what cannot be read."""
    for operator in OPERATORS:
        if operator in text:
            sides = text.split(operator, -1 if operator == "+" else 1)
            return Reference(tuple(map(_point, sides)), operator)
    return Reference((_point(text),))


def _point(text: str) -> Point:
    path, at, edition = text.strip().partition("@")
    indicator, *rest = path.split("/")
    if not indicator or len(rest) % 2 or not all(rest) or bool(at) != bool(edition):
        raise NotationError(text)
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    countries = [category for by, category in pairs if by == "country"]
    others = [pair for pair in pairs if pair[0] != "country"]
    if len(countries) > 1 or len(others) > 1 or set(path + edition) & set("@><=-+ "):
        raise NotationError(text)
    breakdown, category = others[0] if others else ("total", "all")
    return Point(
        indicator, breakdown, category, (countries or [HOME_COUNTRY])[0], edition or LATEST
    )


def read_point(text: str) -> Point | None:
    """The one value that a text names; None if it names none, or two."""
    try:
        reference = parse_reference(text)
    except NotationError:
        return None
    return reference.first if reference.second is None else None


def resolve(point: Point, dataset: Dataset) -> Observation | None:
    """The published value that a point names, `latest` being the newest; None if there is none."""
    return pick(point, dataset.of(point.indicator), dataset)


def pick(point: Point, rows: Iterable[Observation], dataset: Dataset) -> Observation | None:
    """The same among values of the point's indicator."""
    wanted = (point.country, point.breakdown, point.category)
    found = [row for row in rows if (row.country, row.breakdown, row.category) == wanted]
    if point.edition == LATEST:
        found = list(newest_values(found, dataset.editions))
    return next((row for row in found if point.edition in (LATEST, row.edition)), None)


def point_of(row: Observation | Sequence[str]) -> Point:
    """The point that names a published value; also from the five cells that name a row."""
    indicator, country, edition, breakdown, category = map(str, row[:5])
    return Point(indicator, breakdown, category, country, edition)
