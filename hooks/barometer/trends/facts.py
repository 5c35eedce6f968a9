"""What the radar is drawn from, on whatever page; a kept drawing is kept by it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from barometer.state import Site
from barometer.text import LANGUAGES, Language, Text
from barometer.trends.layout import Mark
from barometer.trends.model import CERTAINTIES, KINDS, REACHES, RINGS, Trend, trends
from barometer.trends.words import code

RADII: Mapping[str, float] = dict(zip(CERTAINTIES, (12.5, 14.5, 16.5), strict=True))
"""The size of a mark says how certain we are; in pixels on the narrow drawing."""
ROOT = "§"
"""Stands before an address until it is known on which page the drawing is."""


@dataclass(frozen=True)
class Item:
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

    def mark(self, zoom: float) -> Mark:
        """Its mark, `zoom` times as large as on the narrow drawing."""
        return Mark(self.number, self.ring, self.reach, self.kind, RADII[self.certainty] * zoom)


@dataclass(frozen=True)
class RadarFacts:
    """Every trend, and the words of rings, sectors and legend."""

    items: tuple[Item, ...]
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
        tuple(_item(site, one) for one in trends(site)),
        tuple(words[f"ring_{one}"] for one in RINGS),
        tuple(words[f"reach_{one}"] for one in REACHES),
        tuple(words[f"kind_{one}"] for one in KINDS),
        tuple(words[f"certainty_{one}"] for one in CERTAINTIES),
        words["legend_shape"],
        words["legend_size"],
    )


def classes(trend: Trend) -> str:
    """What a filter goes by: `ring-try reach-nordic touches-state`."""
    facts = trend.facts
    touched = (f"touches-{one}" for one in facts.touches)
    return " ".join((f"ring-{facts.ring}", f"reach-{facts.reach}", *touched))


def _item(site: Site, trend: Trend) -> Item:
    facts = trend.facts
    spoken = {la: _spoken(site, trend, la) for la in LANGUAGES}
    addresses = {la: ROOT + site.address(trend.key, la) for la in LANGUAGES}
    return Item(
        trend.number,
        facts.ring,
        facts.reach,
        facts.kind,
        facts.certainty,
        classes(trend),
        trend.name,
        Text(da=spoken["da"], en=spoken["en"]),
        Text(da=addresses["da"], en=addresses["en"]),
    )


def _spoken(site: Site, trend: Trend, language: Language) -> str:
    """`7 Radikal innovation: Afvent, National, Signal`, as a screen reader says the link."""
    facts = trend.facts
    names = (f"ring_{facts.ring}", f"reach_{facts.reach}", f"kind_{code(facts.kind)}")
    said = ", ".join(site.words["trends"][name][language] for name in names)
    return f"{trend.number} {trend.name[language]}: {said}"
