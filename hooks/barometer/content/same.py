"""A translation says what the original says: same headings, figures, links, tables, sources."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import LANGUAGES, Language, Text

TABLES = "P603"
"""A table is known by its shape alone, so none can be said to be the one that is missing."""


@dataclass(frozen=True)
class Part:
    """Something that both languages must have: what it is known by, its line, how it is shown."""

    same: Hashable
    line: int
    shown: Text


Places = Collection[tuple[str, int | None]]


def check_same(
    pages: Pages, told: Places = (), held: Collection[tuple[str, str]] = ()
) -> Iterator[Problem]:
    """Every difference between a page and its translation, with the lines of both.

    What stands below a heading that the other lacks is not told again, nor what stands on a line
    of which a fault has been `told`: it may well agree when that is put right. What is `held` back
    is a page's path and the code of a comparison; without that of headings none can be made.
    """
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            paths = danish.path, english.path
            left = {code for path, code in held if path in paths}
            yield from () if "P601" in left else _page(danish, english, told, left)


def _page(danish: Page, english: Page, told: Places, held: Collection[str]) -> Iterator[Problem]:
    sides = danish, english
    if any(one.id is None for page in sides for one in page.document.headings):
        return  # told of the heading; without its id nothing can be compared
    if any((page.path, one.line) in told for page in sides for one in page.document.headings):
        return  # told of the heading; with another level it is another one
    heads = [_headings(page) for page in sides]
    yield from _compare("P601", danish, english, *heads)
    known = _known(*heads)
    for code, parts in PARTS.items():
        found = [_below(known, heads[at], parts(page)) for at, page in enumerate(sides)]
        if code in ("P602", "P604"):
            found = _without_told(found, sides, told)
        yield from () if code in held else _compare(code, danish, english, *found)


def _known(ours: Sequence[Part], theirs: Sequence[Part]) -> frozenset[Hashable]:
    """The headings of both, but for those after which one has a heading that the other lacks."""
    both = {one.same for one in ours} & {one.same for one in theirs}
    before = {
        above.same
        for heads in (ours, theirs)
        for above, one in pairwise(heads)
        if one.same not in both
    }
    return frozenset(both - before)


def _without_told(
    found: list[list[Part]], sides: tuple[Page, Page], told: Places
) -> list[list[Part]]:
    """Links without those of lines with a fault, and without what stands in the same place."""
    wrong = [
        {at for at, part in enumerate(parts) if (page.path, part.line) in told}
        for page, parts in zip(sides, found, strict=True)
    ]
    if len(found[0]) != len(found[1]):
        faulty = {path for path, line in told if line}
        return [[], []] if faulty & {page.path for page in sides} else found
    return [[part for at, part in enumerate(one) if at not in wrong[0] | wrong[1]] for one in found]


def _below(known: Collection[Hashable], heads: Sequence[Part], parts: list[Part]) -> list[Part]:
    """The parts that stand below a heading of both languages, or above the first."""
    return [
        part
        for part in parts
        if next((one.same in known for one in reversed(heads) if one.line <= part.line), True)
    ]


def _headings(page: Page) -> list[Part]:
    return [
        Part((one.level, one.id), one.line, _both(f"{'#' * one.level} {one.text} {{#{one.id}}}"))
        for one in page.document.headings
    ]


def _links(page: Page) -> list[Part]:
    return [
        Part(one.target, one.line, _both(f"{'!' * one.image}[{one.text}]({one.target})"))
        for one in page.document.links
    ]


def _tables(page: Page) -> list[Part]:
    return [
        Part((cells, rows), line, _table_shown(cells, rows))
        for line, cells, rows in page.document.tables
    ]


def _table_shown(cells: int, rows: int) -> Text:
    return Text(
        da=f"en tabel med {cells} kolonner og {rows} rækker",
        en=f"a table of {cells} columns and {rows} rows",
    )


def _notes(page: Page) -> list[Part]:
    return [Part(key, line, _both(f"[^{key}]")) for key, line in page.document.notes]


PARTS: dict[str, Callable[[Page], list[Part]]] = {"P602": _links, TABLES: _tables, "P604": _notes}


def _both(shown: str) -> Text:
    return Text(da=shown, en=shown)


def _compare(
    code: str, danish: Page, english: Page, ours: list[Part], theirs: list[Part]
) -> Iterator[Problem]:
    left, right = [one.same for one in ours], [one.same for one in theirs]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        next_to = theirs[k] if k < len(theirs) else None, ours[i] if i < len(ours) else None
        for here, there in zip_longest(ours[i:j], theirs[k:m]):
            if here and there:
                where = f"{english.path}:{there.line}"
                words = {"danish": here.shown, "english": there.shown, "where": where}
                yield fault(code, danish.path, here.line, **words)
            elif here:
                moved = right.count(here.same) >= left.count(here.same)
                yield _alone(code, danish, here, "en", english, next_to[0], moved)
            elif there:
                moved = left.count(there.same) >= right.count(there.same)
                yield _alone(code, english, there, "da", danish, next_to[1], moved)


def _alone(
    code: str,
    page: Page,
    part: Part,
    lacks: Language,
    other: Page,
    following: Part | None,
    elsewhere: bool,
) -> Problem:
    """What one language has and the other has not, or has in another place."""
    where = f"{other.path}:{following.line}" if following else other.path
    place = _place(other, following)
    alike = following is not None and following.same == part.same
    if code == TABLES or (elsewhere and not alike):
        sides = zip(("danish", "english"), LANGUAGES, strict=True)
        nothing = following.shown if following else Text(da="intet mere", en="nothing more")
        nothing = Text(da="en tabel mindre", en="one table fewer") if alike else nothing
        shown = {name: nothing if one == lacks else part.shown for name, one in sides}
        return fault(code, page.path, part.line, where=where, **shown)
    return fault(f"{code}/{lacks}", page.path, part.line, part=part.shown, where=where, place=place)


def _place(page: Page, following: Part | None) -> Text:
    """Where in the other file something belongs."""
    if following is None:
        return Text(da=f"sidst i {page.path}", en=f"at the end of {page.path}")
    return Text(
        da=f"i {page.path} lige før »{following.shown.da}« (linje {following.line})",
        en=f"in {page.path} right before ‘{following.shown.en}’ (line {following.line})",
    )
