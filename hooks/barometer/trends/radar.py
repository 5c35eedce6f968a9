"""The radar's drawings as a page shows them, from the cache or drawn now."""

from collections.abc import Mapping

from barometer.cache import Files, load_or_make
from barometer.charts.figure import VARIANTS
from barometer.charts.keep import FIGURES
from barometer.charts.markup import html, tag
from barometer.state import PageState
from barometer.trends.facts import ROOT, RadarFacts, radar_facts
from barometer.trends.model import word


def radar_drawings(state: PageState) -> Mapping[str, str]:
    """The HTML of each variant on a page: its drawing, or words where there is no room for it."""
    drawn = drawings(radar_facts(state.site))
    return {variant: _drawing(state, drawn, variant) for variant in VARIANTS}


def _drawing(state: PageState, drawn: Files, variant: str) -> str:
    svg = drawn.get(f"{state.language}/{variant}")
    if svg is None:
        said = word(state.site, "radar_no_room", state.language)
        return html(tag("p", said, class_=f"drawing drawing--{variant}"))
    return svg.decode().replace(f'href="{ROOT}', f'href="{state.to_root}')


def drawings(facts: RadarFacts) -> Files:
    """The SVG of each `language/variant`, as kept or drawn anew."""

    def draw() -> Files:
        # matplotlib takes half a second to import: only a radar that has changed pays for it.
        from barometer.trends import drawing

        return drawing.drawings(facts)

    return load_or_make(FIGURES / "trend-radar", facts, draw)
