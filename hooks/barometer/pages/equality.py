"""The two languages say the same: structure, words left untranslated."""

import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain, pairwise, zip_longest
from pathlib import Path

import yaml

from barometer.faults.report import Fault, make_fault
from barometer.pages.document import Link
from barometer.pages.page import Page, Pages
from barometer.pages.prose import head_blocks, split_words
from barometer.text import LANGUAGES, Language, Text, other_language

HEADINGS = "P601"
TABLES = "P603"
"""A table is known by its shape alone, so none can be said to be the one that is missing."""


@dataclass(frozen=True)
class Part:
    """Something that both languages must have: what it is known by, its line, how it is shown.

    `place` is what stands in its place in the translation, though it may not be the same.
    """

    same: Hashable
    line: int
    shown: Text
    place: Hashable = None

    @property
    def in_place(self) -> Hashable:
        """What it is looked for by."""
        return self.place or self.same


def check_equality(pages: Pages) -> Iterator[Fault]:
    """Every difference between a page and its translation, with the lines of both."""
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            yield from _page(danish, english)


def _page(danish: Page, english: Page) -> Iterator[Fault]:
    sides = _parts(danish), _parts(english)
    known = _known(*(side[HEADINGS] for side in sides))
    for code in sides[0]:
        found = [
            one[code] if code == HEADINGS else _below(known, one[HEADINGS], one[code])
            for one in sides
        ]
        yield from _compare(code, danish, english, *found)


def _parts(page: Page) -> Mapping[str, list[Part]]:
    """What both languages must have, by the code of what is told where one has it not."""
    document = page.document
    return {
        HEADINGS: [
            Part(
                (one.level, one.id), one.line, _both(f"{'#' * one.level} {one.text} {{#{one.id}}}")
            )
            for one in document.headings
        ],
        "P602": [
            Part(one.target, one.line, _both(f"{'!' * one.image}[{one.text}]({one.target})"), place)
            for one in document.links
            for place in (_place_of(one),)
        ],
        TABLES: [
            Part((cells, rows), line, _table_shown(cells, rows))
            for line, cells, rows in document.tables
        ],
        "P604": [Part(key, line, _both(f"[^{key}]")) for key, line in document.notes],
    }


EDITION = re.compile(r"@\w+")


def _place_of(link: Link) -> Hashable:
    """A link without editions; one to a source with the digits of its words, for there are many."""
    digits = "".join(filter(str.isdigit, link.text)) if "@" not in link.target else ""
    return EDITION.sub("", link.target), digits


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


def _table_shown(cells: int, rows: int) -> Text:
    return Text(
        da=f"en tabel med {cells} kolonner og {rows} rækker",
        en=f"a table of {cells} columns and {rows} rows",
    )


def _both(shown: str) -> Text:
    return Text(da=shown, en=shown)


def _compare(
    code: str, danish: Page, english: Page, ours: list[Part], theirs: list[Part]
) -> Iterator[Fault]:
    left, right = [one.same for one in ours], [one.same for one in theirs]
    places = [one.in_place for one in ours], [one.in_place for one in theirs]
    matcher = SequenceMatcher(None, *places, autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        next_to = theirs[k] if k < len(theirs) else None, ours[i] if i < len(ours) else None
        for here, there in zip_longest(ours[i:j], theirs[k:m]):
            if here and there and here.same == there.same:
                continue
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
    before = following if code == HEADINGS else _within_section(page, part, other, following)
    where = f"{other.path}:{before.line}" if before else other.path
    place = _place(other, before)
    if code == TABLES or (elsewhere and not alike):
        sides = zip(("danish", "english"), LANGUAGES, strict=True)
        nothing = following.shown if following else Text(da="intet mere", en="nothing more")
        nothing = Text(da="en tabel mindre", en="one table fewer") if alike else nothing
        shown = {name: nothing if one == lacks else part.shown for name, one in sides}
        return page.fault_at(part.line, code, where=where, **shown)
    return page.fault_at(part.line, f"{code}/{lacks}", part=part.shown, where=where, place=place)


def _within_section(page: Page, part: Part, other: Page, following: Part | None) -> Part | None:
    """What the missing half belongs before: what follows, or the heading that ends its section."""
    below = next((one for one in _parts(page)[HEADINGS] if one.line > part.line), None)
    ends = [one for one in _parts(other)[HEADINGS] if below and one.same == below.same]
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


def check_translated_words(page: Page, twin: Page | None = None) -> Iterator[Fault]:
    """The first stretch of each block in the other language; once for a page copied whole."""
    found = list(_foreign(page))
    key = f"P606/{other_language(page.language)}"
    if len(found) > MANY and twin and len(list(_foreign(twin))) > MANY:
        yield page.fault_at(found[0][0], "P606/swapped", other=twin.path)
    elif len(found) > MANY:
        line, shown = found[0]
        yield page.fault_at(line, f"{key}-whole", stands=shown, count=len(found))
    else:
        for line, shown in found:
            yield page.fault_at(line, key, stands=shown)


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
