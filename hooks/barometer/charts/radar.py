"""The trend radar as facts and a layout, without matplotlib."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, pairwise

from barometer.pages.site import Site
from barometer.pages.trends import (
    CERTAINTIES,
    REACHES,
    RINGS,
    TREND_KINDS,
    Trend,
    order_trends,
)
from barometer.text import Language, Text, fill_template, in_both

RADII: Mapping[str, float] = dict(zip(CERTAINTIES, (12.5, 14.5, 16.5), strict=True))
"""The size of a mark says how certain we are; in pixels on the narrow drawing."""

ROOT = "§"
"""Stands before an address until it is known on which page the drawing is."""


@dataclass(frozen=True)
class RadarMark:
    """What a place on the radar depends on; `radius` in pixels."""

    number: int
    ring: str
    reach: str
    kind: str
    radius: float

    @property
    def extent(self) -> float:
        """How far the mark reaches from its middle."""
        return self.radius if self.kind == TREND_KINDS[1] else self.radius * CORNER


@dataclass(frozen=True)
class RadarItem:
    """One trend as the radar shows it; addresses are below the site's root."""

    mark: RadarMark
    classes: str
    name: Text
    spoken: Text
    address: Text


@dataclass(frozen=True)
class RadarFacts:
    """Every trend, and the site's words for trends."""

    items: tuple[RadarItem, ...]
    words: Mapping[str, Text]

    def named(self, group: str, values: Sequence[str]) -> list[Text]:
        """The words of the values of a group: the rings, the sectors."""
        return [self.words[f"{group}_{one}"] for one in values]

    def only(self, language: Language) -> "RadarFacts":
        """The same with one language in both places, for a drawing in that language."""

        def one(words: Text) -> Text:
            return Text(da=words[language], en=words[language])

        items = tuple(replace(item, name=one(item.name)) for item in self.items)
        return RadarFacts(items, {name: one(words) for name, words in self.words.items()})


def radar_facts(site: Site) -> RadarFacts:
    """The facts of the whole radar."""
    items = tuple(_item(site, one) for one in order_trends(site))
    return RadarFacts(items, site.words["trends"])


def _item(site: Site, trend: Trend) -> RadarItem:
    facts, words = trend.facts, site.words["trends"]
    names = (f"ring_{facts.ring}", f"reach_{facts.reach}", f"kind_{facts.kind}")
    where = in_both(lambda la: ", ".join(words[one][la] for one in names))
    return RadarItem(
        RadarMark(trend.number, facts.ring, facts.reach, facts.kind, RADII[facts.certainty]),
        " ".join(trend_values(trend)),
        trend.name,
        fill_template(SPOKEN, number=str(trend.number), name=trend.name, where=where),
        in_both(lambda la: ROOT + site.address(trend.key, la)),
    )


SPOKEN = Text(da="{number} {name}: {where}", en="{number} {name}: {where}")
"""How a screen reader says a trend's link: `7 Radikal innovation: Afvent, National, Signal`."""


def class_name(group: str, value: str) -> str:
    """The class of what has a value, and the value of the option that chooses it."""
    return f"{group}-{value.replace('_', '-')}"


def trend_values(trend: Trend) -> list[str]:
    """What a trend is chosen by: `ring-try`, `reach-nordic`, `touches-state`."""
    facts = trend.facts
    own = (("ring", facts.ring), ("reach", facts.reach), *(("touches", o) for o in facts.touches))
    return [class_name(group, value) for group, value in own]


CORNER = 1.19
"""How far the corners of squares and diamonds reach, where circles of the same area reach 1."""

MARK_AIR = 2.0
MARK_LABEL = 14.0
"""The height of a ring's name in pixels."""

TURN = 2 * math.pi


@dataclass(frozen=True)
class RadarSpot:
    """A mark in its place; x to the right of the middle and y below it, in pixels."""

    mark: RadarMark
    x: float
    y: float


