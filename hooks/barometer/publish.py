"""Build beside the site, look at what came out, change places: the earlier site stays whole."""

import glob
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from barometer.built import SUMS, Files, check_built, read_built, read_file, sums, warn_built
from barometer.faults import fault
from barometer.machine import (
    TRACEBACK,
    MachineError,
    cannot_write,
    crashed,
    unusable_cache,
)
from barometer.marks import fill
from barometer.notices import notices
from barometer.problems import ExitCode, Problem, annotations, report
from barometer.sbom import write_sbom
from barometer.swap import swap

CONFIGURATION_ERROR = "configuration error"
PATIENCE = 30 * 60.0
"""Seconds that a build waits for another one of the same site."""


def build(root: Path, target: Path, patience: float = PATIENCE, command: str = "build") -> ExitCode:
    """Build the project below `root` into `target`; if anything goes wrong, the earlier stays."""
    try:
        with _stoppable(), _alone(target, patience):
            return _build(root, target, command)
    except MachineError as error:
        return _stopped(error.problem, ExitCode.MACHINE)
    except OSError as error:
        return _stopped(cannot_write(error, target), ExitCode.MACHINE)
    except KeyboardInterrupt:
        return _stopped(fault("M105", target.name, None), ExitCode.BROKEN_OFF)


def _stopped(problem: Problem, code: ExitCode) -> ExitCode:
    print(problem.told(), annotations([problem]), sep="\n", file=sys.stderr)
    return code


def _build(root: Path, target: Path, command: str) -> ExitCode:
    new, old = target.with_name(f"{target.name}.new-{os.getpid()}"), _old(target)
    _recover(target)
    if warning := unusable_cache(root):
        print(notices([warning]), file=sys.stderr)
    try:
        code = _run(root, new, target, command)
        if code is ExitCode.GOOD:
            write_sbom(root, new)
            code = _judge(root, new, target.name)
        if code is ExitCode.GOOD:
            swap(new, target, old)
        return code
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f"{target.name}.old")


def _recover(target: Path) -> None:
    """Clean up after a build that was killed: half a new site goes, a set-aside one comes back."""
    for new in target.parent.glob(f"{glob.escape(target.name)}.new-[0-9]*"):
        shutil.rmtree(new, ignore_errors=True)
    if (old := _old(target)).exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def engine(root: Path, name: str, site: Path) -> list[str]:
    """The command of `[tool.barometer]` in pyproject.toml, with the folder to build into."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    command: list[str] = settings["tool"]["barometer"][name]
    return [sys.executable, "-m", *(part.format(site=site) for part in command)]


def _run(root: Path, new: Path, target: Path, command: str) -> ExitCode:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(  # noqa: S603 - the command is the project's own
        engine(root, command, new),
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
        raise MachineError(crashed(root, target, said))
    print(said.strip(), file=sys.stderr)
    return ExitCode.CONFIGURATION if CONFIGURATION_ERROR in said else ExitCode.CONTENT


def _judge(root: Path, new: Path, name: str) -> ExitCode:
    """Look at what came out; if it is right, its list of files goes with it."""
    files = _with_marks_filled(root, new, read_built(new))
    if problems := tuple(check_built(files, name)):
        print(report(problems), annotations(problems), sep="\n", file=sys.stderr)
        return ExitCode.CONTENT
    if warnings := notices(warn_built(files, name)):
        print(warnings, file=sys.stderr)
    (new / SUMS).write_text(sums(files), encoding="utf-8", newline="\n")
    return ExitCode.GOOD


def _with_marks_filled(root: Path, new: Path, files: Files) -> Files:
    marked = [name for name, one in files.items() if one.marked]
    for name in marked:
        fill(root, new / name)
    return {**files, **{name: read_file(new / name) for name in marked}}


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
            waited = fault("M104", target.name, None, minutes=round(patience / 60))
            raise MachineError(waited) from error
    try:
        yield
    finally:
        lock.release()
