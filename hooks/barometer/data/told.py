"""What is to be said of a cell or a value, before it is known where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from barometer.faults import Word, fault
from barometer.problems import Problem


@dataclass(frozen=True)
class Told:
    """The key of a message and the words that fill it."""

    key: str
    words: Mapping[str, Word] = field(default_factory=dict)

    def at(self, path: str, line: int | None, place: str = "") -> Problem:
        """The same as a problem, now that the place is known."""
        return fault(self.key, path, line, place, **self.words)