@dataclass(frozen=True)
class RadarPlan:
    """The outer radius of each ring, the angle at which each sector begins, and every mark.

    Angles run clockwise from straight up; the first sector begins there.
    """

    radii: Mapping[str, float]
    begins: Mapping[str, float]
    spots: tuple[RadarSpot, ...]

    def middle(self, reach: str) -> float:
        """The angle in the middle of a sector."""
        ends = [*list(self.begins.values())[1:], TURN]
        at = REACHES.index(reach)
        return (self.begins[reach] + ends[at]) / 2


def plan_radar(
    marks: Sequence[RadarMark], radius: float, labels: Mapping[str, float]
) -> RadarPlan | None:
    """A place for every mark, None where there is no room; `labels` are the names' widths."""
    radii = _radii(marks, radius)
    if radii is None:
        return None
    room = _Room(radii, labels)
    angles = _angles([_need(marks, reach, room) for reach in REACHES])
    if angles is None:
        return None
    begins = dict(zip(REACHES, accumulate(angles, initial=0.0), strict=False))
    spots: list[RadarSpot] = []
    for reach, angle in zip(REACHES, angles, strict=True):
        for ring in RINGS:
            cell = [one for one in marks if (one.ring, one.reach) == (ring, reach)]
            spots += _cell(cell, room, begins[reach], angle)
    touching = any(
        math.hypot(one.x - other.x, one.y - other.y) < one.mark.extent + other.mark.extent
        for one, other in combinations(spots, 2)
    )
    half = labels[RINGS[0]] / 2
    covering = any(  # the name in the very middle
        math.hypot(max(0.0, abs(one.x) - half), max(0.0, abs(one.y) - MARK_LABEL / 2))
        < one.mark.extent
        for one in spots
    )
    return None if touching or covering else RadarPlan(radii, begins, tuple(spots))


def _radii(marks: Sequence[RadarMark], radius: float) -> dict[str, float] | None:
    """Each outer ring as wide as its widest mark needs; the innermost gets what is left."""
    widths = {
        ring: 2 * max((one.extent for one in marks if one.ring == ring), default=12) + 2 * MARK_AIR
        for ring in RINGS[1:]
    }
    inner = radius - sum(widths.values())
    needed = 2 * max((one.extent for one in marks if one.ring == RINGS[0]), default=12)
    if inner < needed + 2 * MARK_AIR:
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

    def row(self, mark: RadarMark) -> float:
        """How far from the middle a mark stands: half way in its ring, at the edge of the first."""
        outer = self.radii[mark.ring]
        if mark.ring == RINGS[0]:
            return outer - mark.extent - MARK_AIR
        return (outer + self.radii[RINGS[RINGS.index(mark.ring) - 1]]) / 2

    def arc(self, mark: RadarMark) -> float:
        """The angle that a mark takes up."""
        return 2 * math.asin(min(1.0, (mark.extent + MARK_AIR) / self.row(mark)))

    def pads(self, cell: Sequence[RadarMark]) -> tuple[float, float]:
        """The angles to leave free at both ends of a cell: for a line, or for the ring's name.

        The innermost name stands in the very middle and needs none.
        """
        row = min(self.row(one) for one in cell)
        line = MARK_AIR / row
        half = self.labels[cell[0].ring] / 2 + MARK_AIR
        name = line if cell[0].ring == RINGS[0] else math.asin(min(1.0, half / row))
        first, last = cell[0].reach == REACHES[0], cell[0].reach == REACHES[-1]
        return (name if first else line), (name if last else line)


def _need(marks: Sequence[RadarMark], reach: str, room: _Room) -> float:
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


def _cell(
    cell: Sequence[RadarMark], room: _Room, begin: float, angle: float
) -> Iterator[RadarSpot]:
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
        yield RadarSpot(mark, row * math.sin(at), -row * math.cos(at))
        at += arc / 2
