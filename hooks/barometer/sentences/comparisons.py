"""Words bound to two values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from barometer.data.breaks import Clarity, incomparable, verdict
from barometer.data.model import Observation
from barometer.data.notation import Operator, point_of
from barometer.faults.report import CellFault, Word
from barometer.sentences.claims import Claim, ClaimedAmount, ClaimedDirection, decimals
from barometer.sentences.lookup import Wording, both, points_in_words, quote_words, replaced, within
from barometer.sentences.values import wrong_unit
from barometer.text import LANGUAGES, Text, format_number, round_number


@dataclass(frozen=True)
class Pair:
    """Two published values and the sign between them."""

    first: Observation
    operator: Operator
    second: Observation

    @property
    def difference(self) -> float:
        """First less second, without the noise of binary fractions."""
        exact = [Decimal(round_number(row.value)) for row in (self.first, self.second)]
        return float(exact[0] - exact[1])

    @property
    def rising(self) -> bool:
        """Whether the first value is the higher."""
        return self.difference > 0

    @property
    def over_time(self) -> bool:
        """Whether the two are different editions of one series."""
        one, other = point_of(self.first), point_of(self.second)
        return one != other and replace(one, edition=other.edition) == other

    def target(self, operator: Operator, *, swapped: bool = False) -> str:
        """The notation of the same two values with another sign."""
        points = [str(point_of(row)) for row in (self.first, self.second)]
        return f"value:{operator.join(reversed(points) if swapped else points)}"

    def clarity(self, speech: Wording) -> Clarity:
        """Whether the two clearly differ."""
        return verdict(self.first, self.second, speech.dataset).clarity


@dataclass(frozen=True)
class PairCheck:
    """The words of a link to two values, and the two values."""

    claim: Claim
    pair: Pair
    speech: Wording

    @property
    def ups(self) -> frozenset[bool]:
        """What the words of direction say: that the first is the higher, the lower, or both."""
        return frozenset(self.up(turn) for turn in self.claim.turns)

    @property
    def size(self) -> Text:
        """The size of the difference: `4 procentpoint`."""
        share = self.speech.share(self.pair.first)
        return both(points_in_words(self.pair.difference, la, share=share) for la in LANGUAGES)

    def up(self, turn: ClaimedDirection) -> bool:
        """Whether a word says that the first is the higher; over time the later one is meant."""
        editions = self.speech.dataset.editions
        first, second = (editions[row.edition].end for row in (self.pair.first, self.pair.second))
        return turn.up if not turn.time or first > second else not turn.up

    def holds(self, said: ClaimedAmount, value: float) -> bool:
        """Whether an amount may stand for a difference, and is no finer than the two values."""
        digits = max(decimals(row.value) for row in (self.pair.first, self.pair.second))
        finer = said.amount.digits is not None and said.amount.digits > digits
        return said.amount.bounds.hold(value) and (said.amount.hedged or not finer)

    def told(self, key: str, **more: Word) -> CellFault:
        """A fault with what every message about two values says."""
        words: dict[str, Word] = {
            "words": self.claim.text,
            "first": self.speech.told(self.pair.first),
            "second": self.speech.told(self.pair.second),
            "right": quote_words(clear_link(self.pair, self.speech)),
        }
        return CellFault(key, {**words, **more})


def check_change(case: PairCheck) -> Iterator[CellFault]:
    """What is wrong with the words of a link such as `value:a@4-a@3`, whose difference is clear."""
    amounts = case.claim.amounts
    if len(amounts) != 1:
        yield case.told("V308/many" if amounts else "V308/none", size=case.size)
        return
    said = amounts[0]
    right = quote_words(replaced(case.claim.text, said, case.size[case.speech.language]))
    if case.speech.share(case.pair.first) and said.amount.unit == "percent":
        yield case.told("V205/difference", size=case.size, right=right)
    if any(turn.time for turn in case.claim.turns) and not case.pair.over_time:
        yield case.told("V310")
    if case.ups - {case.pair.rising}:
        yield case.told("V308/sign", size=case.size)
    yield from _size(case, said, right)


def _size(case: PairCheck, said: ClaimedAmount, right: Text) -> Iterator[CellFault]:
    """Without a word of direction the first value is the higher, or a minus says that it is not."""
    signed = not case.ups and (said.amount.exact or 0) < 0
    if not case.ups and not signed and not case.pair.rising:
        swapped = quote_words(case.pair.target("-", swapped=True))
        yield case.told("V308/order", fallen=_fallen(case), target=swapped)
    difference = case.pair.difference
    if not case.holds(said, difference if signed else abs(difference)):
        yield case.told("V308", size=case.size, right=right)


def _fallen(case: PairCheck) -> str:
    """The page's first word for a fall."""
    speech = case.speech
    falls = (one for one in speech.phrases.directions.values() if one.time and not one.up)
    return next((one[speech.language][0] for one in falls), "…")


