"""Every file has the owner that is meant: texts the editors, numbers the analyst, code the rest."""

import subprocess
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from tests.conftest import ROOT

CODEOWNERS = ".github/CODEOWNERS"
TEXT, NUMBERS, CODE = "redaktion", "analyse", "udvikling"
WORDS = {"publisher", "words", "terms", "themes", "search_words", "addresses"}
FORMS = {"help", "new", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE.md"}
DRAWN = {".css", ".js", ".webmanifest", ".ttf", ".woff2"}


def read_owners(root: Path) -> dict[str, list[str]]:
    """The patterns in order, and whom each names."""
    lines = (root / CODEOWNERS).read_text("utf-8").splitlines()
    parts = (line.partition("#")[0].split() for line in lines)
    return {pattern: owners for pattern, *owners in filter(None, parts)}


def team(owner: str) -> str:
    """The team alone, without its organisation."""
    return owner.rpartition("/")[2]


RULES = read_owners(ROOT)


def fitting(pattern: str) -> list[str]:
    """The files that a pattern is about, as git reads it."""
    wanted = pattern.removeprefix("/") + ("**" if pattern.endswith("/") else "")
    return files() if pattern == "*" else files(f":(glob){wanted}")


@cache
def files(*wanted: str) -> list[str]:
    """Every file that belongs to the repository, what is new included."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *wanted]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("no history here to list the files from")
    return [name for name in said.stdout.split("\0") if name and (ROOT / name).exists()]


def meant(path: str) -> set[str]:
    """What the house says of a file, by what is in it."""
    top, *rest = PurePosixPath(path).parts
    if top == "docs":
        return {CODE if PurePosixPath(path).suffix in DRAWN or "fonts" in rest else TEXT}
    if top == "data":
        if rest[0] in {"indicators", "sources.yml"}:
            return {TEXT, NUMBERS}
        if rest[0] == "datapackage.json" or rest[0] == "published.txt":
            return {CODE}
        return {TEXT if rest[0] == "spelling" or Path(rest[0]).stem in WORDS else NUMBERS}
    said = ("hooks/barometer/faults/messages/", "hooks/barometer/faults/phrases.yml")
    of_forms = top == ".github" and rest[0] in FORMS
    return {TEXT if of_forms or path.startswith((*said, "CONTRIBUTING")) else CODE}


def test_every_file_has_exactly_the_owner_that_is_meant() -> None:
    owners = {path: found for rule, found in RULES.items() for path in fitting(rule)}
    wrong = {path: found for path, found in owners.items() if set(map(team, found)) != meant(path)}

    assert wrong == {}


def test_every_pattern_fits_a_file() -> None:
    assert [rule for rule in RULES if not fitting(rule)] == []


def test_one_organisation_owns_the_teams_that_the_guides_tell_you_to_make() -> None:
    owners = {one for found in RULES.values() for one in found}
    told = [(ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]

    assert len({one.partition("/")[0] for one in owners}) == 1
    assert {team(one) for one in owners} == {TEXT, NUMBERS, CODE}
    for text in told:
        assert all(f"`{name}`" in text for name in (TEXT, NUMBERS, CODE))
