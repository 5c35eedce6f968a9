"""The whole project, read and checked once: what every command and every adapter begins with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from barometer.content.addresses import AddressBook, PageKey
from barometer.content.checks import check_content
from barometer.content.named import check_named
from barometer.content.page import Page, read_pages
from barometer.content.places import cited_faults, place_faults
from barometer.content.same import check_same
from barometer.content.structure import Pages
from barometer.data import load
from barometer.data.model import Dataset
from barometer.editors.translation import read_states
from barometer.indicator_page import indicator_pages, page_key, reserved_faults
from barometer.indicators.cited import cited_by
from barometer.parts import PARTS
from barometer.problems import Problem
from barometer.releases.changes import change_faults
from barometer.releases.clock import now as this_moment
from barometer.releases.days import day_faults
from barometer.releases.read import Read, read_releases, release_faults
from barometer.releases.unreleased import unreleased_faults
from barometer.releases.withhold import bare_faults, withheld
from barometer.search_words import read_search_words
from barometer.sentences.check import check_sentences, word_faults
from barometer.state import Site
from barometer.text import Language
from barometer.trends.card import card_pages
from barometer.trends.checks import check_trends
from barometer.yamlfile import read_yaml
from barometer.yamlmodel import model_faults

SPOILT = frozenset(
    (
        "P301",
        "P302",
        "P401",
        "P402",
        "P404",
        "P405",
        "P406",
        "P407",
        "P408",
        "P409",
        "V101",
        "V104",
        "V401",
    )
)
"""The faults of a link that cannot be compared with its translation until they are put right."""

HELD = {
    "P131": ("P602", "P604"),
    "P133": ("P603", "P605"),
    "P134": ("P602", "P603", "P604", "P605"),
    "P135": ("P601",),
    "P136": ("P601",),
    "P137": ("P604", "P605"),
}
"""What of a page is not compared with its translation until that fault is put right."""


@dataclass(frozen=True)
class Project:
    """The site as read, None where a fault stands in the way, and every fault found."""

    site: Site | None
    problems: tuple[Problem, ...]


def read_project(
    root: Path,
    url: str,
    contact: str = "",
    now: datetime | None = None,
) -> Project:
    """Read and check everything; `url` is the absolute address that the site will have.

    `contact` is where readers report errors, if anywhere. What comes out after `now` is withheld.
    """
    problems: list[Problem] = []
    loaded, planned = load(root), read_releases(root, now or this_moment())
    problems += (*loaded.problems, *planned.problems)
    dataset = _out(root, planned, loaded.dataset, problems)
    pages = _pages(root, problems)
    book = _book(root, problems)
    problems += read_search_words(root).problems
    problems += _checked(root, pages, dataset, tuple(problems))
    if problems or not (dataset and book):
        return Project(None, tuple(problems))
    made_now = (*indicator_pages(dataset, pages, cited_by(pages)), *card_pages(dataset, pages))
    made = {(page.key, page.language): page for page in made_now}
    site = Site(
        root, url, dataset, {**pages, **made}, book, PARTS, planned.releases, read_states, contact
    )
    taken = (*place_faults(site), *cited_faults(site))
    return Project(None if taken else site, taken)


def _pages(root: Path, into: list[Problem]) -> dict[tuple[PageKey, Language], Page]:
    """The pages that have a file; faults of reading them go into `into`."""
    pages = {}
    for read in read_pages(root):
        into += read.problems
        if read.page:
            pages[(read.page.key, read.page.language)] = read.page
    return pages


def _checked(
    root: Path, pages: Pages, dataset: Dataset | None, before: tuple[Problem, ...]
) -> Iterator[Problem]:
    """The faults of pages, of what they say of the data, and of the two languages."""
    problems = [*before, *check_content(root, pages, made_pages(dataset))]
    if dataset:
        problems += check_named(pages, dataset, PARTS)
        problems += check_trends(pages, dataset)
        problems += check_sentences(pages, dataset, root)
        problems += reserved_faults(dataset, pages)
    else:
        problems += word_faults(root)
    told = frozenset((one.path, one.line) for one in problems if one.code in SPOILT)
    held = _held(problems)
    yield from (one for one in problems[len(before) :] if (one.path, one.code) not in held)
    yield from check_same(pages, told, held)


def _held(problems: Iterable[Problem]) -> frozenset[tuple[str, str]]:
    """The comparisons that are held back: the path of either page of the pair, and the code."""
    paths = [
        (other, code)
        for one in problems
        for code in HELD.get(one.code, ())
        for other in (one.path, f"{one.path.removesuffix('.en.md')}.md")
    ]
    return frozenset(paths)


def _out(root: Path, read: Read, dataset: Dataset | None, into: list[Problem]) -> Dataset | None:
    """What of the data is out; faults of releases and of changed numbers go into `into`."""
    if dataset is None:
        return None
    into += release_faults(read, dataset)
    into += unreleased_faults(root, read, dataset)
    into += change_faults(root, read, dataset)
    into += day_faults(read)
    left = withheld(dataset, read.releases)
    into += bare_faults(read, left)
    return left


def made_pages(dataset: Dataset | None) -> frozenset[str]:
    """The pages that the build makes itself: one an indicator, as files below `docs/`."""
    names = dataset.indicators if dataset else ()
    return frozenset(page_key(name).file("da") for name in names)


def _book(root: Path, into: list[Problem]) -> AddressBook | None:
    file = read_yaml(root / "data/addresses.yml", "data/addresses.yml")
    into += file.problems
    try:
        return None if file.problems else AddressBook.model_validate(file.value)
    except ValidationError as error:
        into += model_faults(error, file, form=AddressBook)
        return None
