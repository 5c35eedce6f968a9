"""Words bound to the difference of two values: how large it is, and which way it goes."""

from collections.abc import Iterator

from barometer.data.told import Told
from barometer.sentences.claim import Said
from barometer.sentences.pair import Case
from barometer.sentences.wording import replaced, same
from barometer.text import Text


def check_change(case: Case) -> Iterator[Told]:
    """What is wrong with the words of a link such as `value:a@4-a@3`, whose difference is clear."""
    amounts = case.claim.amounts
    if len(amounts) != 1:
        yield case.told("V308/many" if amounts else "V308/none", size=case.size)
        return
    said = amounts[0]
    right = same(replaced(case.claim.text, said, case.size[case.speech.language]))
    if case.speech.share(case.pair.first) and said.amount.unit == "percent":
        yield case.told("V205/difference", size=case.size, right=right)
    if any(turn.time for turn in case.claim.turns) and not case.pair.over_time:
        yield case.told("V310")
    if case.ups - {case.pair.rising}:
        yield case.told("V308/sign", size=case.size)
    yield from _size(case, said, right)


def _size(case: Case, said: Said, right: Text) -> Iterator[Told]:
    """Without a word of direction the first value is the higher, or a minus says that it is not."""
    signed = not case.ups and (said.amount.exact or 0) < 0
    if not case.ups and not signed and not case.pair.rising:
        swapped = same(case.pair.target("-", swapped=True))
        yield case.told("V308/order", fallen=_fallen(case), target=swapped)
    difference = case.pair.difference
    if not case.holds(said, difference if signed else abs(difference)):
        yield case.told("V308", size=case.size, right=right)


def _fallen(case: Case) -> str:
    """The page's first word for a fall."""
    speech = case.speech
    falls = (one for one in speech.phrases.directions.values() if one.time and not one.up)
    return next((one[speech.language][0] for one in falls), "…")
