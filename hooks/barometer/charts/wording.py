"""The small texts of a figure: values, notes, sources, subtitle, place, facts."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from barometer.data.breaks import SURVEY
from barometer.data.frame import LOW_BASE, RESIDUAL, Cell, Frame
from barometer.data.model import FEWEST, HOME_COUNTRY, Dataset, Source
from barometer.html import LOOK
from barometer.pages.addresses import anchor_of_figure
from barometer.text import (
    DASH,
    Language,
    Text,
    country_in_text,
    fill_template,
    format_date,
    format_number,
    format_percent,
    format_span,
    format_years,
    in_both,
    join_list,
    list_in_both,
    lower_first,
)

OTHER_VALUE = Text(da="{value} ({publisher}, {period})", en="{value} ({publisher}, {period})")
PLACE_AND_BASE = Text(da="{words} ({base})", en="{words} ({base})")
MOST_NAMES = 3
"""Where there are more countries or publishers, the lines around a figure count them."""

TONES: Mapping[int, tuple[str, ...]] = {
    1: ("tone-3",),
    2: ("tone-1", "tone-3"),
    3: ("tone-1", "tone-3", "tone-4"),
    4: ("tone-1", "tone-2", "tone-3", "tone-4"),
}
"""The fills of one to four series, from the least to the most emphatic."""

PALETTE: tuple[tuple[str, str, str], ...] = tuple(
    re.findall(
        r"--figure-(\S+): light-dark\((\S+), (\S+)\);",
        (LOOK / "figures.css").read_text(encoding="utf-8"),
    )
)
"""Each role of a colour, and what it is in light and in dark, as the style sheet has it."""


def series_tones(frame: Frame) -> list[str | None]:
    """A tone for each series: later is stronger, home is strongest; parts begin with the strongest.

    None is for a part of a whole that is no answer.
    """
    keys = [head.key for head in frame.series]
    if frame.chart.kind == "stacked_bar":
        parts = [key for key in keys if key not in RESIDUAL]
        strong = dict(zip(parts, reversed(TONES[len(parts)]), strict=True))
        return [strong.get(key) for key in keys]
    tones = TONES[len(keys)]
    if frame.series_by != "country" or HOME_COUNTRY not in keys:
        return list(tones)
    quiet = iter(tones[:-1])
    return [tones[-1] if key == HOME_COUNTRY else next(quiet) for key in keys]


@dataclass(frozen=True)
class Bar:
    """One value of a simple figure; `part` is its share of the longest bar that there may be."""

    label: str
    value: str
    part: float


@dataclass(frozen=True)
class Card:
    """The texts of a picture in one language, from the most to the least important."""

    name: str
    eyebrow: str
    title: str
    text: str
    number: str = ""
    note: str = ""
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class About:
    """What a file says of its figure, in one language."""

    title: str
    finding: str
    subtitle: str
    population: str
    question: str
    source: str
    base: str
    certainty: str
    notes: tuple[str, ...]
    licence: str
    address: str
    version: str
    citation: str

    @property
    def facts(self) -> Mapping[str, str]:
        """The facts by name, in the order in which files state them."""
        return {name: getattr(self, name) for name in STATED}


STATED = ("title", "population", "source", "base", "licence", "address", "version", "citation")


def figure_facts(
    frame: Frame, dataset: Dataset, language: Language, site_url: str, citation: str
) -> About:
    """The facts of one figure in one language; `citation` is how to cite it."""
    return About(
        title=frame.indicator.title[language],
        finding=frame.chart.finding[language],
        subtitle=subtitle(frame)[language],
        population=frame.indicator.population[language],
        question=frame.indicator.question[language],
        source="; ".join(
            f"{_published(one, language)}, {one.first_address[language]}"
            for one in sources_of(frame, dataset)
        ),
        base=bases(frame)[language],
        certainty=sureness(frame, language),
        notes=tuple(text[language] for text in code_texts(frame, dataset)),
        licence=licence(frame, dataset)[language],
        address=figure_address(frame, language, site_url),
        version=frame.version,
        citation=citation,
    )


def licence(frame: Frame, dataset: Dataset) -> Text:
    """The figure's own licence, and the terms of the sources that state any."""
    terms = {one.publisher_name: one.licence for one in sources_of(frame, dataset) if one.licence}
    return in_both(
        lambda la: " ".join(
            [
                frame.words["licence"][la],
                *(f"{who[la]}: {text[la]}." for who, text in terms.items()),
            ]
        )
    )


