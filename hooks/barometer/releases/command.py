"""After a release: keep its files, and write down every address that is now live."""

import os
import sys
from pathlib import Path

from barometer.permanence import PUBLISHED, publish
from barometer.problems import ExitCode, report
from barometer.project import read_project
from barometer.publish import build
from barometer.releases.archive import take
from barometer.state import DEFAULT_ADDRESS


def release(root: Path, target: Path) -> ExitCode:
    """Build, keep the version in `data/archive/`, build again with it, and note the addresses."""
    for step in (build, keep, build, note):
        code = step(root, target)
        if code is not ExitCode.GOOD:
            return code
    return ExitCode.GOOD


def keep(root: Path, built: Path) -> ExitCode:
    """Keep the files of a built site as the version that `releases.yml` says is out."""
    project = read_project(root, os.environ.get("SITE_URL", DEFAULT_ADDRESS))
    if project.site is None:
        print(report(project.problems), file=sys.stderr)
        return ExitCode.CONTENT
    version = project.site.releases.version
    if version in {one.version for one in project.site.releases.archives}:
        print(f"Version {version} er gemt i forvejen. / Version {version} is kept already.")
        return ExitCode.GOOD
    if not version:
        print("data/releases.yml nævner ingen version. / names no version.", file=sys.stderr)
        return ExitCode.CONTENT
    folder = take(root, built, version, project.site.dataset.observations)
    print(f"{folder.relative_to(root)}: gemt / kept")
    return ExitCode.GOOD


def note(root: Path, built: Path) -> ExitCode:
    """Add the addresses of a built site to those that were ever live."""
    new = publish(root, built)
    print(f"{PUBLISHED}: {new} nye adresser / new addresses")
    return ExitCode.GOOD
