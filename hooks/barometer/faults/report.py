"""Fault, its messages, nearest name, report, annotations."""

import errno
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from functools import cache
from pathlib import Path

import yaml

from barometer.faults.settings import in_ci
from barometer.text import Language, Text, hide_civil_numbers, in_both


@dataclass(frozen=True, order=True)
class Fault:
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
        name = _escape(self.path).replace(":", "%3A").replace(",", "%2C")
        body = f"{self.message.da}\n\nEnglish: {self.message.en}\n\nHjælp / Help: {self.help}"
        return f"::error file={name}{line},title={self.code}::{_escape(body)}"


Word = str | int | float | Text


@dataclass(frozen=True)
class CellFault:
    """The key of a message and the words that fill it."""

    key: str
    words: Mapping[str, Word] = field(default_factory=dict)

    def at(self, path: str, line: int | None, place: str = "") -> Fault:
        """The same as a problem, now that the place is known."""
        return make_fault(self.key, path, line, place, **self.words)


@cache
def messages() -> Mapping[str, Text]:
    """Every sentence pair by its key: a code, or a code and a variant (`D203/comma`)."""
    return _read_texts("messages/*.yml")


@cache
def phrases() -> Mapping[str, Text]:
    """What stands inside messages and reports, such as hints and notes, by its key."""
    return _read_texts("phrases.yml")


def _read_texts(names: str) -> Mapping[str, Text]:
    return {
        key: Text(**words)
        for path in sorted(Path(__file__).parent.glob(names))
        for key, words in yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader).items()
    }


def phrase(key: str, /, **words: Word) -> Text:
    """The phrase of that key, filled in with `words`."""
    return _fill(phrases()[key], words)


def message_codes() -> tuple[str, ...]:
    """Every code that a message can carry, in order."""
    return tuple(sorted({key.partition("/")[0] for key in messages()}))


def make_fault(key: str, path: str, line: int | None, place: str = "", /, **words: Word) -> Fault:
    """The problem of that key at that place, its sentences filled in with `words`."""
    return Fault(path, line, key.partition("/")[0], _fill(messages()[key], words), place)


def nearest_names(name: str, known: Iterable[str], alike: float = 0.6) -> list[str]:
    """At most two known names that a misspelt one may mean: those one letter off, or alike."""
    names, wrong = sorted(known), name.lower()
    slips = [one for one in names if differ_by_letter(wrong, one.lower())]
    return slips[:2] or get_close_matches(wrong, names, n=2, cutoff=alike)


def differ_by_letter(wrong: str, right: str) -> bool:
    """Whether one letter is missing, too many, another, or has changed places with the next."""
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return wrong == right
    pairs = zip(wrong, right, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(wrong), len(right)))
    left, there = wrong[at:], right[at:]
    swapped = left[:2] == there[1::-1] and left[2:] == there[2:]
    return left[1:] == there[1:] or left[1:] == there or left == there[1:] or swapped


def suggest_nearest(name: str, known: Iterable[str], listed: int = 8) -> Text:
    """A sentence with the nearest known name, or with the known names where none is near."""
    names = sorted(known)
    close = nearest_names(name, names)
    if close:
        return ask_which(close)
    if not names:
        return phrases()["choice/none"]
    shown, more = ", ".join(names[:listed]), len(names) - listed
    key = "choice/known_more" if more > 0 else "choice/known"
    return phrase(key, shown=shown, more=more)


def ask_which(names: Iterable[str]) -> Text:
    """Ask whether one of the names was meant: `Mente I »a« eller »b«?`."""
    return phrase("choice/meant", choice=list_choices(names))


def list_choices(names: Iterable[str]) -> Text:
    """`»a« eller »b«`, `‘a’ or ‘b’`."""
    found = list(names)
    return Text(
        da=" eller ".join(f"»{one}«" for one in found), en=" or ".join(f"‘{one}’" for one in found)
    )


