"""Atom feeds and the calendar file."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from feedgen.feed import FeedGenerator

from barometer.data.releases import LAUNCH, Release
from barometer.pages.addresses import PageKey
from barometer.pages.site import Site, calendar_file, release_feed_address, trend_feed_address
from barometer.pages.trends import order_trends
from barometer.text import LANGUAGES, Language, fill_template, format_date
from barometer.views.releases import (
    correction_address,
    correction_reason,
    describe_change,
    identity,
    name_value,
)

if TYPE_CHECKING:
    from icalendar import Event


TYPE = "application/atom+xml"


AUTHORITY = "coi.dk,2026"
"""Who gives out our ids, and since when: an id stays when the site moves to another address."""


MOST_ENTRIES = 50


@dataclass(frozen=True)
class Feed:
    """A feed's own words; `address` is its file and `page` its web page, both absolute.

    `began` dates a feed without entries.
    """

    id: str
    title: str
    subtitle: str
    author: str
    language: Language
    address: str
    page: str
    rights: str
    began: date


@dataclass(frozen=True)
class FeedEntry:
    """One piece of news; `kind` is the code of its category and `label` its name in words."""

    id: str
    title: str
    summary: str
    address: str
    published: date
    updated: date
    kind: str
    label: str


def tag_uri(path: str) -> str:
    """A permanent id (RFC 4151) from a path that will never name anything else."""
    return f"tag:{AUTHORITY}:{path}"


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> str:
    """The feed as Atom (RFC 4287), newest first, at most 50 entries; the same on every day."""
    newest = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)[:MOST_ENTRIES]
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.subtitle(feed.subtitle)
    made.author(name=feed.author)
    made.language(feed.language)
    made.link(href=feed.address, rel="self", type=TYPE)
    made.link(href=feed.page, rel="alternate", type="text/html", hreflang=feed.language)
    made.generator("")
    made.rights(feed.rights)
    made.updated(_moment(newest[0].updated if newest else feed.began))
    for one in newest:
        _add(made, one, feed.language)
    return str(made.atom_str(pretty=True).decode())


def _add(made: FeedGenerator, one: FeedEntry, language: Language) -> None:
    entry = made.add_entry(order="append")
    entry.id(one.id)
    entry.title(one.title)
    entry.summary(one.summary)
    entry.link(href=one.address, rel="alternate", type="text/html", hreflang=language)
    entry.category(term=one.kind, label=one.label)
    entry.published(_moment(one.published))
    entry.updated(_moment(one.updated))


def _moment(day: date) -> datetime:
    """Midnight of the day: no feed needs the hour, and every build must write the same."""
    return datetime.combine(day, time(), UTC)


RELEASES_PAGE = PageKey("barometer/releases")


LOG = PageKey("barometer/corrections")


def release_feed(site: Site, language: Language) -> str:
    """Releases that are out, releases that moved, and corrections."""
    words = site.words["releases"]
    described = Feed(
        id=tag_uri(f"barometer/{language}"),
        title=words["feed_title"][language],
        subtitle=words["feed_subtitle"][language],
        author=site.words["site"]["name"][language],
        language=language,
        address=site.url + release_feed_address(language),
        page=site.url + site.address(RELEASES_PAGE, language),
        rights=words["rights"][language],
        began=LAUNCH,
    )
    entries = (*_releases(site, language), *_moves(site, language), *_corrections(site, language))
    return atom(described, entries)


def _releases(site: Site, language: Language) -> Iterator[FeedEntry]:
    label = site.words["releases"]["label_release"][language]
    for name, one in site.releases.out.items():
        yield FeedEntry(
            id=tag_uri(f"release/{name}"),
            title=one.title[language],
            summary=one.text[language],
            address=_place(site, name, language),
            published=one.date,
            updated=one.date,
            kind="release",
            label=label,
        )


def _moves(site: Site, language: Language) -> Iterator[FeedEntry]:
    words = site.words["releases"]
    for name, one in site.releases.releases.items():
        for move in one.moved:
            before, reason = format_date(move.before, language), move.reason[language]
            yield FeedEntry(
                id=tag_uri(f"release/{name}/moved/{move.told.isoformat()}"),
                title=one.title[language],
                summary=words["moved"][language].format(before=before, reason=reason),
                address=_place(site, name, language),
                published=move.told,
                updated=move.told,
                kind="moved",
                label=words["label_moved"][language],
            )


def _corrections(site: Site, language: Language) -> Iterator[FeedEntry]:
    words = site.words["corrections"]
    log = site.address(LOG, language)
    for one in site.releases.corrections:
        named = name_value(one, site.dataset, language)
        yield FeedEntry(
            id=tag_uri(f"correction/{identity(one)}"),
            title=words["title"][language].format(figure=named),
            summary=". ".join(
                (describe_change(one, site, language), correction_reason(one, site, language))
            ),
            address=site.url + (correction_address(one, site, language) or log),
            published=one.date,
            updated=one.date,
            kind="correction",
            label=words["label"][language],
        )


def _place(site: Site, name: str, language: Language) -> str:
    return f"{site.url}{site.address(RELEASES_PAGE, language)}#release-{name}"


def write_release_feeds(site: Site, folder: Path) -> None:
    """The feed of each language, into a built site."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (folder / release_feed_address(language)).write_text(
            release_feed(site, language), encoding="utf-8"
        )


