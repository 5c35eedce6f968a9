"""What a page says of the build itself, written when all else is done.

A page carries marks such as `<!--built:version|mkdocs-->`. The engine and its caches leave them
alone, so that no kept page is out of date because of a new commit; the last step fills them in.
"""

import html
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from xml.etree.ElementTree import Comment, Element

from barometer.editors.addresses import commit_address
from barometer.editors.git import git, head

BEGIN, END, BAR = "<!--built:", "-->", "|"


def commit_mark(unknown: str, changed: str) -> Element:
    """The commit that the site is built from, or `unknown`; `changed` follows if files differ."""
    return _mark("commit", unknown, changed)


def version_mark(package: str) -> Element:
    """The version of a package that the site is built with."""
    return _mark("version", package)


def _mark(*words: str) -> Element:
    return Comment(f"built:{BAR.join(words)}")  # type: ignore[return-value]


def fill(root: Path, page: Path) -> None:
    """Fill in the marks of one page."""
    text = page.read_text(encoding="utf-8")
    page.write_text("".join(_filled(root, text)), encoding="utf-8", newline="\n")


def _filled(root: Path, text: str) -> Iterator[str]:
    first, *parts = text.split(BEGIN)
    yield first
    for part in parts:
        mark, _, after = part.partition(END)
        kind, *words = mark.split(BAR)
        yield _version(words[0]) if kind == "version" else _commit(root, *words)
        yield after


def _version(package: str) -> str:
    try:
        return html.escape(version(package))
    except PackageNotFoundError:
        return "–"


def _commit(root: Path, unknown: str, changed: str) -> str:
    at = head(root)
    if at is None:
        return html.escape(unknown)
    name, address = at[0], commit_address(at[0])
    said = f"<code>{name}</code>"
    linked = f'<a href="{html.escape(address)}">{said}</a>' if address else said
    status = ("--no-optional-locks", "status", "--porcelain", "--untracked-files=no")
    return f"{linked} {html.escape(changed)}" if git(root, *status) else linked
