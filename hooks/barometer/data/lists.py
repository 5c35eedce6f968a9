"""The long lists that people look things up in: in alphabetical order, no word in two places."""

import re
from collections.abc import Iterator

from barometer.data.codebook import Codebook
from barometer.data.misplaced import misplaced
from barometer.data.model import Term
from barometer.faults import fault
from barometer.problems import Problem
from barometer.text import LANGUAGES, Language, Text

SORTED = ("sources", "terms")
TERMS = "data/terms.yml"
NAME = re.compile(r"[a-z][a-z0-9_-]*")


def list_faults(book: Codebook) -> Iterator[Problem]:
    """Blocks out of order in the files that ask for it, and words that two terms share."""
    for name in SORTED:
        path = f"data/{name}.yml"
        file = book.files.get(path)
        yield from _order(book, path, _keys(file.value if file else None))
    for language in LANGUAGES:
        yield from _shared(book, language)


def _keys(entries: object) -> list[str]:
    """The keys as they stand; those that are no names have a fault of their own."""
    return [key for key in entries if NAME.fullmatch(str(key))] if isinstance(entries, dict) else []


def _order(book: Codebook, path: str, keys: list[str]) -> Iterator[Problem]:
    places = {key: at for at, key in enumerate(sorted(keys))}
    wrong = {keys[at] for at in misplaced([places[key] for key in keys])}
    right = sorted(set(keys) - wrong)
    for key in sorted(wrong):
        above = max((one for one in right if one < key), default=None)
        yield fault("D323", path, book.line(path, key), key, key=key, where=_where(above, right))


def _where(above: str | None, right: list[str]) -> Text:
    if above is None:
        return Text(da=f"lige før »{right[0]}«", en=f"right before ‘{right[0]}’")
    return Text(da=f"lige efter »{above}«", en=f"right after ‘{above}’")


def _shared(book: Codebook, language: Language) -> Iterator[Problem]:
    of: dict[str, str] = {}
    for key, term in book.terms.items():
        for form in sorted({one.casefold() for one in _forms(term, language)}):
            other = of.setdefault(form, key)
            if other != key:
                line = book.line(TERMS, key, "term", language)
                yield fault("D324", TERMS, line, key, form=form, key=key, other=other)


def _forms(term: Term, language: Language) -> Iterator[str]:
    yield term.term[language]
    yield from getattr(term.forms, language) if term.forms else ()
