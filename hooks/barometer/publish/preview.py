"""What only the live preview needs: groups of files that are not written again, or later."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from barometer.cache import digest, load, store
from barometer.pages.site import Site
from barometer.views.rendering import hash_site, site_shape

IS_SHOWN = "BAROMETER_SHOWN"


SHOWN_FILES = ".cache/shown-files"


AFTERWARDS = "afterwards"
"""Where adapters find the list of what is written after the pages; without it all is at once."""


Job = Callable[[], object]


def is_shown() -> bool:
    """Whether this build is one of a site that is shown."""
    return bool(os.environ.get(IS_SHOWN))


def write_once(site: Site, folder: Path, group: str, write: Job, waiting: list[Job] | None) -> None:
    """Write a group of files, unless it lies in the folder that is shown, made from the same."""
    around = hash_site(site)
    name = digest([folder, site_shape(site), around.around, around.heads, around.numbers])
    file = site.root / SHOWN_FILES / group
    if not is_shown():
        write()
    elif load(file, "editors", name) is None:
        write_later(waiting, partial(_write, write, file, name))


def write_later(waiting: list[Job] | None, job: Job) -> None:
    """Do the job when its turn comes; at once where nothing waits."""
    if waiting is None:
        job()
    else:
        waiting.append(job)


def _write(write: Job, file: Path, name: str) -> None:
    write()
    store(file, "editors", name, {})


def forget(root: Path) -> None:
    """The folder that is shown was emptied: nothing lies there."""
    shutil.rmtree(root / SHOWN_FILES, ignore_errors=True)
