"""The notation of bound words: `innovative_workplaces/sector/regional@3>…/municipal@3`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from barometer.data.model import Dataset, Observation
from barometer.data.newest import newest

Operator = Literal["", ">", "<", "=", "-"]
OPERATORS: tuple[Operator, ...] = (">", "<", "=", "-")
LATEST = "latest"


@dataclass(frozen=True)
class Point:
    """One value of the table as a page names it; `edition` may be `latest`."""

    indicator: str
    breakdown: str = "total"
    category: str = "all"
    country: str = "DK"
    edition: str = LATEST

    def __str__(self) -> str:
        middle = f"/{self.breakdown}/{self.category}" if self.breakdown != "total" else ""
        abroad = f"/country/{self.country}" if self.country != "DK" else ""
        return f"{self.indicator}{middle}{abroad}@{self.edition}"


@dataclass(frozen=True)
class Reference:
    """One value, or two and a sign: more, less, no clear difference, by how many points."""

    first: Point
    operator: Operator = ""
    second: Point | None = None


class NotationError(ValueError):
    """The text between `value:` and the closing bracket cannot be read."""


def parse(text: str) -> Reference:
    """The reference that a `value:` link names; raises NotationError for what cannot be read."""
    for operator in OPERATORS:
        left, mark, right = text.partition(operator)
        if mark:
            return Reference(_point(left), operator, _point(right))
    return Reference(_point(text))


def _point(text: str) -> Point:
    path, at, edition = text.strip().partition("@")
    indicator, *rest = path.split("/")
    if not indicator or len(rest) % 2 or not all(rest) or bool(at) != bool(edition):
        raise NotationError(text)
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    countries = [category for by, category in pairs if by == "country"]
    others = [pair for pair in pairs if pair[0] != "country"]
    if len(countries) > 1 or len(others) > 1 or set(path + edition) & set("@><=- "):
        raise NotationError(text)
    breakdown, category = others[0] if others else ("total", "all")
    return Point(indicator, breakdown, category, (countries or ["DK"])[0], edition or LATEST)


def resolve(point: Point, dataset: Dataset) -> Observation | None:
    """The published value that a point names, `latest` being the newest; None if there is none."""
    return pick(point, dataset.of(point.indicator), dataset)


def pick(point: Point, rows: Iterable[Observation], dataset: Dataset) -> Observation | None:
    """The same among values of the point's indicator."""
    wanted = (point.country, point.breakdown, point.category)
    found = [row for row in rows if (row.country, row.breakdown, row.category) == wanted]
    if point.edition == LATEST:
        found = list(newest(found, dataset.editions))
    return next((row for row in found if point.edition in (LATEST, row.edition)), None)


def point_of(row: Observation) -> Point:
    """The point that names a published value."""
    return Point(row.indicator, row.breakdown, row.category, row.country, row.edition)
