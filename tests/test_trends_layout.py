"""The places on the radar: nothing touches, nothing is lost, all are in their ring and sector."""

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from barometer.charts.radar import RADII, TURN, RadarMark, RadarPlan, plan_radar
from barometer.pages.trends import REACHES, RINGS, TREND_KINDS

LABELS = {"now": 42.0, "try": 55.0, "watch": 60.0, "wait": 50.0}
RADIUS = 158.0


@st.composite
def marks(draw: st.DrawFn) -> list[RadarMark]:
    """Up to twenty trends anywhere."""
    count = draw(st.integers(0, 20))
    one = st.tuples(
        st.sampled_from(RINGS),
        st.sampled_from(REACHES),
        st.sampled_from(TREND_KINDS),
        st.sampled_from(sorted(RADII.values())),
    )
    return [RadarMark(n, *draw(one)) for n in range(count)]


@given(marks())
@settings(deadline=None)
def test_a_layout_holds_every_mark_once_and_none_touches_another(found: list[RadarMark]) -> None:
    layout = plan_radar(found, RADIUS, LABELS)
    if layout is None:
        return
    assert sorted(spot.mark.number for spot in layout.spots) == [one.number for one in found]
    for one, other in combinations(layout.spots, 2):
        apart = math.hypot(one.x - other.x, one.y - other.y)
        assert apart >= one.mark.extent + other.mark.extent


@given(marks())
@settings(deadline=None)
def test_every_mark_is_inside_its_ring_and_sector(found: list[RadarMark]) -> None:
    layout = plan_radar(found, RADIUS, LABELS)
    for spot in layout.spots if layout else ():
        assert layout
        far = math.hypot(spot.x, spot.y)
        assert far + spot.mark.extent <= layout.radii[spot.mark.ring] + 1e-6
        at = RINGS.index(spot.mark.ring)
        if at:
            assert far - spot.mark.extent >= layout.radii[RINGS[at - 1]] - 1e-6
        begin, end = sector(layout, spot.mark.reach)
        assert begin <= math.atan2(spot.x, -spot.y) % TURN <= end


def sector(layout: RadarPlan, reach: str) -> tuple[float, float]:
    """Where a sector begins and ends."""
    begins = [*layout.begins.values(), TURN]
    at = REACHES.index(reach)
    return begins[at], begins[at + 1]


def test_five_in_every_ring_find_room_on_the_narrow_radar() -> None:
    found = [
        RadarMark(n, ring, REACHES[n % 3], "trend", RADII["medium"])
        for n, ring in enumerate(one for one in RINGS for _ in range(5))
    ]
    assert plan_radar(found, RADIUS, LABELS)


def test_a_radar_without_room_is_none_rather_than_crowded() -> None:
    found = [RadarMark(n, "now", "nordic", "driver", RADII["high"]) for n in range(12)]
    assert plan_radar(found, RADIUS, LABELS) is None


def test_an_empty_radar_has_equal_sectors() -> None:
    layout = plan_radar([], RADIUS, LABELS)
    assert layout
    assert list(layout.begins.values()) == [0, TURN / 3, 2 * TURN / 3]
