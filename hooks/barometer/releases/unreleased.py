"""New figures and their release: none may come out without one, nor under the version of others."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from barometer.data.model import Dataset
from barometer.data.read import TABLE
from barometer.data.series import EDITIONS
from barometer.faults import fault, nearest
from barometer.problems import Problem
from barometer.releases.archive import released_rows
from barometer.releases.model import Release, Releases
from barometer.releases.read import RELEASES, Read, point
from barometer.releases.versions import following
from barometer.yamlfile import read_yaml


def unreleased_faults(root: Path, read: Read, dataset: Dataset) -> Iterator[Problem]:
    """New editions of which no release tells, and new figures that have no version.

    An edition is new that is not in the last version. Before the first version none is.
    """
    if not read.releases.archives:
        return
    new = _new(root, read.releases, dataset)
    misnamed = list(_misnamed(read, dataset, new)) if new else []
    # Where a release could not be read, it may be the very one that is missing.
    unread = any(one.path == RELEASES for one in read.problems)
    yield from misnamed or ([] if unread else _unnamed(root, dataset, new))
    yield from _unversioned(read)


def _new(root: Path, releases: Releases, dataset: Dataset) -> list[str]:
    old = {key[2] for key in released_rows(root, releases.archives[0].version)}
    named = {key for one in releases.releases.values() for key in _named(one)}
    return sorted({*dataset.editions, *(row.edition for row in dataset.observations)} - old - named)


def _named(one: Release) -> Iterator[str]:
    yield from one.editions
    yield from (at.edition for value in one.values if (at := point(value)))


def _misnamed(read: Read, dataset: Dataset, new: Collection[str]) -> Iterator[Problem]:
    """A release ahead that names no known edition: most likely a new one is meant."""
    for name, one in read.releases.ahead.items():
        for edition in one.editions:
            if edition not in dataset.editions:
                words = {"name": name, "edition": edition, "new": ", ".join(new)}
                line = read.calendar.line((name, "editions"))
                yield fault("R106", RELEASES, line, name, near=nearest(edition, new), **words)


def _unnamed(root: Path, dataset: Dataset, new: Collection[str]) -> Iterator[Problem]:
    lines: Mapping[str, int] = {
        row.edition: line
        for line, row in reversed(list(enumerate(dataset.observations, 2)))
        if row.edition in new
    }
    for edition in new:
        if edition in lines:
            yield fault("R108/rows", TABLE, lines[edition], "edition", edition=edition)
        else:
            line = read_yaml(root / EDITIONS, EDITIONS).line((edition,))
            yield fault("R108/block", EDITIONS, line, edition, edition=edition)


def _unversioned(read: Read) -> Iterator[Problem]:
    """A release of figures since the first version: without its own they are in no version."""
    found = read.releases.releases
    began = min((one.moment for one in found.values() if one.version), default=None)
    for name, one in found.items():
        numbers = one.editions or one.values
        if began and numbers and not one.version and one.moment >= began:
            line, version = read.calendar.line((name,)), following(read.releases)
            yield fault("R109", RELEASES, line, name, name=name, version=version)
