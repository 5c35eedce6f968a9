"""Words that are bound to two values: their direction, how clear it is, and how large."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from barometer.data.model import Observation
from barometer.data.told import Told
from barometer.faults import Word
from barometer.language import rounded
from barometer.sentences.amounts import decimals
from barometer.sentences.claim import Claim, Said, Turn
from barometer.sentences.notation import Operator
from barometer.sentences.single import wrong_unit
from barometer.sentences.verdict import incomparable, point_of, verdict
from barometer.sentences.wording import Speech, both, points_in_words, replaced, same
from barometer.text import LANGUAGES, Text

Words = dict[str, Word]


@dataclass(frozen=True)
class Pair:
    """Two published values and the sign between them."""

    first: Observation
    operator: Operator
    second: Observation

    @property
    def difference(self) -> float:
        """First less second, without the noise of binary fractions."""
        exact = [Decimal(rounded(row.value)) for row in (self.first, self.second)]
        return float(exact[0] - exact[1])

    @property
    def over_time(self) -> bool:
        """Whether the two are different editions of one series."""
        one, other = point_of(self.first), point_of(self.second)
        return one != other and replace(one, edition=other.edition) == other

    def target(self, operator: Operator, *, swapped: bool = False) -> str:
        """The notation of the same two values with another sign."""
        points = [str(point_of(row)) for row in (self.first, self.second)]
        return f"value:{operator.join(reversed(points) if swapped else points)}"


def check_pair(claim: Claim, pair: Pair, speech: Speech) -> Told | None:
    """What is wrong with the words of a link to two values, None where nothing is."""
    return next(_faults(claim, pair, speech), None)


def _faults(claim: Claim, pair: Pair, speech: Speech) -> Iterator[Told]:
    words: Words = {
        "words": claim.text,
        "first": speech.told(pair.first),
        "second": speech.told(pair.second),
        "unclear": same(_unclear_link(pair, speech)),
    }
    reason = incomparable(pair.first, pair.second, speech.dataset)
    if reason:
        reason = Text(da=reason.da.rstrip("."), en=reason.en.rstrip("."))
        yield Told("V306", {**words, "reason": reason})
    if claim.negated and not claim.unclear:
        yield Told("V311", words)
    if pair.operator == "=":
        yield from _no_difference(claim, pair, speech, words)
    elif pair.operator == "-":
        yield from _change(claim, pair, speech, words)
    else:
        yield from _direction(claim, pair, speech, words)


def _no_difference(claim: Claim, pair: Pair, speech: Speech, words: Words) -> Iterator[Told]:
    clarity = verdict(pair.first, pair.second, speech.dataset).clarity
    if clarity == "clear":
        yield Told("V307", {**words, "right": same(clear_link(pair, speech))})
    if not claim.unclear and not claim.amounts:
        yield Told("V301/equal", words)
    yield from _numbers(claim, pair, speech, words, both_fit=True)


def _direction(claim: Claim, pair: Pair, speech: Speech, words: Words) -> Iterator[Told]:
    clarity = verdict(pair.first, pair.second, speech.dataset).clarity
    if clarity == "unclear":
        yield Told("V304", words)
    if clarity == "unknown":
        yield Told("V305", words)
    if (pair.operator == ">") != (pair.difference > 0):
        yield Told("V303", {**words, "right": same(_turned(claim, pair, speech))})
    if claim.unclear:
        yield Told("V307", {**words, "right": same(clear_link(pair, speech))})
    if any(turn.time for turn in claim.turns) and not pair.over_time:
        yield Told("V310", words)
    ups = {_up(turn, pair, speech) for turn in claim.turns}
    ups |= {(said.amount.exact or 0) > 1 for said in claim.amounts if said.amount.kind == "ratio"}
    if len(ups) != 1:
        yield Told(
            "V301/both" if ups else "V301", {**words, "right": same(clear_link(pair, speech))}
        )
    elif ups != {pair.operator == ">"}:
        yield Told("V302", {**words, "right": same(clear_link(pair, speech))})
    yield from _ratio(claim, pair, words)
    yield from _numbers(claim, pair, speech, words)


def _turned(claim: Claim, pair: Pair, speech: Speech) -> str:
    """The link with the right sign; the words stay where they already say what the data say."""
    ups = {_up(turn, pair, speech) for turn in claim.turns}
    if ups != {pair.difference > 0}:
        return clear_link(pair, speech)
    return f"[{claim.text}]({pair.target('>' if pair.difference > 0 else '<')})"


def _up(turn: Turn, pair: Pair, speech: Speech) -> bool:
    """Whether a word says that the first value is the higher; over time the later one is meant."""
    editions = speech.dataset.editions
    first, second = (editions[row.edition].end for row in (pair.first, pair.second))
    return turn.up if not turn.time or first > second else not turn.up


def _change(claim: Claim, pair: Pair, speech: Speech, words: Words) -> Iterator[Told]:
    share = speech.share(pair.first)
    size = both(points_in_words(pair.difference, la, share=share) for la in LANGUAGES)
    said = claim.amounts[0] if claim.amounts else None
    right = replaced(claim.text, said, size[speech.language])
    words = {**words, "size": size, "right": same(right)}
    clarity = verdict(pair.first, pair.second, speech.dataset).clarity
    if clarity != "clear":
        yield Told("V304" if clarity == "unclear" else "V305", words)
    if len(claim.amounts) != 1 or said is None:
        yield Told("V308/none" if not claim.amounts else "V308/many", words)
        return
    if share and said.amount.unit == "percent":
        yield Told("V205/difference", words)
    if any(turn.time for turn in claim.turns) and not pair.over_time:
        yield Told("V310", words)
    ups = {_up(turn, pair, speech) for turn in claim.turns}
    rising = pair.difference > 0
    if ups - {rising}:
        yield Told("V308/sign", words)
    wanted = pair.difference if not ups and (said.amount.exact or 0) < 0 else abs(pair.difference)
    if not ups and wanted >= 0 and not rising:
        yield Told("V308/order", {**words, **_swapped(pair, speech)})
    if not _holds(said, wanted, pair):
        yield Told("V308", words)


def _swapped(pair: Pair, speech: Speech) -> Words:
    """The two ways to say a fall: a word for it, or the two values the other way round."""
    directions = speech.phrases.directions.values()
    fallen = next((one[speech.language][0] for one in directions if one.time and not one.up), "…")
    return {"fallen": fallen, "target": same(pair.target("-", swapped=True))}


def _holds(said: Said, value: float, pair: Pair) -> bool:
    digits = max(decimals(row.value) for row in (pair.first, pair.second))
    finer = said.amount.digits is not None and said.amount.digits > digits
    return said.amount.bounds.hold(value) and not (finer and not said.amount.hedged)


def _ratio(claim: Claim, pair: Pair, words: Words) -> Iterator[Told]:
    for said in claim.amounts:
        if said.amount.kind == "ratio":
            low = pair.second.value
            times = pair.first.value / low if low else float("inf")
            if not said.amount.bounds.hold(times):
                shown = both(_times(times, la == "da") for la in LANGUAGES)
                yield Told("V309", {**words, "times": shown})


def _times(times: float, danish: bool) -> str:
    written = f"{times:.1f}"
    return written.replace(".", ",") if danish else written


def _numbers(
    claim: Claim,
    pair: Pair,
    speech: Speech,
    words: Words,
    *,
    both_fit: bool = False,
) -> Iterator[Told]:
    """Other numbers in the words must be one of the two values, or their difference in points."""
    share = speech.share(pair.first)
    for said in claim.amounts:
        if said.amount.kind == "ratio":
            continue
        if said.amount.unit == "points":
            fits = _holds(said, abs(pair.difference), pair)
        else:
            found = [said.amount.holds(row.value) for row in (pair.first, pair.second)]
            fits = not wrong_unit(said, share=share) and (all(found) if both_fit else any(found))
        if not fits:
            number = claim.text[said.start : said.end]
            size = both(points_in_words(pair.difference, la, share=share) for la in LANGUAGES)
            yield Told("V308/other", {**words, "number": number, "size": size})


def _unclear_link(pair: Pair, speech: Speech) -> str:
    form = speech.phrases.unclear[speech.language][0]
    return f"[{form}]({pair.target('=')})"


def clear_link(pair: Pair, speech: Speech) -> str:
    """A link that says which of the two values is the higher, or that it is not clear."""
    if verdict(pair.first, pair.second, speech.dataset).clarity != "clear":
        return _unclear_link(pair, speech)
    rising = pair.difference > 0
    directions = speech.phrases.directions.values()
    form = next(
        (one[speech.language][0] for one in directions if one.up == rising and not one.time), "…"
    )
    return f"[{form}]({pair.target('>' if rising else '<')})"
