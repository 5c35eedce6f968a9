"""Editions that are copies of each other: a block was copied, and a line was not changed."""

import re
from collections.abc import Iterator
from itertools import combinations

from barometer.data.codebook import Codebook
from barometer.data.model import Edition
from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.text import LANGUAGES, Text

EDITIONS = "data/editions.yml"
YEAR = re.compile(r"[\d_]+$")


def copied_editions(book: Codebook) -> Iterator[Problem]:
    """Two editions of a country with one title; two of a series with one period.

    Editions are of a series where their keys differ in the year or number only: a country may well
    have two surveys in the same year.
    """
    for (first, one), (second, other) in combinations(book.editions.items(), 2):
        if one.covers != other.covers:
            continue
        if any(one.title[language] == other.title[language] for language in LANGUAGES):
            yield _copied(book, "D322/title", second, "title", first, stands=other.title)
        if YEAR.sub("", first) == YEAR.sub("", second):
            yield from _same_time(book, first, one, second, other)


def _same_time(
    book: Codebook, first: str, one: Edition, second: str, other: Edition
) -> Iterator[Problem]:
    if (one.start, one.end) == (other.start, other.end):
        years: dict[str, Word] = {"start": one.start, "end": one.end}
        yield _copied(book, "D322/years", second, "start", first, **years)
    if any(one.period[language] == other.period[language] for language in LANGUAGES):
        yield _copied(book, "D322/period", second, "period", first, stands=other.period)


def _copied(
    book: Codebook, key: str, name: str, entry: str, other: str, /, **words: Word | Text
) -> Problem:
    line = book.line(EDITIONS, name, entry)
    return fault(key, EDITIONS, line, f"{name}.{entry}", name=name, other=other, **words)
