"""The text of a figure against the figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from barometer.faults.report import CellFault, Word
from barometer.sentences.claims import Amount, Claim, Turn, words_of
from barometer.sentences.table import SentenceContext, Value, age_of, quote_words, replace_words
from barometer.sentences.values import add_up
from barometer.text import LANGUAGES, Language, Text, format_number, in_both, join_list

FEW = 12
MOST_LISTED = 6
CLAUSE_ENDS = ",;:–"

ALL = 99.5
"""The smallest share in per cent that is written as 100."""

SHORTEST, SAME_STEM, SAME_COUNTRY = 4, 5, 3
"""Letters: of a word that is compared by its stem, of a stem, of the beginning of a country."""


@dataclass(frozen=True)
class FigureValue:
    """One value of a figure, with the words of its category and of its country."""

    row: Value
    label: Text
    country: Text

    def count_names(self, words: Sequence[str], language: Language) -> int:
        """How many of the words belong to the value's category or country.

        A label of short words alone, such as `A lot`, is known by the longest of them.
        """
        labels = words_of(self.label[language], language)
        longest = max(labels, key=len, default="")
        country = self.country[language].casefold()
        return sum(
            any(_same_stem(word, label) for label in labels)
            or (word == longest and len(longest) < SHORTEST)
            or _common_letters(word, country) >= SAME_COUNTRY
            for word in words
        )


def _same_stem(word: str, label: str) -> bool:
    """Whether two words share a stem: `kommunerne` and `kommuner`."""
    shortest = min(len(word), len(label))
    return shortest >= SHORTEST and _common_letters(word, label) >= min(SAME_STEM, shortest)


def _common_letters(word: str, other: str) -> int:
    """With how many of the same letters two words begin."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))


@dataclass(frozen=True)
class CaptionedFigure:
    """What a figure draws; `own` are the words for what is measured, which compare nothing."""

    values: tuple[FigureValue, ...]
    own: tuple[Text, ...] = ()

    @cached_property
    def series(self) -> list[list[FigureValue]]:
        """The values by country and category, each from its oldest to its newest edition."""
        found: dict[tuple[str, str], list[FigureValue]] = {}
        for one in self.values:
            found.setdefault((one.row.point.country, one.row.point.category), []).append(one)
        return [sorted(series, key=lambda one: age_of(one.row)) for series in found.values()]

    @cached_property
    def newest(self) -> list[FigureValue]:
        """The newest value of each series."""
        return [series[-1] for series in self.series]


def select_values(
    values: Sequence[FigureValue], segments: Sequence[str], language: Language
) -> list[FigureValue]:
    """The values that the first telling segment of a text names, all of them if none does."""
    for segment in segments:
        words = words_of(segment, language)
        counts = [one.count_names(words, language) for one in values]
        if any(counts):
            return [one for one, count in zip(values, counts, strict=True) if count == max(counts)]
    return list(values)


