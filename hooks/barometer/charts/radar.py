"""The trend radar as facts and a layout, without matplotlib."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from barometer.pages.site import Site
from barometer.pages.trends import (
    CERTAINTIES,
    REACHES,
    RINGS,
    TREND_KINDS,
    Trend,
    order_trends,
    word_key,
)
from barometer.text import LANGUAGES, Language, Text

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

    number: int
    ring: str
    reach: str
    kind: str
    certainty: str
    classes: str
    name: Text
    spoken: Text
    address: Text

    def mark(self, zoom: float) -> RadarMark:
        """Its mark, `zoom` times as large as on the narrow drawing."""
        return RadarMark(
            self.number, self.ring, self.reach, self.kind, RADII[self.certainty] * zoom
        )


@dataclass(frozen=True)
class RadarFacts:
    """Every trend, and the words of rings, sectors and legend."""

    items: tuple[RadarItem, ...]
    rings: tuple[Text, ...]
    reaches: tuple[Text, ...]
    kinds: tuple[Text, ...]
    certainties: tuple[Text, ...]
    shape: Text
    size: Text

    def only(self, language: Language) -> "RadarFacts":
        """The same with one language in both places, for a drawing in that language."""

        def one(words: Text) -> Text:
            return Text(da=words[language], en=words[language])

        return RadarFacts(
            items=tuple(replace(item, name=one(item.name)) for item in self.items),
            rings=tuple(map(one, self.rings)),
            reaches=tuple(map(one, self.reaches)),
            kinds=tuple(map(one, self.kinds)),
            certainties=tuple(map(one, self.certainties)),
            shape=one(self.shape),
            size=one(self.size),
        )


def radar_facts(site: Site) -> RadarFacts:
    """The facts of the whole radar."""
    words = site.words["trends"]
    return RadarFacts(
        tuple(_item(site, one) for one in order_trends(site)),
        tuple(words[f"ring_{one}"] for one in RINGS),
        tuple(words[f"reach_{one}"] for one in REACHES),
        tuple(words[f"kind_{one}"] for one in TREND_KINDS),
        tuple(words[f"certainty_{one}"] for one in CERTAINTIES),
        words["legend_shape"],
        words["legend_size"],
    )


def class_name(group: str, value: str) -> str:
    """The class of what has a value, and the value of the option that chooses it."""
    return f"{group}-{value.replace('_', '-')}"


def trend_values(trend: Trend) -> list[str]:
    """What a trend is chosen by: `ring-try`, `reach-nordic`, `touches-state`."""
    facts = trend.facts
    own = (("ring", facts.ring), ("reach", facts.reach), *(("touches", o) for o in facts.touches))
    return [class_name(group, value) for group, value in own]


def _item(site: Site, trend: Trend) -> RadarItem:
    facts = trend.facts
    spoken = {la: _spoken(site, trend, la) for la in LANGUAGES}
    addresses = {la: ROOT + site.address(trend.key, la) for la in LANGUAGES}
    return RadarItem(
        trend.number,
        facts.ring,
        facts.reach,
        facts.kind,
        facts.certainty,
        " ".join(trend_values(trend)),
        trend.name,
        Text(da=spoken["da"], en=spoken["en"]),
        Text(da=addresses["da"], en=addresses["en"]),
    )


def _spoken(site: Site, trend: Trend, language: Language) -> str:
    """`7 Radikal innovation: Afvent, National, Signal`, as a screen reader says the link."""
    facts = trend.facts
    names = (f"ring_{facts.ring}", f"reach_{facts.reach}", f"kind_{word_key(facts.kind)}")
    said = ", ".join(site.words["trends"][name][language] for name in names)
    return f"{trend.number} {trend.name[language]}: {said}"


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
    spots: list[RadarSpot] = []
    for reach, angle in zip(REACHES, angles, strict=True):
        for ring in RINGS:
            cell = [one for one in marks if (one.ring, one.reach) == (ring, reach)]
            spots += _cell(cell, room, begins[reach], angle)
    if _crowded(spots) or _covered(spots, labels[RINGS[0]]):
        return None
    return RadarPlan(radii, begins, tuple(spots))


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


def _sums(angles: Sequence[float]) -> Iterator[float]:
    begin = 0.0
    for angle in angles:
        yield begin
        begin += angle


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


def _crowded(spots: Sequence[RadarSpot]) -> bool:
    """Whether two marks touch: the last word on every layout."""
    return any(
        math.hypot(one.x - other.x, one.y - other.y) < one.mark.extent + other.mark.extent
        for one, other in combinations(spots, 2)
    )


def _covered(spots: Sequence[RadarSpot], width: float) -> bool:
    """Whether a mark touches the name in the very middle."""
    for spot in spots:
        beside = max(0.0, abs(spot.x) - width / 2)
        above = max(0.0, abs(spot.y) - MARK_LABEL / 2)
        if math.hypot(beside, above) < spot.mark.extent:
            return True
    return False
