"""Words bound to one value; the note behind it."""

from collections.abc import Iterator, Sequence

from barometer.data.breaks import incomparable, verdict
from barometer.data.frame import RESIDUAL
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, Reference, point_of, resolve
from barometer.faults.report import CellFault, Word
from barometer.pages.addresses import anchor_of_figure
from barometer.sentences.claims import Claim, ClaimedAmount, numeral
from barometer.sentences.lookup import Wording, quote_words, replaced
from barometer.text import WRITTEN, Language, Text, format_number, join_list, other_language

BASE = Text(da="grundlag: {n} svar", en="base: {n} answers")


EDITION_BASE = Text(
    da="grundlag: {n} svar (oplyst for udgaven)", en="base: {n} answers (given for the edition)"
)


NO_BASE = Text(da="grundlag ikke offentliggjort", en="base not published")


SIGNIFICANT = Text(
    da="Forskellen er signifikant ifølge {source}.",
    en="The difference is significant according to {source}.",
)


NOT_SIGNIFICANT = Text(
    da="Forskellen er ikke signifikant ifølge {source}.",
    en="The difference is not significant according to {source}.",
)


CLEAR = Text(
    da="Forskellen er klar: Usikkerheden overlapper ikke (egen beregning).",
    en="The difference is clear: the uncertainty does not overlap (own calculation).",
)


UNCLEAR = Text(
    da="Forskellen er ikke klar: Usikkerheden overlapper (egen beregning).",
    en="The difference is not clear: the uncertainty overlaps (own calculation).",
)


SOURCE = Text(da="Kilde: {source}", en="Source: {source}")


def value_note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two follow each other."""
    points = [point for point in (reference.first, reference.second) if point]
    rows = [row for point in points if (row := resolve(point, dataset))]
    told = list(dict.fromkeys(_one(row, dataset, language) for row in rows))
    if reference.operator and len(rows) == len(points):
        told += _difference(rows[0], rows[1], dataset, language)
    return " ".join(told)


def _difference(
    first: Observation, second: Observation, dataset: Dataset, language: Language
) -> list[str]:
    """How the difference is known: published by a source, or calculated here; else nothing."""
    found = verdict(first, second, dataset)
    if found.source:
        words = SIGNIFICANT if found.clarity == "clear" else NOT_SIGNIFICANT
        return [words[language].format(source=dataset.sources[found.source].publisher)]
    described = dataset.described(first.indicator)
    if found.clarity == "unknown" or (described and described.unit == "count"):
        return []
    return [(CLEAR if found.clarity == "clear" else UNCLEAR)[language]]


def figure_id(point: Point, dataset: Dataset) -> str:
    """The id of the figure, on the indicator's page, that shows a value; empty if none does."""
    row = resolve(point, dataset)
    indicator = dataset.indicators.get(point.indicator)
    if row is None or indicator is None:
        return ""
    charts = (name for name, chart in indicator.charts.items() if chart.shows(row))
    name = next(charts, None)
    return anchor_of_figure(point.indicator, name) if name else ""


def source_address(point: Point, dataset: Dataset) -> str:
    """Where a value's source can be opened, for values without a figure; empty if nowhere."""
    row = resolve(point, dataset)
    return dataset.sources[row.source].link if row else ""


def _one(row: Observation, dataset: Dataset, language: Language) -> str:
    edition = dataset.editions[row.edition]
    named, period = edition.title[language], edition.period[language]
    when = named if period in named else f"{named}, {period}"
    base = _base(row, dataset, language)
    source = SOURCE[language].format(source=dataset.sources[row.source].publisher)
    return f"{', '.join(part for part in (when, base) if part)}. {source}."


def _base(row: Observation, dataset: Dataset, language: Language) -> str:
    """The answers behind a share; a count has none, for it is the number itself."""
    described = dataset.described(row.indicator)
    if described and described.unit == "count":
        return ""
    if row.base is None:
        return NO_BASE[language]
    base = EDITION_BASE if row.base_source == "of_the_edition" else BASE
    return base[language].format(n=format_number(row.base, language))


def differs(
    first: Observation, second: Observation, dataset: Dataset, *, up: bool | None = None
) -> bool:
    """Whether two values may be compared and clearly differ; `up`: the first is the higher."""
    if incomparable(first, second, dataset) or first.value == second.value:
        return False
    if up is not None and (first.value > second.value) != up:
        return False
    return verdict(first, second, dataset).clarity == "clear"


