"""Pages that were rendered before, kept under a name that says everything they depend on.

A kept page that cannot be read, or says something else than its own checksum, counts as none;
a folder that cannot be written is no fault.
"""

import hashlib
import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from barometer.data.kept import key as data_and_code
from barometer.state import PageState, Site

FOLDER = ".cache/pages"
SLOT = "[["


@lru_cache(maxsize=1)
def _shared(site: Site) -> tuple[str, str]:
    """What every page depends on, and what a page with a part of the whole site depends on."""
    addresses = sorted((key.path, at, site.address(key, at)) for key, at in site.pages)
    out = (repr(site.releases.releases), site.releases.version, len(site.dataset.observations))
    edits = os.environ.get("EDIT_URI", "")
    around = (data_and_code(site.root), site.url, site.contact, out, addresses, edits)
    pages = sorted(
        (key.path, at, repr(page.words), repr(page.facts), page.body)
        for (key, at), page in site.pages.items()
    )
    return _hash(repr(around)), _hash(repr((around, pages)))


def name(state: PageState, markdown: str, settings: str) -> str:
    """The name of a rendering: of the page's text, the site around it and the engine's settings."""
    common, whole = _shared(state.site)
    around = whole if SLOT in markdown else common
    return _hash("\0".join((state.key.path, state.language, markdown, settings, around)))


def fetch(state: PageState, rendering: str) -> dict[str, Any] | None:
    """What was kept of the page, if it was kept under that name."""
    try:
        named, checksum, body = _file(state).read_text(encoding="utf-8").split("\n", 2)
        whole = named == rendering and checksum == _hash(body)
        kept: dict[str, Any] | None = json.loads(body) if whole else None
    except (OSError, ValueError):
        return None
    return kept


def keep(state: PageState, rendering: str, page: dict[str, Any]) -> None:
    """Write a rendering in the place of the page's earlier one, whole or not at all."""
    body = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    target = _file(state)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{rendering}\n{_hash(body)}\n{body}")
        Path(new).replace(target)
    except OSError:
        return


def _file(state: PageState) -> Path:
    return state.site.root / FOLDER / _hash(f"{state.language}\0{state.key.path}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
