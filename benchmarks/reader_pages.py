"""The pages that the reader's side compares: six figures drawn by us, and by Vega-Embed."""

import json
import re
import shutil
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import vl_convert

from barometer.text import Language
from benchmarks.measure import measured
from benchmarks.ways import MKDOCS, Way

OURS: Mapping[str, str] = {
    "ours, text": "site/omraade-1/sag-1-hjemmeplejen-og-samtalerne/",
    "ours, three figures": "site/omraade-1/sag-5-jobcenteret-og-noeglerne/",
    "ours, six figures": "site/omraade-1/sag-6-boernehaven-og-telefonerne/",
}
SIX = "omraade-1/sag-6-boernehaven-og-telefonerne/index.html"
PLAIN_SIX = "area-1/case-6/index.html"
DRAWING = re.compile(r"<!--drawing:([a-z0-9_]+)/[a-z_]+/da/(narrow|wide)-->")
PLACE = re.compile(r'<div data-figure="([^"]*)"></div>')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
EMBED = """
const places = [...document.querySelectorAll("[data-vega]")];
Promise.all(places.map((place) => fetch(place.dataset.vega).then((answer) => answer.json())
  .then((spec) => vegaEmbed(place, spec, {renderer: "svg", actions: false}))))
  .then(() => performance.mark("figures"));
"""


def build(ways: Mapping[str, Way]) -> Mapping[str, tuple[Path, str]]:
    """Build every page; gives the folder to serve and the address in it, by name."""
    warm, bare, altair = ways["warm"], ways["bare"], ways["altair"]
    for way in (bare, warm):
        way.prepare(0)
        measured(way.command, way.folder, way.also)
        (way.folder / "site").replace(_cleared(way.folder / f"reader-{way.name}"))
    floor = ways["floor"].folder
    measured((*MKDOCS, "-d", "site"), altair.folder)
    ours, vega, stock = (warm.folder / "reader-warm", bare.folder / "reader-bare", altair.folder)
    _with_vega(vega, vega / SIX, altair.folder, DRAWING)
    _stock_with_vega(stock, floor)
    pages = {name: (ours, address.removeprefix("site/")) for name, address in OURS.items()}
    return {
        **pages,
        "our page, its six figures by Vega-Embed": (vega, SIX.removesuffix("index.html")),
        "stock page, six figures by Vega-Embed": (
            stock / "vega",
            PLAIN_SIX.removesuffix("index.html"),
        ),
    }


def _cleared(folder: Path) -> Path:

    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _stock_with_vega(folder: Path, floor: Path) -> None:
    """The stock page with places for figures, which the drawn one no longer has."""
    (folder / "mkdocs.vega.yml").write_text(
        (floor / "mkdocs.yml").read_text("utf-8"), encoding="utf-8"
    )
    measured((*MKDOCS, "-f", "mkdocs.vega.yml", "-d", "vega"), folder)
    _with_vega(folder / "vega", folder / "vega" / PLAIN_SIX, folder, PLACE)


def _with_vega(site: Path, file: Path, rival: Path, place: re.Pattern[str]) -> None:
    """Put Vega-Embed and a specification a figure where the drawings would be."""
    bundle: Any = vl_convert.javascript_bundle  # its stub demands arguments that it does not need
    (site / "vega.js").write_text(bundle(), encoding="utf-8")
    (site / "embed.js").write_text(EMBED, encoding="utf-8")
    found: list[str] = []

    def slot(match: re.Match[str]) -> str:
        if match.groups()[1:] == ("narrow",):
            return ""
        found.append(match[1])
        return f'<div data-vega="/figure-{match[1]}.json"></div>'

    text = place.sub(slot, POLICY.sub("", file.read_text("utf-8")))
    scripts = '<script src="/vega.js"></script><script src="/embed.js"></script></body>'
    file.write_text(text.replace("</body>", scripts), encoding="utf-8")
    for name, spec in _specifications(rival, found, "da").items():
        (site / f"figure-{name}.json").write_text(json.dumps(spec), encoding="utf-8")


def _specifications(rival: Path, names: list[str], language: Language) -> dict[str, object]:
    """The charts that the Altair rival draws, as a page would send them."""
    sys.path.insert(0, str(rival))
    module = import_module("altair_figures")
    return {name: module.chart(name, language).to_dict() for name in names}