def stands_apart(
    named: Sequence[Observation], rest: Sequence[Observation], dataset: Dataset, *, up: bool
) -> bool:
    """Whether every one of `named` is clearly above (or below) every one of `rest`."""
    return bool(rest) and all(
        differs(one, other, dataset, up=up) for one in named for other in rest
    )


def outermost(rows: Sequence[Observation], *, up: bool) -> list[Observation]:
    """The highest value alone, or the lowest, of which a text without names must speak."""
    return [(max if up else min)(rows, key=lambda row: row.value)]


WHOLE = "total"


MOST_LISTED = 5


ALONE = ("V202", "V208", "V212")
"""Faults in which the words around the number are part of what is wrong."""


def check_single(claim: Claim, row: Observation, speech: Wording) -> CellFault | None:
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
    return CellFault(found.key, {**words, **found.words})


def _faults(
    claim: Claim, said: ClaimedAmount | None, row: Observation, speech: Wording
) -> Iterator[CellFault]:
    value = row.value
    if claim.negated:
        yield CellFault("V208")
    if row.few and claims_more(claim):
        yield CellFault("V212", {"n": str(row.base)})
    if any(turn.time for turn in claim.turns) or (said and said.amount.kind == "ratio"):
        yield CellFault("V207", {"example": quote_words(_against_earlier(row, speech))})
    yield from _extremes(claim, row, speech)
    if said is None:
        if not any(turn.extreme for turn in claim.turns):
            yield CellFault("V201")
        return
    if len(claim.amounts) > 1:
        yield CellFault("V202")
    unit = wrong_unit(said, share=speech.share(row))
    if unit:
        yield CellFault(f"V205/{unit}")
    if other_form(claim.text, said, value, speech.language):
        right = replaced(claim.text, said, speech.value(row)[speech.language])
        yield CellFault("V204", {"right": quote_words(right), "language": WRITTEN[speech.language]})
    if not said.amount.holds(value):
        yield CellFault("V203")
    edition = speech.dataset.editions[row.edition]
    for year in claim.years:
        if not edition.start <= year <= edition.end:
            yield CellFault("V206", {"year": str(year)})


def claims_more(claim: Claim) -> bool:
    """Whether words claim more than a number as it stands: a rank, a change, a round share."""
    amounts = [said.amount for said in claim.amounts]
    return bool(claim.turns) or any(one.digits is None or one.hedged for one in amounts)


def _extremes(claim: Claim, row: Observation, speech: Wording) -> Iterator[CellFault]:
    """Words such as most often: the value must clearly stand apart from all its neighbours."""
    neighbours = _neighbours(row, speech.dataset)
    for turn in claim.turns:
        if turn.extreme and speech.dataset.answers_partial(row):
            yield CellFault("V210/partial", {"turn": claim.text[turn.start : turn.end]})
        elif turn.extreme and not stands_apart([row], neighbours, speech.dataset, up=turn.up):
            shown = [speech.value(one) for one in sorted(neighbours, key=lambda one: -one.value)]
            others = Text(
                da=join_list([one.da for one in shown[:MOST_LISTED]], "da") or "ingen",
                en=join_list([one.en for one in shown[:MOST_LISTED]], "en") or "none",
            )
            turned = claim.text[turn.start : turn.end]
            yield CellFault("V210", {"turn": turned, "others": others})


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


def wrong_unit(said: ClaimedAmount, *, share: bool) -> str:
    """The variant of the message where a unit does not fit a value, empty where it does."""
    if said.amount.unit == "points":
        return "points"
    if not share and (said.amount.unit == "percent" or said.amount.kind == "share"):
        return "count"
    return ""


def other_form(text: str, said: ClaimedAmount, value: float, language: Language) -> bool:
    """Whether the right number stands there, but not as this language writes it."""
    if said.amount.digits is None or said.amount.hedged:
        return False
    if not said.amount.proper:
        return said.amount.holds(value)
    other = other_language(language)
    digits = "".join(sign for sign in text[said.start : said.end] if sign in "0123456789.,")
    foreign = numeral(digits.strip(".,"), other) if digits.strip(".,") else None
    return bool(foreign and foreign.value == value != said.amount.exact)


def _against_earlier(row: Observation, speech: Wording) -> str:
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
