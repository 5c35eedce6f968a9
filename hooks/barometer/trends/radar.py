"""Where the radar's drawings go, and the drawings, kept from build to build."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from barometer.charts import keep
from barometer.charts.markup import comment, html, tag
from barometer.state import PageState, Site
from barometer.text import Language
from barometer.trends.facts import ROOT, RadarFacts, radar_facts
from barometer.trends.model import word

VARIANTS = ("narrow", "wide")
START, END = "drawing:trend-radar ", "-->"


def slots(state: PageState) -> Iterator[Element]:
    """A comment for each drawing: Markdown and search must not see the SVG."""
    for variant in VARIANTS:
        yield comment(f"{START}{state.language} {variant} {state.to_root}")


def fill(page: str, site: Site) -> str:
    """The finished page with the drawings in the place of their comments."""
    return "".join(_filled(page, site))


def _filled(page: str, site: Site) -> Iterator[str]:
    first, *rest = page.split(f"<!--{START}")
    yield first
    for part in rest:
        name, _, after = part.partition(END)
        language, variant, to_root = name.split(" ")
        yield _drawing(site, "en" if language == "en" else "da", variant, to_root)
        yield after


def _drawing(site: Site, language: Language, variant: str, to_root: str) -> str:
    drawn = drawings(radar_facts(site)).get(f"{language}/{variant}")
    if drawn is None:
        said = word(site, "radar_no_room", language)
        return html(tag("p", said, class_=f"drawing drawing--{variant}"))
    return drawn.decode().replace(f'href="{ROOT}', f'href="{to_root}')


def drawings(facts: RadarFacts) -> keep.Made:
    """The SVG of each `language/variant`, as kept or drawn anew."""

    def draw() -> keep.Made:
        # matplotlib takes half a second to import: only a radar that has changed pays for it.
        from barometer.trends import drawing

        return drawing.drawings(facts)

    return keep.kept(keep.FOLDER / "trend-radar", "drawings", (facts, _code()), draw)


@cache
def _code() -> str:
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
