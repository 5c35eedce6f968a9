"""Faults by their code: the sentences stand in `messages/*.yml`, the code only fills them in."""

import errno
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml

from barometer.problems import Problem
from barometer.text import LANGUAGES, Text

Word = str | int | float | Text
_FOLDER = Path(__file__).parent / "messages"


@cache
def messages() -> Mapping[str, Text]:
    """Every sentence pair by its key: a code, or a code and a variant (`D203/comma`)."""
    found: dict[str, Text] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        for key, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found[key] = Text(**words)
    return found


def codes() -> tuple[str, ...]:
    """Every code that a message can carry, in order."""
    return tuple(sorted({key.partition("/")[0] for key in messages()}))


def fault(key: str, path: str, line: int | None, place: str = "", /, **words: Word) -> Problem:
    """The problem of that key at that place, its sentences filled in with `words`."""
    said = {language: _filled(messages()[key][language], language, words) for language in LANGUAGES}
    return Problem(path, line, key.partition("/")[0], Text(**said), place)


def near(name: str, known: Iterable[str]) -> list[str]:
    """At most two known names that a misspelt one may mean: those one letter off, or alike."""
    names, wrong = sorted(known), name.lower()
    slips = [one for one in names if _one_letter(wrong, one.lower())]
    return slips[:2] or get_close_matches(wrong, names, n=2, cutoff=0.6)


def _one_letter(wrong: str, right: str) -> bool:
    """Whether one letter is missing, too many, another, or has changed places with the next."""
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return wrong == right
    pairs = zip(wrong, right, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(wrong), len(right)))
    left, there = wrong[at:], right[at:]
    swapped = left[:2] == there[1::-1] and left[2:] == there[2:]
    return left[1:] == there[1:] or left[1:] == there or left == there[1:] or swapped


def nearest(name: str, known: Iterable[str], listed: int = 8) -> Text:
    """A sentence with the nearest known name, or with the known names where none is near."""
    names = sorted(known)
    close = near(name, names)
    if close:
        return Text(
            da=f"Mente I {' eller '.join(f'»{one}«' for one in close)}?",
            en=f"Did you mean {' or '.join(f'‘{one}’' for one in close)}?",
        )
    if not names:
        return Text(
            da="Der er ingen at vælge imellem endnu.", en="There are none to choose from yet."
        )
    shown, more = ", ".join(names[:listed]), len(names) - listed
    return Text(
        da=f"Kendte: {shown}{f' og {more} til' if more > 0 else ''}.",
        en=f"Known: {shown}{f' and {more} more' if more > 0 else ''}.",
    )


def reason(error: OSError) -> Text:
    """Why the machine could not open a file, in words."""
    return _REASONS.get(error.errno or 0) or Text(
        da=f"systemet siger: {error.strerror or type(error).__name__}",
        en=f"the system says: {error.strerror or type(error).__name__}",
    )


_REASONS = {
    errno.EISDIR: Text(da="det er en mappe", en="it is a folder"),
    errno.ENOTDIR: Text(da="mappen er en fil", en="the folder is a file"),
    errno.EACCES: Text(da="der er ikke adgang", en="there is no access"),
    errno.EPERM: Text(da="der er ikke adgang", en="there is no access"),
    errno.ELOOP: Text(da="genvejen peger på sig selv", en="the link points to itself"),
    errno.ENAMETOOLONG: Text(da="navnet er for langt", en="the name is too long"),
    errno.EFBIG: Text(da="filen bliver større, end der er lov til", en="the file grows too large"),
    errno.ENOSPC: Text(da="disken er fuld", en="the disk is full"),
    errno.EROFS: Text(da="disken kan kun læses", en="the disk is read-only"),
}


def _filled(template: str, language: str, words: Mapping[str, Word]) -> str:
    chosen = {
        name: getattr(word, language) if isinstance(word, Text) else _short(word)
        for name, word in words.items()
    }
    return " ".join(template.format_map(chosen).split())


def _short(word: str | int | float) -> str:
    text = str(word)
    return text if len(text) <= 120 else f"{text[:119]}…"
