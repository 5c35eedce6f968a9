"""One project a rival, all of the same plain pages."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from barometer.text import LANGUAGES
from benchmarks.plain import PLACE, Plain, plain_pages

HERE = Path(__file__).parent
STOCK = """site_name: Benchmark
site_url: https://www.coi.dk/
theme:
  name: material
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - toc: {permalink: true}
"""
I18N = """plugins:
  - search
  - i18n:
      languages:
        - {locale: da, name: Dansk, default: true}
        - {locale: en, name: English}
"""
HUGO = """baseURL = "https://www.coi.dk/"
title = "Benchmark"
defaultContentLanguage = "da"
disableKinds = ["taxonomy", "term", "RSS"]
[languages.da]
label = "Dansk"
weight = 1
[languages.en]
label = "English"
weight = 2
[markup.goldmark.renderer]
unsafe = true
"""
FIGURE_PLACE = re.compile(PLACE.format(name=r"[^\"]*"))
NOTE = re.compile(r'^!!! note "([^"]*)"\n((?:    .*\n)+)', re.M)


def write_rivals(ours: Path, folder: Path) -> None:
    """Write the project of every rival into a folder of its own, from our generated one."""
    pages = tuple(plain_pages(ours))
    shutil.rmtree(folder, ignore_errors=True)
    _stock(folder / "floor", pages, hook=None)
    for name in ("pyplot", "altair"):
        _stock(folder / name, pages, hook=f"{name}_figures.py")
        shutil.copytree(ours / "data", folder / name / "data")
    for language in LANGUAGES:
        own = [one for one in pages if one.language == language]
        _zensical(folder / f"zensical-{language}", own)
    _hugo(folder / "hugo", pages)


def _stock(folder: Path, pages: Iterable[Plain], hook: str | None) -> None:
    """MkDocs, Material and static-i18n as they come; with a hook where figures are drawn."""
    for one in pages:
        _write(folder / "docs" / one.key.file(one.language), _placed(one.markdown, bool(hook)))
    hooks = f"hooks: [{hook}]\n" if hook else ""
    _write(folder / "mkdocs.yml", STOCK + I18N + hooks)
    if hook:
        shutil.copy(HERE / hook, folder / hook)
        shutil.copy(HERE / "figure_data.py", folder / "figure_data.py")


def _placed(text: str, figures: bool) -> str:
    """A page with or without the places of its figures."""
    return text if figures else FIGURE_PLACE.sub("", text)


def _zensical(folder: Path, pages: Iterable[Plain]) -> None:
    """One project a language: it has no translations of its own."""
    for one in pages:
        _write(folder / "docs" / one.key.file("da"), _placed(one.markdown, False))
    _write(folder / "mkdocs.yml", STOCK)


def _hugo(folder: Path, pages: Iterable[Plain]) -> None:
    """Both languages in one project, with the least templates that show menu, page and list."""
    for one in pages:
        name = one.key.file(one.language)
        if one.key.path.endswith("index"):
            name = name.replace("index.", "_index.")
        _write(folder / "content" / name, _for_hugo(one))
    _write(folder / "hugo.toml", HUGO)
    shutil.copytree(HERE / "hugo_layouts", folder / "layouts")


def _for_hugo(page: Plain) -> str:
    text = NOTE.sub(_quoted, _placed(page.markdown, False))
    return text.replace("/index.md", "/_index.md").replace("(index.md", "(_index.md")


def _quoted(note: re.Match[str]) -> str:
    lines = [f"**{note[1]}**", *(line.strip() for line in note[2].splitlines())]
    return "".join(f"> {line}\n" for line in lines)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
