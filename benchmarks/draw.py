"""One drawing by us, by naive pyplot and by Altair with vl-convert: side by side, warm.

Run it with `make bench`. Every round draws the same two charts,
a line over editions and bars with intervals, by each of the three right after one another; what
counts is the median of the rounds' ratios, in CPU seconds of the whole process, because other work
on the machine moves absolute times. Ours gives both languages; the others one.
"""

import gzip
import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import altair
import matplotlib

from barometer.charts.drawing import house_style, inline_svg, sheet_of, svg_shapes
from barometer.charts.sheet import WIDE
from barometer.data.dataset import load_dataset
from barometer.data.frame import Frame, frame_of
from barometer.text import LANGUAGES

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: TID251 - the naive way is what we measure against
import pandas as pd

ROUNDS = 30
RESULT = Path(__file__).with_name("results") / "draw.md"
CHARTS = (("innovation_evaluated", "default"), ("initiator", "default"))
GOALS = {"pyplot": 0.15, "Altair": 0.2}


def table(frame: Frame) -> pd.DataFrame:
    """The frame as the others take it: label, value, and the ends of the interval."""
    return pd.DataFrame(
        [
            {
                "label": head.label.da,
                "value": cell.value,
                "low": cell.interval.low if cell.interval else cell.value,
                "high": cell.interval.high if cell.interval else cell.value,
            }
            for head, (cell,) in zip(frame.rows, frame.cells, strict=True)
            if cell
        ]
    )


def ours(frame: Frame, data: pd.DataFrame) -> str:
    """Our drawing, in both languages."""
    del data
    with house_style():
        sheet = sheet_of(frame, WIDE)
        shapes = svg_shapes(sheet)
    danish, _ = (inline_svg(sheet, shapes, language, "wide") for language in LANGUAGES)
    return danish


def pyplot(frame: Frame, data: pd.DataFrame) -> str:
    """What a tutorial would do: subplots, labels, title, tight box."""
    fig, ax = plt.subplots(figsize=(7, 3.5), layout="constrained")
    errors = [data["value"] - data["low"], data["high"] - data["value"]]
    if frame.chart.kind == "line":
        ax.errorbar(data["label"], data["value"], yerr=errors, marker="o", capsize=3)
        ax.set_ylim(0, 100)
    else:
        marks = ax.barh(data["label"], data["value"], xerr=errors, capsize=3)
        ax.bar_label(marks, fmt="%d %%")
        ax.set_xlim(0, 100)
    ax.set_title(frame.chart.finding.da)
    ax.set_xlabel("procent")
    ax.grid(visible=True)
    out = io.StringIO()
    fig.savefig(out, format="svg", bbox_inches="tight")
    plt.close(fig)
    return out.getvalue()


def vega(frame: Frame, data: pd.DataFrame) -> str:
    """The same by Altair, converted to SVG by vl-convert."""
    base = altair.Chart(data, title=frame.chart.finding.da, width=680, height=230)
    scale = altair.Scale(domain=[0, 100])
    value: Any = altair.X("value:Q", title="procent", scale=scale)
    label: Any = altair.Y("label:N", title=None, sort=None)
    marks = base.mark_bar().encode(x=value, y=label)
    if frame.chart.kind == "line":
        value = altair.Y("value:Q", title="procent", scale=scale)
        label = altair.X("label:N", title=None, sort=None)
        marks = base.mark_line(point=True).encode(x=label, y=value)
        rules = base.mark_rule().encode(x=label, y="low:Q", y2="high:Q")
    else:
        rules = base.mark_rule().encode(y=label, x="low:Q", x2="high:Q")
    words = base.mark_text(dx=16, dy=-8).encode(
        x=marks.encoding.x, y=marks.encoding.y, text="value:Q"
    )
    out = io.StringIO()
    altair.layer(marks, rules, words).save(out, format="svg")
    return out.getvalue()


Draw = Callable[[Frame, pd.DataFrame], str]
WAYS: dict[str, Draw] = {"ours": ours, "pyplot": pyplot, "Altair": vega}


def measure(frames: Sequence[Frame]) -> dict[str, list[float]]:
    """CPU seconds a drawing of each way, round by round."""
    tables = [table(frame) for frame in frames]
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    for round_ in range(ROUNDS + 3):
        for way, draw in WAYS.items():
            start = time.process_time()
            for frame, data in zip(frames, tables, strict=True):
                draw(frame, data)
            if round_ >= 3:
                found[way].append((time.process_time() - start) / len(frames))
    return found


def table_of(frames: Sequence[Frame]) -> Iterator[str]:
    """Times, ratios and sizes as Markdown."""
    found = measure(frames)
    yield "# One drawing by us, by naive pyplot, by Altair"
    yield ""
    yield "Written by `make bench`; do not edit. How it is measured: [README.md](../README.md)."
    yield ""
    packages = ("matplotlib", "altair", "vl-convert-python")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    yield f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC; {ROUNDS} rounds; {versions}."
    yield ""
    yield "| way | CPU ms a drawing | ours / it | goal | bytes, gzip |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for way, seconds in found.items():
        pairs = zip(found["ours"], seconds, strict=True)
        ratio = statistics.median(mine / other for mine, other in pairs)
        size = statistics.mean(
            len(gzip.compress(WAYS[way](frame, table(frame)).encode())) for frame in frames
        )
        goal = GOALS.get(way, "")
        took = 1000 * statistics.median(seconds)
        yield f"| {way} | {took:.1f} | {ratio:.3f} | {goal} | {size:.0f} |"


def main() -> None:
    """Print the table and write it."""
    dataset = load_dataset(Path(__file__).parents[1]).dataset
    if dataset is None:
        raise SystemExit("the data do not load: run `barometer check` first")
    text = "\n".join([*table_of([frame_of(dataset, *chart) for chart in CHARTS]), ""])
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
