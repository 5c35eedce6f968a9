"""The talk of `make import`: show what would change, ask where somebody can answer, write."""

import sys
from pathlib import Path

from barometer.problems import ExitCode, report
from barometer.text import Text

_NOTHING = Text(da="Intet er ændret.", en="Nothing was changed.")
_ASK = "Skal det gemmes i data/observations.csv? / Save to data/observations.csv? [j/y/N] "
_SAVED = "Gemt i data/observations.csv. / Saved to data/observations.csv."


def take_in(root: Path, file: Path, *, dry: bool, replace: bool) -> ExitCode:
    """Import `file` into the table of `root`, told step by step; the exit code says how it went."""
    from barometer.data.incoming import import_file

    planned = import_file(root, file, write=False, replace=replace)
    if planned.problems:
        print(report(planned.problems, ending=_NOTHING), file=sys.stderr)
        return ExitCode.CONTENT
    print(planned.text)
    if dry or not _agreed():
        print(f"{_NOTHING.da} / {_NOTHING.en}")
        return ExitCode.GOOD
    done = import_file(root, file, replace=replace)
    if done.problems:
        print(report(done.problems, ending=_NOTHING), file=sys.stderr)
        return ExitCode.MACHINE
    print(_SAVED)
    return ExitCode.GOOD


def _agreed() -> bool:
    """Ask a person; a program that cannot be asked has said yes by its command."""
    if not sys.stdin.isatty():
        return True
    return input(_ASK).strip().lower() in {"j", "ja", "y", "yes"}
