"""One command measured: wall, CPU and memory of it and of everything that it started."""

import math
import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, CPU seconds of all processes, bytes of the largest of them."""

    wall: float
    cpu: float
    peak: int


class FailedError(Exception):
    """A measured command ended badly: what it said."""


def measured(command: Sequence[str], folder: Path, also: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder until it ends well."""
    log = folder / ".bench.log"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(also or {})}
    with log.open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", errors="replace")[-2000:]
        raise FailedError(f"{' '.join(command)} in {folder}:\n{said}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def median(values: Sequence[float]) -> float:
    """The middle of some measurements."""
    return statistics.median(values)


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], what: str) -> tuple[float, float, float]:
    """The median of the ratios of neighbours, with the smallest and the largest."""
    pairs = [getattr(a, what) / getattr(b, what) for a, b in zip(ours, theirs, strict=True)]
    return median(pairs), min(pairs), max(pairs)


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """By which power of the pages a cost grows between two sizes."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def size(folder: Path) -> int:
    """The bytes of every file below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
