"""`make faults`: every planted fault there is, what was told of it, as one table.

One process, small copies. That a fault leaves the earlier site as it was is tried on real
builds (`tests/test_publish.py`): nothing here comes so far as to write one.
"""

import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from barometer.data.dataset import load_dataset
from barometer.data.intake import import_file
from barometer.data.model import Dataset
from barometer.faults.report import Fault
from barometer.site import read_project
from tests import planted, test_content_faults, test_data_faults, test_trends_faults
from tests import test_data_incoming as incoming
from tests.conftest import ROOT
from tests.sentence_data import all_problems, page
from tests.small import small_project
from tests.test_sentences_messages import GOLDEN
from tests.trend_cases import trend_project

REPORT = Path(".cache/faults.md")
SILENT, CRASHED, OTHER = "SILENT", "TRACEBACK", "OTHER FAULT"


@dataclass(frozen=True)
class Case:
    """One planted fault: of which set, its name, the code to be told, and how it is tried."""

    kind: str
    name: str
    code: str
    tried: Callable[[Path], tuple[Fault, ...]]


@dataclass(frozen=True)
class Outcome:
    """What came of a case; `how` is `told`, or what went wrong."""

    case: Case
    how: str
    told: Fault | None = None


def cases() -> Iterator[Case]:
    """Every planted fault, set by set."""
    for name in test_data_faults.PLANTED:
        code = test_data_faults.expected_of(name).code
        yield Case("data", name, code, partial(_data, name))
    for name in incoming.REFUSED:
        yield Case("import", name, incoming.EXPECTED[name]["code"], partial(_import, name))
    for name, one in test_content_faults.FAULTS.items():
        yield Case("pages", name, one["code"], partial(_page, name))
    for name, trend in test_trends_faults.FAULTS.items():
        yield Case("trends", name, trend[3], partial(_trend, name))
    for at, golden in enumerate(GOLDEN):
        yield Case("sentences", golden["body"], golden["code"], partial(_sentence, at))
    for name, planting in planted.ALL.items():
        yield Case("folders, signs, scripts", name, planting.code, partial(_planted, name))


def outcome(case: Case) -> Outcome:
    """Plant one fault in a copy and see what is told."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = case.tried(Path(folder))
        except Exception:
            print(traceback.format_exc(), file=sys.stderr)
            return Outcome(case, CRASHED)
    told = next((one for one in found if one.code.startswith(case.code)), None)
    if told is None:
        return Outcome(case, OTHER if found else SILENT, found[0] if found else None)
    return Outcome(case, "told", told)


def _data(name: str, folder: Path) -> tuple[Fault, ...]:
    test_data_faults.planted(name, folder)
    return load_dataset(folder).problems


def _import(name: str, folder: Path) -> tuple[Fault, ...]:
    shutil.copytree(incoming.FAULTS / "healthy" / "data", folder / "data")
    return tuple(import_file(folder, incoming.CORPUS / name).problems)


def _page(name: str, folder: Path) -> tuple[Fault, ...]:
    test_content_faults.plant(small_project(folder), test_content_faults.FAULTS[name])
    return read_project(folder, "/").problems


def _trend(name: str, folder: Path) -> tuple[Fault, ...]:
    test_trends_faults.plant(trend_project(folder), name)
    return tuple(test_trends_faults.faults_of(folder, _dataset()))


def _sentence(at: int, _: Path) -> tuple[Fault, ...]:
    case = GOLDEN[at]
    pages = [page(case["body"], case.get("language", "da"), case.get("summary", ""))]
    more = [page(case["english"], "en")] if "english" in case else []
    return tuple(all_problems(*pages, *more))


def _planted(name: str, folder: Path) -> tuple[Fault, ...]:
    planted.ALL[name].plant(small_project(folder))
    return planted.told_of(folder, planted.ALL[name])


def _dataset() -> Dataset:
    dataset = load_dataset(ROOT).dataset
    assert dataset is not None
    return dataset


def report(found: list[Outcome]) -> str:
    """The table as Markdown: the sums first, then every fault."""
    sums = Counter(one.how for one in found)
    kinds = Counter(one.case.kind for one in found)
    lines = [
        f"{len(found)} planted faults: {sums['told']} told, {sums[SILENT]} silent, "
        f"{sums[OTHER]} told as something else, {sums[CRASHED]} tracebacks.",
        ", ".join(f"{kind} {count}" for kind, count in kinds.items()) + ".",
        "",
        "| set | fault | code | file | what was told |",
        "| --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *map(_row, found)]) + "\n"


def _row(one: Outcome) -> str:
    told = one.told
    where = f"{told.path}{f':{told.line}' if told.line else ''}" if told else ""
    cells = (
        one.case.kind,
        one.case.name,
        one.case.code,
        where,
        told.message.en if told else one.how,
    )
    shown = (" ".join(cell.split()).replace("|", "\\|").replace("<", "&lt;") for cell in cells)
    return f"| {' | '.join(shown)} |"


def main() -> int:
    """Run every case, write the table, and fail where one is not told."""
    found = [outcome(case) for case in cases()]
    REPORT.parent.mkdir(exist_ok=True)
    text = report(found)
    REPORT.write_text(text, "utf-8")
    print("\n".join(text.split("\n")[:2]), f"{REPORT}", sep="\n")
    bad = [one for one in found if one.how != "told"]
    for one in bad:
        print(one.how, one.case.kind, one.case.name, one.told.told() if one.told else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
