"""A proposal: the project before and after it, and what is to be said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from barometer.content.addresses import PageKey, address
from barometer.editors.addresses import Desk, desk_of_proposal
from barometer.editors.git import changed_lines, parting
from barometer.editors.owners import Rule, read_owners
from barometer.editors.translation import States, states_after
from barometer.editors.versions import Version, read_base, read_version
from barometer.found import Found
from barometer.indicator_page import page_key
from barometer.problems import Problem
from barometer.prose.advice import advice
from barometer.text import Language

FALSE = ("V2", "V3", "V4")
"""The codes of sentences and captions that the numbers do not bear out."""
INDICATORS = "data/indicators/"


@dataclass(frozen=True)
class Proposal:
    """Everything that its summary is made from; faults and warnings are those that stand now."""

    before: Version
    after: Version
    states: States
    faults: Sequence[Problem]
    warnings: Sequence[Problem]
    advice: Sequence[Problem]
    lines: Mapping[str, frozenset[int]]
    owners: Sequence[Rule]
    desk: Desk

    @cached_property
    def files(self) -> list[str]:
        """The pages and the files of data that it changes, makes or deletes."""
        names = sorted({*self.before.files, *self.after.files})
        changed = [one for one in names if self.before.files.get(one) != self.after.files.get(one)]
        return sorted({*changed, *self.lines})

    @cached_property
    def pages(self) -> list[PageKey]:
        """The pairs of pages of which it changes one or both."""
        names = [one for one in self.files if one.startswith("docs/") and one.endswith(".md")]
        return list(dict.fromkeys(_key(one) for one in names))

    @cached_property
    def numbers(self) -> list[tuple[str, ...]]:
        """The keys of the values that it changes, adds or removes."""
        keys = sorted({*self.before.numbers, *self.after.numbers})
        return [one for one in keys if self.before.numbers.get(one) != self.after.numbers.get(one)]

    @cached_property
    def indicators(self) -> list[str]:
        """The indicators of which it changes numbers or words."""
        words = {
            Path(one).stem
            for one in self.files
            if one.startswith(INDICATORS)
            and self.before.files.get(one) != self.after.files.get(one)
        }
        return sorted({key[0] for key in self.numbers} | words)

    @property
    def false(self) -> list[Problem]:
        """The sentences that its numbers do not bear out."""
        return [one for one in self.faults if one.code.startswith(FALSE)]

    def address(self, key: PageKey, language: Language) -> str:
        """Where a page lies in the preview."""
        return f"{_address(self.after, key, language)}index.html"

    @property
    def reminders(self) -> list[Problem]:
        """The warnings of what it changes, and of what its numbers will bring with them."""
        of_numbers = "R" if self.numbers else "none"
        return [
            one
            for one in self.warnings
            if one.path in self.files or one.code.startswith(of_numbers)
        ]

    def move(self, key: PageKey, language: Language) -> tuple[str, str] | None:
        """The addresses of a page before and now, where they are not the same."""
        if not all((key, "da") in one.pages for one in (self.before, self.after)):
            return None
        old, new = (_address(one, key, language) for one in (self.before, self.after))
        return (old, new) if old != new else None

    def title(self, key: PageKey, language: Language) -> str:
        """What a page is called, or its file where it cannot be read."""
        for version in (self.after, self.before):
            for one in (language, "da"):
                if page := version.pages.get((key, one)):
                    return page.words.title
        return key.path


def read_proposal(root: Path, base: str, found: Found) -> Proposal | None:
    """What the project at hand changes since it left `base`; None where git does not know it."""
    before, lines = read_base(root, base), changed_lines(root, base)
    if before is None or lines is None:
        return None
    after = read_version(root)
    return Proposal(
        before,
        after,
        states_after(root, parting(root, base) or base, before.files, after.files),
        _sorted(found.faults),
        _sorted(found.warnings),
        advice(root, lines),
        lines,
        read_owners(root),
        desk_of_proposal(),
    )


def _sorted(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda one: (one.path, one.line or 0, one.code))


def _address(version: Version, key: PageKey, language: Language) -> str:
    """Where a page lies, below the site's root."""
    for name, indicator in version.book.indicators.items():
        if page_key(name) == key:
            section = address(PageKey("barometer/index"), language, version.addresses)
            return f"{section}{indicator.slug[language]}/"
    danish = version.pages.get((key, "da"))
    return address(key, language, version.addresses, danish.slug if danish else None)


def _key(name: str) -> PageKey:
    path = name.removeprefix("docs/")
    return PageKey(path.removesuffix(".md").removesuffix(".en"))