@dataclass(frozen=True)
class FigureText:
    """A text of a figure with everything needed to judge it."""

    claim: Claim
    figure: CaptionedFigure
    context: SentenceContext

    @cached_property
    def newest(self) -> list[FigureValue]:
        """The values that the text speaks of: those of the editions it names, else the newest."""
        text, years, language = self.claim.text.casefold(), self.claim.years, self.context.language
        named = [
            one
            for one in self.figure.values
            if one.row.when.title[language].casefold() in text
            or any(one.row.when.start <= year <= one.row.when.end for year in years)
        ]
        return named or self.figure.newest

    @cached_property
    def named(self) -> list[FigureValue]:
        """The values whose category or country the text names, in the order in which it does."""
        found: list[FigureValue] = []
        for word in words_of(self.claim.text, self.context.language):
            counts = [one.count_names([word], self.context.language) for one in self.newest]
            if 0 < sum(counts) < len(counts):
                found += [one for one, count in zip(self.newest, counts, strict=True) if count]
        return list(dict.fromkeys(found))

    def stand_apart(
        self, named: Sequence[FigureValue], among: Sequence[FigureValue], *, up: bool
    ) -> bool:
        """Whether the named values are clearly above (or below) all others among some."""
        rest = [one.row for one in among if one not in named]
        return self.context.table.stand_apart([one.row for one in named], rest, up=up)

    def fault(
        self, key: str, values: Sequence[FigureValue] = (), *, periods: bool = False, **more: Word
    ) -> CellFault:
        """A fault with the text and with values by their names: `Kommuner 80 procent og …`."""
        names = {la: [self._named(one, la, periods) for one in values] for la in LANGUAGES}
        rest = " …" if len(values) > MOST_LISTED else ""
        listed = {la: join_list(names[la][:MOST_LISTED], la) + rest for la in LANGUAGES}
        named = Text.model_construct(da=listed["da"], en=listed["en"])
        return CellFault(key, {"words": self.claim.text, "values": named, **more})

    def _named(self, one: FigureValue, language: Language, periods: bool) -> str:
        parts = [one.country[language], one.label[language]]
        parts.append(one.row.write(language))
        if periods:
            parts.append(f"({one.row.when.period[language]})")
        return " ".join(part for part in parts if part)


def check_caption(
    words: str, figure: CaptionedFigure, context: SentenceContext
) -> Iterator[CellFault]:
    """Everything in the text that the figure does not bear out."""
    text = FigureText(context.read_claim(words), figure, context)
    claim = text.claim
    if ("negated" in claim.marks and not claim.undecided) or _denies(text):
        yield text.fault("V407")
        return
    yield from _check_present(text)
    if "whole" in claim.marks and not (claim.amounts or claim.turns or claim.undecided):
        # `All innovate`, of which the figure shows a smaller share
        shares = [one.row.value for one in text.newest if one.row.share]
        if shares and max(shares) < ALL:
            yield text.fault("V402/values", text.newest, number=words.split()[0])
    for said in claim.amounts:
        yield from _check_amount(text, said)
    if claim.undecided:
        yield from _check_clarity(text)
    else:
        for turn in claim.turns:
            yield from _check_turn(text, turn)


def _denies(text: FigureText) -> bool:
    """Whether a text says a value of what did not happen: `83 per cent do not innovate`.

    What is measured may itself be that something was not done.
    """
    claim, language = text.claim, text.context.language
    if "negation" not in claim.marks or len(claim.amounts) != 1 or claim.turns:
        return False
    (said,) = claim.amounts
    denials = {*text.context.phrases.negations[language]}
    clause = re.split(f"[{CLAUSE_ENDS}]", claim.text[said.end :])[0]
    labels = [one.label for one in text.figure.values]
    measured = [one[language] for one in (*text.figure.own, *labels)]
    own = {word for one in measured for word in words_of(one, language)}
    after = {*words_of(clause, language)}
    return bool(denials & after) and not denials & own


def _check_present(text: FigureText) -> Iterator[CellFault]:
    """`Play a role`, of a survey to which there is a newer one."""
    language, shown = text.context.language, text.named or text.newest
    # the years in a comparison are those of what came before
    rows = [one.row for one in (text.figure.newest if text.claim.turns else shown)]
    verbs = text.context.phrases.present[language]
    main = re.split(", (?:hvor|where) ", text.claim.text)[0]  # how a country asks is as it is
    verb = next((one for one in words_of(main, language) if one in verbs), None)
    if verb and any(one.older for one in rows):
        periods = dict.fromkeys(one.when.period for one in sorted(rows, key=age_of))
        period = in_both(lambda la: join_list([one[la] for one in periods], la))
        yield text.fault("V409", verb=verb, period=period)


