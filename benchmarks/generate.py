"""A site of N × 2 pages and M indicators from the project's own components, always the same.

    python -m benchmarks.generate folder --pages 600 --indicators 40

`--pages` counts every page of one language: those with a file, and the one that the build makes of
each indicator. `folder` is then a project of its own, with hooks and templates copied, that passes
every check. Its `mkdocs.yml` publishes all that the real site does; `figures.yml` makes the same
pages with all their figures and search, without the files beside them (pictures, tables, API,
feeds); `bare.yml` leaves the drawings out too.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from barometer.text import LANGUAGES
from benchmarks import figures, pages

ROOT = Path(__file__).parents[1]
COPIED = (
    "hooks", "overrides", "pyproject.toml", "docs/assets", "data/words.yml", "data/terms.yml",
    "data/sources.yml", "data/editions.yml", "data/themes.yml", "data/phrases.yml",
    "data/search_words.yml", "data/publisher.yml",
)  # fmt: skip
EMPTY = {"corrections": "[]", "comparisons": "[]", "other_numbers": "[]", "values": "{}"}
RELEASE = {
    "date": "2026-11-23",
    "version": "1.0.0",
    "title": {"da": "Version 1.0.0", "en": "Version 1.0.0"},
    "text": {"da": "Den første version.", "en": "The first version."},
}
EVENTS = "  - hooks/events.py"
LEFT_OUT = {
    "    return [*jobs, partial(": "    return [partial(",
    "    _write_files(site, folder)\n": "",
    "        write_twin(_state(page, config), output, Path(config.site_dir))\n": "        pass\n",
}
"""The lines of `hooks/events.py` that write what lies beside the pages, and what stands there."""
UNDRAWN = """
from barometer.charts import figure

VARIANTS = ("da/narrow", "da/wide", "en/narrow", "en/wide")
figure.figure_drawings = lambda _frame: dict.fromkeys(VARIANTS, "")
"""
"""Put at the end of the events of a site without drawings."""
SOURCES = 20


def generate(folder: Path, count: int, indicators: int) -> pages.Plan:
    """Write the project into a folder that may exist: what was generated there before goes."""
    sources = sorted(yaml.safe_load((ROOT / "data/sources.yml").read_text("utf-8")))[:SOURCES]
    made = pages.plan(count, indicators, sources)
    _copy(folder)
    _data(folder, made)
    for path in made.pages:
        for language in LANGUAGES:
            suffix = "" if language == "da" else f".{language}"
            _write(folder / f"docs/{path}{suffix}.md", pages.page(made, path, language))
    _settings(folder)
    return made


def _copy(folder: Path) -> None:
    for name in ("docs", "data", "hooks", "overrides"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, target)


def _data(folder: Path, made: pages.Plan) -> None:
    for number in range(made.indicators):
        file = folder / f"data/indicators/{figures.name(number)}.yml"
        _write(file, json.dumps(figures.indicator(number), ensure_ascii=False, indent=1))
    _write(folder / "data/observations.csv", figures.table(made.indicators, made.sources))
    for name, text in EMPTY.items():
        _write(folder / f"data/{name}.yml", f"{text}\n")
    _write(folder / "data/releases.yml", json.dumps({"first": RELEASE}, ensure_ascii=False))
    areas = {part for one in made.indexes for part in one.split("/")[:-1]}
    addresses = yaml.safe_load((ROOT / "data/addresses.yml").read_text("utf-8"))
    book, moved = addresses["segments"], dict.fromkeys(addresses["redirects"], "./")
    named = {one: book[one] for one in ("barometer", "method", "partners", "about", "search")}
    named |= {
        one: {"da": one.replace("area", "omraade").replace("group", "gruppe"), "en": one}
        for one in sorted(areas)
    }
    made_book = {"segments": named, "redirects": moved}
    _write(folder / "data/addresses.yml", json.dumps(made_book, indent=1))


def _settings(folder: Path) -> None:
    """The real `mkdocs.yml`, and beside it those that publish less."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    events = (ROOT / "hooks/events.py").read_text("utf-8")
    if EVENTS not in text or any(line not in events for line in LEFT_OUT):
        raise SystemExit("mkdocs.yml or hooks/events.py has changed: put benchmarks/generate right")
    pages_alone = events
    for line, instead in LEFT_OUT.items():
        pages_alone = pages_alone.replace(line, instead)
    for name, hook in (("figures", pages_alone), ("bare", pages_alone + UNDRAWN)):
        _write(folder / f"hooks/{name}.py", hook)
        _write(folder / f"{name}.yml", text.replace(EVENTS, f"  - hooks/{name}.py"))
    _write(folder / "mkdocs.yml", text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main() -> None:
    """Generate one site and tell its size."""
    parser = argparse.ArgumentParser(description="a site of any size, for measuring")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=60, help="pages a language, in all")
    parser.add_argument("--indicators", type=int, default=40)
    chosen: Any = parser.parse_args()
    made = generate(chosen.folder, chosen.pages, chosen.indicators)
    total = 2 * (len(made.pages) + made.indicators)
    print(f"{total} pages in two languages, {made.indicators} indicators: {chosen.folder}")


if __name__ == "__main__":
    main()
