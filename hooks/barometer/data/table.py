"""Observations.csv: its bytes, lines and cells, and what its rows say of each other."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

import pandas as pd
import pandera.pandas as pa

from barometer.data.cells import (
    UNKNOWN_NAME,
    KnownNames,
    cell_fault,
    lines_of_name,
    number_fault,
    readings,
)
from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import COLUMNS, HOME_COUNTRY, KEY, Observation
from barometer.data.releases import Published, published_hint, released_number
from barometer.faults.report import CellFault, Fault, Word, make_fault, phrase, suggest_nearest
from barometer.faults.yaml_file import merge_fault
from barometer.text import HIDDEN, LANGUAGES, decoded, in_both, lines_of

NONE: Published = {}
"""Nothing is known to be published."""


@dataclass(frozen=True)
class TableFile:
    """The cells of each line that has the right number of them, and the faults of the others."""

    rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Fault, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as columns of text; the index is the line in the file."""
        return pd.DataFrame(
            list(self.rows.values()), index=list(self.rows), columns=list(COLUMNS), dtype=object
        )


def cell_faults(
    frame: pd.DataFrame, book: Codebook, path: str, released: Published = NONE
) -> Iterator[Fault]:
    """Every cell that is wrong, by pandera's lazy validation; an unknown name is told once."""
    if frame.empty:
        return
    known = {
        "indicator": book.names("indicators", "values"),
        "edition": book.names("editions"),
        "source": book.names("sources"),
    }
    try:
        _schema(known, book).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            wrong = frame[~error.check_output]
            if error.check.name == _RANGE:
                for line, name, cell in wrong[["indicator", "value"]].itertuples():
                    described = book.described(name)
                    file = indicator_file(name) if name in book.indicators else "data/values.yml"
                    key = f"D207/{described.unit if described else ''}"
                    words = {"cell": cell, "indicator": name, "file": file}
                    yield make_fault(key, path, line, "value", **words)
            else:
                yield from _column_faults(wrong, error.schema.name, known, path, released)


def as_meant(frame: pd.DataFrame) -> pd.DataFrame:
    """The same, where each number that is written wrong but can be read in one way is as meant."""

    def meant(column: str, cell: str) -> str:
        found = readings(cell) if cell_fault(column, cell, {}) else ()
        return found[0] if len(found) == 1 else cell

    numbers = ("value", "base")
    return frame.assign(**{one: [meant(one, cell) for cell in frame[one]] for one in numbers})


def _column_faults(
    wrong: pd.DataFrame, column: str, known: KnownNames, path: str, released: Published
) -> Iterator[Fault]:
    for name, rows in wrong.groupby(column, sort=False):
        fault = cell_fault(column, str(name), known)
        if fault and fault.key in UNKNOWN_NAME:
            words = {**fault.words, "more": lines_of_name(rows.index.tolist())}
            yield CellFault(fault.key, words).at(path, int(rows.index[0]), column)
        elif fault:
            for line, *row in rows.itertuples():
                yield published_hint(fault, row, column, released).at(path, line, column)


_RANGE = "in the range of its unit"


def _schema(known: KnownNames, book: Codebook) -> pa.DataFrameSchema:
    def is_right(column: str, cell: str) -> bool:
        return cell_fault(column, cell, known) is None

    return pa.DataFrameSchema(
        {
            name: pa.Column(checks=pa.Check(partial(is_right, name), element_wise=True))
            for name in COLUMNS
        },
        checks=pa.Check(lambda rows: rows.apply(_in_range, axis=1, book=book), name=_RANGE),
        strict=True,
        ordered=True,
    )


def _in_range(row: "pd.Series[str]", book: Codebook) -> bool:
    """A share lies between 0 and 100; a count is a whole number from 0 up."""
    described = book.described(row["indicator"])
    if described is None or cell_fault("value", row["value"], {}):
        return True
    number = float(row["value"])
    return 0 <= number <= 100 if described.unit == "percent" else number >= 0 and not number % 1


