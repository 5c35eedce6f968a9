"""PageKey, AddressBook, the address of a page; names of files the site makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field, StringConstraints

from barometer.data.model import TABLE, Slug, SlugPair
from barometer.faults.settings import EDIT_URI, read_setting
from barometer.text import Language, Strict

SUMS = "SHA256SUMS.txt"
"""The list of all files with their SHA-256, in the form that `sha256sum -c` reads."""


def anchor_of_figure(indicator: str, chart: str) -> str:
    """The same from the names alone, for those who only link to a figure."""
    name = indicator if chart == "default" else f"{indicator}-{chart}"
    return f"figure-{name.replace('_', '-')}"


ENGLISH_ROOT = "en/"
ADDRESS_BOOK = "data/addresses.yml"


class AddressBook(Strict):
    """The file `data/addresses.yml`: the words of addresses, and what became of retired ones."""

    segments: Mapping[Slug, SlugPair]
    redirects: Mapping[Annotated[str, StringConstraints(pattern=r"/$")], str] = Field(
        default_factory=dict
    )

    def word(self, segment: str, language: Language, danish: str | None = None) -> str:
        """One segment of an address; an unlisted one is its file name, or `danish` in Danish."""
        if pair := self.segments.get(segment):
            return pair[language]
        return danish if language == "da" and danish else segment


@dataclass(frozen=True)
class PageKey:
    """A page whatever its language: its path below `docs/` without suffixes (`roles/index`)."""

    path: str

    @property
    def section(self) -> str:
        """The folder at the top, empty for the front page."""
        return self.path.split("/")[0] if "/" in self.path else ""

    @property
    def name(self) -> str:
        """The last part of the path that says something: `roles` for `roles/index`."""
        path = PurePosixPath(self.path)
        return path.parent.name if path.name == "index" else path.name

    def file(self, language: Language) -> str:
        """The file below `docs/`: `roles/index.md` or `roles/index.en.md`."""
        return f"{self.path}.md" if language == "da" else f"{self.path}.{language}.md"


def key_of_file(file: str) -> tuple[PageKey, Language]:
    """The page and the language of a Markdown file below `docs/`."""
    if file.endswith(".en.md"):
        return PageKey(file.removesuffix(".en.md")), "en"
    return PageKey(file.removesuffix(".md")), "da"


def page_address(
    key: PageKey, language: Language, book: AddressBook, danish: str | None = None
) -> str:
    """The page's address below the site's root: `roller/`, `en/roles/`; the front page has none."""
    segments = [part for part in key.path.split("/") if part != "index"]
    words = [book.word(part, language) for part in segments[:-1]]
    words += [book.word(part, language, danish) for part in segments[-1:]]
    root = ENGLISH_ROOT if language == "en" else ""
    return root + "".join(f"{word}/" for word in words)


DOCS = "docs/"
EDIT = "/edit/"


def edit_address(path: str) -> str:
    """Where a file, by its path below the project, is edited; empty where it cannot be."""
    base = read_setting(EDIT_URI)
    return base.removesuffix(DOCS) + path if base.endswith(f"/{DOCS}") else ""


def line_address(line: int) -> str:
    """Where a line of the table is seen, with the pencil beside it; empty where it cannot be."""
    house, edit, rest = read_setting(EDIT_URI).partition(EDIT)
    branch, docs, _ = rest.rpartition(f"/{DOCS}")
    return f"{house}/blob/{branch}/{TABLE}?plain=1#L{line}" if edit and docs else ""


def commit_address(name: str) -> str:
    """Where a commit can be read; empty where the house that keeps the code is not known."""
    house, edit, _ = read_setting(EDIT_URI).partition(EDIT)
    return f"{house}/commit/{name}" if edit and name else ""


DATA_PAGE = PageKey("partners/data")
"""The page that describes the data and lists the values that belong to no indicator."""


def anchor_of_value(name: str) -> str:
    """The id of a value in that list."""
    return name.replace("_", "-")


def page_key(indicator: str) -> PageKey:
    """The page of an indicator, whether an editor wrote one or the build makes it."""
    return PageKey(f"barometer/{indicator.replace('_', '-')}")


CORRECTIONS_CSV = "data/corrections.csv"
CORRECTIONS_JSON = "data/corrections.json"
VERSIONS_JSON = "data/versions.json"
LOCK_FILE = "uv.lock"
SBOM_FILE = "sbom.cdx.json"
CARD = "card"
WITH_CARDS = ("trends", "cases")
"""The sections whose pages have a card for meetings."""
WITH_FEEDS = ("news", *WITH_CARDS)
"""The sections that have a feed of their own."""


def card_key(owner: PageKey) -> PageKey:
    """The page of the card of a trend or a case."""
    return PageKey(f"{owner.path}/{CARD}")


def card_owner(card: PageKey) -> PageKey | None:
    """The trend or case whose card this is; None for any other page."""
    parts = card.path.split("/")
    is_card = len(parts) > 1 and parts[0] in WITH_CARDS and parts[-1] == CARD and parts[1:-1]
    return PageKey("/".join(parts[:-1])) if is_card else None
