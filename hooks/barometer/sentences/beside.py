"""Words beside bound values that would change what is said, and that nobody would check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from barometer.content.page import Page
from barometer.content.passages import Bound, Passage
from barometer.data.model import Observation
from barometer.data.notation import Reference, point_of
from barometer.data.phrases import Hedge
from barometer.faults import fault
from barometer.problems import Problem
from barometer.sentences.claim import Turn, read_claim
from barometer.sentences.desk import Desk
from barometer.sentences.pair import Pair, clear_link
from barometer.sentences.places import find, read_reference
from barometer.sentences.single import check_single
from barometer.sentences.tokens import tokens
from barometer.sentences.verdict import incomparable
from barometer.sentences.wording import Speech, same, within

VALUE = "value:"
LONGEST = 4
SENTENCE_ENDS = (". ", "! ", "? ")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, from where to where, with its bound words."""

    start: int
    end: int
    bound: tuple[Bound, ...]


def check_beside(page: Page, desk: Desk) -> Iterator[Problem]:
    """Hedges before a bound value, and comparisons between bound values, outside the links."""
    for passage in page.document.passages:
        if not passage.excused and any(one.target.startswith(VALUE) for one in passage.bound):
            compared = [
                problem
                for sentence in sentences(passage)
                for problem in _comparison(page, passage, sentence, desk)
            ]
            yield from compared or _hedges(page, passage, desk)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage: a line ends one, and so does a full stop."""
    ends = {start for start, _ in passage.breaks} | {len(passage.text)}
    for sign in SENTENCE_ENDS:
        at = passage.text.find(sign)
        while at >= 0:
            if passage.text[at + 2 : at + 3].isupper():
                ends.add(at + 2)
            at = passage.text.find(sign, at + 1)
    edges = sorted(ends | {0})
    for start, end in pairwise(edges):
        yield Sentence(start, end, tuple(one for one in passage.bound if start <= one.start < end))


def _hedges(page: Page, passage: Passage, desk: Desk) -> Iterator[Problem]:
    for bound in passage.bound:
        before = _hedge_before(passage.loose[: bound.start], page, desk)
        if before and bound.target.startswith(VALUE):
            words = {"before": before, "words": passage.text[bound.start : bound.end]}
            line = passage.line(bound.start)
            reference = read_reference(bound.target.removeprefix(VALUE))
            row = find(reference.first, desk.table) if isinstance(reference, Reference) else None
            if isinstance(row, Observation) and row.few:
                claim = read_claim(" ".join(words.values()), desk.lexicons[page.language])
                told = check_single(claim, row, desk.speech[page.language])
                yield from [told.at(page.path, line, bound.target)] if told else []
                continue
            yield fault("V209", page.path, line, bound.target, **words, target=bound.target)


def _hedge_before(text: str, page: Page, desk: Desk) -> str:
    """The hedge or negation with which a text ends, if it ends with one."""
    lexicon = desk.lexicons[page.language]
    found = tokens(text, page.language)[-LONGEST:]
    if not found or text[found[-1].end :].strip():
        return ""
    keys = lexicon.keys(found)
    for place in range(len(keys)):
        for phrase in lexicon.at(keys, place):
            hedge = isinstance(phrase.meaning, Hedge) or phrase.meaning == "negation"
            if hedge and place + len(phrase.keys) == len(keys):
                return text[found[place].start : found[-1].end]
    return ""


def _comparison(page: Page, passage: Passage, sentence: Sentence, desk: Desk) -> Iterator[Problem]:
    references = [
        read_reference(one.target.removeprefix(VALUE))
        for one in sentence.bound
        if one.target.startswith(VALUE)
    ]
    singles = [one for one in references if isinstance(one, Reference) and not one.second]
    if len(singles) < 2 or len(singles) < len(references):
        return
    text = passage.loose[sentence.start : sentence.end]
    claim = read_claim(text, desk.lexicons[page.language])
    rows = [row for one in singles if isinstance(row := find(one.first, desk.table), Observation)]
    for turn in () if claim.undecided else claim.turns:
        pair = _compared(turn, text, rows, page, desk)
        if pair:
            words = {"turn": text[turn.start : turn.end]}
            line = passage.line(sentence.start + turn.start)
            reason = incomparable(pair.first, pair.second, desk.dataset)
            if reason:
                yield fault("V505/apart", page.path, line, **words, reason=within(reason))
            else:
                right = _bound_link(turn, words["turn"], pair, desk.speech[page.language])
                yield fault("V505", page.path, line, **words, right=same(right))
            return


def _bound_link(turn: Turn, words: str, pair: Pair, speech: Speech) -> str:
    """The word itself as a link where it is right, else the link that would be."""
    ends = [speech.dataset.editions[row.edition].end for row in (pair.first, pair.second)]
    if turn.time and ends[0] < ends[1]:
        pair = replace(pair, first=pair.second, second=pair.first)
    right = clear_link(pair, speech)
    if turn.up != pair.rising or "=" in right:
        return right
    return f"[{words}]({pair.target('>' if turn.up else '<')})"


def _compared(
    turn: Turn, text: str, rows: Sequence[Observation], page: Page, desk: Desk
) -> Pair | None:
    """The two values that a word of direction compares: editions over time, else any two."""
    than = desk.speech[page.language].phrases.compared.than[page.language]
    after = [token.word for token in tokens(text[turn.end :], page.language)]
    if turn.extreme or not (turn.time or any(word in than for word in after)):
        return None
    pairs = [
        Pair(first, ">", second)
        for place, first in enumerate(rows)
        for second in rows[place + 1 :]
        if point_of(first).indicator == point_of(second).indicator
    ]
    return next((pair for pair in pairs if pair.over_time or not turn.time), None)