@dataclass(frozen=True)
class FigureContext:
    """Where a figure stands: root of the site, way up to it, addresses of its page and of method.

    `prefix` keeps ids apart where a figure stands twice on a page; `frame` is the code of its frame
    for other sites; `edits` are words and addresses of the files behind it.
    """

    site_url: str
    to_root: str
    page: str
    prefix: str = ""
    method: str = ""
    citation: str = ""
    frame: str = ""
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Placed:
    """A frame at its place in a page of one language."""

    frame: Frame
    dataset: Dataset
    language: Language
    number: int
    context: FigureContext

    @property
    def id(self) -> str:
        """The figure's id in this page."""
        return self.context.prefix + self.anchor

    @property
    def anchor(self) -> str:
        """The figure's id on its indicator's page."""
        return figure_anchor(self.frame)

    @property
    def address(self) -> str:
        """Where the figure can always be found: on its indicator's page."""
        return f"{self.context.site_url}{self.context.page}#{figure_anchor(self.frame)}"

    @property
    def version(self) -> str:
        """The version of the data, in words."""
        return self.say("version", version=self.frame.version)

    @property
    def words(self) -> Mapping[str, str]:
        """The site's words for figures in the page's language."""
        return {key: text[self.language] for key, text in self.frame.words.items()}

    def say(self, key: str, **parts: Text | str) -> str:
        """One of the site's sentences for figures, its `{names}` filled in."""
        return self.frame.say(key, **parts)[self.language]


def code_texts(frame: Frame, dataset: Dataset) -> Iterator[Text]:
    """Every letter code that a value carries, in words, and what few answers mean."""
    for code in frame.codes:
        if code == "b":
            for reason in dict.fromkeys(one.reason for one in frame.breaks):
                yield frame.say("code_b", reason=reason)
        elif code == "d":
            for cell in frame.known:
                for one in cell.conflicts:
                    publisher = dataset.sources[one.source].publisher_name
                    period = dataset.editions[one.edition].period
                    value = fill_template(
                        OTHER_VALUE,
                        value=value_text(frame, one.value),
                        publisher=publisher,
                        period=period,
                    )
                    yield frame.say("code_d", other=value, note=one.note)
        elif code == "a":
            heads = [head for head in frame.rows if head.apart]
            parts = [frame.say("pair", first=one.spoken, second=one.apart or "") for one in heads]
            yield frame.say("caveat_apart", what=list_in_both(parts))
        else:
            yield frame.say(f"code_{code}", n=str(LOW_BASE))
    if any(cell.few for cell in frame.known):
        yield frame.say("few_note", n=str(FEWEST))
    if told := country_caveat(frame):
        yield told
        if frame.indicator.comparability:
            yield frame.indicator.comparability


def country_caveat(frame: Frame) -> Text | None:
    """That countries are not to be held against each other; None for one country."""
    if len(frame.countries) < 2:
        return None
    return frame.words["caveat_countries" if frame.estimate else "caveat_surveys"]


def sources_of(frame: Frame, dataset: Dataset) -> tuple[Source, ...]:
    """The sources of the figure's values, each once, official statistics first."""
    return tuple(dataset.sources_of(cell.observation for cell in frame.known).values())


def publisher_and_date(source: Source, language: Language) -> str:
    """`Statistics Denmark, 3 May 2019`."""
    return source.publisher_name[language] + _dated(source, language)


def _dated(source: Source, language: Language) -> str:
    return f", {format_date(source.date, language)}" if source.date else ""


def _published(source: Source, language: Language) -> str:
    return f"{source.publisher_name[language]}, {source.title}{_dated(source, language)}"


def publication_text(frame: Frame, dataset: Dataset, language: Language) -> str:
    """The sources without their addresses: `Kilder: …`."""
    sources = sources_of(frame, dataset)
    word = frame.words[f"source_{'one' if len(sources) == 1 else 'many'}"][language]
    return f"{word} {'; '.join(_published(one, language) for one in sources)}."


def sureness(frame: Frame, language: Language) -> str:
    """Bases, collection, response and intervals: how sure the numbers are."""
    return " ".join(text[language] for text in (*survey_texts(frame), *sure_texts(frame)))


def survey_texts(frame: Frame) -> Iterator[Text]:
    """How many answered, when, and how large a share of those asked that was."""
    if not frame.estimate:
        return
    if frame.bases != {None}:
        yield frame.say("base_line", bases=bases(frame, published=True))
        if all(cell.of_the_edition for cell in frame.known if cell.base is not None):
            yield frame.words["base_edition_all"]
        elif any(cell.of_the_edition for cell in frame.known):
            names = names_of(frame, lambda cell: cell.of_the_edition)
            yield frame.say("base_edition_some", what=list_in_both(names))
    collected, rates = [], []
    for edition in frame.editions:
        years = format_years(edition.start, edition.end)
        if edition.fieldwork:
            collected.append(frame.say("collected_one", years=years, when=edition.fieldwork))
        if edition.response_rate is not None:
            rates.append(frame.say("pair", first=_percent(edition.response_rate), second=years))
    if collected:
        when = in_both(lambda la: " · ".join(one[la] for one in collected))
        yield frame.say("collected", when=when)
    if rates:
        yield frame.say("response", rates=list_in_both(rates))


