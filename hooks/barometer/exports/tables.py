"""CSV: values, code lists, corrections."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from barometer.data.breaks import in_order
from barometer.data.model import Edition, Indicator
from barometer.data.releases import Correction
from barometer.exports.facts import LICENCE, ExportFacts
from barometer.exports.rows import (
    BASE_SOURCES,
    FEW,
    KEY,
    OBSERVATIONS,
    SHEET,
    STATUSES,
    UNITS,
    Cell,
    Column,
    ForeignKey,
    TableSchema,
    code_column,
    language_columns,
)
from barometer.pages.addresses import CORRECTIONS_CSV, CORRECTIONS_JSON, page_key
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Language, Text
from barometer.views.releases import name_value

PREFIX = "codes-"


LABELS = language_columns("label", required=True)


REFERENCES = (
    ForeignKey(("indicator",), "indicators", ("indicator",)),
    ForeignKey(("country",), "countries", ("country",)),
    ForeignKey(("edition",), "editions", ("edition",)),
    ForeignKey(("breakdown",), "breakdowns", ("breakdown",)),
    ForeignKey(
        ("indicator", "breakdown", "category"), "categories", ("indicator", "breakdown", "category")
    ),
    ForeignKey(("source",), "sources", ("source",)),
)


def code_lists(site: Site, facts: ExportFacts) -> tuple[TableSchema, ...]:
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


def codes_of(facts: ExportFacts) -> TableSchema:
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
    columns = (code_column("column"), code_column("code"), *LABELS)
    return TableSchema(f"{facts.name}.codes.csv", columns, tuple(lines), ("column", "code"))


def _pairs(name: str, key: str, labels: Iterable[tuple[str, Text]]) -> TableSchema:
    rows = tuple((one, label.da, label.en) for one, label in labels)
    return TableSchema(f"{PREFIX}{name}.csv", (code_column(key), *LABELS), rows, (key,))


def _breakdowns(facts: ExportFacts) -> Iterator[tuple[str, Text]]:
    found = {row.observation.breakdown: row.breakdown for row in facts.rows}
    yield from sorted(found.items())


def _categories(facts: ExportFacts) -> TableSchema:
    found = {
        (
            row.observation.indicator,
            row.observation.breakdown,
            row.observation.category,
        ): row.category
        for row in facts.rows
    }
    rows = tuple((*key, label.da, label.en) for key, label in sorted(found.items()))
    columns = (code_column("indicator"), code_column("breakdown"), code_column("category"), *LABELS)
    key = ("indicator", "breakdown", "category")
    return TableSchema(f"{PREFIX}categories.csv", columns, rows, key)


def _indicators(site: Site, facts: ExportFacts) -> TableSchema:
    columns = (
        code_column("indicator"),
        *LABELS,
        code_column("unit", *UNITS),
        code_column("theme", required=False),
        *language_columns("population", required=True),
        *language_columns("question", required=True),
        *language_columns("comparability"),
        *language_columns("notes"),
        Column("page_da", "address"),
        Column("page_en", "address"),
    )
    names = sorted({row.observation.indicator for row in facts.rows})
    rows = tuple(tuple(_indicator(site, name)) for name in names)
    return TableSchema(f"{PREFIX}indicators.csv", columns, rows, ("indicator",))


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


def _editions(site: Site, facts: ExportFacts) -> TableSchema:
    columns = (
        code_column("edition"),
        *LABELS,
        Column("period_start", "year", required=True),
        Column("period_end", "year", required=True),
        *language_columns("period", required=True),
        *language_columns("fieldwork"),
        Column("answers", "integer"),
        Column("sample", "integer"),
        Column("population_size", "integer"),
        Column("response_rate", "number"),
        *language_columns("break"),
        *language_columns("notes"),
        code_column("source"),
    )
    editions = site.dataset.editions
    keys = in_order((row.observation.edition for row in facts.rows), editions)
    rows = tuple(tuple(_edition(key, site.dataset.editions[key])) for key in keys)
    refers = (ForeignKey(("source",), "sources", ("source",)),)
    return TableSchema(f"{PREFIX}editions.csv", columns, rows, ("edition",), refers)


def _edition(key: str, one: Edition) -> Iterator[Cell]:
    yield from (key, one.title.da, one.title.en, one.start, one.end, one.period.da, one.period.en)
    yield from _halves(one.fieldwork)
    yield from (one.answers, one.sample, one.population, one.response_rate)
    yield from _halves(one.break_)
    yield from _halves(one.notes)
    yield one.source


def _sources(site: Site, facts: ExportFacts) -> TableSchema:
    columns = (
        code_column("source"),
        Column("source_title", required=True),
        Column("source_publisher", required=True),
        Column("source_address", "address", required=True),
        code_column("language"),
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
    return TableSchema(f"{PREFIX}sources.csv", columns, rows, ("source",))


def _conflicts(site: Site) -> TableSchema:
    columns = (
        *(code_column(name) for name in KEY),
        Column("value", "number", required=True),
        *language_columns("note", required=True),
        code_column("source"),
    )
    rows = tuple(
        (name, one.country, one.edition, one.breakdown, one.category, one.value, one.note.da,
         one.note.en, one.source)
        for name, indicator in sorted(site.dataset.indicators.items())
        for one in indicator.conflicts
    )  # fmt: skip
    refers = REFERENCES[:1] + REFERENCES[-1:]
    return TableSchema(f"{PREFIX}conflicts.csv", columns, rows, (*KEY, "source"), refers)


def _halves(text: Text | None) -> tuple[Cell, Cell]:
    return (text.da, text.en) if text else (None, None)


DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell instead of showing it (OWASP, CSV injection)."""


