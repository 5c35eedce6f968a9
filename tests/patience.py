"""Waiting for what comes in its own time."""

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds."""


def until(seen: Callable[[], bool]) -> None:
    """Ask until it is so."""
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
