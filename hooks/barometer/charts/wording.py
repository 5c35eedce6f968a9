"""The small texts of a figure: values, notes, sources, subtitle, place, facts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from barometer.data.breaks import SURVEY
from barometer.data.frame import LOW_BASE, Cell, Frame
from barometer.data.model import FEWEST, Dataset, Source
from barometer.html import add, tag
from barometer.pages.addresses import anchor_of_figure
from barometer.text import (
    DASH,
    HARD_SPACE,
    LANGUAGES,
    Language,
    Text,
    country_name,
    format_date,
    format_number,
    format_percent,
    format_span,
    format_years,
    join_list,
)


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
    """Title, finding, population, source, base, certainty, licence, address, version, citation."""

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
        return {
            "title": self.title,
            "population": self.population,
            "source": self.source,
            "base": self.base,
            "licence": self.licence,
            "address": self.address,
            "version": self.version,
            "citation": self.citation,
        }


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
        source=source_text(frame, dataset, language),
        base=bases(frame)[language],
        certainty=" ".join(text[language] for text in (*survey_texts(frame), *sure_texts(frame))),
        notes=tuple(text[language] for text in code_texts(frame, dataset)),
        licence=licence(frame, dataset)[language],
        address=figure_address(frame, language, site_url),
        version=frame.version,
        citation=citation,
    )


def licence(frame: Frame, dataset: Dataset) -> Text:
    """The figure's own licence, and the terms of the sources that state any."""
    named = {one.publisher: one.licence for one in sources_of(frame, dataset) if one.licence}
    told = {la: [f"{who}: {terms[la]}." for who, terms in named.items()] for la in LANGUAGES}
    return in_both(lambda la: " ".join([frame.words["licence"][la], *told[la]]))


@dataclass(frozen=True)
class FigureContext:
    """Where a figure stands: absolute root of the site, way up to it, page of the indicator.

    `page` and `method` are addresses below the root, `method` may be empty; `prefix` keeps ids
    apart where a figure stands twice on a page; `citation` is how to cite the figure;
    `edits` are words and addresses of the files behind it, where editors can reach them.
    """

    site_url: str
    to_root: str
    page: str
    prefix: str = ""
    method: str = ""
    citation: str = ""
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
        return self.context.prefix + figure_anchor(self.frame)

    @property
    def address(self) -> str:
        """Where the figure can always be found: on its indicator's page."""
        return f"{self.context.site_url}{self.context.page}#{figure_anchor(self.frame)}"

    @property
    def version(self) -> str:
        """The version of the data, in words."""
        return self.say(fill_template(self.frame.words["version"], version=self.frame.version))

    def word(self, key: str) -> str:
        """One of the site's words for figures."""
        return self.frame.words[key][self.language]

    def say(self, text: Text) -> str:
        """A text in the page's language."""
        return text[self.language]


def explain_codes(at: Placed) -> Iterator[Element]:
    """The letter codes of the figure, explained one by one."""
    told = list(code_texts(at.frame, at.dataset))
    if told:
        yield tag("ul", *(tag("li", at.say(text)) for text in told), class_="figure__codes")


def code_texts(frame: Frame, dataset: Dataset) -> Iterator[Text]:
    """Every letter code that a value carries, in words, and what few answers mean."""
    for code in frame.codes:
        template = frame.words[f"code_{code}"]
        if code == "b":
            for reason in dict.fromkeys(one.reason for one in frame.breaks):
                yield fill_template(template, reason=reason)
        elif code == "d":
            for cell in frame.known:
                yield from _conflicts(frame, cell, dataset, template)
        else:
            yield fill_template(template, n=str(LOW_BASE))
    if any(cell.few for cell in frame.known):
        yield fill_template(frame.words["few_note"], n=str(FEWEST))


def _conflicts(frame: Frame, cell: Cell, dataset: Dataset, template: Text) -> Iterator[Text]:
    for one in cell.conflicts:
        publisher = dataset.sources[one.source].publisher
        period = dataset.editions[one.edition].period
        other = in_both(
            lambda la, v=one.value, p=publisher, e=period: (  # type: ignore[misc]
                f"{value_text(frame, v)[la]} ({p}, {e[la]})"
            )
        )
        yield fill_template(template, other=other, note=one.note)


def sources_of(frame: Frame, dataset: Dataset) -> tuple[Source, ...]:
    """The sources of the figure's values, each once, official statistics first."""
    return tuple(dataset.sources_of(cell.observation for cell in frame.known).values())


def source_line(at: Placed) -> Element:
    """The source line: publication and organisation, linked."""
    found = sources_of(at.frame, at.dataset)
    line = tag("p", at.word(f"source_{'one' if len(found) == 1 else 'many'}"), " ")
    line.set("class", "figure__source")
    for n, source in enumerate(found):
        for part in source_link(source, at.language):
            add(line, part)
        after = "; " if n + 1 < len(found) else "."
        add(line, f", {source.publisher}{_dated(source, at.language)}{after}")
    if at.context.method:
        add(line, " ")
        add(line, tag("a", at.word("method"), href=at.context.to_root + at.context.method))
        add(line, ".")
    return line


