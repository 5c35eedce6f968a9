"""Every bound word of every page, held against the table: what does not agree is a fault."""

from collections.abc import Iterator
from pathlib import Path

from barometer.content.structure import Pages
from barometer.data.model import Dataset
from barometer.data.others import read_others
from barometer.data.phrases import read_phrases
from barometer.problems import Problem
from barometer.sentences.beside import check_beside
from barometer.sentences.desk import desk_of
from barometer.sentences.findings import check_findings
from barometer.sentences.loose import check_exceptions, check_loose
from barometer.sentences.numbers import check_numbers
from barometer.sentences.onpage import check_links
from barometer.sentences.period import check_periods
from barometer.sentences.translated import check_translated


def word_faults(root: Path) -> Iterator[Problem]:
    """The faults of the files that sentences are checked with, where no sentence can be."""
    yield from read_phrases(root)[1]
    yield from read_others(root)[1].problems


def check_sentences(pages: Pages, dataset: Dataset, root: Path) -> Iterator[Problem]:
    """The faults of bound values, comparisons, captions, unbound percentages and sources."""
    phrases, problems = read_phrases(root)
    others, file = read_others(root)
    yield from problems
    yield from file.problems
    if phrases is None:
        return
    desk = desk_of(dataset, phrases, root)
    used: set[int] = set()
    bound: list[Problem] = []
    loose: list[Problem] = []
    for page in pages.values():
        bound += check_links(page, desk)
        yield from check_beside(page, desk)
        yield from check_periods(page, desk)
        loose += check_loose(page, desk, dict(enumerate(others)), used)
    yield from (*bound, *loose)
    yield from check_exceptions(others, used, file)
    yield from check_translated(pages, desk, {(one.path, one.line) for one in bound})
    yield from check_numbers(pages, desk.lexicons, {(one.path, one.line) for one in loose})
    yield from check_findings(desk, root)