_BREAKS = str.maketrans("\t\r\n", "   ", "\0")


def observation_table(
    facts: ExportFacts, path: str, references: tuple[ForeignKey, ...] = ()
) -> TableSchema:
    """The values as a table for programs."""
    cells = (row.machine(facts.words, facts.publisher, LICENCE) for row in facts.rows)
    rows = tuple(tuple(one[column.name] for column in OBSERVATIONS) for one in cells)
    return TableSchema(path, OBSERVATIONS, rows, KEY, references)


def sheet(
    facts: ExportFacts, language: Language
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headings and rows of the values as a spreadsheet in one language."""
    heads = tuple(facts.words[f"column_{key}"][language] for key in SHEET)
    publisher = facts.publisher_name[language]
    cells = (row.human(language, facts.words, publisher, LICENCE) for row in facts.rows)
    return heads, tuple(tuple(one[key] for key in SHEET) for one in cells)


def csv_bytes(table: TableSchema) -> bytes:
    """UTF-8, comma, point, one line a row: what programs expect."""
    return _csv([column.name for column in table.columns], table.rows, ",", "\n").encode()


def danish_csv(facts: ExportFacts) -> bytes:
    """UTF-8 with its mark, semicolon, decimal comma: what a Danish spreadsheet expects."""
    heads, rows = sheet(facts, "da")
    commas = (tuple(_comma(cell) for cell in row) for row in rows)
    return _csv(heads, commas, ";", "\r\n").encode("utf-8-sig")


def safe(text: str) -> str:
    """The text on one line, after an apostrophe where a spreadsheet would run it as a formula."""
    line = text if text.isprintable() else text.translate(_BREAKS)
    return f"'{line}" if text.startswith(DANGEROUS) else line


def cell_text(cell: Cell) -> str:
    """A cell as text: no thousands sign, a point, no decimals that say nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell)
    return str(int(cell)) if float(cell).is_integer() else repr(cell)


def _comma(cell: Cell) -> Cell:
    return _Written(cell_text(cell).replace(".", ",")) if isinstance(cell, float) else cell


class _Written(str):
    """A number already written out, which no apostrophe may stand before."""


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]], sign: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator=end)
    writer.writerow(heads)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, _Written) else cell_text(cell)


CORRECTION_COLUMNS = (
    "date",
    "value",
    "what",
    "old",
    "new",
    "kind",
    "figure_da",
    "figure_en",
    "reason_da",
    "reason_en",
)


def record(one: Correction, site: Site) -> Mapping[str, str | float | None]:
    """A correction in the words of the files; an empty number is none."""
    return {
        "date": one.date.isoformat(),
        "value": one.value,
        "what": one.what,
        "old": one.old,
        "new": one.new,
        "kind": one.kind,
        "figure_da": name_value(one, site.dataset, "da"),
        "figure_en": name_value(one, site.dataset, "en"),
        "reason_da": one.reason.da,
        "reason_en": one.reason.en,
    }


def write_corrections(site: Site, folder: Path) -> None:
    """Both files, the oldest correction first; they stand there though nothing was corrected."""
    found = sorted(site.releases.corrections, key=lambda one: (one.date, one.value, one.what))
    records = [record(one, site) for one in found]
    (folder / "data").mkdir(parents=True, exist_ok=True)
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    (folder / CORRECTIONS_JSON).write_text(text, encoding="utf-8")
    out = io.StringIO()
    writer = csv.DictWriter(out, CORRECTION_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(cell) for name, cell in one.items()} for one in records)
    (folder / CORRECTIONS_CSV).write_text(out.getvalue(), encoding="utf-8")


def _cell(value: str | float | None) -> str:
    if isinstance(value, float | int):
        return f"{value:.15g}"
    return safe(value or "")
