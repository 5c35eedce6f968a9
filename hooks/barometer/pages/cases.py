"""Cases as data: what each must tell, how sure its words may be, order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from barometer.faults.report import Fault, Word, make_fault, suggest_nearest
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

PROOF: Mapping[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:bevis(?:er|te|t|es)?|dokumenterer|dokumenteret|garanter(?:er|ede|et))\b"
    ),
    "en": re.compile(r"\b(?:prov(?:e|es|ed|en)|proofs?|guarantee[sd]?)\b"),
}
"""Words that no single case can bear."""

EFFECT: Mapping[Language, re.Pattern[str]] = {
    "da": re.compile(r"\bvirke(?:r|de|t)\b"),
    "en": re.compile(r"\bworks\b"),
}
"""Words that only a randomised trial with the result that was hoped for can bear."""

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


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
                line, near = page.line_of("evaluation", place), suggest_nearest(name, facts.sources)
                yield make_fault("C103", page.path, line, "evaluation", name=name, near=near)
        for field, bare in (("result", "positive"), ("evidence", "own_figures")):
            value = getattr(facts, field)
            if value != bare and not facts.evaluation:
                line = page.line_of(field)
                yield make_fault(f"C102/{field}", page.path, line, field, value=value)
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
        line = page.line_of("path", place)
        if step.name in seen:
            yield make_fault("C104/twice", page.path, line, "path", **words)
        elif bool(seen) != bool(step.from_) or (step.from_ and step.from_ not in seen):
            words["stands"] = step.from_ or "–"
            yield make_fault("C104", page.path, line, "path", **words)
        seen.append(step.name)


def _claims(page: Page, facts: CaseFacts) -> Iterator[Fault]:
    """Words of proof, and words of effect beyond the evidence; a question claims nothing."""
    sure = facts.evidence == "lottery" and facts.result == "positive"
    for line, text in _said(page):
        for sentence in SENTENCE_END.split(text):
            for variant, words in (("proof", PROOF), ("effect", EFFECT)):
                found = words[page.language].search(sentence.casefold())
                if found and not sentence.endswith("?") and not (sure and variant == "effect"):
                    stands = sentence[found.start() : found.end()]
                    yield make_fault(f"C105/{variant}", page.path, line, stands=stands)


def _said(page: Page) -> Iterator[tuple[int | None, str]]:
    for field in type(page.words).model_fields:
        value = getattr(page.words, field)
        many = value if isinstance(value, tuple) else [value] if value else []
        for place, text in enumerate(many):
            yield page.line_of(*((field, place) if isinstance(value, tuple) else (field,))), text
    for passage in page.document.passages:
        starts = [start for start, _ in passage.breaks]
        ends = [*starts[1:], len(passage.text)]
        for start, end in zip(starts, ends, strict=True):
            yield passage.line(start), passage.text[start:end]
