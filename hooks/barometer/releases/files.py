"""The log of corrections as files: one row or object a correction, both languages in each."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

from barometer.exports.tables import safe
from barometer.releases.model import Correction
from barometer.releases.told import figure
from barometer.state import Site

CORRECTIONS_CSV = "data/corrections.csv"
CORRECTIONS_JSON = "data/corrections.json"
COLUMNS = (
    "date",
    "value",
    "what",
    "old",
    "new",
    "kind",
    "figure_da",
    "figure_en",
    "reason_da",
    "reason_en",
)


def record(one: Correction, site: Site) -> Mapping[str, str | float | None]:
    """A correction in the words of the files; an empty number is none."""
    return {
        "date": one.date.isoformat(),
        "value": one.value,
        "what": one.what,
        "old": one.old,
        "new": one.new,
        "kind": one.kind,
        "figure_da": figure(one, site.dataset, "da"),
        "figure_en": figure(one, site.dataset, "en"),
        "reason_da": one.reason.da,
        "reason_en": one.reason.en,
    }


def write_corrections(site: Site, folder: Path) -> None:
    """Both files, the oldest correction first; they stand there though nothing was corrected."""
    found = sorted(site.releases.corrections, key=lambda one: (one.date, one.value, one.what))
    records = [record(one, site) for one in found]
    (folder / "data").mkdir(parents=True, exist_ok=True)
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    (folder / CORRECTIONS_JSON).write_text(text, encoding="utf-8")
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(cell) for name, cell in one.items()} for one in records)
    (folder / CORRECTIONS_CSV).write_text(out.getvalue(), encoding="utf-8")


def _cell(value: str | float | None) -> str:
    if isinstance(value, float | int):
        return f"{value:.15g}"
    return safe(value or "")
