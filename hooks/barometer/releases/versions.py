"""Which version the next figures give, and corrections that have given none."""

from collections.abc import Iterator
from pathlib import Path

from barometer.faults import fault
from barometer.problems import Problem
from barometer.releases.archive import released_rows
from barometer.releases.changes import Rows, key
from barometer.releases.model import Correction, Releases
from barometer.releases.read import CORRECTIONS, point, read_releases


def following(releases: Releases) -> str:
    """The version that new figures give: 1.1.0 after 1.0.0, whatever was corrected between."""
    major, minor, _ = _newest(releases)
    return f"{major}.{minor + 1}.0"


def corrected(releases: Releases) -> str:
    """The version that a correction gives: 1.0.1 after 1.0.0."""
    major, minor, patch = _newest(releases)
    return f"{major}.{minor}.{patch + 1}"


def _newest(releases: Releases) -> tuple[int, ...]:
    given = [one.version for one in releases.releases.values() if one.version]
    return max(tuple(map(int, one.split("."))) for one in given)


def unversioned(root: Path, releases: Releases) -> Iterator[Problem]:
    """Corrected figures that readers would find under the version in which they were wrong."""
    if not releases.archives:
        return
    kept = {one.version for one in releases.archives}
    if {one.version for one in releases.releases.values() if one.version} - kept:
        return
    log, version = read_releases(root, releases.now).log, releases.archives[0].version
    rows = released_rows(root, version)
    for at, one in enumerate(releases.corrections):
        if _kept(one, rows) == one.old:
            words = {"version": version, "next": corrected(releases)}
            yield fault("R207", CORRECTIONS, log.line((at,)), one.value, **words)


def _kept(one: Correction, rows: Rows) -> float | None:
    named = point(one.value)
    cell = rows.get(key(named), {}).get(one.what) if named else None
    return float(cell) if cell else None
