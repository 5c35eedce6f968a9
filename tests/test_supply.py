"""What reaches the site besides pages and data: no secrets, no kept results, no rewritten past."""

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from functools import cache
from typing import Any

import pytest
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

from tests.browser_setup import NPM
from tests.conftest import ROOT

pytestmark = pytest.mark.living

BINARY = (".png", ".woff2", ".xlsx", ".jpg", ".ico")
PLANTED = ("AKIA" + "IOSFODNN7EXAMPLA", "ghp_" + "a" * 36, "-----BEGIN " + "RSA PRIVATE KEY-----")


@cache
def patterns() -> Sequence[re.Pattern[str]]:
    """What keys and tokens look like, as detect-secrets keeps it.

    Its own scan reads each file as YAML too, which takes minutes and falls over our planted files.
    """
    kinds: list[Any] = list(get_mapping_from_secret_type_to_class().values())
    known = [kind for kind in kinds if isinstance(getattr(kind, "denylist", None), list | tuple)]
    return [pattern for kind in known for pattern in kind.denylist]


def secrets(text: str) -> Iterator[str]:
    """Everything in a text that looks like a key, shortened."""
    for pattern in patterns():
        for found in pattern.finditer(text):
            yield f"{found[0][:12]}…"


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def followed() -> list[str]:
    """Every text file that git keeps."""
    names = git("ls-files", "-z").split("\0")
    return [name for name in names if name and not name.endswith((*BINARY, "uv.lock"))]


def test_no_file_holds_a_key_or_a_token() -> None:
    for name in followed():
        file = ROOT / name
        if file.is_file() and not name.startswith("tests/faults/"):
            assert not list(secrets(file.read_text("utf-8", errors="replace"))), name


def test_a_planted_key_is_found(subtests: pytest.Subtests) -> None:
    for planted in PLANTED:
        with subtests.test(planted=planted):
            assert len(patterns()) > 20
            assert list(secrets(f"token: {planted}\n"))


def test_nothing_that_a_build_keeps_is_in_the_repository() -> None:
    kept = git("ls-files", ".cache", "site", ".venv", ".tools")

    assert kept == "", "a kept result would be believed: delete it"
    assert ".cache/" in (ROOT / ".gitignore").read_text("utf-8")


def test_every_package_comes_from_the_registry_and_is_known_by_its_hash() -> None:
    packages = (ROOT / "uv.lock").read_text("utf-8").split("[[package]]")[1:]

    assert len(packages) > 50
    for package in packages:
        name = package.partition('name = "')[2].partition('"')[0]
        files = [line for line in package.splitlines() if "url = " in line]
        assert all('hash = "sha256:' in line for line in files), name
        assert files or "editable" in package, name
        assert "git+" not in package, name


def test_every_package_of_npm_is_known_by_its_hash() -> None:
    packages = json.loads((NPM / "package-lock.json").read_text("utf-8"))["packages"]

    assert len(packages) > 50
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []


def past(path: str) -> dict[str, str]:
    """The files below a folder as the newest commit on the main branch has them, by their hash."""
    base = _base()
    lines = git("ls-tree", "-r", base, "--", path).splitlines() if base else []
    return {line.partition("\t")[2]: line.split()[2] for line in lines}


def _base() -> str:
    for name in ("origin/main", "main"):
        command = ["git", "rev-parse", "--verify", "--quiet", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.strip()
    return ""


def test_what_was_released_is_as_it_was() -> None:
    for name, known in past("data/archive").items():
        assert (ROOT / name).is_file(), f"{name}: what was released stays"
        assert git("hash-object", "--", name).strip() == known, f"{name} was changed"


def test_no_promised_address_is_struck_from_the_list() -> None:
    base = _base()
    before = git("show", f"{base}:data/published.txt").splitlines() if base else []
    promised = {line for line in before if line and not line.startswith("#")}

    assert promised <= set((ROOT / "data/published.txt").read_text("utf-8").splitlines())


def test_developers_are_asked_about_everything_that_runs(subtests: pytest.Subtests) -> None:
    for file in [
        "overrides/coi/look/site.js",
        "overrides/main.html",
        ".github/workflows/site.yml",
        "uv.lock",
    ]:
        with subtests.test(file=file):
            lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
            rules = [line.split() for line in lines if line and not line.startswith("#")]
            fits = [rule for rule in rules if rule[0] == "*" or _fits(rule[0], f"/{file}")]

            assert fits[-1][1].endswith("/udvikling"), fits[-1]


def _fits(rule: str, file: str) -> bool:
    return file.startswith(rule) or fnmatch(file, rule)
