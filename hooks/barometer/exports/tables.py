"""The tables that are published, as `tables.yml` describes them: CSV, code lists, corrections."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Literal

import yaml

from barometer.cache import write_file
from barometer.data.breaks import in_order
from barometer.data.model import KEY, Indicator
from barometer.data.releases import ARCHIVE
from barometer.exports.facts import ALL, CODES, CSV, FEW, LICENCE, Cell, ExportFacts, place_of
from barometer.html import read_style, render_template
from barometer.pages.addresses import CORRECTIONS_CSV, CORRECTIONS_JSON, VERSIONS_JSON, PageKey
from barometer.pages.site import Site
from barometer.text import (
    LANGUAGES,
    Language,
    Text,
    fill_template,
    format_date,
    format_number,
)
from barometer.views.releases import name_value

Kind = Literal["code", "text", "number", "integer", "year", "address"]
Values = Mapping[str, Cell | Text]
"""A row before it is written: by column, without the language that its name may end in."""
Published = Mapping[str, Mapping[str, str]]
"""The cells of each row of a published table by the row's key, its columns joined by commas."""


@dataclass(frozen=True)
class Column:
    """A column: `required` cells are never empty, `choices` are all that may stand in it.

    `key` is its name without its `language`, if it has one: `column_` and `about_` it are the words
    for what it is called and means.
    """

    name: str
    key: str
    language: Language | None
    kind: Kind
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as it is published; `path` is its file, beside its description.

    `references` are columns whose cells must stand in the columns of the same names of a table.
    """

    path: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, Sequence[str]]
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def name(self) -> str:
        """What the table is called inside a description: `countries` of `codes-countries.csv`."""
        return self.path.removesuffix(".csv").removeprefix("codes-").replace(".", "_")


def read_schemas(path: Path) -> Mapping[str, Table]:
    """The tables of a file like `tables.yml`, without rows, by name."""
    schemas: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: Table(
            path=f"codes-{name}.csv",
            columns=tuple(chain.from_iterable(_columns(**one) for one in schema["columns"])),
            key=tuple(schema["key"]),
            references=schema.get("references", {}),
        )
        for name, schema in schemas.items()
    }


def _columns(
    name: str,
    kind: Kind = "text",
    required: bool = False,
    choices: Sequence[str] = (),
    languages: bool = False,
) -> Iterator[Column]:
    for language in LANGUAGES if languages else (None,):
        full = f"{name}_{language}" if language else name
        yield Column(full, name, language, kind, required, tuple(choices))


SCHEMAS = read_schemas(Path(__file__).with_name("tables.yml"))
OBSERVATIONS = SCHEMAS["observations"].columns
SHEET = tuple(column.name for column in SCHEMAS["sheet"].columns)
CHOICES = {column.name: column.choices for column in OBSERVATIONS if column.choices}


def make_table(name: str, rows: Iterable[Values], path: str = "", *, linked: bool = True) -> Table:
    """A table of `tables.yml` with its rows; `path` if it is no code list of the whole.

    `linked` if the tables that it refers to stand beside it.
    """
    schema = SCHEMAS[name]
    cells = tuple(
        tuple(_cell(row.get(column.key), column.language or "en") for column in schema.columns)
        for row in rows
    )
    references = schema.references if linked else {}
    return replace(schema, path=path or schema.path, references=references, rows=cells)


def _cell(value: Cell | Text, language: Language) -> Cell:
    return value[language] if isinstance(value, Text) else value


def tabulate_values(facts: ExportFacts) -> Table:
    """The values as a table for programs."""
    added: Values = {"publisher": facts.publisher_name.da, "licence": LICENCE}
    rows = ({**row.codes(facts.words), **added} for row in facts.rows)
    return make_table("observations", rows, CSV.file(facts.name), linked=facts.is_whole)


def fill_sheet(
    facts: ExportFacts, language: Language
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headings and rows of the values as a spreadsheet in one language."""
    added: Values = {"publisher": facts.publisher_name, "licence": LICENCE}
    rows = ({**row.names(facts.words), **added} for row in facts.rows)
    heads = tuple(facts.words[f"column_{key}"][language] for key in SHEET)
    return heads, tuple(tuple(_cell(row[key], language) for key in SHEET) for row in rows)


def collect_labels(facts: ExportFacts) -> Mapping[str, Mapping[str, Text]]:
    """The codes of each column of the values, each with its name."""
    words, rows = facts.words, facts.rows
    categories: dict[str, dict[Text, None]] = {}
    for row in rows:
        categories.setdefault(row.observation.category, {})[row.category] = None
    units = {row.described.unit for row in rows}
    return {
        "indicator": {row.observation.indicator: row.described.title for row in rows},
        "country": facts.countries,
        "edition": {row.observation.edition: row.edition.title for row in rows},
        "breakdown": dict(
            sorted({row.observation.breakdown: row.breakdown for row in rows}.items())
        ),
        # Where indicators label a category differently, it has every label.
        "category": {
            key: Text(**{one: " / ".join(text[one] for text in texts) for one in LANGUAGES})
            for key, texts in categories.items()
        },
        "unit": {one: words[f"unit_{one}"] for one in CHOICES["unit"] if one in units},
        "base_source": {one: words[one] for one in CHOICES["base_source"]},
        "period_kind": {one: words[f"period_{one}"] for one in CHOICES["period_kind"]},
        "reliability": {FEW: words[f"status_{FEW}"]},
        "status": {one: words[f"status_{one}"] for one in CHOICES["status"]},
    }


