"""What rows say of each other: keys, order, twice, sums, bases."""

from bisect import bisect, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from barometer.data.codebook import Codebook, indicator_file
from barometer.data.model import Observation
from barometer.data.releases import Released
from barometer.faults.report import Fault, Word, make_fault, suggest_nearest
from barometer.text import Text


def rows_to_move(keys: Sequence[int]) -> list[int]:
    """Positions outside a longest non-decreasing run of `keys`, by patience sorting, n log n."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        pile = bisect_right(tails, key)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(key)
            ends.append(at)
        else:
            tails[pile], ends[pile] = key, at
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at for at in range(len(keys)) if at not in kept]


Frame = pd.DataFrame
Codes = NDArray[np.int64]
KEY = ("indicator", "country", "edition", "breakdown", "category")
MOST_FAULTS = 200


def row_keys(frame: Frame, names: tuple[str, ...]) -> Codes:
    """One whole number a row, in the order of the texts of `names`, equal where they are equal."""
    combined = np.zeros(len(frame), dtype=np.int64)
    for name in names:
        column = frame[name].cat
        rank = np.argsort(np.argsort(np.array(column.categories, dtype=object)))
        wide = int(combined.max()) + 1
        if wide * len(rank) >= 2**62:
            combined = np.unique(combined, return_inverse=True)[1].astype(np.int64)
        combined = combined * len(rank) + rank[column.codes]
    return combined


def count_remaining(frame: Frame, rows: Codes, path: str) -> Iterator[Fault]:
    """How many rows have the same fault beyond those that are shown."""
    if len(rows) > MOST_FAULTS:
        yield make_fault(
            "D299", path, int(frame.index[rows[MOST_FAULTS]]), more=len(rows) - MOST_FAULTS
        )


_UP, _DOWN = Text(da="op", en="up"), Text(da="ned", en="down")
_HEADINGS = 1


def order_faults(frame: Frame, key: Codes, path: str) -> Iterator[Fault]:
    """The fewest rows to move; each place holds when the moves above it in the list are made."""
    if not (np.diff(key) < 0).any():
        return
    rows = rows_to_move(key.tolist())
    moving = set(rows)
    placed = [(one, at) for at, one in enumerate(key.tolist()) if at not in moving]
    standing = {at: int(frame.index[at]) for _, at in placed}
    for row in rows[:MOST_FAULTS]:
        moved = (int(key[row]), row)
        below = bisect(placed, moved)
        after = placed[below - 1][1] if below else None
        standing[row] = _HEADINGS if after is None else standing[after]
        yield _moved(frame, row, after, standing[row], after in moving, path)
        insort(placed, moved)
    yield from count_remaining(frame, np.array(rows), path)


def _moved(frame: Frame, row: int, after: int | None, above: int, also: bool, path: str) -> Fault:
    """The move below a row, itself to be moved or standing in the line `above`."""
    line, name = int(frame.index[row]), "D310/also" if also else "D310"
    starts = KEY if after is None else [str(frame[column].iat[after]) for column in KEY]
    words: dict[str, Word] = {"way": _UP if above < line else _DOWN, "starts": ",".join(starts)}
    return make_fault(name, path, line, line=line, **words, **({} if also else {"after": above}))


_ROUNDING = 0.5


def relation_faults(frame: Frame, book: Codebook, path: str, released: Released) -> Iterator[Fault]:
    """Keys twice, order, editions, labels, sums and bases, for rows whose cells are all right.

    The order is not told before every figure stands once: the row to move may be the one to delete.
    """
    if frame.empty:
        return
    key = row_keys(frame, KEY)
    twice = list(twice_faults(frame, key, book, path, released))
    yield from twice or (
        () if uncovered_rows(frame, book).any() else order_faults(frame, key, path)
    )
    yield from _editions(frame, book, path)
    yield from _labels(frame, book, path)
    yield from _sums(frame, book, path)
    yield from _bases(frame, book, path)


def uncovered_rows(frame: Frame, book: Codebook) -> NDArray[np.bool_]:
    """Which rows are of a country that their edition does not cover."""
    names = row_keys(frame, ("country", "edition"))
    _, first, of = np.unique(names, return_index=True, return_inverse=True)
    strange = [_covered(frame, row, book) is not None for row in first.tolist()]
    return np.array(strange, dtype=bool)[of.reshape(-1)]


def _covered(frame: Frame, row: int, book: Codebook) -> Sequence[str] | None:
    """The countries of the row's edition, if its own is not among them."""
    edition = book.editions.get(str(frame["edition"].iat[row]))
    covered = tuple(edition.covers) if edition else ()
    return covered if covered and str(frame["country"].iat[row]) not in covered else None


