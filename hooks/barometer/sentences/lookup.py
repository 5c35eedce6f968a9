"""The published values as sentences look them up, and the words for them in messages."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from barometer.data.breaks import interval_of
from barometer.data.codebook import Phrases
from barometer.data.frame import Frame, frame_of
from barometer.data.model import Dataset, Observation
from barometer.data.notation import (
    NotationError,
    Point,
    Reference,
    edition_order,
    parse_reference,
    pick,
)
from barometer.faults.report import CellFault, Word, suggest_nearest
from barometer.sentences.claims import ClaimedAmount, Lexicon, bounds_of, read_lexicon
from barometer.text import (
    HARD_SPACE,
    LANGUAGES,
    Language,
    Text,
    format_number,
    format_points,
    format_span,
    join_list,
    lines_of,
    percent_in_words,
)

Key = tuple[str, ...]


@dataclass(frozen=True)
class ValueIndex:
    """The dataset with the places of each indicator's observations; `root` is where its file is."""

    dataset: Dataset
    places: Mapping[str, Sequence[int]]
    root: Path | None = None

    def of(self, indicator: str) -> list[Observation]:
        """The values of one indicator, in the order of the file."""
        return [self.dataset.observations[place] for place in self.places.get(indicator, ())]

    def find(self, point: Point) -> Observation | None:
        """The value that a point names, `latest` being the newest; None where there is none."""
        return pick(point, self.of(point.indicator), self.dataset)

    def series(self, point: Point) -> list[Observation]:
        """The values that a point names, whatever their edition, oldest first."""
        wanted = (point.country, point.breakdown, point.category)
        found = [
            row
            for row in self.of(point.indicator)
            if (row.country, row.breakdown, row.category) == wanted
        ]
        return sorted(found, key=lambda row: edition_order(self.dataset.editions[row.edition]))

    def line(self, row: Observation) -> int | None:
        """The line of the file in which a value stands, None where there is no file."""
        key = (row.indicator, row.country, row.edition, row.breakdown, row.category)
        return self._lines.get(key)

    @cached_property
    def _lines(self) -> Mapping[Key, int]:
        """Read only when a message needs it; what is withheld makes places and lines differ."""
        try:
            text = (self.root / OBSERVATIONS).read_text("utf-8-sig") if self.root else ""
        except OSError:
            return {}
        rows = csv.reader(lines_of(text))
        return {tuple(row[:KEY_COLUMNS]): line for line, row in enumerate(rows, start=1)}


@dataclass(frozen=True)
class Wording:
    """What proposals are made from: the data, the phrases and the language of the page."""

    table: ValueIndex
    phrases: Phrases
    language: Language

    @property
    def dataset(self) -> Dataset:
        """The data behind the table."""
        return self.table.dataset

    def share(self, row: Observation) -> bool:
        """Whether the value is a share in per cent."""
        described = self.dataset.described(row.indicator)
        return described is None or described.unit == "percent"

    def value(self, row: Observation) -> Text:
        """The value as each language writes it: `83 procent`, `1,611`."""
        return both(amount_in_words(row.value, la, share=self.share(row)) for la in LANGUAGES)

    def where(self, row: Observation) -> Text:
        """`4. udgave, 2021–2023; linje 40 i data/observations.csv`."""
        edition, line = self.dataset.editions[row.edition], self.table.line(row)
        if line is None:
            return Text(
                da=f"{edition.title.da}, {edition.period.da}",
                en=f"{edition.title.en}, {edition.period.en}",
            )
        return Text(
            da=f"{edition.title.da}, {edition.period.da}; linje {line} i {OBSERVATIONS}",
            en=f"{edition.title.en}, {edition.period.en}; line {line} of {OBSERVATIONS}",
        )

    def told(self, row: Observation) -> Text:
        """Value, interval and place in one: `83 procent (usikkerhed 81–85 %; 4. udgave, …)`."""
        interval = interval_of(row) if self.share(row) else None
        value, where = self.value(row), self.where(row)
        if interval is None:
            return Text(da=f"{value.da} ({where.da})", en=f"{value.en} ({where.en})")
        spans = [format_span(interval.low, interval.high, la, 0, share=True) for la in LANGUAGES]
        return Text(
            da=f"{value.da} (usikkerhed {spans[0]}; {where.da})",
            en=f"{value.en} (uncertainty {spans[1]}; {where.en})",
        )

    def proposals(self, text: str, said: ClaimedAmount | None, row: Observation) -> Text:
        """The words with the right amount in the place of the wrong one, written in the same way.

        Where no amount stands, both the number and the nearest phrase.
        """
        number = amount_in_words(row.value, self.language, share=self.share(row))
        phrase = self.phrase(row.value) if self.share(row) and not row.few else None
        if said and phrase:
            return choices(
                [replaced(text, said, phrase if said.amount.kind == "share" else number)]
            )
        return choices(replaced(text, said, words) for words in (number, phrase) if words)

    def phrase(self, value: float) -> str | None:
        """The nearest fraction that may stand for a share, if there is one."""
        near = [
            (abs(one.share - value), one[self.language][0])
            for one in self.phrases.shares.values()
            if one.share is not None and bounds_of(one).hold(value)
        ]
        return min(near)[1] if near else None


