"""A site that is shown on an editor's machine: what was edited is seen first, the rest follows.

What is saved:
- changes are told by the machine instead of looked for twice a second (LiveReloadServer);
- files that are as they were are left where they lie (clean_directory);
- search, downloads and pictures are written once the browser has the page (Afterwards);
- the collector waits until nobody does (gc).
"""

import gc
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from functools import partial, wraps
from inspect import unwrap
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
from watchdog.observers import Observer

from barometer.cache import load, store
from barometer.faults.settings import is_shown
from barometer.html import render
from barometer.publish.build import AFTERWARDS, Job, forget
from barometer.publish.permanence import take_redirects_away
from barometer.views.rendering import site_shape

CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
MANY_OBJECTS = 5_000_000
"""Made since the collector last ran: some ten builds, about a gigabyte, if nobody ever pauses."""
PAUSE = 1.0
"""Seconds without an edit after which there is time to collect."""


class Afterwards(threading.Thread):
    """Writes what readers of the page do not wait for; stops between two files if asked to."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        super().__init__(name="files that follow the page", daemon=True)
        self._jobs = jobs
        self._stopped = threading.Event()

    def run(self) -> None:
        """Do the jobs in order, and collect when no edit follows."""
        for job in self._jobs:
            for _ in job():
                if self._stopped.is_set():
                    return
        if not self._stopped.wait(PAUSE):
            gc.collect()

    def stop(self) -> None:
        """Leave what is not written yet; the next build asks for it again."""
        self._stopped.set()
        self.join()


def on_startup(**_: object) -> None:
    """The collector waits until nobody does."""
    gc.set_threshold(MANY_OBJECTS)


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Leave the site where it lies, as long as it has the same pages and files."""
    _stop()
    plugin: Any = config.plugins["i18n"]
    if not is_shown() or plugin.building:
        return
    cleaned = unwrap(utils.clean_directory)
    site, folder = config.extra["barometer"], Path(config.site_dir)
    shape, file = site_shape(site), _root(config) / ".cache/shown"
    if load(file, "editors", (folder, shape)) is not None:
        utils.clean_directory = wraps(cleaned)(_leave)
        take_redirects_away(site, folder)
    else:
        utils.clean_directory = cleaned
        forget(_root(config))
        store(file, "editors", (folder, shape), {})
    config.extra[AFTERWARDS] = []


@event_priority(-400)
def on_post_build(*, config: MkDocsConfig) -> None:
    """The page is there: begin with what follows it."""
    plugin: Any = config.plugins["i18n"]
    if not plugin.building and (jobs := config.extra.get(AFTERWARDS)) is not None:
        Afterwards(jobs).start()


def on_shutdown(**_: object) -> None:
    """Write nothing more into a folder that is about to be taken away."""
    _stop()


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """Listen for changes; MkDocs looks through every folder twice a second."""
    if is_shown():
        paths = list(server._watched_paths)
        for path in paths:
            server.unwatch(path)
        server.observer = FileChanges()
        for path in paths:
            server.watch(path)
    told = Told(server.builder)
    server.builder = told.build
    server._inject_js_into_html = partial(_with_script, told, server._inject_js_into_html)  # type: ignore[method-assign]
    return server


class Told:
    """The faults of the newest build, shown on every page of the last good one.

    MkDocs lets every request wait until a build is right, so that a browser seems to hang.
    """

    def __init__(self, build: Callable[[], None]) -> None:
        self._build = build
        self.faults = ""

    def build(self) -> None:
        """Build; what stops it is told here and in the terminal, and pages are served again."""
        self.faults = ""
        try:
            self._build()
        except Abort as error:
            self.faults = str(error)
            print(error, file=sys.stderr)
        except Exception as error:  # whatever it is, the editor must see that nothing new is shown
            self.faults = f"{type(error).__name__}: {error}"
            traceback.print_exc()


class FileChanges(Observer):  # type: ignore[misc,valid-type]
    """Tells of files that were written, moved or deleted; to read one is no change."""

    def schedule(self, event_handler: Any, path: str, *, recursive: bool = False, **_: Any) -> Any:
        """Watch a path for changes only."""
        return super().schedule(event_handler, path, recursive=recursive, event_filter=CHANGES)


def _stop() -> None:
    for thread in threading.enumerate():
        if isinstance(thread, Afterwards):
            thread.stop()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _leave(directory: str) -> None:
    """Instead of clean_directory: every file is written over, if it changed at all."""


def _with_script(
    told: Told, inject: Callable[[bytes, int], bytes], page: bytes, epoch: int
) -> bytes:
    """MkDocs's script that loads a page again is inline: it may run in what an editor is shown."""
    page = page.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
    if told.faults:
        start = page.find(b">", page.find(b"<main")) + 1
        shown = render("fault.html", faults=told.faults).encode()
        page = page[:start] + shown + page[start:]
    return inject(page, epoch)
