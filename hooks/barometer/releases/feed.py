"""What came out and what was corrected, as an Atom feed a language."""

from collections.abc import Iterator
from pathlib import Path

from barometer import language as written
from barometer.content.addresses import PageKey
from barometer.content.dates import LAUNCH
from barometer.feeds import Entry, Feed, atom, tag
from barometer.releases.told import address, change, figure, identity, why
from barometer.state import Site
from barometer.text import LANGUAGES, Language

PAGE = PageKey("barometer/releases")
LOG = PageKey("barometer/corrections")


def feed_file(language: Language) -> str:
    """Where the feed lies below the site's root."""
    return f"data/feed.{language}.xml"


def feed(site: Site, language: Language) -> str:
    """Releases that are out, releases that moved, and corrections."""
    words = site.words["releases"]
    described = Feed(
        id=tag(f"barometer/{language}"),
        title=words["feed_title"][language],
        subtitle=words["feed_subtitle"][language],
        author=site.words["site"]["name"][language],
        language=language,
        address=site.url + feed_file(language),
        page=site.url + site.address(PAGE, language),
        rights=words["rights"][language],
        began=LAUNCH,
    )
    entries = (*_releases(site, language), *_moves(site, language), *_corrections(site, language))
    return atom(described, entries)


def _releases(site: Site, language: Language) -> Iterator[Entry]:
    label = site.words["releases"]["label_release"][language]
    for name, one in site.releases.out.items():
        yield Entry(
            id=tag(f"release/{name}"),
            title=one.title[language],
            summary=one.text[language],
            address=_place(site, name, language),
            published=one.date,
            updated=one.date,
            kind="release",
            label=label,
        )


def _moves(site: Site, language: Language) -> Iterator[Entry]:
    words = site.words["releases"]
    for name, one in site.releases.releases.items():
        for move in one.moved:
            before, reason = written.date(move.before, language), move.reason[language]
            yield Entry(
                id=tag(f"release/{name}/moved/{move.told.isoformat()}"),
                title=one.title[language],
                summary=words["moved"][language].format(before=before, reason=reason),
                address=_place(site, name, language),
                published=move.told,
                updated=move.told,
                kind="moved",
                label=words["label_moved"][language],
            )


def _corrections(site: Site, language: Language) -> Iterator[Entry]:
    words = site.words["corrections"]
    log = site.address(LOG, language)
    for one in site.releases.corrections:
        named = figure(one, site.dataset, language)
        yield Entry(
            id=tag(f"correction/{identity(one)}"),
            title=words["title"][language].format(figure=named),
            summary=". ".join((change(one, site, language), why(one, site, language))),
            address=site.url + (address(one, site, language) or log),
            published=one.date,
            updated=one.date,
            kind="correction",
            label=words["label"][language],
        )


def _place(site: Site, name: str, language: Language) -> str:
    return f"{site.url}{site.address(PAGE, language)}#release-{name}"


def write_feeds(site: Site, folder: Path) -> None:
    """The feed of each language, into a built site."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (folder / feed_file(language)).write_text(feed(site, language), encoding="utf-8")
