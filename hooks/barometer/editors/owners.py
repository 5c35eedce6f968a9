"""Who approves which file: `.github/CODEOWNERS` as GitHub reads it, the last line that fits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FILE = ".github/CODEOWNERS"
UNSET = "ORG"
"""What stands in the place of the organisation until somebody has said which it is."""
_OWNER = re.compile(r"@[^/\s]+/")
_NAME = re.compile(r"[A-Za-z\d](?:[A-Za-z\d-]{0,37}[A-Za-z\d])?")


@dataclass(frozen=True)
class Rule:
    """A pattern and the teams that it names, such as `@ORG/redaktion`."""

    pattern: str
    owners: tuple[str, ...]

    def fits(self, path: str) -> bool:
        """Whether it is about a file: `*` is any, `/a/` all below, `/a/*.b` those in a folder."""
        if self.pattern == "*":
            return True
        wanted = self.pattern.removeprefix("/")
        if wanted.endswith("/"):
            return path.startswith(wanted)
        return path.count("/") == wanted.count("/") and fnmatchcase(path, wanted)


def read_owners(root: Path) -> tuple[Rule, ...]:
    """Every rule in order; none where the file is missing."""
    file = root / FILE
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    parts = (line.partition("#")[0].split() for line in lines)
    return tuple(Rule(pattern, tuple(owners)) for pattern, *owners in filter(None, parts))


def owners_of(rules: Iterable[Rule], path: str) -> tuple[str, ...]:
    """The teams of which one approves a file."""
    return next((one.owners for one in reversed([*rules]) if one.fits(path)), ())


def team(owner: str) -> str:
    """The team alone, without its organisation."""
    return owner.rpartition("/")[2]


def organise(root: Path, organisation: str) -> bool:
    """Write the organisation into every line; False where GitHub cannot have one of that name."""
    if not _NAME.fullmatch(organisation):
        return False
    file = root / FILE
    lines = [
        line if line.startswith("#") else _OWNER.sub(f"@{organisation}/", line)
        for line in file.read_text("utf-8").splitlines()
        if organisation == UNSET or not line.startswith(f"# {UNSET} ")
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return True
