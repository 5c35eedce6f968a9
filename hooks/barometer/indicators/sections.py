"""The sections of an indicator's page, in Markdown, in one language."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from barometer import language as written
from barometer.content.addresses import PageKey
from barometer.content.structure import Pages
from barometer.data.breaks import breaks_among
from barometer.data.model import Dataset, Edition, Indicator, Observation
from barometer.data.newest import newest
from barometer.indicators.marked import bullets, plain, source, value
from barometer.text import Language, Text

FOLDER = "barometer"
RATES = "survey_response_rate"


@dataclass(frozen=True)
class Subject:
    """An indicator whose page is written: its data, language, and the pages that name it."""

    dataset: Dataset
    name: str
    language: Language
    pages: Pages
    cited: tuple[PageKey, ...] = ()

    @property
    def indicator(self) -> Indicator:
        """The indicator's file."""
        return self.dataset.indicators[self.name]

    @property
    def rows(self) -> tuple[Observation, ...]:
        """The indicator's values, in the order of the table."""
        return self.dataset.of(self.name)

    @property
    def editions(self) -> Mapping[str, Edition]:
        """The editions with a value, oldest first."""
        known = {row.edition: self.dataset.editions[row.edition] for row in self.rows}
        return dict(sorted(known.items(), key=lambda pair: (pair[1].end, pair[1].start, pair[0])))

    def word(self, name: str, **parts: str) -> str:
        """One of the site's words for these pages, its blanks filled in."""
        return self.dataset.words["indicator"][name][self.language].format(**parts)

    def text(self, text: Text | None) -> str:
        """A text of the data, safe in Markdown; nothing where there is none."""
        return plain(text[self.language]) if text else ""

    def named(self, edition: str) -> str:
        """An edition as prose names it: `4. udgave (2021–2023)`."""
        one = self.dataset.editions[edition]
        title, period = self.text(one.title), self.text(one.period)
        return title if period in title else f"{title} ({period})"


def figures(on: Subject) -> Iterator[str]:
    """Every chart, under its finding."""
    for chart, spec in on.indicator.charts.items():
        target = on.name if chart == "default" else f"{on.name}/{chart}"
        yield f"![{on.text(spec.finding)}](chart:{target})"


def question(on: Subject) -> Iterator[str]:
    """What was asked, in our words, and that they are ours."""
    yield on.text(on.indicator.question)
    yield on.word("paraphrase")


def population(on: Subject) -> Iterator[str]:
    """Who the figures are about, and what they are a share or a number of."""
    yield f"{on.text(on.indicator.population).rstrip('.')}."
    yield f"{on.word('measure')} {on.text(on.indicator.measure).rstrip('.')}."


def base(on: Subject) -> Iterator[str]:
    """How many answers stand behind each edition's figures, and what share of those asked."""
    if on.indicator.unit == "count":
        yield on.word("base_count")
        return
    yield bullets(_base(on, edition) for edition in on.editions)


def _base(on: Subject, edition: str) -> str:
    bases = {row.base for row in on.rows if row.edition == edition}
    known = sorted(base for base in bases if base is not None)
    numbers = [written.number(one, on.language) for one in known]
    if not known:
        told = on.word("base_none")
    elif len(known) > 1:
        told = on.word("base_many", low=numbers[0], high=numbers[-1])
    else:
        told = on.word("base_one", n=numbers[0])
    sources = {row.base_source for row in on.rows if row.edition == edition} - {""}
    if "of_the_edition" in sources:
        told += " " + on.word("base_edition" if len(sources) == 1 else "base_edition_some")
    if known and None in bases:
        told += " " + on.word("base_some")
    rate = on.dataset.editions[edition].response_rate
    if rate is not None and on.name != RATES:
        told += " " + on.word("response", rate=written.percent_in_words(rate, on.language))
    return f"{on.named(edition)}: {told}"


def method(on: Subject) -> Iterator[str]:
    """How the figures came about, and where that is told in full."""
    covered = {country for one in on.editions.values() for country in one.covers}
    danish, foreign = "DK" in covered, bool(covered - {"DK"})
    if danish:
        yield on.word("method_danish")
    if foreign:
        yield on.word("method_foreign")
    if on.indicator.unit == "percent":
        yield on.word("method_interval")


def comparability(on: Subject) -> Iterator[str]:
    """What may be set beside what, over editions and countries, and where a series breaks."""
    yield on.text(on.indicator.comparability)
    breaks = breaks_among(on.rows, on.dataset.indicators, on.dataset.editions)
    yield bullets(f"**{on.named(one.said)}:** {on.text(one.reason)}" for one in breaks)
    yield on.text(on.indicator.notes)
    if len({row.country for row in on.rows}) > 1:
        yield on.word("countries")


def conflicts(on: Subject) -> Iterator[str]:
    """Other figures in circulation for the same thing."""
    yield bullets(
        f"{on.named(one.edition)}{_where(on, one.breakdown, one.category)}: "
        f"{_number(on, one.value)}. {on.text(one.note)}[^{one.source}]"
        for one in on.indicator.conflicts
    )


def _where(on: Subject, breakdown: str, category: str) -> str:
    known = on.indicator.breakdowns.get(breakdown)
    label = known.labels.get(category) if known else None
    return f", {on.text(label)}" if label else ""


def _number(on: Subject, number: float) -> str:
    if on.indicator.unit == "percent":
        return written.percent_in_words(number, on.language)
    return written.number(number, on.language)


def also_measured(on: Subject) -> Iterator[str]:
    """Sister measures, here and abroad, and how far they compare."""
    yield bullets(
        f"{told}: {on.text(one.note)}"
        for one in on.indicator.also_measured
        if (told := _sister(on, one.indicator))
    )


def _sister(on: Subject, name: str) -> str:
    if other := on.dataset.indicators.get(name):
        return f"[{on.text(other.title)}]({name.replace('_', '-')}.md)"
    single, rows = on.dataset.values.get(name), on.dataset.of(name)
    if not single or not rows:
        return ""
    last = newest(rows, on.dataset.editions)[0]
    known = f"{value(last, single.unit, on.language)}, {on.named(last.edition)}"
    few = f", {on.dataset.words['figure']['few_answers'][on.language]}" if last.few else ""
    return f"{on.text(single.title)} ({known}{few})"


def cited(on: Subject) -> Iterator[str]:
    """The pages that use the figures."""
    links = []
    for key in on.cited:
        target = os.path.relpath(key.file("da"), FOLDER).replace(os.sep, "/")
        links.append(f"[{plain(on.pages[(key, on.language)].words.title)}]({target})")
    yield bullets(links)


def sources(on: Subject) -> Iterator[str]:
    """Every source with its link, and which editions were read there."""
    found: dict[str, list[str]] = {}
    for edition in on.editions:
        for row in on.rows:
            if row.edition == edition and edition not in found.setdefault(row.source, []):
                found[row.source].append(edition)
    yield bullets(
        f"{source(on.dataset.sources[key], on.language)}. "
        f"{written.joined([on.named(one) for one in editions], on.language)}."
        for key, editions in found.items()
    )


def use(on: Subject) -> Iterator[str]:
    """What a reuser must know first."""
    yield on.word("use_intro")
