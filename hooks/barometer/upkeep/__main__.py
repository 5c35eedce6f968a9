"""`python -m barometer.upkeep due SINCE|reviews|links`: what scheduled runs ask."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from barometer.problems import ExitCode, report
from barometer.project import read_project
from barometer.releases.clock import now
from barometer.releases.read import read_releases
from barometer.state import DEFAULT_ADDRESS, Site
from barometer.upkeep import links, reviews
from barometer.upkeep.due import due

USE = "python -m barometer.upkeep due 2027-01-31T08:00:00Z | reviews | links"


def main(arguments: Sequence[str]) -> ExitCode:
    """Answer one question in the working folder."""
    if len(arguments) == 2 and arguments[0] == "due":
        return _due(arguments[1])
    if list(arguments) not in (["reviews"], ["links"]):
        print(f"Brug / Use: {USE}", file=sys.stderr)
        return ExitCode.CONFIGURATION
    project = read_project(Path.cwd(), os.environ.get("SITE_URL", DEFAULT_ADDRESS))
    if project.site is None:
        print(report(project.problems), file=sys.stderr)
        return ExitCode.CONTENT
    print(_told(project.site, arguments[0]), end="")
    return ExitCode.GOOD


def _due(since: str) -> ExitCode:
    """The hour to wait for in seconds since 1970, or nothing."""
    read = read_releases(Path.cwd(), now())
    if read.problems:
        print(report(read.problems), file=sys.stderr)
        return ExitCode.CONTENT
    moment = due(read.releases.releases, datetime.fromisoformat(since), datetime.now(UTC))
    print(int(moment.timestamp()) if moment else "")
    return ExitCode.GOOD


def _told(site: Site, question: str) -> str:
    if question == "reviews":
        return reviews.reviews(site.pages, now().date())
    return links.report(links.external(site.pages, site.dataset))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
