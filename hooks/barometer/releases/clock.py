"""What time it is, for whoever asks whether a release is out."""

import os
from datetime import UTC, datetime, time

from barometer.content.dates import LAUNCH

REPRODUCIBLE = "SOURCE_DATE_EPOCH"


def now() -> datetime:
    """The moment of this build: the one that `SOURCE_DATE_EPOCH` sets, else the machine's clock.

    A clock that stands before the site's first day is wrong, and then that day counts.
    """
    seconds = os.environ.get(REPRODUCIBLE, "")
    told = datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else datetime.now(UTC)
    return max(told, datetime.combine(LAUNCH, time(), UTC))
