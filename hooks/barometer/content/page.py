"""A page as its file says it: head, body and document, and every fault of the head."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from barometer.content.addresses import PageKey, key_of, slug
from barometer.content.comments import comment_fault
from barometer.content.document import Document, parse
from barometer.content.frontmatter import Facts, PageWords, models
from barometer.faults import fault, near
from barometer.problems import Problem
from barometer.text import Language, decoded, lines_of
from barometer.unmerged import merge_fault
from barometer.yamlfile import YamlFile, parse_yaml
from barometer.yamlmodel import model_faults
from barometer.yamlslips import cut

FENCE = "---"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Page:
    """One Markdown file below `docs/`; `facts` only on the Danish page of a pair."""

    key: PageKey
    language: Language
    path: str
    words: PageWords
    facts: Facts | None
    body: str
    body_line: int
    head: YamlFile

    @cached_property
    def document(self) -> Document:
        """What stands in the body, read when a check first asks."""
        return parse(self.body, self.body_line)

    def line_of(self, *keys: str | int) -> int | None:
        """The line of an entry of the page's head."""
        return self.head.line(keys)

    @property
    def slug(self) -> str:
        """The last word of a Danish address that `addresses.yml` does not list."""
        return (self.facts and self.facts.slug) or slug(self.words.title)


@dataclass(frozen=True)
class Read:
    """A page, or why there is none."""

    page: Page | None
    problems: tuple[Problem, ...]


def read_pages(root: Path) -> Iterator[Read]:
    """Every page below `docs/`, in order of path."""
    for file in sorted((root / "docs").rglob("*.md")):
        yield read_page(root, file)


def read_page(root: Path, file: Path) -> Read:
    """One page; a file that cannot be read as a page gives its faults instead."""
    shown = file.relative_to(root).as_posix()
    key, language = key_of(file.relative_to(root / "docs").as_posix())
    try:
        text = decoded(file.read_bytes())
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Read(None, (fault("P101", shown, line),))
    except OSError as error:
        return Read(None, (fault("P102", shown, None, reason=error.strerror or str(error)),))
    conflict = merge_fault(text, shown)
    return Read(None, (conflict,)) if conflict else _read(key, language, shown, text)


def _read(key: PageKey, language: Language, shown: str, text: str) -> Read:
    front, body, body_line = split_front(text)
    if front is None:
        variant = "open" if text.startswith(FENCE) else "none"
        return Read(None, (fault(f"P201/{variant}", shown, 1),))
    told = tuple(_cut(front, shown))
    head = parse_yaml(front, shown, 2)
    read = Read(None, told) if told else _page(key, language, head, body, body_line)
    endless = comment_fault(body, shown, body_line)
    return Read(None, (*read.problems, endless)) if endless else read


def _cut(front: str, shown: str) -> Iterator[Problem]:
    """Every text of the head that a # ends."""
    for number, line in enumerate(lines_of(front), 2):
        if key := cut(line):
            yield fault("D405/cut", shown, number, key, key=key)


def split_front(text: str) -> tuple[str | None, str, int]:
    """Head, body and the body's first line; the head is None where there is none, or no end."""
    lines = lines_of(text)
    if lines[0].rstrip() != FENCE:
        return None, text, 1
    ends = (at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
    end = next(ends, None)
    if end is None:
        return None, text, 1
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _page(key: PageKey, language: Language, head: YamlFile, body: str, body_line: int) -> Read:
    if head.problems:
        return Read(None, head.problems)
    if not isinstance(head.value, dict):
        return Read(None, (fault("P201/shape", head.path, 1),))
    words_model, facts_model = models(key)
    known = [*words_model.model_fields, *facts_model.model_fields]
    factual = {key for key in head.value if _is_fact(str(key), known, facts_model)}
    words = {key: one for key, one in head.value.items() if key not in factual}
    facts = {key: one for key, one in head.value.items() if key in factual}
    problems: list[Problem] = []
    if language != "da":
        problems += [fault("P203", head.path, head.line([name]), name, key=name) for name in facts]
    read_words = _validated(words_model, words, head, known, problems)
    read_facts = _validated(facts_model, facts, head, known, problems) if language == "da" else None
    if read_words is None or (language == "da" and read_facts is None):
        return Read(None, tuple(problems))
    page = Page(key, language, head.path, read_words, read_facts, body, body_line, head)
    return Read(page, tuple(problems))


def _is_fact(key: str, known: list[str], facts: type[Facts]) -> bool:
    """Whether a key is one of the facts, misspelt or not."""
    right = key if key in known else next(iter(near(key, known)), "")
    return right in facts.model_fields


def _validated(
    model: type[Model],
    values: dict[str, object],
    head: YamlFile,
    known: list[str],
    into: list[Problem],
) -> Model | None:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        into += model_faults(error, head, known, form=model)
        return None