def _percent(value: float) -> Text:
    return in_both(lambda la: format_percent(value, la))


def bases(frame: Frame, published: bool = False) -> Text:
    """The base, or each base with what it belongs to; only the `published` ones if so wished."""
    if not frame.estimate:
        return frame.words["base_none" if frame.indicator.theme != SURVEY else "base_survey"]
    if frame.base_by == "all":
        return base_text(frame, next(iter(frame.bases), None))
    parts = [
        frame.say(
            "pair",
            first=base_text(frame, cell.base),
            second=series.spoken if frame.base_by == "series" else row.spoken,
        )
        for row, series, cell in frame.by_cell
        if cell and not (published and cell.base is None)
    ]
    return list_in_both(list(dict.fromkeys(parts)))


def sure_texts(frame: Frame) -> Iterator[Text]:
    """What the intervals cover, or why there are none."""
    words = frame.words
    if not frame.estimate:
        yield words["sure_count" if frame.indicator.theme != SURVEY else "sure_survey"]
    elif not any(cell.interval for cell in frame.known):
        yield words["sure_none"]
    else:
        yield words["sure_all"]
        if None in frame.bases:
            yield words["sure_some"]


def figure_anchor(frame: Frame) -> str:
    """The figure's id: the same in both languages and for ever."""
    return anchor_of_figure(frame.name, frame.chart_name)


def figure_address(frame: Frame, language: Language, site_url: str) -> str:
    """The figure's permanent address, on its indicator's page."""
    root = "" if language == "da" else f"{language}/"
    page = f"{root}barometer/{frame.indicator.slug[language]}/"
    return f"{site_url}{page}#{figure_anchor(frame)}"


def subtitle(frame: Frame) -> Text:
    """What was measured, among whom, where and when."""
    return frame.say(
        "subtitle",
        title=frame.indicator.title,
        measure=in_both(lambda la: lower_first(frame.indicator.measure[la])),
        population=frame.indicator.population,
        where=list_in_both([country_in_text(code) for code in frame.countries]),
        period=frame_period(frame),
    )


def what_and_when(frame: Frame) -> Text:
    """The measure, where and when: the one line below a finding."""
    where = list_in_both([country_in_text(code) for code in frame.countries])
    if len(frame.countries) > MOST_NAMES:
        where = frame.say("places", n=str(len(frame.countries)))
    first, last = frame.editions[0], frame.editions[-1]
    period = first.period if first is last else format_years(first.start, last.end)
    return frame.say("what_when", measure=frame.indicator.measure, where=where, period=period)


def frame_period(frame: Frame) -> Text:
    """The period of the values, from the first to the last edition."""
    first, last = frame.editions[0], frame.editions[-1]
    if first is last:
        return first.period
    end = format_years(last.start, last.end)
    if len(frame.editions) == 2 and first.period_kind == last.period_kind != "reference":
        return frame.say("both_periods", first=first.period, last=end)
    return frame.say("until", first=format_years(first.start, first.end), last=end)


def one_line(frame: Frame, dataset: Dataset) -> Text:
    """Who published the values, how many answered, and how sure the values are."""
    rows = [cell.observation for cell in frame.known]
    count = len(dataset.publishers(rows, "da"))
    publishers = in_both(lambda la: join_list(dataset.publishers(rows, la), la))
    if count > MOST_NAMES:
        publishers = frame.say("line_publishers", n=str(count))
    parts = [publishers, *_answers_line(frame), *_sure_line(frame)]
    return in_both(lambda la: f"{' · '.join(part[la] for part in parts)}.")


def _answers_line(frame: Frame) -> Iterator[Text]:
    if not frame.estimate:
        return
    bases = sorted(base for base in frame.bases if base is not None)
    rate = frame.editions[-1].response_rate
    if bases:
        numbers = dict.fromkeys((bases[0], bases[-1]))
        spans = in_both(lambda la: DASH.join(format_number(one, la) for one in numbers))
        yield frame.say("line_answers", n=spans)
    elif rate is not None:
        yield frame.say("line_rate", rate=_percent(rate))
    else:
        yield frame.words["line_unknown"]


def _sure_line(frame: Frame) -> Iterator[Text]:
    if not frame.estimate:
        yield frame.words["line_count" if frame.indicator.theme != SURVEY else "line_survey"]
        return
    spans = [(cell.value, cell.interval) for cell in frame.known if cell.interval]
    if not spans:
        yield frame.words["line_sure_none"]
    elif len(spans) < len(frame.known):
        yield frame.words["line_sure_some"]
    else:
        most = max(max(one.high - value, value - one.low) for value, one in spans)
        yield frame.say("line_sure", n=count_in_words(math.ceil(most)))


