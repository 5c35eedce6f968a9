"""Every bound word of every page; numbers equal in both languages."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from barometer.data.codebook import read_others, read_phrases
from barometer.data.frame import frame_of
from barometer.data.model import Dataset, Observation
from barometer.data.notation import LATEST, Reference
from barometer.faults.report import CellFault, Fault, Word, make_fault, suggest_nearest
from barometer.faults.yaml_file import read_yaml
from barometer.pages.document import Link
from barometer.pages.page import Page, Pages, SourcedFacts
from barometer.pages.prose import TermForms, head_blocks
from barometer.sentences.captions import check_caption
from barometer.sentences.claims import DIGITS, read_numeral, tokenize
from barometer.sentences.lookup import (
    CHART,
    OTHER,
    VALUE,
    SentenceContext,
    build_contexts,
    read_reference,
)
from barometer.sentences.unbound_words import (
    CLOCK,
    Sentence,
    check_cited_numbers,
    check_claims,
    check_exceptions,
    check_unbound_percentages,
    check_unbound_words,
    find_hours,
    head_passages,
    sentences_of,
)
from barometer.sentences.values import ValuePair, check_pair, check_single, check_sum
from barometer.text import LANGUAGES, MINUS, Language, Text

Contexts = Mapping[Language, SentenceContext]
Places = Collection[tuple[str, int | None]]
Passages = list[tuple[str, int | None]]
"""The paragraphs, cells and entries of the head of a page, with their lines."""

NO_NUMBER = Text(da="intet tal", en="no number")


def word_faults(root: Path) -> Iterator[Fault]:
    """The faults of the files that sentences are checked with, where no sentence can be."""
    yield from read_phrases(root)[1]
    yield from read_others(root)[1].problems


def check_sentences(
    pages: Pages, dataset: Dataset, root: Path, ill_formed: Collection[str] = ()
) -> Iterator[Fault]:
    """The faults of bound values, comparisons, captions, unbound percentages and sources.

    A page whose form has faults is not held against its translation until they are put right.
    """
    phrases, problems = read_phrases(root)
    others, file = read_others(root)
    yield from (*problems, *file.problems)
    if phrases is None:
        return
    contexts = build_contexts(dataset, phrases, root)
    used: set[int] = set()
    found: list[Fault] = []
    for page in pages.values():
        context = contexts[page.language]
        found += check_bound_links(page, context)
        found += check_unbound_words(page, context)
        found += check_unbound_percentages(page, context, others, used)
        found += check_claims(page, context)
        found += _check_unread(page, context)
        facts = pages[(page.key, "da")].facts if (page.key, "da") in pages else None
        if isinstance(facts, SourcedFacts):
            found += check_cited_numbers(page, facts, context)
    yield from found
    yield from check_exceptions(others, used, file)
    wrong = {(one.path, one.line) for one in found}
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english and not {danish.path, english.path} & {*ill_formed}:
            yield from _check_translated(danish, english, contexts, wrong)
            yield from _check_numbers(danish, english, contexts, wrong)
    yield from _check_findings(contexts, root)


def find_older_words(pages: Pages, dataset: Dataset, root: Path) -> Iterator[Fault]:
    """The bound words whose edition a newer one of the same series has followed.

    They may be right as they stand: a comparison with the newest value is not among them.
    """
    phrases, _ = read_phrases(root)
    contexts = build_contexts(dataset, phrases, root) if phrases else {}
    for page in pages.values() if phrases else ():
        context = contexts[page.language]
        for link in page.document.links:
            read = read_reference(link.target) if link.target.startswith(VALUE) else None
            points = read.points if isinstance(read, Reference) else ()
            newest = [context.find_row(replace(one, edition=LATEST)) for one in points]
            pairs = zip(map(context.find_row, points), newest, strict=True)
            if newest and all(old != new for old, new in pairs):
                new = next(one for one in newest if isinstance(one, Observation))
                words: dict[str, Word] = {"words": link.text, "newest": context.describe(new)}
                yield make_fault("V508", page.path, link.line, link.target, **words)


def _check_unread(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """Words about what the writers have read, which belong to the record of a source."""
    said = TermForms(dict.fromkeys(context.phrases.unread[page.language], ""))
    for block in (*head_blocks(page), *page.document.blocks):
        for part in () if block.kind == "heading" else block.stretches:
            for one in said.find(part.text) if not part.language else ():
                words = part.text[one.start : one.end]
                yield make_fault("S202", page.path, part.line, words=words)


def check_bound_links(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """The faults of every bound link and figure of a page."""
    for link in page.document.links:
        for found in check_link(link, context):
            yield found.at(page.path, link.line, link.target)


def check_link(link: Link, context: SentenceContext) -> Iterator[CellFault]:
    """The faults of one link; none where it is not bound."""
    scheme, mark, target = link.target.partition(":")
    words = {"text": link.text, "target": target}
    if scheme + mark == VALUE:
        found = CellFault("V101/image", words) if link.image else _check_value(link, context)
        yield from [found] if found else []
    elif scheme + mark == OTHER:
        sources = context.dataset.sources
        if target not in sources:
            yield CellFault("V503", {"key": target, "near": suggest_nearest(target, sources)})
    elif scheme + mark == CHART:
        if not link.image:
            yield CellFault("V401/link", words)
        elif not link.alone:
            yield CellFault("V401/inside", words)
        else:
            yield from _check_figure(link.text, target, context)


def _check_value(link: Link, context: SentenceContext) -> CellFault | None:
    reference = read_reference(link.target)
    if isinstance(reference, CellFault):
        return reference
    rows: list[Observation] = []
    for point in reference.points:
        row = context.find_row(point)
        if isinstance(row, CellFault):
            return row
        rows.append(row)
    claim, operator = context.read_claim(link.text), reference.operator
    if operator == "+":
        return check_sum(claim, rows, context)
    if len(rows) == 1:
        return check_single(claim, rows[0], context)
    return check_pair(claim, ValuePair(rows[0], operator, rows[1], context))


def _check_figure(words: str, target: str, context: SentenceContext) -> Iterator[CellFault]:
    """What is wrong with the picture `![words](chart:innovative_workplaces/sector)`."""
    indicators = context.dataset.indicators
    known = {
        name if chart == "default" else f"{name}/{chart}": (name, chart)
        for name, indicator in indicators.items()
        for chart in indicator.charts
    }
    if target in known:
        yield from check_caption(words, frame_of(context.dataset, *known[target]), context)
    else:
        near = suggest_nearest(target.removesuffix("/default"), known)
        yield CellFault("V401", {"target": target, "near": near})


def _check_findings(contexts: Contexts, root: Path) -> Iterator[Fault]:
    """The faults of every finding, at the line of its key."""
    dataset = contexts["da"].dataset
    for name, indicator in dataset.indicators.items():
        path = f"data/indicators/{name}.yml"
        for chart, spec in indicator.charts.items():
            frame, keys = frame_of(dataset, name, chart), ("charts", chart, "finding")
            found = [
                one
                for language in LANGUAGES
                for one in check_caption(spec.finding[language], frame, contexts[language])
            ]
            texts = {"danish": spec.finding.da, "english": spec.finding.en}
            if not _say_same(spec.finding.da, spec.finding.en, contexts):
                line = read_yaml(root / path, path).line((*keys, "en"))
                found.append(CellFault("V506", {**texts, "where": f"{path}:{line}"}))
            for one in found:
                line = read_yaml(root / path, path).line(keys)
                yield one.at(path, line, ".".join(keys))


def _check_translated(
    danish: Page, english: Page, contexts: Contexts, wrong: Places
) -> Iterator[Fault]:
    """The bound words that name other amounts than their translation does.

    Those on a line that is `wrong` already may well agree when that is put right.
    """
    bound = [
        [link for link in page.document.links if link.target.startswith((VALUE, OTHER, CHART))]
        for page in (danish, english)
    ]
    for ours, theirs in zip(*bound, strict=False):
        if ours.target != theirs.target:
            return
        if (danish.path, ours.line) in wrong or (english.path, theirs.line) in wrong:
            continue
        if ours.text and theirs.text and not _say_same(ours.text, theirs.text, contexts):
            words = {"danish": ours.text, "english": theirs.text}
            where = f"{english.path}:{theirs.line}"
            yield make_fault("V506", danish.path, ours.line, **words, where=where)

    yield from _check_negations(danish, english, contexts)


def _check_negations(danish: Page, english: Page, contexts: Contexts) -> Iterator[Fault]:
    """The sentences with bound words of which one language denies what the other says."""
    theirs: dict[str, list[Sentence]] = {}
    for target, sentence in _bound_sentences(english):
        theirs.setdefault(target, []).append(sentence)
    for target, ours in _bound_sentences(danish):
        other = next(iter(theirs.get(target, ())), None)
        if other is None:
            continue
        theirs[target].pop(0)
        pair = (ours, contexts["da"]), (other, contexts["en"])
        denied = {"negation" in context.read_claim(one.text).marks for one, context in pair}
        if len(denied) > 1:
            words = {"danish": ours.words, "english": other.words}
            where = f"{english.path}:{other.line}"
            yield make_fault("V506/denied", danish.path, ours.line, **words, where=where)


def _bound_sentences(page: Page) -> Iterator[tuple[str, Sentence]]:
    for passage in page.document.passages:
        for sentence in sentences_of(passage):
            yield from ((one.target, sentence) for one in sentence.bound)


def _say_same(danish: str, english: str, contexts: Contexts) -> bool:
    """Whether words of the two languages name the same amounts, the same way up, denied or not."""
    (when, rest), (then, other) = find_hours(danish, "da"), find_hours(english, "en")
    if [hour for hour, _ in when] == [hour for hour, _ in then]:
        danish, english = rest, other
    ours, theirs = contexts["da"].read_claim(danish), contexts["en"].read_claim(english)
    said = [
        ([(one.bounds, one.unit) for one in claim.amounts], "negation" in claim.marks)
        for claim in (ours, theirs)
    ]
    ways = [{one.up for one in claim.turns} for claim in (ours, theirs)]
    return said[0] == said[1] and (ways[0] == ways[1] or not all(ways))


def _check_numbers(
    danish: Page, english: Page, contexts: Contexts, wrong: Places
) -> Iterator[Fault]:
    """The first number of a pair of pages that stands in one language and not in the other.

    A number on a line that is `wrong` may be one that is to become a link, as the other may be.
    """
    ours, theirs = _passages(danish), _passages(english)
    pairs = list(zip(ours, theirs, strict=False))
    if len(ours) != len(theirs):
        # paragraphs that do not pair are held together as one
        whole = [(" \n ".join(text for text, _ in one), None) for one in (ours, theirs)]
        pairs = [(whole[0], whole[1])]
    for (here, line), (there, other_line) in pairs:
        left = _missing_number(here, there, contexts["da"], contexts["en"])
        right = _missing_number(there, here, contexts["en"], contexts["da"])
        if not left and not right:
            continue
        line = line or _line_of(left or NO_NUMBER.da, ours)
        other_line = other_line or _line_of(right or NO_NUMBER.en, theirs)
        if (danish.path, line) not in wrong:
            words: dict[str, Word] = {
                "danish": Text(da=left, en=left) if left else NO_NUMBER,
                "english": Text(da=right, en=right) if right else NO_NUMBER,
                "where": english.path + (f":{other_line}" if other_line else ""),
            }
            yield make_fault("P605", danish.path, line, **words)


def _passages(page: Page) -> Passages:
    head = [(text, line) for _, line, text in head_passages(page)]
    return head + [(one.loose, one.line(0)) for one in page.document.passages]


def _line_of(number: str, passages: Passages) -> int | None:
    """The line of the first passage that writes a number."""
    return next((line for text, line in passages if number in text), None)


def _missing_number(
    ours: str, theirs: str, context: SentenceContext, other: SentenceContext
) -> str:
    """The first number that we write in digits and they write neither so nor in letters."""
    timed = bool(CLOCK.search(ours if context.language == "en" else theirs))
    written = _digits(ours, context.language, timed=timed)
    counted = Counter(value for value, _ in written)
    missing = counted - Counter(value for value, _ in _digits(theirs, other.language, timed=timed))
    if not missing:
        return ""
    tokens = tokenize(theirs, other.language)
    letters: Counter[float | str] = Counter(
        float(spelled[1])
        for place in range(len(tokens))
        if (spelled := other.lexicon.spelled_at(tokens, place))
    )
    for named, hours in NAMED_HOURS.items():
        letters.update(hours * len(named.findall(theirs)))
    for value, count in missing.items():
        if letters[value] < count:
            return dict(written)[value]
    return ""


NAMED_HOURS: Mapping[re.Pattern[str], tuple[float | str, ...]] = {
    re.compile(r"\b(?:noon|midday|middag)\b"): ("12:00", 12.0),
    re.compile(r"\b(?:midnight|midnat)\b"): ("00:00", "24:00", 24.0),
}
DATE = re.compile(
    r"(?<![\d.,/])(\d{1,2})[./] ?\d{1,2}[./ ] ?((?:19|20)\d\d)\b|(?<=\bden )(\d{1,2})/\d{1,2}\b"
)
"""A date in numbers, `30.11.2026` or `3/12`: its month is a word in the other language."""


def _digits(text: str, language: Language, *, timed: bool) -> list[tuple[float | str, str]]:
    """The numbers that a text writes in digits: their values, and their signs.

    `2.1` and `8.00` stay as written, for they may be versions and times. Where the English is
    `timed`, an hour is the same however it is written.
    """
    text = DATE.sub(lambda day: " ".join(filter(None, day.groups())), text)
    found, text = find_hours(text, language) if timed else ([], text)
    for token in () if DIGITS.isdisjoint(text) else tokenize(text, language):
        if DIGITS.isdisjoint(token.text):
            continue
        signs = token.text.lstrip("-" + MINUS)
        point = next((sign for sign in ".," if sign in signs), None)
        if point and not all(len(part) == len("000") for part in signs.split(point)[1:]):
            found.append((signs.replace(",", "."), token.text))
        else:
            number = read_numeral(signs, language)
            found.append((number.value if number else signs, token.text))
    return found
