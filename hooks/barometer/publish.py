"""Build beside the site, look at what came out, change places: the earlier site stays whole."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from barometer.built import check_built
from barometer.problems import ExitCode, annotations, report

CONFIGURATION_ERROR = "configuration error"
TRACEBACK = "Traceback (most recent call last)"


class MachineError(Exception):
    """The machine stands in the way: disk or rights; the text says which, in two languages."""


def build(root: Path, target: Path) -> ExitCode:
    """Build the project below `root` into `target`; if anything goes wrong, the earlier stays."""
    try:
        with _alone(target):
            return _build(root, target)
    except MachineError as error:
        print(error, file=sys.stderr)
        return ExitCode.MACHINE
    except OSError as error:
        print(_machine(error), file=sys.stderr)
        return ExitCode.MACHINE


def _build(root: Path, target: Path) -> ExitCode:
    new, old = target.with_name(f"{target.name}.new"), target.with_name(f"{target.name}.old")
    _recover(target, new, old)
    try:
        code = _run(root, new)
        if code is ExitCode.GOOD:
            code = _judge(new)
        if code is ExitCode.GOOD:
            _swap(new, target, old)
        return code
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _recover(target: Path, new: Path, old: Path) -> None:
    """Clean up after a build that was killed: half a new site goes, a set-aside one comes back."""
    shutil.rmtree(new, ignore_errors=True)
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _swap(new: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def engine(root: Path, name: str, site: Path) -> list[str]:
    """The command of `[tool.barometer]` in pyproject.toml, with the folder to build into."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    command: list[str] = settings["tool"]["barometer"][name]
    return [sys.executable, "-m", *(part.format(site=site) for part in command)]


def _run(root: Path, new: Path) -> ExitCode:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(  # noqa: S603 - the command is the project's own
        engine(root, "build", new),
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
        raise MachineError(_crashed(root, said))
    print(said.strip(), file=sys.stderr)
    return ExitCode.CONFIGURATION if CONFIGURATION_ERROR in said else ExitCode.CONTENT


def _crashed(root: Path, said: str) -> str:
    log = root / ".cache" / "build.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text(said, encoding="utf-8")
    last = said.strip().splitlines()[-1]
    return (
        f"FEJL M100 Bygningen gik i stå: {last}\n"
        f"     Det er ikke jeres fejl. Send filen {log.relative_to(root)} til en udvikler. "
        "Den tidligere side er urørt.\n"
        "     (English) The build broke down. It is not your fault. "
        "Send the file to a developer. The earlier site is untouched."
    )


def _judge(new: Path) -> ExitCode:
    problems = tuple(check_built(new))
    if not problems:
        return ExitCode.GOOD
    print(report(problems), annotations(problems), sep="\n", file=sys.stderr)
    return ExitCode.CONTENT


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of a target, or wait for the build that holds it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.with_name(f".{target.name}.lock")):
        yield


def _machine(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"FEJL M101 Maskinen kan ikke skrive{where}: {error.strerror}. "
        "Den tidligere side er urørt.\n"
        f"     (English) The machine cannot write{where}: {error.strerror}. "
        "The earlier site is untouched."
    )
