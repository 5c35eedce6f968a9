"""A hook as Altair's documentation would have it: a chart a figure and language, saved as SVG."""

import io
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import altair as alt
import figure_data  # type: ignore[import-not-found]

PLACE = re.compile(r'<div data-figure="([^"]*)"></div>')
TABLE, INDICATORS = figure_data.read(Path(__file__).parent)


def chart(name: str, language: str) -> Any:
    """One figure as a chart."""
    rows, about = figure_data.figure(TABLE, INDICATORS[name], name, language)
    kept = rows[["edition", "label", "value", "low", "high"]]
    base = alt.Chart(kept, title=about["title"], width=600)
    scale = alt.Scale(domain=[0, 100])
    if about["kind"] == "line":
        value: Any = alt.Y("value:Q", title=about["unit"], scale=scale)
        marks = base.mark_line(point=True).encode(x="edition:N", y=value)
        rules = base.mark_rule().encode(x="edition:N", y="low:Q", y2="high:Q")
        return alt.layer(marks, rules)
    label, offset = alt.Y("label:N", title=None, sort=None), "edition:N"
    value = alt.X("value:Q", title=about["unit"], scale=scale)
    marks = base.mark_bar().encode(x=value, y=label, yOffset=offset, color="edition:N")
    rules = base.mark_rule().encode(x="low:Q", x2="high:Q", y=label, yOffset=offset)
    words = base.mark_text(dx=14).encode(x=value, y=label, yOffset=offset, text="value:Q")
    return alt.layer(marks, rules, words)


@cache
def drawing(name: str, language: str) -> str:
    """One figure as SVG, by vl-convert."""
    out = io.StringIO()
    chart(name, language).save(out, format="svg")
    return out.getvalue()


def on_post_page(output: str, *, page: Any, **_: object) -> str:
    """Fill the places of figures."""
    language = page.file.locale
    return PLACE.sub(lambda found: drawing(found[1], language), output)