def _check_amount(text: FigureText, said: Amount) -> Iterator[CellFault]:
    number, every = text.claim.words(said), "every" in text.claim.marks
    if said.kind == "ratio" or said.unit == "points":
        yield text.fault("V403", number=number)
        return
    # how many categories, countries and editions the figure shows: `in all three sectors`
    points = [one.row.point for one in text.figure.values]
    rows = [(one.category, one.country, one.edition) for one in points]
    counts = {len(set(keys)) for keys in zip(*rows, strict=True)} - {1}
    if not said.unit and said.exact in counts:
        return
    near = _values_meant(text, said)
    of_share = said.unit == "percent" or said.kind == "share"
    fits = [one for one in near if said.holds(one.row.value) and (one.row.share or not of_share)]
    few = [one.row for one in fits if one.row.few]
    if few and (every or len(few) == len(fits)):
        yield text.fault("V408", number=number, n=str(max(row.base or 0 for row in few)))
    elif not fits or (every and len(fits) < len(near)):
        total = _total(text) if of_share else None
        if total is not None and said.holds(total):
            return
        if total is not None and len(text.claim.amounts) == 1:
            yield text.fault("V402/sum", text.named, number=number, total=f"{total:g}")
            return
        if (
            len(near) == 1
            and of_share
            and near[0].row.share
            and said.holds(100 - near[0].row.value)
        ):
            yield text.fault("V402/rest", near, number=number)
            return
        whole = [one.row for one in text.newest if one.row.whole]
        if of_share and (parts := add_up(said, whole)):
            named = [one for one in text.newest if one.row in parts]
            yield text.fault("V402/parts", named, number=number)
            return
        key = _mismatch(text, said, some=bool(fits))
        proposal = _propose(text, said, near)
        if proposal is None and key in ("V402", "V402/older"):
            key = "V402/values"  # those two say what to write instead
        yield text.fault(key, near, number=number, proposal=quote_words(proposal or "…"))


def _total(text: FigureText) -> float | None:
    """What the parts of one whole that a text names make together; None for fewer than two."""
    wholes = {(one.row.point.country, one.row.point.edition) for one in text.newest}
    if len(text.named) < 2 or len(wholes) > 1 or not text.named[0].row.whole:
        return None
    return sum(one.row.value for one in text.named)


def _mismatch(text: FigureText, said: Amount, *, some: bool) -> str:
    """The message that fits: not of all, of an older edition, so many of nothing, or not there."""
    if some and "every" in text.claim.marks:
        return "V402/every"
    if said.kind != "number":
        return "V402"
    older = [one for one in text.figure.values if one not in text.newest]
    if not text.claim.years and any(said.holds(one.row.value) for one in older):
        return "V402/older"
    return "V402/bare" if (said.exact or 0) <= FEW and not said.unit else "V402"


def _propose(text: FigureText, said: Amount, near: Sequence[FigureValue]) -> str | None:
    """The text with the value that it speaks of in the place of the wrong number.

    None where the text may mean one of several, or where the words around it would not fit.
    """
    if len(near) != 1 or near[0].row.few:
        return None
    row, context = near[0].row, text.context
    if said.kind == "share":
        words = context.nearest_phrase(row) or ""
        if len(words.split()) != len(text.claim.words(said).split()):
            return None
    elif said.unit == "percent":
        words = row.write(context.language)
    else:
        words = format_number(row.value, context.language)
    return replace_words(text.claim.text, said, words)


def _values_meant(text: FigureText, said: Amount) -> list[FigureValue]:
    """The values that a number may mean, by the labels that stand in its clause.

    A comma inside a number ends no clause. Where the clause has several numbers, the labels
    between a number and the next, or the one before it, are its own.
    """
    words, language, newest = text.claim.text, text.context.language, text.newest
    stops = [
        at
        for at, sign in enumerate(words)
        if sign in CLAUSE_ENDS and not words[at + 1 : at + 2].isdecimal()
    ]
    start = max((at + 1 for at in stops if at < said.start), default=0)
    end = min((at for at in stops if at >= said.end), default=len(words))
    beside = [one for one in text.claim.amounts if start <= one.start < end and one is not said]
    if not beside:
        return select_values(newest, [words[start:end], words], language)
    after = min((one.start for one in beside if one.start > said.start), default=end)
    before = max((one.end for one in beside if one.end < said.end), default=start)
    following = select_values(newest, [words[said.end : after]], language)
    leading = select_values(newest, [words[before : said.start]], language)
    if len(leading) == len(newest):
        return following
    return following + [one for one in leading if one not in following]


