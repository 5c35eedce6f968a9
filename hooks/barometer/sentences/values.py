"""Words bound to one value or to two; the note behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from barometer.data.breaks import Verdict, across_countries, incomparable, verdict
from barometer.data.frame import RESIDUAL
from barometer.data.model import Dataset, Observation
from barometer.data.notation import Operator, Point, Reference, point_of, resolve
from barometer.faults.report import CellFault, Word
from barometer.pages.addresses import anchor_of_figure
from barometer.sentences.claims import DIGITS, Amount, Claim, Turn, read_numeral
from barometer.sentences.lookup import (
    SentenceContext,
    is_share,
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
ADDED = Text(da="Summen er lagt sammen af dem (egen beregning).", en="The sum is our own addition.")

MOST_LISTED = 5
ALONE = ("V202", "V208", "V212")
"""Faults in which the words around the number are part of what is wrong."""


def value_note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two follow each other.

    How a difference is known ends the note: published by a source, or calculated here.
    """
    rows = [row for point in reference.points if (row := resolve(point, dataset))]
    parts = list(dict.fromkeys(_row_note(row, dataset, language) for row in rows))
    if reference.operator == "+":
        parts.append(ADDED[language])
    elif reference.operator and len(rows) == len(reference.points):
        found = verdict(rows[0], rows[1], dataset)
        if found.source:
            publisher = dataset.sources[found.source].publisher_name[language]
            parts.append(PUBLISHED[found.clarity][language].format(source=publisher))
        elif found.clarity != "unknown" and is_share(rows[0], dataset):
            parts.append(CALCULATED[found.clarity][language])
    return " ".join(parts)


def _row_note(row: Observation, dataset: Dataset, language: Language) -> str:
    edition = dataset.editions[row.edition]
    title, period = edition.title[language], edition.period[language]
    parts = [title if period in title else f"{title}, {period}"]
    if row.base is None and is_share(row, dataset):
        parts.append(NO_BASE[language])
    elif row.base is not None and is_share(row, dataset):
        base = EDITION_BASE if row.base_source == "of_the_edition" else BASE
        parts.append(base[language].format(n=format_number(row.base, language)))
    publisher = dataset.sources[row.source].publisher_name[language]
    source = SOURCE[language].format(source=publisher)
    return f"{', '.join(parts)}. {source}."


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
    if incomparable(first, second, dataset) or across_countries(first, second, dataset):
        return False
    if first.value == second.value:
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
    found = next(_single_faults(claim, said, row, context), None)
    if found is None:
        return None
    alone = found.key in ALONE
    words: dict[str, Word] = {
        "words": claim.text,
        "value": context.value(row),
        "where": context.where(row),
        "proposal": context.proposals(
            *(("", None) if alone else (claim.text, said)), row, sign="%" in claim.text
        ),
    }
    return CellFault(found.key, {**words, **found.words})


def check_sum(
    claim: Claim, rows: Sequence[Observation], context: SentenceContext
) -> CellFault | None:
    """What is wrong with the words of a link to parts of one whole that are added up."""
    first = rows[0]
    described = context.dataset.indicators.get(first.indicator)
    divided = described.breakdowns.get(first.breakdown) if described else None
    kinds = {row._replace(category="", value=0, base=0, status="", source="") for row in rows}
    if not (divided and divided.whole) or len(kinds) > 1 or len({*rows}) < len(rows):
        return CellFault("V312", {"words": claim.text})
    total = float(sum(Decimal(round_number(row.value)) for row in rows))
    names = "+".join(row.category for row in rows)
    return check_single(claim, first._replace(category=names, value=total), context)


def _single_faults(
    claim: Claim, said: Amount | None, row: Observation, context: SentenceContext
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
    unit = find_wrong_unit(said, share=is_share(row, context.dataset))
    if unit:
        yield CellFault(f"V205/{unit}")
    language = context.language
    if _in_other_form(claim, said, row.value, language):
        right = replace_words(claim.text, said, context.write_value(row, language))
        yield CellFault("V204", {"right": quote_words(right), "language": WRITTEN[language]})
    if not said.holds(row.value):
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
        """Why the two must not be compared, as words inside a sentence; None where they may.

        Of two countries, words may say that nobody can tell, and nothing else.
        """
        dataset = self.context.dataset
        reason = incomparable(self.first, self.second, dataset)
        if reason is None and self.operator != "=":
            reason = across_countries(self.first, self.second, dataset)
        return reason and in_both(lambda la: reason[la].rstrip("."))

    @property
    def size(self) -> Text:
        """The size of the difference: `4 procentpoint`, or a plain number between counts."""
        write = format_points if is_share(self.first, self.context.dataset) else format_number
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

    def says_up(self, turn: Turn) -> bool:
        """Whether a word says that the first is the higher; over time the later one is meant."""
        editions = self.context.dataset.editions
        later = editions[self.first.edition].end > editions[self.second.edition].end
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
        "first": pair.context.describe(pair.first),
        "second": pair.context.describe(pair.second),
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
    if is_share(pair.first, context.dataset) and said.unit == "percent":
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
        elif find_wrong_unit(said, share=is_share(pair.first, pair.context.dataset)):
            right = False
        else:
            right = all(fits) if pair.operator == "=" else any(fits)
        if said.kind != "ratio" and not right:
            yield CellFault("V308/other", {"number": claim.words(said)})
