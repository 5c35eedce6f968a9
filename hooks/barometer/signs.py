"""Signs that a reader cannot see, or takes for others: they hide words and numbers from checks."""

import re
import unicodedata
from collections.abc import Iterator

_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\uffff\U000e0000-\U000e0fff"
)
_FOREIGN = "\u0400-\u058f\u13a0-\u13ff\uff10-\uff5a\U0001d400-\U0001d7ff"
"""Alphabets that look like ours and have no business here: Cyrillic, Armenian, Cherokee, wide."""
_GREEK = "\u0370-\u03ff"
_LATIN = "A-Za-z\u00c0-\u024f"
_KINDS = {
    "hidden": re.compile(f"[{_HIDDEN}]"),
    "digit": re.compile(r"(?![0-9])\d"),
    "alphabet": re.compile(f"[{_FOREIGN}]|(?<=[{_LATIN}])[{_GREEK}]|[{_GREEK}](?=[{_LATIN}])"),
    "letter": re.compile("[\u0300-\u036f]"),
}
HIDDEN = _KINDS["hidden"]


def odd_signs(text: str) -> Iterator[tuple[str, str, int]]:
    """The first sign of each kind that does not belong in a text: kind, sign and place.

    Kinds are `hidden`, `digit` (not 0–9), `alphabet` (a letter that looks like one of ours) and
    `letter` (written as two signs).
    """
    if text.isascii() and text.isprintable():
        return
    for kind, pattern in _KINDS.items():
        if found := pattern.search(text):
            yield kind, told(found[0]), found.start()


def told(sign: str) -> str:
    """A sign by its number and name: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
