"""The table that sentences are held against, and the words for its values in messages."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from barometer.data.codebook import Phrases
from barometer.data.notation import LATEST, NotationError, Point, Reference, parse_reference
from barometer.faults.report import CellFault, list_choices, suggest_nearest
from barometer.sentences.claims import Amount, Claim, Lexicon, bounds_of, read_claim, read_lexicon
from barometer.text import (
    HARD_SPACE,
    LANGUAGES,
    Language,
    Text,
    format_number,
    format_percent,
    format_span,
    in_both,
    join_list,
    percent_in_words,
)

VALUE, OTHER, CHART = "value:", "other:", "chart:"
"""What the address of a bound link, of a number from elsewhere and of a figure begins with."""

NO_WORDS = Text.model_construct(da="", en="")


@dataclass(frozen=True)
class MeasuredPeriod:
    """What a value is from: its country, first and last year, and how texts name it."""

    country: str | None
    start: int
    end: int
    title: Text
    period: Text


@dataclass(frozen=True, eq=False)
class Value:
    """A published value: `point` is its name on pages, `place` the words for where it stands.

    `share` says that it is in per cent, `few` that too few answered for any comparison, and `older`
    that its country has newer values. Of its breakdown, `leftover` is what no answer is ranked
    with, `partial` says that some answers have not been seen, `whole` that all are parts of one.
    """

    point: Point
    value: float
    when: MeasuredPeriod
    base: int | None = None
    interval: tuple[float, float] | None = None
    share: bool = True
    few: bool = False
    older: bool = False
    leftover: bool = False
    partial: bool = False
    whole: bool = False
    place: Text = NO_WORDS

    def write(self, language: Language) -> str:
        """`83 procent`, `1.611`, with ordinary spaces, as an editor types it."""
        write = percent_in_words if self.share else format_number
        return write(self.value, language).replace(HARD_SPACE, " ")

    @property
    def words(self) -> Text:
        """The value as each language writes it: `83 procent`, `1,611`."""
        return in_both(self.write)

    @property
    def where(self) -> Text:
        """`4. udgave, 2021–2023; linje 40 i data/observations.csv`."""
        return in_both(lambda la: f"{self.when.title[la]}, {self.when.period[la]}{self.place[la]}")

    def describe(self) -> Text:
        """Value, interval and place in one: `83 procent (usikkerhed 81–85 %; 4. udgave, …)`."""
        where = self.where
        if self.interval:
            da, en = (format_span(*self.interval, la, 0, share=True) for la in LANGUAGES)
            where = Text(da=f"usikkerhed {da}; {where.da}", en=f"uncertainty {en}; {where.en}")
        return in_both(lambda la: f"{self.write(la)} ({where[la]})")


@dataclass(frozen=True)
class Relation:
    """How two values stand to each other: whether they clearly differ, and who published that.

    `apart` is why the two must not be compared, `abroad` why no difference between two countries
    may be claimed.
    """

    clarity: Literal["clear", "unclear", "unknown"]
    publisher: str = ""
    apart: Text | None = None
    abroad: Text | None = None


@dataclass(frozen=True, eq=False)
class ValueTable:
    """Values, the periods that texts may name, and how any two values stand to each other.

    `withheld` says when values come out that are not among them yet, by the cells that name them.
    """

    values: tuple[Value, ...]
    periods: Mapping[str, MeasuredPeriod]
    relate: Callable[[Value, Value], Relation]
    withheld: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @cached_property
    def by_point(self) -> Mapping[Point, Value]:
        """The values by their names."""
        return {one.point: one for one in self.values}

    @cached_property
    def by_indicator(self) -> Mapping[str, list[Value]]:
        """The values of each indicator, in the order of the table."""
        found: dict[str, list[Value]] = defaultdict(list)
        for one in self.values:
            found[one.point.indicator].append(one)
        return dict(found)

    @cached_property
    def by_series(self) -> Mapping[Point, list[Value]]:
        """The values of each series from the oldest to the newest, by the point of its latest."""
        found: dict[Point, list[Value]] = defaultdict(list)
        for one in sorted(self.values, key=age_of):
            found[replace(one.point, edition=LATEST)].append(one)
        return dict(found)

    def find(self, point: Point) -> Value | CellFault:
        """The value that a point names, `latest` being the newest, or why there is none."""
        series = self.by_series.get(replace(point, edition=LATEST), [])
        for one in reversed(series):
            if point.edition in (LATEST, one.point.edition):
                return one
        if moment := self.withheld.get(point.row_key):
            words = {"indicator": point.indicator, "edition": point.edition, "moment": moment}
            return CellFault("V104/withheld", words)
        if series:
            keys = [one.point.edition for one in series]
            known = in_both(lambda language: join_list(keys, language))
            name = str(point).partition("@")[0]
            return CellFault("V104", {"series": name, "edition": point.edition, "known": known})
        words = {"indicator": point.indicator, "part": _part(point)}
        if rows := self.by_indicator.get(point.indicator):
            near = suggest_nearest(words["part"], {_part(one.point) for one in rows})
            return CellFault("V103", {**words, "near": near})
        near = suggest_nearest(point.indicator, self.by_indicator)
        return CellFault("V102", {**words, "near": near})

    def find_bound(self, targets: Iterable[str]) -> list[Value]:
        """The values that links bind; those of one that cannot be read are left out."""
        points = [at for one in targets for at in bound_points(one)]
        return [found for one in points if isinstance(found := self.find(one), Value)]

    def clearly_differ(self, first: Value, second: Value, *, up: bool | None = None) -> bool:
        """Whether two values may be compared and clearly differ; `up`: the first is the higher."""
        if first.value == second.value or up not in (None, first.value > second.value):
            return False
        found = self.relate(first, second)
        return found.clarity == "clear" and not (found.apart or found.abroad)

    def stand_apart(self, named: Sequence[Value], rest: Sequence[Value], *, up: bool) -> bool:
        """Whether every one of `named` is clearly above (or below) every one of `rest`."""
        return bool(rest) and all(
            self.clearly_differ(one, other, up=up) for one in named for other in rest
        )


@dataclass(frozen=True, eq=False)
class SentenceContext:
    """What the sentences of one language are held against: the values and the phrases."""

    table: ValueTable
    phrases: Phrases
    language: Language

    @cached_property
    def lexicon(self) -> Lexicon:
        """The phrases of the language, by their words."""
        return read_lexicon(self.phrases, self.language)

    def read_claim(self, words: str) -> Claim:
        """What words of this language claim."""
        return read_claim(words, self.lexicon)

    def nearest_phrase(self, value: Value) -> str | None:
        """The nearest fraction that may stand for a share, if there is one."""
        near = [
            (abs(one.share - value.value), one[self.language][0])
            for one in self.phrases.shares.values()
            if one.share is not None and bounds_of(one).hold(value.value)
        ]
        return min(near)[1] if near and value.share else None

    def proposals(
        self, text: str, said: Amount | None, value: Value, *, sign: bool = False
    ) -> Text:
        """The words with the right amount in the place of the wrong one, written in the same way.

        With a `sign` a share gets its per cent sign, as in tables, and no words.

        Where no amount stands, both the number and the nearest phrase.
        """
        number = value.write(self.language)
        if sign and value.share:
            number = format_percent(value.value, self.language).replace(HARD_SPACE, " ")
        phrase = None if value.few or sign else self.nearest_phrase(value)
        wanted = [number, phrase]
        if said and phrase:
            wanted = [phrase if said.kind == "share" else number]
        found = list(dict.fromkeys(replace_words(text, said, words) for words in wanted if words))
        return list_choices(found)


def age_of(value: Value) -> tuple[int, int]:
    """What puts values in order of time."""
    return value.when.start, value.when.end


def list_values(values: Iterable[Value], language: Language) -> str:
    """Values as a list, each once: `83 procent og 85 procent`, or `ingen`."""
    found = dict.fromkeys(one.write(language) for one in values)
    return join_list(list(found), language) or ("ingen" if language == "da" else "none")


def _part(point: Point) -> str:
    """What is left of a point without indicator and edition: `sector/regional`, `country/IS`."""
    return str(point).partition("@")[0].partition("/")[2] or "total"


@lru_cache(maxsize=8192)
def read_reference(target: str) -> Reference | CellFault:
    """The reference of a `value:` link, or what is wrong with it."""
    notation = target.removeprefix(VALUE)
    try:
        return parse_reference(notation)
    except NotationError:
        return CellFault("V101", {"target": notation})


def bound_points(target: str) -> tuple[Point, ...]:
    """The points that the address of a link binds; none where it binds none, or wrongly."""
    read = read_reference(target) if target.startswith(VALUE) else None
    return read.points if isinstance(read, Reference) else ()


def quote_words(words: str) -> Text:
    """Words of the page, which both halves of a message quote whole."""
    return Text.model_construct(da=words, en=words)  # they may be dots, which no text of data may


def replace_words(text: str, said: Amount | None, words: str) -> str:
    """The text with other words in the place of an amount, as large or small as they stood."""
    if said is None:
        return words
    if text[said.start : said.start + 1].isupper():
        words = words[:1].upper() + words[1:]
    return f"{text[: said.start]}{words}{text[said.end :]}"
