"""What the drawing rivals read: the same table and words as ours, with pandas."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

Z = 1.96


def read(root: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The table of observations with intervals, and the files of the indicators."""
    table = pd.read_csv(root / "data/observations.csv", dtype={"edition": str})
    share = table["value"] / 100
    middle = share + Z * Z / (2 * table["base"])
    spread = Z * ((share * (1 - share) + Z * Z / (4 * table["base"])) / table["base"]) ** 0.5
    whole = 1 + Z * Z / table["base"]
    table["low"], table["high"] = (
        100 * (middle - spread) / whole,
        100 * (middle + spread) / whole,
    )
    files = sorted((root / "data/indicators").glob("*.yml"))
    return table, {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def figure(
    table: pd.DataFrame, indicator: dict[str, Any], name: str, language: str
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows of one figure with labels in one language, and what it says of itself."""
    chart = indicator["charts"]["default"]
    wanted = (table["indicator"] == name) & (table["breakdown"] == chart["breakdown"])
    rows = table[wanted & table["edition"].isin(chart["editions"])].copy()
    labels = indicator["breakdowns"].get(chart["breakdown"], {}).get("labels", {})
    rows["label"] = [labels[one][language] if one in labels else one for one in rows["category"]]
    return rows, {
        "kind": chart["kind"],
        "title": chart["finding"][language],
        "unit": indicator["measure"][language],
    }
