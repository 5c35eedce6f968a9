"""`make bench`: our builds beside the others', interleaved, and the table of what came out.

    python -m benchmarks.site                     60 and 600 pages a language, about ten minutes
    python -m benchmarks.site --sizes 60 600 2000 --large-rounds 5    everything, over an hour

Every build runs in `.cache/bench`, as a process of its own; the floor runs right before what is
held against it, and what counts is the median of the ratios of such neighbours.
"""

import argparse
import os
from pathlib import Path

from benchmarks import report
from benchmarks.exact import exact
from benchmarks.generate import ROOT
from benchmarks.rounds import run
from benchmarks.server import latency, servers
from benchmarks.ways import Way, set_up

WORK = ROOT / ".cache/bench"
RESULT = Path(__file__).parent / "results/site.md"
SMALL = 60
EVERY = (
    "cold", "warm", "bare", "page", "number", "whole cold", "whole warm", "pyplot", "altair",
    "zensical", "hugo",
)  # fmt: skip
IN_LARGE = ("cold", "warm", "zensical", "hugo")


def main() -> None:
    """Measure, print the report and write it."""
    chosen = _parser().parse_args()
    load = os.getloadavg()[0]
    ways: dict[int, dict[str, Way]] = {}
    sizes = {}
    for pages in sorted(chosen.sizes):
        print(f"{pages} × 2 pages", flush=True)
        ways[pages] = set_up(chosen.work / str(pages), pages, chosen.indicators)
        small = pages == min(chosen.sizes)
        rounds = chosen.rounds if small else chosen.large_rounds
        wanted = [name for name in EVERY if small or name in IN_LARGE]
        wanted = [name for name in wanted if name not in chosen.without]
        sizes[pages] = run(ways[pages], 2 * pages, rounds, wanted)
        report.write(report.Bench(sizes, None, {}, chosen.indicators, load), chosen.result)
    first = min(sizes)
    print("what an edit changes", flush=True)
    run(ways[first], 2 * first, 1, ["warm"])
    touched = exact(ways[first], 700)
    found: dict[str, list[float]] = {}
    bench = report.Bench(sizes, touched, found, chosen.indicators, load)
    report.write(bench, chosen.result)
    if chosen.saves:
        print("from a save to the new page", flush=True)
        for server in servers(ways[first], chosen.work / str(first)):
            found[server.name] = latency(server, chosen.saves, 710)
            report.write(bench, chosen.result)
    print(report.text(bench))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="our builds beside the others'")
    parser.add_argument("--sizes", type=int, nargs="+", default=[SMALL, 600])
    parser.add_argument("--rounds", type=int, default=5, help="of the smallest size")
    parser.add_argument("--large-rounds", type=int, default=1, help="of every other size")
    parser.add_argument("--indicators", type=int, default=40)
    parser.add_argument("--saves", type=int, default=5, help="a server; 0 leaves servers out")
    parser.add_argument("--without", nargs="*", default=[], choices=EVERY)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--result", type=Path, default=RESULT)
    return parser


if __name__ == "__main__":
    main()
