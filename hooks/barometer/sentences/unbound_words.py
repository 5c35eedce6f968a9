"""Percentages, hedges and periods beside bound words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from barometer.data.breaks import incomparable
from barometer.data.codebook import Hedge, OtherNumber
from barometer.data.model import Observation
from barometer.data.notation import Reference, point_of
from barometer.faults.report import Fault, make_fault
from barometer.faults.yaml_file import YamlFile
from barometer.pages.page import Page
from barometer.pages.passages import Bound, Passage
from barometer.sentences.claims import (
    Amount,
    ClaimedAmount,
    ClaimedDirection,
    Lexicon,
    read_claim,
    tokens,
)
from barometer.sentences.comparisons import Pair, clear_link
from barometer.sentences.lookup import (
    SentenceContext,
    Wording,
    amount_in_words,
    both,
    find_row,
    quote_words,
    read_reference,
    within,
)
from barometer.sentences.values import check_single
from barometer.text import LANGUAGES, Language, Text, join_list

VALUE = "value:"


LONGEST = 4


SENTENCE_ENDS = (". ", "! ", "? ")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, from where to where, with its bound words."""

    start: int
    end: int
    bound: tuple[Bound, ...]


def check_unbound_words(page: Page, desk: SentenceContext) -> Iterator[Fault]:
    """Hedges before a bound value, and comparisons between bound values, outside the links."""
    for passage in page.document.passages:
        if not passage.excused and any(one.target.startswith(VALUE) for one in passage.bound):
            compared = [
                problem
                for sentence in bound_sentences(passage)
                for problem in _comparison(page, passage, sentence, desk)
            ]
            yield from compared or _hedges(page, passage, desk)


def bound_sentences(passage: Passage) -> Iterator[Sentence]:
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


def _hedges(page: Page, passage: Passage, desk: SentenceContext) -> Iterator[Fault]:
    for bound in passage.bound:
        before = _hedge_before(passage.loose[: bound.start], page, desk)
        if before and bound.target.startswith(VALUE):
            words = {"before": before, "words": passage.text[bound.start : bound.end]}
            line = passage.line(bound.start)
            reference = read_reference(bound.target.removeprefix(VALUE))
            row = (
                find_row(reference.first, desk.table) if isinstance(reference, Reference) else None
            )
            if isinstance(row, Observation) and row.few:
                claim = read_claim(" ".join(words.values()), desk.lexicons[page.language])
                told = check_single(claim, row, desk.speech[page.language])
                yield from [told.at(page.path, line, bound.target)] if told else []
                continue
            yield make_fault("V209", page.path, line, bound.target, **words, target=bound.target)


def _hedge_before(text: str, page: Page, desk: SentenceContext) -> str:
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


def _comparison(
    page: Page, passage: Passage, sentence: Sentence, desk: SentenceContext
) -> Iterator[Fault]:
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
    rows = [
        row for one in singles if isinstance(row := find_row(one.first, desk.table), Observation)
    ]
    for turn in () if claim.undecided else claim.turns:
        pair = _compared(turn, text, rows, page, desk)
        if pair:
            words = {"turn": text[turn.start : turn.end]}
            line = passage.line(sentence.start + turn.start)
            reason = incomparable(pair.first, pair.second, desk.dataset)
            if reason:
                yield make_fault("V505/apart", page.path, line, **words, reason=within(reason))
            else:
                right = _bound_link(turn, words["turn"], pair, desk.speech[page.language])
                yield make_fault("V505", page.path, line, **words, right=quote_words(right))
            return


def _bound_link(turn: ClaimedDirection, words: str, pair: Pair, speech: Wording) -> str:
    """The word itself as a link where it is right, else the link that would be."""
    ends = [speech.dataset.editions[row.edition].end for row in (pair.first, pair.second)]
    if turn.time and ends[0] < ends[1]:
        pair = replace(pair, first=pair.second, second=pair.first)
    right = clear_link(pair, speech)
    if turn.up != pair.rising or "=" in right:
        return right
    return f"[{words}]({pair.target('>' if turn.up else '<')})"


