"""Which release the site waits for: what a scheduled run asks before it publishes anew."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from barometer.releases.model import Release

AHEAD = timedelta(minutes=70)
"""How long before its hour a run begins to wait: schedules come by the hour, and late."""


def due(releases: Mapping[str, Release], since: datetime, now: datetime) -> datetime | None:
    """The hour of the last release that came after `since`, or comes soon; None if there is none.

    `since` is when the site was last built: what came out before that is on it already.
    """
    moments = [one.moment for one in releases.values() if since < one.moment <= now + AHEAD]
    return max(moments, default=None)
