"""The two languages say the same: structure, words left untranslated."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain, pairwise, zip_longest
from pathlib import Path

import yaml

from barometer.faults.report import Fault, make_fault
from barometer.pages.page import Page, Pages
from barometer.pages.prose import head_blocks, split_words
from barometer.text import LANGUAGES, Language, Text, other_language

TABLES = "P603"
"""A table is known by its shape alone, so none can be said to be the one that is missing."""


@dataclass(frozen=True)
class Part:
    """Something that both languages must have: what it is known by, its line, how it is shown."""

    same: Hashable
    line: int
    shown: Text


def check_equality(pages: Pages) -> Iterator[Fault]:
    """Every difference between a page and its translation, with the lines of both.

    What stands below a heading that the other lacks is not told again.
    """
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            yield from _page(danish, english)


def _page(danish: Page, english: Page) -> Iterator[Fault]:
    sides = danish, english
    heads = [_headings(page) for page in sides]
    yield from _compare("P601", danish, english, *heads)
    known = _known(*heads)
    for code, parts in COMPARED_PARTS.items():
        found = [_below(known, heads[at], parts(page)) for at, page in enumerate(sides)]
        yield from _compare(code, danish, english, *found)


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


COMPARED_PARTS: dict[str, Callable[[Page], list[Part]]] = {
    "P602": _links,
    TABLES: _tables,
    "P604": _notes,
}


def _both(shown: str) -> Text:
    return Text(da=shown, en=shown)


def _compare(
    code: str, danish: Page, english: Page, ours: list[Part], theirs: list[Part]
) -> Iterator[Fault]:
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
                yield make_fault(code, danish.path, here.line, **words)
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
) -> Fault:
    """What one language has and the other has not, or has in another place."""
    alike = following is not None and following.same == part.same
    before = following if code == "P601" else _within_section(page, part, other, following)
    where = f"{other.path}:{before.line}" if before else other.path
    place = _place(other, before)
    if code == TABLES or (elsewhere and not alike):
        sides = zip(("danish", "english"), LANGUAGES, strict=True)
        nothing = following.shown if following else Text(da="intet mere", en="nothing more")
        nothing = Text(da="en tabel mindre", en="one table fewer") if alike else nothing
        shown = {name: nothing if one == lacks else part.shown for name, one in sides}
        return make_fault(code, page.path, part.line, where=where, **shown)
    return make_fault(
        f"{code}/{lacks}", page.path, part.line, part=part.shown, where=where, place=place
    )


def _within_section(page: Page, part: Part, other: Page, following: Part | None) -> Part | None:
    """What the missing half belongs before: what follows, or the heading that ends its section."""
    below = next((one for one in _headings(page) if one.line > part.line), None)
    ends = [one for one in _headings(other) if below and one.same == below.same]
    ends += [following] if following else []
    return min(ends, key=lambda one: one.line, default=None)


def _place(page: Page, following: Part | None) -> Text:
    """Where in the other file something belongs."""
    if following is None:
        return Text(da=f"sidst i {page.path}", en=f"at the end of {page.path}")
    return Text(
        da=f"i {page.path} lige før »{following.shown.da}« (linje {following.line})",
        en=f"in {page.path} right before ‘{following.shown.en}’ (line {following.line})",
    )


SHORTEST = 5
"""Words in a row: shorter stretches are names more often than sentences."""
SHOWN = 12
MANY = 8
"""Blocks in the other language: a page with more of them was copied, not overlooked."""


@cache
def small_words() -> Mapping[Language, frozenset[str]]:
    """The words that only one of our languages has."""
    text = Path(__file__).with_name("small_words.yml").read_text(encoding="utf-8")
    known = yaml.safe_load(text)
    return {one: frozenset(known[one].split()) for one in LANGUAGES}


def check_translated_words(page: Page) -> Iterator[Fault]:
    """The first stretch of each block that is in the other language and not marked as it.

    A page that is copied whole and not translated is told of once.
    """
    found = list(_foreign(page))
    key = f"P606/{other_language(page.language)}"
    if len(found) > MANY:
        line, shown = found[0]
        yield make_fault(f"{key}-whole", page.path, line, stands=shown, count=len(found))
        return
    for line, shown in found:
        yield make_fault(key, page.path, line, stands=shown)


def _foreign(page: Page) -> Iterator[tuple[int, str]]:
    """The line of each block and what stands there in the other language, as it is written."""
    for block in chain(head_blocks(page), page.document.blocks):
        said = split_words(block.own)
        at = foreign_at([word.casefold() for word in said], page.language)
        if at is not None:
            yield block.line, _as_written(block.own, said, at)


def _as_written(text: str, said: Sequence[str], at: int) -> str:
    """The words from `at` on with the signs between them, so that an editor can search for them."""
    start = end = 0
    for number, word in enumerate(said[: at + SHOWN]):
        begin = text.index(word, end)
        start = begin if number == at else start
        end = begin + len(word)
    return " ".join(text[start:end].split())


def foreign_at(said: Sequence[str], language: Language) -> int | None:
    """Where a stretch in the other language begins: two of its small words, none of ours."""
    own = small_words()[language]
    other = small_words()[other_language(language)]
    if sum(word in other for word in said) < 2:
        return None
    for at in range(len(said) - SHORTEST + 1):
        run = said[at : at + SHORTEST]
        if sum(word in other for word in run) > 1 and own.isdisjoint(run):
            return at
    return None
