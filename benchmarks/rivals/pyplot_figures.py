"""A hook as a tutorial would write it: pyplot, tight box, each figure in each language."""

import io
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import figure_data  # type: ignore[import-not-found]
import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: TID251 - the naive way is what we measure against

PLACE = re.compile(r'<div data-figure="([^"]*)"></div>')
TABLE, INDICATORS = figure_data.read(Path(__file__).parent)
plt.rcParams["svg.fonttype"] = "none"


@cache
def drawing(name: str, language: str) -> str:
    """One figure as SVG."""
    rows, about = figure_data.figure(TABLE, INDICATORS[name], name, language)
    fig, ax = plt.subplots(figsize=(7, 3.5), layout="constrained")
    if about["kind"] == "line":
        errors = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
        ax.errorbar(rows["edition"], rows["value"], yerr=errors, marker="o", capsize=3)
        ax.set_ylim(0, 100)
    else:
        groups = list(rows.groupby("edition"))
        for at, (edition, part) in enumerate(groups):
            height = 0.8 / len(groups)
            places = [n + at * height for n in range(len(part))]
            errors = [part["value"] - part["low"], part["high"] - part["value"]]
            bars = ax.barh(places, part["value"], height, xerr=errors, label=edition, capsize=2)
            ax.bar_label(bars, fmt="%d %%")
            ax.set_yticks(places, part["label"])
        ax.set_xlim(0, 100)
        ax.legend()
    ax.set_title(about["title"])
    ax.set_xlabel(about["unit"])
    ax.grid(visible=True)
    out = io.StringIO()
    fig.savefig(out, format="svg", bbox_inches="tight")
    plt.close(fig)
    return out.getvalue()[out.getvalue().index("<svg") :]


def on_post_page(output: str, *, page: Any, **_: object) -> str:
    """Fill the places of figures."""
    language = page.file.locale
    return PLACE.sub(lambda found: drawing(found[1], language), output)
