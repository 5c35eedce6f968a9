"""What a sentence says in words that are not bound; numbers and hours in two languages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from babel import dates

from barometer.data.codebook import Hedge
from barometer.data.notation import Reference
from barometer.faults.report import CellFault
from barometer.sentences.claims import DIGITS, Turn, read_numeral, tokenize, words_of
from barometer.sentences.table import SentenceContext, Value, quote_words, read_reference
from barometer.sentences.values import ValuePair
from barometer.text import MINUS, Language

LONGEST_HEDGE = 4
MANY = 30
"""From how many on a number of innovations or workplaces is one of the statistic."""
ABOUT = ("counted", "survey", "sector", "theme", "share")
"""The kinds of words by which a sentence is about the statistic."""
NEAR = 25
"""Within how many letters after a number what it counts stands."""
FARTHEST, PARTS = 6, frozenset((*range(2, 13), 20, 100))
"""Within how many words `two innovations in five` ends, and of how many parts it may speak."""
FAR = 8
"""Within how many words after a comparison its `than` stands."""


def find_unbound_claims(
    text: str, context: SentenceContext, before: str = ""
) -> Iterator[tuple[int, int]]:
    """Where a sentence claims a share, a ratio, a rank or a change of what is counted.

    It is about the statistic by its words: what is counted, the survey, or a sector beside a theme;
    or by those of the sentence `before`, of which it may say more: `they have become fewer`.
    Questions, advice and what is only possible claim nothing.
    """
    about, small = context.lexicon.statistic, text.lower().replace("'", "’")
    told = {kind for kind in ABOUT if about[kind].search(small)}
    told |= {kind for kind in ABOUT if before and about[kind].search(before.lower())}
    if not told or small.rstrip().endswith("?"):
        return
    imagined = about["conditional"].search(about["stated"].sub(" ", small))
    if imagined or about["imperative"].match(small.lstrip()):
        return
    if general := about["general"].search(small):
        yield general.span()
    close = bool(told & {"counted", "survey", "share"}) or {"sector", "theme"} <= told
    if close and (often := about["frequency"].search(small)):
        yield often.span()
    claim = context.read_claim(text)
    for amount in claim.amounts:
        many = amount.exact and amount.exact >= MANY
        counted = about["counted"].search(small[amount.end : amount.end + NEAR])
        share = amount.kind != "number" and (close or amount.exact is not None)
        if share or (many and counted):
            yield amount.start, amount.end
    if close:
        yield from _parts_of_so_many(text, context)
    than = context.phrases.compared.than[context.language]
    for turn in claim.turns if close else ():
        after = words_of(text[turn.end :], context.language)[:FAR]
        changed = turn.time and told & {"share", "counted"}
        if turn.extreme or changed or any(word in than for word in after):
            yield turn.start, turn.end
    # words such as `all` before what is counted, and not `of all`
    phrases, tokens = context.phrases, tokenize(text, context.language)
    whole = {*phrases.every[context.language], *phrases.statistic.none[context.language]}
    for place, token in enumerate(tokens):
        if token.word in whole:
            beside = tokens[place + 1 : place + 3]
            before = tokens[place - 1].word if place else ""
            part = before in phrases.statistic.part[context.language]
            if not part and any(about["counted"].match(small, one.start) for one in beside):
                yield token.start, token.end


def _parts_of_so_many(text: str, context: SentenceContext) -> Iterator[tuple[int, int]]:
    """`Two innovations in five`, `seks af ti`: so many of so many, which is a share."""
    tokens, words = tokenize(text, context.language), context.phrases.statistic.so_many
    numbers = [
        token.numeral.value if token.numeral else spelled[1] if spelled else None
        for place, token in enumerate(tokens)
        for spelled in (context.lexicon.spelled_at(tokens, place),)
    ]
    for place, few in enumerate(numbers):
        for end in range(place + 2, min(place + FARTHEST, len(tokens))) if few else ():
            many = numbers[end]
            linked = tokens[end - 1].word in words[context.language]
            if linked and many and few and few < many and many in PARTS:
                yield tokens[place].start, tokens[end].end


def hedge_before(text: str, context: SentenceContext) -> str:
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


def find_comparison(
    text: str, targets: Sequence[str], context: SentenceContext
) -> tuple[Turn, CellFault] | None:
    """A word of direction between two values that are bound one by one, and what to do instead."""
    references = [read_reference(one) for one in targets]
    singles = [one for one in references if isinstance(one, Reference) and not one.second]
    if len(references) < 2 or len(singles) < len(references):
        return None
    claim, than = context.read_claim(text), context.phrases.compared.than[context.language]
    pairs = [
        ValuePair(first, ">", second, context)
        for first, second in combinations(context.table.find_bound(targets), 2)
        if first.point.indicator == second.point.indicator
    ]
    for turn in () if claim.undecided else claim.turns:
        words, after = claim.words(turn), words_of(text[turn.end :], context.language)
        compares = not turn.extreme and (turn.time or any(word in than for word in after))
        # over time two editions are compared, otherwise any two values
        for pair in pairs if compares else ():
            if pair.over_time or not turn.time:
                if reason := pair.incomparable:
                    return turn, CellFault("V505/apart", {"turn": words, "reason": reason})
                right = quote_words(_bind_turn(turn, words, pair))
                return turn, CellFault("V505", {"turn": words, "right": right})
    return None


def _bind_turn(turn: Turn, words: str, pair: ValuePair) -> str:
    """The word itself as a link where it is right, else the link that would be."""
    if turn.time and pair.first.when.end < pair.second.when.end:
        pair = replace(pair, first=pair.second, second=pair.first)
    right = pair.true_link()
    if turn.up != pair.rising or "=" in right:
        return right
    return f"[{words}]({pair.target('>' if turn.up else '<')})"


def find_wrong_period(
    text: str, rows: Sequence[Value], words: str, context: SentenceContext
) -> CellFault | None:
    """What is wrong where a text names a period from which none of its bound values is.

    `words` are those bound to the first. `third edition` names the one titled `3rd edition`.
    """
    text, language, named = text.casefold(), context.language, {}
    ordinals = context.phrases.ordinals[language]
    for key, period in context.table.periods.items() if rows else ():
        if period.country in {one.point.country for one in rows}:
            title = period.title[language]
            names = [period.period[language], title]
            number, _, rest = title.partition(" ")
            digits = "".join(filter(str.isdecimal, number))
            if digits and 0 < int(digits) <= len(ordinals):
                names.append(f"{ordinals[int(digits) - 1]} {rest}")
            said = next((one for one in names if one.casefold() in text), None)
            if said:
                named[key] = said
    if not named or {one.point.edition for one in rows} & named.keys():
        return None
    said, when = next(iter(named.values())), rows[0].when
    more = {"edition": when.title, "right": when.period, "words": quote_words(words)}
    return CellFault("V211", {"period": quote_words(said), **more})


NAMED = re.compile(
    r"(?:§|\b(?:artik(?:el|ler)|kapit(?:el|ler)|kap\.|stk\.|nr\.|articles?|sections?|chapters?|No\.))"
    r" (?:\d+\W{1,3})?$|\b(?:in|of) (?:years?|grades?) (?:\d+\W{1,3})?$",
    re.IGNORECASE,
)
SCHOOL_YEAR = re.compile(r"\.?(?:[-–]\d+\.)? klasse\b")
"""What a number that counts nothing stands after, or before: the name of a rule, a school year."""


@cache
def _months(language: Language) -> tuple[str, ...]:
    return tuple(dates.get_month_names("wide", locale=language).values())


def find_amounts(text: str, context: SentenceContext) -> Iterator[tuple[object, tuple[int, int]]]:
    """The numbers in digits and the shares in words, and where they stand; years left out."""
    text = find_hours(text, context.language)[1]
    text = DATE.sub(lambda day: " " * len(day[0]), text)
    for token in tokenize(text, context.language):
        if token.numeral is None:
            continue
        year = len(token.text) == len("2026") and token.text[:2] in ("19", "20")
        day = text[token.end :].lstrip(". ").startswith(_months(context.language))
        name = text[max(0, token.start - 1) : token.start].isalpha()
        name = name or bool(NAMED.search(text, 0, token.start))
        if not (year or day or name or SCHOOL_YEAR.match(text, token.end)):
            yield token.numeral.value, (token.start, token.end)
    for amount in context.read_claim(text).amounts:
        if amount.kind == "share" and amount.digits is None and amount.exact is not None:
            yield amount.bounds, (amount.start, amount.end)


HOUR = r"(?:2[0-4]|[01]?\d)(?!\d)(?:[.:]\d\d)?"
UNTIL = r"\s?(?:[-–]|til|to|and|og)\s?"
CLOCK = re.compile(rf"(?:({HOUR})\s?([ap])?\.?m?\.?{UNTIL})?({HOUR})\s?([ap])\.?m\b|\d{{1,2}}:\d\d")
"""The hours of an English text: `9 am`, `9.30 am to 3 pm`, `9–11 am`, or with a colon."""
DANISH_CLOCK = re.compile(
    rf"\b(?:kl\.?|klokken)\s({HOUR}(?:(?:{UNTIL}|,\s)(?:kl\.\s)?{HOUR}(?![\d:.]*\d))*)",
    re.IGNORECASE,
)
"""The hours of a Danish text: `kl. 9`, `kl. 9.30–15`, `kl. 23, 2 og 5`."""
NAMED_HOURS: Mapping[re.Pattern[str], tuple[float | str, ...]] = {
    re.compile(r"\b(?:noon|midday|middag)\b", re.IGNORECASE): ("12:00", 12.0),
    re.compile(r"\b(?:midnight|midnat)\b", re.IGNORECASE): ("00:00", "24:00", 24.0),
}
FROM_THE_HOUR: Mapping[str, int] = {
    "halv": -30,
    "half past": 30,
    "kvart i": -15,
    "kvart over": 15,
    "quarter to": -15,
    "quarter past": 15,
}
"""Minutes from the hour that follows: `half past one` and `halv to` are the same."""
SPOKEN = re.compile(rf"\b({'|'.join(FROM_THE_HOUR)}) (\w+)", re.IGNORECASE)
DATE = re.compile(
    r"(?<![\d.,/])(\d{1,2})[./] ?\d{1,2}[./ ] ?((?:19|20)\d\d)\b|(?<=\bden )(\d{1,2})/\d{1,2}\b"
)
"""A date in numbers, `30.11.2026` or `3/12`: its month is a word in the other language."""
AND_A_HALF = re.compile(r"(\w+) (?:and a half|en halv|et halvt)\b")
O_CLOCK = re.compile(r"\bo[’']clock\b")
WHOLE_HOUR = re.compile(r"(2[0-4]|[01]?\d)(?:[.:]([0-5]\d))?")
NUMBER = re.compile(rf"(?:(?<!\S)[-{MINUS}])?([0-9]+(?:[.,][0-9]+)*)")
SAID = re.compile(r"\b12(?:[.:]00)?\s(?=noon\b|midnight\b)|\+\d{1,3}\s(?=\d)")
"""Digits that say nothing of their own: `12 noon`, and the country of a telephone number."""


def find_hours(text: str, language: Language) -> tuple[list[tuple[float | str, str]], str]:
    """The hours that a text names, each as `09:00` and as it stands, and the text without them."""
    found: list[tuple[float | str, str]] = []
    if DIGITS.isdisjoint(text):
        return found, text
    for match in (CLOCK if language == "en" else DANISH_CLOCK).finditer(text):
        if language == "da":
            named = [(hour, "") for hour in re.findall(HOUR, match[1])]
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


Contexts = Mapping[Language, SentenceContext]


def say_same(danish: str, english: str, contexts: Contexts) -> bool:
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


def missing_numbers(
    ours: str, theirs: str, context: SentenceContext, other: SentenceContext
) -> list[str]:
    """The numbers that we write in digits and they write neither so nor in letters."""
    if DIGITS.isdisjoint(ours):
        return []
    english = ours if context.language == "en" else theirs
    timed = any(one.search(english) for one in (CLOCK, SPOKEN, O_CLOCK, *NAMED_HOURS))
    written = _digits(ours, context.language, timed=timed)
    counted = Counter(value for value, _ in written)
    found = _digits(theirs, other.language, timed=timed)
    missing = counted - Counter(value for value, _ in found)
    if timed and missing:  # the hours of a programme are written without more words
        bare = Counter(_half_day(value) for value, _ in found if not _is_hour(value))
        clock = Counter(_half_day(value) for value, _ in found if _is_hour(value))
        clock["0:00"] += sum(bool(one.search(theirs)) for one in NAMED_HOURS)
        for value in list(missing):
            at = _half_day(value)
            missing[value] -= (bare[at] + (0 if _is_hour(value) else clock[at])) if at else 0
        missing = +missing
    if not missing:
        return []
    tokens = tokenize(theirs, other.language)
    letters: Counter[float | str] = Counter(
        float(spelled[1])
        for place in range(len(tokens))
        if (spelled := other.lexicon.spelled_at(tokens, place))
    )
    ordinals = other.phrases.ordinals[other.language]
    letters.update(float(ordinals.index(one.word) + 1) for one in tokens if one.word in ordinals)
    letters[14.0] += theirs.count("fortnight")
    letters["1.5"] += theirs.count("halvanden") + theirs.count("halvandet")
    for said in AND_A_HALF.finditer(theirs):
        whole = other.lexicon.spelled.get((said[1].casefold(),), 0)
        letters[f"{whole}.5"] += 1
    for named, hours in NAMED_HOURS.items():
        letters.update(hours * len(named.findall(theirs)))
    for said in SPOKEN.finditer(theirs):
        hour = other.lexicon.spelled.get((said[2].casefold(),), 0)
        for half in (0, 12) if hour else ():
            minutes = 60 * (hour + half) + FROM_THE_HOUR[said[1].casefold()]
            letters[f"{minutes // 60:02}:{minutes % 60:02}"] += 1
    shown = dict(written)
    return [shown[value] for value, count in missing.items() if letters[value] < count]


def _is_hour(value: float | str) -> bool:
    """Whether a number is written as an hour, with `kl.` or `pm`, and not alone."""
    return isinstance(value, str) and ":" in value


def _half_day(value: float | str) -> str:
    """`15:30`, `15.30` and 15 as an hour of half a day: `3:30`, `3:00`; empty where it is none."""
    said = WHOLE_HOUR.fullmatch(f"{value:g}" if isinstance(value, float) else value)
    return f"{int(said[1]) % 12}:{said[2] or '00'}" if said else ""


def _digits(text: str, language: Language, *, timed: bool) -> list[tuple[float | str, str]]:
    """The numbers that a text writes in digits: their values, and their signs.

    `2.1` and `8.00` stay as written, for they may be versions and times. Where the English is
    `timed`, an hour is the same however it is written.
    """
    if DIGITS.isdisjoint(text):
        return []
    text = DATE.sub(lambda day: " ".join(filter(None, day.groups())), SAID.sub("", text))
    found, text = find_hours(text, language) if timed else ([], text)
    for match in NUMBER.finditer(text):
        signs = match[1]
        point = next((sign for sign in ".," if sign in signs), None)
        if point and not all(len(part) == len("000") for part in signs.split(point)[1:]):
            found.append((signs.replace(",", "."), match[0]))
        else:
            number = read_numeral(signs, language)
            found.append((number.value if number else signs, match[0]))
    return found
