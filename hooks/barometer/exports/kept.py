"""Files that are slow to make are kept, so that a build whose data have not changed makes none."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from barometer.charts import keep

FOLDER = Path(".cache/exports")
LIBRARIES = ("openpyxl", "rdflib")


def kept(root: Path, name: str, content: str, make: Callable[[], bytes]) -> bytes:
    """The file as kept or made anew; `content` is everything that it depends on beside the code."""
    facts = (content, _code())
    return keep.kept(root / FOLDER, name, facts, lambda: {name: make()})[name]


@cache
def _code() -> str:
    """The code of this package and the versions of the libraries that it writes with."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest() + "".join(map(version, LIBRARIES))
