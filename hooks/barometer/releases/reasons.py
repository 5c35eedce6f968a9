"""Why a number was changed: in words, in both languages, for readers to judge."""

from collections.abc import Iterator

from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.releases.read import CORRECTIONS, Read
from barometer.text import LANGUAGES, WRITTEN

LEAST = 15
"""Letters and digits; fewer are a sign left standing, or no reason."""


def reason_faults(read: Read) -> Iterator[Problem]:
    """Every reason of the log that is no more than a sign or a word."""
    for at, one in enumerate(read.releases.corrections):
        for language in LANGUAGES:
            stands = one.reason[language]
            if sum(map(str.isalnum, stands)) < LEAST:
                line = read.log.line((at, "reason", language)) or read.log.line((at,))
                words: dict[str, Word] = {
                    "language": WRITTEN[language],
                    "stands": stands,
                    "least": LEAST,
                }
                yield fault("R205", CORRECTIONS, line, one.value, **words)
