"""The Frictionless data package of `data/`: what the columns are, for programs.

It says nothing that changes with a number or an indicator, so that an editor never has to make it
anew: `python -m barometer datapackage` does that after a change of columns.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from barometer.data.model import COLUMNS
from barometer.data.ownformat import DANISH

FILE = "data/datapackage.json"
_CODEBOOK = Path(__file__).with_name("columns.yml")
_FILES = {
    "editions": "Surveys: period, fieldwork, answers, breaks",
    "sources": "Sources: title, publisher, address, date, language, licence",
    "values": "Words of single values",
    "themes": "Themes",
}
_KEY = list(COLUMNS[:5])


def package() -> dict[str, Any]:
    """The package as plain values, in Frictionless' form."""
    return {
        "name": "innovation-barometer",
        "title": "The Innovation Barometer: published values",
        "description": (
            "One row a published value, with its base, status and source. "
            "Each source states its own terms: see sources.yml and README.md."
        ),
        "homepage": "https://www.coi.dk/",
        "languages": ["da", "en"],
        "resources": [_table(), *(_file(name, title) for name, title in _FILES.items())],
    }


def package_text() -> str:
    """The same as the text of its file."""
    return json.dumps(package(), ensure_ascii=False, indent=2) + "\n"


def write_package(root: Path) -> bool:
    """Write the package of the project in `root`; whether that changed anything."""
    target, text = root / FILE, package_text()
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return False
    target.write_text(text, encoding="utf-8", newline="\n")
    return True


def _table() -> dict[str, Any]:
    codebook: Mapping[str, Any] = yaml.safe_load(_CODEBOOK.read_text(encoding="utf-8"))
    return {
        "name": "observations",
        "type": "table",
        "path": "observations.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\n"}},
        "schema": {
            "fields": [_field(name, codebook[name]) for name in COLUMNS],
            "missingValues": [""],
            "primaryKey": _KEY,
        },
    }


def _field(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": said["type"],
        "title": name.capitalize(),
        "description": said["en"],
        "titles": {"da": DANISH[name].capitalize(), "en": name.capitalize()},
        "descriptions": {"da": said["da"], "en": said["en"]},
        "constraints": said["constraints"],
    }


def _file(name: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "file",
        "title": title,
        "path": f"{name}.yml",
        "scheme": "file",
        "format": "yml",
        "mediatype": "application/yaml",
        "encoding": "utf-8",
    }
