"""A site that is shown on an editor's machine is built again and again into the same folder.

A group of files that depends on no page's text need not even be looked at after an edit of one;
and what no page shows may be written after the pages, while the editor reads.
"""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from barometer.cache import digest, load, store
from barometer.fingerprints import of_site, shape
from barometer.state import Site

SHOWN = "BAROMETER_SHOWN"
FOLDER = ".cache/shown-files"
AFTERWARDS = "afterwards"
"""Where adapters find the list of what is written after the pages; without it all is at once."""
Job = Callable[[], object]


def is_shown() -> bool:
    """Whether this build is one of a site that is shown."""
    return bool(os.environ.get(SHOWN))


def once(site: Site, folder: Path, group: str, write: Job, waiting: list[Job] | None) -> None:
    """Write a group of files, unless it lies in the folder that is shown, made from the same."""
    around = of_site(site)
    name = digest([folder, shape(site), around.around, around.heads, around.numbers])
    file = site.root / FOLDER / group
    if not is_shown():
        write()
    elif load(file, name) is None:
        after(waiting, partial(_write, write, file, name))


def after(waiting: list[Job] | None, job: Job) -> None:
    """Do the job when its turn comes; at once where nothing waits."""
    if waiting is None:
        job()
    else:
        waiting.append(job)


def _write(write: Job, file: Path, name: str) -> None:
    write()
    store(file, name, {})


def forget(root: Path) -> None:
    """The folder that is shown was emptied: nothing lies there."""
    shutil.rmtree(root / FOLDER, ignore_errors=True)
