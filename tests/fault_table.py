"""`make faults`: every planted fault there is, what was told of it, as one table.

One process, small copies. That a fault leaves the earlier site as it was is tried on real
builds (`tests/test_publish.py`): nothing here comes so far as to write one.
"""

import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from barometer.faults.report import Fault
from tests.planting import PlantedFault, planted_faults, told_of

REPORT = Path(".cache/faults.md")
TOLD, SILENT, CRASHED, OTHER = "told", "SILENT", "TRACEBACK", "OTHER FAULT"


@dataclass(frozen=True)
class Outcome:
    """What came of a planted fault; `how` is `told`, or what went wrong."""

    fault: PlantedFault
    how: str
    told: Fault | None = None


def try_fault(fault: PlantedFault) -> Outcome:
    """Plant one fault in a copy and see what is told."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = told_of(fault, Path(folder))
        except Exception:
            print(traceback.format_exc(), file=sys.stderr)
            return Outcome(fault, CRASHED)
    told = next(filter(fault.is_told_by, found), None)
    if told:
        return Outcome(fault, TOLD, told)
    return Outcome(fault, OTHER, found[0]) if found else Outcome(fault, SILENT)


def fault_table(found: list[Outcome]) -> str:
    """The table as Markdown: the sums first, then every fault."""
    sums = Counter(one.how for one in found)
    projects = Counter(one.fault.project for one in found)
    lines = [
        f"{len(found)} planted faults: {sums[TOLD]} told, {sums[SILENT]} silent, "
        f"{sums[OTHER]} told as something else, {sums[CRASHED]} tracebacks.",
        ", ".join(f"{project} {count}" for project, count in projects.items()) + ".",
        "",
        "| fault | planted in | told at | what was told |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *map(_row, found)]) + "\n"


def _row(one: Outcome) -> str:
    told = one.told
    where = f"{told.path}{f':{told.line}' if told.line else ''}" if told else ""
    cells = (one.fault.name, one.fault.project, where, told.message.en if told else one.how)
    shown = (" ".join(cell.split()).replace("|", "\\|").replace("<", "&lt;") for cell in cells)
    return f"| {' | '.join(shown)} |"


def main() -> int:
    """Try every fault, write the table, and fail where one is not told."""
    found = list(map(try_fault, planted_faults()))
    REPORT.parent.mkdir(exist_ok=True)
    text = fault_table(found)
    REPORT.write_text(text, "utf-8")
    print("\n".join(text.split("\n")[:2]), f"{REPORT}", sep="\n")
    bad = [one for one in found if one.how != TOLD]
    for one in bad:
        print(one.how, one.fault.name, one.told.told() if one.told else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