PROGRAM = "-//Center for Offentlig Innovation//Innovationsbarometeret//{language}"


LENGTH = dt.timedelta(minutes=15)
"""How long an appointment lasts: calendars do not show one that takes no time."""


def calendar(site: Site, language: Language) -> bytes:
    """Every release, out or announced; without any figure."""
    # The library takes a seventh of a second to import: only what writes a calendar pays for it.
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PROGRAM.format(language=language.upper()))
    made.add("version", "2.0")
    made.add("x-wr-calname", site.words["releases"]["calendar_title"][language])
    for name, one in site.releases.releases.items():
        made.add_component(_event(site, name, one, language))
    return bytes(made.to_ical())


def _event(site: Site, name: str, one: Release, language: Language) -> "Event":
    from icalendar import Event

    page = site.url + site.address(PageKey("barometer/releases"), language)
    event = Event()
    event.add("uid", f"{name}@barometer.coi.dk")
    event.add("summary", one.title[language], {"language": language})
    event.add("description", one.text[language], {"language": language})
    event.add("url", f"{page}#release-{name}")
    event.add("dtstamp", _told(one))
    event.add("sequence", len(one.moved))
    start, end = _span(one)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    return event


def _span(one: Release) -> tuple[dt.date, dt.date]:
    """From when to when: in universal time, which every calendar shows in its reader's own."""
    if not one.hour:
        return one.date, one.date + dt.timedelta(days=1)
    start = one.moment.astimezone(dt.UTC)
    return start, start + LENGTH


def _told(one: Release) -> dt.datetime:
    """When what is said of the release was last said, as the data have it."""
    days = [one.announced or one.date, *(move.told for move in one.moved)]
    return dt.datetime.combine(max(days), dt.time(), dt.UTC)


def write_calendars(site: Site, folder: Path) -> None:
    """The calendar of each language, into a built site."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (folder / calendar_file(language)).write_bytes(calendar(site, language))


OVERVIEW = PageKey("trends/index")


def trend_feed(site: Site, language: Language) -> str:
    """The feed of one language."""
    words = site.words["trends"]
    described = Feed(
        id=tag_uri(f"trends/{language}"),
        title=words["feed_title"][language],
        subtitle=words["feed_subtitle"][language],
        author=site.words["site"]["name"][language],
        language=language,
        address=site.url + trend_feed_address(site, language),
        page=site.url + site.address(OVERVIEW, language),
        rights=site.words["site"]["licence"][language],
        began=LAUNCH,
    )
    return atom(described, entries(site, language))


def entries(site: Site, language: Language) -> Iterator[FeedEntry]:
    """Each change of each trend; the first line of a log is the trend itself.

    An id goes by the file and the place in the log, which is why logs grow at the end.
    """
    words = site.words["trends"]
    for trend in order_trends(site):
        page = trend.words(language)
        for place, change in enumerate(trend.facts.log, start=1):
            kind = "new_trend" if place == 1 else "changed_trend"
            yield FeedEntry(
                id=tag_uri(f"{trend.key.path}/{language}/{place}"),
                title=fill_template(words[f"feed_{kind}"], title=page.title)[language],
                summary=f"{change[language]} {page.direction}",
                address=site.url + site.address(trend.key, language),
                published=change.date,
                updated=change.date,
                kind=kind.replace("_", "-"),
                label=words[f"label_{kind}"][language],
            )


def write_trend_feeds(site: Site, folder: Path) -> None:
    """The feed of each language, into a built site that has trends."""
    for language in LANGUAGES:
        if (OVERVIEW, language) in site.pages:
            file = folder / trend_feed_address(site, language)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(trend_feed(site, language), encoding="utf-8")
