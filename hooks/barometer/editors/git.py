"""What git remembers of `docs/`."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

IGNORED = ".git-blame-ignore-revs"


NOTHING = "0" * 40


@dataclass(frozen=True)
class Change:
    """A file before and after a commit, each as path and blob; None where it did not exist."""

    before: tuple[str, str] | None
    after: tuple[str, str] | None


@dataclass(frozen=True)
class Commit:
    """A step of the main line: a merge is one step. `silent` ones changed nothing in meaning."""

    name: str
    day: date
    changes: tuple[Change, ...]
    silent: bool = False


def git(root: Path, *arguments: str, given: str = "") -> bytes | None:
    """What git answers, None where it fails, is not installed, or is asked outside a repository."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def head(root: Path) -> tuple[str, bool] | None:
    """The commit at hand and whether the history is cut short; None without a history."""
    said = git(root, "rev-parse", "--show-toplevel", "--is-shallow-repository", "HEAD")
    lines = said.decode().splitlines() if said else []
    if len(lines) != 3 or Path(lines[0]).resolve() != root.resolve():
        return None
    return lines[2], lines[1] == "true"


def committed(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of the files that stand in the commit at hand; none without a history."""
    if head(root) is None:
        return frozenset()
    said = git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", *sorted(names)) or b""
    return frozenset(said.decode("utf-8", "replace").split("\0"))


def commits(root: Path, last: str = "HEAD") -> Iterator[Commit]:
    """Every step that touched `docs/`, the oldest first; a pull request that was merged is one."""
    said = git(root, "log", "--reverse", "--first-parent", "-m", "--raw", "--no-abbrev", "-M", "-z",
               "--format=%x01%H %ct %P", last, "--", "docs") or b""  # fmt: skip
    ignored = _ignored(root)
    for part in said.decode("utf-8", "replace").split("\x01")[1:]:
        first, *fields = part.split("\x00")
        name, seconds, *parents = first.split()
        silent = _silent(root, name, len(parents) > 1, ignored)
        day = datetime.fromtimestamp(int(seconds), UTC).date()
        yield Commit(name, day, tuple(_changes(fields)), silent)


def blobs(root: Path, names: Sequence[str]) -> Mapping[str, str]:
    """The texts of blobs by their names; what is no UTF-8 is read as far as it goes."""
    said = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names)) or b""
    found, at = {}, 0
    while at < len(said):
        end = said.index(b"\n", at)
        fields = said[at:end].split()
        if len(fields) != 3:
            at = end + 1
            continue
        size = int(fields[2])
        found[fields[0].decode()] = said[end + 1 : end + 1 + size].decode("utf-8", "replace")
        at = end + size + 2
    return found


def merge_base(root: Path, base: str) -> str | None:
    """The commit where the branch at hand left `base`; None where git does not know it."""
    found = git(root, "merge-base", base, "HEAD")
    return found.decode().strip() if found else None


def changed_lines(root: Path, base: str) -> Mapping[str, frozenset[int]] | None:
    """The new and changed lines of each file since `base`; None where git does not know it."""
    found = merge_base(root, base)
    if found is None:
        return None
    wanted = ("--", "docs", "data")
    form = ("--unified=0", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/",
            "--dst-prefix=b/")  # fmt: skip
    said = git(root, "diff", *form, found, *wanted) or b""
    lines = dict(_hunks(said.decode("utf-8", "replace")))
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", *wanted) or b""
    for name in new.decode("utf-8", "replace").split("\0"):
        if name:
            text = (root / name).read_bytes()
            lines[name] = frozenset(range(1, text.count(b"\n") + 2))
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


def _changes(fields: Sequence[str]) -> Iterator[Change]:
    rest = iter([one.lstrip("\n") for one in fields if one.strip("\n")])
    for line in rest:
        _, _, before, after, status = line.split()
        path = next(rest)
        later = next(rest) if status[0] in "RC" else path
        old = None if before == NOTHING or status[0] == "C" else (path, before)
        yield Change(old, None if after == NOTHING else (later, after))


def _ignored(root: Path) -> frozenset[str]:
    """The commits that a file lists as typing errors or new line breaks."""
    file = root / IGNORED
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return frozenset(line.partition("#")[0].strip() for line in lines) - {""}


def _silent(root: Path, name: str, merge: bool, ignored: frozenset[str]) -> bool:
    """Whether a step is listed, or is a merge of nothing but listed commits."""
    if name in ignored or not (merge and ignored):
        return name in ignored
    said = git(root, "rev-list", "--no-merges", f"{name}^1..{name}") or b""
    merged = set(said.decode().split())
    return bool(merged) and merged <= ignored
