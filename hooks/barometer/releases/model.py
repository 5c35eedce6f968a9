"""Releases and corrections as `data/releases.yml` and `data/corrections.yml` say them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, StringConstraints

from barometer.data.model import EditionKey, Name, Number
from barometer.text import Line, Strict, Text, Words

COPENHAGEN = "Europe/Copenhagen"


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name


Hour = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class Moved(Strict):
    """A release that did not come on the day announced: which day, why, and when that was said."""

    before: dt.date
    told: dt.date
    reason: Text


class Release(Strict):
    """What comes out and when; `version` is that of this site's data, if it changes with it.

    `editions` and `values` (in the notation of sentences) are withheld until the hour. Without an
    hour the release counts as out from the first minute of its day.
    """

    date: dt.date
    hour: Hour | None = None
    zone: Zone = COPENHAGEN
    title: Text
    text: Text
    version: Version | None = None
    editions: tuple[EditionKey, ...] = ()
    values: tuple[Words, ...] = ()
    source: Name | None = None
    announced: dt.date | None = None
    moved: tuple[Moved, ...] = ()

    @property
    def moment(self) -> dt.datetime:
        """The minute from which it is out."""
        at = dt.time.fromisoformat(self.hour) if self.hour else dt.time()
        return dt.datetime.combine(self.date, at, ZoneInfo(self.zone))

    def out(self, now: dt.datetime) -> bool:
        """Whether it is out at the moment `now`."""
        return now >= self.moment


class Reason(Text):
    """Why a number was changed; that it is a reason is told by a check of its own."""

    da: Line
    en: Line


class Correction(Strict):
    """A published number that was changed: `new` is empty where it was withdrawn.

    `value` names it in the notation of sentences; `what` says whether the value itself changed or
    the number of answers behind it.
    """

    date: dt.date
    value: Words
    what: Literal["value", "base"] = "value"
    old: Number | None
    new: Number | None
    kind: Literal["error", "revision"]
    reason: Reason


@dataclass(frozen=True)
class Archived:
    """The files of one version: name and size in bytes, below `data/archive/<version>/`."""

    version: str
    files: tuple[tuple[str, int], ...]

    @property
    def folder(self) -> str:
        """The folder, below the project and below the site's root alike."""
        return f"data/archive/{self.version}/"


@dataclass(frozen=True)
class Releases:
    """What is out, what is announced, and what was corrected, as seen at the moment `now`."""

    now: dt.datetime
    releases: Mapping[str, Release] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    archives: tuple[Archived, ...] = ()

    @property
    def out(self) -> Mapping[str, Release]:
        """The releases whose hour has come, the newest first."""
        return {name: one for name, one in self._newest_first() if one.out(self.now)}

    @property
    def ahead(self) -> Mapping[str, Release]:
        """The releases whose hour has not come, the next one first."""
        coming = reversed(self._newest_first())
        return {name: one for name, one in coming if not one.out(self.now)}

    @property
    def current(self) -> Release | None:
        """The newest release that gave the data a version."""
        return next((one for one in self.out.values() if one.version), None)

    @property
    def version(self) -> str:
        """The version of the data; empty before the first."""
        return (self.current.version or "") if self.current else ""

    def _newest_first(self) -> list[tuple[str, Release]]:
        return sorted(self.releases.items(), key=lambda pair: pair[1].moment, reverse=True)
