"""Names of the table that nothing explains: each is told once, with every line that uses it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from barometer.faults import near, nearest
from barometer.problems import Problem
from barometer.text import Text

ONCE = {"D302", "D303", "D304"}
MOST = 8
ALIKE = 0.7
NONE_NEAR = Text(
    da="Sæt kilden ind i filen igen, eller ret navnet.",
    en="Put the source into the file again, or correct the name.",
)


def source_hint(name: str, known: frozenset[str]) -> Text:
    """The sources that a name may mean: those alike in each of their words."""
    close = [one for one in near(name, known) if _alike(name, one)]
    return nearest(name, close) if close else NONE_NEAR


def _alike(name: str, other: str) -> bool:
    words, others = name.split("_"), other.split("_")
    if len(words) != len(others):
        words, others = [name.replace("_", "")], [other.replace("_", "")]
    pairs = zip(words, others, strict=True)
    return all(SequenceMatcher(None, *pair).ratio() >= ALIKE for pair in pairs)


def uses(lines: Sequence[int]) -> Text | str:
    """How many rows use a name, and in which lines; nothing where it is only the one told."""
    if len(lines) < 2:
        return ""
    runs = list(_runs(lines))
    shown, more = ", ".join(runs[:MOST]), ", …" if len(runs) > MOST else ""
    return Text(
        da=f"{len(lines)} rækker bruger navnet: linje {shown}{more}.",
        en=f"{len(lines)} rows use the name: lines {shown}{more}.",
    )


def joined(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, but a name that several places lack is told at the first, with the others."""
    same: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if one.code in ONCE:
            same.setdefault((one.code, one.message.da), []).append(one)
        else:
            yield one
    for first, *others in same.values():
        yield _with(first, others) if others else first


def _with(first: Problem, others: Sequence[Problem]) -> Problem:
    places = [f"{one.path}:{one.line}" for one in others]
    shown = ", ".join(places[:MOST]) + (", …" if len(places) > MOST else "")
    more = Text(da=f"Navnet står også i {shown}.", en=f"The name also stands in {shown}.")
    message = Text(
        da=f"{first.message.da} {more.da}",
        en=f"{first.message.en} {more.en}",
    )
    return replace(first, message=message)


def _runs(lines: Sequence[int]) -> Iterator[str]:
    """`139–154` for lines that follow each other."""
    start = lines[0]
    for line, following in pairwise((*lines, -1)):
        if following != line + 1:
            yield f"{start}–{line}" if line > start else str(start)
            start = following
