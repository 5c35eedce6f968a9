"""When the machine stands in the way of a build: which way, in words an editor can act on."""

import errno
import math
import re
import shutil
from pathlib import Path

from barometer.faults import fault, reason
from barometer.problems import Problem

TRACEBACK = "Traceback (most recent call last)"
LOG = ".cache/build.log"
FULL = (errno.ENOSPC, errno.EDQUOT)
MEGABYTE = 1_000_000


class MachineError(Exception):
    """The machine stands in the way; carries what to say of it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.told())
        self.problem = problem


def cannot_write(error: OSError, target: Path) -> Problem:
    """What an error of the system means for the build of `target`."""
    place = str(error.filename or target)
    if error.errno in FULL:
        needed, free = _size(target) / MEGABYTE, _free(target)
        kind = "M102" if needed else "M102/first"
        return fault(kind, place, None, free=free, needed=math.ceil(needed))
    return fault("M101", place, None, reason=reason(error))


def crashed(root: Path, target: Path, said: str) -> Problem:
    """What the traceback of the engine means; the whole of it is left in a file if possible."""
    last = said.strip().splitlines()[-1]
    found = re.search(r"\[Errno (\d+)\][^:]*(?:: '([^']*)')?", last)
    if found and (number := int(found[1])) in (*FULL, errno.EACCES, errno.EROFS, errno.EFBIG):
        return cannot_write(OSError(number, last, found[2]), target)
    return fault("M100", target.name, None, last=last.rstrip("."), log=_logged(root, said))


def unusable_cache(root: Path) -> Problem | None:
    """A warning where the cache cannot be written; the build goes on without."""
    folder = root / ".cache"
    try:
        folder.mkdir(exist_ok=True)
        trial = folder / ".trial"
        trial.touch()
        trial.unlink()
    except OSError as error:
        return fault("M103", ".cache", None, reason=reason(error))
    return None


def _logged(root: Path, said: str) -> str:
    try:
        (root / LOG).parent.mkdir(exist_ok=True)
        (root / LOG).write_text(said, encoding="utf-8")
    except OSError:
        return f"»{said.strip()[-2000:]}«"
    return LOG


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _free(target: Path) -> int:
    place = next((one for one in (target, *target.parents) if one.exists()), Path.cwd())
    return shutil.disk_usage(place).free // MEGABYTE