def _editions(frame: Frame, book: Codebook, path: str) -> Iterator[Fault]:
    for row, count in _each(frame, ("country", "edition")):
        country, name = str(frame["country"].iat[row]), str(frame["edition"].iat[row])
        if covered := _covered(frame, row, book):
            words = {"edition": name, "countries": ", ".join(covered), "country": country}
            line = int(frame.index[row])
            yield make_fault("D305", path, line, "edition", **words, more=_others(count))


def _labels(frame: Frame, book: Codebook, path: str) -> Iterator[Fault]:
    for row, count in _each(frame, ("indicator", "breakdown", "category")):
        indicator, breakdown, category = (
            str(frame[name].iat[row]) for name in ("indicator", "breakdown", "category")
        )
        found = _label_fault(indicator, breakdown, category, book)
        if found:
            key, place, hint = found
            words = {"breakdown": breakdown, "category": category}
            file = indicator_file(indicator)
            line, more = int(frame.index[row]), _others(count)
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


def _sums(frame: Frame, book: Codebook, path: str) -> Iterator[Fault]:
    whole = {
        (name, breakdown): len(parts.labels)
        for name, indicator in book.indicators.items()
        for breakdown, parts in indicator.breakdowns.items()
        if parts.whole and indicator.unit == "percent"
    }
    if not whole:
        return
    group = np.unique(row_keys(frame, KEY[:4]), return_inverse=True)[1]
    numbers = np.array([float(cell) for cell in frame["value"].cat.categories])
    sums = np.bincount(group, weights=numbers[frame["value"].cat.codes])
    parts = np.bincount(group)
    for row, _ in _each(frame, KEY[:4]):
        labels = whole.get((str(frame["indicator"].iat[row]), str(frame["breakdown"].iat[row])))
        if labels:
            total, count = float(sums[group[row]]), int(parts[group[row]])
            yield from _sum_fault(frame, row, total, count, labels, path)


def _sum_fault(
    frame: Frame, row: int, total: float, parts: int, labels: int, path: str
) -> Iterator[Fault]:
    """Parts that were not published may be missing; then the sum is only bounded from above."""
    slack = parts * _ROUNDING
    over, under = total > 100 + slack + 1e-9, parts == labels and total < 100 - slack - 1e-9
    if over or under:
        words: dict[str, Word] = {name: str(frame[name].iat[row]) for name in KEY[:4]}
        key = "D308/over" if over else "D308/under"
        numbers: dict[str, Word] = {"sum": f"{total:g}", "slack": f"{slack:g}", "parts": parts}
        file = indicator_file(str(words["indicator"]))
        yield make_fault(key, path, int(frame.index[row]), "value", **words, **numbers, file=file)


def _bases(frame: Frame, book: Codebook, path: str) -> Iterator[Fault]:
    names = frame["edition"].cat.categories
    most = [book.editions[n].answers or np.inf if n in book.editions else np.inf for n in names]
    bases = np.array([float(cell or 0) for cell in frame["base"].cat.categories])
    rows = np.flatnonzero(
        bases[frame["base"].cat.codes] > np.array(most)[frame["edition"].cat.codes]
    )
    for row in rows[:MOST_FAULTS]:
        edition, base = str(frame["edition"].iat[row]), str(frame["base"].iat[row])
        answers = book.editions[edition].answers or 0
        words: dict[str, Word] = {"base": base, "answers": answers, "edition": edition}
        yield make_fault("D309", path, int(frame.index[row]), "base", **words)
    yield from count_remaining(frame, rows, path)


def _each(frame: Frame, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The first row of each different combination, and how many rows have it."""
    _, first, count = np.unique(row_keys(frame, names), return_index=True, return_counts=True)
    yield from zip(first.tolist(), count.tolist(), strict=True)


def _others(count: int) -> Word:
    if count < 2:
        return ""
    more = count - 1
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
    frame: Frame, key: Codes, book: Codebook, path: str, released: Released
) -> Iterator[Fault]:
    """Every row whose five first cells stood in a row above it."""
    series = pd.Series(key)
    again = np.flatnonzero(series.duplicated().to_numpy())
    if not len(again):
        return
    kept = series.drop_duplicates()
    row_of = dict(zip(kept.tolist(), kept.index.tolist(), strict=True))
    for row in again[:MOST_FAULTS].tolist():
        pair = _pair(frame, row_of[key[row]], row, released)
        name, words = _told(pair, book)
        first, second = pair.lines
        yield make_fault(f"D301/{name}", path, second, **words, first=first, second=second)
    yield from count_remaining(frame, again, path)


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
