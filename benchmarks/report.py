"""The table of a run as Markdown: what was measured, and each goal with its figure."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path

from benchmarks.exact import HEAVY, Exact
from benchmarks.measure import exponent, median
from benchmarks.rounds import Measured, Pair

PACKAGES = (
    "mkdocs", "mkdocs-material", "mkdocs-static-i18n", "markdown", "jinja2", "matplotlib",
    "pandas", "numpy", "altair", "vl-convert-python", "zensical", "hugo",
)  # fmt: skip
NAMES = {
    "floor": "**floor**: MkDocs, Material, static-i18n, no figures",
    "cold": "**ours**, cold, all figures",
    "warm": "**ours**, warm, all figures",
    "bare": "ours, warm, without drawings",
    "page": "ours, one page edited",
    "number": "ours, one number changed",
    "whole cold": "ours, cold, all that is published",
    "whole warm": "ours, warm, all that is published",
    "pyplot": "stock + naive pyplot",
    "altair": "stock + Altair with vl-convert",
    "zensical": "Zensical, no figures, two projects",
    "hugo": "Hugo, least templates, no figures",
}

SMALL_GOALS = (
    ("cold", "wall", 1.2),
    ("cold", "cpu", 1.4),
    ("warm", "wall", 0.35),
    ("number", "wall", 0.7),
    ("page", "wall", 0.4),
)
LARGE_GOALS = (("cold", "wall", 0.4), ("warm", "wall", 0.4))


@dataclass(frozen=True)
class Bench:
    """Everything of one run."""

    sizes: Mapping[int, Measured]
    exact: Exact | None = None
    servers: Mapping[str, Sequence[float]] = field(default_factory=dict)
    indicators: int = 40
    load: float = 0.0


def text(bench: Bench) -> str:
    """The whole report."""
    return "\n".join(
        [*_head(bench), *_goals(bench), *_sizes(bench), *_growth(bench), *_rest(bench)]
    )


def _head(bench: Bench) -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield "# A site built by us, and by others beside us"
    yield ""
    yield "Written by `make bench`; do not edit. How it is measured: [README.md](../README.md)."
    yield ""
    yield (
        f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC; {os.cpu_count()} cores, "
        f"{memory:.0f} GiB, load {bench.load:.1f} at the start; "
        f"Python {platform.python_version()}; "
        + ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
        + "."
    )
    yield ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def _ratio(pairs: Sequence[Pair], what: str) -> float:
    return median([getattr(one.cost, what) / getattr(one.floor, what) for one in pairs])


def _spread(pairs: Sequence[Pair]) -> str:
    found = [one.cost.wall / one.floor.wall for one in pairs]
    return f"{min(found):.2f}–{max(found):.2f}"


def _to(a: Sequence[Pair], b: Sequence[Pair], what: str = "wall") -> float:
    """One way held against another, run by run."""
    pairs = zip(a, b, strict=False)
    return median([getattr(x.cost, what) / getattr(y.cost, what) for x, y in pairs])


def _over_floor(a: Sequence[Pair], b: Sequence[Pair]) -> float:
    """The same for two that ran beside different floors: a ratio of ratios."""
    pairs = zip(a, b, strict=False)
    return median([(x.cost.wall / x.floor.wall) / (y.cost.wall / y.floor.wall) for x, y in pairs])


def _sizes(bench: Bench) -> Iterator[str]:
    for pages, one in sorted(bench.sizes.items()):
        yield f"## {pages} × 2 pages, {bench.indicators} figures in two languages"
        yield ""
        yield (
            "| build | wall × floor | min–max | CPU × floor | wall s | CPU s | peak MB "
            "| pages/s | output MB | runs |"
        )
        yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        floors = [pair.floor for pairs in one.pairs.values() for pair in pairs]
        yield _row("floor", [Pair(cost, cost) for cost in dict.fromkeys(floors)], one)
        for name, pairs in one.pairs.items():
            if pairs:
                yield _row(name, pairs, one)
        yield ""


def _row(name: str, pairs: Sequence[Pair], one: Measured) -> str:
    wall, cpu = (median([getattr(p.cost, what) for p in pairs]) for what in ("wall", "cpu"))
    peak = median([p.cost.peak for p in pairs]) / 1e6
    spread = _spread(pairs)
    return (
        f"| {NAMES[name]} | {_ratio(pairs, 'wall'):.2f} | {spread} | {_ratio(pairs, 'cpu'):.2f} "
        f"| {wall:.2f} | {cpu:.2f} | {peak:.0f} | {one.pages / wall:.0f} "
        f"| {one.output[name] / 1e6:.1f} | {len(pairs)} |"
    )


def _growth(bench: Bench) -> Iterator[str]:
    sizes = sorted(bench.sizes)
    if len(sizes) < 2:
        return
    yield "## Growth"
    yield ""
    yield "The exponent is the power of the pages by which CPU seconds grow (1 is linear)."
    yield ""
    yield "| build | from | to | CPU × | exponent | output × |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for small, large in pairwise(sizes):
        a, b = bench.sizes[small], bench.sizes[large]
        for name in ("floor", "cold", "warm", "zensical", "hugo", "whole warm"):
            if name in a.output and name in b.output:
                before, after = _cpu(a, name), _cpu(b, name)
                power = exponent((a.pages, before), (b.pages, after))
                grown = b.output[name] / a.output[name]
                yield (
                    f"| {NAMES[name]} | {a.pages} | {b.pages} | {after / before:.1f} "
                    f"| {power:.2f} | {grown:.1f} |"
                )
    yield ""


def _cpu(one: Measured, name: str) -> float:
    if name == "floor":
        return median([pair.floor.cpu for pairs in one.pairs.values() for pair in pairs])
    return median([pair.cost.cpu for pair in one.pairs[name]])


def _rest(bench: Bench) -> Iterator[str]:
    exact = bench.exact
    if exact is None:
        yield "What an edit changes, and the servers, were not measured yet."
        yield ""
        return
    yield "## What an edit changes"
    yield ""
    yield f"- A warm build that finds nothing new changes {len(exact.warm)} files"
    loaded = ", ".join(sorted(exact.loaded)) or "none"
    yield f"  and imports of {', '.join(HEAVY)}: {loaded}."
    yield f"- One page edited: {_names(exact.page)}."
    yield f"- One number changed: {_names(exact.number)};"
    yield f"  its figure stands on {len(exact.pages_with_figure)} pages."
    yield ""
    if bench.servers:
        yield "## From a save to the new page"
        yield ""
        yield "| server | median s | min–max | saves |"
        yield "| --- | ---: | ---: | ---: |"
        for name, found in bench.servers.items():
            spread = f"{min(found):.2f}–{max(found):.2f}"
            yield f"| {name} | {median(found):.2f} | {spread} | {len(found)} |"
        yield ""


def _names(names: frozenset[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in sorted(names)[:12])
    return f"{len(names)} files ({shown})"


def _goals(bench: Bench) -> Iterator[str]:
    yield "## Goals"
    yield ""
    yield "| goal | at most | measured | met |"
    yield "| --- | ---: | ---: | --- |"
    for name, limit, found in _held(bench):
        met = "yes" if found <= limit else "**no**"
        yield f"| {name} | {limit:g} | {found:.2f} | {met} |"
    yield ""


def _held(bench: Bench) -> Iterator[tuple[str, float, float]]:
    """Every goal whose builds were measured: its words, its limit, what was found."""
    sizes = bench.sizes
    small, large = sizes.get(60), sizes.get(600)
    if small:
        yield from _ratios("60 × 2", SMALL_GOALS, small.pairs)
        yield from _small(small.pairs, bench.exact)
    if large:
        yield from _ratios("600 × 2", LARGE_GOALS, large.pairs)
        yield from _zensical("600 × 2", large.pairs)
    if small and large and "cold" in small.output:
        grown = large.output["cold"] / small.output["cold"]
        yield "output of 600 × 2, × that of 60 × 2", 14, grown
    for a, b in pairwise(sorted(sizes)):
        for way in ("cold", "warm"):
            if all(sizes[n].pairs.get(way) for n in (a, b)):
                ends = [(sizes[n].pages, _cpu(sizes[n], way)) for n in (a, b)]
                power = exponent(*ends)
                yield f"exponent of CPU, {way}, {a} to {b} pages a language", 1.05, power
    for name, limit in (("ours, a page", 0.3), ("ours, a number", 0.8)):
        if found := bench.servers.get(name):
            what = name.removeprefix("ours, ")
            yield f"`make serve`, {what}, seconds to the page", limit, median(found)


def _ratios(
    size: str, goals: Sequence[tuple[str, str, float]], ways: Mapping[str, Sequence[Pair]]
) -> Iterator[tuple[str, float, float]]:
    for way, what, limit in goals:
        if pairs := ways.get(way):
            told = {"wall": "wall", "cpu": "CPU"}[what]
            name = NAMES[way].replace("*", "").removeprefix("ours, ")
            yield f"{size}, {name}: {told} × floor", limit, _ratio(pairs, what)


def _zensical(size: str, ways: Mapping[str, Sequence[Pair]]) -> Iterator[tuple[str, float, float]]:
    if ways.get("cold") and ways.get("zensical"):
        found = _over_floor(ways["cold"], ways["zensical"])
        yield f"{size}, cold, all figures: wall × Zensical without figures", 1, found


def _small(
    ways: Mapping[str, Sequence[Pair]], exact: Exact | None
) -> Iterator[tuple[str, float, float]]:
    yield from _zensical("60 × 2", ways)
    if ways.get("warm") and ways.get("bare"):
        yield "warm: CPU with drawings × without", 1.05, _to(ways["warm"], ways["bare"], "cpu")
    if exact is None:
        return
    yield "warm: heavy libraries imported", 0, len(exact.loaded)
    beyond = exact.number - exact.pages_with_figure
    yield "one number: files changed beyond the figure’s pages", 0, len(beyond)
    other = [one for one in exact.page - exact.pages_edited if not one.startswith("soeg/")]
    yield "one page: files changed beyond it and its search index", 0, len(other)


def write(bench: Bench, file: Path) -> str:
    """Write the report; gives its text."""
    told = text(bench)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(told, encoding="utf-8")
    return told
