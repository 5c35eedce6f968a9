"""The text of a figure: its numbers are the figure's own, its directions and extremes are clear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barometer.charts.frame import Frame
from barometer.data.told import Told
from barometer.faults import Word
from barometer.language import joined
from barometer.sentences.claim import Claim, Said, Turn, read_claim
from barometer.sentences.lexicon import Lexicon
from barometer.sentences.rank import differs, outermost, stands_apart
from barometer.sentences.shown import Shown, about, own_words, series_of, shown_of
from barometer.sentences.tokens import tokens
from barometer.sentences.wording import Speech, amount_in_words, both, replaced, same
from barometer.text import LANGUAGES, Text

MOST_LISTED = 6
FEW = 12
CLAUSE_ENDS = ",;:–"


@dataclass(frozen=True)
class Caption:
    """A text of a figure with everything needed to judge it."""

    claim: Claim
    frame: Frame
    lexicon: Lexicon
    speech: Speech

    @property
    def newest(self) -> list[Shown]:
        """The values that the text speaks of: those of the years it names, else the newest."""
        editions = self.speech.dataset.editions
        every = shown_of(self.frame)
        named = [
            one
            for one in every
            if any(
                editions[one.row.edition].start <= year <= editions[one.row.edition].end
                for year in self.claim.years
            )
            or editions[one.row.edition].title[self.speech.language].casefold()
            in self.claim.text.casefold()
        ]
        return named or [series[-1] for series in series_of(every, self.speech.dataset)]


def check_caption(text: str, frame: Frame, lexicon: Lexicon, speech: Speech) -> Iterator[Told]:
    """Everything in the text that the figure does not bear out."""
    caption = Caption(read_claim(text, lexicon), frame, lexicon, speech)
    claim = caption.claim
    if claim.negated and not claim.unclear:
        yield Told("V407", {"words": text})
    for said in claim.amounts:
        yield from _amount(caption, said)
    if claim.unclear:
        yield from _no_difference(caption)
        return
    for turn in claim.turns:
        if turn.extreme:
            yield from _extreme(caption, turn)
        elif _compares(caption, turn):
            yield from _direction(caption, turn)


def _amount(caption: Caption, said: Said) -> Iterator[Told]:
    claim, speech = caption.claim, caption.speech
    if said.amount.kind == "ratio" or said.amount.unit == "points":
        yield Told("V403", {"words": claim.text, "number": claim.text[said.start : said.end]})
        return
    if not said.amount.unit and said.amount.exact in _counts(caption):
        return
    near = _spoken_of(caption, said)
    share = speech.share(near[0].row) if near else True
    fits = [said.amount.holds(one.row.value) for one in near]
    unit_fits = share or (said.amount.unit != "percent" and said.amount.kind != "share")
    if unit_fits and (all(fits) if claim.every and fits else any(fits)):
        return
    words: dict[str, Word] = {
        "words": claim.text,
        "number": claim.text[said.start : said.end],
        "values": _listed(near, speech),
        "proposal": same(_proposal(claim, said, near, speech)),
    }
    yield Told(_mismatch(caption, said, any(fits)), words)


def _mismatch(caption: Caption, said: Said, some: bool) -> str:
    """The message that fits: of all values, of an older one, of a number of things, or of none."""
    rows = [cell.observation for cell in caption.frame.drawn]
    if some and caption.claim.every:
        return "V402/every"
    plain = said.amount.kind == "number" and not caption.claim.years
    if plain and any(said.amount.holds(row.value) for row in rows):
        newest = [one.row for one in caption.newest]
        older = [row for row in rows if row not in newest and said.amount.holds(row.value)]
        return "V402/older" if older else "V402"
    bare = said.amount.kind == "number" and not said.amount.unit
    return "V402/bare" if bare and (said.amount.exact or 0) <= len(rows) + FEW else "V402"


def _proposal(claim: Claim, said: Said, near: Sequence[Shown], speech: Speech) -> str:
    exact = said.amount.exact or 0
    nearest = min((one.row for one in near), key=lambda row: abs(row.value - exact), default=None)
    if nearest is None:
        return "…"
    share = speech.share(nearest) and (said.amount.unit == "percent" or said.amount.kind == "share")
    exactly = amount_in_words(nearest.value, speech.language, share=share)
    phrase = speech.phrase(nearest.value) if said.amount.kind == "share" else None
    return replaced(claim.text, said, phrase or exactly)


def _counts(caption: Caption) -> frozenset[float]:
    """How many categories, countries and editions the figure shows: `in all three sectors`."""
    rows = [cell.observation for cell in caption.frame.drawn]
    by = (
        {row.category for row in rows},
        {row.country for row in rows},
        {row.edition for row in rows},
    )
    return frozenset(float(len(found)) for found in by if len(found) > 1)


def _spoken_of(caption: Caption, said: Said) -> list[Shown]:
    """The values that a number may mean, by the labels that stand in its clause."""
    text, language = caption.claim.text, caption.speech.language
    start = max((text.rfind(sign, 0, said.start) for sign in CLAUSE_ENDS), default=-1) + 1
    ends = [at for sign in CLAUSE_ENDS if (at := _clause_end(text, sign, said.end)) >= 0]
    end = min(ends, default=len(text))
    inside = [one for one in caption.claim.amounts if start <= one.start < end and one is not said]
    if not inside:
        return about(caption.newest, [text[start:end], text], language)
    after = min((one.start for one in inside if one.start > said.start), default=end)
    before = max((one.end for one in inside if one.end < said.end), default=start)
    following = about(caption.newest, [text[said.end : after]], language)
    leading = about(caption.newest, [text[before : said.start]], language)
    return (
        following + [one for one in leading if one not in following]
        if (len(leading) < len(caption.newest))
        else following
    )


def _clause_end(text: str, sign: str, start: int) -> int:
    """The next sign that ends a clause and does not stand inside a number."""
    at = text.find(sign, start)
    while at >= 0 and text[at + 1 : at + 2].isdecimal():
        at = text.find(sign, at + 1)
    return at


def _listed(near: Sequence[Shown], speech: Speech, *, periods: bool = False) -> Text:
    """The values with their names: `Kommuner 80 procent og Regioner 85 procent`."""
    editions = speech.dataset.editions
    return both(
        joined(
            [
                " ".join(
                    part
                    for part in (
                        one.country[language],
                        one.label[language],
                        amount_in_words(one.row.value, language, share=speech.share(one.row)),
                        f"({editions[one.row.edition].period[language]})" if periods else "",
                    )
                    if part
                )
                for one in near[:MOST_LISTED]
            ],
            language,
        )
        + (" …" if len(near) > MOST_LISTED else "")
        for language in LANGUAGES
    )


def _compares(caption: Caption, turn: Turn) -> bool:
    """Whether a word of direction compares here, and is not part of what is measured."""
    claim, lexicon = caption.claim, caption.lexicon
    own = own_words(caption.frame, caption.speech.language)
    said = tokens(claim.text[turn.start : turn.end], caption.speech.language)
    after = [token.word for token in tokens(claim.text[turn.end :], caption.speech.language)]
    phrases = caption.speech.phrases.compared
    if turn.time:
        moved = bool(after) and after[0] in phrases.moved[lexicon.language]
        return moved or not claim.amounts
    if any(word in phrases.than[lexicon.language] for word in after):
        return True
    return not claim.amounts and not all(token.word in own for token in said)


def _direction(caption: Caption, turn: Turn) -> Iterator[Told]:
    dataset = caption.speech.dataset
    every = shown_of(caption.frame)
    named = _named(caption)
    if turn.time or len(caption.newest) == 1:
        keys = {(one.row.country, one.row.category) for one in named or caption.newest}
        series = [
            one
            for one in series_of(every, dataset)
            if (one[0].row.country, one[0].row.category) in keys
        ]
        holds = any(
            differs(one[-1].row, earlier.row, dataset, up=turn.up)
            for one in series
            for earlier in one[:-1]
        )
    elif len(named) > 1:
        holds = differs(named[0].row, named[1].row, dataset, up=turn.up)
    elif named:
        rest = [one.row for one in caption.newest if one not in named]
        holds = stands_apart([named[0].row], rest, dataset, up=turn.up)
    else:
        rows = [one.row for one in caption.newest]
        holds = any(differs(a, b, dataset, up=True) for a in rows for b in rows)
    if not holds:
        yield Told("V404", _words(caption, turn))


def _extreme(caption: Caption, turn: Turn) -> Iterator[Told]:
    dataset = caption.speech.dataset
    newest = caption.newest
    if len(newest) == 1:
        mine = newest[0].row
        rest = [one.row for one in shown_of(caption.frame) if one.row != mine]
        holds = stands_apart([mine], rest, dataset, up=turn.up)
    else:
        rows = [one.row for one in newest]
        named = [one.row for one in _named(caption)] or outermost(rows, up=turn.up)
        holds = stands_apart(named, [row for row in rows if row not in named], dataset, up=turn.up)
    if not holds:
        yield Told("V405", _words(caption, turn))


def _no_difference(caption: Caption) -> Iterator[Told]:
    rows = [one.row for one in _named(caption)] or [one.row for one in caption.newest]
    if len(rows) == 1:
        rows = [cell.observation for cell in caption.frame.drawn]
    dataset = caption.speech.dataset
    for place, row in enumerate(rows):
        for other in rows[place + 1 :]:
            if differs(row, other, dataset) and not caption.claim.amounts:
                values = [one for one in shown_of(caption.frame) if one.row in (row, other)]
                listed = _listed(values, caption.speech)
                yield Told("V406", {"words": caption.claim.text, "values": listed})
                return


def _named(caption: Caption) -> list[Shown]:
    """The values whose names the text mentions, in the order in which it does."""
    text, language = caption.claim.text, caption.speech.language
    found: list[Shown] = []
    for token in tokens(text, language):
        counts = [one.named([token.word], language) for one in caption.newest]
        if 0 < sum(counts) < len(counts):
            found += [one for one, count in zip(caption.newest, counts, strict=True) if count]
    return list(dict.fromkeys(found))


def _words(caption: Caption, turn: Turn) -> dict[str, Word]:
    over_time = turn.time or len(caption.newest) == 1
    shown = shown_of(caption.frame) if over_time else caption.newest
    return {
        "words": caption.claim.text,
        "turn": caption.claim.text[turn.start : turn.end],
        "values": _listed(shown, caption.speech, periods=over_time),
        "unclear": caption.speech.phrases.unclear[caption.speech.language][0],
    }