def to_observations(frame: pd.DataFrame) -> tuple[Observation, ...]:
    """The rows as observations, in the order of their keys; only for a frame without faults."""
    values = frame["value"].astype(float)
    bases = [int(base) if base else None for base in frame["base"]]
    typed = frame.assign(value=values, base=pd.Series(bases, frame.index, dtype=object))
    rows = (Observation(*row) for row in typed.itertuples(index=False))
    return tuple(sorted(rows, key=attrgetter("key")))


_WIDTH = len(COLUMNS)

_DELIMITERS = {";": "sign/semicolon", "\t": "sign/tab", "|": "sign/bar"}


def read_table(data: bytes | Fault, path: str, released: Published = NONE) -> TableFile:
    """The rows of the table and every fault of its form; a row with a fault is left out."""
    text = data if isinstance(data, Fault) else _decoded(data, path)
    if isinstance(text, Fault):
        return TableFile(problems=(text,))
    if conflict := merge_fault(text, path):
        return TableFile(problems=(conflict,))
    lines = lines_of(text)
    if lines[-1] == "":
        lines.pop()
    if not any(line.strip() for line in lines):
        return TableFile(problems=(make_fault("D102", path, 1, header=",".join(COLUMNS)),))
    if wrong := _header_fault(lines[0], path):
        return TableFile(problems=(wrong,))
    if len(lines) == 1:
        return TableFile(problems=(make_fault("D103", path, 1),))
    rows = {n: _row(line, n, path, released) for n, line in enumerate(lines[1:], 2)}
    return TableFile(
        {line: row for line, row in rows.items() if not isinstance(row, Fault)},
        tuple(row for row in rows.values() if isinstance(row, Fault)),
    )