def caveat(frame: Frame) -> Text | None:
    """The one caveat that changes how the figure is read, in a few words."""
    apart = [head.spoken for head in frame.rows if head.apart]
    countries = country_caveat(frame)
    if frame.breaks:
        heads = {head.key: head for head in (*frame.rows, *frame.series)}
        return frame.say("caveat_break", period=heads[frame.breaks[-1].edition].spoken)
    if apart and countries:
        other = frame.say("caveat_apart", what=list_in_both(apart))
        return in_both(lambda la: f"{other[la]} {countries[la]}")
    if any(cell.few for cell in frame.known):
        return frame.words["caveat_few"]
    if countries:
        return countries
    if frame.estimate and frame.bases == {None} and len(frame.known) > 1:
        return frame.words["caveat_chance"]
    return None


def value_text(frame: Frame, value: float) -> Text:
    """A value as the figure shows it everywhere: at the precision in which it was published."""
    return _percent(value) if frame.share else count_in_words(value)


def marks_text(frame: Frame, codes: Iterable[str]) -> Text | None:
    """What sets a value apart, in words: `før brud, udledt`."""
    words = [frame.words[f"mark_{code}"] for code in codes]
    return in_both(lambda la: ", ".join(word[la] for word in words)) if words else None


def marked_value(frame: Frame, cell: Cell, marks: Iterable[str] = ()) -> Text:
    """A value, its base where that can stand nowhere else, its marks, and that few answered."""
    words = value_text(frame, cell.value)
    if frame.base_by == "cell":
        words = fill_template(PLACE_AND_BASE, words=words, base=base_text(frame, cell.base))
    more = [marks_text(frame, marks), frame.words["few_answers"] if cell.few else None]
    return in_both(lambda la: " ".join([words[la], *(one[la] for one in more if one)]))


def shared_marks(cells: Iterable[Cell | None]) -> tuple[str, ...]:
    """The codes that set all values of a row or series apart."""
    known = [cell.special for cell in cells if cell]
    return tuple(code for code in known[0] if all(code in one for one in known)) if known else ()


def with_marks(frame: Frame, words: Text, codes: Iterable[str]) -> Text:
    """`2013–2014 · før brud`: a row's or series' words, and what sets all its values apart."""
    marks = marks_text(frame, codes)
    return in_both(lambda la: f"{words[la]} · {marks[la]}") if marks else words


def with_base(frame: Frame, words: Text, cells: Iterable[Cell | None], by: str) -> Text:
    """A row's or series' words, and in brackets its base where the base depends on just that."""
    bases = {cell.base for cell in cells if cell}
    if frame.base_by != by or len(bases) != 1:
        return words
    base = base_text(frame, bases.pop())
    return fill_template(PLACE_AND_BASE, words=words, base=base)


def interval_text(cell: Cell) -> Text | None:
    """`79–83 %`, in whole per cent, or None where no interval can be given."""
    interval = cell.interval
    if interval is None:
        return None
    return in_both(lambda la: format_span(interval.low, interval.high, la, 0, share=True))


def places(frame: Frame) -> Iterator[tuple[Text, Cell | None]]:
    """Every cell with its name."""
    for row, series, cell in frame.by_cell:
        if len(frame.series) == 1:
            yield row.spoken, cell
        else:
            yield frame.say("pair", first=row.spoken, second=series.spoken), cell


def names_of(frame: Frame, wanted: Callable[[Cell], bool]) -> list[Text]:
    """The names of certain values: of their rows or series, where all in one are wanted."""
    for groups in (frame.by_row, frame.by_series):
        answers = [(head.spoken, {wanted(one) for one in cells if one}) for head, cells in groups]
        if len(groups) > 1 and all(len(some) <= 1 for _, some in answers):
            return [name for name, some in answers if True in some]
    return [name for name, cell in places(frame) if cell and wanted(cell)]


def count_in_words(number: float) -> Text:
    """A number without unit, with the signs of each language."""
    return in_both(lambda la: format_number(number, la))


def base_text(frame: Frame, base: int | None) -> Text:
    """`n = 1.877`, or that it was not published."""
    if base is None:
        return frame.words["n_unknown"]
    return frame.say("n_known", n=count_in_words(base))


def short_period(start: int, end: int) -> str:
    """`2013–14` or `2014`, the same in both languages, for a time axis."""
    return str(start) if start == end else f"{start}{DASH}{end % 100:02d}"


def tick_text(frame: Frame, tick: float, last: bool) -> Text:
    """A mark of a scale; the unit stands at its last one only."""
    return _percent(tick) if frame.share and last else count_in_words(tick)
