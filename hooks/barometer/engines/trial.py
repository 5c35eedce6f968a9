"""One generator tried: the project copied, built from nothing, and held against our own site."""

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from barometer.built import SUMS, differences, read_built
from barometer.publish import engine
from barometer.sbom import FILE as PARTS_LIST
from barometer.verify.twice import copy

GENERATOR = b'name="generator"'
LAST_STEP = (SUMS, PARTS_LIST)
"""Files of our own last step, which no generator writes."""
PATIENCE = 900.0


@dataclass(frozen=True)
class Trial:
    """What came of it: the exit code, seconds, pages, files that differ, and the last words."""

    name: str
    code: int
    seconds: float
    pages: int
    differing: tuple[str, ...]
    said: str


def trial(root: Path, place: Path, name: str, ours: Path | None, *, bare: bool = False) -> Trial:
    """Build a copy of the project in `place` with the engine of that name.

    `bare` leaves our templates and adapters out, for an engine that has neither.
    """
    copy(root, place)
    if bare:
        _bare(place / "mkdocs.yml")
    site = place / "site"
    began = time.monotonic()
    code, said = _run(engine(place, name, site), place)
    seconds = time.monotonic() - began
    pages = sum(1 for _ in site.rglob("index.html"))
    differing = tuple(_differing(ours, site)) if ours else ()
    return Trial(name, code, seconds, pages, differing, said)


def _run(command: list[str], place: Path) -> tuple[int, str]:
    around = {**os.environ, "PYTHONPATH": str(place / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the command is the project's own
            command, cwd=place, env=around, capture_output=True, text=True,
            check=False, timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 1, f"Ikke færdig efter {PATIENCE:.0f} sekunder / Not done within that time"
    lines = (done.stdout + done.stderr).strip().splitlines()
    return done.returncode, next((one.strip() for one in lines if "rror: " in one), "")


def _bare(settings: Path) -> None:
    """Leave `hooks:` and `custom_dir:` out of the configuration."""
    kept: list[str] = []
    inside = False
    for line in settings.read_text(encoding="utf-8").splitlines():
        inside = line.startswith("hooks:") or (inside and line.startswith(" "))
        if not inside and "custom_dir:" not in line:
            kept.append(line)
    settings.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _differing(ours: Path, theirs: Path) -> list[str]:
    """The files whose bytes differ, the name of the generator aside."""
    first, second = _sums(ours), _sums(theirs)
    return [
        name
        for name in differences(first, second)
        if name not in first
        or name not in second
        or _without_generator(ours / name) != _without_generator(theirs / name)
    ]


def _sums(site: Path) -> Mapping[str, str]:
    return {name: one.sum for name, one in read_built(site).items() if name not in LAST_STEP}


def _without_generator(file: Path) -> list[bytes]:
    return [line for line in file.read_bytes().splitlines() if GENERATOR not in line]
