"""Words of a figure's text that compare or rank: the figure must clearly bear them out."""

from collections.abc import Iterator
from itertools import combinations

from barometer.data.intervals import verdict
from barometer.data.told import Told
from barometer.faults import Word
from barometer.sentences.claim import Turn
from barometer.sentences.figuretext import FigureText, listed
from barometer.sentences.rank import differs, outermost, stands_apart
from barometer.sentences.shown import own_words
from barometer.sentences.tokens import tokens
from barometer.sentences.verdict import incomparable


def check_turn(text: FigureText, turn: Turn) -> Iterator[Told]:
    """What is wrong with one word of direction or of rank."""
    if turn.extreme:
        if len(text.newest) > 1 and text.speech.dataset.answers_partial(text.newest[0].row):
            yield Told("V405/partial", _words(text, turn))
        elif not _extreme_holds(text, turn):
            yield Told("V405", _words(text, turn))
    elif _compares(text, turn) and not _direction_holds(text, turn):
        yield Told("V404", _words(text, turn))


def check_clarity(text: FigureText) -> Iterator[Told]:
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
        yield Told(key, {"words": text.claim.text, "values": listed(found[0], text.speech)})


def _compares(text: FigureText, turn: Turn) -> bool:
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


def _direction_holds(text: FigureText, turn: Turn) -> bool:
    dataset, named = text.speech.dataset, text.named
    if turn.time or len(text.newest) == 1:
        return _moved(text, turn)
    if len(named) > 1:
        return differs(named[0].row, named[1].row, dataset, up=turn.up)
    rows = [one.row for one in text.newest if one not in named]
    if named:
        return stands_apart([named[0].row], rows, dataset, up=turn.up)
    return any(differs(one, other, dataset) for one, other in combinations(rows, 2))


def _moved(text: FigureText, turn: Turn) -> bool:
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


def _extreme_holds(text: FigureText, turn: Turn) -> bool:
    dataset = text.speech.dataset
    rows = [one.row for one in text.newest]
    if len(rows) == 1:
        rest = [one.row for one in text.every if one.row != rows[0]]
        return stands_apart(rows, rest, dataset, up=turn.up)
    named = [one.row for one in text.named] or outermost(rows, up=turn.up)
    return stands_apart(named, [row for row in rows if row not in named], dataset, up=turn.up)


def _words(text: FigureText, turn: Turn) -> dict[str, Word]:
    over_time = turn.time or len(text.newest) == 1
    values = list(text.every) if over_time else text.newest
    return {
        "words": text.claim.text,
        "turn": text.claim.text[turn.start : turn.end],
        "values": listed(values, text.speech, periods=over_time),
    }
