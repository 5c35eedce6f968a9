"""Atom feeds: what is new, in one language, so that a reader need not come and look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from feedgen.feed import FeedGenerator

from barometer.text import Language

TYPE = "application/atom+xml"
AUTHORITY = "coi.dk,2026"
"""Who gives out our ids, and since when: an id stays when the site moves to another address."""
MOST = 50


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
class Entry:
    """One piece of news; `kind` is the code of its category and `label` its name in words."""

    id: str
    title: str
    summary: str
    address: str
    published: date
    updated: date
    kind: str
    label: str


def tag(path: str) -> str:
    """A permanent id (RFC 4151) from a path that will never name anything else."""
    return f"tag:{AUTHORITY}:{path}"


def atom(feed: Feed, entries: Iterable[Entry]) -> str:
    """The feed as Atom (RFC 4287), newest first, at most 50 entries; the same on every day."""
    newest = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)[:MOST]
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


def _add(made: FeedGenerator, one: Entry, language: Language) -> None:
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
