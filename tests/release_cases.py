"""Small releases and corrections for tests, and a project of its own to plant them in."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import ROOT

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
NOT_NEEDED = (".*", "site*", "__pycache__", "node_modules", "tests", "benchmarks", "*.egg-info")

AHEAD = """
edition_5:
  date: {date}
  hour: "08:00"
  title: {{da: 'Innovationsbarometeret, 5. udgave', en: 'The Innovation Barometer, 5th edition'}}
  text: {{da: Nye tal om innovation., en: New figures on innovation.}}
  editions: ["5"]
  announced: 2026-11-30
"""
EDITION = """
"5":
  country: DK
  title: {da: 5. udgave, en: 5th edition}
  start: 2024
  end: 2025
  period: {da: 2024–2025, en: 2024–2025}
  answers: 1777
  response_rate: 41.25
  source: copi_barometer
"""
ROW = "innovative_workplaces,DK,5,total,all,61.37,1777,,copi_barometer\n"
LEAKS = ("61.37", "61,37", "1777", "1.777", "1,777", "41.25", "41,25", "2024–2025", "2024-2025")
"""Every way in which a page or file could show what is withheld."""


def project(into: Path) -> Path:
    """A copy of the real project, without what a build does not need."""
    shutil.copytree(ROOT, into, ignore=shutil.ignore_patterns(*NOT_NEEDED), symlinks=True)
    (into / "data/published.txt").unlink(missing_ok=True)
    return into


def plant(root: Path, date: str) -> None:
    """Put a fifth edition into a project's data, with a release on that date."""
    append(root / "data/releases.yml", AHEAD.format(date=date))
    append(root / "data/editions.yml", EDITION)
    table = root / "data/observations.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(at for at, line in enumerate(lines) if line.startswith("innovative_workplaces,DK,4"))
    lines.insert(last + 1, ROW)
    table.write_text("".join(lines), encoding="utf-8")


def append(file: Path, text: str) -> None:
    """Put text at the end of a file."""
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def change(file: Path, before: str, after: str) -> None:
    """Replace what stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, (file, before, text.count(before))
    file.write_text(text.replace(before, after), encoding="utf-8")
