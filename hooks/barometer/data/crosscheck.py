"""What the YAML files of `data/` say of each other and of the table."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from barometer.data.codebook import Codebook, indicator_file
from barometer.data.countries import countries, country_hint
from barometer.data.lists import list_faults
from barometer.data.model import Edition, Indicator
from barometer.data.series import copied_editions
from barometer.data.unknown import source_hint
from barometer.faults import Word, fault, nearest
from barometer.problems import Problem

Keys = tuple[str | int, ...]
EDITIONS = "data/editions.yml"


def codebook_faults(book: Codebook, unmeasured: Collection[str]) -> Iterator[Problem]:
    """Every fault between the files; `unmeasured` are names that have words but no row."""
    yield from chain(
        _editions(book),
        copied_editions(book),
        list_faults(book),
        *(_indicator(name, one, book) for name, one in book.indicators.items()),
        _addresses(book),
        _values(book),
        _sources(book),
        _unmeasured(book, unmeasured),
    )


def _editions(book: Codebook) -> Iterator[Problem]:
    for name, edition in book.editions.items():
        if edition.start > edition.end:
            words: dict[str, Word] = {"start": edition.start, "end": edition.end}
            yield _at(book, "D312", EDITIONS, (name, "start"), **words)
        if not edition.covers:
            yield _at(book, "D318/none", EDITIONS, (name,))
        if edition.country and edition.countries:
            yield _at(book, "D318/both", EDITIONS, (name, "countries"))
        yield from _countries(book, EDITIONS, (name, "country"), (edition.country or "DK",))
        yield from _countries(book, EDITIONS, (name, "countries"), edition.countries)
        yield from _edition_bases(name, edition, book)


def _edition_bases(name: str, edition: Edition, book: Codebook) -> Iterator[Problem]:
    limits = (("base_all", "answers"), ("base_innovative", "answers"), ("answers", "sample"))
    for part, whole in limits:
        small, large = getattr(edition, part), getattr(edition, whole)
        if small is not None and large is not None and small > large:
            words: dict[str, Word] = {"key": part, "base": small, "whole": whole, "answers": large}
            yield _at(book, "D320", EDITIONS, (name, part), **words)


def _indicator(name: str, indicator: Indicator, book: Codebook) -> Iterator[Problem]:
    path = indicator_file(name)
    yield from _unknown(book, "D313", path, ("theme",), indicator.theme, "themes")
    for at, also in enumerate(indicator.also_measured):
        known = book.names("indicators", "values")
        if known is not None and also.indicator not in known:
            hint = nearest(also.indicator, known)
            place = ("also_measured", at, "indicator")
            yield _at(book, "D317", path, place, cell=also.indicator, hint=hint)
    keys: Keys
    for at, one in enumerate(indicator.breaks):
        yield from _unknown(book, "D303", path, ("breaks", at, "edition"), one.edition, "editions")
    for at, conflict in enumerate(indicator.conflicts):
        keys = ("conflicts", at)
        yield from _unknown(book, "D303", path, (*keys, "edition"), conflict.edition, "editions")
        yield from _unknown(book, "D304", path, (*keys, "source"), conflict.source, "sources")
        yield from _countries(book, path, (*keys, "country"), (conflict.country,))
    divided = {"total", *indicator.breakdowns}
    for part in sorted(set(indicator.edition_base) - divided):
        hint = nearest(part, divided)
        yield _at(book, "D319/base", path, ("edition_base", part), cell=part, hint=hint)
    for breakdown, parts in indicator.breakdowns.items():
        for at, category in enumerate(parts.order):
            if category not in parts.labels:
                keys = ("breakdowns", breakdown, "order", at)
                hint = nearest(category, parts.labels)
                yield _at(book, "D319", path, keys, cell=category, hint=hint)


def _addresses(book: Codebook) -> Iterator[Problem]:
    """Two pages cannot share an address; each language has its own."""
    for language in ("da", "en"):
        taken: dict[str, str] = {}
        for name, indicator in book.indicators.items():
            slug = getattr(indicator.slug, language)
            if slug in taken:
                words: dict[str, Word] = {"slug": slug, "file": indicator_file(taken[slug])}
                yield _at(book, "D314", indicator_file(name), ("slug", language), **words)
            taken.setdefault(slug, name)


def _values(book: Codebook) -> Iterator[Problem]:
    for name in sorted(set(book.values) & book.written["indicators"]):
        yield _at(book, "D315", "data/values.yml", (name,), name=name, file=indicator_file(name))


def _sources(book: Codebook) -> Iterator[Problem]:
    """Every source that editions, terms and comparisons name."""
    for name, edition in book.editions.items():
        yield from _unknown(book, "D304", EDITIONS, (name, "source"), edition.source, "sources")
    for name, term in book.terms.items():
        path = "data/terms.yml"
        if term.source:
            yield from _unknown(book, "D304", path, (name, "source"), term.source, "sources")
    for at, one in enumerate(book.comparisons):
        path = "data/comparisons.yml"
        yield from _unknown(book, "D304", path, (at, "source"), one.source, "sources")


def _unmeasured(book: Codebook, names: Collection[str]) -> Iterator[Problem]:
    for name in sorted(names):
        if name in book.written["indicators"]:
            yield fault("D311/file", indicator_file(name), 1, name=name)
        else:
            yield _at(book, "D311/block", "data/values.yml", (name,), name=name)


def _countries(book: Codebook, path: str, keys: Keys, codes: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in countries():
            yield _at(book, "D420", path, keys, cell=code, hint=country_hint(code))


def _unknown(
    book: Codebook, key: str, path: str, keys: Keys, name: str, group: str
) -> Iterator[Problem]:
    known = book.names(group)
    if known is not None and name not in known:
        hint = source_hint(name, known) if key == "D304" else nearest(name, known)
        yield _at(book, key, path, keys, cell=name, more="", hint=hint)


def _at(book: Codebook, key: str, path: str, keys: Keys, /, **words: Word) -> Problem:
    place = ".".join(map(str, keys))
    filled: Mapping[str, Word] = words
    return fault(key, path, book.line(path, *keys), place, **filled)
