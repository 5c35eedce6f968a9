"""The files of a built site with their sums, what it was built from, the same site built twice."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from barometer.data.releases import build_time, read_releases
from barometer.editors.git import ask_git, read_head, run_git
from barometer.faults.report import (
    ExitCode,
    Fault,
    annotations,
    make_fault,
    message_codes,
    report,
)
from barometer.faults.settings import REPRODUCIBLE
from barometer.html import render
from barometer.pages.addresses import LOCK_FILE, SBOM_FILE, SUMS, commit_address
from barometer.pages.site import PageState
from barometer.publish.permanence import read_address
from barometer.publish.smoke import read_sums
from barometer.text import Text, format_number

SITE_LIMIT = 1_000_000_000  # bytes that GitHub Pages takes

NEEDED_FILES = ("index.html", "en/index.html", "404.html", "sitemap.xml")


class BuiltFile(NamedTuple):
    """A file of the site: its size in bytes and its SHA-256."""

    size: int
    sum: str


BuiltFiles = Mapping[str, BuiltFile]


def read_built(folder: Path) -> BuiltFiles:
    """Every file of a built site by its address, each read once."""
    files = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}
    found = {}
    for name in sorted(files.keys() - {SUMS}):
        data = files[name].read_bytes()
        found[name] = BuiltFile(len(data), hashlib.sha256(data).hexdigest())
    return found


def check_built(files: BuiltFiles, name: str, limit: int = SITE_LIMIT) -> Iterator[Fault]:
    """The faults of a finished site: something missing, or too large."""
    for needed in NEEDED_FILES:
        if needed not in files:
            yield make_fault("B101", needed, None, name=needed)
    if (size := sum(one.size for one in files.values())) > limit:
        yield make_fault("B103", name, None, size=f"{size / 1e9:.2f}")


def write_sums(files: BuiltFiles) -> str:
    """The published list of files; the same site gives the same list."""
    return "".join(f"{one.sum}  {name}\n" for name, one in files.items())


def sums_of(folder: Path) -> Mapping[str, str]:
    """The SHA-256 of each file of a built site by its address."""
    return {name: one.sum for name, one in read_built(folder).items()}


def differing_files(first: Mapping[str, str], second: Mapping[str, str]) -> Sequence[str]:
    """The addresses that only one of two sites has, or at which their bytes differ."""
    names = sorted({*first, *second})
    return [name for name in names if first.get(name) != second.get(name)]


def release_facts(state: PageState) -> str:
    """Commit, version of the data, how much there is, and the lists of files and of parts."""
    site, data = state.site, state.site.dataset
    commit, _ = read_head(site.root) or ("", False)
    status = ("--no-optional-locks", "status", "--porcelain", "--untracked-files=no")
    counts = {
        "pages": len(site.pages),
        "charts": sum(len(one.charts) for one in data.indicators.values()),
        "values": len(data.observations),
        "rules": len(message_codes()),
    }
    return render(
        "release_facts.html",
        words=state.words("release"),
        commit=commit,
        address=commit_address(commit),
        changed=bool(commit and ask_git(site.root, *status)),
        version=site.releases.version or "–",
        counts={name: format_number(one, state.language) for name, one in counts.items()},
        root=state.to_root,
        sums=SUMS,
        parts=SBOM_FILE if (site.root / LOCK_FILE).is_file() else "",
    )


Package = Mapping[str, Any]


def write_sbom(root: Path, folder: Path) -> None:
    """Write the bill of materials below the folder of a built site; a project may have no lock."""
    if (root / LOCK_FILE).is_file():
        lock = (root / LOCK_FILE).read_text(encoding="utf-8")
        (folder / SBOM_FILE).write_bytes(bill_of_materials(lock))


def bill_of_materials(lock: str) -> bytes:
    """Every package that the site is built with, on any system; the same lock, the same bytes."""
    packages = tomllib.loads(lock)["package"]
    own = next(one for one in packages if "editable" in one["source"])
    licence = {"licenses": [{"license": {"id": "MIT"}}]}
    needed = _needed(own, packages)
    libraries = [needed[ref][0] for ref in sorted(needed) if ref != _ref(own)]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", **_named(own), **licence}},
        "components": [
            {
                "type": "library",
                **_named(one),
                "purl": _ref(one),
                "externalReferences": [
                    {
                        "type": "distribution",
                        "url": file["url"],
                        "hashes": [
                            {"alg": "SHA-256", "content": file["hash"].removeprefix("sha256:")}
                        ],
                    }
                    for file in ([one["sdist"]] if "sdist" in one else one.get("wheels", []))
                ],
            }
            for one in libraries
        ],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(asked)} for ref, (_, asked) in sorted(needed.items())
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _named(package: Package) -> dict[str, str]:
    return {
        "bom-ref": _ref(package),
        "name": package["name"],
        "version": package["version"],
    }


def _needed(own: Package, packages: Sequence[Package]) -> Mapping[str, tuple[Package, set[str]]]:
    """Every package by its address, and the addresses of those it asks for, extras included."""
    found: dict[str, tuple[Package, set[str]]] = {}
    waiting: list[tuple[Package, tuple[str, ...]]] = [(own, ())]
    seen = set()
    while waiting:
        package, extras = waiting.pop()
        if (_ref(package), extras) in seen:
            continue
        seen.add((_ref(package), extras))
        addresses = found.setdefault(_ref(package), (package, set()))[1]
        optional = package.get("optional-dependencies", {})
        more = (asked for extra in extras for asked in optional[extra])
        for asked in (*package.get("dependencies", ()), *more):
            for one in packages:
                same = asked.get("version", one["version"]) == one["version"]
                if one["name"] == asked["name"] and same:
                    addresses.add(_ref(one))
                    waiting.append((one, tuple(asked.get("extra", ()))))
    return found


def _ref(package: Package) -> str:
    """A package's address in the form of package URLs."""
    kind = "pypi" if "registry" in package["source"] else "generic"
    return f"pkg:{kind}/{package['name']}@{package['version']}"


