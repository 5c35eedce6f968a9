"""Every trend of the site in one order for both languages, so that a number names a trend."""

from collections.abc import Sequence
from dataclasses import dataclass

from barometer.content.addresses import PageKey
from barometer.content.frontmatter import TrendFacts, TrendWords
from barometer.state import PageState, Site
from barometer.text import Language, Text, alphabetical

RINGS = ("ready", "try", "watch", "wait")
REACHES = ("national", "nordic", "international")
TOUCHED = ("state", "regions", "municipalities")
KINDS = ("signal", "trend", "driver")
CERTAINTIES = ("low", "medium", "high")


@dataclass(frozen=True)
class Trend:
    """A trend with its number on the radar; the nearest to use and the surest come first."""

    number: int
    key: PageKey
    facts: TrendFacts
    da: TrendWords
    en: TrendWords

    def words(self, language: Language) -> TrendWords:
        """What the trend's page says in that language."""
        return self.da if language == "da" else self.en

    @property
    def name(self) -> Text:
        """What a list calls the trend."""
        return Text(da=self.da.short or self.da.title, en=self.en.short or self.en.title)


def trends(site: Site) -> Sequence[Trend]:
    """Every trend by ring, certainty and Danish title, numbered in that order."""
    found = []
    for (key, language), page in site.pages.items():
        if language == "da" and isinstance(page.facts, TrendFacts):
            da, en = page.words, site.pages[(key, "en")].words
            if isinstance(da, TrendWords) and isinstance(en, TrendWords):
                found.append(Trend(0, key, page.facts, da, en))
    found.sort(key=_order)
    return [Trend(n, one.key, one.facts, one.da, one.en) for n, one in enumerate(found, start=1)]


def trend_of(site: Site, key: PageKey) -> Trend | None:
    """The trend whose page this is, if it is a trend's."""
    return next((one for one in trends(site) if one.key == key), None)


def word(site: Site, name: str, language: Language) -> str:
    """A word of the section `trends` of `words.yml`."""
    return site.words["trends"][name][language]


def href(state: PageState, trend: Trend) -> str:
    """The way from the page at hand to the trend's page."""
    return state.to_root + state.site.address(trend.key, state.language)


def _order(trend: Trend) -> tuple[int, int, str]:
    facts = trend.facts
    certainty = CERTAINTIES.index(facts.certainty)
    return RINGS.index(facts.ring), -certainty, alphabetical(trend.da.title)
