"""What rows say of each other: keys twice, labels, sums, bases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
        indicator, breakdown, category = names
        if found := _label_fault(indicator, breakdown, category, book):
            key, place, hint = found
            words = {"breakdown": breakdown, "category": category}
            file = indicator_file(indicator)
            yield make_fault(key, path, line, place, **words, file=file, more=more, hint=hint)


def _label_fault(
    indicator: str, breakdown: str, category: str, book: Codebook
) -> tuple[str, str, Word] | None:
    if breakdown == "total":
        return None if category == "all" else ("D307/total", "category", "")
    if category == "all":
        return "D307/all", "breakdown", ""
    described = book.indicators.get(indicator)
    if described is None:
        return None
    if breakdown not in described.breakdowns:
        return "D306", "breakdown", suggest_nearest(breakdown, described.breakdowns)
    labels = described.breakdowns[breakdown].labels
    return (
        None
        if category in labels
        else ("D307/label", "category", suggest_nearest(category, labels))
    )


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
        yield int(rows.index[0]), tuple(map(str, cells)), _others(len(rows) - 1)


def _others(more: int) -> Word:
    if not more:
        return ""
    return Text(
        da=f"Det samme gælder {more} {'anden række' if more == 1 else 'andre rækker'}.",
        en=f"The same holds for {more} other {'row' if more == 1 else 'rows'}.",
    )


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


@dataclass(frozen=True)
class _Pair:
    """The first row of a figure and one more, each with its line, and the number published."""

    lines: tuple[int, int]
    first: Observation
    second: Observation
    released: str


def twice_faults(
    frame: pd.DataFrame, book: Codebook, path: str, released: Released
) -> Iterator[Fault]:
    """Every row whose five first cells stood in a row above it."""
    first: dict[tuple[str, ...], tuple[int, Observation]] = {}
    for line, *cells in frame[list(COLUMNS)].itertuples():
        row = Observation(*cells)
        above, other = first.setdefault(row.key, (line, row))
        if above != line:
            pair = _Pair((above, line), other, row, released.number(cells, "value"))
            name, words = _twice(pair, book)
            yield make_fault(f"D301/{name}", path, line, **words, first=above, second=line)


def _twice(pair: _Pair, book: Codebook) -> tuple[str, dict[str, Word]]:
    one, other = pair.first, pair.second
    if one == other:
        return "same", {}
    sources, known = _sources(one.source, other.source), _known(pair.released)
    if float(one.value) == float(other.value):
        columns = (name for name in one._fields if getattr(one, name) != getattr(other, name))
        return "cells", {"value": one.value, "cells": ", ".join(columns), "sources": sources}
    numbers: dict[str, Word] = {"one": one.value, "other": other.value, "known": known}
    if one.source == other.source or one.indicator not in book.indicators:
        return "numbers", {**numbers, "sources": sources}
    return "sources", {**numbers, "a": one.source, "b": other.source, **_conflict(pair, book)}


def _conflict(pair: _Pair, book: Codebook) -> dict[str, Word]:
    """Which line to delete where two sources disagree, and the line that keeps its number."""
    second_is_out = bool(pair.released) and float(pair.released) == float(pair.second.value)
    line, row = (pair.lines[0], pair.first) if second_is_out else (pair.lines[1], pair.second)
    there = bool(book.indicators[row.indicator].conflicts)
    entry = f"- {{{_cells(row)}}}" if there else f"conflicts: [{{{_cells(row)}}}]"
    return {
        "gone": line,
        "where": _ONE_MORE if there else _FIRST_CONFLICT,
        "file": indicator_file(row.indicator),
        "entry": Text(da=entry, en=entry),
    }


def _cells(row: Observation) -> str:
    names = [name for name, usual in _USUAL.items() if getattr(row, name) != usual]
    cells = [f'{name}: "{getattr(row, name)}"' for name in ("edition", *names)]
    return ", ".join((*cells, f"value: {row.value}", f'source: "{row.source}"', f"note: {_NOTE}"))


def _sources(one: str, other: str) -> Text:
    if one == other:
        return Text(da=f"kilden ({one})", en=f"the source ({one})")
    return Text(da=f"kilderne ({one} og {other})", en=f"the sources ({one} and {other})")


def _known(released: str) -> Word:
    if not released:
        return ""
    return Text(
        da=f"Det offentliggjorte tal er {released}.", en=f"The published number is {released}."
    )
