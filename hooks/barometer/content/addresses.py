"""Where a page lives on the site: each language in its own words, from one list."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field, StringConstraints

from barometer.data.model import Slug, SlugPair
from barometer.text import Language, Strict

ENGLISH_ROOT = "en/"
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


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


def key_of(file: str) -> tuple[PageKey, Language]:
    """The page and the language of a Markdown file below `docs/`."""
    if file.endswith(".en.md"):
        return PageKey(file.removesuffix(".en.md")), "en"
    return PageKey(file.removesuffix(".md")), "da"


def address(key: PageKey, language: Language, book: AddressBook, danish: str | None = None) -> str:
    """The page's address below the site's root: `roller/`, `en/roles/`; the front page has none."""
    segments = [part for part in key.path.split("/") if part != "index"]
    words = [book.word(part, language) for part in segments[:-1]]
    words += [book.word(part, language, danish) for part in segments[-1:]]
    root = ENGLISH_ROOT if language == "en" else ""
    return root + "".join(f"{word}/" for word in words)


def slug(title: str) -> str:
    """A title as an address word in plain letters: `Flere prøver før` is `flere-proever-foer`."""
    plain = unicodedata.normalize("NFKD", title.translate(DANISH_LETTERS)).casefold()
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain)
    return "-".join(letters.split())
