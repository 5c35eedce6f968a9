"""Two folders change places, in one step where the system can."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def swap(new: Path, target: Path, old: Path) -> None:
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