def _decoded(data: bytes, path: str) -> str | Fault:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return make_fault("D106/workbook", path, 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(b"\x00") > 20:
        return make_fault("D106/utf16", path, 1)
    try:
        return decoded(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sign = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        return make_fault("D105", path, line, sign=sign)


def _header_fault(line: str, path: str) -> Fault | None:
    for sign, delimiter in _DELIMITERS.items():
        if sign in line and "," not in line:
            return make_fault("D104/file", path, 1, found=phrase(delimiter))
    found = [name.strip().strip('"') for name in line.split(",")]
    header = ",".join(COLUMNS)
    return (
        None if tuple(found) == COLUMNS else make_fault("D107", path, 1, found=line, header=header)
    )


def _row(line: str, number: int, path: str, released: Published) -> tuple[str, ...] | Fault:
    """The cells of a line, or what is wrong with its form."""
    if hidden := HIDDEN.search(line):
        return make_fault("D111", path, number, sign=f"U+{ord(hidden[0]):04X}")
    if not line.strip():
        return make_fault("D110", path, number)
    if line.count('"') % 2:
        return make_fault("D109", path, number)
    try:
        cells = next(csv.reader([line]))
    except csv.Error:  # a cell of more letters than a file can have
        return make_fault("D109", path, number)
    if len(cells) == _WIDTH:
        return tuple(cells)
    for sign, name in _DELIMITERS.items():
        if line.count(sign) >= _WIDTH - 2:
            return make_fault("D104/row", path, number, found=phrase(name))
    if told := _split_number(cells, number, path, released):
        return told
    found = phrase("cells/1" if len(cells) == 1 else "cells/more", n=len(cells))
    key = "D108/short" if len(cells) < _WIDTH else "D108/long"
    return make_fault(key, path, number, found=found, wanted=_WIDTH)


def _split_number(cells: list[str], number: int, path: str, released: Published) -> Fault | None:
    """`83,5` without quotation marks makes two cells of one number."""
    if len(cells) != _WIDTH + 1:
        return None
    value, base = COLUMNS.index("value"), COLUMNS.index("base")
    base_is_known = "".join(cells[base : base + 2]) == released_number(released, cells, "base")
    for at in (base, value) if base_is_known else (value, base):
        whole, after = cells[at : at + 2]
        if re.fullmatch("[0-9]+", whole) and re.fullmatch("[0-9]{1,3}", after):
            cell, column = f"{whole},{after}", COLUMNS[at]
            told = number_fault(column, cell)
            row = [*cells[:at], cell, *cells[at + 2 :]]
            if told:
                return published_hint(told, row, column, released).at(path, number, column)
    return None


_ROUNDING = 0.5


def relation_faults(
    frame: pd.DataFrame, book: Codebook, path: str, released: Published
) -> Iterator[Fault]:
    """Keys twice, editions, labels, sums, bases, for rows whose cells are all right."""
    yield from twice_faults(frame, book, path, released)
    yield from _country_faults(frame, book, path)
    yield from _breakdown_faults(frame, book, path)
    yield from _label_faults(frame, book, path)
    yield from _sum_faults(frame, book, path)
    yield from _base_faults(frame, book, path)


def _country_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    """Rows of a country that their edition does not cover."""
    for line, (country, name), more in _groups(frame, ("country", "edition")):
        edition = book.editions.get(name)
        if edition and edition.covers and country not in edition.covers:
            words = {"edition": name, "countries": ", ".join(edition.covers), "country": country}
            yield make_fault("D305", path, line, "edition", **words, more=more)


def _breakdown_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    """Breakdowns that the file of their indicator does not know, each once."""
    parted = frame[(frame["breakdown"] != "total") & (frame["category"] != "all")]
    for line, (name, breakdown), more in _groups(parted, ("indicator", "breakdown")):
        described = book.indicators.get(name)
        if described is None or breakdown in described.breakdowns:
            continue
        hint: Word = suggest_nearest(breakdown, described.breakdowns)
        known = [key for key, it in book.indicators.items() if breakdown in it.breakdowns]
        if known and not described.breakdowns:
            ours = {*parted[parted["breakdown"] == breakdown]["category"]}
            labels = {key: book.indicators[key].breakdowns[breakdown].labels for key in known}
            model = max(known, key=lambda key: len(ours & labels[key].keys()))
            hint = phrase("hint/breakdown", breakdown=breakdown, file=indicator_file(model))
        words = {"breakdown": breakdown, "file": indicator_file(name)}
        yield make_fault("D306", path, line, "breakdown", **words, more=more, hint=hint)


def _label_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    """Categories that their breakdown does not know, and totals beside parts."""
    for line, names, more in _groups(frame, ("indicator", "breakdown", "category")):
        name, breakdown, category = names
        described = book.indicators.get(name)
        labels = described.breakdowns.get(breakdown) if described else None
        words: dict[str, Word] = {"breakdown": breakdown, "category": category}
        words |= {"file": indicator_file(name), "more": more, "hint": ""}
        if (breakdown == "total") != (category == "all"):
            whole = breakdown == "total"
            key, place = ("D307/total", "category") if whole else ("D307/all", "breakdown")
            yield make_fault(key, path, line, place, **words)
        elif category != "all" and labels and category not in labels.labels:
            texts = labels.labels.items()
            said = {one[la].casefold(): key for key, one in texts for la in LANGUAGES}
            near = said.get(category.casefold(), category)
            words["hint"] = suggest_nearest(near, labels.labels)
            yield make_fault("D307/label", path, line, "category", **words)


def _sum_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    """Parts of a whole that do not make 100, rounding apart; if some are missing, only above it."""
    for cells, rows in frame.groupby(list(KEY[:4])):
        names = [str(cell) for cell in cells]
        indicator = book.indicators.get(names[0])
        divided = indicator.breakdowns.get(names[3]) if indicator else None
        if not indicator or indicator.unit != "percent" or not divided or not divided.whole:
            continue
        total, parts = float(rows["value"].astype(float).sum()), len(rows)
        slack = parts * _ROUNDING
        over = total > 100 + slack + 1e-9
        if over or (parts == len(divided.labels) and total < 100 - slack - 1e-9):
            words: dict[str, Word] = {**dict(zip(KEY, names, strict=False))}
            words |= {"sum": f"{total:g}", "slack": f"{slack:g}", "parts": parts}
            key, line = "D308/over" if over else "D308/under", int(rows.index[0])
            file = indicator_file(names[0])
            yield make_fault(key, path, line, "value", **words, file=file)


def _base_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    """Bases above the number of answers of their edition."""
    for line, base, name in zip(frame.index, frame["base"], frame["edition"], strict=True):
        answers = book.editions[name].answers if name in book.editions else None
        if answers and base and int(base) > answers:
            words: dict[str, Word] = {"base": base, "answers": answers, "edition": name}
            yield make_fault("D309", path, line, "base", **words)


def _groups(
    frame: pd.DataFrame, names: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...], Word]]:
    """Each combination of cells: its first line, its cells, and that other rows have it too."""
    for cells, rows in frame.groupby(list(names), sort=False):
        n = len(rows) - 1
        told = phrase("others/1" if n == 1 else "others/more", n=n) if n else ""
        yield int(rows.index[0]), tuple(map(str, cells)), told


