"""The days of corrections: none has yet to come, and none came before the figures themselves."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from barometer.faults import fault
from barometer.problems import Problem
from barometer.releases.model import COPENHAGEN, Releases
from barometer.releases.read import CORRECTIONS, Read


def day_faults(read: Read) -> Iterator[Problem]:
    """Every correction that is dated after today, or before the first version was out."""
    today = read.releases.now.astimezone(ZoneInfo(COPENHAGEN)).date()
    began = _began(read.releases)
    for at, one in enumerate(read.releases.corrections):
        line, day = read.log.line((at, "date")), one.date.isoformat()
        if one.date > today:
            now = today.isoformat()
            yield fault("R206/future", CORRECTIONS, line, one.value, date=day, today=now)
        elif one.date < began:
            first = began.isoformat()
            yield fault("R206/before", CORRECTIONS, line, one.value, date=day, began=first)


def _began(releases: Releases) -> date:
    return min((one.date for one in releases.releases.values() if one.version), default=date.min)
