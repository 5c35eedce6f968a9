"""What a link names in the table: its values, or why there are none."""

from barometer.data.model import Observation
from barometer.data.notation import NotationError, Point, Reference, parse
from barometer.data.told import Told
from barometer.faults import Word, nearest
from barometer.language import joined
from barometer.sentences.table import Table
from barometer.sentences.wording import both
from barometer.text import LANGUAGES


def read_reference(target: str) -> Reference | Told:
    """The reference that stands between `value:` and the bracket, or what is wrong with it."""
    try:
        return parse(target)
    except NotationError:
        return Told("V101", {"target": target})


def find(point: Point, table: Table) -> Observation | Told:
    """The row that a point names, or why there is none."""
    row = table.find(point)
    return row or _missing(point, table)


def _missing(point: Point, table: Table) -> Told:
    rows = table.of(point.indicator)
    if not rows:
        near = nearest(point.indicator, table.places)
        return Told("V102", {"indicator": point.indicator, "near": near})
    series = table.series(point)
    if not series:
        parts = {_part(_point(row)) for row in rows}
        near = nearest(_part(point), parts)
        return Told("V103", {"indicator": point.indicator, "part": _part(point), "near": near})
    known = [row.edition for row in series]
    words: dict[str, Word] = {
        "series": str(point).partition("@")[0],
        "edition": point.edition,
        "known": both(joined(known, language) for language in LANGUAGES),
    }
    return Told("V104", words)


def _point(row: Observation) -> Point:
    return Point(row.indicator, row.breakdown, row.category, row.country)


def _part(point: Point) -> str:
    """What is left of a point without indicator and edition: `sector/regional`, `country/IS`."""
    return str(point).partition("@")[0].partition("/")[2] or "total"
