"""Where an editor changes a file or sees a commit, from the one address that the build is given.

`EDIT_URI` is the whole address under which a file of `docs/` is edited, such as
`https://github.com/owner/name/edit/main/docs/`; empty where nothing can be edited.
"""

import os
from collections.abc import Mapping

from barometer.data.codebook import indicator_file
from barometer.data.read import TABLE
from barometer.text import Language, Text

DOCS = "docs/"
EDIT = "/edit/"


def edit_address(path: str) -> str:
    """Where a file, by its path below the project, is edited; empty where it cannot be."""
    base = os.environ.get("EDIT_URI", "")
    return base.removesuffix(DOCS) + path if base.endswith(f"/{DOCS}") else ""


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
