"""What a figure shows, as its text may speak of it: every value with the words that name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barometer import language as lang
from barometer.charts.frame import Frame
from barometer.data.model import Dataset, Observation
from barometer.data.newest import age
from barometer.sentences.tokens import tokens
from barometer.text import Language, Text

SHORTEST = 4
SAME_STEM = 5
SAME_COUNTRY = 3


@dataclass(frozen=True)
class Shown:
    """One value of a figure, with the words of its category and of its country."""

    row: Observation
    label: Text
    country: Text

    def named(self, words: Sequence[str], language: Language) -> int:
        """How many of the words belong to the value's category or country."""
        labels = [token.word for token in tokens(self.label[language], language)]
        country = self.country[language].casefold()
        return sum(
            any(_same(word, label) for label in labels) or _prefix(word, country) >= SAME_COUNTRY
            for word in words
        )


def shown_of(frame: Frame) -> tuple[Shown, ...]:
    """Every value that a figure draws."""
    breakdown = frame.indicator.breakdowns.get(frame.chart.breakdown)
    labels = breakdown.labels if breakdown else {}
    nothing = Text.model_construct(da="", en="")
    return tuple(
        Shown(
            cell.observation,
            labels.get(cell.observation.category, nothing),
            lang.country(cell.observation.country) if len(frame.chart.countries) > 1 else nothing,
        )
        for cell in frame.known
    )


def series_of(shown: Sequence[Shown], dataset: Dataset) -> list[list[Shown]]:
    """The values by country and category, each series from its oldest to its newest edition."""
    found: dict[tuple[str, str], list[Shown]] = {}
    for one in shown:
        found.setdefault((one.row.country, one.row.category), []).append(one)
    return [
        sorted(series, key=lambda one: age(dataset.editions[one.row.edition]))
        for series in found.values()
    ]


def about(shown: Sequence[Shown], segments: Sequence[str], language: Language) -> list[Shown]:
    """The values that the first telling segment of a text names, all of them if none does."""
    for segment in segments:
        words = [token.word for token in tokens(segment, language)]
        counts = [one.named(words, language) for one in shown]
        if any(counts):
            return [one for one, count in zip(shown, counts, strict=True) if count == max(counts)]
    return list(shown)


def own_words(frame: Frame, language: Language) -> frozenset[str]:
    """The words of the figure's labels and measure, in which "higher" claims nothing."""
    return frozenset(
        token.word for text in _texts(frame) for token in tokens(text[language], language)
    )


def _texts(frame: Frame) -> Iterator[Text]:
    yield frame.indicator.title
    yield frame.indicator.measure
    for breakdown in frame.indicator.breakdowns.values():
        yield from breakdown.labels.values()


def _same(word: str, label: str) -> bool:
    """Whether two words share a stem: `kommunerne` and `kommuner`."""
    shortest = min(len(word), len(label))
    if shortest < SHORTEST:
        return False
    return _prefix(word, label) >= min(SAME_STEM, shortest)


def _prefix(word: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
