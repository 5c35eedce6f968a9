"""What the YAML files say of each other and of the table; comparisons, conflicts."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from pathlib import Path

from barometer.data import model
from barometer.data.cells import check_name, countries, country_hint
from barometer.data.codebook import PUBLISHER, Codebook, indicator_file
from barometer.data.notation import NotationError, parse_reference, point_of
from barometer.faults.report import Fault, Word, make_fault, phrase, suggest_nearest
from barometer.faults.yaml_file import read_yaml
from barometer.text import LANGUAGES, Language, Text

COMPARISONS = "data/comparisons.yml"
CONCEPTS = "data/concepts.yml"
TERMS = "data/terms.yml"


def comparison_faults(book: Codebook, rows: Iterable[model.Observation]) -> Iterator[Fault]:
    """Comparisons that cannot be read, and sides of them that are no row."""
    there = {point_of(row) for row in rows}
    for at, one in enumerate(book.comparisons):
        keys = (at, "compare")
        try:
            said = parse_reference(one.compare)
        except NotationError:
            said = None
        if said is None or said.operator in ("", "-", "+"):
            hint = phrase("hint/readme")
            yield _at(book, "D321", COMPARISONS, keys, cell=one.compare, hint=hint)
            continue
        for side in said.points:
            if side not in there:
                hint = suggest_nearest(str(side), map(str, there))
                yield _at(book, "D321", COMPARISONS, keys, cell=str(side), hint=hint)


Rows = Mapping[str, Sequence[model.Observation]]


def conflict_faults(book: Codebook, rows: Rows) -> Iterator[Fault]:
    """Conflicts that name no row of the table, or say the value that the table has."""
    for name, indicator in book.indicators.items():
        for at, one in enumerate(indicator.conflicts):
            key = (name, one.country, one.edition, one.breakdown, one.category)
            value = next((row.value for row in rows.get(name, ()) if row.key == key), None)
            path, keys = indicator_file(name), ("conflicts", at)
            if value is None:
                yield _at(book, "D316/unknown", path, keys, key=", ".join(key))
            elif value == one.value:
                yield _at(book, "D316/same", path, keys, value=f"{one.value:g}")


Keys = tuple[str | int, ...]


def codebook_faults(book: Codebook) -> Iterator[Fault]:
    """Every fault between the YAML files, where each of them is right by itself."""
    yield from chain(
        _editions(book),
        copied_editions(book),
        *(_shared(book, language) for language in LANGUAGES),
        *(_indicator(name, one, book) for name, one in book.indicators.items()),
    )
    for key, path, keys, name, groups in _references(book):
        yield from check_name(key, book.files[path], keys, name, book.names(*groups))


LIMITS = (("base_all", "answers"), ("base_innovative", "answers"), ("answers", "sample"))
"""Numbers of an edition, each no larger than the other."""


def _editions(book: Codebook) -> Iterator[Fault]:
    for name, edition in book.editions.items():
        if edition.start > edition.end:
            words: dict[str, Word] = {"start": edition.start, "end": edition.end}
            yield _at(book, "D312", model.EDITIONS_FILE, (name, "start"), **words)
        if not edition.covers:
            yield _at(book, "D318/none", model.EDITIONS_FILE, (name,))
        if edition.country and edition.countries:
            yield _at(book, "D318/both", model.EDITIONS_FILE, (name, "countries"))
        yield from _countries(
            book, model.EDITIONS_FILE, (name, "country"), (edition.country or model.HOME_COUNTRY,)
        )
        yield from _countries(book, model.EDITIONS_FILE, (name, "countries"), edition.countries)
        for part, whole in LIMITS:
            small, large = getattr(edition, part), getattr(edition, whole)
            if small is not None and large is not None and small > large:
                words = {"key": part, "base": small, "whole": whole, "answers": large}
                yield _at(book, "D320", model.EDITIONS_FILE, (name, part), **words)


def _indicator(name: str, indicator: model.Indicator, book: Codebook) -> Iterator[Fault]:
    path = indicator_file(name)
    if name in book.values:
        yield _at(book, "D315", "data/values.yml", (name,), name=name, file=path)
    for language in LANGUAGES:  # two pages cannot share an address; each language has its own
        slug = indicator.slug[language]
        first = next(key for key, one in book.indicators.items() if one.slug[language] == slug)
        if first != name:
            file = indicator_file(first)
            yield _at(book, "D314", path, ("slug", language), slug=slug, file=file)
    for at, conflict in enumerate(indicator.conflicts):
        yield from _countries(book, path, ("conflicts", at, "country"), (conflict.country,))
    divided = {"total", *indicator.breakdowns}
    for part in sorted(set(indicator.edition_base) - divided):
        hint = suggest_nearest(part, divided)
        yield _at(book, "D319/base", path, ("edition_base", part), cell=part, hint=hint)
    for breakdown, parts in indicator.breakdowns.items():
        for at, category in enumerate(parts.order):
            if category not in parts.labels:
                keys: Keys = ("breakdowns", breakdown, "order", at)
                hint = suggest_nearest(category, parts.labels)
                yield _at(book, "D319", path, keys, cell=category, hint=hint)


def check_duties(owner: model.Publisher, root: Path) -> Iterator[Fault]:
    """Notices of what the law asks a publisher to tell and `publisher.yml` does not say yet."""
    missing = {"email": not owner.contact, "data_controller": owner.data_controller is None}
    file = read_yaml(root / PUBLISHER, PUBLISHER)
    for field in (name for name, lacks in missing.items() if lacks):
        yield make_fault(f"D701/{field}", PUBLISHER, file.line((field,)) or 1, field)


Reference = tuple[str, str, Keys, str, tuple[str, ...]]
"""The message if a name is unknown, its file and keys, the name, and groups that may know it."""


def _references(book: Codebook) -> Iterator[Reference]:
    """Every name by which one YAML file speaks of an entry of another."""
    measures, editions, sources = ("indicators", "values"), ("editions",), ("sources",)
    for name, indicator in book.indicators.items():
        path = indicator_file(name)
        yield "D313", path, ("theme",), indicator.theme, ("themes",)
        for at, also in enumerate(indicator.also_measured):
            yield "D317", path, ("also_measured", at, "indicator"), also.indicator, measures
        for at, one in enumerate(indicator.breaks):
            yield "D303", path, ("breaks", at, "edition"), one.edition, editions
        for at, conflict in enumerate(indicator.conflicts):
            yield "D303", path, ("conflicts", at, "edition"), conflict.edition, editions
            yield "D304", path, ("conflicts", at, "source"), conflict.source, sources
    for name, concept in book.concepts.items():
        for at, measure in enumerate(concept.measures):
            yield "D317", CONCEPTS, (name, "measures", at), measure, measures
    for place, named in book.publisher.sources if book.publisher else ():
        yield "D304", PUBLISHER, (*place, "source"), named, sources
    for name, edition in book.editions.items():
        yield "D304", model.EDITIONS_FILE, (name, "source"), edition.source, sources
    for name, term in book.terms.items():
        if term.source:
            yield "D304", TERMS, (name, "source"), term.source, sources
    for at, comparison in enumerate(book.comparisons):
        yield "D304", COMPARISONS, (at, "source"), comparison.source, sources


def unmeasured_faults(book: Codebook, measured: Collection[str]) -> Iterator[Fault]:
    """Names that have words but no row in the table."""
    for name in sorted({*book.indicators, *book.values} - set(measured)):
        if name in book.indicators:
            yield make_fault("D311/file", indicator_file(name), 1, name=name)
        else:
            yield _at(book, "D311/block", "data/values.yml", (name,), name=name)


def _countries(book: Codebook, path: str, keys: Keys, codes: Collection[str]) -> Iterator[Fault]:
    for code in codes:
        if code not in countries():
            yield _at(book, "D420", path, keys, cell=code, hint=country_hint(code))


def _at(book: Codebook, key: str, path: str, keys: Keys, /, **words: Word) -> Fault:
    place = ".".join(map(str, keys))
    return make_fault(key, path, book.line(path, *keys), place, **words)


def _shared(book: Codebook, language: Language) -> Iterator[Fault]:
    """Words that two terms share."""
    of: dict[str, str] = {}
    for key, term in book.terms.items():
        forms = getattr(term.forms, language) if term.forms else ()
        for form in sorted({one.casefold() for one in (term.term[language], *forms)}):
            other = of.setdefault(form, key)
            if other != key:
                line = book.line(TERMS, key, "term", language)
                yield make_fault("D324", TERMS, line, key, form=form, key=key, other=other)


YEAR = re.compile(r"[\d_]+$")


def copied_editions(book: Codebook) -> Iterator[Fault]:
    """Two editions of a country with one title; or one period, if their keys differ in the year."""
    for (first, one), (name, other) in combinations(book.editions.items(), 2):
        years = (Text(da=f"{at.start}–{at.end}", en=f"{at.start}–{at.end}") for at in (one, other))
        found = {"title": (one.title, other.title)}
        if YEAR.sub("", first) == YEAR.sub("", name):
            found |= {"start": (next(years), next(years)), "period": (one.period, other.period)}
        for key, (ours, theirs) in found.items() if one.covers == other.covers else ():
            if any(ours[language] == theirs[language] for language in LANGUAGES):
                words: dict[str, Word] = {"name": name, "other": first, "stands": theirs}
                yield _at(book, "D322", model.EDITIONS_FILE, (name, key), **words, key=key)
