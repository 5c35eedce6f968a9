"""Where an editor changes a file or sees a commit, from the one address that the build is given.

`EDIT_URI` is the whole address under which a file of `docs/` is edited, such as
`https://github.com/owner/name/edit/main/docs/`; empty where nothing can be edited.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from barometer.data.codebook import indicator_file
from barometer.data.read import TABLE
from barometer.text import Language, Text

DOCS = "docs/"
EDIT = "/edit/"


def edit_address(path: str) -> str:
    """Where a file, by its path below the project, is edited; empty where it cannot be."""
    base = os.environ.get("EDIT_URI", "")
    return base.removesuffix(DOCS) + path if base.endswith(f"/{DOCS}") else ""


def line_address(line: int) -> str:
    """Where a line of the table is seen, with the pencil beside it; empty where it cannot be."""
    house, edit, rest = os.environ.get("EDIT_URI", "").partition(EDIT)
    branch, docs, _ = rest.rpartition(f"/{DOCS}")
    return f"{house}/blob/{branch}/{TABLE}?plain=1#L{line}" if edit and docs else ""


def commit_address(name: str) -> str:
    """Where a commit can be read; empty where the house that keeps the code is not known."""
    house, edit, _ = os.environ.get("EDIT_URI", "").partition(EDIT)
    return f"{house}/commit/{name}" if edit and name else ""


def indicator_edits(
    words: Mapping[str, Text], name: str, language: Language
) -> tuple[tuple[str, str], ...]:
    """Words and address of each file behind an indicator and its figures; none without a house."""
    files = (("edit_words", indicator_file(name)), ("edit_numbers", TABLE))
    return tuple(
        (words[word][language], found) for word, path in files if (found := edit_address(path))
    )


@dataclass(frozen=True)
class Desk:
    """Where a proposal lies, as GitHub tells a workflow of it; all empty elsewhere."""

    house: str = ""
    branch: str = ""
    run: str = ""

    def line(self, path: str, line: int | None = None) -> str:
        """A file of the proposal at a line, with the pencil beside it."""
        at = f"?plain=1#L{line}" if line else ""
        return f"{self.branch}/{quote(path)}{at}" if self.branch else ""

    def help(self, code: str) -> str:
        """The page that explains the code of a fault."""
        return f"{self.house}/blob/HEAD/.github/help/{code}.md" if self.house else ""

    def commit(self, name: str) -> str:
        """Where a commit can be read."""
        return f"{self.house}/commit/{name}" if self.house and name else ""

    @property
    def artefacts(self) -> str:
        """Where the preview and the figures can be fetched."""
        return f"{self.run}#artifacts" if self.run else ""


def desk_of_proposal() -> Desk:
    """The place of the proposal that this run is about, in whatever fork its branch lies."""
    known = os.environ.get
    server, name = known("GITHUB_SERVER_URL", ""), known("GITHUB_REPOSITORY", "")
    if not (server and name):
        return Desk()
    head = _head(known("GITHUB_EVENT_PATH", ""))
    fork, ref = head or (name, known("GITHUB_REF_NAME", "HEAD"))
    house, run = f"{server}/{name}", known("GITHUB_RUN_ID", "")
    return Desk(
        house, f"{server}/{fork}/blob/{quote(ref)}", f"{house}/actions/runs/{run}" if run else ""
    )


def _head(event: str) -> tuple[str, str] | None:
    """Repository and branch of the pull request that an event is about."""
    if not event or not Path(event).is_file():
        return None
    told = json.loads(Path(event).read_text("utf-8")).get("pull_request")
    head = told["head"] if told else None
    return (head["repo"]["full_name"], head["ref"]) if head and head["repo"] else None