def _check_turn(text: FigureText, turn: Turn) -> Iterator[CellFault]:
    """What is wrong with one word of direction or of rank."""
    several = len(text.newest) > 1
    if turn.extreme:
        partial = several and text.newest[0].row.partial
        key = "V405/partial" if partial else "" if _extreme_holds(text, turn) else "V405"
    else:
        key = "V404" if _compares(text, turn) and not _direction_holds(text, turn) else ""
    if key:
        over_time = turn.time or not several
        values = text.figure.values if over_time else text.newest
        yield text.fault(key, values, periods=over_time, turn=text.claim.words(turn))


def _check_clarity(text: FigureText) -> Iterator[CellFault]:
    """What is wrong with the claim that nothing clearly differs, or that nobody can tell.

    The first is wrong of a pair that differs, and of one of which nobody can tell; the second is
    wrong where it can be determined for every pair.
    """
    shown = text.named or text.newest
    relate = text.context.table.relate
    pairs = [
        (found.clarity, [one, other])
        for one, other in combinations(text.figure.values if len(shown) == 1 else shown, 2)
        if not (found := relate(one.row, other.row)).apart
    ]
    wrong = [values for clarity, values in pairs if clarity == "clear"]
    unknown = [values for clarity, values in pairs if clarity == "unknown"]
    if "unknown" in text.claim.marks:
        if pairs and not unknown:
            yield text.fault("V406/known", pairs[0][1])
    elif not text.claim.amounts and (wrong or unknown):
        yield text.fault("V406" if wrong else "V406/unknown", (wrong or unknown)[0])


def _compares(text: FigureText, turn: Turn) -> bool:
    """Whether a word of direction compares here, and is not part of what is measured."""
    claim, language = text.claim, text.context.language
    compared = text.context.phrases.compared
    after = words_of(claim.text[turn.end :], language)
    if turn.time:
        return not claim.amounts or (bool(after) and after[0] in compared.moved[language])
    if any(word in compared.than[language] for word in after):
        return True
    own = {word for one in text.figure.own for word in words_of(one[language], language)}
    return not claim.amounts and not own.issuperset(words_of(claim.words(turn), language))


def _direction_holds(text: FigureText, turn: Turn) -> bool:
    named, differ = text.named, text.context.table.clearly_differ
    if turn.time or len(text.newest) == 1:
        return _moved(text, turn)
    if len(named) > 1:
        return differ(named[0].row, named[1].row, up=turn.up)
    if named:
        return text.stand_apart(named, text.newest, up=turn.up)
    return any(differ(one.row, other.row) for one, other in combinations(text.newest, 2))


def _moved(text: FigureText, turn: Turn) -> bool:
    """Whether a series that the text names went that way since its first comparable edition."""
    points = [one.row.point for one in text.named or text.newest]
    keys = {(one.country, one.category) for one in points}
    table = text.context.table
    for *earlier, newest in text.figure.series:
        if (newest.row.point.country, newest.row.point.category) in keys:
            comparable = (one for one in earlier if not table.relate(newest.row, one.row).apart)
            first = next(comparable, None)
            if first and table.clearly_differ(newest.row, first.row, up=turn.up):
                return True
    return False


def _extreme_holds(text: FigureText, turn: Turn) -> bool:
    """Whether what the text names, or else the outermost value, clearly stands apart."""
    if len(text.newest) == 1:
        return text.stand_apart(text.newest, text.figure.values, up=turn.up)
    outermost = (max if turn.up else min)(text.newest, key=lambda one: one.row.value)
    return text.stand_apart(text.named or [outermost], text.newest, up=turn.up)
