"""What stands under a table: letter codes in words, sources, and how sure the numbers are."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from barometer import language as lang
from barometer.charts.frame import LOW_BASE, Cell, Frame
from barometer.charts.markup import add, tag
from barometer.charts.place import Placed
from barometer.charts.wording import base_text, both, fill, list_of, names_of, value_text
from barometer.data.breaks import SURVEY
from barometer.data.model import FEWEST, Dataset, Source
from barometer.text import Language, Text


def codes(at: Placed) -> Iterator[Element]:
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
                yield fill(template, reason=reason)
        elif code == "d":
            for cell in frame.known:
                yield from _conflicts(frame, cell, dataset, template)
        else:
            yield fill(template, n=str(LOW_BASE))
    if any(cell.few for cell in frame.known):
        yield fill(frame.words["few_note"], n=str(FEWEST))


def _conflicts(frame: Frame, cell: Cell, dataset: Dataset, template: Text) -> Iterator[Text]:
    for one in cell.conflicts:
        publisher = dataset.sources[one.source].publisher
        period = dataset.editions[one.edition].period
        other = both(
            lambda la, v=one.value, p=publisher, e=period: (  # type: ignore[misc]
                f"{value_text(frame, v)[la]} ({p}, {e[la]})"
            )
        )
        yield fill(template, other=other, note=one.note)


def sources_of(frame: Frame, dataset: Dataset) -> tuple[Source, ...]:
    """The sources of the figure's values, each once, official statistics first."""
    return tuple(dataset.sources_of(cell.observation for cell in frame.known).values())


def sources(at: Placed) -> Element:
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
    return f", {lang.date(source.date, language)}" if source.date else ""


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
        yield fill(words["base_line"], bases=bases(frame, published=True))
        yield from _of_the_edition(frame)
    collected = [
        fill(words["collected_one"], years=head, when=edition.fieldwork)
        for head, edition in zip(_years(frame), frame.editions, strict=True)
        if edition.fieldwork
    ]
    if collected:
        yield fill(words["collected"], when=both(lambda la: " · ".join(c[la] for c in collected)))
    rates = [
        fill(
            words["pair"],
            first=both(lambda la, r=edition.response_rate: lang.percent(r, la)),  # type: ignore[misc]
            second=head,
        )
        for head, edition in zip(_years(frame), frame.editions, strict=True)
        if edition.response_rate is not None
    ]
    if rates:
        yield fill(words["response"], rates=list_of(rates))


def _of_the_edition(frame: Frame) -> Iterator[Text]:
    """Which values have the edition's number of answers, for they were published without one."""
    if all(cell.of_the_edition for cell in frame.known if cell.base is not None):
        yield frame.words["base_edition_all"]
    elif any(cell.of_the_edition for cell in frame.known):
        names = names_of(frame, lambda cell: cell.of_the_edition)
        yield fill(frame.words["base_edition_some"], what=list_of(names))


def _years(frame: Frame) -> list[Text]:
    """Each edition's years, as sentences take them."""
    written = [lang.years(edition.start, edition.end) for edition in frame.editions]
    return [Text(da=years, en=years) for years in written]


def bases(frame: Frame, published: bool = False) -> Text:
    """The base, or each base with what it belongs to; only the `published` ones if so wished."""
    if not frame.estimate:
        return frame.words["base_none"]
    if frame.base_by == "all":
        return base_text(frame, next(iter(frame.bases), None))
    told = [
        fill(frame.words["pair"], first=base_text(frame, cell.base), second=label)
        for row, cells in zip(frame.rows, frame.cells, strict=True)
        for series, cell in zip(frame.series, cells, strict=True)
        if cell and not (published and cell.base is None)
        for label in [series.spoken if frame.base_by == "series" else row.spoken]
    ]
    return list_of(list(dict.fromkeys(told)))


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
