"""The published values as sentences look them up, and the words for them in messages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from barometer.data.breaks import interval_of
from barometer.data.cells import table_lines
from barometer.data.codebook import Phrases
from barometer.data.model import TABLE, Dataset, Observation
from barometer.data.notation import (
    NotationError,
    Point,
    Reference,
    edition_order,
    parse_reference,
    pick,
    point_of,
)
from barometer.faults.report import CellFault, list_choices, suggest_nearest
from barometer.sentences.claims import (
    Amount,
    Claim,
    Lexicon,
    bounds_of,
    read_claim,
    read_lexicon,
)
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


@dataclass(frozen=True, eq=False)
class SentenceContext:
    """What the sentences of one language are held against: the data and the phrases.

    With `root` messages also name the line of a value.
    """

    dataset: Dataset
    phrases: Phrases
    language: Language
    root: Path | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The phrases of the language, by their words."""
        return read_lexicon(self.phrases, self.language)

    @cached_property
    def rows(self) -> Mapping[str, list[Observation]]:
        """The values of each indicator, in the order of the file."""
        found: dict[str, list[Observation]] = defaultdict(list)
        for row in self.dataset.observations:
            found[row.indicator].append(row)
        return dict(found)

    @cached_property
    def lines(self) -> Mapping[tuple[str, ...], int]:
        """The line of each value, by its key; read only when a message needs it."""
        return table_lines(self.root) if self.root else {}

    def read_claim(self, words: str) -> Claim:
        """What words of this language claim."""
        return read_claim(words, self.lexicon)

    def find_row(self, point: Point) -> Observation | CellFault:
        """The value that a point names, `latest` being the newest, or why there is none."""
        rows = self.rows.get(point.indicator, [])
        row = pick(point, rows, self.dataset)
        if row:
            return row
        if not rows:
            near = suggest_nearest(point.indicator, self.rows)
            return CellFault("V102", {"indicator": point.indicator, "near": near})
        series = [row for row in rows if replace(point_of(row), edition=point.edition) == point]
        if not series:
            near = suggest_nearest(_part(point), {_part(point_of(row)) for row in rows})
            part = _part(point)
            return CellFault("V103", {"indicator": point.indicator, "part": part, "near": near})
        editions = self.dataset.editions
        series.sort(key=lambda row: edition_order(editions[row.edition]))
        known = in_both(lambda language: join_list([row.edition for row in series], language))
        name = str(point).partition("@")[0]
        return CellFault("V104", {"series": name, "edition": point.edition, "known": known})

    def bound_rows(self, targets: Iterable[str]) -> list[Observation]:
        """The values that links bind; those of one that cannot be read are left out."""
        references = [read_reference(one) for one in targets if one.startswith(VALUE)]
        points = [at for one in references if isinstance(one, Reference) for at in one.points]
        return [row for one in points if isinstance(row := self.find_row(one), Observation)]

    def write_value(self, row: Observation, language: Language) -> str:
        """`83 procent`, `1.611`, with ordinary spaces, as an editor types it."""
        write = percent_in_words if is_share(row, self.dataset) else format_number
        return write(row.value, language).replace(HARD_SPACE, " ")

    def value(self, row: Observation) -> Text:
        """The value as each language writes it: `83 procent`, `1,611`."""
        return in_both(lambda language: self.write_value(row, language))

    def list_values(self, rows: Iterable[Observation], language: Language) -> str:
        """Values as a list, each once: `83 procent og 85 procent`, or `ingen`."""
        values = dict.fromkeys(self.write_value(row, language) for row in rows)
        return join_list(list(values), language) or ("ingen" if language == "da" else "none")

    def where(self, row: Observation) -> Text:
        """`4. udgave, 2021–2023; linje 40 i data/observations.csv`."""
        edition = self.dataset.editions[row.edition]
        line, at = self.lines.get(row.key), NO_WORDS
        if line:
            at = Text(da=f"; linje {line} i {TABLE}", en=f"; line {line} of {TABLE}")
        return in_both(lambda la: f"{edition.title[la]}, {edition.period[la]}{at[la]}")

    def describe(self, row: Observation) -> Text:
        """Value, interval and place in one: `83 procent (usikkerhed 81–85 %; 4. udgave, …)`."""
        interval = interval_of(row) if is_share(row, self.dataset) else None
        value, where = self.value(row), self.where(row)
        if interval is None:
            return in_both(lambda la: f"{value[la]} ({where[la]})")
        spans = [format_span(interval.low, interval.high, la, 0, share=True) for la in LANGUAGES]
        return Text(
            da=f"{value.da} (usikkerhed {spans[0]}; {where.da})",
            en=f"{value.en} (uncertainty {spans[1]}; {where.en})",
        )

    def nearest_phrase(self, row: Observation) -> str | None:
        """The nearest fraction that may stand for a share, if there is one."""
        near = [
            (abs(one.share - row.value), one[self.language][0])
            for one in self.phrases.shares.values()
            if one.share is not None and bounds_of(one).hold(row.value)
        ]
        return min(near)[1] if near and is_share(row, self.dataset) else None

    def proposals(
        self, text: str, said: Amount | None, row: Observation, *, sign: bool = False
    ) -> Text:
        """The words with the right amount in the place of the wrong one, written in the same way.

        With a `sign` a share gets its per cent sign, as in tables, and no words.

        Where no amount stands, both the number and the nearest phrase.
        """
        number = self.write_value(row, self.language)
        if sign and is_share(row, self.dataset):
            number = format_percent(row.value, self.language).replace(HARD_SPACE, " ")
        phrase = None if row.few or sign else self.nearest_phrase(row)
        wanted = [number, phrase]
        if said and phrase:
            wanted = [phrase if said.kind == "share" else number]
        found = list(dict.fromkeys(replace_words(text, said, words) for words in wanted if words))
        return list_choices(found)


def _part(point: Point) -> str:
    """What is left of a point without indicator and edition: `sector/regional`, `country/IS`."""
    return str(point).partition("@")[0].partition("/")[2] or "total"


def build_contexts(
    dataset: Dataset, phrases: Phrases, root: Path | None = None
) -> Mapping[Language, SentenceContext]:
    """The context of each language."""
    return {la: SentenceContext(dataset, phrases, la, root) for la in LANGUAGES}


def is_share(row: Observation, dataset: Dataset) -> bool:
    """Whether the value is a share in per cent, and no count of answers."""
    described = dataset.described(row.indicator)
    return described is None or described.unit == "percent"


def read_reference(target: str) -> Reference | CellFault:
    """The reference of a `value:` link, or what is wrong with it."""
    notation = target.removeprefix(VALUE)
    try:
        return parse_reference(notation)
    except NotationError:
        return CellFault("V101", {"target": notation})


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
