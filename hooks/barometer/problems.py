"""Faults as an editor reads them: where, what stands there, what is expected, what to do."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from barometer.text import Text

HELP = ".github/help/"
NOT_BUILT = Text(
    da="Siden er ikke bygget; den tidligere side er urørt.",
    en="Nothing was built; the earlier site is untouched.",
)


class ExitCode(IntEnum):
    """What a command ends with: good, a fault in content, in configuration, on the machine, or
    broken off by whoever ran it.
    """

    GOOD = 0
    CONTENT = 1
    CONFIGURATION = 2
    MACHINE = 3
    BROKEN_OFF = 130


@dataclass(frozen=True, order=True)
class Problem:
    """One fault at one place; `message` says what stands there, what is expected and what to do."""

    path: str
    line: int | None
    code: str
    message: Text
    place: str = ""

    @property
    def help(self) -> str:
        """The page that explains its code with an example."""
        return f"{HELP}{self.code}.md"

    def told(self) -> str:
        """The fault as two lines: Danish, then English."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        at = f" [{self.place}]" if self.place else ""
        return f"FEJL {self.code} {where}{at} {self.message.da}\n     (English) {self.message.en}"

    def annotation(self) -> str:
        """The fault as GitHub's workflow command, shown on its line of a pull request."""
        line = "" if self.line is None else f",line={self.line}"
        body = f"{self.message.da}\n\nEnglish: {self.message.en}\n\nHjælp / Help: {self.help}"
        return (
            f"::error file={_escape_property(self.path)}{line},title={self.code}::{_escape(body)}"
        )


def problem(
    code: str, path: str | Path, line: int | None, da: str, en: str, place: str = ""
) -> Problem:
    """A fault from its two sentences."""
    return Problem(Path(path).as_posix(), line, code, Text(da=da, en=en), place)


def report(problems: Iterable[Problem], most_per_file: int = 50, ending: Text = NOT_BUILT) -> str:
    """Every fault of a run by place; at most `most_per_file` a file, then how many more.

    `ending` says what the faults have prevented.
    """
    lines: list[str] = []
    by_file: dict[str, list[Problem]] = {}
    for one in sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.code, p.place)):
        by_file.setdefault(one.path, []).append(one)
    for path, found in by_file.items():
        lines += [one.told() for one in found[:most_per_file]]
        if len(found) > most_per_file:
            lines.append(f"     … og {len(found) - most_per_file} til i / more in {path}")
    total = sum(map(len, by_file.values()))
    if total:
        lines += [_help(next(iter(by_file.values()))[0]), _summary(total, ending)]
    return "\n".join(lines)


def in_ci() -> bool:
    """Whether a machine runs this, which shows faults on their lines."""
    return os.environ.get("CI", "").lower() in {"true", "1"}


def annotations(problems: Sequence[Problem]) -> str:
    """The same faults as annotations where `CI` is set, otherwise nothing."""
    if not in_ci():
        return ""
    return "\n".join(
        one.annotation() for one in sorted(set(problems), key=lambda p: (p.path, p.line or 0))
    )


def _help(first: Problem) -> str:
    da = f"Hver kode er forklaret med et eksempel i {HELP}, fx {first.help}."
    return f"\n{da}\n(Each code is explained with an example in {HELP}, such as {first.help}.)"


def _summary(total: int, ending: Text) -> str:
    faults = "1 fejl" if total == 1 else f"{total} fejl"
    english = "1 fault" if total == 1 else f"{total} faults"
    return f"\n{faults}. {ending.da}\n({english}. {ending.en})"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
