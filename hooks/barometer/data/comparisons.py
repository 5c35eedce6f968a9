"""Published comparisons: `a/sector/regional@3 > a/sector/municipal@3`, held against the table."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from barometer.data.codebook import Codebook
from barometer.data.model import Observation
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.text import Text

PATH = "data/comparisons.yml"
Key = tuple[str, str, str, str, str]
_SIGN = re.compile(r"\s*[<>=]\s*")
_SIDE = re.compile(r"([a-z0-9_]+)((?:/[A-Za-z0-9_]+/[A-Za-z0-9_]+){0,2})@([a-z0-9_]+)")


def comparison_faults(
    book: Codebook, rows: Mapping[str, Sequence[Observation]], names: Collection[str]
) -> Iterator[Problem]:
    """Each side of a comparison must be a row; sides of indicators not in `names` are let be."""
    if not book.comparisons:
        return
    there = {_key(row) for found in rows.values() for row in found}
    for at, one in enumerate(book.comparisons):
        sides = _SIGN.split(one.compare.strip())
        keys = [read_side(side) for side in sides]
        if len(sides) != 2 or None in keys:
            hint = Text(da="Se data/README.md.", en="See data/README.md.")
            yield _told(book, at, one.compare, hint)
            continue
        for side, key in zip(sides, keys, strict=True):
            if key not in there and (key is None or key[0] in names or key[0] not in rows):
                yield _told(book, at, side, nearest(side, (_shown(one) for one in there)))


def read_side(text: str) -> Key | None:
    """Indicator, country, edition, breakdown and category of one side; None if unreadable."""
    found = _SIDE.fullmatch(text)
    if not found:
        return None
    parts = found[2].split("/")[1:]
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    country = named.pop("country", "DK")
    breakdown, category = next(iter(named.items()), ("total", "all"))
    return None if len(named) > 1 else (found[1], country, found[3], breakdown, category)


def _key(row: Observation) -> Key:
    return row.indicator, row.country, row.edition, row.breakdown, row.category


def _shown(key: Key) -> str:
    indicator, country, edition, breakdown, category = key
    middle = "" if breakdown == "total" else f"/{breakdown}/{category}"
    abroad = "" if country == "DK" else f"/country/{country}"
    return f"{indicator}{middle}{abroad}@{edition}"


def _told(book: Codebook, at: int, cell: str, hint: Text) -> Problem:
    return fault(
        "D321", PATH, book.line(PATH, at, "compare"), f"{at}.compare", cell=cell, hint=hint
    )
