"""The code lists: every code of the table with its words in both languages."""

from collections.abc import Iterable, Iterator
from itertools import chain

from barometer.data.breaks import in_order
from barometer.data.model import Edition, Indicator
from barometer.exports.columns import (
    BASE_SOURCES,
    FEW,
    KEY,
    STATUSES,
    UNITS,
    Cell,
    Column,
    Reference,
    Table,
    both,
    code,
)
from barometer.exports.facts import Facts
from barometer.indicator_page import page_key
from barometer.state import Site
from barometer.text import LANGUAGES, Text

PREFIX = "codes-"
LABELS = both("label", required=True)
REFERENCES = (
    Reference(("indicator",), "indicators", ("indicator",)),
    Reference(("country",), "countries", ("country",)),
    Reference(("edition",), "editions", ("edition",)),
    Reference(("breakdown",), "breakdowns", ("breakdown",)),
    Reference(
        ("indicator", "breakdown", "category"), "categories", ("indicator", "breakdown", "category")
    ),
    Reference(("source",), "sources", ("source",)),
)


def code_lists(site: Site, facts: Facts) -> tuple[Table, ...]:
    """Every list, in an order in which each refers to earlier ones only."""
    return (
        _pairs("themes", "theme", site.dataset.themes.items()),
        _pairs("units", "unit", ((one, facts.words[f"unit_{one}"]) for one in UNITS)),
        _pairs("statuses", "status", ((one, facts.words[f"status_{one}"]) for one in STATUSES)),
        _pairs("base_sources", "base_source", ((one, facts.words[one]) for one in BASE_SOURCES)),
        _pairs("countries", "country", facts.countries.items()),
        _pairs("breakdowns", "breakdown", _breakdowns(facts)),
        _sources(site, facts),
        _editions(site, facts),
        _indicators(site, facts),
        _categories(facts),
        _conflicts(site),
    )


def codes_of(facts: Facts) -> Table:
    """All codes of one indicator in one list."""
    rows = facts.rows
    words = facts.words
    groups: dict[str, dict[str, Text]] = {
        "indicator": {facts.name: facts.title},
        "country": dict(facts.countries),
        "edition": {row.observation.edition: row.edition.title for row in rows},
        "breakdown": dict(_breakdowns(facts)),
        "category": {row.observation.category: row.category for row in rows},
        "unit": {row.described.unit: words[f"unit_{row.described.unit}"] for row in rows},
        "base_source": {one: words[one] for one in BASE_SOURCES},
        "reliability": {FEW: words[f"status_{FEW}"]},
        "status": {one: words[f"status_{one}"] for one in STATUSES},
    }
    lines = [
        (group, key, label.da, label.en)
        for group, labels in groups.items()
        for key, label in labels.items()
    ]
    columns = (code("column"), code("code"), *LABELS)
    return Table(f"{facts.name}.codes.csv", columns, tuple(lines), ("column", "code"))


def _pairs(name: str, key: str, labels: Iterable[tuple[str, Text]]) -> Table:
    rows = tuple((one, label.da, label.en) for one, label in labels)
    return Table(f"{PREFIX}{name}.csv", (code(key), *LABELS), rows, (key,))


def _breakdowns(facts: Facts) -> Iterator[tuple[str, Text]]:
    found = {row.observation.breakdown: row.breakdown for row in facts.rows}
    yield from sorted(found.items())


def _categories(facts: Facts) -> Table:
    found = {
        (
            row.observation.indicator,
            row.observation.breakdown,
            row.observation.category,
        ): row.category
        for row in facts.rows
    }
    rows = tuple((*key, label.da, label.en) for key, label in sorted(found.items()))
    columns = (code("indicator"), code("breakdown"), code("category"), *LABELS)
    key = ("indicator", "breakdown", "category")
    return Table(f"{PREFIX}categories.csv", columns, rows, key)


