"""Two published values that words are bound to, and what is to be said of them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from barometer.data.intervals import Clarity, verdict
from barometer.data.model import Observation
from barometer.data.notation import Operator, point_of
from barometer.data.told import Told
from barometer.faults import Word
from barometer.language import rounded
from barometer.sentences.amounts import decimals
from barometer.sentences.claim import Claim, Said, Turn
from barometer.sentences.wording import Speech, both, points_in_words, same
from barometer.text import LANGUAGES, Text


@dataclass(frozen=True)
class Pair:
    """Two published values and the sign between them."""

    first: Observation
    operator: Operator
    second: Observation

    @property
    def difference(self) -> float:
        """First less second, without the noise of binary fractions."""
        exact = [Decimal(rounded(row.value)) for row in (self.first, self.second)]
        return float(exact[0] - exact[1])

    @property
    def rising(self) -> bool:
        """Whether the first value is the higher."""
        return self.difference > 0

    @property
    def over_time(self) -> bool:
        """Whether the two are different editions of one series."""
        one, other = point_of(self.first), point_of(self.second)
        return one != other and replace(one, edition=other.edition) == other

    def target(self, operator: Operator, *, swapped: bool = False) -> str:
        """The notation of the same two values with another sign."""
        points = [str(point_of(row)) for row in (self.first, self.second)]
        return f"value:{operator.join(reversed(points) if swapped else points)}"

    def clarity(self, speech: Speech) -> Clarity:
        """Whether the two clearly differ."""
        return verdict(self.first, self.second, speech.dataset).clarity


@dataclass(frozen=True)
class Case:
    """The words of a link to two values, and the two values."""

    claim: Claim
    pair: Pair
    speech: Speech

    @property
    def ups(self) -> frozenset[bool]:
        """What the words of direction say: that the first is the higher, the lower, or both."""
        return frozenset(self.up(turn) for turn in self.claim.turns)

    @property
    def size(self) -> Text:
        """The size of the difference: `4 procentpoint`."""
        share = self.speech.share(self.pair.first)
        return both(points_in_words(self.pair.difference, la, share=share) for la in LANGUAGES)

    def up(self, turn: Turn) -> bool:
        """Whether a word says that the first is the higher; over time the later one is meant."""
        editions = self.speech.dataset.editions
        first, second = (editions[row.edition].end for row in (self.pair.first, self.pair.second))
        return turn.up if not turn.time or first > second else not turn.up

    def holds(self, said: Said, value: float) -> bool:
        """Whether an amount may stand for a difference, and is no finer than the two values."""
        digits = max(decimals(row.value) for row in (self.pair.first, self.pair.second))
        finer = said.amount.digits is not None and said.amount.digits > digits
        return said.amount.bounds.hold(value) and (said.amount.hedged or not finer)

    def told(self, key: str, **more: Word) -> Told:
        """A fault with what every message about two values says."""
        words: dict[str, Word] = {
            "words": self.claim.text,
            "first": self.speech.told(self.pair.first),
            "second": self.speech.told(self.pair.second),
            "right": same(clear_link(self.pair, self.speech)),
        }
        return Told(key, {**words, **more})


def clear_link(pair: Pair, speech: Speech) -> str:
    """A link that says which is the higher, that it is not clear, or that nobody can tell."""
    clarity, language = pair.clarity(speech), speech.language
    if clarity != "clear":
        forms = speech.phrases.unclear if clarity == "unclear" else speech.phrases.unknown
        return f"[{forms[language][0]}]({pair.target('=')})"
    directions = speech.phrases.directions.values()
    form = next(
        (one[language][0] for one in directions if one.up == pair.rising and not one.time),
        "…",
    )
    return f"[{form}]({pair.target('>' if pair.rising else '<')})"