def list_own_codes(facts: ExportFacts) -> Table:
    """All codes of one indicator in one list."""
    rows: Iterator[Values] = (
        {"column": column, "code": code, "label": label}
        for column, labels in collect_labels(facts).items()
        for code, label in labels.items()
    )
    return make_table("codes", rows, CODES.file(facts.name))


def list_codes(facts: ExportFacts) -> tuple[Table, ...]:
    """The code lists of the whole, in an order in which each refers to earlier ones only."""
    labels = {**collect_labels(facts), "theme": facts.site.dataset.themes}
    rows: dict[str, Iterable[Values]] = {}
    kinds = ("themes", "units", "statuses", "base_sources", "period_kinds")
    for name in (*kinds, "countries", "breakdowns"):
        (key,) = SCHEMAS[name].key
        rows[name] = [{key: code, "label": text} for code, text in labels[key].items()]
    groups = {
        (
            row.observation.indicator,
            row.observation.breakdown,
            row.observation.category,
        ): row.category
        for row in facts.rows
    }
    conflicts = {name: one.conflicts for name, one in facts.site.dataset.indicators.items()}
    rows |= {
        "sources": _sources(facts),
        "editions": _editions(facts),
        "indicators": _indicators(facts),
        "categories": (
            {"indicator": name, "breakdown": breakdown, "category": category, "label": label}
            for (name, breakdown, category), label in sorted(groups.items())
        ),
        "conflicts": (
            {"indicator": name, **dict(one)}
            for name in sorted(conflicts)
            for one in conflicts[name]
        ),
    }
    return tuple(make_table(name, found) for name, found in rows.items())


def _sources(facts: ExportFacts) -> Iterator[Values]:
    dataset = facts.site.dataset
    editions = {row.observation.edition for row in facts.rows}
    conflicts = chain.from_iterable(one.conflicts for one in dataset.indicators.values())
    used = {*facts.sources, *(dataset.editions[one].source for one in editions)}
    used |= {one.source for one in conflicts}
    for key in sorted(used):
        one = dataset.sources[key]
        yield {
            **dict(one),
            "source": key,
            "source_title": one.title,
            "source_publisher": one.publisher,
            "source_address": one.address,
            "source_licence": one.licence or facts.words["licence_unseen"],
        }


def _editions(facts: ExportFacts) -> Iterator[Values]:
    editions = facts.site.dataset.editions
    for key in in_order((row.observation.edition for row in facts.rows), editions):
        one = editions[key]
        yield {
            **dict(one),
            "edition": key,
            "label": one.title,
            "period_start": one.start,
            "period_end": one.end,
            "population_size": one.population,
            "break": one.break_,
        }


def _indicators(facts: ExportFacts) -> Iterator[Values]:
    site = facts.site
    for name, one in sorted(
        {row.observation.indicator: row.described for row in facts.rows}.items()
    ):
        yield {
            **dict(one),
            "indicator": name,
            "label": one.title,
            "comparability": one.comparability if isinstance(one, Indicator) else None,
            "page": Text(**{la: site.url + place_of(site, name, la) for la in LANGUAGES}),
        }


DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell instead of showing it (OWASP, CSV injection)."""

_BREAKS = str.maketrans("\t\r\n", "   ", "\0")


def disarm(text: str) -> str:
    """The text on one line, after an apostrophe where a spreadsheet would run it as a formula."""
    line = text if text.isprintable() else text.translate(_BREAKS)
    return f"'{line}" if text.startswith(DANGEROUS) else line


def write_cell(cell: Cell, point: str = ".") -> str:
    """A cell as text: no thousands sign, no decimals that say nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return disarm(cell)
    return str(int(cell)) if float(cell).is_integer() else repr(cell).replace(".", point)


def write_csv(table: Table) -> bytes:
    """UTF-8, comma, point, one line a row: what programs expect."""
    heads = [column.name for column in table.columns]
    return join_cells(heads, ([write_cell(cell) for cell in row] for row in table.rows)).encode()


def write_danish_csv(facts: ExportFacts) -> bytes:
    """UTF-8 with its mark, semicolon, decimal comma: what a Danish spreadsheet expects."""
    heads, rows = fill_sheet(facts, "da")
    cells = ([write_cell(cell, ",") for cell in row] for row in rows)
    return join_cells(heads, cells, delimiter=";", lineterminator="\r\n").encode("utf-8-sig")


