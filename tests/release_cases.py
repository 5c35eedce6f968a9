"""Small releases and corrections for tests."""

from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
AHEAD = """
edition_5:
  date: {date}
  hour: "08:00"
  title: {{da: 'Innovationsbarometeret, 5. udgave', en: 'The Innovation Barometer, 5th edition'}}
  text: {{da: Nye tal om innovation., en: New figures on innovation.}}
  version: "1.1.0"
  editions: ["5"]
  announced: 2026-11-30
"""
EDITION = """
"5":
  country: DK
  title: {da: 5. udgave, en: 5th edition}
  start: 2031
  end: 2032
  period: {da: 2031–2032, en: 2031–2032}
  answers: 19173
  response_rate: 41.2519
  source: copi_barometer
"""
ROW = "innovative_workplaces,DK,5,total,all,61.3719,19173,,copi_barometer\n"
LEAKS = (
    *("61.3719", "61,3719", "41.2519", "41,2519"),
    *("19173", "19.173", "19,173"),
    *("2031–2032", "2031-2032", "2031–32"),
)
"""Every way in which a page or file could show what is withheld."""


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
