"""Atom feeds and the calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from feedgen.feed import FeedGenerator

from barometer.cache import write_file
from barometer.data.releases import LAUNCH
from barometer.pages.addresses import PageKey
from barometer.pages.page import SourcedFacts
from barometer.pages.site import Site, calendar_file
from barometer.text import LANGUAGES, Language, fill_template, format_date
from barometer.views.navigation import feed_addresses
from barometer.views.releases import (
    correction_address,
    correction_reason,
    describe_change,
    name_value,
    news_of,
)
from barometer.views.trends import direction_or_summary

RELEASES_PAGE = PageKey("barometer/releases")
LOG = PageKey("barometer/corrections")

MOST_ENTRIES = 50
TYPE = "application/atom+xml"
AUTHORITY = "coi.dk,2026"
"""Who gives out our ids, and since when: an id stays when the site moves to another address."""

PROGRAM = "-//Center for Offentlig Innovation//Innovationsbarometeret//{language}"
LENGTH = timedelta(minutes=15)
"""How long an appointment lasts: calendars do not show one that takes no time."""


def write_feeds(site: Site, folder: Path) -> None:
    """The feeds and the calendar of each language, of what there is."""
    for language in LANGUAGES:
        for subject, address in feed_addresses(site, language).items():
            write_file(folder / address, write_feed(site, subject, language).encode())
        write_file(folder / calendar_file(language), write_calendar(site, language))


@dataclass(frozen=True)
class FeedEntry:
    """One piece of news; `kind` is the code of its category and `label` its name in words.

    `id` is a path that will never name anything else.
    """

    id: str
    title: str
    summary: str
    address: str
    published: date
    kind: str
    label: str


def write_feed(site: Site, subject: str, language: Language) -> str:
    """A feed as Atom (RFC 4287), newest first, at most 50 entries; the same on every day.

    Of `releases` it has those that are out, those that moved and corrections; of `news` all; of
    `trends` and `cases` each change.
    """
    words, address = site.words[subject], feed_addresses(site, language)[subject]
    name, page, rights = subject, PageKey(f"{subject}/index"), site.words["site"]["licence"]
    if subject == "releases":
        entries = [*_release_entries(site, language), *_correction_entries(site, language)]
        name, page, rights = "barometer", RELEASES_PAGE, words["rights"]
    elif subject == "news":
        entries = [*_news_entries(site, language)]
    else:
        entries = [*change_entries(site, subject, language)]
    newest = sorted(entries, key=lambda one: (one.published, tag_uri(one.id)), reverse=True)
    made = FeedGenerator()
    made.id(tag_uri(f"{name}/{language}"))
    made.title(words["feed_title"][language])
    made.subtitle(words["feed_subtitle"][language])
    made.author(name=site.words["site"]["name"][language])
    made.language(language)
    made.link(href=site.url + address, rel="self", type=TYPE)
    home = site.url + site.address(page, language)
    made.link(href=home, rel="alternate", type="text/html", hreflang=language)
    made.generator("")
    made.rights(rights[language])
    made.updated(_midnight(newest[0].published if newest else LAUNCH))
    for one in newest[:MOST_ENTRIES]:
        entry = made.add_entry(order="append")
        entry.id(tag_uri(one.id))
        entry.title(one.title)
        entry.summary(one.summary)
        entry.link(href=one.address, rel="alternate", type="text/html", hreflang=language)
        entry.category(term=one.kind, label=one.label)
        entry.published(_midnight(one.published))
        entry.updated(_midnight(one.published))
    return str(made.atom_str(pretty=True).decode())


def tag_uri(path: str) -> str:
    """A permanent id (RFC 4151) from a path that will never name anything else."""
    return f"tag:{AUTHORITY}:{path}"


def _midnight(day: date) -> datetime:
    """No feed needs the hour, and every build must write the same."""
    return datetime.combine(day, time(), UTC)


def _release_entries(site: Site, language: Language) -> Iterator[FeedEntry]:
    """Every release that is out, and every move of one."""
    words = site.words["releases"]
    for name, one in site.releases.releases.items():
        address = _release_address(site, name, language)
        if name in site.releases.out:
            yield FeedEntry(
                id=f"release/{name}",
                title=one.title[language],
                summary=one.text[language],
                address=address,
                published=one.date,
                kind="release",
                label=words["label_release"][language],
            )
        for move in one.moved:
            before, reason = format_date(move.before, language), move.reason[language]
            yield FeedEntry(
                id=f"release/{name}/moved/{move.told.isoformat()}",
                title=one.title[language],
                summary=words["moved"][language].format(before=before, reason=reason),
                address=address,
                published=move.told,
                kind="moved",
                label=words["label_moved"][language],
            )


def _correction_entries(site: Site, language: Language) -> Iterator[FeedEntry]:
    """Every correction, for ever by its day and its figure."""
    words = site.words["corrections"]
    log = site.address(LOG, language)
    for one in site.releases.corrections:
        figure = name_value(one, site.dataset, language)
        change = describe_change(one, site, language)
        yield FeedEntry(
            id=f"correction/{one.date.isoformat()}/{one.value}/{one.what}",
            title=words["title"][language].format(figure=figure),
            summary=f"{change}. {correction_reason(one, site, language)}",
            address=site.url + (correction_address(one, site, language) or log),
            published=one.date,
            kind="correction",
            label=words["label"][language],
        )


def _news_entries(site: Site, language: Language) -> Iterator[FeedEntry]:
    """All news, each for ever by the name of its file."""
    for page, facts in news_of(site, language):
        yield FeedEntry(
            id=f"{page.key.path}/{language}",
            title=page.words.title,
            summary=page.words.summary,
            address=site.url + site.address(page.key, language),
            published=facts.date,
            kind="news",
            label=site.words["site"]["kind_news"][language],
        )


def change_entries(site: Site, section: str, language: Language) -> Iterator[FeedEntry]:
    """Each change of each trend or case; the first line of a log is the page itself.

    An id goes by the file and the place in the log, which is why logs grow at the end.
    """
    words = site.words[section]
    for (key, at), danish in site.pages.items():
        if at != "da" or key.section != section or not isinstance(danish.facts, SourcedFacts):
            continue
        page = site.pages[(key, language)]
        for place, change in enumerate(danish.facts.log, start=1):
            kind = "new" if place == 1 else "changed"
            yield FeedEntry(
                id=f"{key.path}/{language}/{place}",
                title=fill_template(words[f"feed_{kind}"], title=page.words.title)[language],
                summary=f"{change[language]} {direction_or_summary(page)}",
                address=site.url + site.address(key, language),
                published=change.date,
                kind=f"{kind}-{section.removesuffix('s')}",
                label=words[f"label_{kind}"][language],
            )


def _release_address(site: Site, name: str, language: Language) -> str:
    return f"{site.url}{site.address(RELEASES_PAGE, language)}#release-{name}"


def write_calendar(site: Site, language: Language) -> bytes:
    """Every release, out or announced; without any figure."""
    # The library takes a seventh of a second to import: only what writes a calendar pays for it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PROGRAM.format(language=language.upper()))
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", site.words["releases"]["calendar_title"][language])
    for name, one in site.releases.releases.items():
        # in universal time, which every calendar shows in its reader's own
        start: date = one.moment.astimezone(UTC) if one.hour else one.date
        announced = max([one.announced or one.date, *(move.told for move in one.moved)])
        event = Event()
        event.add("uid", f"{name}@barometer.coi.dk")
        event.add("summary", one.title[language], {"language": language})
        event.add("description", one.text[language], {"language": language})
        event.add("url", _release_address(site, name, language))
        event.add("dtstamp", _midnight(announced))
        event.add("sequence", len(one.moved))
        event.add("dtstart", start)
        event.add("dtend", start + (LENGTH if one.hour else timedelta(days=1)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