def _compared(
    turn: ClaimedDirection,
    text: str,
    rows: Sequence[Observation],
    page: Page,
    desk: SentenceContext,
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


MOST_LISTED = 4


VALUE_LINK = "value:"


def check_unbound_percentages(
    page: Page, desk: SentenceContext, others: Mapping[int, OtherNumber], used: set[int]
) -> Iterator[Fault]:
    """Every percentage that nothing holds; exceptions that cover one are added to `used`."""
    lexicon = desk.lexicons[page.language]
    for passage in page.document.passages:
        broken = list(broken_links(passage))
        for one in broken:
            right = "".join(one.text.split("](")[1].split())
            text = f"{one.text.split('](')[0]}]({right}"
            yield make_fault("V101/spaces", page.path, one.line, text=one.text, right=text)
        for said, loose in loose_in(passage, lexicon):
            if any(loose.text in one.text for one in broken):
                continue
            covered = excuse(page, passage, said, others)
            if covered is None:
                hint = _hint(said.amount, desk)
                yield make_fault("V501", page.path, loose.line, number=loose.text, hint=hint)
            else:
                used.add(covered)
    yield from _head(page, desk)


def check_exceptions(
    others: Sequence[OtherNumber], used: set[int], file: YamlFile
) -> Iterator[Fault]:
    """The exceptions that cover no percentage of any page."""
    for place, other in enumerate(others):
        if place not in used:
            line = file.line([place])
            yield make_fault("V504", file.path, line, page=other.page, text=other.text)


def _hint(amount: Amount, desk: SentenceContext) -> Text:
    """Which published Danish values the words could mean, where they are few."""
    rows = [row for row in desk.dataset.observations if amount.exact == row.value]
    points = [str(point_of(row)) for row in rows if row.breakdown == "total"]
    if not points or len(points) > MOST_LISTED or amount.unit != "percent":
        return Text.model_construct(da="", en="")
    return Text(
        da=f"Mener I {' eller '.join(points)}?",
        en=f"Do you mean {' or '.join(points)}?",
    )


def _head(page: Page, desk: SentenceContext) -> Iterator[Fault]:
    """What the head claims must be bound on the page, so that it falls with it.

    A number is one that the page binds; that nothing differs is a comparison on the page.
    """
    rows, amounts = _bound(page, desk)
    for key, line, text in head_passages(page):
        claim = read_claim(text, desk.lexicons[page.language])
        if claim.unclear and not _compares(page):
            yield make_fault("V502/unclear", page.path, line, key, key=key, words=text)
        for said in claim.amounts:
            fraction = said.amount.kind == "share" and said.amount.exact is not None
            if not (said.amount.unit or (fraction and (rows or amounts))):
                continue
            held = [row for row in rows if said.amount.holds(row.value)]
            number = text[said.start : said.end]
            if held and all(row.few for row in held):
                yield make_fault("V502/few", page.path, line, key, number=number, key=key)
            elif not held and said.amount not in amounts:
                known = _listed(rows, desk)
                yield make_fault("V502", page.path, line, key, number=number, key=key, known=known)


def _compares(page: Page) -> bool:
    """Whether a link of the page says of two values that they do not clearly differ."""
    return any(
        "=" in link.target for link in page.document.links if link.target.startswith(VALUE_LINK)
    )


def _bound(page: Page, desk: SentenceContext) -> tuple[list[Observation], list[Amount]]:
    """The values that a page binds, and the amounts that it takes from sources."""
    rows: list[Observation] = []
    amounts: list[Amount] = []
    for link in page.document.links:
        scheme, _, target = link.target.partition(":")
        if scheme == "value":
            reference = read_reference(target)
            points = (
                [point for point in (reference.first, reference.second) if point]
                if isinstance(reference, Reference)
                else []
            )
            rows += [
                row
                for point in points
                if isinstance(row := find_row(point, desk.table), Observation)
            ]
        elif scheme == "other":
            claim = read_claim(link.text, desk.lexicons[page.language])
            amounts += [said.amount for said in claim.amounts]
    return rows, amounts


def _listed(rows: Sequence[Observation], desk: SentenceContext) -> Text:
    if not rows:
        return Text(da="ingen", en="none")
    return both(
        join_list(
            list(
                dict.fromkeys(
                    amount_in_words(row.value, language, share=desk.speech[language].share(row))
                    for row in rows
                )
            ),
            language,
        )
        for language in LANGUAGES
    )


def check_periods(page: Page, desk: SentenceContext) -> Iterator[Fault]:
    """The sentences that name a period from which none of their bound values is."""
    for passage in page.document.passages:
        if not passage.excused and any(one.target.startswith(VALUE) for one in passage.bound):
            for sentence in bound_sentences(passage):
                yield from _told(page, passage, sentence, desk)


def _told(
    page: Page, passage: Passage, sentence: Sentence, desk: SentenceContext
) -> Iterator[Fault]:
    rows = _rows(sentence, desk)
    text = passage.loose[sentence.start : sentence.end].casefold()
    named = _named(text, rows, page.language, desk)
    if rows and named and not {row.edition for row in rows} & named.keys():
        edition = desk.dataset.editions[rows[0].edition]
        first = next(one for one in sentence.bound if one.target.startswith(VALUE))
        words = {
            "period": quote_words(next(iter(named.values()))),
            "edition": edition.title,
            "right": edition.period,
            "words": Text(
                da=passage.text[first.start : first.end], en=passage.text[first.start : first.end]
            ),
        }
        line = passage.line(first.start)
        yield make_fault("V211", page.path, line, first.target, **words)


def _rows(sentence: Sentence, desk: SentenceContext) -> list[Observation]:
    """The values that the links of a sentence bind; one that cannot be read is told elsewhere."""
    targets = (one.target for one in sentence.bound if one.target.startswith(VALUE))
    references = [read_reference(one.removeprefix(VALUE)) for one in targets]
    points = [
        point
        for one in references
        if isinstance(one, Reference)
        for point in (one.first, one.second)
        if point
    ]
    return [row for one in points if isinstance(row := find_row(one, desk.table), Observation)]


def _named(
    text: str, rows: Sequence[Observation], language: Language, desk: SentenceContext
) -> dict[str, str]:
    """The editions that a text names, of the countries of the values: their keys and the words."""
    countries = {row.country for row in rows}
    found: dict[str, str] = {}
    for key, edition in desk.dataset.editions.items():
        if edition.country in countries:
            ordinals = desk.speech[language].phrases.ordinals[language]
            title = edition.title[language]
            names = (edition.period[language], title, *_in_letters(title, ordinals))
            said = next((one for one in names if one.casefold() in text), None)
            if said:
                found[key] = said
    return found


def _in_letters(title: str, ordinals: Sequence[str]) -> Iterator[str]:
    """`third edition` for `3rd edition`; nothing where a title begins with no number."""
    number, _, rest = title.partition(" ")
    digits = "".join(filter(str.isdecimal, number))
    if digits and 0 < int(digits) <= len(ordinals):
        yield f"{ordinals[int(digits) - 1]} {rest}"


LINK_MARKS = ("](value:", "](chart:")


@dataclass(frozen=True)
class UnboundPercentage:
    """A percentage of the prose: its words and its line."""

    text: str
    line: int


def loose_in(
    passage: Passage, lexicon: Lexicon
) -> Iterator[tuple[ClaimedAmount, UnboundPercentage]]:
    """The percentages of a passage that are not bound."""
    column = _has_percent(passage.heading, lexicon)
    if passage.excused or not (column or _has_percent(passage.text, lexicon)):
        return
    for said in read_claim(passage.loose, lexicon).amounts:
        text = passage.text[said.start : said.end]
        bare = column and said.amount.digits is not None and text == passage.text.strip()
        if said.amount.unit or bare:
            yield said, UnboundPercentage(text, passage.line(said.start))


def _has_percent(text: str, lexicon: Lexicon) -> bool:
    small = text.casefold()
    return any(word in small for word in lexicon.percent)


def excuse(
    page: Page, passage: Passage, said: ClaimedAmount, others: Mapping[int, OtherNumber]
) -> int | None:
    """The place in the list of the exception that covers a percentage, None where there is none."""
    for place, other in others.items():
        words = other.text[page.language]
        start = passage.text.find(words) if other.page == page.key.path else -1
        while start >= 0:
            if start <= said.start and said.end <= start + len(words):
                return place
            start = passage.text.find(words, start + 1)
    return None


def head_passages(page: Page) -> Iterator[tuple[str, int | None, str]]:
    """The texts of a page's head: their key, their line and their words."""
    for key in type(page.words).model_fields:
        value = getattr(page.words, key)
        if isinstance(value, str):
            yield key, page.line_of(key), value
        elif isinstance(value, tuple):
            for place, text in enumerate(value):
                if isinstance(text, str):
                    yield key, page.line_of(key, place), text


def broken_links(passage: Passage) -> Iterator[UnboundPercentage]:
    """What was meant as a bound link and is none, because its address holds a blank."""
    for mark in LINK_MARKS:
        start = passage.text.find(mark)
        while start >= 0:
            opened = max(passage.text.rfind("[", 0, start), 0)
            closed = passage.text.find(")", start)
            text = passage.text[opened : closed + 1 if closed >= 0 else len(passage.text)]
            yield UnboundPercentage(text, passage.line(opened))
            start = passage.text.find(mark, start + 1)
