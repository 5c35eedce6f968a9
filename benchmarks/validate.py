"""How long it takes to check a table of more rows than we shall ever have, and with what memory.

Each size is made in a temporary project and checked in a process of its own, so that the peak of
memory is that of the check alone. Goal: 10,000 rows in at most 2 s, linear in rows.
The check runs on one core, so its CPU seconds are what it takes on a machine at rest.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

from barometer.data.dataset import load_dataset

GOAL_SECONDS = 2.0
BREAKDOWNS, CATEGORIES, EDITIONS = 4, 50, 50
HEADER = "indicator,country,edition,breakdown,category,value,base,status,source"
NAMES = ("DE", "DK", "EE", "FI", "IS", "LT", "LV", "NL", "NO", "SE")
ROWS_AN_INDICATOR = len(NAMES) * EDITIONS * BREAKDOWNS * CATEGORIES


def make(root: Path, rows: int, faults: int) -> None:
    """A project whose table has `rows` rows, `faults` of them with a wrong value."""
    folder = root / "data" / "indicators"
    folder.mkdir(parents=True)
    (root / "data/observations.csv").write_text("\n".join([HEADER, *_rows(rows, faults)]) + "\n")
    text = "{da: a, en: b}"
    editions = [
        f"e{n:02}: {{countries: [{', '.join(map(repr, NAMES))}], title: {_edition(n)}, "
        f"start: {1950 + n}, end: {1950 + n}, period: {_edition(n)}, answers: 5000, source: s00}}"
        for n in range(EDITIONS)
    ]
    sources = [
        f"s{n:02}: {{title: a, publisher: b, address: 'https://example.org', language: da}}"
        for n in range(20)
    ]
    _write(root / "data/editions.yml", editions)
    _write(root / "data/sources.yml", sources)
    _write(root / "data/themes.yml", [f"theme: {text}"])
    _write(root / "data/publisher.yml", [f"name: {text}", f"short_name: {text}"])
    for n in range(-(-rows // ROWS_AN_INDICATOR)):
        _write(folder / f"i{n}.yml", _indicator(n, text))


def _edition(n: int) -> str:
    return f"{{da: a{n}, en: b{n}}}"


def _rows(rows: int, faults: int) -> list[str]:
    indicators = range(-(-rows // ROWS_AN_INDICATOR))
    parts = product(indicators, NAMES, range(EDITIONS), range(BREAKDOWNS), range(CATEGORIES))
    every = rows // faults if faults else rows + 1
    return [
        f"i{i},{country},e{e:02},b{b},c{c:02},"
        f"{'ca. 5' if n % every == every - 1 else n * 7919 % 1001 / 10},{n % 4999 + 1},"
        f",s{n % 20:02}"
        for n, (i, country, e, b, c) in enumerate(islice(parts, rows))
    ]


def _indicator(n: int, text: str) -> list[str]:
    words = [f"{key}: {text}" for key in ("title", "question", "population", "measure")]
    labels = ", ".join(f"c{c:02}: {text}" for c in range(CATEGORIES))
    breakdowns = [f"  b{b}: {{title: {text}, labels: {{{labels}}}}}" for b in range(BREAKDOWNS)]
    chart = f"{{kind: bars, breakdown: b0, countries: [DE], editions: [e00], finding: {text}}}"
    slug = f"slug: {{da: i{n}, en: i{n}}}"
    rest = ["theme: theme", "unit: percent", slug, "charts:", f"  default: {chart}"]
    return [*words, "breakdowns:", *breakdowns, *rest]


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(root: Path) -> dict[str, float]:
    """Check the project in this process: seconds, CPU seconds, and the peak of memory."""
    start, start_cpu = time.perf_counter(), time.process_time()
    loaded = load_dataset(root)
    return {
        "check": time.perf_counter() - start,
        "cpu": time.process_time() - start_cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "rows": len(loaded.dataset.observations) if loaded.dataset else 0,
        "faults": len(loaded.problems),
    }


def main() -> int:
    """Print a table of sizes; end with 1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure)))
        return 0
    print("    rows  faults planted  check s  CPU s  us a row  peak MB  told")
    worst = 0.0
    for rows, faults in [*((rows, 0) for rows in chosen.rows), (max(chosen.rows), 1_000)]:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), rows, min(faults, rows))
            command = [sys.executable, __file__, "--measure", folder]
            found = json.loads(subprocess.check_output(command))  # noqa: S603 (our own command)
        print(
            f"{rows:8,}  {min(faults, rows):14,}  {found['check']:7.2f}  {found['cpu']:5.2f}  "
            f"{found['cpu'] / rows * 1e6:8.1f}  {found['peak'] / 1e6:7.0f}  {found['faults']:4,}"
        )
        worst = max(worst, found["cpu"])
    return int(worst > GOAL_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
