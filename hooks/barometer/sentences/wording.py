"""What messages say of values, and the words that would be right in their place."""

from collections.abc import Iterable
from dataclasses import dataclass

from barometer import language as lang
from barometer.data.intervals import interval_of
from barometer.data.model import Dataset, Observation
from barometer.data.phrases import Phrases
from barometer.sentences.amounts import bounds_of
from barometer.sentences.claim import Said
from barometer.sentences.table import TABLE, Table
from barometer.text import LANGUAGES, Language, Text


@dataclass(frozen=True)
class Speech:
    """What proposals are made from: the data, the phrases and the language of the page."""

    table: Table
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
            da=f"{edition.title.da}, {edition.period.da}; linje {line} i {TABLE}",
            en=f"{edition.title.en}, {edition.period.en}; line {line} of {TABLE}",
        )

    def told(self, row: Observation) -> Text:
        """Value, interval and place in one: `83 procent (usikkerhed 81–85 %; 4. udgave, …)`."""
        interval = interval_of(row) if self.share(row) else None
        value, where = self.value(row), self.where(row)
        if interval is None:
            return Text(da=f"{value.da} ({where.da})", en=f"{value.en} ({where.en})")
        spans = [lang.span(interval.low, interval.high, la, 0, share=True) for la in LANGUAGES]
        return Text(
            da=f"{value.da} (usikkerhed {spans[0]}; {where.da})",
            en=f"{value.en} (uncertainty {spans[1]}; {where.en})",
        )

    def proposals(self, text: str, said: Said | None, row: Observation) -> Text:
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


def same(words: str) -> Text:
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
    written = lang.percent_in_words(value, language) if share else lang.number(value, language)
    return written.replace(lang.HARD_SPACE, " ")


def points_in_words(value: float, language: Language, *, share: bool) -> str:
    """The size of a difference: `4 procentpoint`, or a plain number between counts."""
    size = abs(value)
    written = lang.points(size, language) if share else lang.number(size, language)
    return written.replace(lang.HARD_SPACE, " ")


def replaced(text: str, said: Said | None, words: str) -> str:
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
