"""The releases as a calendar file a language, for the reader's own calendar."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from barometer.content.addresses import PageKey
from barometer.releases.model import Release
from barometer.state import Site
from barometer.text import LANGUAGES, Language

if TYPE_CHECKING:
    from icalendar import Event

PROGRAM = "-//Center for Offentlig Innovation//Innovationsbarometeret//{language}"
LENGTH = dt.timedelta(minutes=15)
"""How long an appointment lasts: calendars do not show one that takes no time."""


def calendar_file(language: Language) -> str:
    """Where the calendar lies below the site's root."""
    return f"data/releases.{language}.ics"


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
