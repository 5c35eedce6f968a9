"""The text of a figure against the figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from barometer.data.breaks import incomparable, verdict
from barometer.data.frame import Frame
from barometer.data.model import Dataset, Observation
from barometer.data.notation import edition_order, older, period_of
from barometer.faults.report import CellFault, Word
from barometer.sentences.claims import (
    Claim,
    ClaimedAmount,
    ClaimedDirection,
    Lexicon,
    read_claim,
    tokens,
)
from barometer.sentences.lookup import Wording, amount_in_words, both, quote_words, replaced
from barometer.sentences.values import differs, outermost, stands_apart
from barometer.text import LANGUAGES, Language, Text, country_name, join_list

FEW = 12


ALL = 99.5
"""The smallest share in per cent that is written as 100."""


PROPOSING = ("V402", "V402/older")
"""The messages that say what to write instead."""


CLAUSE_ENDS = ",;:–"


def check_caption(
    words: str, frame: Frame, lexicon: Lexicon, speech: Wording
) -> Iterator[CellFault]:
    """Everything in the text that the figure does not bear out."""
    text = FigureText(read_claim(words, lexicon), frame, lexicon, speech)
    if text.claim.negated and not text.claim.undecided:
        yield CellFault("V407", {"words": words})
    yield from _present(text)
    if text.claim.whole:
        yield from _whole(text)
    for said in text.claim.amounts:
        yield from _amount(text, said)
    if text.claim.undecided:
        yield from check_clarity(text)
    else:
        for turn in text.claim.turns:
            yield from check_turn(text, turn)


@dataclass(frozen=True)
class FigureValue:
    """One value of a figure, with the words of its category and of its country."""

    row: Observation
    label: Text
    country: Text

    def named(self, words: Sequence[str], language: Language) -> int:
        """How many of the words belong to the value's category or country."""
        labels = [token.word for token in tokens(self.label[language], language)]
        country = self.country[language].casefold()
        return sum(
            any(_same(word, label) for label in labels) or _prefix(word, country) >= SAME_COUNTRY
            for word in words
        )


@dataclass(frozen=True)
class FigureText:
    """A text of a figure with everything needed to judge it."""

    claim: Claim
    frame: Frame
    lexicon: Lexicon
    speech: Wording

    @property
    def every(self) -> tuple[FigureValue, ...]:
        """Every value of the figure."""
        return shown_of(self.frame)

    @property
    def series(self) -> list[list[FigureValue]]:
        """The values by country and category, each from its oldest to its newest edition."""
        return series_of(self.every, self.speech.dataset)

    @property
    def newest(self) -> list[FigureValue]:
        """The values that the text speaks of: those of the years it names, else the newest."""
        named = [one for one in self.every if self._dates(one)]
        return named or [series[-1] for series in self.series]

    @property
    def named(self) -> list[FigureValue]:
        """The values whose category or country the text names, in the order in which it does."""
        found: list[FigureValue] = []
        for token in tokens(self.claim.text, self.speech.language):
            counts = [one.named([token.word], self.speech.language) for one in self.newest]
            if 0 < sum(counts) < len(counts):
                found += [one for one, count in zip(self.newest, counts, strict=True) if count]
        return list(dict.fromkeys(found))

    def _dates(self, one: FigureValue) -> bool:
        """Whether the text names a year or the title of a value's edition."""
        edition = self.speech.dataset.editions[one.row.edition]
        title = edition.title[self.speech.language].casefold()
        years = self.claim.years
        return title in self.claim.text.casefold() or any(
            edition.start <= year <= edition.end for year in years
        )


def _present(text: FigureText) -> Iterator[CellFault]:
    """`Play a role`, of a survey to which there is a newer one."""
    speech, rows = text.speech, [one.row for one in text.named or text.newest]
    verbs = speech.phrases.present[speech.language]
    found = [one for one in tokens(text.claim.text, speech.language) if one.word in verbs]
    if found and older(rows, speech.dataset):
        words: dict[str, Word] = {
            "words": text.claim.text,
            "verb": found[0].word,
            "period": both(period_of(rows, speech.dataset, la) for la in LANGUAGES),
        }
        yield CellFault("V409", words)


