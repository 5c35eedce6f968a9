"""Build beside and swap, what waits while a site is shown, machine errors."""

import ctypes
import errno
import glob
import json
import math
import multiprocessing
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from barometer.cache import digest, load, store
from barometer.faults.report import ExitCode, Fault, annotations, make_fault, reason, report
from barometer.faults.settings import is_shown
from barometer.pages.addresses import SUMS, PageKey
from barometer.pages.site import PageState, Site
from barometer.publish.manifest import check_built, read_built, write_sbom, write_sums
from barometer.text import LANGUAGES, Language
from barometer.views.rendering import hash_site, rendering_key, site_shape

TRACEBACK = "Traceback (most recent call last)"
BUILD_LOG = ".cache/build.log"
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
BYTES_A_MEGABYTE = 1_000_000


class MachineError(Exception):
    """The machine stands in the way; carries what to say of it."""

    def __init__(self, problem: Fault) -> None:
        super().__init__(problem.told())
        self.problem = problem


def cannot_write(error: OSError, target: Path) -> Fault:
    """What an error of the system means for the build of `target`."""
    place = str(error.filename or target)
    if error.errno in DISK_FULL:
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
        there = next((one for one in (target, *target.parents) if one.exists()), Path.cwd())
        free = shutil.disk_usage(there).free // BYTES_A_MEGABYTE
        needed = math.ceil(size / BYTES_A_MEGABYTE)
        return make_fault("M102" if size else "M102/first", place, None, free=free, needed=needed)
    return make_fault("M101", place, None, reason=reason(error))


def tell_crash(root: Path, target: Path, said: str) -> Fault:
    """What the traceback of the engine means; the whole of it is left in a file if possible."""
    last = said.strip().splitlines()[-1]
    found = re.search(r"\[Errno (\d+)\][^:]*(?:: '([^']*)')?", last)
    if found and (number := int(found[1])) in (*DISK_FULL, errno.EACCES, errno.EROFS, errno.EFBIG):
        return cannot_write(OSError(number, last, found[2]), target)
    log = BUILD_LOG
    try:
        (root / BUILD_LOG).parent.mkdir(exist_ok=True)
        (root / BUILD_LOG).write_text(said, encoding="utf-8")
    except OSError:
        log = f"»{said.strip()[-2000:]}«"
    if name := re.match(r"KeyError: '(\w+)'$", last):
        return make_fault("M100/name", target.name, None, name=name[1], log=log)
    return make_fault("M100", target.name, None, last=last.rstrip("."), log=log)


CONFIGURATION_ERROR = "configuration error"
LONGEST_BUILD = 30 * 60.0
"""Seconds that a build waits for another one of the same site."""


def build_site(
    root: Path, target: Path, patience: float = LONGEST_BUILD, command: str = "build"
) -> ExitCode:
    """Build the project below `root` into `target`; if anything goes wrong, the earlier stays."""
    try:
        with _stoppable(), _alone(target, patience):
            return _build(root, target, command)
    except MachineError as error:
        return _stopped(error.problem, ExitCode.MACHINE)
    except OSError as error:
        return _stopped(cannot_write(error, target), ExitCode.MACHINE)
    except KeyboardInterrupt:
        return _stopped(make_fault("M105", target.name, None), ExitCode.BROKEN_OFF)


def _stopped(problem: Fault, code: ExitCode) -> ExitCode:
    print(problem.told(), annotations([problem]), sep="\n", file=sys.stderr)
    return code


