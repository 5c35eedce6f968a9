"""Radar, table and filters say the same, in both languages, from the same files."""

from xml.etree import ElementTree as ET

import pytest
from lxml import html

from barometer.charts.figure import VARIANTS
from barometer.charts.radar import radar_facts
from barometer.charts.radar_drawing import draw_radar, lay_out_radar
from barometer.charts.sheet import NARROW, ROLES, WIDE
from barometer.pages.addresses import PageKey
from barometer.pages.site import PageState, Site
from barometer.pages.trends import RINGS, order_trends
from barometer.text import LANGUAGES, Language
from barometer.views.cases import case_list
from barometer.views.trends import trend_radar
from tests.conftest import ROOT

OVERVIEW = PageKey("trends/index")


@pytest.fixture(name="drawings", scope="module")
def _drawings(site: Site) -> dict[str, ET.Element]:
    made = draw_radar(radar_facts(site))
    return {name: ET.fromstring(svg) for name, svg in made.items()}  # noqa: S314 - our own drawing


def page(site: Site, language: Language) -> html.HtmlElement:
    """The overview with its drawings, as a reader gets it."""
    return html.fromstring(trend_radar(PageState(site, language, OVERVIEW)))


def test_both_languages_have_a_narrow_and_a_wide_radar(drawings: dict[str, ET.Element]) -> None:
    assert set(drawings) == {f"{la}/{variant}" for la in LANGUAGES for variant in VARIANTS}


def test_the_radar_is_the_same_however_often_it_is_drawn(site: Site) -> None:
    facts = radar_facts(site)
    assert draw_radar(facts) == draw_radar(facts)


def test_radar_and_table_agree(site: Site, subtests: pytest.Subtests) -> None:
    for language in LANGUAGES:
        for variant in VARIANTS:
            with subtests.test(language=language, variant=variant):
                tree = page(site, language)
                drawn = {
                    one.get("href"): one
                    for one in tree.iterfind(
                        f".//svg[@class='drawing drawing--{variant} radar-drawing']/a"
                    )
                }
                rows = tree.findall(".//tbody/tr")
                assert len(rows) == len(drawn) == len(order_trends(site))
                for row in rows:
                    link = row.find("th/a")
                    assert link is not None
                    mark = drawn[link.get("href")]
                    number = row.findtext("td")
                    assert mark.get("class") == f"radar-link {row.get('class')}"
                    spoken = mark.findtext("title") or ""
                    assert (
                        mark.get("aria-label") is None
                    )  # another name would hide the one that is seen
                    assert spoken.startswith(f"{number} ")
                    told = [cell.text or "" for cell in row.findall("td")[1:4]]
                    assert spoken.endswith(": " + ", ".join(told))


def test_every_trend_is_on_the_radar_once_in_its_ring_and_sector(site: Site) -> None:
    found = {one.number: one for one in order_trends(site)}
    for variant in (NARROW, WIDE):
        layout = lay_out_radar(radar_facts(site), variant)
        assert layout
        assert sorted(spot.mark.number for spot in layout.spots) == sorted(found)
        for spot in layout.spots:
            facts = found[spot.mark.number].facts
            assert (spot.mark.ring, spot.mark.reach, spot.mark.kind) == (
                facts.ring,
                facts.reach,
                facts.kind,
            )


def test_the_surer_a_trend_the_larger_its_mark(site: Site) -> None:
    layout = lay_out_radar(radar_facts(site), WIDE)
    assert layout
    found = {one.number: one.facts.certainty for one in order_trends(site)}
    sizes = {found[spot.mark.number]: spot.mark.radius for spot in layout.spots}
    assert sizes["low"] < sizes["medium"] < sizes["high"]


def test_the_radar_has_no_styles_no_ids_and_only_known_colours(
    drawings: dict[str, ET.Element],
) -> None:
    known = {f"fill-{role}" for role in ROLES} | {f"line-{role}" for role in ROLES}
    for root in drawings.values():
        for one in root.iter():
            assert not {"style", "id", "fill", "stroke"} & set(one.attrib) - {"fill"}
            named = [
                name for name in one.get("class", "").split() if name[:5] in ("fill-", "line-")
            ]
            assert set(named) <= known


def test_texts_stand_upon_shapes(drawings: dict[str, ET.Element]) -> None:
    for root in drawings.values():
        for group in root:
            tags = [part.tag for part in group if part.tag != "title"]
            assert tags == sorted(tags, key=lambda tag: tag == "text")
            assert "text" in tags
            assert {"path", "circle"} & set(tags)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_finds_some_and_the_style_sheet_knows_it(
    language: Language, site: Site
) -> None:
    """Trends and cases: an option hides what is not of it by style alone."""
    sheet = (ROOT / "overrides/coi/look/barometer.css").read_text("utf-8")
    cases = html.fromstring(case_list(PageState(site, language, PageKey("cases/index"))))
    for tree in (page(site, language), cases):
        classes = [(one.get("class") or "").split() for one in tree.iter()]
        held = [set(one) for one in classes if "item" in one]
        options = [value for one in tree.iter("option") if (value := one.get("value"))]
        assert len(options) == len(set(options)) > 8
        for value in options:
            assert any(value in one for one in held)
            assert f'.listed:has([value="{value}"]:checked) .item:not(.{value})' in sheet


def test_the_nearest_to_use_and_the_surest_come_first(site: Site) -> None:
    order = [(RINGS.index(one.facts.ring), one.number) for one in order_trends(site)]
    assert order == sorted(order)
    assert [one.number for one in order_trends(site)] == list(range(1, len(order) + 1))
