"""The text of a figure: its numbers are the figure's own, its directions and extremes clear."""

from collections.abc import Iterator, Sequence

from barometer.charts.frame import Frame
from barometer.data.newest import older, period_of
from barometer.data.told import Told
from barometer.faults import Word
from barometer.sentences.claim import Said, read_claim
from barometer.sentences.figuretext import FigureText, listed
from barometer.sentences.lexicon import Lexicon
from barometer.sentences.ranking import check_clarity, check_turn
from barometer.sentences.shown import Shown, about
from barometer.sentences.tokens import tokens
from barometer.sentences.wording import Speech, amount_in_words, both, replaced, same
from barometer.text import LANGUAGES

FEW = 12
ALL = 99.5
"""The smallest share in per cent that is written as 100."""
PROPOSING = ("V402", "V402/older")
"""The messages that say what to write instead."""
CLAUSE_ENDS = ",;:–"


def check_caption(words: str, frame: Frame, lexicon: Lexicon, speech: Speech) -> Iterator[Told]:
    """Everything in the text that the figure does not bear out."""
    text = FigureText(read_claim(words, lexicon), frame, lexicon, speech)
    if text.claim.negated and not text.claim.undecided:
        yield Told("V407", {"words": words})
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


def _present(text: FigureText) -> Iterator[Told]:
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
        yield Told("V409", words)


def _whole(text: FigureText) -> Iterator[Told]:
    """`All innovate`, of which the figure shows a smaller share."""
    claim, shown = text.claim, text.newest
    shares = [one.row.value for one in shown if text.speech.share(one.row)]
    if shares and not (claim.amounts or claim.turns or claim.undecided) and max(shares) < ALL:
        words = {"words": claim.text, "number": claim.text.split()[0]}
        yield Told("V402/values", {**words, "values": listed(shown, text.speech)})


def _amount(text: FigureText, said: Said) -> Iterator[Told]:
    words: dict[str, Word] = {
        "words": text.claim.text,
        "number": text.claim.text[said.start : said.end],
    }
    if said.amount.kind == "ratio" or said.amount.unit == "points":
        yield Told("V403", words)
    elif said.amount.unit or said.amount.exact not in _counts(text):
        near = _spoken_of(text, said)
        fits = _fits(said, near, text.speech)
        borne = [one.row for one, holds in zip(near, fits, strict=True) if holds]
        few = [row for row in borne if row.few]
        if few and (text.claim.every or few == borne):
            yield Told("V408", {**words, "n": str(max(row.base or 0 for row in few))})
            return
        if not (all(fits) if text.claim.every and fits else any(fits)):
            proposal = _proposal(text, said, near)
            values = listed(near, text.speech)
            key = _mismatch(text, said, some=any(fits))
            if proposal is None and key in PROPOSING:
                yield Told("V402/values", {**words, "values": values})
            else:
                yield Told(key, {**words, "values": values, "proposal": same(proposal or "…")})


def _fits(said: Said, near: Sequence[Shown], speech: Speech) -> list[bool]:
    """For every value whether the words may stand for it, in its own unit."""
    of_share = said.amount.unit == "percent" or said.amount.kind == "share"
    return [
        said.amount.holds(one.row.value) and (speech.share(one.row) or not of_share) for one in near
    ]


def _mismatch(text: FigureText, said: Said, *, some: bool) -> str:
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


def _proposal(text: FigureText, said: Said, near: Sequence[Shown]) -> str | None:
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


def _spoken_of(text: FigureText, said: Said) -> list[Shown]:
    """The values that a number may mean, by the labels that stand in its clause."""
    words, language, newest = text.claim.text, text.speech.language, text.newest
    start, end = _clause(words, said)
    beside = [one for one in text.claim.amounts if start <= one.start < end and one is not said]
    if not beside:
        return about(newest, [words[start:end], words], language)
    after = min((one.start for one in beside if one.start > said.start), default=end)
    before = max((one.end for one in beside if one.end < said.end), default=start)
    following = about(newest, [words[said.end : after]], language)
    leading = about(newest, [words[before : said.start]], language)
    if len(leading) == len(newest):
        return following
    return following + [one for one in leading if one not in following]


def _clause(words: str, said: Said) -> tuple[int, int]:
    """Where the clause around an amount begins and ends; a comma inside a number ends none."""
    stops = [
        at
        for at, sign in enumerate(words)
        if sign in CLAUSE_ENDS and not words[at + 1 : at + 2].isdecimal()
    ]
    start = max((at + 1 for at in stops if at < said.start), default=0)
    return start, min((at for at in stops if at >= said.end), default=len(words))