def _whole(text: FigureText) -> Iterator[CellFault]:
    """`All innovate`, of which the figure shows a smaller share."""
    claim, shown = text.claim, text.newest
    shares = [one.row.value for one in shown if text.speech.share(one.row)]
    if shares and not (claim.amounts or claim.turns or claim.undecided) and max(shares) < ALL:
        words = {"words": claim.text, "number": claim.text.split()[0]}
        yield CellFault("V402/values", {**words, "values": list_values(shown, text.speech)})


def _amount(text: FigureText, said: ClaimedAmount) -> Iterator[CellFault]:
    words: dict[str, Word] = {
        "words": text.claim.text,
        "number": text.claim.text[said.start : said.end],
    }
    if said.amount.kind == "ratio" or said.amount.unit == "points":
        yield CellFault("V403", words)
    elif said.amount.unit or said.amount.exact not in _counts(text):
        near = _spoken_of(text, said)
        fits = _fits(said, near, text.speech)
        borne = [one.row for one, holds in zip(near, fits, strict=True) if holds]
        few = [row for row in borne if row.few]
        if few and (text.claim.every or few == borne):
            yield CellFault("V408", {**words, "n": str(max(row.base or 0 for row in few))})
            return
        if not (all(fits) if text.claim.every and fits else any(fits)):
            proposal = _proposal(text, said, near)
            values = list_values(near, text.speech)
            key = _mismatch(text, said, some=any(fits))
            if proposal is None and key in PROPOSING:
                yield CellFault("V402/values", {**words, "values": values})
            else:
                yield CellFault(
                    key, {**words, "values": values, "proposal": quote_words(proposal or "…")}
                )


def _fits(said: ClaimedAmount, near: Sequence[FigureValue], speech: Wording) -> list[bool]:
    """For every value whether the words may stand for it, in its own unit."""
    of_share = said.amount.unit == "percent" or said.amount.kind == "share"
    return [
        said.amount.holds(one.row.value) and (speech.share(one.row) or not of_share) for one in near
    ]


def _mismatch(text: FigureText, said: ClaimedAmount, *, some: bool) -> str:
    """The message that fits: not of all, of an older edition, so many of nothing, or not there."""
    if some and text.claim.every:
        return "V402/every"
    if said.amount.kind != "number":
        return "V402"
    newest = text.newest
    older = [one for one in text.every if one not in newest and said.amount.holds(one.row.value)]
    if older and not text.claim.years:
        return "V402/older"
    small = (said.amount.exact or 0) <= FEW
    return "V402/bare" if small and not said.amount.unit else "V402"


def _proposal(text: FigureText, said: ClaimedAmount, near: Sequence[FigureValue]) -> str | None:
    """The text with the value that it speaks of in the place of the wrong number.

    None where the text may mean one of several, or where the words around it would not fit.
    """
    if len(near) != 1 or near[0].row.few:
        return None
    row, speech = near[0].row, text.speech
    if said.amount.kind == "share":
        phrase = speech.phrase(row.value) or ""
        alike = len(phrase.split()) == len(text.claim.text[said.start : said.end].split())
        return replaced(text.claim.text, said, phrase) if alike else None
    share = speech.share(row) and said.amount.unit == "percent"
    exactly = amount_in_words(row.value, speech.language, share=share)
    return replaced(text.claim.text, said, exactly)


def _counts(text: FigureText) -> frozenset[float]:
    """How many categories, countries and editions the figure shows: `in all three sectors`."""
    rows = [one.row for one in text.every]
    found = (
        {row.category for row in rows},
        {row.country for row in rows},
        {row.edition for row in rows},
    )
    return frozenset(float(len(one)) for one in found if len(one) > 1)


