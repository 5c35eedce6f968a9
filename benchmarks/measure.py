"""One command measured: wall, CPU and memory of it and of everything that it started."""

import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""What every build is started with: Python keeps compiled modules, as the Makefile has it."""
CLOCK = Path(__file__).with_name("clock.py")


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
    environment = {**os.environ, **SETTINGS, **(also or {})}
    clock = [sys.executable, "-S", str(CLOCK), str(log), *command]
    told = json.loads(subprocess.check_output(clock, cwd=folder, env=environment))  # noqa: S603
    if told.pop("code"):
        said = log.read_text("utf-8", errors="replace")[-2000:]
        raise FailedError(f"{' '.join(command)} in {folder}:\n{said}")
    return Cost(**told)


def median(values: Sequence[float]) -> float:
    """The middle of some measurements."""
    return statistics.median(values)


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """By which power of the pages a cost grows between two sizes."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def size(folder: Path) -> int:
    """The bytes of every file below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
