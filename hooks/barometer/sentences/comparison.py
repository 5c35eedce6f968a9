"""Words bound to two values: their direction, how clear it is, and the numbers beside it."""

from collections.abc import Iterator

from barometer.data.intervals import verdict
from barometer.data.told import Told
from barometer.language import number
from barometer.sentences.change import check_change
from barometer.sentences.claim import Claim, Said
from barometer.sentences.pair import Case, Pair
from barometer.sentences.single import wrong_unit
from barometer.sentences.verdict import incomparable
from barometer.sentences.wording import Speech, both, same, within
from barometer.text import LANGUAGES, Text

DIRECTIONS = (">", "<")


def check_pair(claim: Claim, pair: Pair, speech: Speech) -> Told | None:
    """What is wrong with the words of a link to two values, None where nothing is."""
    return next(_faults(Case(claim, pair, speech)), None)


def _faults(case: Case) -> Iterator[Told]:
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


def _no_difference(case: Case) -> Iterator[Told]:
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


def _unclear(case: Case) -> Iterator[Told]:
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


def _direction(case: Case) -> Iterator[Told]:
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


def _turned(case: Case) -> dict[str, Text]:
    """The link with the right sign; the words stay where they already say what the data say."""
    rising = case.pair.rising
    moved = any(turn.time for turn in case.claim.turns) and not case.pair.over_time
    if case.ups != {rising} or moved:
        return {}
    return {"right": same(f"[{case.claim.text}]({case.pair.target('>' if rising else '<')})")}


def _ratios(case: Case, ratios: list[Said]) -> Iterator[Told]:
    low = case.pair.second.value
    times = case.pair.first.value / low if low else 0.0
    for said in ratios:
        if not said.amount.bounds.hold(times):
            yield case.told("V309", times=both(number(times, la, 1) for la in LANGUAGES))


def _numbers(case: Case) -> Iterator[Told]:
    """Other numbers in the words must be one of the two values, or their difference in points.

    Where the words say that nothing differs, a number must stand for both values.
    """
    for said in case.claim.amounts:
        if said.amount.kind != "ratio" and not _fits(case, said):
            found = case.claim.text[said.start : said.end]
            yield case.told("V308/other", number=found, size=case.size)


def _fits(case: Case, said: Said) -> bool:
    if said.amount.unit == "points":
        return case.holds(said, abs(case.pair.difference))
    if wrong_unit(said, share=case.speech.share(case.pair.first)):
        return False
    found = [said.amount.holds(row.value) for row in (case.pair.first, case.pair.second)]
    return all(found) if case.pair.operator == "=" else any(found)
