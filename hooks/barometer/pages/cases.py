"""Cases as data: what each must tell, how sure its words may be, order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from barometer.faults.report import Fault, Word, suggest_nearest
from barometer.pages.addresses import PageKey
from barometer.pages.page import (
    CaseFacts,
    CaseWords,
    Evidence,
    Page,
    Pages,
    Result,
    Theme,
    pages_with,
)
from barometer.pages.prose import head_blocks, split_sentences
from barometer.pages.site import Site
from barometer.pages.trends import check_lists, check_log, check_required_sections
from barometer.text import Language, Text, alphabetical

CASE_SECTIONS: Mapping[str, Text] = {
    "done": Text(da="Det prøvede de", en="What they tried"),
    "result": Text(da="Det viste prøven", en="What the test showed"),
    "spread": Text(da="Sådan spredte det sig", en="How it spread"),
}
"""What every case tells, below these headings."""

CASE_LISTS = ("limits", "needs", "questions")

THEMES: tuple[str, ...] = get_args(Theme)
RESULTS: tuple[str, ...] = get_args(Result)
EVIDENCES: tuple[str, ...] = get_args(Evidence)

PROOF: Mapping[Language, str] = {
    "da": r"\b(?:bevis(?:er|te|t|es)?|dokumenterer|dokumenteret|garanter(?:er|ede|et))\b",
    "en": r"\b(?:prov(?:e|es|ed|en)|proofs?|guarantee[sd]?)\b",
}
"""Words that no single case can bear."""

EFFECT: Mapping[Language, str] = {"da": r"\bvirke(?:r|de|t)\b", "en": r"\bworks\b"}
"""Words that only a randomised trial with the result that was hoped for can bear."""


@dataclass(frozen=True)
class Case:
    """A case with its texts in both languages."""

    key: PageKey
    facts: CaseFacts
    da: CaseWords
    en: CaseWords

    def words(self, language: Language) -> CaseWords:
        """What the case's page says in that language."""
        return self.da if language == "da" else self.en


def order_cases(site: Site) -> Sequence[Case]:
    """Every case, the one that was added last first, then by Danish title."""
    found = []
    for page, english, facts in pages_with(site.pages, CaseFacts):
        da, en = page.words, english and english.words
        if isinstance(da, CaseWords) and isinstance(en, CaseWords):
            found.append(Case(page.key, facts, da, en))
    found.sort(key=lambda one: alphabetical(one.da.title))
    return sorted(found, key=lambda one: one.facts.log[0].date, reverse=True)


def check_cases(pages: Pages) -> Iterator[Fault]:
    """Every fault of every case that needs no numbers."""
    for page, english, facts in pages_with(pages, CaseFacts):
        yield from check_required_sections(page, CASE_SECTIONS, "C101")
        yield from check_log(page, facts)
        for place, name in enumerate(facts.evaluation):
            if name not in facts.sources:
                near = suggest_nearest(name, facts.sources)
                yield page.fault("C103", "evaluation", place, name=name, near=near)
        for field, bare in (("result", "positive"), ("evidence", "own_figures")):
            value = getattr(facts, field)
            if value != bare and not facts.evaluation:
                yield page.fault(f"C102/{field}", field, value=value)
        yield from _path(page, facts)
        yield from check_lists(page, english, CASE_LISTS)
        for half in (page, english):
            if half:
                yield from _claims(half, facts)


def _path(page: Page, facts: CaseFacts) -> Iterator[Fault]:
    """Each step of the path begins where an earlier one ended; only the first begins nowhere."""
    seen: list[str] = []
    for place, step in enumerate(facts.path):
        words: dict[str, Word] = {"name": step.name, "known": ", ".join(seen) or "–"}
        if step.name in seen:
            yield page.fault("C104/twice", "path", place, **words)
        elif bool(seen) != bool(step.from_) or (step.from_ and step.from_ not in seen):
            yield page.fault("C104", "path", place, stands=step.from_ or "–", **words)
        seen.append(step.name)


def _claims(page: Page, facts: CaseFacts) -> Iterator[Fault]:
    """Words of proof, and words of effect beyond the evidence; a question claims nothing."""
    sure = facts.evidence == "lottery" and facts.result == "positive"
    for line, sentence in _sentences(page):
        for variant, words in (("proof", PROOF), ("effect", EFFECT)):
            found = re.search(words[page.language], sentence, re.IGNORECASE)
            if found and not sentence.endswith("?") and not (sure and variant == "effect"):
                yield page.fault_at(line, f"C105/{variant}", stands=found[0])


def _sentences(page: Page) -> Iterator[tuple[int, str]]:
    """Every sentence of a page's head and text, with its line."""
    for block in head_blocks(page):
        yield from ((block.line, one) for one in split_sentences(block.own))
    for passage in page.document.passages:
        for one in split_sentences(passage.text):
            yield passage.line(passage.text.find(one)), one
