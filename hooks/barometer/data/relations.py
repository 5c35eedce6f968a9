"""What rows say of each other: keys twice, labels, sums, bases."""

from collections.abc import Iterator, Sequence

import pandas as pd

from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import COLUMNS, KEY, Observation
from barometer.data.releases import Released
from barometer.faults.report import Fault, Word, make_fault, suggest_nearest
from barometer.text import Text

_ROUNDING = 0.5


def relation_faults(
    frame: pd.DataFrame, book: Codebook, path: str, released: Released
) -> Iterator[Fault]:
    """Keys twice, editions, labels, sums, bases, for rows whose cells are all right."""
    yield from twice_faults(frame, book, path, released)
    yield from _country_faults(frame, book, path)
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


def _label_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    for line, names, more in _groups(frame, ("indicator", "breakdown", "category")):
        name, breakdown, category = names
        described = book.indicators.get(name)
        parts = described.breakdowns if described else {}
        hint: Word = ""
        if breakdown == "total" or category == "all":
            key, place = (
                ("D307/total", "category") if breakdown == "total" else ("D307/all", "breakdown")
            )
            right = (breakdown, category) == ("total", "all")
        elif breakdown not in parts:
            key, place, right = "D306", "breakdown", described is None
            hint = suggest_nearest(breakdown, parts)
        else:
            labels = parts[breakdown].labels
            key, place, right = "D307/label", "category", category in labels
            hint = suggest_nearest(category, labels)
        if not right:
            words = {"breakdown": breakdown, "category": category, "file": indicator_file(name)}
            yield make_fault(key, path, line, place, **words, more=more, hint=hint)


def _sum_faults(frame: pd.DataFrame, book: Codebook, path: str) -> Iterator[Fault]:
    """Parts of a whole whose percentages do not make 100, rounding apart.

    Parts that were not published may be missing; then the sum is only bounded from above.
    """
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
        told = Text(
            da=f"Det samme gælder {n} {'anden række' if n == 1 else 'andre rækker'}.",
            en=f"The same holds for {n} other {'row' if n == 1 else 'rows'}.",
        )
        yield int(rows.index[0]), tuple(map(str, cells)), told if n else ""


_USUAL = {"country": "DK", "breakdown": "total", "category": "all"}
_NOTE = '{da: "En anden kilde har et andet tal.", en: "Another source has another number."}'

_FIRST_CONFLICT = Text(
    da="Sæt denne linje ind nederst i filen",
    en="Put this line in at the bottom of the file",
)

_ONE_MORE = Text(
    da="Sæt denne linje ind nederst under conflicts, rykket ind som de andre streger",
    en="Put this line in at the end of conflicts, indented like the other dashes",
)


def twice_faults(
    frame: pd.DataFrame, book: Codebook, path: str, released: Released
) -> Iterator[Fault]:
    """Every row whose five first cells stood in a row above it."""
    first: dict[tuple[str, ...], tuple[int, Observation]] = {}
    for line, *cells in frame[list(COLUMNS)].itertuples():
        row = Observation(*cells)
        above = first.setdefault(row.key, (line, row))
        if above[0] != line:
            out = released.number(cells, "value")
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
    sources = Text(
        da=f"kilden ({a})" if same else f"kilderne ({a} og {b})",
        en=f"the source ({a})" if same else f"the sources ({a} and {b})",
    )
    if float(above.value) == float(row.value):
        names = (name for name in row._fields if getattr(above, name) != getattr(row, name))
        return "D301/cells", {"value": above.value, "cells": ", ".join(names), "sources": sources}
    published = {
        "da": f"Det offentliggjorte tal er {out}.",
        "en": f"The published number is {out}.",
    }
    known: Word = Text(**published) if out else ""
    numbers: dict[str, Word] = {"one": above.value, "other": row.value, "known": known}
    if same or row.indicator not in book.indicators:
        return "D301/numbers", {**numbers, "sources": sources}
    # which line to delete where two sources disagree, and the line that keeps its number
    line, lost = one if out and float(out) == float(row.value) else other
    there = bool(book.indicators[row.indicator].conflicts)
    entry = f"- {{{_cells(lost)}}}" if there else f"conflicts: [{{{_cells(lost)}}}]"
    copied: dict[str, Word] = {"gone": line, "where": _ONE_MORE if there else _FIRST_CONFLICT}
    copied |= {"file": indicator_file(row.indicator), "entry": Text(da=entry, en=entry)}
    return "D301/sources", {**numbers, "a": a, "b": b, **copied}


def _cells(row: Observation) -> str:
    names = [name for name, usual in _USUAL.items() if getattr(row, name) != usual]
    cells = [f'{name}: "{getattr(row, name)}"' for name in ("edition", *names)]
    return ", ".join((*cells, f"value: {row.value}", f'source: "{row.source}"', f"note: {_NOTE}"))
