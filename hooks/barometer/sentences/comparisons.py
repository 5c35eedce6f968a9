"""Words bound to two values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from barometer.data.breaks import Verdict, incomparable, verdict
from barometer.data.model import Observation
from barometer.data.notation import Operator, point_of
from barometer.faults.report import CellFault, Word
from barometer.sentences.claims import Claim, ClaimedAmount, ClaimedTurn, count_decimals
from barometer.sentences.lookup import SentenceContext, in_both, quote_words, replace_words
from barometer.sentences.values import find_wrong_unit
from barometer.text import HARD_SPACE, Text, format_number, format_points, round_number


@dataclass(frozen=True)
class ValuePair:
    """Two published values, the sign between them, and what words about them are held against."""

    first: Observation
    operator: Operator
    second: Observation
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
        one, other = point_of(self.first), point_of(self.second)
        return one != other and replace(one, edition=other.edition) == other

    @property
    def verdict(self) -> Verdict:
        """Whether the two clearly differ."""
        return verdict(self.first, self.second, self.context.dataset)

    @property
    def incomparable(self) -> Text | None:
        """Why the two must not be compared, as words inside a sentence; None where they may."""
        reason = incomparable(self.first, self.second, self.context.dataset)
        return reason and in_both(lambda la: reason[la].rstrip("."))

    @property
    def size(self) -> Text:
        """The size of the difference: `4 procentpoint`, or a plain number between counts."""
        write = format_points if self.context.is_share(self.first) else format_number
        return in_both(lambda la: write(abs(self.difference), la).replace(HARD_SPACE, " "))

    def target(self, operator: Operator, *, swapped: bool = False) -> str:
        """The notation of the same two values with another sign."""
        points = [str(point_of(row)) for row in (self.first, self.second)]
        return f"value:{operator.join(reversed(points) if swapped else points)}"

    def true_link(self) -> str:
        """A link that says which is the higher, that it is not clear, or that nobody can tell."""
        phrases, language = self.context.phrases, self.context.language
        clarity = self.verdict.clarity
        if clarity != "clear":
            forms = phrases.unclear if clarity == "unclear" else phrases.unknown
            return f"[{forms[language][0]}]({self.target('=')})"
        turns = (one for one in phrases.directions.values() if one.up == self.rising)
        form = next((one[language][0] for one in turns if not one.time), "…")
        return f"[{form}]({self.target('>' if self.rising else '<')})"

    def says_up(self, turn: ClaimedTurn) -> bool:
        """Whether a word says that the first is the higher; over time the later one is meant."""
        editions = self.context.dataset.editions
        later = editions[self.first.edition].end > editions[self.second.edition].end
        return turn.up if not turn.time or later else not turn.up

    def may_be_size(self, said: ClaimedAmount, value: float) -> bool:
        """Whether an amount may stand for a difference, and is no finer than the two values."""
        digits = max(count_decimals(row.value) for row in (self.first, self.second))
        finer = said.amount.digits is not None and said.amount.digits > digits
        return said.amount.bounds.hold(value) and (said.amount.hedged or not finer)


def check_pair(claim: Claim, pair: ValuePair) -> CellFault | None:
    """What is wrong with the words of a link to two values, None where nothing is."""
    found = next(_faults(claim, pair), None)
    if found is None:
        return None
    words: dict[str, Word] = {
        "words": claim.text,
        "first": pair.context.describe(pair.first),
        "second": pair.context.describe(pair.second),
        "right": quote_words(pair.true_link()),
        "size": pair.size,
    }
    return CellFault(found.key, {**words, **found.words})


def _faults(claim: Claim, pair: ValuePair) -> Iterator[CellFault]:
    reason = pair.incomparable
    if reason:
        yield CellFault("V306", {"reason": reason})
    if "negated" in claim.marks and not claim.undecided:
        yield CellFault("V311")
    found = pair.verdict
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
        published = pair.context.dataset.sources.get(found.source)
        if published:
            yield CellFault("V304/published", {"source": published.publisher})
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
    if context.is_share(pair.first) and said.amount.unit == "percent":
        yield CellFault("V205/difference", {"right": right})
    if any(turn.time for turn in claim.turns) and not pair.over_time:
        yield CellFault("V310")
    ups = {pair.says_up(turn) for turn in claim.turns}
    if ups - {pair.rising}:
        yield CellFault("V308/sign")
    # without a word of direction the first value is the higher, or a minus says that it is not
    signed = not ups and (said.amount.exact or 0) < 0
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
    ratios = [said.amount for said in claim.amounts if said.amount.kind == "ratio"]
    ups |= {(amount.exact or 0) > 1 for amount in ratios}
    if len(ups) != 1:
        yield CellFault("V301/both" if ups else "V301")
    elif ups != {pair.rising}:
        yield CellFault("V302")
    times = pair.first.value / pair.second.value if pair.second.value else 0.0
    if not all(amount.bounds.hold(times) for amount in ratios):
        yield CellFault("V309", {"times": in_both(lambda la: format_number(times, la, 1))})
    yield from _check_numbers(claim, pair)


def _check_numbers(claim: Claim, pair: ValuePair) -> Iterator[CellFault]:
    """Other numbers in the words must be one of the two values, or their difference in points.

    Where the words say that nothing differs, a number must stand for both values.
    """
    for said in claim.amounts:
        fits = [said.amount.holds(row.value) for row in (pair.first, pair.second)]
        if said.amount.unit == "points":
            right = pair.may_be_size(said, abs(pair.difference))
        elif find_wrong_unit(said, share=pair.context.is_share(pair.first)):
            right = False
        else:
            right = all(fits) if pair.operator == "=" else any(fits)
        if said.amount.kind != "ratio" and not right:
            yield CellFault("V308/other", {"number": claim.words(said)})