@dataclass(frozen=True)
class SentenceContext:
    """Table, lexicons and speech of one run."""

    table: ValueIndex
    lexicons: Mapping[Language, Lexicon]
    speech: Mapping[Language, Wording]

    @property
    def dataset(self) -> Dataset:
        """The data behind the table."""
        return self.table.dataset

    def frame(self, target: str) -> Frame | CellFault:
        """The figure that `innovative_workplaces/sector` names, or why there is none."""
        name, _, chart = target.partition("/")
        indicator = self.dataset.indicators.get(name)
        known = [
            one if key == "default" else f"{one}/{key}"
            for one, found in self.dataset.indicators.items()
            for key in found.charts
        ]
        if indicator is None or (chart or "default") not in indicator.charts or chart == "default":
            asked = name if chart == "default" else target
            return CellFault("V401", {"target": target, "near": suggest_nearest(asked, known)})
        return frame_of(self.dataset, name, chart or "default")


def desk_of(dataset: Dataset, phrases: Phrases, root: Path | None = None) -> SentenceContext:
    """The desk of one run; with `root` messages also name the line of a value."""
    table = table_of(dataset, root)
    return SentenceContext(
        table,
        {language: read_lexicon(phrases, language) for language in LANGUAGES},
        {language: Wording(table, phrases, language) for language in LANGUAGES},
    )


def read_reference(target: str) -> Reference | CellFault:
    """The reference that stands between `value:` and the bracket, or what is wrong with it."""
    try:
        return parse_reference(target)
    except NotationError:
        return CellFault("V101", {"target": target})


def find_row(point: Point, table: ValueIndex) -> Observation | CellFault:
    """The row that a point names, or why there is none."""
    row = table.find(point)
    return row or _missing(point, table)


def _missing(point: Point, table: ValueIndex) -> CellFault:
    rows = table.of(point.indicator)
    if not rows:
        near = suggest_nearest(point.indicator, table.places)
        return CellFault("V102", {"indicator": point.indicator, "near": near})
    series = table.series(point)
    if not series:
        parts = {_part(_point(row)) for row in rows}
        near = suggest_nearest(_part(point), parts)
        return CellFault("V103", {"indicator": point.indicator, "part": _part(point), "near": near})
    known = [row.edition for row in series]
    words: dict[str, Word] = {
        "series": str(point).partition("@")[0],
        "edition": point.edition,
        "known": both(join_list(known, language) for language in LANGUAGES),
    }
    return CellFault("V104", words)


def _point(row: Observation) -> Point:
    return Point(row.indicator, row.breakdown, row.category, row.country)


def _part(point: Point) -> str:
    """What is left of a point without indicator and edition: `sector/regional`, `country/IS`."""
    return str(point).partition("@")[0].partition("/")[2] or "total"


OBSERVATIONS = "data/observations.csv"


KEY_COLUMNS = 5


def table_of(dataset: Dataset, root: Path | None = None) -> ValueIndex:
    """The table of a dataset."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(dataset.observations):
        places[value.indicator].append(place)
    return ValueIndex(dataset, places, root)


def quote_words(words: str) -> Text:
    """Words of the page, which both halves of a message quote whole."""
    return Text.model_construct(da=words, en=words)  # they may be dots, which no text of data may


def within(reason: Text) -> Text:
    """A reason inside a sentence: without its own full stop."""
    return Text(da=reason.da.rstrip("."), en=reason.en.rstrip("."))


def both(words: Iterable[str]) -> Text:
    """A text from its Danish and its English half."""
    da, en = words
    return Text(da=da, en=en)


def amount_in_words(value: float, language: Language, *, share: bool) -> str:
    """`83 procent`, `1.611`, with ordinary spaces, as an editor types it."""
    written = percent_in_words(value, language) if share else format_number(value, language)
    return written.replace(HARD_SPACE, " ")


def points_in_words(value: float, language: Language, *, share: bool) -> str:
    """The size of a difference: `4 procentpoint`, or a plain number between counts."""
    size = abs(value)
    written = format_points(size, language) if share else format_number(size, language)
    return written.replace(HARD_SPACE, " ")


def replaced(text: str, said: ClaimedAmount | None, words: str) -> str:
    """The text with other words in the place of an amount, as large or small as they stood."""
    if said is None:
        return words
    if text[said.start : said.start + 1].isupper():
        words = words[:1].upper() + words[1:]
    return f"{text[: said.start]}{words}{text[said.end :]}"


def choices(words: Iterable[str]) -> Text:
    """`»a« eller »b«`, `‘a’ or ‘b’`."""
    found = list(dict.fromkeys(words))
    return Text(
        da=" eller ".join(f"»{one}«" for one in found),
        en=" or ".join(f"‘{one}’" for one in found),
    )
