"""Words bound to one value or to two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from barometer.data.notation import LATEST, Operator, Point
from barometer.faults.report import CellFault, Word
from barometer.sentences.claims import DIGITS, Amount, Claim, Turn, read_numeral
from barometer.sentences.table import (
    NO_WORDS,
    Relation,
    SentenceContext,
    Value,
    list_values,
    quote_words,
    replace_words,
)
from barometer.text import (
    HARD_SPACE,
    WRITTEN,
    Language,
    Text,
    count_decimals,
    format_number,
    format_points,
    in_both,
    other_language,
    round_number,
)

MOST_LISTED = 5
ALONE = ("V202", "V208", "V212")
"""Faults in which the words around the number are part of what is wrong."""


def check_single(claim: Claim, row: Value, context: SentenceContext) -> CellFault | None:
    """What is wrong with the words of a link to one value, None where nothing is."""
    said = claim.amounts[0] if claim.amounts else None
    found = next(_single_faults(claim, said, row, context), None)
    if found is None:
        return None
    alone = found.key in ALONE
    words: dict[str, Word] = {
        "words": claim.text,
        "value": row.words,
        "where": row.where,
        "proposal": context.proposals(
            *(("", None) if alone else (claim.text, said)), row, sign="%" in claim.text
        ),
    }
    return CellFault(found.key, {**words, **found.words})


def check_sum(claim: Claim, parts: Sequence[Value], context: SentenceContext) -> CellFault | None:
    """What is wrong with the words of a link to parts of one whole that are added up."""
    first, points = parts[0], {one.point for one in parts}
    alike = len({replace(one, category="") for one in points}) == 1
    if not (first.whole and alike) or len(points) < len(parts):
        return CellFault("V312", {"words": claim.text})
    total = float(sum(Decimal(round_number(one.value)) for one in parts))
    names = "+".join(one.point.category for one in parts)
    point = replace(first.point, category=names)
    return check_single(claim, replace(first, point=point, value=total, place=NO_WORDS), context)


def _single_faults(
    claim: Claim, said: Amount | None, row: Value, context: SentenceContext
) -> Iterator[CellFault]:
    if "negated" in claim.marks:
        yield CellFault("V208")
    if row.few and (claim.turns or any(one.digits is None or one.hedged for one in claim.amounts)):
        yield CellFault("V212", {"n": str(row.base)})
    if any(turn.time for turn in claim.turns) or (said and said.kind == "ratio"):
        yield CellFault("V207", {"example": quote_words(_compare_earlier(row, context))})
    yield from _check_extremes(claim, row, context)
    if said is None:
        if not any(turn.extreme for turn in claim.turns):
            yield CellFault("V201")
        return
    if len(claim.amounts) > 1:
        yield CellFault("V202")
    unit = find_wrong_unit(said, share=row.share)
    if unit:
        yield CellFault(f"V205/{unit}")
    language = context.language
    if _in_other_form(claim, said, row.value, language):
        right = replace_words(claim.text, said, row.write(language))
        yield CellFault("V204", {"right": quote_words(right), "language": WRITTEN[language]})
    if not said.holds(row.value):
        yield _wrong_number(said, row, context)
    for year in claim.years:
        if not row.when.start <= year <= row.when.end:
            yield CellFault("V206", {"year": str(year)})


def _wrong_number(said: Amount, row: Value, context: SentenceContext) -> CellFault:
    """A number that is not the value: perhaps all but it, or several parts of one whole."""
    if row.share and said.holds(100 - row.value):
        return CellFault("V203/rest")
    at = row.point
    rest = [
        one
        for one in context.table.by_indicator[at.indicator]
        if row.whole and replace(one.point, category=at.category) == at != one.point
    ]
    if parts := add_up(said, [row, *rest], [row]):
        return CellFault("V203/sum", {"target": "+".join(str(one.point) for one in parts)})
    return CellFault("V203")


def add_up(said: Amount, values: Sequence[Value], among: Sequence[Value] = ()) -> list[Value]:
    """Two or three parts of one whole, with those `among` them, that make an amount together."""
    for count in (2, 3):
        for parts in combinations(values, count):
            total = sum(Decimal(round_number(one.value)) for one in parts)
            if set(among) <= set(parts) and said.holds(float(total)):
                return list(parts)
    return []


def _check_extremes(claim: Claim, row: Value, context: SentenceContext) -> Iterator[CellFault]:
    """Words such as most often: the value must clearly stand apart from all its neighbours.

    These are the other parts of the same breakdown, or of a whole its other editions.
    """
    at, table = row.point, context.table
    neighbours = [
        one
        for one in table.by_indicator[at.indicator]
        if not one.leftover
        and one.point != at
        and (one.point.country, one.point.breakdown) == (at.country, at.breakdown)
        and (at.breakdown == "total" or one.point.edition == at.edition)
    ]
    highest = sorted(neighbours, key=lambda one: -one.value)[:MOST_LISTED]
    for turn in claim.turns:
        if turn.extreme and row.partial:
            yield CellFault("V210/partial", {"turn": claim.words(turn)})
        elif turn.extreme and not table.stand_apart([row], neighbours, up=turn.up):
            others = in_both(lambda la: list_values(highest, la))
            yield CellFault("V210", {"turn": claim.words(turn), "others": others})


def find_wrong_unit(said: Amount, *, share: bool) -> str:
    """The variant of the message where a unit does not fit a value, empty where it does."""
    if said.unit == "points":
        return "points"
    if not share and (said.unit == "percent" or said.kind == "share"):
        return "count"
    return ""


def _in_other_form(claim: Claim, said: Amount, value: float, language: Language) -> bool:
    """Whether the right number stands there, but not as this language writes it."""
    if said.digits is None or said.hedged:
        return False
    if not said.proper:
        return said.holds(value)
    digits = "".join(sign for sign in claim.words(said) if sign in {*DIGITS, ".", ","}).strip(".,")
    foreign = read_numeral(digits, other_language(language)) if digits else None
    return bool(foreign and foreign.value == value != said.exact)


def _compare_earlier(row: Value, context: SentenceContext) -> str:
    """The notation that compares a value with the one before it, or with some other."""
    series = context.table.by_series.get(replace(row.point, edition=LATEST), [])
    earlier = [one for one in series if one.when.end < row.when.end]
    last = max(earlier, key=lambda one: one.when.end, default=None)
    there = last.point if last else Point(row.point.indicator, edition="…")
    sign = "<" if last and last.value > row.value else ">"
    return f"value:{row.point}{sign}{there}"


@dataclass(frozen=True)
class ValuePair:
    """Two published values, the sign between them, and what words about them are held against."""

    first: Value
    operator: Operator
    second: Value
    context: SentenceContext

    @property
    def difference(self) -> float:
        """First less second, without the noise of binary fractions."""
        first, second = (Decimal(round_number(row.value)) for row in (self.first, self.second))
        return float(first - second)

    @property
    def rising(self) -> bool:
        """Whether the first value is the higher."""
        return self.difference > 0

    @property
    def over_time(self) -> bool:
        """Whether the two are different editions of one series."""
        one, other = self.first.point, self.second.point
        return one != other and replace(one, edition=other.edition) == other

    @property
    def relation(self) -> Relation:
        """How the two stand to each other."""
        return self.context.table.relate(self.first, self.second)

    @property
    def incomparable(self) -> Text | None:
        """Why the two must not be compared, as words inside a sentence; None where they may.

        Of two countries, words may say that nobody can tell, and nothing else.
        """
        found = self.relation
        reason = found.apart or (found.abroad if self.operator != "=" else None)
        return reason and in_both(lambda la: reason[la].rstrip("."))

    @property
    def size(self) -> Text:
        """The size of the difference: `4 procentpoint`, or a plain number between counts."""
        write = format_points if self.first.share else format_number
        return in_both(lambda la: write(abs(self.difference), la).replace(HARD_SPACE, " "))

    def target(self, operator: Operator, *, swapped: bool = False) -> str:
        """The notation of the same two values with another sign."""
        points = [str(one.point) for one in (self.first, self.second)]
        return f"value:{operator.join(reversed(points) if swapped else points)}"

    def true_link(self) -> str:
        """A link that says which is the higher, that it is not clear, or that nobody can tell."""
        phrases, language = self.context.phrases, self.context.language
        clarity = self.relation.clarity
        if clarity != "clear":
            forms = phrases.unclear if clarity == "unclear" else phrases.unknown
            return f"[{forms[language][0]}]({self.target('=')})"
        turns = (one for one in phrases.directions.values() if one.up == self.rising)
        form = next((one[language][0] for one in turns if not one.time), "…")
        return f"[{form}]({self.target('>' if self.rising else '<')})"

    def says_up(self, turn: Turn) -> bool:
        """Whether a word says that the first is the higher; over time the later one is meant."""
        later = self.first.when.end > self.second.when.end
        return turn.up if not turn.time or later else not turn.up

    def may_be_size(self, said: Amount, value: float) -> bool:
        """Whether an amount may stand for a difference, and is no finer than the two values."""
        digits = max(count_decimals(row.value) for row in (self.first, self.second))
        finer = said.digits is not None and said.digits > digits
        return said.bounds.hold(value) and (said.hedged or not finer)


def check_pair(claim: Claim, pair: ValuePair) -> CellFault | None:
    """What is wrong with the words of a link to two values, None where nothing is."""
    found = next(_pair_faults(claim, pair), None)
    if found is None:
        return None
    words: dict[str, Word] = {
        "words": claim.text,
        "first": pair.first.describe(),
        "second": pair.second.describe(),
        "right": quote_words(pair.true_link()),
        "size": pair.size,
    }
    return CellFault(found.key, {**words, **found.words})


def _pair_faults(claim: Claim, pair: ValuePair) -> Iterator[CellFault]:
    reason = pair.incomparable
    if reason:
        yield CellFault("V306", {"reason": reason})
    if "negated" in claim.marks and not claim.undecided:
        yield CellFault("V311")
    found = pair.relation
    if pair.operator == "=":
        if found.clarity == "clear":
            yield CellFault("V307")
        if "unclear" in claim.marks and found.clarity == "unknown":
            yield CellFault("V305/equal")
        if "unknown" in claim.marks and found.clarity == "unclear":
            yield CellFault("V307/known")
        if not (claim.undecided or claim.amounts):
            yield CellFault("V301/equal")
        yield from _check_numbers(claim, pair)
        return
    if found.clarity == "unknown":
        yield CellFault("V305")
    if found.clarity == "unclear":
        if found.publisher:
            yield CellFault("V304/published", {"source": found.publisher})
        yield CellFault("V304")
    check = _check_change if pair.operator == "-" else _check_direction
    yield from check(claim, pair)


def _check_change(claim: Claim, pair: ValuePair) -> Iterator[CellFault]:
    """What is wrong with the words of a link such as `value:a@4-a@3`, whose difference is clear."""
    if len(claim.amounts) != 1:
        yield CellFault("V308/many" if claim.amounts else "V308/none")
        return
    context, said = pair.context, claim.amounts[0]
    right = quote_words(replace_words(claim.text, said, pair.size[context.language]))
    if pair.first.share and said.unit == "percent":
        yield CellFault("V205/difference", {"right": right})
    if any(turn.time for turn in claim.turns) and not pair.over_time:
        yield CellFault("V310")
    ups = {pair.says_up(turn) for turn in claim.turns}
    if ups - {pair.rising}:
        yield CellFault("V308/sign")
    # without a word of direction the first value is the higher, or a minus says that it is not
    signed = not ups and (said.exact or 0) < 0
    if not ups and not signed and not pair.rising:
        falls = (one for one in context.phrases.directions.values() if one.time and not one.up)
        fallen = next((one[context.language][0] for one in falls), "…")
        swapped = quote_words(pair.target("-", swapped=True))
        yield CellFault("V308/order", {"fallen": fallen, "target": swapped})
    if not pair.may_be_size(said, pair.difference if signed else abs(pair.difference)):
        yield CellFault("V308", {"right": right})


def _check_direction(claim: Claim, pair: ValuePair) -> Iterator[CellFault]:
    """What is wrong with the words of a link such as `value:a@4>a@3`, whose difference is clear."""
    ups = {pair.says_up(turn) for turn in claim.turns}
    moved = any(turn.time for turn in claim.turns) and not pair.over_time
    if (pair.operator == ">") != pair.rising:
        # where the words already say what the data say, only the sign is wrong
        right = f"[{claim.text}]({pair.target('>' if pair.rising else '<')})"
        keep = ups == {pair.rising} and not moved
        yield CellFault("V303", {"right": quote_words(right)} if keep else {})
    if claim.undecided:
        yield CellFault("V307")
    if moved:
        yield CellFault("V310")
    ratios = [said for said in claim.amounts if said.kind == "ratio"]
    ups |= {(said.exact or 0) > 1 for said in ratios}
    if len(ups) != 1:
        yield CellFault("V301/both" if ups else "V301")
    elif ups != {pair.rising}:
        yield CellFault("V302")
    times = pair.first.value / pair.second.value if pair.second.value else 0.0
    if not all(said.bounds.hold(times) for said in ratios):
        yield CellFault("V309", {"times": in_both(lambda la: format_number(times, la, 1))})
    yield from _check_numbers(claim, pair)


def _check_numbers(claim: Claim, pair: ValuePair) -> Iterator[CellFault]:
    """Other numbers in the words must be one of the two values, or their difference in points.

    Where the words say that nothing differs, a number must stand for both values.
    """
    for said in claim.amounts:
        fits = [said.holds(row.value) for row in (pair.first, pair.second)]
        if said.unit == "points":
            right = pair.may_be_size(said, abs(pair.difference))
        elif find_wrong_unit(said, share=pair.first.share):
            right = False
        else:
            right = all(fits) if pair.operator == "=" else any(fits)
        if said.kind != "ratio" and not right:
            yield CellFault("V308/other", {"number": claim.words(said)})
