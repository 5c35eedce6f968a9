"""Planted faults: `faults/CODE-variant.yml` says what is written where and what must be told.

`tests/faults/README.md` explains the form. The tests, `make faults` and the trial that switches
checks off read the same files.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from barometer.data.dataset import load_dataset
from barometer.data.intake import import_file
from barometer.faults.report import Fault
from barometer.pages.checks import check_content
from barometer.pages.page import Page, read_pages
from barometer.publish.permanence import check_moved_addresses
from barometer.site import read_project
from barometer.text import Language
from tests.sentence_data import all_problems, page
from tests.small import DANISH, ENGLISH, small_project, write
from tests.trend_cases import case_project, trend_project

FAULTS = Path(__file__).parent / "faults"
PROJECTS = {"trends": trend_project, "cases": case_project}
HEALTHY = Path(__file__).parent / "healthy"
"""A small set of data, all of it right, that faults of data are planted in."""


@dataclass(frozen=True)
class Change:
    """One change of a file: `right` becomes `wrong`, or the whole file is `wrong`, or another."""

    file: str
    right: str = ""
    wrong: str | bytes | None = None
    times: int = 1
    pair: bool = False
    remove: bool = False
    folder: bool = False
    link: str = ""
    move: str = ""
    mode: int | None = None


@dataclass(frozen=True)
class PlantedFault:
    """One fault: how it gets into a project, and what must be told of it."""

    name: str
    code: str
    file: str
    project: str = "pages"
    line: int | None = None
    place: str = ""
    says: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    summary: str = ""
    changes: tuple[Change, ...] = field(default=())

    def is_told_by(self, found: Fault) -> bool:
        """Whether a fault that was found is the planted one, at its place and with its words."""
        words = found.message.da + found.message.en
        return (
            found.code == self.code
            and found.path == self.file
            and self.line in {None, found.line}
            and self.place in {"", found.place}
            and all(one in words for one in self.says)
        )


@cache
def planted_faults() -> tuple[PlantedFault, ...]:
    """Every planted fault, in order of code."""
    return tuple(map(_read, sorted(FAULTS.glob("*.yml"))))


def _read(file: Path) -> PlantedFault:
    facts: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    where = facts["file"]
    own = {key: facts.pop(key) for key in list(facts) if key in _OF_A_CHANGE}
    changes = facts.pop("changes", [])
    if own or not changes:
        changes = [{"file": where, **own}, *changes]
    facts |= {key: tuple(facts[key]) for key in ("says", "also") if key in facts}
    code = file.stem.partition("-")[0]
    return PlantedFault(file.stem, code, changes=tuple(Change(**one) for one in changes), **facts)


_OF_A_CHANGE = set(Change.__dataclass_fields__) - {"file"}


def told_of(fault: PlantedFault, root: Path) -> list[Fault]:
    """Plant a fault in a new project below `root`, and give all that is told of it."""
    if fault.project == "sentences":
        return all_problems(*_sentences(fault))
    if fault.project == "data":
        shutil.copytree(HEALTHY, root, dirs_exist_ok=True)
    elif fault.project == "import":
        shutil.copytree(HEALTHY, root, dirs_exist_ok=True)
        return list(import_file(root, _incoming(fault, root)).problems)
    else:
        PROJECTS.get(fault.project, small_project)(root)
    for one in fault.changes:
        _make(one, root)
    if fault.project == "data":
        return list(load_dataset(root).problems)
    # What the pages alone show is found ten times faster than what the whole project shows.
    found = list(_of_pages(root))
    if not any(fault.is_told_by(one) for one in found):
        project = read_project(root, "/")
        found = [*project.problems, *check_moved_addresses(project.site)]
    return found


def _of_pages(root: Path) -> Iterator[Fault]:
    read = list(read_pages(root))
    yield from (problem for one in read for problem in one.problems)
    pages = {(one.page.key, one.page.language): one.page for one in read if one.page}
    yield from check_content(root, pages, ())


def _sentences(fault: PlantedFault) -> Iterator[Page]:
    for one in fault.changes:
        assert isinstance(one.wrong, str)
        language: Language = "en" if one.file.endswith(".en.md") else "da"
        yield page(one.wrong, language, fault.summary)


def _incoming(fault: PlantedFault, root: Path) -> Path:
    """The file of an office: its text stands in the yml, or it lies beside it."""
    (one,) = fault.changes
    target = root / fault.file
    beside = FAULTS / f"{fault.name}{target.suffix}"
    if one.wrong is None:
        return Path(shutil.copy(beside, target))
    _make(one, root)
    return target


def _make(one: Change, root: Path) -> None:
    """Make one change; a folder above it is made where it lacks."""
    target = root / one.file
    target.parent.mkdir(parents=True, exist_ok=True)
    if one.pair:
        home = "../" * (one.file.count("/") - 1) + "index.md"
        write(root, f"{one.file}.md", DANISH.replace("../index.md", home))
        write(root, f"{one.file}.en.md", ENGLISH.replace("../index.md", home))
    elif one.remove:
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    elif one.folder:
        target.mkdir()
    elif one.link:
        target.unlink(missing_ok=True)
        target.symlink_to(one.link)
    elif one.move:
        target.rename(root / one.move)
    elif one.mode is not None:
        target.chmod(one.mode)
    elif one.right:
        assert isinstance(one.wrong, str)
        text = target.read_bytes().decode()
        assert one.right in text, f"{one.file} has no {one.right!r}"
        target.write_bytes(text.replace(one.right, one.wrong * one.times, 1).encode())
    else:
        assert one.wrong is not None
        content = one.wrong if isinstance(one.wrong, bytes) else one.wrong.encode()
        target.write_bytes(content * one.times)