def join_cells(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    delimiter: str = ",",
    lineterminator: str = "\n",
) -> str:
    """Lines of CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=lineterminator)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def write_versions(site: Site, folder: Path) -> None:
    """Every version of the data, the newest first: its day, its files, and what it changed."""
    rows: dict[str | None, Published] = {}
    for one in site.releases.archives:
        if CSV.file(ALL) in dict(one.files):
            text = (site.root / ARCHIVE / one.version / CSV.file(ALL)).read_text(encoding="utf-8")
            lines = csv.DictReader(io.StringIO(text))
            rows[one.version] = {",".join(row[name] for name in KEY): row for row in lines}
    archive = f"{site.url}data/archive/"
    out = [one for one in site.releases.out.values() if one.version]
    records = [
        {
            "version": one.version,
            "date": one.date.isoformat(),
            "title": dict(one.title),
            "text": dict(one.text),
            "files": f"{archive}{one.version}/datapackage.json" if one.version in rows else None,
            "doi": site.releases.doi(one.version or "") or None,
            "changes": _changes(
                rows.get(before.version if before else None), rows.get(one.version)
            ),
        }
        for one, before in zip_longest(out, out[1:])
    ]
    _write_records(folder / VERSIONS_JSON, records)
    words, newest = site.words["archive"], site.releases.version
    about, more = words["all_versions"], PageKey("barometer/releases")
    known = {one.version: one for one in out}
    for one in site.releases.archives:
        told = known.get(one.version)
        write_folder_page(
            site,
            folder,
            one.folder,
            title=fill_template(words["version_title"], version=one.version),
            said=[{la: f"{format_date(told.date, la)}. {told.text[la]}" for la in LANGUAGES}]
            if told
            else [],
            files={
                la: [
                    (name, f" ({format_number(size / 1000, la, 1)} kB)") for name, size in one.files
                ]
                for la in LANGUAGES
            },
            about=about,
            more=more,
            newest="" if newest == one.version else newest,
        )
    kept = [known[one.version] for one in site.releases.archives if one.version in known]
    days = {
        la: [(f"{one.version}/", f": {format_date(one.date, la)}") for one in kept]
        for la in LANGUAGES
    }
    write_folder_page(
        site,
        folder,
        f"{ARCHIVE}/",
        title=words["title"],
        said=[words["covers"]],
        files=days,
        about=about,
        more=more,
    )


def write_folder_page(
    site: Site, folder: Path, address: str, *, more: PageKey, newest: str = "", **shown: object
) -> None:
    """The page of a folder in both languages: `title`, what is `said`, its `files`, where more is.

    A file is its address from the folder and what follows it; `newest` is the version to go to.
    """
    words = site.words["archive"]
    page = render_template(
        "exports/folder.html",
        style=read_style("../" * address.count("/") + "assets/", ["site"]),
        words=words,
        languages=LANGUAGES,
        newer=fill_template(words["newer"], version=newest) if newest else None,
        newest=f"../{newest}/",
        more={la: site.url + site.address(more, la) for la in LANGUAGES},
        canonical=site.url + address,
        **shown,
    )
    write_file(folder / address / "index.html", page.encode())


def _write_records(file: Path, records: Sequence[Mapping[str, object]]) -> None:
    write_file(file, (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode())


def _changes(before: Published | None, after: Published | None) -> dict[str, Any] | None:
    """What differs between two versions of the table; None where one of them is not kept.

    A row is named by its key; rows in which a cell changed alike stand together.
    """
    if before is None or after is None:
        return None
    old, new = (dict.fromkeys(chain.from_iterable(table.values())) for table in (before, after))
    alike: dict[tuple[str, str, str], list[str]] = {}
    for key in sorted(before.keys() & after.keys()):
        for name in old | new:
            cells = before[key].get(name, ""), after[key].get(name, "")
            if cells[0] != cells[1]:
                alike.setdefault((name, *cells), []).append(key)
    return {
        "key": list(KEY),
        "columns_added": [name for name in new if name not in old],
        "columns_removed": [name for name in old if name not in new],
        "rows_added": sorted(after.keys() - before.keys()),
        "rows_removed": sorted(before.keys() - after.keys()),
        "cells": [
            {"column": name, "before": was or None, "after": now or None, "rows": rows}
            for (name, was, now), rows in sorted(alike.items())
        ],
    }


def write_corrections(site: Site, folder: Path) -> None:
    """Both files, the oldest correction first; they stand there though nothing was corrected."""
    rows: list[Values] = [
        {
            **dict(one),
            "date": one.date.isoformat(),
            "figure": Text(**{la: name_value(one, site.dataset, la) for la in LANGUAGES}),
        }
        for one in sorted(
            site.releases.corrections, key=lambda one: (one.date, one.value, one.what)
        )
    ]
    table = make_table("corrections", rows)
    names = [column.name for column in table.columns]
    records = [dict(zip(names, row, strict=True)) for row in table.rows]
    _write_records(folder / CORRECTIONS_JSON, records)
    write_file(folder / CORRECTIONS_CSV, write_csv(table))
