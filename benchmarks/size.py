"""Sites of many pages: seconds, memory and bytes as they grow.

    python -m benchmarks.size 500 2000 10000

The numbers count the pages of both languages together. Each site is generated, built once from
nothing by the command that editors use, and built again unchanged.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import generate
from benchmarks.measure import Cost, exponent, measured, size

INDICATORS = 40
RESULT = Path(__file__).parent / "results/size.md"
HEAD = (
    "| Pages | Cold, CPU s | Cold, clock s | Again, CPU s | Memory MB | Files | Site MB |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


class Grown(NamedTuple):
    """What a site of some pages cost: built from nothing, built again, and what came out."""

    pages: int
    cold: Cost
    again: Cost
    files: int
    bytes: int

    def row(self) -> str:
        """A line of the table."""
        memory, whole = self.cold.peak / 1e6, self.bytes / 1e6
        return (
            f"| {self.pages} | {self.cold.cpu:.1f} | {self.cold.wall:.1f} | {self.again.cpu:.1f} "
            f"| {memory:.0f} | {self.files} | {whole:.0f} |"
        )


def grow(pages: int) -> Grown:
    """Generate, build twice, count."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, pages // 2, INDICATORS)
        command = [sys.executable, "-m", "barometer", "build"]
        around = {"PYTHONPATH": str(root / "hooks")}
        cold, again = (measured(command, root, around) for _ in range(2))
        site = root / "site"
        files = [one for one in site.rglob("*") if one.is_file()]
        built = sum(one.name == "index.html" for one in files)
        grown = Grown(built, cold, again, len(files), size(site))
    print(grown.row(), flush=True)
    return grown


def report(grown: Sequence[Grown], load: float) -> str:
    """The table, and by which power of the pages the costs grow."""
    lines = [f"Measured {datetime.now(UTC).date()}, load {load:.1f} at the start.\n", HEAD]
    lines += [one.row() for one in grown]
    if len(grown) > 1:
        first, last = grown[0], grown[-1]
        cpu = exponent((first.pages, first.cold.cpu), (last.pages, last.cold.cpu))
        peak = exponent((first.pages, first.cold.peak), (last.pages, last.cold.peak))
        lines.append(f"\nCPU grows as pages to the power of {cpu:.2f}, memory of {peak:.2f}.")
    return "\n".join(lines) + "\n"


def main(sizes: Sequence[int]) -> None:
    """Measure, print and keep."""
    load = os.getloadavg()[0]
    told = report([grow(one) for one in sizes], load)
    RESULT.write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]])
