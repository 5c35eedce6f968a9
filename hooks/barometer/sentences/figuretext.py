"""The text of a figure, and the values of the figure that it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from barometer.charts.frame import Frame
from barometer.language import joined
from barometer.sentences.claim import Claim
from barometer.sentences.lexicon import Lexicon
from barometer.sentences.shown import Shown, series_of, shown_of
from barometer.sentences.tokens import tokens
from barometer.sentences.wording import Speech, amount_in_words, both
from barometer.text import LANGUAGES, Language, Text

MOST_LISTED = 6


@dataclass(frozen=True)
class FigureText:
    """A text of a figure with everything needed to judge it."""

    claim: Claim
    frame: Frame
    lexicon: Lexicon
    speech: Speech

    @property
    def every(self) -> tuple[Shown, ...]:
        """Every value of the figure."""
        return shown_of(self.frame)

    @property
    def series(self) -> list[list[Shown]]:
        """The values by country and category, each from its oldest to its newest edition."""
        return series_of(self.every, self.speech.dataset)

    @property
    def newest(self) -> list[Shown]:
        """The values that the text speaks of: those of the years it names, else the newest."""
        named = [one for one in self.every if self._dates(one)]
        return named or [series[-1] for series in self.series]

    @property
    def named(self) -> list[Shown]:
        """The values whose category or country the text names, in the order in which it does."""
        found: list[Shown] = []
        for token in tokens(self.claim.text, self.speech.language):
            counts = [one.named([token.word], self.speech.language) for one in self.newest]
            if 0 < sum(counts) < len(counts):
                found += [one for one, count in zip(self.newest, counts, strict=True) if count]
        return list(dict.fromkeys(found))

    def _dates(self, one: Shown) -> bool:
        """Whether the text names a year or the title of a value's edition."""
        edition = self.speech.dataset.editions[one.row.edition]
        title = edition.title[self.speech.language].casefold()
        years = self.claim.years
        return title in self.claim.text.casefold() or any(
            edition.start <= year <= edition.end for year in years
        )


def listed(values: Sequence[Shown], speech: Speech, *, periods: bool = False) -> Text:
    """The values with their names: `Kommuner 80 procent og Regioner 85 procent`."""
    more = " …" if len(values) > MOST_LISTED else ""
    return both(
        joined([_one(one, speech, language, periods) for one in values[:MOST_LISTED]], language)
        + more
        for language in LANGUAGES
    )


def _one(one: Shown, speech: Speech, language: Language, periods: bool) -> str:
    period = speech.dataset.editions[one.row.edition].period[language]
    parts = (
        one.country[language],
        one.label[language],
        amount_in_words(one.row.value, language, share=speech.share(one.row)),
        f"({period})" if periods else "",
    )
    return " ".join(part for part in parts if part)
