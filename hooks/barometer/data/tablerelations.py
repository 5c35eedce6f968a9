"""What rows of the table say of each other, and of editions and labels: every check is linear."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from barometer.data.codebook import Codebook, indicator_file
from barometer.data.released import Released
from barometer.data.tablekeys import KEY, MOST, Frame, codes, more
from barometer.data.tableorder import order_faults
from barometer.data.tabletwice import twice_faults
from barometer.faults import Word, fault, nearest
from barometer.problems import Problem
from barometer.text import Text

_ROUNDING = 0.5


def relation_faults(
    frame: Frame, book: Codebook, path: str, released: Released
) -> Iterator[Problem]:
    """Keys twice, order, editions, labels, sums and bases, for rows whose cells are all right.

    The order is not told before every figure stands once: the row to move may be the one to delete.
    """
    if frame.empty:
        return
    key = codes(frame, KEY)
    twice = list(twice_faults(frame, key, book, path, released))
    yield from twice or (() if strangers(frame, book).any() else order_faults(frame, key, path))
    yield from _editions(frame, book, path)
    yield from _labels(frame, book, path)
    yield from _sums(frame, book, path)
    yield from _bases(frame, book, path)


def strangers(frame: Frame, book: Codebook) -> NDArray[np.bool_]:
    """Which rows are of a country that their edition does not cover."""
    names = codes(frame, ("country", "edition"))
    _, first, of = np.unique(names, return_index=True, return_inverse=True)
    strange = [_covered(frame, row, book) is not None for row in first.tolist()]
    return np.array(strange, dtype=bool)[of.reshape(-1)]


def _covered(frame: Frame, row: int, book: Codebook) -> Sequence[str] | None:
    """The countries of the row's edition, if its own is not among them."""
    edition = book.editions.get(str(frame["edition"].iat[row]))
    covered = tuple(edition.covers) if edition else ()
    return covered if covered and str(frame["country"].iat[row]) not in covered else None


def _editions(frame: Frame, book: Codebook, path: str) -> Iterator[Problem]:
    for row, count in _each(frame, ("country", "edition")):
        country, name = str(frame["country"].iat[row]), str(frame["edition"].iat[row])
        if covered := _covered(frame, row, book):
            words = {"edition": name, "countries": ", ".join(covered), "country": country}
            line = int(frame.index[row])
            yield fault("D305", path, line, "edition", **words, more=_others(count))


def _labels(frame: Frame, book: Codebook, path: str) -> Iterator[Problem]:
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
            yield fault(key, path, line, place, **words, file=file, more=more, hint=hint)


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
        return "D306", "breakdown", nearest(breakdown, described.breakdowns)
    labels = described.breakdowns[breakdown].labels
    return None if category in labels else ("D307/label", "category", nearest(category, labels))


def _sums(frame: Frame, book: Codebook, path: str) -> Iterator[Problem]:
    whole = {
        (name, breakdown): len(parts.labels)
        for name, indicator in book.indicators.items()
        for breakdown, parts in indicator.breakdowns.items()
        if parts.whole and indicator.unit == "percent"
    }
    if not whole:
        return
    group = np.unique(codes(frame, KEY[:4]), return_inverse=True)[1]
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
) -> Iterator[Problem]:
    """Parts that were not published may be missing; then the sum is only bounded from above."""
    slack = parts * _ROUNDING
    over, under = total > 100 + slack + 1e-9, parts == labels and total < 100 - slack - 1e-9
    if over or under:
        words: dict[str, Word] = {name: str(frame[name].iat[row]) for name in KEY[:4]}
        key = "D308/over" if over else "D308/under"
        numbers: dict[str, Word] = {"sum": f"{total:g}", "slack": f"{slack:g}", "parts": parts}
        file = indicator_file(str(words["indicator"]))
        yield fault(key, path, int(frame.index[row]), "value", **words, **numbers, file=file)


def _bases(frame: Frame, book: Codebook, path: str) -> Iterator[Problem]:
    names = frame["edition"].cat.categories
    most = [book.editions[n].answers or np.inf if n in book.editions else np.inf for n in names]
    bases = np.array([float(cell or 0) for cell in frame["base"].cat.categories])
    rows = np.flatnonzero(
        bases[frame["base"].cat.codes] > np.array(most)[frame["edition"].cat.codes]
    )
    for row in rows[:MOST]:
        edition, base = str(frame["edition"].iat[row]), str(frame["base"].iat[row])
        answers = book.editions[edition].answers or 0
        words: dict[str, Word] = {"base": base, "answers": answers, "edition": edition}
        yield fault("D309", path, int(frame.index[row]), "base", **words)
    yield from more(frame, rows, path)


def _each(frame: Frame, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The first row of each different combination, and how many rows have it."""
    _, first, count = np.unique(codes(frame, names), return_index=True, return_counts=True)
    yield from zip(first.tolist(), count.tolist(), strict=True)


def _others(count: int) -> Word:
    if count < 2:
        return ""
    more = count - 1
    return Text(
        da=f"Det samme gælder {more} {'anden række' if more == 1 else 'andre rækker'}.",
        en=f"The same holds for {more} other {'row' if more == 1 else 'rows'}.",
    )
