"""All that is to be said of the project as it stands: what stops a build, and what does not."""

from dataclasses import dataclass
from pathlib import Path

from barometer.content.titles import check_titles
from barometer.editors.placeholders import unfinished
from barometer.later import later
from barometer.moved import moved
from barometer.overdue import warnings
from barometer.problems import Problem
from barometer.project import read_project
from barometer.releases.clock import now
from barometer.releases.versions import unversioned
from barometer.statement import expired, expiring


@dataclass(frozen=True)
class Found:
    """The faults that stop a build, and the warnings that do not."""

    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def look(root: Path, url: str) -> Found:
    """What an editor should know of the project; `url` is the address that the site will have."""
    project = read_project(root, url)
    site, today = project.site, now().date()
    pages = site.pages if site else {}
    words = unfinished(root)
    corrected = unversioned(site.root, site.releases) if site else ()
    coming = (*later(site), *corrected, *words.warnings, *check_titles(pages))
    return Found(
        (*project.problems, *moved(site), *words.faults, *expired(pages, today)),
        (*warnings(pages, today), *expiring(pages, today), *coming),
    )
