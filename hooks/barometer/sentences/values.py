"""Words bound to one value; the note behind it."""

from collections.abc import Iterator, Sequence

from barometer.data.breaks import incomparable, verdict
from barometer.data.frame import RESIDUAL
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Point, Reference, point_of, resolve
from barometer.faults.report import CellFault, Word
from barometer.pages.addresses import anchor_of_figure
from barometer.sentences.claims import DIGITS, Claim, ClaimedAmount, read_numeral
from barometer.sentences.lookup import SentenceContext, in_both, quote_words, replace_words
from barometer.text import WRITTEN, Language, Text, format_number, other_language

BASE = Text(da="grundlag: {n} svar", en="base: {n} answers")
EDITION_BASE = Text(
    da="grundlag: {n} svar (oplyst for udgaven)", en="base: {n} answers (given for the edition)"
)
NO_BASE = Text(da="grundlag ikke offentliggjort", en="base not published")
SOURCE = Text(da="Kilde: {source}", en="Source: {source}")
PUBLISHED = {
    "clear": Text(
        da="Forskellen er signifikant ifølge {source}.",
        en="The difference is significant according to {source}.",
    ),
    "unclear": Text(
        da="Forskellen er ikke signifikant ifølge {source}.",
        en="The difference is not significant according to {source}.",
    ),
}
CALCULATED = {
    "clear": Text(
        da="Forskellen er klar: Usikkerheden overlapper ikke (egen beregning).",
        en="The difference is clear: the uncertainty does not overlap (own calculation).",
    ),
    "unclear": Text(
        da="Forskellen er ikke klar: Usikkerheden overlapper (egen beregning).",
        en="The difference is not clear: the uncertainty overlaps (own calculation).",
    ),
}

MOST_LISTED = 5
ALONE = ("V202", "V208", "V212")
"""Faults in which the words around the number are part of what is wrong."""


def value_note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two follow each other.

    How a difference is known ends the note: published by a source, or calculated here.
    """
    points = [point for point in (reference.first, reference.second) if point]
    rows = [row for point in points if (row := resolve(point, dataset))]
    parts = list(dict.fromkeys(_row_note(row, dataset, language) for row in rows))
    if reference.operator and len(rows) == len(points):
        found = verdict(rows[0], rows[1], dataset)
        if found.source:
            publisher = dataset.sources[found.source].publisher
            parts.append(PUBLISHED[found.clarity][language].format(source=publisher))
        elif found.clarity != "unknown" and not _is_count(rows[0], dataset):
            parts.append(CALCULATED[found.clarity][language])
    return " ".join(parts)


def _row_note(row: Observation, dataset: Dataset, language: Language) -> str:
    edition = dataset.editions[row.edition]
    title, period = edition.title[language], edition.period[language]
    parts = [title if period in title else f"{title}, {period}"]
    if row.base is None and not _is_count(row, dataset):
        parts.append(NO_BASE[language])
    elif row.base is not None and not _is_count(row, dataset):
        base = EDITION_BASE if row.base_source == "of_the_edition" else BASE
        parts.append(base[language].format(n=format_number(row.base, language)))
    source = SOURCE[language].format(source=dataset.sources[row.source].publisher)
    return f"{', '.join(parts)}. {source}."


def _is_count(row: Observation, dataset: Dataset) -> bool:
    """Whether a value is a number of answers, which has no base but itself."""
    described = dataset.described(row.indicator)
    return bool(described and described.unit == "count")


def figure_id(point: Point, dataset: Dataset) -> str:
    """The id of the figure, on the indicator's page, that shows a value; empty if none does."""
    row = resolve(point, dataset)
    indicator = dataset.indicators.get(point.indicator)
    charts = indicator.charts.items() if row and indicator else ()
    name = next((name for name, chart in charts if row and chart.shows(row)), None)
    return anchor_of_figure(point.indicator, name) if name else ""


def source_address(point: Point, dataset: Dataset) -> str:
    """Where a value's source can be opened, for values without a figure; empty if nowhere."""
    row = resolve(point, dataset)
    return dataset.sources[row.source].link if row else ""


def clearly_differ(
    first: Observation, second: Observation, dataset: Dataset, *, up: bool | None = None
) -> bool:
    """Whether two values may be compared and clearly differ; `up`: the first is the higher."""
    if incomparable(first, second, dataset) or first.value == second.value:
        return False
    if up is not None and (first.value > second.value) != up:
        return False
    return verdict(first, second, dataset).clarity == "clear"


def stand_apart(
    named: Sequence[Observation], rest: Sequence[Observation], dataset: Dataset, *, up: bool
) -> bool:
    """Whether every one of `named` is clearly above (or below) every one of `rest`."""
    return bool(rest) and all(
        clearly_differ(one, other, dataset, up=up) for one in named for other in rest
    )


