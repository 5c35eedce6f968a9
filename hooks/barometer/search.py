"""The search index of the site, a file a language, so that nobody finds pages they cannot read."""

import json
from pathlib import Path

from barometer.content.addresses import ENGLISH_ROOT
from barometer.text import LANGUAGES

INDEX = "search/search_index.json"


def split_index(folder: Path) -> None:
    """Split `search/search_index.json` of a built site into one at the root and one under `en/`."""
    whole = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    for language in LANGUAGES:
        root = "" if language == "da" else ENGLISH_ROOT
        mine = [entry for entry in whole["docs"] if _language_root(entry["location"]) == root]
        entries = [{**entry, "location": entry["location"].removeprefix(root)} for entry in mine]
        index = {"config": {**whole["config"], "lang": [language]}, "docs": entries}
        file = folder / root / INDEX
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        file.write_text(text, encoding="utf-8")


def _language_root(location: str) -> str:
    return ENGLISH_ROOT if location.startswith(ENGLISH_ROOT) else ""
