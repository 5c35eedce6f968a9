"""Words that are bound to one value: they name one amount, in its unit, and it agrees."""

from collections.abc import Iterator

from barometer.charts.frame import RESIDUAL
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, point_of
from barometer.data.told import Told
from barometer.faults import Word
from barometer.language import joined
from barometer.sentences.claim import Claim, Said
from barometer.sentences.rank import stands_apart
from barometer.sentences.tokens import numeral
from barometer.sentences.wording import Speech, replaced, same
from barometer.text import WRITTEN, Language, Text, other_language

WHOLE = "total"
MOST_LISTED = 5
ALONE = ("V202", "V208", "V212")
"""Faults in which the words around the number are part of what is wrong."""


def check_single(claim: Claim, row: Observation, speech: Speech) -> Told | None:
    """What is wrong with the words of a link to one value, None where nothing is."""
    said = claim.amounts[0] if claim.amounts else None
    found = next(_faults(claim, said, row, speech), None)
    if found is None:
        return None
    words: dict[str, Word] = {
        "words": claim.text,
        "value": speech.value(row),
        "where": speech.where(row),
        "proposal": speech.proposals(claim.text, said, row),
    }
    if found.key in ALONE:
        words["proposal"] = speech.proposals("", None, row)
    return Told(found.key, {**words, **found.words})


def _faults(claim: Claim, said: Said | None, row: Observation, speech: Speech) -> Iterator[Told]:
    value = row.value
    if claim.negated:
        yield Told("V208")
    if row.few and claims_more(claim):
        yield Told("V212", {"n": str(row.base)})
    if any(turn.time for turn in claim.turns) or (said and said.amount.kind == "ratio"):
        yield Told("V207", {"example": same(_against_earlier(row, speech))})
    yield from _extremes(claim, row, speech)
    if said is None:
        if not any(turn.extreme for turn in claim.turns):
            yield Told("V201")
        return
    if len(claim.amounts) > 1:
        yield Told("V202")
    unit = wrong_unit(said, share=speech.share(row))
    if unit:
        yield Told(f"V205/{unit}")
    if other_form(claim.text, said, value, speech.language):
        right = replaced(claim.text, said, speech.value(row)[speech.language])
        yield Told("V204", {"right": same(right), "language": WRITTEN[speech.language]})
    if not said.amount.holds(value):
        yield Told("V203")
    edition = speech.dataset.editions[row.edition]
    for year in claim.years:
        if not edition.start <= year <= edition.end:
            yield Told("V206", {"year": str(year)})


def claims_more(claim: Claim) -> bool:
    """Whether words claim more than a number as it stands: a rank, a change, a round share."""
    amounts = [said.amount for said in claim.amounts]
    return bool(claim.turns) or any(one.digits is None or one.hedged for one in amounts)


def _extremes(claim: Claim, row: Observation, speech: Speech) -> Iterator[Told]:
    """Words such as most often: the value must clearly stand apart from all its neighbours."""
    neighbours = _neighbours(row, speech.dataset)
    for turn in claim.turns:
        if turn.extreme and speech.dataset.answers_partial(row):
            yield Told("V210/partial", {"turn": claim.text[turn.start : turn.end]})
        elif turn.extreme and not stands_apart([row], neighbours, speech.dataset, up=turn.up):
            shown = [speech.value(one) for one in sorted(neighbours, key=lambda one: -one.value)]
            others = Text(
                da=joined([one.da for one in shown[:MOST_LISTED]], "da") or "ingen",
                en=joined([one.en for one in shown[:MOST_LISTED]], "en") or "none",
            )
            turned = claim.text[turn.start : turn.end]
            yield Told("V210", {"turn": turned, "others": others})


def _neighbours(row: Observation, dataset: Dataset) -> list[Observation]:
    """The other parts of the same breakdown, or of a whole its other editions."""
    here = point_of(row)
    whole = row.breakdown == WHOLE
    return [
        one
        for one in dataset.of(row.indicator)
        if one.category not in RESIDUAL
        and point_of(one) != here
        and (one.country, one.breakdown) == (row.country, row.breakdown)
        and (whole or one.edition == row.edition)
    ]


def wrong_unit(said: Said, *, share: bool) -> str:
    """The variant of the message where a unit does not fit a value, empty where it does."""
    if said.amount.unit == "points":
        return "points"
    if not share and (said.amount.unit == "percent" or said.amount.kind == "share"):
        return "count"
    return ""


def other_form(text: str, said: Said, value: float, language: Language) -> bool:
    """Whether the right number stands there, but not as this language writes it."""
    if said.amount.digits is None or said.amount.hedged:
        return False
    if not said.amount.proper:
        return said.amount.holds(value)
    other = other_language(language)
    digits = "".join(sign for sign in text[said.start : said.end] if sign in "0123456789.,")
    foreign = numeral(digits.strip(".,"), other) if digits.strip(".,") else None
    return bool(foreign and foreign.value == value != said.amount.exact)


def _against_earlier(row: Observation, speech: Speech) -> str:
    """The notation that compares a value with the one before it, or with some other."""
    here = point_of(row)
    earlier = [
        one
        for one in speech.dataset.of(row.indicator)
        if (one.country, one.breakdown, one.category) == (row.country, row.breakdown, row.category)
        and speech.dataset.editions[one.edition].end < speech.dataset.editions[row.edition].end
    ]
    last = max(earlier, key=lambda one: speech.dataset.editions[one.edition].end, default=None)
    there = point_of(last) if last else Point(here.indicator, edition="…")
    sign = "<" if last and last.value > row.value else ">"
    return f"value:{here}{sign}{there}"