def _spoken_of(text: FigureText, said: ClaimedAmount) -> list[FigureValue]:
    """The values that a number may mean, by the labels that stand in its clause."""
    words, language, newest = text.claim.text, text.speech.language, text.newest
    start, end = _clause(words, said)
    beside = [one for one in text.claim.amounts if start <= one.start < end and one is not said]
    if not beside:
        return select_values(newest, [words[start:end], words], language)
    after = min((one.start for one in beside if one.start > said.start), default=end)
    before = max((one.end for one in beside if one.end < said.end), default=start)
    following = select_values(newest, [words[said.end : after]], language)
    leading = select_values(newest, [words[before : said.start]], language)
    if len(leading) == len(newest):
        return following
    return following + [one for one in leading if one not in following]


def _clause(words: str, said: ClaimedAmount) -> tuple[int, int]:
    """Where the clause around an amount begins and ends; a comma inside a number ends none."""
    stops = [
        at
        for at, sign in enumerate(words)
        if sign in CLAUSE_ENDS and not words[at + 1 : at + 2].isdecimal()
    ]
    start = max((at + 1 for at in stops if at < said.start), default=0)
    return start, min((at for at in stops if at >= said.end), default=len(words))


MOST_LISTED = 6


def list_values(values: Sequence[FigureValue], speech: Wording, *, periods: bool = False) -> Text:
    """The values with their names: `Kommuner 80 procent og Regioner 85 procent`."""
    more = " …" if len(values) > MOST_LISTED else ""
    return both(
        join_list([_one(one, speech, language, periods) for one in values[:MOST_LISTED]], language)
        + more
        for language in LANGUAGES
    )


def _one(one: FigureValue, speech: Wording, language: Language, periods: bool) -> str:
    period = speech.dataset.editions[one.row.edition].period[language]
    parts = (
        one.country[language],
        one.label[language],
        amount_in_words(one.row.value, language, share=speech.share(one.row)),
        f"({period})" if periods else "",
    )
    return " ".join(part for part in parts if part)


def check_turn(text: FigureText, turn: ClaimedDirection) -> Iterator[CellFault]:
    """What is wrong with one word of direction or of rank."""
    if turn.extreme:
        if len(text.newest) > 1 and text.speech.dataset.answers_partial(text.newest[0].row):
            yield CellFault("V405/partial", _words(text, turn))
        elif not _extreme_holds(text, turn):
            yield CellFault("V405", _words(text, turn))
    elif _compares(text, turn) and not _direction_holds(text, turn):
        yield CellFault("V404", _words(text, turn))


def check_clarity(text: FigureText) -> Iterator[CellFault]:
    """What is wrong with the claim that nothing clearly differs, or that nobody can tell.

    The first is wrong of a pair that differs, and of one of which nobody can tell; the second is
    wrong where it can be told of every pair.
    """
    shown = text.named or text.newest
    if len(shown) == 1:
        shown = list(text.every)
    dataset = text.speech.dataset
    pairs = [
        (verdict(one.row, other.row, dataset).clarity, [one, other])
        for one, other in combinations(shown, 2)
        if not incomparable(one.row, other.row, dataset)
    ]
    wrong = [values for clarity, values in pairs if clarity == "clear"]
    unknown = [values for clarity, values in pairs if clarity == "unknown"]
    if text.claim.unknown:
        key, found = "V406/known", [] if unknown else [values for _, values in pairs]
    elif text.claim.amounts:
        return
    else:
        key, found = ("V406", wrong) if wrong else ("V406/unknown", unknown)
    if found:
        yield CellFault(
            key, {"words": text.claim.text, "values": list_values(found[0], text.speech)}
        )


def _compares(text: FigureText, turn: ClaimedDirection) -> bool:
    """Whether a word of direction compares here, and is not part of what is measured."""
    claim, language = text.claim, text.speech.language
    compared = text.speech.phrases.compared
    after = [token.word for token in tokens(claim.text[turn.end :], language)]
    if turn.time:
        return not claim.amounts or (bool(after) and after[0] in compared.moved[language])
    if any(word in compared.than[language] for word in after):
        return True
    said = tokens(claim.text[turn.start : turn.end], language)
    own = own_words(text.frame, language)
    return not claim.amounts and not all(token.word in own for token in said)