def source_link(source: Source, language: Language, text: str = "") -> Iterator[Element | str]:
    """The source's title, or another `text` for it, linked where the source can be opened.

    An earlier page is followed by its first address as text.
    """
    foreign = source.language if source.language != language else None
    if source.link:
        yield tag("a", text or source.title, href=source.link, hreflang=foreign, lang=foreign)
    else:
        yield tag("cite", text or source.title, lang=foreign)
    if source.earlier:
        yield f" ({source.first_address[language]})"


def _dated(source: Source, language: Language) -> str:
    return f", {format_date(source.date, language)}" if source.date else ""


def source_text(frame: Frame, dataset: Dataset, language: Language) -> str:
    """The sources in running text, for files."""
    return "; ".join(
        f"{one.publisher}, {one.title}{_dated(one, language)}, {one.first_address[language]}"
        for one in sources_of(frame, dataset)
    )


def publication_text(frame: Frame, dataset: Dataset, language: Language) -> str:
    """The sources without their addresses: `Kilder: …`."""
    found = sources_of(frame, dataset)
    word = frame.words[f"source_{'one' if len(found) == 1 else 'many'}"][language]
    told = "; ".join(f"{one.publisher}, {one.title}{_dated(one, language)}" for one in found)
    return f"{word} {told}."


def sureness(at: Placed) -> Element:
    """Bases, collection, response and intervals: how sure the numbers are."""
    said = " ".join(at.say(text) for text in (*survey_texts(at.frame), *sure_texts(at.frame)))
    return tag("p", said, class_="figure__sure")


def survey_texts(frame: Frame) -> Iterator[Text]:
    """How many answered, when, and how large a share of those asked that was."""
    if not frame.estimate:
        return
    words = frame.words
    if frame.bases != {None}:
        yield fill_template(words["base_line"], bases=bases(frame, published=True))
        yield from _of_the_edition(frame)
    collected = [
        fill_template(words["collected_one"], years=head, when=edition.fieldwork)
        for head, edition in zip(_years(frame), frame.editions, strict=True)
        if edition.fieldwork
    ]
    if collected:
        yield fill_template(
            words["collected"], when=in_both(lambda la: " · ".join(c[la] for c in collected))
        )
    rates = [
        fill_template(
            words["pair"],
            first=in_both(lambda la, r=edition.response_rate: format_percent(r, la)),  # type: ignore[misc]
            second=head,
        )
        for head, edition in zip(_years(frame), frame.editions, strict=True)
        if edition.response_rate is not None
    ]
    if rates:
        yield fill_template(words["response"], rates=list_in_both(rates))


def _of_the_edition(frame: Frame) -> Iterator[Text]:
    """Which values have the edition's number of answers, for they were published without one."""
    if all(cell.of_the_edition for cell in frame.known if cell.base is not None):
        yield frame.words["base_edition_all"]
    elif any(cell.of_the_edition for cell in frame.known):
        names = names_of(frame, lambda cell: cell.of_the_edition)
        yield fill_template(frame.words["base_edition_some"], what=list_in_both(names))


def _years(frame: Frame) -> list[Text]:
    """Each edition's years, as sentences take them."""
    written = [format_years(edition.start, edition.end) for edition in frame.editions]
    return [Text(da=years, en=years) for years in written]


def bases(frame: Frame, published: bool = False) -> Text:
    """The base, or each base with what it belongs to; only the `published` ones if so wished."""
    if not frame.estimate:
        return frame.words["base_none"]
    if frame.base_by == "all":
        return base_text(frame, next(iter(frame.bases), None))
    told = [
        fill_template(frame.words["pair"], first=base_text(frame, cell.base), second=label)
        for row, cells in zip(frame.rows, frame.cells, strict=True)
        for series, cell in zip(frame.series, cells, strict=True)
        if cell and not (published and cell.base is None)
        for label in [series.spoken if frame.base_by == "series" else row.spoken]
    ]
    return list_in_both(list(dict.fromkeys(told)))


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


def figure_page(frame: Frame, language: Language) -> str:
    """The indicator's page below the site's root; its words stand in the indicator's file."""
    root = "" if language == "da" else f"{language}/"
    return f"{root}barometer/{frame.indicator.slug[language]}/"


def figure_address(frame: Frame, language: Language, site_url: str) -> str:
    """The figure's permanent address."""
    return f"{site_url}{figure_page(frame, language)}#{figure_anchor(frame)}"


