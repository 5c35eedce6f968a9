"""Square brackets that make no link, no source and no part of the site, each with its cause."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, normpath

from barometer.content.page import Page
from barometer.content.rawlines import ENDS
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import lines_of

BOUND = ("value:", "chart:", "other:")


def check_brackets(page: Page, root: Path | None = None) -> Iterator[Problem]:
    """Brackets without an address, or with one that cannot be read."""
    for found in page.document.prose:
        for text in between(found.text, "[", "]"):
            if text.startswith("^") or not text.strip() or f"[[{text}]]" in found.text:
                continue
            if any(f"[{text}]({one}" in found.text for one in BOUND):
                continue  # told where values and figures are checked
            yield from _bracket(page, found.text, found.line, text, root)
    yield from _slots(page)


def _bracket(page: Page, prose: str, line: int, text: str, root: Path | None) -> Iterator[Problem]:
    _, opened, rest = prose.partition(f"[{text}](")
    address, closed, _ = rest.partition(")")
    if opened and closed and " " in address.strip():
        if address.startswith("mailto:"):
            yield fault("P409/mailto", page.path, line, text=text)
        elif not _is_file(page, address, root):  # its name is told of where it lies
            yield fault("P409/inside", page.path, line, address=address)
    elif f"[{text}] (" in prose:
        yield fault("P409/blank", page.path, line, text=text)
    elif text.strip().isdigit():
        yield fault("P137", page.path, line, text=text)
    else:
        yield fault("P409", page.path, line, text=text)


def _is_file(page: Page, address: str, root: Path | None) -> bool:
    way = normpath(f"{dirname(page.path)}/{address}")
    return root is not None and way.startswith("docs/") and (root / way).is_file()


def _slots(page: Page) -> Iterator[Problem]:
    """Parts of the site, `[[glossary]]`, with something else on their line or next to it."""
    lines = lines_of(page.body)
    for found in page.document.prose:
        name = next(between(found.text, "[[", "]]"), "").strip()
        at = found.line - page.body_line
        if name and not (
            lines[at : at + 1]
            and lines[at].strip() == f"[[{name}]]"
            and _parts(lines, at - 1)
            and _parts(lines, at + 1)
        ):
            yield fault("P410/alone", page.path, found.line, name=name)


def _parts(lines: list[str], at: int) -> bool:
    """Whether the line divides blocks: empty, a heading, a fence, or outside the page."""
    text = lines[at].strip() if 0 <= at < len(lines) else ""
    return not text or text.startswith(ENDS)


def between(text: str, opening: str, closing: str) -> Iterator[str]:
    """What stands in each pair of signs."""
    for part in text.split(opening)[1:]:
        inside, mark, _ = part.partition(closing)
        if mark:
            yield inside