def _direction_holds(text: FigureText, turn: ClaimedDirection) -> bool:
    dataset, named = text.speech.dataset, text.named
    if turn.time or len(text.newest) == 1:
        return _moved(text, turn)
    if len(named) > 1:
        return differs(named[0].row, named[1].row, dataset, up=turn.up)
    rows = [one.row for one in text.newest if one not in named]
    if named:
        return stands_apart([named[0].row], rows, dataset, up=turn.up)
    return any(differs(one, other, dataset) for one, other in combinations(rows, 2))


def _moved(text: FigureText, turn: ClaimedDirection) -> bool:
    """Whether a series that the text names went that way since its first comparable edition."""
    dataset = text.speech.dataset
    keys = {(one.row.country, one.row.category) for one in text.named or text.newest}
    for series in text.series:
        newest = series[-1].row
        if (newest.country, newest.category) in keys:
            earlier = (one.row for one in series[:-1])
            first = next((row for row in earlier if not incomparable(newest, row, dataset)), None)
            if first and differs(newest, first, dataset, up=turn.up):
                return True
    return False


def _extreme_holds(text: FigureText, turn: ClaimedDirection) -> bool:
    dataset = text.speech.dataset
    rows = [one.row for one in text.newest]
    if len(rows) == 1:
        rest = [one.row for one in text.every if one.row != rows[0]]
        return stands_apart(rows, rest, dataset, up=turn.up)
    named = [one.row for one in text.named] or outermost(rows, up=turn.up)
    return stands_apart(named, [row for row in rows if row not in named], dataset, up=turn.up)


def _words(text: FigureText, turn: ClaimedDirection) -> dict[str, Word]:
    over_time = turn.time or len(text.newest) == 1
    values = list(text.every) if over_time else text.newest
    return {
        "words": text.claim.text,
        "turn": text.claim.text[turn.start : turn.end],
        "values": list_values(values, text.speech, periods=over_time),
    }


SHORTEST = 4


SAME_STEM = 5


SAME_COUNTRY = 3


def shown_of(frame: Frame) -> tuple[FigureValue, ...]:
    """Every value that a figure draws."""
    breakdown = frame.indicator.breakdowns.get(frame.chart.breakdown)
    labels = breakdown.labels if breakdown else {}
    nothing = Text.model_construct(da="", en="")
    return tuple(
        FigureValue(
            cell.observation,
            labels.get(cell.observation.category, nothing),
            country_name(cell.observation.country) if len(frame.chart.countries) > 1 else nothing,
        )
        for cell in frame.known
    )


def series_of(shown: Sequence[FigureValue], dataset: Dataset) -> list[list[FigureValue]]:
    """The values by country and category, each series from its oldest to its newest edition."""
    found: dict[tuple[str, str], list[FigureValue]] = {}
    for one in shown:
        found.setdefault((one.row.country, one.row.category), []).append(one)
    return [
        sorted(series, key=lambda one: edition_order(dataset.editions[one.row.edition]))
        for series in found.values()
    ]


def select_values(
    shown: Sequence[FigureValue], segments: Sequence[str], language: Language
) -> list[FigureValue]:
    """The values that the first telling segment of a text names, all of them if none does."""
    for segment in segments:
        words = [token.word for token in tokens(segment, language)]
        counts = [one.named(words, language) for one in shown]
        if any(counts):
            return [one for one, count in zip(shown, counts, strict=True) if count == max(counts)]
    return list(shown)


def own_words(frame: Frame, language: Language) -> frozenset[str]:
    """The words of the figure's labels and measure, in which "higher" claims nothing."""
    return frozenset(
        token.word for text in _texts(frame) for token in tokens(text[language], language)
    )


def _texts(frame: Frame) -> Iterator[Text]:
    yield frame.indicator.title
    yield frame.indicator.measure
    for breakdown in frame.indicator.breakdowns.values():
        yield from breakdown.labels.values()


def _same(word: str, label: str) -> bool:
    """Whether two words share a stem: `kommunerne` and `kommuner`."""
    shortest = min(len(word), len(label))
    if shortest < SHORTEST:
        return False
    return _prefix(word, label) >= min(SAME_STEM, shortest)


def _prefix(word: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
