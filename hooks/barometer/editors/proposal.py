"""A proposal: the project before and after it."""

import io
import json
import os
import re
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from barometer.data.cells import ValueCells, table_numbers
from barometer.data.codebook import Codebook, read_codebook
from barometer.data.notation import edition_order
from barometer.editors.advice import advise_lines
from barometer.editors.git import changed_lines, merge_base, run_git
from barometer.editors.repairs import repair_files, show_repairs
from barometer.editors.translations import read_states
from barometer.faults.model_errors import read_model
from barometer.faults.report import Fault, Findings, sort_faults
from barometer.pages.addresses import AddressBook, PageKey, key_of_file, page_address, page_key
from barometer.pages.page import Page, read_pages
from barometer.pages.site import States
from barometer.sentences.table import CHART, bound_points
from barometer.text import Language

FALSE = ("V2", "V3", "V4")
"""The codes of sentences and captions that the numbers do not bear out."""
INDICATORS = "data/indicators/"


@dataclass(frozen=True)
class Version:
    """Pages, numbers and texts of one state of the project; what cannot be read is left out."""

    pages: Mapping[tuple[PageKey, Language], Page] = field(default_factory=dict)
    numbers: Mapping[tuple[str, ...], ValueCells] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    addresses: AddressBook = field(default_factory=lambda: AddressBook(segments={}))
    book: Codebook = field(default_factory=Codebook)


@dataclass(frozen=True)
class ProposalAddress:
    """Where a proposal lies, as GitHub tells a workflow of it; all empty elsewhere."""

    house: str = ""
    branch: str = ""
    run: str = ""

    def line(self, path: str, line: int | None = None) -> str:
        """A file of the proposal at a line, with the pencil beside it."""
        at = f"?plain=1#L{line}" if line else ""
        return f"{self.branch}/{quote(path)}{at}" if self.branch else ""

    def help(self, code: str) -> str:
        """The page that explains the code of a fault."""
        return f"{self.house}/blob/HEAD/.github/help/{code}.md" if self.house else ""

    def commit(self, name: str) -> str:
        """Where a commit can be read."""
        return f"{self.house}/commit/{name}" if self.house and name else ""

    @property
    def artefacts(self) -> str:
        """Where the preview and the figures can be fetched."""
        return f"{self.run}#artifacts" if self.run else ""


def read_proposal_address() -> ProposalAddress:
    """The place of the proposal that this run is about, in whatever fork its branch lies."""
    known = os.environ.get
    server, name = known("GITHUB_SERVER_URL", ""), known("GITHUB_REPOSITORY", "")
    if not (server and name):
        return ProposalAddress()
    fork, ref = name, known("GITHUB_REF_NAME", "HEAD")
    event = known("GITHUB_EVENT_PATH", "")
    if event and Path(event).is_file():
        request = json.loads(Path(event).read_text("utf-8")).get("pull_request")
        head = request["head"] if request else None
        if head and head["repo"]:
            fork, ref = head["repo"]["full_name"], head["ref"]
    house, run = f"{server}/{name}", known("GITHUB_RUN_ID", "")
    return ProposalAddress(
        house, f"{server}/{fork}/blob/{quote(ref)}", f"{house}/actions/runs/{run}" if run else ""
    )


@dataclass(frozen=True)
class Proposal:
    """Everything that its summary is made from; faults and warnings are those that stand now."""

    before: Version
    after: Version
    states: States
    faults: Sequence[Fault]
    warnings: Sequence[Fault]
    advice: Sequence[Fault]
    lines: Mapping[str, frozenset[int]]
    desk: ProposalAddress
    repairs: str = ""
    older: Sequence[Fault] = ()

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
        return list(dict.fromkeys(key_of_file(one.removeprefix("docs/"))[0] for one in names))

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
    def false(self) -> list[Fault]:
        """The sentences that its numbers do not bear out."""
        return [one for one in self.faults if one.code.startswith(FALSE)]

    def address(self, key: PageKey, language: Language) -> str:
        """Where a page lies in the preview."""
        return f"{_address(self.after, key, language)}index.html"

    @cached_property
    def followed(self) -> frozenset[tuple[str, ...]]:
        """The keys of the values that were the newest of their series until it added another."""
        added = {_series(key) for key in self.after.numbers.keys() - self.before.numbers.keys()}
        known = self.before.book.editions
        newest: dict[tuple[str, ...], tuple[str, ...]] = {}
        for key in sorted(
            (one for one in self.before.numbers if _series(one) in added and one[2] in known),
            key=lambda one: edition_order(known[one[2]]),
        ):
            newest[_series(key)] = key
        return frozenset(newest.values())

    @property
    def reminders(self) -> list[Fault]:
        """The warnings of what it changes, and of what its numbers will bring with them."""
        of_numbers = "R" if self.numbers else "none"
        added = {key[0] for key in self.after.numbers.keys() - self.before.numbers.keys()}
        left = (
            one
            for one in self.older
            if any(at.row_key in self.followed for at in bound_points(one.place))
            or (one.place.startswith(CHART) and re.split("[:/]", one.place)[1] in added)
        )
        return [
            *(
                one
                for one in self.warnings
                if one.path in self.files or one.code.startswith(of_numbers)
            ),
            *left,
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


def _series(key: tuple[str, ...]) -> tuple[str, ...]:
    """The key of a value without its edition."""
    return key[:2] + key[3:]


def read_proposal(root: Path, base: str, found: Findings) -> Proposal | None:
    """What the project at hand changes since it left `base`; None where git does not know it."""
    before, lines = read_base(root, base), changed_lines(root, base)
    if before is None or lines is None:
        return None
    after = read_version(root)
    return Proposal(
        before,
        after,
        read_states(root, merge_base(root, base) or base),
        sort_faults(found.faults),
        sort_faults(found.warnings),
        advise_lines(root, lines),
        lines,
        read_proposal_address(),
        show_repairs(repair_files(root, lines)),
        sort_faults(found.older),
    )


def _address(version: Version, key: PageKey, language: Language) -> str:
    """Where a page lies, below the site's root."""
    for name, indicator in version.book.indicators.items():
        if page_key(name) == key:
            section = page_address(PageKey("barometer/index"), language, version.addresses)
            return f"{section}{indicator.slug[language]}/"
    danish = version.pages.get((key, "da"))
    return page_address(key, language, version.addresses, danish.slug if danish else None)


TEXTS = (("docs", "*.md"), ("data", "*.yml"), ("data/spelling", "*.txt"))


def read_version(root: Path) -> Version:
    """The state of the files below `root`."""
    read = [one.page for one in read_pages(root) if one.page]
    numbers, lines = table_numbers(root)
    return Version(
        {(one.key, one.language): one for one in read},
        numbers,
        {
            path.relative_to(root).as_posix(): path.read_text("utf-8", errors="replace")
            for folder, end in TEXTS
            for path in sorted((root / folder).rglob(end))
        },
        lines,
        read_model(root, "data/addresses.yml", AddressBook)[0] or AddressBook(segments={}),
        read_codebook(root),
    )


def read_base(root: Path, base: str) -> Version | None:
    """The state where the proposal left `base`; None where git does not know it."""
    name = merge_base(root, base)
    packed = run_git(root, "archive", name, "docs", "data") if name else None
    if packed is None:
        return None
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        return read_version(Path(folder))
