"""What is right today and becomes a fault at the very hour at which a release comes out.

Told before it, as a warning: then nobody has time to find out why the site cannot be built.
"""

from collections.abc import Iterator

from barometer.data import load
from barometer.faults import Word, fault
from barometer.problems import Problem
from barometer.project import read_project
from barometer.releases.model import Release
from barometer.state import Site


def later(site: Site | None) -> Iterator[Problem]:
    """The faults that each release ahead will bring, where its figures already stand here."""
    whole = load(site.root).dataset if site else None
    if site is None or whole is None or len(whole.observations) == len(site.dataset.observations):
        return
    told: set[Problem] = set()
    for name, one in site.releases.ahead.items():
        for then in read_project(site.root, site.url, site.contact, one.moment).problems:
            if then not in told:
                told.add(then)
                yield _as_of(name, one, then)


def _as_of(name: str, release: Release, then: Problem) -> Problem:
    moment = release.moment.strftime("%Y-%m-%d %H:%M")
    words: dict[str, Word] = {"name": name, "moment": moment, "told": then.message}
    return fault("R110", then.path, then.line, then.place, **words)
