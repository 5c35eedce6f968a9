"""The pages as the last commit left them, kept so that git's history is read once a commit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from barometer.cache import FOLDER, Files, load_or_make
from barometer.content.addresses import PageKey
from barometer.editors.git import IGNORED
from barometer.editors.passage import Passage
from barometer.text import Language

HISTORY = FOLDER / "history"
Kind = Literal["wording", "meaning", "missing"]
Texts = dict[Language, str]


@dataclass(frozen=True)
class Lag:
    """A section that one language has and the other has not, or has otherwise.

    `commit` is empty for a change that stands on this machine only; `agreed` is the text of the
    language that leads, as it was while both said the same.
    """

    section: str
    behind: Language
    kind: Kind
    commit: str
    day: date | None
    agreed: Passage | None = None


@dataclass(frozen=True)
class Remembered:
    """A page as last committed: its texts, its lags, and the lags of files just like these."""

    texts: Texts = field(default_factory=dict)
    lags: Mapping[str, Lag] = field(default_factory=dict)
    settled: tuple[Lag, ...] | None = None


Pages = dict[PageKey, Remembered]


def remembered(root: Path, commit: str, read: Callable[[Path], Pages]) -> Pages:
    """What `read` says of the history up to a commit, as kept or read anew."""
    ignored = root / IGNORED
    listed = ignored.read_text("utf-8", "replace") if ignored.is_file() else ""

    def make() -> Files:
        by_path = {key.path: page for key, page in read(root).items()}
        return {"pages": _ADAPTER.dump_json(by_path)}

    found = load_or_make(root / HISTORY, (commit, listed), make)
    by_path = _ADAPTER.validate_json(found["pages"])
    return {PageKey(path): page for path, page in by_path.items()}


_ADAPTER = TypeAdapter(dict[str, Remembered])
