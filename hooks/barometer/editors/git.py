"""What git knows of the project: its commits, the texts in them, and the lines that changed."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

IGNORED = ".git-blame-ignore-revs"
MAIN = "origin/main"
"""The line of commits that a proposal leaves and comes back to."""
DELETED = "0" * 40
"""The blob that git names for a file that a commit took away."""


@dataclass(frozen=True)
class Change:
    """A file as a commit left it: its path, its blob, and its earlier path if it moved."""

    path: str
    blob: str
    moved_from: str = ""


@dataclass(frozen=True)
class Commit:
    """A step of the main line: a merge is one step. `silent` ones changed nothing in meaning."""

    name: str
    day: date
    changes: tuple[Change, ...] = ()
    silent: bool = False


def run_git(root: Path, *arguments: str, given: str = "") -> bytes | None:
    """What git answers, None where it fails, is not installed, or is asked outside a repository."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def ask_git(root: Path, *arguments: str) -> str:
    """The same as text; empty where there is no answer."""
    return (run_git(root, *arguments) or b"").decode("utf-8", "replace")


def read_head(root: Path) -> tuple[str, bool] | None:
    """The commit at hand and whether the history is cut short; None without a history."""
    asked = ("rev-parse", "--show-toplevel", "--is-shallow-repository", "HEAD")
    lines = ask_git(root, *asked).splitlines()
    if len(lines) != 3 or Path(lines[0]).resolve() != root.resolve():
        return None
    return lines[2], lines[1] == "true"


def committed_files(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of the files that stand in the commit at hand; none without a history."""
    if read_head(root) is None:
        return frozenset()
    listed = ask_git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", *sorted(names))
    return frozenset(listed.split("\0"))


def read_ignored(root: Path) -> frozenset[str]:
    """The commits that a file lists as typing errors or new line breaks."""
    file = root / IGNORED
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    return frozenset(line.partition("#")[0].strip() for line in lines) - {""}


def read_commits(root: Path, last: str, ignored: frozenset[str]) -> Iterator[Commit]:
    """Every step that touched `docs/`, the oldest first; a pull request that was merged is one."""
    log = ask_git(root, "log", "--reverse", "--first-parent", "-m", "--raw", "--no-abbrev", "-M",
                  "-z", "--format=%x01%H %ct %P", last, "--", "docs")  # fmt: skip
    for part in log.split("\x01")[1:]:
        first, *fields = part.split("\x00")
        name, seconds, *parents = first.split()
        silent = name in ignored
        if ignored and len(parents) > 1:  # a merge may bring nothing but listed commits
            merged = set(ask_git(root, "rev-list", "--no-merges", f"{name}^1..{name}").split())
            silent = silent or (bool(merged) and merged <= ignored)
        day = datetime.fromtimestamp(int(seconds), UTC).date()
        yield Commit(name, day, tuple(_changes(fields)), silent)


def _changes(fields: list[str]) -> Iterator[Change]:
    """The files of one commit, from `:mode mode blob blob status`, path and, if moved, new path."""
    rest = iter([field.lstrip("\n") for field in fields if field.strip("\n")])
    for line in rest:
        *_, blob, status = line.split()
        old = next(rest)
        path = next(rest) if status[0] in "RC" else old
        if blob != DELETED:
            yield Change(path, blob, old if status[0] == "R" else "")


def read_blobs(root: Path, names: Iterable[str]) -> Mapping[str, str]:
    """The texts of blobs by their names; what is no UTF-8 is read as far as it goes."""
    answer = run_git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names))
    texts, rest = {}, answer or b""
    while rest:
        head, _, rest = rest.partition(b"\n")
        name, *_, size = head.split()
        if size.isdigit():  # the name of a blob that is missing is followed by a word instead
            texts[name.decode()] = rest[: int(size)].decode("utf-8", "replace")
            rest = rest[int(size) + 1 :]
    return texts


def merge_base(root: Path, base: str) -> str | None:
    """The commit where the branch at hand left `base`; None where git does not know it."""
    return ask_git(root, "merge-base", base, "HEAD").strip() or None


def missing_files(root: Path) -> Mapping[str, tuple[str, str]]:
    """Pages gone since the branch left `MAIN` or the last commit: new path or "", old text."""
    if read_head(root) is None:
        return {}
    base = merge_base(root, MAIN) or "HEAD"
    asked = ("diff", "--name-status", "-M", "--diff-filter=DR", "-z", base, "--", "docs")
    rest, found = iter(ask_git(root, *asked).split("\0")), {}
    for status in filter(None, rest):
        old = next(rest)
        new = next(rest) if status.startswith("R") else ""
        found[old] = new, ask_git(root, "show", f"{base}:{old}")
    return found


def changed_lines(root: Path, base: str) -> Mapping[str, frozenset[int]] | None:
    """The new and changed lines of each file since `base`; None where git does not know it."""
    left = merge_base(root, base)
    if left is None:
        return None
    wanted = ("--", "docs", "data")
    diff = ask_git(root, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--find-renames",
                   "--src-prefix=a/", "--dst-prefix=b/", left, *wanted)  # fmt: skip
    lines = dict(_hunks(diff))
    new = ask_git(root, "ls-files", "--others", "--exclude-standard", "-z", *wanted)
    for name in filter(None, new.split("\0")):
        lines[name] = frozenset(range(1, (root / name).read_bytes().count(b"\n") + 2))
    return lines


def _hunks(diff: str) -> Iterator[tuple[str, frozenset[int]]]:
    """File and lines of each part of a diff without context."""
    for part in re.split(r"^diff --git ", diff, flags=re.MULTILINE)[1:]:
        head, *hunks = re.split(r"^@@ ", part, flags=re.MULTILINE)
        name = re.search(r"^\+\+\+ b/(.*?)\t?$", head, re.MULTILINE)
        lines: set[int] = set()
        for hunk in hunks:
            start, _, count = hunk.split(" ")[1].removeprefix("+").partition(",")
            lines.update(range(int(start), int(start) + int(count or 1)))
        if name and lines:
            yield name[1], frozenset(lines)