def subtitle(frame: Frame) -> Text:
    """What was measured, among whom, where and when."""
    first, last = frame.editions[0], frame.editions[-1]
    period = first.period
    if first is not last:
        period = fill_template(frame.words["until"], first=first.period, last=last.period)
    return fill_template(
        frame.words["subtitle"],
        title=frame.indicator.title,
        measure=in_both(lambda la: _small(frame.indicator.measure[la])),
        population=frame.indicator.population,
        where=list_in_both([country_name(code) for code in frame.countries]),
        period=period,
    )


def _small(words: str) -> str:
    """The words as they stand inside a sentence, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def in_both(write: Callable[[Language], str]) -> Text:
    """The same thing written in each language."""
    return Text(da=write("da"), en=write("en"))


def fill_template(template: Text, **parts: Text | str) -> Text:
    """A template with its `{names}` filled in, each language from its own half."""
    return in_both(
        lambda language: template[language].format(
            **{
                key: part if isinstance(part, str) else part[language]
                for key, part in parts.items()
            }
        )
    )


def list_in_both(items: list[Text]) -> Text:
    """`a, b og c` and `a, b and c`."""
    return in_both(lambda language: join_list([item[language] for item in items], language))


def value_text(frame: Frame, value: float) -> Text:
    """A value as the figure shows it everywhere: at the precision in which it was published."""
    return in_both(
        lambda la: format_percent(value, la) if frame.share else format_number(value, la)
    )


def marked_value(frame: Frame, cell: Cell) -> Text:
    """A value with its letter codes, and that few answered: `92 % [i]`, `40 % [u] få svar`."""
    words, few = coded(frame, cell), frame.words["few_answers"]
    return in_both(lambda la: f"{words[la]} {few[la]}") if cell.few else words


def coded(frame: Frame, cell: Cell) -> Text:
    """A value with its letter codes, and its base where that can stand nowhere else: `92 % [i]`."""
    codes = "".join(f"{HARD_SPACE}[{code}]" for code in cell.codes)
    base = base_text(frame, cell.base) if frame.base_by == "cell" else None
    return in_both(
        lambda la: value_text(frame, cell.value)[la] + codes + (f" ({base[la]})" if base else "")
    )


def with_base(frame: Frame, words: Text, cells: Iterable[Cell | None], by: str) -> Text:
    """A row's or series' words, and in brackets its base where the base depends on just that."""
    bases = {cell.base for cell in cells if cell}
    if frame.base_by != by or len(bases) != 1:
        return words
    base = base_text(frame, bases.pop())
    return in_both(lambda la: f"{words[la]} ({base[la]})")


def interval_text(cell: Cell) -> Text | None:
    """`79–83 %`, in whole per cent, or None where no interval can be given."""
    interval = cell.interval
    if interval is None:
        return None
    return in_both(lambda la: format_span(interval.low, interval.high, la, 0, share=True))


def places(frame: Frame) -> Iterator[tuple[Text, Cell | None]]:
    """Every cell with its name."""
    for row, cells in zip(frame.rows, frame.cells, strict=True):
        for series, cell in zip(frame.series, cells, strict=True):
            if len(frame.series) == 1:
                yield row.spoken, cell
            else:
                yield (
                    fill_template(frame.words["pair"], first=row.spoken, second=series.spoken),
                    cell,
                )


def names_of(frame: Frame, wanted: Callable[[Cell], bool]) -> list[Text]:
    """The names of certain values: of their rows or series, where all in one are wanted."""
    for heads, groups in (
        (frame.rows, frame.cells),
        (frame.series, tuple(zip(*frame.cells, strict=True))),
    ):
        found = [{wanted(cell) for cell in group if cell} for group in groups]
        if len(heads) > 1 and all(len(one) <= 1 for one in found):
            return [head.spoken for head, one in zip(heads, found, strict=True) if True in one]
    return [name for name, cell in places(frame) if cell and wanted(cell)]


def count_in_words(number: int) -> Text:
    """A count with the thousands sign of each language."""
    return in_both(lambda la: format_number(number, la))


def base_text(frame: Frame, base: int | None) -> Text:
    """`n = 1.877`, or that it was not published."""
    if base is None:
        return frame.words["n_unknown"]
    return fill_template(frame.words["n_known"], n=count_in_words(base))


def short_period(start: int, end: int) -> str:
    """`2013–14` or `2014`, the same in both languages, for a time axis."""
    return str(start) if start == end else f"{start}{DASH}{end % 100:02d}"


def codes_text(cell: Cell) -> Text | None:
    """The letter codes of a value on their own: `[b] [t]`."""
    if not cell.codes:
        return None
    return in_both(lambda _: HARD_SPACE.join(f"[{code}]" for code in cell.codes))


def tick_text(frame: Frame, tick: float, last: bool) -> Text:
    """A mark of a scale; the unit stands at its last one only."""
    if frame.share and last:
        return in_both(lambda la: format_percent(tick, la))
    return count_text(tick)


def count_text(number: float) -> Text:
    """A number without unit."""
    return in_both(lambda la: format_number(number, la))