def _indicators(site: Site, facts: Facts) -> Table:
    columns = (
        code("indicator"),
        *LABELS,
        code("unit", *UNITS),
        code("theme", required=False),
        *both("population", required=True),
        *both("question", required=True),
        *both("comparability"),
        *both("notes"),
        Column("page_da", "address"),
        Column("page_en", "address"),
    )
    names = sorted({row.observation.indicator for row in facts.rows})
    rows = tuple(tuple(_indicator(site, name)) for name in names)
    return Table(f"{PREFIX}indicators.csv", columns, rows, ("indicator",))


def _indicator(site: Site, name: str) -> Iterator[Cell]:
    one = site.dataset.described(name)
    assert one is not None, name  # noqa: S101 - the data were found right
    own = one if isinstance(one, Indicator) else None
    yield from (name, one.title.da, one.title.en, one.unit, own.theme if own else None)
    yield from (one.population.da, one.population.en, one.question.da, one.question.en)
    yield from _halves(own.comparability if own else None)
    yield from _halves(own.notes if own else None)
    for language in LANGUAGES:
        yield site.url + site.address(page_key(name), language) if own else None


def _editions(site: Site, facts: Facts) -> Table:
    columns = (
        code("edition"),
        *LABELS,
        Column("period_start", "year", required=True),
        Column("period_end", "year", required=True),
        *both("period", required=True),
        *both("fieldwork"),
        Column("answers", "integer"),
        Column("sample", "integer"),
        Column("population_size", "integer"),
        Column("response_rate", "number"),
        *both("break"),
        *both("notes"),
        code("source"),
    )
    editions = site.dataset.editions
    keys = in_order((row.observation.edition for row in facts.rows), editions)
    rows = tuple(tuple(_edition(key, site.dataset.editions[key])) for key in keys)
    refers = (Reference(("source",), "sources", ("source",)),)
    return Table(f"{PREFIX}editions.csv", columns, rows, ("edition",), refers)


def _edition(key: str, one: Edition) -> Iterator[Cell]:
    yield from (key, one.title.da, one.title.en, one.start, one.end, one.period.da, one.period.en)
    yield from _halves(one.fieldwork)
    yield from (one.answers, one.sample, one.population, one.response_rate)
    yield from _halves(one.break_)
    yield from _halves(one.notes)
    yield one.source


def _sources(site: Site, facts: Facts) -> Table:
    columns = (
        code("source"),
        Column("source_title", required=True),
        Column("source_publisher", required=True),
        Column("source_address", "address", required=True),
        code("language"),
        Column("date"),
        Column("source_licence", required=True),
    )
    book, dataset = site.dataset.sources, site.dataset
    editions = {row.observation.edition for row in facts.rows}
    conflicts = chain.from_iterable(one.conflicts for one in dataset.indicators.values())
    used = {*facts.sources, *(dataset.editions[one].source for one in editions)}
    used |= {one.source for one in conflicts}
    unseen = facts.words["licence_unseen"]
    rows = tuple(
        (key, one.title, one.publisher, one.address, one.language, one.date,
         (one.licence or unseen).en)
        for key, one in sorted(book.items())
        if key in used
    )  # fmt: skip
    return Table(f"{PREFIX}sources.csv", columns, rows, ("source",))


def _conflicts(site: Site) -> Table:
    columns = (
        *(code(name) for name in KEY),
        Column("value", "number", required=True),
        *both("note", required=True),
        code("source"),
    )
    rows = tuple(
        (name, one.country, one.edition, one.breakdown, one.category, one.value, one.note.da,
         one.note.en, one.source)
        for name, indicator in sorted(site.dataset.indicators.items())
        for one in indicator.conflicts
    )  # fmt: skip
    refers = REFERENCES[:1] + REFERENCES[-1:]
    return Table(f"{PREFIX}conflicts.csv", columns, rows, (*KEY, "source"), refers)


def _halves(text: Text | None) -> tuple[Cell, Cell]:
    return (text.da, text.en) if text else (None, None)
