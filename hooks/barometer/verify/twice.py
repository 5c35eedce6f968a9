"""Build the project twice, as on two machines that share nothing, and name what differs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from barometer.built import differences, read_built, read_sums
from barometer.editors.git import git
from barometer.faults import fault
from barometer.fetch import fetch
from barometer.problems import ExitCode, annotations, report
from barometer.releases.clock import REPRODUCIBLE, now
from barometer.releases.read import read_releases
from barometer.text import Text

ELSEWHERE = Path(__file__).parent / "elsewhere"
LATER = timedelta(days=400)
GENERATED = (".git", ".venv", ".tools", ".cache", "site", "figures", "__pycache__", "node_modules")
ENDING = Text(da="Sitet er ikke det samme hver gang.", en="The site is not the same every time.")


def verify(root: Path, against: str = "") -> ExitCode:
    """Build twice and compare every file; with `against`, with a published list too."""
    published = fetch(against) if against else None
    if isinstance(published, Text):
        problem = fault("B303", against, None, reason=published)
        print(problem.told(), file=sys.stderr)
        return ExitCode.MACHINE
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder, "a", "project"), Path(folder, "et andet sted", "projekt æøå")
        for place in (here, there):
            copy(root, place, backwards=place is there)
        if (root / ".cache").is_dir():
            shutil.copytree(root / ".cache", here / ".cache")
        running = [_start(here, _environment(here)), _start(there, _other(root, there))]
        codes = [one.wait() for one in running]
        if any(codes):
            return ExitCode(max(codes))
        first, second = (read_built(place / "site") for place in (here, there))
        found = {name: one.sum for name, one in first.items()}
        differing = differences(found, {name: one.sum for name, one in second.items()})
    others = differences(found, read_sums(published.decode())) if published is not None else []
    return _told(len(found), differing, others, against)


def _told(count: int, differing: Sequence[str], others: Sequence[str], against: str) -> ExitCode:
    problems = [fault("B301", name, None) for name in differing]
    problems += [fault("B302", name, None) for name in others]
    if problems:
        print(report(problems, ending=ENDING), annotations(problems), sep="\n", file=sys.stderr)
    same = count - len(differing)
    print(f"To bygninger: {same} filer er ens, {len(differing)} er forskellige.")
    print(f"(Two builds: {same} files are the same, {len(differing)} differ.)")
    if against:
        print(
            f"Udgivet liste: {len(others)} forskelle. / Published list: {len(others)} differences."
        )
    if not find_spec("time_machine"):
        print("Uret blev ikke ændret: pakken time-machine mangler. / The clock was not changed.")
    return ExitCode.CONTENT if problems else ExitCode.GOOD


def copy(root: Path, place: Path, *, backwards: bool = False) -> None:
    """The files of the project as they stand, written in the one order or the other."""
    place.mkdir(parents=True)
    for name in sorted(_names(root), reverse=backwards):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
    if found := git(root, "rev-parse", "--absolute-git-dir"):
        (place / ".git").write_bytes(b"gitdir: " + found)


def _names(root: Path) -> list[str]:
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed:
        return [one for one in listed.decode().split("\0") if one and (root / one).is_file()]
    files = (one.relative_to(root) for one in root.rglob("*") if one.is_file())
    return [one.as_posix() for one in files if not set(one.parts) & set(GENERATED)]


def _start(place: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "barometer", "build", "--site", "site"]
    mask = 0o077 if os.name == "posix" and "ELSEWHERE_ORDER" in environment else -1
    return subprocess.Popen(command, cwd=place, env=environment, umask=mask)  # noqa: S603


def _environment(place: Path) -> dict[str, str]:
    around = {**os.environ, "PYTHONPATH": str(place / "hooks"), "GIT_OPTIONAL_LOCKS": "0"}
    around.pop(REPRODUCIBLE, None)
    return around


def _other(root: Path, place: Path) -> dict[str, str]:
    """Another day, zone, language, seed, order and home."""
    clock = {"ELSEWHERE_CLOCK": str(int(_later(root).timestamp()))}
    return {
        **_environment(place),
        "PYTHONPATH": f"{ELSEWHERE}{os.pathsep}{place / 'hooks'}",
        "ELSEWHERE_ORDER": "backwards",
        **(clock if find_spec("time_machine") else {}),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "HOME": str(place.parent),
    }


def _later(root: Path) -> datetime:
    """Another day on which the same is out: the site may change only when a release comes."""
    today = now()
    ahead = [one.moment for one in read_releases(root, today).releases.ahead.values()]
    return min([today + LATER, *(moment - timedelta(minutes=1) for moment in ahead)])
