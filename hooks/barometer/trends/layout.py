"""Where each trend stands on the radar: in its ring and sector, touching no other and no label."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from barometer.trends.model import KINDS, REACHES, RINGS

CORNER = 1.19
"""How far the corners of squares and diamonds reach, where circles of the same area reach 1."""
AIR = 2.0
LABEL = 14.0
"""The height of a ring's name in pixels."""
TURN = 2 * math.pi


@dataclass(frozen=True)
class Mark:
    """What a place on the radar depends on; `radius` in pixels."""

    number: int
    ring: str
    reach: str
    kind: str
    radius: float

    @property
    def extent(self) -> float:
        """How far the mark reaches from its middle."""
        return self.radius if self.kind == KINDS[1] else self.radius * CORNER


@dataclass(frozen=True)
class Spot:
    """A mark in its place; x to the right of the middle and y below it, in pixels."""

    mark: Mark
    x: float
    y: float


@dataclass(frozen=True)
class Plan:
    """The outer radius of each ring, the angle at which each sector begins, and every mark.

    Angles run clockwise from straight up; the first sector begins there.
    """

    radii: Mapping[str, float]
    begins: Mapping[str, float]
    spots: tuple[Spot, ...]

    def middle(self, reach: str) -> float:
        """The angle in the middle of a sector."""
        ends = [*list(self.begins.values())[1:], TURN]
        at = REACHES.index(reach)
        return (self.begins[reach] + ends[at]) / 2


def plan(marks: Sequence[Mark], radius: float, labels: Mapping[str, float]) -> Plan | None:
    """A place for every mark, or None where the radar has no room for them all.

    `labels` are the widths of the rings' names, which stand on the line straight up.
    """
    radii = _radii(marks, radius)
    if radii is None:
        return None
    room = _Room(radii, labels)
    angles = _angles([_need(marks, reach, room) for reach in REACHES])
    if angles is None:
        return None
    begins = dict(zip(REACHES, _sums(angles), strict=True))
    spots: list[Spot] = []
    for reach, angle in zip(REACHES, angles, strict=True):
        for ring in RINGS:
            cell = [one for one in marks if (one.ring, one.reach) == (ring, reach)]
            spots += _cell(cell, room, begins[reach], angle)
    if _crowded(spots) or _covered(spots, labels[RINGS[0]]):
        return None
    return Plan(radii, begins, tuple(spots))


def _radii(marks: Sequence[Mark], radius: float) -> dict[str, float] | None:
    """Each outer ring as wide as its widest mark needs; the innermost gets what is left."""
    widths = {
        ring: 2 * max((one.extent for one in marks if one.ring == ring), default=12) + 2 * AIR
        for ring in RINGS[1:]
    }
    inner = radius - sum(widths.values())
    needed = 2 * max((one.extent for one in marks if one.ring == RINGS[0]), default=12)
    if inner < needed + 2 * AIR:
        return None
    radii = {RINGS[0]: inner}
    for before, ring in pairwise(RINGS):
        radii[ring] = radii[before] + widths[ring]
    return radii


@dataclass(frozen=True)
class _Room:
    """The rings with the widths of their names."""

    radii: Mapping[str, float]
    labels: Mapping[str, float]

    def row(self, mark: Mark) -> float:
        """How far from the middle a mark stands: half way in its ring, at the edge of the first."""
        outer = self.radii[mark.ring]
        if mark.ring == RINGS[0]:
            return outer - mark.extent - AIR
        return (outer + self.radii[RINGS[RINGS.index(mark.ring) - 1]]) / 2

    def arc(self, mark: Mark) -> float:
        """The angle that a mark takes up."""
        return 2 * math.asin(min(1.0, (mark.extent + AIR) / self.row(mark)))

    def pads(self, cell: Sequence[Mark]) -> tuple[float, float]:
        """The angles to leave free at both ends of a cell: for a line, or for the ring's name.

        The innermost name stands in the very middle and needs none.
        """
        row = min(self.row(one) for one in cell)
        line = AIR / row
        half = self.labels[cell[0].ring] / 2 + AIR
        name = line if cell[0].ring == RINGS[0] else math.asin(min(1.0, half / row))
        first, last = cell[0].reach == REACHES[0], cell[0].reach == REACHES[-1]
        return (name if first else line), (name if last else line)


def _need(marks: Sequence[Mark], reach: str, room: _Room) -> float:
    """The angle that the fullest ring of a sector needs."""
    needs = [0.0]
    for ring in RINGS:
        cell = [one for one in marks if (one.ring, one.reach) == (ring, reach)]
        if cell:
            needs.append(sum(room.arc(one) for one in cell) + sum(room.pads(cell)))
    return max(needs)


def _angles(needs: Sequence[float]) -> tuple[float, ...] | None:
    """Sectors as equal as their needs allow, or None where they need more than a whole turn."""
    if sum(needs) > TURN:
        return None
    fixed = [False] * len(needs)
    while True:
        free = TURN - sum(need for need, held in zip(needs, fixed, strict=True) if held)
        share = free / max(1, fixed.count(False))
        over = [not held and need > share for need, held in zip(needs, fixed, strict=True)]
        if not any(over):
            break
        fixed = [held or more for held, more in zip(fixed, over, strict=True)]
    return tuple(need if held else share for need, held in zip(needs, fixed, strict=True))


def _sums(angles: Sequence[float]) -> Iterator[float]:
    begin = 0.0
    for angle in angles:
        yield begin
        begin += angle


def _cell(cell: Sequence[Mark], room: _Room, begin: float, angle: float) -> Iterator[Spot]:
    """The marks of one ring and sector along one arc, evenly apart."""
    if not cell:
        return
    arcs = [room.arc(one) for one in cell]
    pads = room.pads(cell)
    gap = (angle - sum(pads) - sum(arcs)) / (len(cell) + 1)
    at = begin + pads[0]
    for mark, arc in zip(cell, arcs, strict=True):
        at += gap + arc / 2
        row = room.row(mark)
        yield Spot(mark, row * math.sin(at), -row * math.cos(at))
        at += arc / 2


def _crowded(spots: Sequence[Spot]) -> bool:
    """Whether two marks touch: the last word on every layout."""
    return any(
        math.hypot(one.x - other.x, one.y - other.y) < one.mark.extent + other.mark.extent
        for one, other in combinations(spots, 2)
    )


def _covered(spots: Sequence[Spot], width: float) -> bool:
    """Whether a mark touches the name in the very middle."""
    for spot in spots:
        beside = max(0.0, abs(spot.x) - width / 2)
        above = max(0.0, abs(spot.y) - LABEL / 2)
        if math.hypot(beside, above) < spot.mark.extent:
            return True
    return False
