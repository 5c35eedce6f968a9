"""A translation says what the original says: same headings, figures, links, tables, sources."""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import TypeVar

from barometer.content.document import Heading, Link
from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import Text

Part = TypeVar("Part")
Table = tuple[int, int, int]
NOTHING = Text(da="intet mere", en="nothing more")


def check_same(pages: Pages) -> Iterator[Problem]:
    """The first difference of each kind between a page and its translation, with both lines."""
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            yield from _compare("P601", danish, english, _headings, _heading_shown)
            yield from _compare("P602", danish, english, _links, _link_shown)
            yield from _compare("P603", danish, english, _tables, _table_shown)
            yield from _compare("P604", danish, english, _notes, _note_shown)


def _headings(page: Page) -> Iterable[tuple[object, int, Heading]]:
    return [((one.level, one.id), one.line, one) for one in page.document.headings]


def _heading_shown(heading: Heading) -> Text:
    shown = f"{'#' * heading.level} {heading.text} {{#{heading.id}}}"
    return Text(da=shown, en=shown)


def _links(page: Page) -> Iterable[tuple[object, int, Link]]:
    return [(one.target, one.line, one) for one in page.document.links]


def _link_shown(link: Link) -> Text:
    shown = f"[{link.text}]({link.target})"
    return Text(da=shown, en=shown)


def _tables(page: Page) -> Iterable[tuple[object, int, Table]]:
    return [((one[1], one[2]), one[0], one) for one in page.document.tables]


def _table_shown(table: Table) -> Text:
    _, cells, rows = table
    return Text(
        da=f"en tabel med {cells} kolonner og {rows} rækker",
        en=f"a table of {cells} columns and {rows} rows",
    )


def _notes(page: Page) -> Iterable[tuple[object, int, str]]:
    return [(key, line, key) for key, line in page.document.notes]


def _note_shown(key: str) -> Text:
    return Text(da=f"[^{key}]", en=f"[^{key}]")


def _compare(
    code: str,
    danish: Page,
    english: Page,
    parts: Callable[[Page], Iterable[tuple[object, int, Part]]],
    shown: Callable[[Part], Text],
) -> Iterator[Problem]:
    for ours, theirs in zip_longest(parts(danish), parts(english)):
        if (ours and ours[0]) != (theirs and theirs[0]):
            line = ours[1] if ours else None
            where = english.path + (f":{theirs[1]}" if theirs else "")
            left, right = (shown(one[2]) if one else NOTHING for one in (ours, theirs))
            yield fault(code, danish.path, line, danish=left, english=right, where=where)
            return