_USUAL = {"country": HOME_COUNTRY, "breakdown": "total", "category": "all"}
_NOTE = '{da: "En anden kilde har et andet tal.", en: "Another source has another number."}'


def twice_faults(
    frame: pd.DataFrame, book: Codebook, path: str, released: Published
) -> Iterator[Fault]:
    """Every row whose five first cells stood in a row above it."""
    first: dict[tuple[str, ...], tuple[int, Observation]] = {}
    for line, *cells in frame[list(COLUMNS)].itertuples():
        row = Observation(*cells)
        above = first.setdefault(row.key, (line, row))
        if above[0] != line:
            out = released_number(released, cells, "value")
            key, words = _twice(above, (line, row), out, book)
            yield make_fault(key, path, line, **words, first=above[0], second=line)


def _twice(
    one: tuple[int, Observation], other: tuple[int, Observation], out: str, book: Codebook
) -> tuple[str, dict[str, Word]]:
    """What two rows of one key differ in, and what to do; `out` is the number published."""
    above, row = one[1], other[1]
    if above == row:
        return "D301/same", {}
    a, b, same = above.source, row.source, above.source == row.source
    sources = phrase("sources/1" if same else "sources/2", a=a, b=b)
    if float(above.value) == float(row.value):
        names = (name for name in row._fields if getattr(above, name) != getattr(row, name))
        return "D301/cells", {"value": above.value, "cells": ", ".join(names), "sources": sources}
    known = phrase("hint/published", number=out) if out else ""
    numbers: dict[str, Word] = {"one": above.value, "other": row.value, "known": known}
    if same or row.indicator not in book.indicators:
        return "D301/numbers", {**numbers, "sources": sources}
    # which line to delete where two sources disagree, and the line that keeps its number
    line, lost = one if out and float(out) == float(row.value) else other
    there = bool(book.indicators[row.indicator].conflicts)
    entry = f"- {{{_cells(lost)}}}" if there else f"conflicts: [{{{_cells(lost)}}}]"
    where = phrase("conflict/one_more" if there else "conflict/first")
    copied: dict[str, Word] = {"gone": line, "where": where}
    copied |= {"file": indicator_file(row.indicator), "entry": in_both(lambda _: entry)}
    return "D301/sources", {**numbers, "a": a, "b": b, **copied}


def _cells(row: Observation) -> str:
    names = [name for name, usual in _USUAL.items() if getattr(row, name) != usual]
    cells = [f'{name}: "{getattr(row, name)}"' for name in ("edition", *names)]
    return ", ".join((*cells, f"value: {row.value}", f'source: "{row.source}"', f"note: {_NOTE}"))
