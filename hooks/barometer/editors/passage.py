"""A page in sections by heading, and what a change of one means: nothing, wording or meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Literal

from barometer.content.document import split_id
from barometer.content.frontmatter import GuideWords, TrendWords
from barometer.content.page import split_front
from barometer.prose.ease import sentences
from barometer.text import lines_of
from barometer.yamlfile import parse_yaml

Weight = Literal["nothing", "wording", "meaning"]
HEAD = ""
"""The section that stands for title, summary and the other texts of a page's head."""
FEW = 3
"""As many words in a row may change, and the sentence still says the same in other words."""
MANY = 12
"""As many words of a section may change."""
LONG = 5
TEXTS = {*TrendWords.model_fields, *GuideWords.model_fields}
DANISH = ("ikke", "ingen", "intet", "aldrig", "hverken", "uden", "kun", "skal", "kan", "må", "bør")
ENGLISH = ("not", "no", "none", "never", "nor", "without", "only", "must", "may", "can", "should")
TURNING = frozenset((*DANISH, *ENGLISH))
"""Words that turn a sentence round, or make a duty of a choice."""
_WORD = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"\]\(([^)]*)\)|\[\^([^\]]+)\]|^\[\[(.+)\]\]$", re.MULTILINE)
_MARK = re.compile(r"\{[^}]*\}|^(?:!!!|///) ?\w*", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.|\|)", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """The text between two headings, the upper one included."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words alone, without marks, case and what links lead to."""
        return tuple(_WORD.findall(_MARK.sub(" ", _TARGET.sub(" ", self.text)).casefold()))

    @cached_property
    def facts(self) -> tuple[object, ...]:
        """What a translation has too: numbers, what links lead to, sources, items, sentences."""
        targets = tuple(match[0] for match in _TARGET.finditer(self.text))
        numbers = tuple(sorted(word for word in self.words if any(map(str.isdigit, word))))
        said = sum(1 for line in lines_of(self.text) for _ in sentences(line))
        return targets, numbers, len(_ITEM.findall(self.text)), said


@lru_cache(maxsize=2048)
def passages(text: str) -> Mapping[str, Passage]:
    """The sections of a Markdown file by the ids of their headings, the head first."""
    front, body, _ = split_front(text.lstrip("\ufeff"))
    found = {HEAD: [_head(front or "")]}
    name = HEAD
    for line in lines_of(body):
        identifier = split_id(line)[1] if line.startswith("##") else None
        if identifier:
            name = identifier
        found.setdefault(name, []).append(line)
    return {name: Passage("\n".join(lines).strip()) for name, lines in found.items()}


def _head(front: str) -> str:
    value = parse_yaml(front, "").value
    entries = value if isinstance(value, dict) else {}
    return "\n".join(str(entries[key]) for key in sorted(TEXTS & entries.keys()))


def weight(before: Passage, after: Passage) -> Weight:
    """What became of a section: typing and spelling weigh nothing, few words little."""
    if before.facts[:2] != after.facts[:2]:
        return "meaning"
    runs = _changed(before.words, after.words)
    changed = [word for run in runs for pair in run for word in pair]
    if not changed:
        return "nothing"
    large = max(map(len, runs)) > FEW or sum(map(len, runs)) > MANY
    if large or before.facts != after.facts or not TURNING.isdisjoint(changed):
        return "meaning"
    return "wording"


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> list[list[tuple[str, str]]]:
    """Words in a row that were exchanged, taken out or put in; one letter is a typing error."""
    if before == after:
        return []
    found = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            run = zip_longest(before[i:j], after[k:m], fillvalue="")
            found.append([pair for pair in run if not _spelt(*pair)])
    return [run for run in found if run]


def _spelt(old: str, new: str) -> bool:
    """Whether two words differ by one letter at most, as a typing error does."""
    if min(len(old), len(new)) < LONG or abs(len(old) - len(new)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return True
    return old[start + 1 :] in {new[start + 1 :], new[start:]} or old[start:] == new[start + 1 :]