def _build(root: Path, target: Path, command: str) -> ExitCode:
    new = target.with_name(f"{target.name}.new-{os.getpid()}")
    old = target.with_name(f"{target.name}.old")
    _recover(target, old)
    try:
        code = _run(root, new, target, command)
        if code is ExitCode.GOOD:
            write_sbom(root, new)
            code = _judge(new, target.name)
        if code is ExitCode.GOOD:
            swap_folders(new, target, old)
        return code
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _recover(target: Path, old: Path) -> None:
    """Clean up after a build that was killed: half a new site goes, a set-aside one comes back."""
    for new in target.parent.glob(f"{glob.escape(target.name)}.new-[0-9]*"):
        shutil.rmtree(new, ignore_errors=True)
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def engine_command(root: Path, name: str, site: Path, port: int = 8000) -> list[str]:
    """The command of `[tool.barometer]` in pyproject.toml, filled in."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    command: list[str] = settings["tool"]["barometer"][name]
    return [sys.executable, "-m", *(part.format(site=site, port=port) for part in command)]


def _run(root: Path, new: Path, target: Path, command: str) -> ExitCode:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(  # noqa: S603 - the command is the project's own
        engine_command(root, command, new),
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    if done.returncode == 0:
        return ExitCode.GOOD
    if TRACEBACK in said:
        raise MachineError(tell_crash(root, target, said))
    print(said.strip(), file=sys.stderr)
    return ExitCode.CONFIGURATION if CONFIGURATION_ERROR in said else ExitCode.CONTENT


def _judge(new: Path, name: str) -> ExitCode:
    """Look at what came out; if it is right, its list of files goes with it."""
    files = read_built(new)
    if problems := tuple(check_built(files, name)):
        print(report(problems), annotations(problems), sep="\n", file=sys.stderr)
        return ExitCode.CONTENT
    (new / SUMS).write_text(write_sums(files), encoding="utf-8", newline="\n")
    return ExitCode.GOOD


@contextmanager
def _stoppable() -> Iterator[None]:
    """A polite stop ends a build as Ctrl+C does, so that it cleans up after itself."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _alone(target: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a target, or wait for the build that holds it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(target.with_name(f".{target.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("En anden bygning er i gang; venter. / Another build is running; waiting.")
        try:
            lock.acquire(timeout=patience)
        except Timeout as error:
            waited = make_fault("M104", target.name, None, minutes=round(patience / 60))
            raise MachineError(waited) from error
    try:
        yield
    finally:
        lock.release()


_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def swap_folders(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`; the earlier goes last, and comes back if that fails."""
    if target.exists() and _exchanged(new, target):
        shutil.rmtree(new, ignore_errors=True)
        return
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(new: Path, target: Path) -> bool:
    """Whether the system has swapped the two at once, so that there never was a moment without."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_HERE, os.fsencode(new), _HERE, os.fsencode(target), _EXCHANGE)
    return done == 0


SHOWN_FILES = ".cache/shown-files"
AFTERWARDS = "afterwards"
"""Where adapters find the list of what is written after the pages; without it all is at once."""
Job = Callable[[], Iterable[object]]
"""Writes files, and gives something after each, so that it can be left between two of them."""


_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def begin_side_by_side(jobs: Sequence[Job]) -> Callable[[], None]:
    """Begin jobs that do nothing but write files; gives what does the rest of them and waits.

    On Linux every other core begins at once, in a process that has all that was read so far. Each
    takes the next job when it has done one: those that take longest should come first. What is
    given raises ChildProcessError where one of them has not ended well.
    """
    if sys.platform != "linux":
        return partial(do_whole, lambda: chain.from_iterable(job() for job in jobs))
    system = multiprocessing.get_context("fork")
    taken = system.Value("i", 0)

    def work() -> None:
        if multiprocessing.parent_process():  # where a build is stopped, nothing writes on alone
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        while True:
            with taken.get_lock():
                number = taken.value
                taken.value += 1
            if number >= len(jobs):
                return
            do_whole(jobs[number])

    cores = len(os.sched_getaffinity(0))
    others = [system.Process(target=work, daemon=True) for _ in range(1, cores)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no other thread of ours holds a lock
        for other in others:
            other.start()

    def finish() -> None:
        work()
        for other in others:
            other.join()
        if any(other.exitcode for other in others):
            raise ChildProcessError("a process that wrote files failed; what it said stands above")

    return finish


def do_whole(job: Job) -> None:
    """Do all of a job."""
    for _ in job():
        pass


def free_port(first: int) -> int:
    """The first port from `first` on that no other program listens at."""
    for port in range(first, first + 100):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return first


def write_once(site: Site, folder: Path, group: str, write: Job) -> Iterator[object]:
    """Write a group of files, unless it lies in the folder that is shown, made from the same."""
    if not is_shown():
        yield from write()
        return
    around = hash_site(site)
    name = digest([folder, site_shape(site), around.around, around.heads, around.numbers])
    file = site.root / SHOWN_FILES / group
    if load(file, "editors", name) is None:
        yield from write()
        store(file, "editors", name, {})


def note_pages(site: Site, folder: Path) -> None:
    """Note what each page in the folder that is shown was made from."""
    for language in LANGUAGES:
        made = json.dumps(_page_keys(site, language)).encode()
        store(site.root / SHOWN_FILES / f"pages.{language}", "editors", str(folder), {"keys": made})


def pages_as_shown(site: Site, language: Language, folder: Path) -> frozenset[PageKey]:
    """The pages that lie in the folder that is shown, made from the same; none elsewhere."""
    file = site.root / SHOWN_FILES / f"pages.{language}"
    noted = load(file, "editors", str(folder)) if is_shown() else None
    known = json.loads(noted["keys"]) if noted else {}
    now = _page_keys(site, language) if known else {}
    return frozenset(PageKey(path) for path, key in now.items() if known.get(path) == key)


def _page_keys(site: Site, language: Language) -> Mapping[str, str]:
    """What each page is made from, as a hash: its text, the heads of all, and the look of pages."""
    look = (site.root / "overrides").rglob("*")
    sums = sorted(digest([one, one.read_bytes()]) for one in look if one.is_file())
    same = digest([site_shape(site), hash_site(site).heads, *sums])
    return {
        key.path: digest(
            [same, rendering_key(PageState(site, at, key)), site.translations.behind(key, at)]
        )
        for key, at in site.pages
        if at == language
    }


def forget(root: Path) -> None:
    """The folder that is shown was emptied: nothing lies there."""
    shutil.rmtree(root / SHOWN_FILES, ignore_errors=True)
