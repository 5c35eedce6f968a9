"""A figure that stands in two rows: what each says, and how to know which may go."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import Observation
from barometer.data.released import Released
from barometer.data.tablekeys import MOST, Codes, Frame, more
from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.text import Text

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
    frame: Frame, key: Codes, book: Codebook, path: str, released: Released
) -> Iterator[Problem]:
    """Every row whose five first cells stood in a row above it."""
    series = pd.Series(key)
    again = np.flatnonzero(series.duplicated().to_numpy())
    if not len(again):
        return
    kept = series.drop_duplicates()
    row_of = dict(zip(kept.tolist(), kept.index.tolist(), strict=True))
    for row in again[:MOST].tolist():
        pair = _pair(frame, row_of[key[row]], row, released)
        name, words = _told(pair, book)
        first, second = pair.lines
        yield fault(f"D301/{name}", path, second, **words, first=first, second=second)
    yield from more(frame, again, path)


def _pair(frame: Frame, first: int, second: int, released: Released) -> _Pair:
    """Both rows with their cells as they are written."""
    above, below = frame.iloc[first].tolist(), frame.iloc[second].tolist()
    lines = (int(frame.index[first]), int(frame.index[second]))
    number = released.number(below, "value")
    return _Pair(lines, Observation(*above), Observation(*below), number)


def _told(pair: _Pair, book: Codebook) -> tuple[str, dict[str, Word]]:
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