def reason(error: OSError) -> Text:
    """Why the machine could not open a file, in words."""
    key = f"reason/{errno.errorcode.get(error.errno or 0)}"
    said = error.strerror or type(error).__name__
    return phrase(key if key in phrases() else "reason/other", said=said)


TO_COPY = "\n  "
"""Before the lines that a message ends in, as they are to stand in a file."""


def _fill(template: Text, words: Mapping[str, Word]) -> Text:
    return in_both(lambda language: _filled(template[language], language, words))


def _filled(template: str, language: Language, words: Mapping[str, Word]) -> str:
    chosen = {
        name: word[language] if isinstance(word, Text) else shorten_text(str(word))
        for name, word in words.items()
    }
    if "to_copy" in chosen:
        chosen["to_copy"] = TO_COPY + chosen["to_copy"]
    told = hide_civil_numbers(template.format_map(chosen))
    said, lines, rest = told.partition(TO_COPY)
    return " ".join(said.split()) + lines + rest.rstrip()


def shorten_text(text: str) -> str:
    """At most 120 characters of a text that a message quotes."""
    return text if len(text) <= 120 else f"{text[:119]}…"


def sort_faults(problems: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each fault once, by file and line."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.code, p.place)))


@dataclass(frozen=True)
class Findings:
    """Faults that stop a build, warnings that do not, what waits for them, and `older` words."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    waiting: tuple[Text, ...] = ()
    older: tuple[Fault, ...] = ()


def notices(problems: Iterable[Fault]) -> str:
    """Each in two lines, Danish first, and as an annotation where `CI` is set."""
    found = sort_faults(problems)
    lines = [one.told().replace("FEJL", "ADVARSEL / WARNING", 1) for one in found]
    if in_ci():
        lines += [one.annotation().replace("::error", "::warning", 1) for one in found]
    return "\n".join(lines)


HELP = ".github/help/"

NOT_BUILT = Text(
    da="Sitet er ikke bygget; det tidligere site er urørt.",
    en="Nothing was built; the earlier site is untouched.",
)


class ExitCode(IntEnum):
    """What a command ends with: a fault in content, configuration or the machine, or broken off."""

    GOOD = 0
    CONTENT = 1
    CONFIGURATION = 2
    MACHINE = 3
    BROKEN_OFF = 130


def report(
    problems: Iterable[Fault],
    most_per_file: int = 50,
    ending: Text = NOT_BUILT,
    waiting: Iterable[Text] = (),
) -> str:
    """Every fault of a run by place; at most `most_per_file` a file, then how many more.

    `ending` says what the faults have prevented, `waiting` what was not looked at because of them.
    """
    lines: list[str] = []
    by_file: dict[str, list[Fault]] = {}
    for one in sort_faults(problems):
        by_file.setdefault(one.path, []).append(one)
    for path, found in by_file.items():
        lines += [one.told() for one in found[:most_per_file]]
        if len(found) > most_per_file:
            lines.append(f"     … og {len(found) - most_per_file} til i / more in {path}")
    total = sum(map(len, by_file.values()))
    if total:
        first = next(iter(by_file.values()))[0].help
        lines += [
            f"\nHver kode er forklaret med et eksempel i {HELP}, fx {first}.",
            f"(Each code is explained with an example in {HELP}, such as {first}.)",
        ]
        for part in waiting:
            lines += [
                f"\nIkke set efter, før det er rettet: {part.da}.",
                f"(Not looked at until this is put right: {part.en}.)",
            ]
        english = "1 fault" if total == 1 else f"{total} faults"
        lines.append(f"\n{total} fejl. {ending.da}\n({english}. {ending.en})")
    return "\n".join(lines)


def annotations(problems: Sequence[Fault]) -> str:
    """The same faults as annotations where `CI` is set, otherwise nothing."""
    if not in_ci():
        return ""
    return "\n".join(one.annotation() for one in sort_faults(problems))


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