def check_single(claim: Claim, row: Observation, context: SentenceContext) -> CellFault | None:
    """What is wrong with the words of a link to one value, None where nothing is."""
    said = claim.amounts[0] if claim.amounts else None
    found = next(_faults(claim, said, row, context), None)
    if found is None:
        return None
    alone = found.key in ALONE
    words: dict[str, Word] = {
        "words": claim.text,
        "value": context.value(row),
        "where": context.where(row),
        "proposal": context.proposals(*(("", None) if alone else (claim.text, said)), row),
    }
    return CellFault(found.key, {**words, **found.words})


def _faults(
    claim: Claim, said: ClaimedAmount | None, row: Observation, context: SentenceContext
) -> Iterator[CellFault]:
    if "negated" in claim.marks:
        yield CellFault("V208")
    if row.few and (
        claim.turns or any(one.amount.digits is None or one.amount.hedged for one in claim.amounts)
    ):
        yield CellFault("V212", {"n": str(row.base)})
    if any(turn.time for turn in claim.turns) or (said and said.amount.kind == "ratio"):
        yield CellFault("V207", {"example": quote_words(_compare_earlier(row, context))})
    yield from _check_extremes(claim, row, context)
    if said is None:
        if not any(turn.extreme for turn in claim.turns):
            yield CellFault("V201")
        return
    if len(claim.amounts) > 1:
        yield CellFault("V202")
    unit = find_wrong_unit(said, share=context.is_share(row))
    if unit:
        yield CellFault(f"V205/{unit}")
    language = context.language
    if _in_other_form(claim, said, row.value, language):
        right = replace_words(claim.text, said, context.write_value(row, language))
        yield CellFault("V204", {"right": quote_words(right), "language": WRITTEN[language]})
    if not said.amount.holds(row.value):
        yield CellFault("V203")
    edition = context.dataset.editions[row.edition]
    for year in claim.years:
        if not edition.start <= year <= edition.end:
            yield CellFault("V206", {"year": str(year)})


def _check_extremes(
    claim: Claim, row: Observation, context: SentenceContext
) -> Iterator[CellFault]:
    """Words such as most often: the value must clearly stand apart from all its neighbours.

    These are the other parts of the same breakdown, or of a whole its other editions.
    """
    whole = row.breakdown == "total"
    neighbours = [
        one
        for one in context.rows[row.indicator]
        if one.category not in RESIDUAL
        and point_of(one) != point_of(row)
        and (one.country, one.breakdown) == (row.country, row.breakdown)
        and (whole or one.edition == row.edition)
    ]
    highest = sorted(neighbours, key=lambda one: -one.value)[:MOST_LISTED]
    for turn in claim.turns:
        if turn.extreme and context.dataset.answers_partial(row):
            yield CellFault("V210/partial", {"turn": claim.words(turn)})
        elif turn.extreme and not stand_apart([row], neighbours, context.dataset, up=turn.up):
            others = in_both(lambda la: context.list_values(highest, la))
            yield CellFault("V210", {"turn": claim.words(turn), "others": others})


def find_wrong_unit(said: ClaimedAmount, *, share: bool) -> str:
    """The variant of the message where a unit does not fit a value, empty where it does."""
    if said.amount.unit == "points":
        return "points"
    if not share and (said.amount.unit == "percent" or said.amount.kind == "share"):
        return "count"
    return ""


def _in_other_form(claim: Claim, said: ClaimedAmount, value: float, language: Language) -> bool:
    """Whether the right number stands there, but not as this language writes it."""
    if said.amount.digits is None or said.amount.hedged:
        return False
    if not said.amount.proper:
        return said.amount.holds(value)
    digits = "".join(sign for sign in claim.words(said) if sign in {*DIGITS, ".", ","}).strip(".,")
    foreign = read_numeral(digits, other_language(language)) if digits else None
    return bool(foreign and foreign.value == value != said.amount.exact)


def _compare_earlier(row: Observation, context: SentenceContext) -> str:
    """The notation that compares a value with the one before it, or with some other."""
    editions = context.dataset.editions
    earlier = [
        one
        for one in context.rows[row.indicator]
        if (one.country, one.breakdown, one.category) == (row.country, row.breakdown, row.category)
        and editions[one.edition].end < editions[row.edition].end
    ]
    last = max(earlier, key=lambda one: editions[one.edition].end, default=None)
    there = point_of(last) if last else Point(row.indicator, edition="…")
    sign = "<" if last and last.value > row.value else ">"
    return f"value:{point_of(row)}{sign}{there}"
