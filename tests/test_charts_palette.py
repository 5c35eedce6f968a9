"""Every colour is told apart from its ground and from its neighbours, in both schemes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from barometer.charts.sheet import DARK, LIGHT, ROLE_OF, ROLES, SENTINELS
from tests.chart_checks import contrast, palette_faults

CSS = (Path(__file__).parents[1] / "overrides/coi/look/figures.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_hold_in_both_schemes(palette: Mapping[str, str]) -> None:
    assert list(palette_faults(palette)) == []


def test_the_style_sheet_has_every_role() -> None:
    assert {"ground", "text", "tone-1", "tone-4", "on-4", "interval", "break"} < set(ROLES)


def test_each_role_has_a_stand_in_of_its_own() -> None:
    assert len(set(SENTINELS.values())) == len(ROLES)
    assert {ROLE_OF[colour] for colour in SENTINELS.values()} == set(ROLES)


def test_a_poor_colour_is_caught(subtests: pytest.Subtests) -> None:
    for changed, fault in [
        ({"tone-1": "#aab6bf"}, "tone-1 against ground: under 3:1"),
        ({"quiet": "#8a949c"}, "quiet as text: under 4.5:1"),
        ({"on-2": "#0b151c"}, "on-2 as text: under 4.5:1"),
        ({"tone-2": "#0c5a8c"}, "tone-2 and tone-3 alike in grey print"),
        ({"tone-1": "#8a6d00", "tone-2": "#2f7810"}, "tone-1 and tone-2 alike with deuteranopia"),
    ]:
        with subtests.test(changed=changed, fault=fault):
            assert fault in list(palette_faults({**LIGHT, **changed}))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def _values(css: str) -> dict[str, str]:
    """The `--figure-…` of the first rule for `:root`."""
    rule = css[css.index(":root {") :].partition("}")[0]
    lines = [line.strip().rstrip(";") for line in rule.splitlines() if "--figure-" in line]
    pairs = (line.removeprefix("--figure-").split(": ") for line in lines)
    return {name: value for name, value in pairs}  # noqa: C416 - mypy wants pairs of two


def test_forced_colours_are_the_systems() -> None:
    forced = _values(CSS[CSS.index("@media (forced-colors: active)") :])

    assert set(forced) == set(ROLES)
    assert not any("#" in value for value in forced.values())


def test_every_class_that_a_drawing_may_carry_has_its_colour() -> None:
    drawn = {f".{paint}-{role}" for role in ROLES for paint in ("fill", "line")}

    assert {name for name in drawn if f"{name} {{" not in CSS} == set()
