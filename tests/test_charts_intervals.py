"""How sure a share is, and whether two shares clearly differ."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from barometer.data.breaks import Interval, compare, interval_of, wilson, with_bases
from barometer.data.model import FEWEST, Observation
from tests.sentence_data import edition as make_edition
from tests.sentence_data import indicator

shares = st.floats(0, 100)
bases = st.integers(1, 100_000)


def _row(value: float, base: int | None) -> Observation:
    return Observation("a", "DK", "4", "total", "all", value, base, "", "somewhere")


@pytest.mark.parametrize(
    ("share", "base", "low", "high"),
    [
        # SciPy 1.17: binomtest(k, n).proportion_ci(method="wilson"), to two decimals.
        (50, 10, 23.66, 76.34),
        (0, 10, 0, 27.75),
        (100, 10, 72.25, 100),
        (10, 100, 5.52, 17.44),
    ],
)
def test_intervals_are_those_of_the_published_method(
    share: float, base: int, low: float, high: float
) -> None:
    found = wilson(share, base)

    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


@given(shares, bases)
def test_an_interval_holds_its_share_and_stays_between_0_and_100(share: float, base: int) -> None:
    found = wilson(share, base)

    assert 0 <= found.low <= share + 1e-9
    assert share - 1e-9 <= found.high <= 100


@given(shares, bases, st.integers(2, 50))
def test_more_answers_never_make_an_interval_wider(share: float, base: int, times: int) -> None:
    few, many = wilson(share, base), wilson(share, base * times)

    assert many.high - many.low <= few.high - few.low + 1e-9


@given(shares, bases)
def test_the_interval_of_the_others_is_the_mirror(share: float, base: int) -> None:
    one, other = wilson(share, base), wilson(100 - share, base)

    assert one.low == pytest.approx(100 - other.high, abs=1e-6)


@given(shares, bases, shares, bases)
def test_a_clear_difference_is_clear_from_both_sides(a: float, n: int, b: float, m: int) -> None:
    assume(n > 1)
    first, second = _row(a, n), _row(b, m)

    assert compare(first, second) == compare(second, first)


@given(shares, bases, bases)
def test_equal_shares_never_clearly_differ(share: float, n: int, m: int) -> None:
    """With few answers on either side nobody can tell; with enough there is no clear difference."""
    enough = min(n, m) >= FEWEST
    assert compare(_row(share, n), _row(share, m)).clarity == ("unclear" if enough else "unknown")


def test_without_a_base_nobody_can_tell() -> None:
    assert compare(_row(10, None), _row(90, 1000)).clarity == "unknown"
    assert compare(_row(10, 1000), _row(90, None)).clarity == "unknown"
    assert compare(_row(10, 0), _row(90, 1000)).clarity == "unknown"


def test_a_count_has_no_interval() -> None:
    assert interval_of(_row(1877, 1352)) is None


def test_difference_of_known_editions() -> None:
    """Three in four did in one edition, about as many in the next; far fewer in a third."""
    assert compare(_row(72, 1877), _row(74, 1352)).clarity == "unclear"
    assert compare(_row(87, 1877), _row(93, 1352)).clarity == "clear"


@pytest.mark.parametrize(("share", "base"), [(-1, 10), (101, 10), (50, 0)])
def test_what_is_no_share_of_answers_is_refused(share: float, base: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(share, base)


def test_touching_intervals_overlap() -> None:
    assert Interval(10, 20).overlaps(Interval(20, 30))
    assert not Interval(10, 19.9).overlaps(Interval(20, 30))


def _based(breakdown: str, base: int | None, **edition: int) -> Observation:
    """The row of a measure of which the whole is a share of innovative workplaces."""
    measure = indicator("Andel", edition_base={"total": "innovative"})
    row = Observation("a", "DK", "4", breakdown, "all", 83, base, "", "house")
    editions = {"4": make_edition("4", 2021, 2023, base_all=1611, **edition)}
    (found,) = with_bases([row], editions, {"a": measure}.get)
    return found


def test_a_value_of_the_whole_without_a_base_has_the_number_of_its_edition() -> None:
    found = _based("total", None, base_innovative=1352)

    assert (found.base, found.base_source) == (1352, "of_the_edition")


def test_a_part_never_has_the_number_of_the_edition() -> None:
    found = _based("sector", None, base_innovative=1352)

    assert (found.base, found.base_source) == (None, "")


def test_an_edition_without_that_number_gives_none() -> None:
    assert (_based("total", None).base, _based("total", None).base_source) == (None, "")


def test_a_base_of_its_own_goes_before_that_of_the_edition() -> None:
    found = _based("total", 900, base_innovative=1352)

    assert (found.base, found.base_source) == (900, "with_the_value")