DIRECTIONS = (">", "<")


def check_pair(claim: Claim, pair: Pair, speech: Wording) -> CellFault | None:
    """What is wrong with the words of a link to two values, None where nothing is."""
    return next(_faults(PairCheck(claim, pair, speech)), None)


def _faults(case: PairCheck) -> Iterator[CellFault]:
    claim, pair = case.claim, case.pair
    reason = incomparable(pair.first, pair.second, case.speech.dataset)
    if reason:
        yield case.told("V306", reason=within(reason))
    if claim.negated and not claim.undecided:
        yield case.told("V311")
    if pair.operator == "=":
        yield from _no_difference(case)
        return
    yield from _unclear(case)
    yield from _direction(case) if pair.operator in DIRECTIONS else check_change(case)


def _no_difference(case: PairCheck) -> Iterator[CellFault]:
    claim, clarity = case.claim, case.pair.clarity(case.speech)
    if clarity == "clear":
        yield case.told("V307")
    if claim.unclear and clarity == "unknown":
        yield case.told("V305/equal")
    if claim.unknown and clarity == "unclear":
        yield case.told("V307/known")
    if not (claim.undecided or claim.amounts):
        yield case.told("V301/equal")
    yield from _numbers(case)


def _unclear(case: PairCheck) -> Iterator[CellFault]:
    """A difference that nobody may claim: not clear, published as not significant, or unknown."""
    found = verdict(case.pair.first, case.pair.second, case.speech.dataset)
    if found.clarity == "unknown":
        yield case.told("V305")
    if found.clarity == "unclear":
        published = case.speech.dataset.sources.get(found.source)
        if published:
            yield case.told("V304/published", source=published.publisher)
        else:
            yield case.told("V304")


def _direction(case: PairCheck) -> Iterator[CellFault]:
    claim, pair = case.claim, case.pair
    if (pair.operator == ">") != pair.rising:
        yield case.told("V303", **_turned(case))
    if claim.undecided:
        yield case.told("V307")
    if any(turn.time for turn in claim.turns) and not pair.over_time:
        yield case.told("V310")
    ratios = [said for said in claim.amounts if said.amount.kind == "ratio"]
    ups = case.ups | {(said.amount.exact or 0) > 1 for said in ratios}
    if len(ups) != 1:
        yield case.told("V301/both" if ups else "V301")
    elif ups != {pair.rising}:
        yield case.told("V302")
    yield from _ratios(case, ratios)
    yield from _numbers(case)


def _turned(case: PairCheck) -> dict[str, Text]:
    """The link with the right sign; the words stay where they already say what the data say."""
    rising = case.pair.rising
    moved = any(turn.time for turn in case.claim.turns) and not case.pair.over_time
    if case.ups != {rising} or moved:
        return {}
    return {
        "right": quote_words(f"[{case.claim.text}]({case.pair.target('>' if rising else '<')})")
    }


def _ratios(case: PairCheck, ratios: list[ClaimedAmount]) -> Iterator[CellFault]:
    low = case.pair.second.value
    times = case.pair.first.value / low if low else 0.0
    for said in ratios:
        if not said.amount.bounds.hold(times):
            yield case.told("V309", times=both(format_number(times, la, 1) for la in LANGUAGES))


def _numbers(case: PairCheck) -> Iterator[CellFault]:
    """Other numbers in the words must be one of the two values, or their difference in points.

    Where the words say that nothing differs, a number must stand for both values.
    """
    for said in case.claim.amounts:
        if said.amount.kind != "ratio" and not _fits(case, said):
            found = case.claim.text[said.start : said.end]
            yield case.told("V308/other", number=found, size=case.size)


def _fits(case: PairCheck, said: ClaimedAmount) -> bool:
    if said.amount.unit == "points":
        return case.holds(said, abs(case.pair.difference))
    if wrong_unit(said, share=case.speech.share(case.pair.first)):
        return False
    found = [said.amount.holds(row.value) for row in (case.pair.first, case.pair.second)]
    return all(found) if case.pair.operator == "=" else any(found)


def clear_link(pair: Pair, speech: Wording) -> str:
    """A link that says which is the higher, that it is not clear, or that nobody can tell."""
    clarity, language = pair.clarity(speech), speech.language
    if clarity != "clear":
        forms = speech.phrases.unclear if clarity == "unclear" else speech.phrases.unknown
        return f"[{forms[language][0]}]({pair.target('=')})"
    directions = speech.phrases.directions.values()
    form = next(
        (one[language][0] for one in directions if one.up == pair.rising and not one.time),
        "…",
    )
    return f"[{form}]({pair.target('>' if pair.rising else '<')})"
