"""A site that is shown on an editor's machine is built again and again into the same folder.

A group of files that depends on no page's text need not even be looked at after an edit of one.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from barometer import kept
from barometer.fingerprint_code import digest
from barometer.fingerprints import of_site, shape
from barometer.state import Site

SHOWN = "BAROMETER_SHOWN"
FOLDER = ".cache/shown-files"


def is_shown() -> bool:
    """Whether this build is one of a site that is shown."""
    return bool(os.environ.get(SHOWN))


def once(site: Site, folder: Path, group: str, write: Callable[[], object]) -> None:
    """Write a group of files, unless it lies in the folder that is shown, made from the same."""
    around = of_site(site)
    name = digest([folder, shape(site), around.around, around.heads, around.numbers])
    file = site.root / FOLDER / group
    if not is_shown():
        write()
    elif kept.fetch(file, name) is None:
        write()
        kept.keep(file, name, "")


def forget(root: Path) -> None:
    """The folder that is shown was emptied: nothing lies there."""
    shutil.rmtree(root / FOLDER, ignore_errors=True)
