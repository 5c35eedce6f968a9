"""One word for one thing: forms that the glossary rules out, terms that one language lacks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from barometer.content.page import Page
from barometer.content.structure import Pages
from barometer.data.model import Term, Topics
from barometer.faults import fault
from barometer.problems import Problem
from barometer.prose.blocks import Block
from barometer.prose.head import head_blocks
from barometer.text import LANGUAGES, Language

Terms = Mapping[str, Term]


@dataclass(frozen=True)
class Found:
    """A term in a text: its key in `terms.yml` and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Forms of words in one language, each with the key of its term; the longest form wins."""

    forms: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.forms, key=lambda form: (-len(form), form))
        either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
        return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """Abbreviations count in their own capitals, all other words in any."""
        forms = self.forms.items()
        return {form if form.isupper() else form.casefold(): key for form, key in forms}

    def find(self, text: str) -> Iterator[Found]:
        """Every form in a text, in order."""
        for one in self._pattern.finditer(text) if self.forms else ():
            said = " ".join(one[0].split())
            key = self._keys.get(said) or self._keys.get(said.casefold())
            if key:
                yield Found(key, one.start(), one.end())


def used(terms: Terms, language: Language) -> Lexicon:
    """Every term with its inflections."""
    return Lexicon({form: key for key, one in terms.items() for form in _forms(one, language)})


def explained(terms: Terms, language: Language) -> Lexicon:
    """The forms that pages explain where they stand."""
    return Lexicon(
        {
            form: key
            for key, one in terms.items()
            if one.in_text
            for form in (
                _forms(one, language) if one.in_text is True else _listed(one.in_text, language)
            )
        }
    )


def avoided(terms: Terms, language: Language) -> Lexicon:
    """Every form that is always wrong."""
    return Lexicon(
        {form: key for key, term in terms.items() for form in _listed(term.avoid, language)}
    )


def _forms(term: Term, language: Language) -> tuple[str, ...]:
    return (term.term[language], *_listed(term.forms, language))


def _listed(forms: Topics | None, language: Language) -> tuple[str, ...]:
    if forms is None:
        return ()
    return forms.da if language == "da" else forms.en


def forbidden(
    blocks: Iterable[Block],
    path: str,
    language: Language,
    wrong: Mapping[Language, Lexicon],
    terms: Terms,
) -> Iterator[Problem]:
    """The forbidden forms in the blocks of one file; names in another language are left alone."""
    for block in blocks:
        for part in block.stretches:
            for one in () if part.language else wrong[language].find(part.text):
                form = part.text[one.start : one.end]
                preferred = terms[one.key].term[language]
                yield fault("S201", path, part.line, form=form, preferred=preferred, key=one.key)


@dataclass(frozen=True)
class Uneven:
    """A term that a page uses in one language only: advice, for a sentence may be turned round."""

    path: str
    key: str
    language: Language


def uneven(pages: Pages, terms: Terms) -> Iterator[Uneven]:
    """The terms that the Danish page of a pair uses and the English not, or the other way round.

    Words that may mean something else than the glossary says are left out.
    """
    certain = {key: term for key, term in terms.items() if term.in_text is True}
    known = {language: used(certain, language) for language in LANGUAGES}
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            ours, theirs = _terms_of(danish, known), _terms_of(english, known)
            yield from (Uneven(danish.path, name, "da") for name in sorted(ours - theirs))
            yield from (Uneven(english.path, name, "en") for name in sorted(theirs - ours))


def _terms_of(page: Page, known: Mapping[Language, Lexicon]) -> set[str]:
    """The terms on a page, in its own language or as marked names in the other."""
    return {
        one.key
        for block in chain(head_blocks(page), page.document.blocks)
        for part in block.stretches
        for language in LANGUAGES
        if language == (part.language or page.language)
        for one in known[language].find(part.text)
    }
