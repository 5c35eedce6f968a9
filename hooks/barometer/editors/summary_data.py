"""The words, sources and other named parts of `data/` that a proposal adds, changes or removes."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from barometer.editors.entries import INDICATORS, Change, Entry, changes
from barometer.editors.proposal import Proposal
from barometer.editors.told import MOST, code, heading, link, plain, say, words
from barometer.text import Language

DATA = "data/"


def changed_data(of: Proposal) -> Mapping[str, list[tuple[Change, Entry]]]:
    """What is new, changed or gone in each file of data but the table, which has its own."""
    files = (of.before.files, of.after.files)
    found = {
        path: changes(path, *(one.get(path, "") for one in files))
        for path in of.files
        if path.startswith(DATA) and any(path in one for one in files)
    }
    return {path: some for path, some in found.items() if some}


def data(of: Proposal, language: Language) -> Iterator[str]:
    """A line a file: `Ordlisten: nulpunkt (nyt)`."""
    found = changed_data(of)
    if not found:
        return
    yield heading(say("data_title", language))
    for path, some in found.items():
        told = [_told(of, path, *one, language) for one in some[:MOST]]
        left = f" {say('more', language, n=len(some) - MOST)}" if len(some) > MOST else ""
        title = link(_title(of, path, language), of.desk.line(path))
        yield f"- **{title}**: {', '.join(told)}{left}"


def _told(of: Proposal, path: str, change: Change, entry: Entry, language: Language) -> str:
    called = plain(entry.called(language)) or code(entry.name)
    shown = called if change == "gone" else link(called, of.desk.line(path, entry.line))
    return f"{shown} ({say(f'data_{change}', language)})"


def _title(of: Proposal, path: str, language: Language) -> str:
    name = PurePosixPath(path).stem
    if path.startswith(INDICATORS):
        known = of.after.book.indicators.get(name) or of.before.book.indicators.get(name)
        return plain(known.title[language]) if known else code(path)
    key = f"file_{PurePosixPath(path).parent.name}_{name}"
    return say(key, language) if key in words() else code(path)
