"""What a page weighs on the wire, part by part, as a host with brotli sends it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import brotli
from lxml import html

PAGE, REQUESTS, SEARCH = 60_000, 10, 100_000
Part = Literal["page", "script", "font", "other"]
SHARES: Mapping[Part, int] = {
    "page": 46_000,
    "script": 6_000,
    "font": 40_000,
    "other": 8_000,
}
"""What each part may take of a page's budget: a page too heavy says by it what has grown."""
KINDS: Mapping[str, Part] = {
    ".html": "page",
    ".js": "script",
    ".woff2": "font",
}
PACKED = {".woff2", ".png", ".ico"}
ASKED = "//link[@rel='stylesheet' or @rel='preload' or @rel='manifest' or @rel='icon']/@href"


@cache
def on_the_wire(built: Path, path: str) -> int:
    """Bytes of a file as a server with brotli sends it; fonts and pictures are packed already."""
    body = _file(built, path).read_bytes()
    packed = Path(path).suffix in PACKED
    return len(body if packed else brotli.compress(body, quality=9))


def parts(built: Path, paths: Iterable[str]) -> Counter[Part]:
    """The weight of what was fetched, by kind."""
    found: Counter[Part] = Counter()
    for path in paths:
        found[KINDS.get(_file(built, path).suffix, "other")] += on_the_wire(built, path)
    return found


def asked_for(built: Path, where: str) -> list[str]:
    """The page and all that it asks for before a reader acts."""
    tree = html.parse(built / where / "index.html").getroot()
    found = [*tree.xpath(ASKED), *tree.xpath("//script/@src | //img/@src")]
    return [where, *sorted({urljoin(f"/{where}", one).removeprefix("/") for one in found})]


def too_heavy(where: str, weight: Counter[Part], most: int) -> list[str]:
    """The page, its number, and what has grown, if the page is over its budget."""
    if weight.total() <= most:
        return []
    grown = [
        f"{part} {weight[part]} of {share}"
        for part, share in SHARES.items()
        if weight[part] > share
    ]
    return [f"{where}: {weight.total()} of {most} bytes; grown: {', '.join(grown) or weight}"]


def _file(built: Path, path: str) -> Path:
    return built / path / "index.html" if path.endswith("/") or not path else built / path