ELSEWHERE = Path(__file__).parent / "elsewhere"

MUCH_LATER = timedelta(days=400)

GENERATED = (".git", ".venv", ".tools", ".cache", "site", "figures", "__pycache__", "node_modules")

ENDING = Text(da="Sitet er ikke det samme hver gang.", en="The site is not the same every time.")


def verify(root: Path, against: str = "") -> ExitCode:
    """Build twice and compare every file; with `against`, with a published list too."""
    published = read_address(against) if against else None
    if isinstance(published, Text):
        problem = make_fault("B303", against, None, reason=published)
        print(problem.told(), file=sys.stderr)
        return ExitCode.MACHINE
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder, "a", "project"), Path(folder, "et andet sted", "projekt æøå")
        for place in (here, there):
            copy_project(root, place, backwards=place is there)
        if (root / ".cache").is_dir():
            shutil.copytree(root / ".cache", here / ".cache")
        running = [_start(here, _environment(here)), _start(there, _other(root, there))]
        codes = [one.wait() for one in running]
        if any(codes):
            return ExitCode(max(codes))
        found, second = (sums_of(place / "site") for place in (here, there))
        differing = differing_files(found, second)
    others = differing_files(found, read_sums(published.decode())) if published is not None else []
    return _told(len(found), differing, others, against)


def _told(count: int, differing: Sequence[str], others: Sequence[str], against: str) -> ExitCode:
    problems = [make_fault("B301", name, None) for name in differing]
    problems += [make_fault("B302", name, None) for name in others]
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


def copy_project(root: Path, place: Path, *, backwards: bool = False) -> None:
    """The files of the project as they stand, written in the one order or the other."""
    place.mkdir(parents=True)
    for name in sorted(_differing_names(root), reverse=backwards):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
    if found := run_git(root, "rev-parse", "--absolute-git-dir"):
        (place / ".git").write_bytes(b"gitdir: " + found)


def _differing_names(root: Path) -> list[str]:
    listed = ask_git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed:
        return [one for one in listed.split("\0") if one and (root / one).is_file()]
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
    today = build_time()
    ahead = [one.moment for one in read_releases(root, today).releases.ahead.values()]
    return min([today + MUCH_LATER, *(moment - timedelta(minutes=1) for moment in ahead)])
