"""Finished drawings are kept, so that a build whose figures have not changed draws nothing."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from barometer.charts.frame import Frame

FOLDER = Path(".cache/figures")
LIBRARIES = ("matplotlib", "numpy", "fonttools", "babel")


def drawings(frame: Frame, folder: Path = FOLDER) -> Mapping[str, str]:
    """The inline SVG of each `language/variant`, as kept or drawn anew.

    What is kept is checked before it is used; a folder that cannot be written changes nothing.
    """
    path = folder / f"{frame.stem}-{key(frame)}.json"
    kept = _read(path)
    if kept is None:
        # matplotlib takes half a second to import: only what must be drawn pays for it.
        from barometer.charts import drawing

        kept = {f"{la}/{variant}": svg for (la, variant), svg in drawing.drawings(frame).items()}
        _write(path, kept)
    return kept


def key(frame: Frame) -> str:
    """What a drawing depends on: rows, words, style, libraries and code."""
    facts = repr((frame, _code()))
    return hashlib.sha256(facts.encode()).hexdigest()[:24]


@cache
def _code() -> str:
    """The code and style of charts and language, and the versions of what they stand on."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*") if path.suffix in (".py", ".mplstyle", ".ttf"))
    found = hashlib.sha256()
    for path in (*files, here.parent / "language.py"):
        found.update(path.relative_to(here.parent).as_posix().encode())
        found.update(path.read_bytes())
    for name in LIBRARIES:
        found.update(version(name).encode())
    return found.hexdigest()


def _read(path: Path) -> Mapping[str, str] | None:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        whole = held["sum"] == _sum(held["drawings"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(held["drawings"]) if whole else None


def _write(path: Path, made: Mapping[str, str]) -> None:
    text = json.dumps({"sum": _sum(made), "drawings": made}, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError:
        return


def _sum(made: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
