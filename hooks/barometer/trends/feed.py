"""New and changed trends as an Atom feed a language: one entry for each line of a trend's log."""

from collections.abc import Iterator
from pathlib import Path

from barometer.charts.wording import fill
from barometer.content.addresses import PageKey
from barometer.content.dates import LAUNCH
from barometer.feeds import Entry, Feed, atom, tag
from barometer.state import Site
from barometer.text import LANGUAGES, Language
from barometer.trends.feed_file import feed_file
from barometer.trends.model import trends

OVERVIEW = PageKey("trends/index")


def feed(site: Site, language: Language) -> str:
    """The feed of one language."""
    words = site.words["trends"]
    described = Feed(
        id=tag(f"trends/{language}"),
        title=words["feed_title"][language],
        subtitle=words["feed_subtitle"][language],
        author=site.words["site"]["name"][language],
        language=language,
        address=site.url + feed_file(site, language),
        page=site.url + site.address(OVERVIEW, language),
        rights=site.words["site"]["licence"][language],
        began=LAUNCH,
    )
    return atom(described, entries(site, language))


def entries(site: Site, language: Language) -> Iterator[Entry]:
    """Each change of each trend; the first line of a log is the trend itself.

    An id goes by the file and the place in the log, which is why logs grow at the end.
    """
    words = site.words["trends"]
    for trend in trends(site):
        page = trend.words(language)
        for place, change in enumerate(trend.facts.log, start=1):
            kind = "new_trend" if place == 1 else "changed_trend"
            yield Entry(
                id=tag(f"{trend.key.path}/{language}/{place}"),
                title=fill(words[f"feed_{kind}"], title=page.title)[language],
                summary=f"{change[language]} {page.direction}",
                address=site.url + site.address(trend.key, language),
                published=change.date,
                updated=change.date,
                kind=kind.replace("_", "-"),
                label=words[f"label_{kind}"][language],
            )


def write_feeds(site: Site, folder: Path) -> None:
    """The feed of each language, into a built site that has trends."""
    for language in LANGUAGES:
        if (OVERVIEW, language) in site.pages:
            file = folder / feed_file(site, language)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(feed(site, language), encoding="utf-8")
