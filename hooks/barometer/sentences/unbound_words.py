"""Percentages, hedges, comparisons and periods beside bound words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from babel import dates

from barometer.data.codebook import Hedge, OtherNumber
from barometer.data.model import Observation
from barometer.data.notation import Reference, point_of
from barometer.faults.report import Fault, make_fault, suggest_nearest
from barometer.faults.yaml_file import YamlFile
from barometer.pages.document import Bound, Passage
from barometer.pages.page import Page, SourcedFacts, TrendFacts
from barometer.sentences.claims import Amount, Turn, tokenize, words_of
from barometer.sentences.lookup import (
    NO_WORDS,
    OTHER,
    VALUE,
    SentenceContext,
    quote_words,
    read_reference,
)
from barometer.sentences.values import ValuePair, check_single
from barometer.text import Language, Text, in_both

LONGEST_HEDGE = 4
MANY = 30
"""From how many on a number of innovations or workplaces is one of the statistic."""
ABOUT = ("counted", "survey", "sector", "theme", "share")
"""The kinds of words by which a sentence is about the statistic."""
NEAR = 25
"""Within how many letters after a number what it counts stands."""
FAR = 8
"""Within how many words after a comparison its `than` stands."""
MOST_HINTS = 4
BROKEN_LINK = re.compile(r"\[([^\[]*)\]\(((?:value|chart):[^)]*\)?)")
"""What was meant as a bound link and is none, because its address holds a blank."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: where it begins, its unbound words, the links to values in it."""

    passage: Passage
    start: int
    text: str
    bound: tuple[Bound, ...]

    @property
    def line(self) -> int:
        """The line of the file in which it begins."""
        return self.passage.line(self.start)

    @property
    def words(self) -> str:
        """The sentence as it stands, with what is bound in it."""
        return self.passage.text[self.start : self.start + len(self.text)].strip()


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage: a line ends one, and so does a full stop."""
    if passage.excused:
        return
    values = [one for one in passage.bound if one.target.startswith(VALUE)]
    ends = {start for start, _ in passage.breaks} | {0, len(passage.text)}
    stops = [found.end() for found in re.finditer(r"[.!?] ", passage.text)]
    ends |= {stop for stop in stops if passage.text[stop : stop + 1].isupper()}
    for start, end in pairwise(sorted(ends)):
        bound = tuple(one for one in values if start <= one.start < end)
        yield Sentence(passage, start, passage.loose[start:end], bound)


def check_unbound_words(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """Hedges before a bound value, comparisons and periods of bound values, outside the links."""
    for passage in page.document.passages:
        sentences = list(sentences_of(passage))
        compared = [one for each in sentences for one in _check_comparison(page, each, context)]
        yield from compared
        for sentence in sentences:
            if not compared:
                yield from _check_hedges(page, sentence, context)
            yield from _check_period(page, sentence, context)


def check_claims(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """What a page claims of the barometer's figures in words that nothing holds.

    A sentence with another source than the barometer's own says what that source does.
    """
    own = {row.source for row in context.dataset.observations}
    cited = [(one.target, one.line) for one in page.document.links if one.target.startswith(OTHER)]
    cited = [(target.removeprefix(OTHER), line) for target, line in cited]
    sourced = {line for key, line in (*cited, *page.document.notes) if key not in own}
    for passage in page.document.passages:
        for sentence in sentences_of(passage):
            found = next(find_unbound_claims(sentence.text, context), None)
            if found and (line := passage.line(sentence.start + found[0])) not in sourced:
                yield make_fault("V507", page.path, line, words=sentence.text[slice(*found)])


def find_unbound_claims(text: str, context: SentenceContext) -> Iterator[tuple[int, int]]:
    """Where a sentence claims a share, a ratio, a rank or a change of what is counted.

    It is about the statistic by its words: what is counted, the survey, or a sector beside a theme.
    Questions, advice and what is only possible claim nothing.
    """
    about = context.lexicon.statistic
    told = {kind for kind in ABOUT if about[kind].search(text)}
    advice = about["imperative"].match(text.lstrip()) or about["conditional"].search(text)
    if not told or advice or text.rstrip().endswith("?"):
        return
    if general := about["general"].search(text):
        yield general.span()
    close = bool(told & {"counted", "survey", "share"}) or {"sector", "theme"} <= told
    if close and (often := about["frequency"].search(text)):
        yield often.span()
    claim = context.read_claim(text)
    for amount in claim.amounts:
        many = amount.exact and amount.exact >= MANY
        counted = about["counted"].search(text[amount.end : amount.end + NEAR])
        if amount.kind != "number" or (many and counted):
            yield amount.start, amount.end
    than = context.phrases.compared.than[context.language]
    for turn in claim.turns if close else ():
        after = words_of(text[turn.end :], context.language)[:FAR]
        changed = turn.time and told & {"share", "counted"}
        if turn.extreme or changed or any(word in than for word in after):
            yield turn.start, turn.end
    yield from _find_all(text, context)


def _find_all(text: str, context: SentenceContext) -> Iterator[tuple[int, int]]:
    """Words such as `all` before what is counted, and not `of all`."""
    phrases, language = context.phrases, context.language
    whole = {*phrases.every[language], *phrases.statistic.none[language]}
    tokens = tokenize(text, language)
    for place, token in enumerate(tokens):
        counted = (
            context.lexicon.statistic["counted"].match(text, one.start)
            for one in tokens[place + 1 : place + 3]
        )
        part = place and tokens[place - 1].word in phrases.statistic.part[language]
        if token.word in whole and not part and any(counted):
            yield token.start, token.end


def _check_hedges(page: Page, sentence: Sentence, context: SentenceContext) -> Iterator[Fault]:
    passage = sentence.passage
    for bound in sentence.bound:
        before = _hedge_before(passage.loose[: bound.start], context)
        if not before:
            continue
        words = {"before": before, "words": passage.text[bound.start : bound.end]}
        line = passage.line(bound.start)
        row = next(iter(context.bound_rows([bound.target])), None)
        if row is None or not row.few:
            yield make_fault("V209", page.path, line, bound.target, **words, target=bound.target)
        elif found := check_single(context.read_claim(" ".join(words.values())), row, context):
            yield found.at(page.path, line, bound.target)


def _hedge_before(text: str, context: SentenceContext) -> str:
    """The hedge or negation with which a text ends, if it ends with one."""
    found = tokenize(text, context.language)[-LONGEST_HEDGE:]
    if not found or text[found[-1].end :].strip():
        return ""
    keys = context.lexicon.keys(found)
    for place, token in enumerate(found):
        for phrase in context.lexicon.phrases_at(keys, place):
            hedge = isinstance(phrase.meaning, Hedge) or phrase.meaning == "negation"
            if hedge and place + len(phrase.keys) == len(keys):
                return text[token.start : found[-1].end]
    return ""


def _check_comparison(page: Page, sentence: Sentence, context: SentenceContext) -> Iterator[Fault]:
    """A word of direction between two values that are bound one by one."""
    references = [read_reference(one.target) for one in sentence.bound]
    singles = [one for one in references if isinstance(one, Reference) and not one.second]
    if len(references) < 2 or len(singles) < len(references):
        return
    claim = context.read_claim(sentence.text)
    rows = context.bound_rows(one.target for one in sentence.bound)
    for turn in () if claim.undecided else claim.turns:
        pair = _find_compared(turn, sentence.text, rows, context)
        if pair:
            words, line = claim.words(turn), sentence.passage.line(sentence.start + turn.start)
            reason = pair.incomparable
            if reason:
                yield make_fault("V505/apart", page.path, line, turn=words, reason=reason)
            else:
                right = quote_words(_bind_turn(turn, words, pair))
                yield make_fault("V505", page.path, line, turn=words, right=right)
            return


def _find_compared(
    turn: Turn, text: str, rows: Sequence[Observation], context: SentenceContext
) -> ValuePair | None:
    """The two values that a word of direction compares: editions over time, else any two."""
    than = context.phrases.compared.than[context.language]
    after = words_of(text[turn.end :], context.language)
    if turn.extreme or not (turn.time or any(word in than for word in after)):
        return None
    pairs = (
        ValuePair(first, ">", second, context)
        for first, second in combinations(rows, 2)
        if first.indicator == second.indicator
    )
    return next((pair for pair in pairs if pair.over_time or not turn.time), None)


def _bind_turn(turn: Turn, words: str, pair: ValuePair) -> str:
    """The word itself as a link where it is right, else the link that would be."""
    editions = pair.context.dataset.editions
    if turn.time and editions[pair.first.edition].end < editions[pair.second.edition].end:
        pair = replace(pair, first=pair.second, second=pair.first)
    right = pair.true_link()
    if turn.up != pair.rising or "=" in right:
        return right
    return f"[{words}]({pair.target('>' if turn.up else '<')})"


def _check_period(page: Page, sentence: Sentence, context: SentenceContext) -> Iterator[Fault]:
    """What is wrong where a sentence names a period from which none of its bound values is."""
    rows = context.bound_rows(one.target for one in sentence.bound)
    named = _named_editions(sentence.text.casefold(), rows, context)
    if rows and named and not {row.edition for row in rows} & named.keys():
        edition, first = context.dataset.editions[rows[0].edition], sentence.bound[0]
        words = {
            "period": quote_words(next(iter(named.values()))),
            "edition": edition.title,
            "right": edition.period,
            "words": quote_words(sentence.passage.text[first.start : first.end]),
        }
        line = sentence.passage.line(first.start)
        yield make_fault("V211", page.path, line, first.target, **words)


def _named_editions(
    text: str, rows: Sequence[Observation], context: SentenceContext
) -> dict[str, str]:
    """The editions that a text names, of the countries of the values: their keys and the words.

    `third edition` names the one whose title is `3rd edition`.
    """
    language, found = context.language, {}
    ordinals = context.phrases.ordinals[language]
    for key, edition in context.dataset.editions.items():
        if edition.country in {row.country for row in rows}:
            title = edition.title[language]
            names = [edition.period[language], title]
            number, _, rest = title.partition(" ")
            digits = "".join(filter(str.isdecimal, number))
            if digits and 0 < int(digits) <= len(ordinals):
                names.append(f"{ordinals[int(digits) - 1]} {rest}")
            said = next((one for one in names if one.casefold() in text), None)
            if said:
                found[key] = said
    return found


def check_unbound_percentages(
    page: Page, context: SentenceContext, others: Sequence[OtherNumber], used: set[int]
) -> Iterator[Fault]:
    """Every percentage that nothing holds; exceptions that cover one are added to `used`."""
    for passage in page.document.passages:
        broken = list(BROKEN_LINK.finditer(passage.text))
        for link in broken:
            right = f"[{link[1]}]({''.join(link[2].split())}"
            line = passage.line(link.start())
            yield make_fault("V101/spaces", page.path, line, text=link[0], right=right)
        for said in _unbound_percentages(passage, context):
            if any(link.start() <= said.start < link.end() for link in broken):
                continue
            place = _find_exception(page, passage, said, others)
            if place is None:
                number, line = passage.text[said.start : said.end], passage.line(said.start)
                hint = _hint(said, context)
                yield make_fault("V501", page.path, line, number=number, hint=hint)
            else:
                used.add(place)
    yield from _check_head(page, context)


def _unbound_percentages(passage: Passage, context: SentenceContext) -> Iterator[Amount]:
    """The percentages of a passage that are not bound; a bare number in a column of per cent."""
    words = context.phrases.units.percent[context.language]
    column = any(word in passage.heading.casefold() for word in words)
    if passage.excused or not (column or any(word in passage.text.casefold() for word in words)):
        return
    for said in context.read_claim(passage.loose).amounts:
        alone = passage.text[said.start : said.end] == passage.text.strip()
        if said.unit or (column and said.digits is not None and alone):
            yield said


def _find_exception(
    page: Page, passage: Passage, said: Amount, others: Sequence[OtherNumber]
) -> int | None:
    """The place in the list of the exception that covers a percentage, None where there is none."""
    for place, other in enumerate(others):
        words = re.escape(other.text[page.language])
        for found in re.finditer(words, passage.text) if other.page == page.key.path else ():
            if found.start() <= said.start and said.end <= found.end():
                return place
    return None


def _hint(amount: Amount, context: SentenceContext) -> Text:
    """Which published Danish values the words could mean, where they are few."""
    rows = [row for row in context.dataset.observations if amount.exact == row.value]
    points = [str(point_of(row)) for row in rows if row.breakdown == "total"]
    if not points or len(points) > MOST_HINTS or amount.unit != "percent":
        return NO_WORDS
    return Text(
        da=f"Mener I {' eller '.join(points)}?",
        en=f"Do you mean {' or '.join(points)}?",
    )


OF_LAW = ("§ ", "artikel ", "article ")
"""What a number of a rule stands after: it names the rule and counts nothing."""


def check_cited_numbers(
    page: Page, facts: SourcedFacts, context: SentenceContext
) -> Iterator[Fault]:
    """Numbers and shares that none of the page's own sources stands behind.

    A year needs no source, and in a trend a note covers its whole paragraph. The head may say what
    the text binds.
    """
    links = [one for one in page.document.links if one.target.startswith((VALUE, OTHER))]
    named = [(one.target.removeprefix(OTHER), one.line) for one in links if OTHER in one.target]
    for key, line in (*named, *page.document.notes):
        if key in context.dataset.sources and key not in facts.sources:
            near = suggest_nearest(key, facts.sources)
            yield make_fault("C107", page.path, line, key=key, near=near)
    bound = {one for link in links for one, _ in _amounts(link.text, context)}
    noted = {at for _, at in page.document.notes} if isinstance(facts, TrendFacts) else set()
    for passage in page.document.passages:
        amounts = () if passage.excused else [*_amounts(passage.loose, context)]
        if noted & {at for _, at in passage.breaks}:
            bound |= {one for one, _ in amounts}
            continue
        for _, at in amounts:
            number, line = passage.text[slice(*at)], passage.line(at[0])
            yield make_fault("C106", page.path, line, number=number)
    for key, at_line, text in head_passages(page):
        for one, at in _amounts(text, context):
            if one not in bound:
                number = text[slice(*at)]
                yield make_fault("C106/head", page.path, at_line, key, number=number, key=key)


def _amounts(text: str, context: SentenceContext) -> Iterator[tuple[object, tuple[int, int]]]:
    """The numbers in digits and the shares in words, and where they stand; years left out."""
    months = dates.get_month_names("wide", locale=context.language).values()
    text = find_hours(text, context.language)[1]
    for token in (one for one in tokenize(text, context.language) if one.numeral):
        year = len(token.text) == len("2026") and token.text[:2] in ("19", "20")
        day = text[token.end :].lstrip(". ").startswith(tuple(months))
        name = text[max(0, token.start - 1) : token.start].isalpha()
        if token.numeral and not (year or day or name or text[: token.start].endswith(OF_LAW)):
            yield token.numeral.value, (token.start, token.end)
    for amount in context.read_claim(text).amounts:
        if amount.kind == "share" and amount.digits is None and amount.exact is not None:
            yield amount.bounds, (amount.start, amount.end)


def check_exceptions(
    others: Sequence[OtherNumber], used: set[int], file: YamlFile
) -> Iterator[Fault]:
    """The exceptions that cover no percentage of any page."""
    for place, other in enumerate(others):
        if place not in used:
            line = file.line([place])
            yield make_fault("V504", file.path, line, page=other.page, text=other.text)


def _check_head(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """What the head claims must be bound on the page, so that it falls with it.

    A number is one that the page binds, or takes from a source; that nothing differs is a
    comparison on the page.
    """
    links = page.document.links
    rows = context.bound_rows(link.target for link in links)
    claims = [context.read_claim(link.text) for link in links if link.target.startswith(OTHER)]
    cited = [said for claim in claims for said in claim.amounts]
    compares = any("=" in link.target for link in links if link.target.startswith(VALUE))
    compares = compares or any("unclear" in claim.marks for claim in claims)
    for key, line, text in head_passages(page):
        claim = context.read_claim(text)
        if "unclear" in claim.marks and not compares:
            yield make_fault("V502/unclear", page.path, line, key, key=key, words=text)
        for said in claim.amounts:
            fraction = said.kind == "share" and said.exact is not None
            if not (said.unit or (fraction and (rows or cited))):
                continue
            held, number = [row for row in rows if said.holds(row.value)], claim.words(said)
            if held and all(row.few for row in held):
                yield make_fault("V502/few", page.path, line, key, number=number, key=key)
            elif not held and said not in cited:
                known = in_both(lambda la: context.list_values(rows, la))
                yield make_fault("V502", page.path, line, key, number=number, key=key, known=known)


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


HOUR = r"\d{1,2}(?:[.:]\d\d)?"
UNTIL = r"\s?(?:[-–]|til|to|and|og)\s?"
CLOCK = re.compile(rf"(?:({HOUR})\s?([ap])?\.?m?\.?{UNTIL})?({HOUR})\s?([ap])\.?m\b|\d{{1,2}}:\d\d")
"""The hours of an English text: `9 am`, `9.30 am to 3 pm`, `9–11 am`, or with a colon."""
DANISH_CLOCK = re.compile(
    rf"\b(?:kl\.|klokken)\s({HOUR})(?:{UNTIL}(?:kl\.\s)?({HOUR}))?", re.IGNORECASE
)


def find_hours(text: str, language: Language) -> tuple[list[tuple[float | str, str]], str]:
    """The hours that a text names, each as `09:00` and as it stands, and the text without them."""
    found: list[tuple[float | str, str]] = []
    for match in (CLOCK if language == "en" else DANISH_CLOCK).finditer(text):
        if language == "da":
            named = [(match[1], ""), (match[2], "")]
        elif match[3]:
            named = [(match[1], match[2] or match[4]), (match[3], match[4])]
        else:
            named = [(match[0], "")]
        for hour, half in named:
            if hour:
                whole, _, minutes = hour.replace(".", ":").partition(":")
                day = int(whole) % 12 + 12 * (half == "p") if half else int(whole)
                found.append((f"{day:02}:{minutes or '00'}", hour))
        text = text.replace(match[0], " " * len(match[0]), 1)
    return found, text
