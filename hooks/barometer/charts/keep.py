"""Finished figures are kept, so that a build whose figures have not changed draws nothing."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from barometer.charts.frame import Frame
from barometer.text import Text

FOLDER = Path(".cache/figures")
LIBRARIES = ("babel", "matplotlib", "numpy", "pillow")
NEWEST = 3

Made = Mapping[str, bytes]


def drawings(frame: Frame) -> Mapping[str, str]:
    """The inline SVG of each `language/variant`, as kept or drawn anew."""

    def draw() -> Made:
        # matplotlib takes half a second to import: only what must be drawn pays for it.
        from barometer.charts import drawing

        made = drawing.drawings(frame)
        return {f"{language}/{name}": svg.encode() for (language, name), svg in made.items()}

    found = kept(FOLDER / frame.stem, "drawings", facts_of(frame), draw)
    return {name: svg.decode() for name, svg in found.items()}


def facts_of(frame: Frame) -> str:
    """Everything that a drawing is made from, as text: rows, and the words of all concerned."""
    seen = (frame.name, frame.chart_name, frame.rows, frame.series, frame.cells, frame.breaks)
    files = (frame.indicator, *frame.editions, *frame.comparisons)
    told = [one.model_dump_json() for one in files]
    return repr((seen, told, _words(tuple(frame.words.items()))))


@cache
def _words(words: tuple[tuple[str, Text], ...]) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()


def kept(folder: Path, name: str, facts: object, make: Callable[[], Made]) -> Made:
    """What was made from the same facts by the same code before, else what is made now.

    What is kept is checked as it is read; a folder that cannot be read or written does no harm.
    """
    digest = hashlib.sha256(f"{facts!r}{_code()}".encode()).hexdigest()[:24]
    path = folder / f"{name}-{digest}.zip"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


@cache
def _code() -> str:
    """Code and style of what is drawn, and the versions of the libraries that draw it."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*") if path.suffix in (".py", ".mplstyle", ".ttf"))
    found = hashlib.sha256()
    beside = [here.parent / name for name in ("language.py", "data/intervals.py", "data/model.py")]
    for path in (*files, *beside):
        found.update(path.relative_to(here.parent).as_posix().encode())
        found.update(path.read_bytes())
    for name in LIBRARIES:
        found.update(version(name).encode())
    return found.hexdigest()


def _read(path: Path) -> Made | None:
    try:
        with zipfile.ZipFile(path) as held:
            if held.comment != path.stem.encode():
                return None
            return {name: held.read(name) for name in held.namelist()}
    except (OSError, ValueError, zipfile.BadZipFile, EOFError, RuntimeError):
        return None


def _write(path: Path, made: Made) -> None:
    draft = path.with_suffix(".draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(draft, "w") as held:
            held.comment = path.stem.encode()
            for name, data in made.items():
                held.writestr(name, data)
        draft.replace(path)
        _forget(path)
    except OSError:
        return


def _forget(path: Path) -> None:
    """Keep the newest few of a name, so that the folder does not grow for ever."""
    kind = path.name.rpartition("-")[0]
    same = sorted(path.parent.glob(f"{kind}-*.zip"), key=lambda one: one.stat().st_mtime)
    for old in same[:-NEWEST]:
        old.unlink(missing_ok=True)
