"""Every phrase of a language by its first word, so that the longest one is found first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from barometer.data.phrases import Direction, Hedge, Phrases, Ratio, Share, Spelling
from barometer.sentences.amounts import Unit
from barometer.sentences.tokens import Token, words
from barometer.text import Language

Marker = Literal["unclear", "unknown", "negation", "every", "idiom"]
Meaning = Share | Hedge | Direction | Ratio | Marker | tuple[Literal["unit"], Unit]


@dataclass(frozen=True)
class Phrase:
    """One way of saying something; `extreme` sets superlatives apart from comparisons."""

    keys: tuple[str, ...]
    meaning: Meaning
    extreme: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases and the spelled-out numbers of one language."""

    language: Language
    phrases: Mapping[str, Sequence[Phrase]]
    spelled: Mapping[tuple[str, ...], int]
    articles: frozenset[str] = frozenset()
    percent: tuple[str, ...] = ()

    def keys(self, found: Sequence[Token]) -> tuple[str, ...]:
        """Tokens as phrases are looked up: `4` and `four` are the same."""
        return tuple(self._key(token) for token in found)

    def at(self, keys: Sequence[str], place: int) -> Iterator[Phrase]:
        """The phrases that begin at that token, the longest first."""
        for phrase in self.phrases.get(keys[place], ()) if place < len(keys) else ():
            if keys[place : place + len(phrase.keys)] == phrase.keys:
                yield phrase

    def spelled_at(self, found: Sequence[Token], place: int) -> tuple[int, int] | None:
        """The number in letters that begins at that token, and of how many tokens it is."""
        for length in (2, 1):
            here = tuple(token.word for token in found[place : place + length])
            if len(here) == length and here in self.spelled:
                return self.spelled[here], length
        return None

    def _key(self, token: Token) -> str:
        if token.numeral and token.numeral.value == int(token.numeral.value):
            return f"#{int(token.numeral.value)}"
        return self.word_key(token.word)

    def word_key(self, word: str) -> str:
        """A word as it is looked up."""
        number = self.spelled.get((word,))
        return word if number is None else f"#{number}"


def lexicon(phrases: Phrases, language: Language) -> Lexicon:
    """The lexicon of one language; the same phrases give the same one."""
    return _lexicon(phrases.model_dump_json(), language)


@lru_cache(maxsize=4)
def _lexicon(told: str, language: Language) -> Lexicon:
    phrases = Phrases.model_validate_json(told)
    spelled = dict(_spelled(phrases.numbers[language]))
    bare = Lexicon(language, {}, spelled)
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for form, meaning, extreme in _forms(phrases, language):
        keys = tuple(bare.word_key(word) for word in words(form))
        if keys:
            by_first[keys[0]].append(Phrase(keys, meaning, extreme))
    for found in by_first.values():
        found.sort(key=lambda phrase: -len(phrase.keys))
    articles = frozenset(phrases.numbers[language].articles)
    percent = tuple(phrases.units.percent[language])
    return Lexicon(language, by_first, spelled, articles, percent)


def _forms(phrases: Phrases, language: Language) -> Iterator[tuple[str, Meaning, bool]]:
    listed = (phrases.shares, phrases.hedges, phrases.ratios, phrases.directions)
    for group in listed:
        for one in group.values():
            yield from ((form, one, False) for form in one[language])
    for direction in phrases.extremes.values():
        yield from ((form, direction, True) for form in direction[language])
    markers: tuple[tuple[Marker, Sequence[str]], ...] = (
        ("unclear", phrases.unclear[language]),
        ("unknown", phrases.unknown[language]),
        ("negation", phrases.negations[language]),
        ("every", phrases.every[language]),
        ("idiom", phrases.idioms[language]),
    )
    for marker, forms in markers:
        yield from ((form, marker, False) for form in forms)
    for form in phrases.units.percent[language]:
        yield form, ("unit", "percent"), False
    for form in phrases.units.points[language]:
        yield form, ("unit", "points"), False


def _spelled(spelling: Spelling) -> Iterator[tuple[tuple[str, ...], int]]:
    for number, word in enumerate(spelling.ones):
        yield tuple(words(word)), number
    for tens, ten in enumerate(spelling.tens, start=2):
        yield tuple(words(ten)), 10 * tens
        for one in range(1, 10):
            said = spelling.pattern.format(one=spelling.ones[one], ten=ten)
            yield tuple(words(said)), 10 * tens + one
    for word, number in spelling.other.items():
        yield tuple(words(word)), number
