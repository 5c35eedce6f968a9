"""What words claim: amounts, directions, that nothing clearly differs or that nobody can tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from barometer.data.phrases import Direction, Hedge, Ratio, Share
from barometer.sentences.amounts import Amount, Unit, hedged, of_number, of_range
from barometer.sentences.lexicon import Lexicon, Phrase
from barometer.sentences.tokens import Token, tokens


@dataclass(frozen=True)
class Said:
    """An amount where it stands in the text."""

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True)
class Turn:
    """A word of direction where it stands; `extreme` for the most and the least."""

    start: int
    end: int
    up: bool
    time: bool
    extreme: bool


@dataclass(frozen=True)
class Claim:
    """Everything that a text claims, in order; `whole` where it begins by speaking of all."""

    text: str
    amounts: tuple[Said, ...] = ()
    turns: tuple[Turn, ...] = ()
    years: tuple[int, ...] = ()
    unclear: bool = False
    unknown: bool = False
    negated: bool = False
    every: bool = False
    whole: bool = False

    @property
    def undecided(self) -> bool:
        """Whether it says that nothing clearly differs, or that nobody can tell."""
        return self.unclear or self.unknown


@lru_cache(maxsize=8192)
def read_claim(text: str, lexicon: Lexicon) -> Claim:
    """The claim of a text; never fails, whatever the text."""
    reader = _Reader(lexicon, tokens(text, lexicon.language))
    return reader.claim(text)


class _Reader:
    """Walks the tokens once; every step takes the longest phrase that makes sense there."""

    def __init__(self, lexicon: Lexicon, found: Sequence[Token]) -> None:
        self.lexicon, self.found = lexicon, found
        self.keys = lexicon.keys(found)

    def claim(self, text: str) -> Claim:
        amounts: list[Said] = []
        turns: list[Turn] = []
        years: list[int] = []
        flags: set[str] = set()
        place, negated_at = 0, -1
        while place < len(self.found):
            step, meaning = self._next(place)
            if isinstance(meaning, Amount):
                amounts.append(Said(self._start(place), self._end(place + step), meaning))
            elif isinstance(meaning, Turn):
                turns.append(meaning)
            elif isinstance(meaning, int):
                years.append(meaning)
            elif meaning:
                flags.add(meaning)
            if meaning == "every" and place == 0:
                flags.add("whole")
            if meaning == "negation":
                negated_at = place + step
            elif negated_at == place and isinstance(meaning, Amount | Turn):
                flags.add("negated")
            place += step
        return Claim(
            text,
            tuple(amounts),
            tuple(turns),
            tuple(years),
            unclear="unclear" in flags,
            unknown="unknown" in flags,
            negated="negated" in flags,
            every="every" in flags,
            whole="whole" in flags,
        )

    def _next(self, place: int) -> tuple[int, Amount | Turn | int | str]:
        """How many tokens the next piece takes, and what it means: nothing is the empty string."""
        amount = self._amount(place)
        for phrase in self.lexicon.at(self.keys, place):
            length = len(phrase.keys)
            if amount and amount[0] > length:
                break
            if isinstance(phrase.meaning, Hedge):
                hedge = self._hedged(phrase.meaning, place + length)
                if hedge:
                    return length + hedge[0], hedge[1]
            elif isinstance(phrase.meaning, Direction):
                return length, self._turn(phrase, place)
            elif isinstance(phrase.meaning, str):
                return length, phrase.meaning
        if amount:
            return amount
        return self._year(place) or (1, "")

    def _hedged(self, hedge: Hedge, place: int) -> tuple[int, Amount] | None:
        found = self._amount(place)
        said = hedged(found[1], hedge) if found else None
        return (found[0], said) if found and said else None

    def _amount(self, place: int) -> tuple[int, Amount] | None:
        """The longest amount that begins here, with its unit, and how many tokens it takes."""
        found = [one for one in (self._phrase(place), self._number(place)) if one]
        if not found:
            return None
        length, amount = max(found, key=lambda one: one[0])
        after, unit = self._unit(place + length)
        if unit:
            return length + after, replace(amount, unit=unit)
        one = amount.kind == "number" and amount.exact == 1 and not self.found[place].numeral
        return None if one else (length, amount)

    def _phrase(self, place: int) -> tuple[int, Amount] | None:
        for phrase in self.lexicon.at(self.keys, place):
            if isinstance(phrase.meaning, Share):
                return len(phrase.keys), of_range("share", phrase.meaning, phrase.meaning.share)
            if isinstance(phrase.meaning, Ratio):
                return len(phrase.keys), of_range("ratio", phrase.meaning, phrase.meaning.times)
        return None

    def _number(self, place: int) -> tuple[int, Amount] | None:
        if place >= len(self.found):
            return None
        numeral = self.found[place].numeral
        if numeral:
            if numeral.year or self._follows_year(place):
                return None
            return 1, of_number(numeral.value, numeral.digits, proper=numeral.proper)
        if self.found[place].text.casefold() in self.lexicon.articles:
            return None
        spelled = self.lexicon.spelled_at(self.found, place)
        return (spelled[1], of_number(spelled[0], 0)) if spelled else None

    def _follows_year(self, place: int) -> bool:
        """Whether the number is the end of a period such as `2018-19`."""
        before = self.found[place - 1] if place else None
        here = self.found[place]
        return bool(
            before
            and before.numeral
            and before.numeral.year
            and here.start == before.end + 1
            and len(here.text) == len("19")
        )

    def _unit(self, place: int) -> tuple[int, Unit]:
        for phrase in self.lexicon.at(self.keys, place):
            if isinstance(phrase.meaning, tuple):
                return len(phrase.keys), phrase.meaning[1]
        return 0, ""

    def _year(self, place: int) -> tuple[int, int] | None:
        numeral = self.found[place].numeral
        return (1, int(numeral.value)) if numeral and numeral.year else None

    def _turn(self, phrase: Phrase, place: int) -> Turn:
        assert isinstance(phrase.meaning, Direction)  # noqa: S101 - narrows for the type checker
        end = self._end(place + len(phrase.keys))
        return Turn(self._start(place), end, phrase.meaning.up, phrase.meaning.time, phrase.extreme)

    def _start(self, place: int) -> int:
        return self.found[place].start

    def _end(self, place: int) -> int:
        return self.found[place - 1].end
