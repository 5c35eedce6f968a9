"""Put first on a build's path: another clock, and folders that list their files the other way.

Python runs it before anything else of the build; see `barometer.publish.manifest`.
"""

import os
from collections.abc import Iterator
from typing import Any

CLOCK, ORDER = "ELSEWHERE_CLOCK", "ELSEWHERE_ORDER"


def _reverse() -> None:
    listed, scanned = os.listdir, os.scandir

    def listdir(*where: Any) -> list[Any]:
        return sorted(listed(*where), reverse=True)

    class Scan:
        """As `os.scandir`: a context, and entries one by one."""

        def __init__(self, *where: Any) -> None:
            with scanned(*where) as found:
                self.entries = iter(sorted(found, key=lambda one: one.name, reverse=True))

        def __enter__(self) -> "Scan":
            return self

        def __exit__(self, *raised: Any) -> None:
            self.close()

        def __iter__(self) -> Iterator[Any]:
            return self

        def __next__(self) -> Any:
            return next(self.entries)

        def close(self) -> None:
            """Everything was read when it was opened."""

    os.listdir, os.scandir = listdir, Scan  # type: ignore[assignment]


if ORDER in os.environ:
    _reverse()
if CLOCK in os.environ:
    import time_machine

    time_machine.travel(int(os.environ[CLOCK]), tick=True).start()
