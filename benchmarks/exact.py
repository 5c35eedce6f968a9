"""What a build touched and loaded: which files an edit changed, which heavy libraries came in."""

import hashlib
import os
import resource
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import SETTINGS, FailedError
from benchmarks.ways import Way, edited_word

HEAVY = ("matplotlib", "PIL", "openpyxl", "rdflib")
"""What only a file that is made anew needs."""
FIGURE = 'class="figure__printed"'
"""Every figure names the version of the data, which a changed number changes."""
PROFILED = {**SETTINGS, "PYTHONPROFILEIMPORTTIME": "1"}


@dataclass(frozen=True)
class Exact:
    """The files that differ after a warm build, one page and one number.

    `seconds` are the CPU seconds of the warm build, `loaded` the heavy libraries that it imported.
    """

    warm: frozenset[str]
    seconds: float
    loaded: frozenset[str]
    page: frozenset[str]
    pages_edited: frozenset[str]
    number: frozenset[str]
    pages_with_figure: frozenset[str]


def exact(ways: Mapping[str, Way], round_: int) -> Exact:
    """Build warm, after one page and after one number, in a round that no other build had.

    The site must have been built from the project as it stands.
    """
    built = ways["warm"].folder / "site"
    first = files(built)
    before = _cpu()
    loaded = run(ways["warm"], round_)
    seconds = _cpu() - before
    warm = files(built)
    run(ways["page"], round_)
    page, pages_edited = files(built), holding(built, f"Rettet: {edited_word(round_)}")
    run(ways["number"], round_)
    number, pages_with_figure = files(built), holding(built, FIGURE)
    return Exact(
        differ(first, warm),
        seconds,
        loaded,
        differ(warm, page),
        pages_edited,
        differ(page, number),
        pages_with_figure,
    )


def _cpu() -> float:
    """CPU seconds of all processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(way: Way, round_: int) -> frozenset[str]:
    """Build once; gives the heavy libraries that any process of the build imported."""
    way.prepare(round_)
    environment = {**os.environ, **PROFILED, **way.also}
    done = subprocess.run(  # noqa: S603 - our own command
        way.command, cwd=way.folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FailedError(done.stdout + done.stderr[-2000:])
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return frozenset(names & set(HEAVY))


def files(folder: Path) -> dict[str, str]:
    """The hash of every file of a site by its name."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def differ(one: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    """The names of files that are not the same in both."""
    return frozenset(name for name in {*one, *other} if one.get(name) != other.get(name))


def holding(folder: Path, text: str) -> frozenset[str]:
    """The pages of a site that hold a text, each with its Markdown twin."""
    pages = [file for file in folder.rglob("*.html") if text in file.read_text("utf-8")]
    twins = [file.with_suffix(".md") for file in pages if file.with_suffix(".md").is_file()]
    return frozenset(file.relative_to(folder).as_posix() for file in (*pages, *twins))
