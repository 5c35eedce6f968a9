"""What pages and findings state, held against the published values."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

from barometer.cache import digest
from barometer.data.breaks import across_countries, incomparable, interval_of, verdict
from barometer.data.cells import table_lines
from barometer.data.codebook import (
    OtherNumber,
    Phrases,
    indicator_file,
    read_others,
    read_phrases,
)
from barometer.data.frame import RESIDUAL, Frame, frame_of
from barometer.data.model import HOME_COUNTRY, TABLE, Dataset, Indicator, Observation
from barometer.data.notation import (
    LATEST,
    Reference,
    newest_values,
    older,
    point_of,
    resolve,
    with_period,
)
from barometer.faults.report import CellFault, Fault, Word, make_fault, suggest_nearest
from barometer.faults.yaml_file import YamlFile, read_yaml
from barometer.pages.addresses import anchor_of_figure
from barometer.pages.document import Bound, Link, Passage
from barometer.pages.page import Page, Pages, SourcedFacts, TrendFacts, is_case, is_trend
from barometer.pages.prose import TermForms, head_blocks
from barometer.pages.trends import ADVICE
from barometer.sentences.captions import CaptionedFigure, FigureValue, check_caption, select_values
from barometer.sentences.claims import Amount
from barometer.sentences.table import (
    CHART,
    NO_WORDS,
    OTHER,
    VALUE,
    MeasuredPeriod,
    Relation,
    SentenceContext,
    Value,
    ValueTable,
    bound_points,
    list_values,
    read_reference,
)
from barometer.sentences.unbound_words import (
    ABOUT,
    Contexts,
    find_amounts,
    find_comparison,
    find_unbound_claims,
    find_wrong_period,
    hedge_before,
    missing_numbers,
    say_same,
)
from barometer.sentences.values import ValuePair, check_pair, check_single, check_sum
from barometer.text import LANGUAGES, Language, Text, country_name, format_number, in_both

ONCE_SOURCED = ("V502", "V507")
"""What is right once the number in the same line has its source."""
NO_NUMBER = Text(da="intet tal", en="no number")
MOST_HINTS = 4
BROKEN_LINK = re.compile(r"\[([^\[]*)\]\(((?:value|chart):[^)]*\)?)")
"""What was meant as a bound link and is none, because its address holds a blank."""
STOP = re.compile(r"[.!?] ")

Places = Collection[tuple[str, int | None]]
Texts = list[tuple[str, int | None]]
"""The paragraphs, cells and entries of the head of a page, with their lines."""


@dataclass(frozen=True, eq=False)
class StatementContext(SentenceContext):
    """The same with the data that the table of values is made from."""

    dataset: Dataset


def build_contexts(
    dataset: Dataset, phrases: Phrases, root: Path | None = None
) -> Mapping[Language, StatementContext]:
    """The context of each language; with `root` messages also name the line of a value."""
    lines = table_lines(root) if root else {}
    table = build_value_table(dataset.observations, dataset, lines)
    return {la: StatementContext(table, phrases, la, dataset) for la in LANGUAGES}


def build_value_table(
    rows: Collection[Observation], dataset: Dataset, lines: Mapping[tuple[str, ...], int]
) -> ValueTable:
    """Published values as sentences know them; `lines` are theirs in the table's file."""
    periods = {
        key: MeasuredPeriod(one.country, one.start, one.end, one.title, one.period)
        for key, one in dataset.editions.items()
    }
    dated, values = {(row.country, row.edition): row for row in rows}, []
    aged = {key: older([row], dataset) for key, row in dated.items()}
    for row in rows:
        indicator, line, place = dataset.indicators.get(row.indicator), lines.get(row.key), NO_WORDS
        divided = indicator.breakdowns.get(row.breakdown) if indicator else None
        share = is_share(row, dataset)
        interval = interval_of(row) if share else None
        if line:
            place = Text(da=f"; linje {line} i {TABLE}", en=f"; line {line} of {TABLE}")
        values.append(
            Value(
                point_of(row),
                row.value,
                periods[row.edition],
                base=row.base,
                interval=(interval.low, interval.high) if interval else None,
                share=share,
                few=row.few,
                older=aged[row.country, row.edition],
                leftover=row.category in RESIDUAL,
                partial=bool(divided and divided.answers_partial),
                whole=bool(divided and divided.whole),
                place=place,
            )
        )
    return ValueTable(tuple(values), periods, partial(_relate, dataset), dataset.withheld)


def _relate(dataset: Dataset, *pair: Value) -> Relation:
    first, second = (
        Observation._make((*one.point.row_key, one.value, one.base, "", "", "")) for one in pair
    )
    found = verdict(first, second, dataset)
    source = dataset.sources.get(found.source)
    return Relation(
        found.clarity,
        source.publisher if source else "",
        incomparable(first, second, dataset),
        across_countries(first, second, dataset),
    )


def is_share(row: Observation, dataset: Dataset) -> bool:
    """Whether the value is a share in per cent, and no count of answers."""
    described = dataset.described(row.indicator)
    return described is None or described.unit == "percent"


def captioned_figure(frame: Frame, table: ValueTable) -> CaptionedFigure:
    """A figure as its text is held against it."""
    indicator, abroad = frame.indicator, len(frame.chart.countries) > 1
    divided = indicator.breakdowns.get(frame.chart.breakdown)
    labels = divided.labels if divided else {}
    own = [label for one in indicator.breakdowns.values() for label in one.labels.values()]
    points = [point_of(cell.observation) for cell in frame.known]
    return CaptionedFigure(
        tuple(
            FigureValue(
                table.by_point[at],
                labels.get(at.category, NO_WORDS),
                country_name(at.country) if abroad else NO_WORDS,
            )
            for at in points
        ),
        (indicator.title, indicator.measure, *own),
    )


def spoken_in(frame: Frame, dataset: Dataset) -> tuple[Observation, ...]:
    """The values that the finding of a figure speaks of: the newest of each that it names."""
    rows = {point_of(cell.observation): cell.observation for cell in frame.known}
    figure = captioned_figure(frame, build_value_table(rows.values(), dataset, {}))
    named = select_values(figure.newest, [frame.chart.finding.da], "da")
    return tuple(rows[one.row.point] for one in named)


def spoken_of(dataset: Dataset, name: str) -> tuple[Observation, ...]:
    """The values that an indicator's first finding speaks of."""
    return spoken_in(first_frame(dataset, name), dataset)


def first_finding(dataset: Dataset, name: str, language: Language) -> str:
    """The same finding with its period and without its full stop: `83 procent … (2021–2023)`."""
    finding = first_frame(dataset, name).chart.finding[language].rstrip(".")
    return with_period(finding, spoken_of(dataset, name), dataset, language)


def first_frame(dataset: Dataset, name: str) -> Frame:
    """An indicator's first figure, which says the most about it."""
    charts = dataset.indicators[name].charts
    return frame_of(dataset, name, "default" if "default" in charts else next(iter(charts)))


BASE = Text(da="grundlag: {n} svar", en="base: {n} answers")
EDITION_BASE = Text(
    da="grundlag: {n} svar (oplyst for udgaven)", en="base: {n} answers (given for the edition)"
)
NO_BASE = Text(da="grundlag ikke offentliggjort", en="base not published")
SOURCE = Text(da="Kilde: {source}", en="Source: {source}")
PUBLISHED = {
    "clear": Text(
        da="Forskellen er signifikant ifølge {source}.",
        en="The difference is significant according to {source}.",
    ),
    "unclear": Text(
        da="Forskellen er ikke signifikant ifølge {source}.",
        en="The difference is not significant according to {source}.",
    ),
}
CALCULATED = {
    "clear": Text(
        da="Forskellen er klar: Usikkerheden overlapper ikke (egen beregning).",
        en="The difference is clear: the uncertainty does not overlap (own calculation).",
    ),
    "unclear": Text(
        da="Forskellen er ikke klar: Usikkerheden overlapper (egen beregning).",
        en="The difference is not clear: the uncertainty overlaps (own calculation).",
    ),
}
ADDED = Text(da="Summen er lagt sammen af dem (egen beregning).", en="The sum is our own addition.")


def value_note(reference: Reference, dataset: Dataset, language: Language) -> str:
    """`4. udgave, 2021–2023, grundlag: 1.352 svar. Kilde: CO-PI.`; two follow each other.

    How a difference is known ends the note: published by a source, or calculated here.
    """
    rows = [row for point in reference.points if (row := resolve(point, dataset))]
    parts = list(dict.fromkeys(_row_note(row, dataset, language) for row in rows))
    if reference.operator == "+":
        parts.append(ADDED[language])
    elif reference.operator and len(rows) == len(reference.points):
        found = verdict(rows[0], rows[1], dataset)
        if found.source:
            publisher = dataset.sources[found.source].publisher_name[language]
            parts.append(PUBLISHED[found.clarity][language].format(source=publisher))
        elif found.clarity != "unknown" and is_share(rows[0], dataset):
            parts.append(CALCULATED[found.clarity][language])
    return " ".join(parts)


def _row_note(row: Observation, dataset: Dataset, language: Language) -> str:
    edition = dataset.editions[row.edition]
    title, period = edition.title[language], edition.period[language]
    parts = [title if period in title else f"{title}, {period}"]
    if is_share(row, dataset):
        known = EDITION_BASE if row.base_source == "of_the_edition" else BASE
        base = NO_BASE if row.base is None else known
        parts.append(base[language].format(n=format_number(row.base or 0, language)))
    publisher = dataset.sources[row.source].publisher_name[language]
    source = SOURCE[language].format(source=publisher)
    return f"{', '.join(parts)}. {source}."


def figure_id(row: Observation, dataset: Dataset) -> str:
    """The id of the figure, on the indicator's page, that shows a value; empty if none does."""
    charts = dataset.indicators[row.indicator].charts.items()
    name = next((name for name, chart in charts if chart.shows(row)), None)
    return anchor_of_figure(row.indicator, name) if name else ""


def word_faults(root: Path) -> Iterator[Fault]:
    """The faults of the files that sentences are checked with, where no sentence can be."""
    yield from read_phrases(root)[1]
    yield from read_others(root)[1].problems


def check_sentences(
    pages: Pages, dataset: Dataset, root: Path, ill_formed: Collection[str] = ()
) -> Iterator[Fault]:
    """The faults of bound values, comparisons, captions, unbound percentages and sources.

    A page whose form has faults is not held against its translation until they are put right.
    """
    phrases, problems = read_phrases(root)
    others, file = read_others(root)
    yield from (*problems, *file.problems)
    if phrases is None:
        return
    contexts = build_contexts(dataset, phrases, root)
    parts = (dataset.model_dump_json(), phrases.model_dump_json(), others, table_lines(root))
    data, used = digest(parts), set[int]()
    found: list[Fault] = []
    for page in pages.values():
        danish = pages.get((page.key, "da"))
        told, covering = _page_faults(
            _Read(data, (id(page), id(danish)), page, danish, contexts, others)
        )
        found += told
        used |= covering
    yield from found
    for at, other in enumerate(others):
        if at not in used:  # it covers no percentage of any page
            line = file.line([at])
            yield make_fault("V504", file.path, line, page=other.page, text=other.text)
    wrong = {(one.path, one.line) for one in found}
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english and not {danish.path, english.path} & {*ill_formed}:
            yield from _check_translated(danish, english, contexts, wrong)
            yield from _check_numbers(danish, english, contexts, wrong)
    yield from _check_findings(contexts, root)


@dataclass(frozen=True)
class _Read:
    """The very page that was read, its Danish one, and the hash of the data that both speak of.

    While a site is shown most pages are the ones of the build before, and so are their faults.
    """

    data: str
    pair: tuple[int, int]
    page: Page = field(compare=False)
    danish: Page | None = field(compare=False)
    contexts: Mapping[Language, StatementContext] = field(compare=False)
    others: Sequence[OtherNumber] = field(compare=False)


@lru_cache(maxsize=4096)
def _page_faults(read: _Read) -> tuple[tuple[Fault, ...], frozenset[int]]:
    """The faults of the sentences of one page, and which exceptions cover a percentage there."""
    page, context, used = read.page, read.contexts[read.page.language], set[int]()
    found = [*check_bound_links(page, context), *check_unbound_words(page, context)]
    loose = [*check_unbound_percentages(page, context, read.others, used)]
    found += _check_unread(page, context)
    facts = read.danish.facts if read.danish else None
    sourced = facts if isinstance(facts, SourcedFacts) else None
    cited = [*check_cited_numbers(page, sourced, context)] if sourced else []
    sourceless = {one.line for one in cited}
    found += cited
    loose += check_claims(page, context)
    found += (one for one in loose if one.code not in ONCE_SOURCED or one.line not in sourceless)
    return tuple(found), frozenset(used)


def find_older_words(pages: Pages, dataset: Dataset, root: Path) -> Iterator[Fault]:
    """The bound words whose edition a newer one of the same series has followed.

    They may be right as they stand: a comparison with the newest value is not among them.
    """
    phrases, _ = read_phrases(root)
    if phrases is None:
        return
    table = build_contexts(dataset, phrases, root)["da"].table
    for page in pages.values():
        for link in page.document.links:
            points = bound_points(link.target)
            newest = [table.find(replace(one, edition=LATEST)) for one in points]
            pairs = zip(map(table.find, points), newest, strict=True)
            if newest and all(old != new for old, new in pairs):
                new = next(one for one in newest if isinstance(one, Value))
                words: dict[str, Word] = {"words": link.text, "newest": new.describe()}
                yield make_fault("V508", page.path, link.line, link.target, **words)


def find_older_charts(dataset: Dataset, root: Path) -> Iterator[Fault]:
    """The charts of chosen editions that a newer one, which no chart shows, has followed."""
    for name, indicator in dataset.indicators.items():
        path, charts = indicator_file(name), indicator.charts
        for key, chart in charts.items():
            whole = chart.model_copy(update={"editions": ()})
            shown = [row for row in dataset.of(name) if whole.shows(row)]
            newest = newest_values(shown, dataset.editions) if chart.editions else ()
            hidden = {
                row.edition for row in newest if not any(one.shows(row) for one in charts.values())
            }
            for edition in sorted(hidden):
                line = read_yaml(root / path, path).line(("charts", key, "editions"))
                words: dict[str, Word] = {"chart": key, "edition": edition}
                yield make_fault("V508/chart", path, line, f"{CHART}{name}/{key}", **words)


def _check_unread(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """Words about what the writers have read, which belong to the record of a source."""
    said = TermForms(dict.fromkeys(context.phrases.unread[page.language], ""))
    for block in (*head_blocks(page), *page.document.blocks):
        for part in () if block.kind == "heading" else block.stretches:
            for one in said.find(part.text) if not part.language else ():
                words = part.text[one.start : one.end]
                yield make_fault("S202", page.path, part.line, words=words)


def check_bound_links(page: Page, context: StatementContext) -> Iterator[Fault]:
    """The faults of every bound link and figure of a page."""
    for link in page.document.links:
        for found in check_link(link, context):
            yield found.at(page.path, link.line, link.target)


def check_link(link: Link, context: StatementContext) -> Iterator[CellFault]:
    """The faults of one link; none where it is not bound."""
    scheme, mark, target = link.target.partition(":")
    words = {"text": link.text, "target": target}
    if scheme + mark == VALUE:
        found = CellFault("V101/image", words) if link.image else _check_value(link, context)
        yield from [found] if found else []
    elif scheme + mark == OTHER:
        sources = context.dataset.sources
        if target not in sources:
            yield CellFault("V503", {"key": target, "near": suggest_nearest(target, sources)})
    elif scheme + mark == CHART:
        if not link.image:
            yield CellFault("V401/link", words)
        elif not link.alone:
            yield CellFault("V401/inside", words)
        else:
            figures = {
                name if chart == "default" else f"{name}/{chart}": (name, chart)
                for name, indicator in context.dataset.indicators.items()
                for chart in indicator.charts
            }
            if target in figures:
                frame = frame_of(context.dataset, *figures[target])
                figure = captioned_figure(frame, context.table)
                yield from check_caption(link.text, figure, context)
            else:
                near = suggest_nearest(target.removesuffix("/default"), figures)
                yield CellFault("V401", {"target": target, "near": near})


def _check_value(link: Link, context: StatementContext) -> CellFault | None:
    reference = read_reference(link.target)
    if isinstance(reference, CellFault):
        return reference
    values: list[Value] = []
    for point in reference.points:
        found = context.table.find(point)
        if isinstance(found, CellFault):
            return found
        values.append(found)
    claim, operator = context.read_claim(link.text), reference.operator
    if operator == "+":
        return check_sum(claim, values, context)
    if len(values) == 1:
        return check_single(claim, values[0], context)
    return check_pair(claim, ValuePair(values[0], operator, values[1], context))


def _check_findings(contexts: Mapping[Language, StatementContext], root: Path) -> Iterator[Fault]:
    """The faults of every finding, at the line of its language."""
    dataset, table = contexts["da"].dataset, contexts["da"].table
    for name, indicator in dataset.indicators.items():
        path = f"data/indicators/{name}.yml"
        for chart, spec in indicator.charts.items():
            figure = captioned_figure(frame_of(dataset, name, chart), table)
            keys = ("charts", chart, "finding")
            found: list[tuple[CellFault, tuple[str, ...]]] = [
                (one, (language,))
                for language in LANGUAGES
                for one in check_caption(spec.finding[language], figure, contexts[language])
            ]
            if found and (moments := _moments(dataset, name, read_yaml(root / path, path), chart)):
                found = [(CellFault("V402/withheld", {"moment": min(moments)}), ())]
            texts = {"danish": spec.finding.da, "english": spec.finding.en}
            if not say_same(spec.finding.da, spec.finding.en, contexts):
                line = read_yaml(root / path, path).line((*keys, "en"))
                found.append((CellFault("V506", {**texts, "where": f"{path}:{line}"}), ("da",)))
            for one, at in found:
                line = read_yaml(root / path, path).line((*keys, *at))
                yield one.at(path, line, ".".join(keys))


def _moments(dataset: Dataset, name: str, file: YamlFile, chart: str) -> list[str]:
    """When the values come out that wait here and that a chart, as it is written, shows."""
    waiting = {at: when for at, when in dataset.withheld.items() if at[0] == name}
    written = Indicator.model_validate(file.value).charts[chart] if waiting else None
    rows = {at: Observation._make((*at, 0.0, None, "", "", "")) for at in waiting}
    return [when for at, when in waiting.items() if written and written.shows(rows[at])]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: where it begins, its unbound words, the links to values in it."""

    passage: Passage
    start: int
    text: str
    bound: tuple[Bound, ...]

    @property
    def line(self) -> int:
        """The line of the file in which it begins."""
        return self.passage.line(self.start)

    @property
    def words(self) -> str:
        """The sentence as it stands, with what is bound in it."""
        return self.passage.text[self.start : self.start + len(self.text)].strip()


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage: a line ends one, and so does a full stop."""
    if passage.excused:
        return
    text, loose = passage.text, passage.loose
    values = [one for one in passage.bound if one.target.startswith(VALUE)]
    stops = [found.end() for found in STOP.finditer(text)]
    ends = {start for start, _ in passage.breaks} | {0, len(text)}
    ends |= {stop for stop in stops if text[stop : stop + 1].isupper()}
    for start, end in pairwise(sorted(ends)):
        bound = tuple(one for one in values if start <= one.start < end)
        yield Sentence(passage, start, loose[start:end], bound)


def _check_translated(
    danish: Page, english: Page, contexts: Contexts, wrong: Places
) -> Iterator[Fault]:
    """The bound words that name other amounts than their translation does.

    Those on a line that is `wrong` already may well agree when that is put right.
    """
    bound = [
        [link for link in page.document.links if link.target.startswith((VALUE, OTHER, CHART))]
        for page in (danish, english)
    ]
    for ours, theirs in zip(*bound, strict=False):
        if ours.target != theirs.target:
            return
        if (danish.path, ours.line) in wrong or (english.path, theirs.line) in wrong:
            continue
        if ours.text and theirs.text and not say_same(ours.text, theirs.text, contexts):
            words = {"danish": ours.text, "english": theirs.text}
            where = f"{english.path}:{theirs.line}"
            yield make_fault("V506", danish.path, ours.line, **words, where=where)

    # the sentences with bound words of which one language denies what the other says
    said: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in bound_sentences(english):
        for one in sentence.bound:
            said[one.target].append(sentence)
    for here in bound_sentences(danish):
        for there in (said[one.target].pop(0) for one in here.bound if said[one.target]):
            pair = (here, contexts["da"]), (there, contexts["en"])
            denied = {"negation" in context.read_claim(one.text).marks for one, context in pair}
            if len(denied) > 1:
                words = {"danish": here.words, "english": there.words}
                where = f"{english.path}:{there.line}"
                yield make_fault("V506/denied", danish.path, here.line, **words, where=where)


def _check_numbers(
    danish: Page, english: Page, contexts: Contexts, wrong: Places
) -> Iterator[Fault]:
    """The numbers of a pair of pages that stand in one language and not in the other.

    Held together are the entries of the head by name, and the paragraphs of a section one by one;
    where these do not pair, all of them as one. A number on a line that is `wrong` may be one that
    is to become a link, as the other may be.
    """
    ids = [{one.id for one in page.document.headings} for page in (danish, english)]
    ours, theirs = (_texts(page, ids[0] & ids[1]) for page in (danish, english))
    for name, texts in ours.items():
        others = theirs.get(name, [])
        pairs = [([one], [other]) for one, other in zip(texts, others, strict=False)]
        for here, there in pairs if len(texts) == len(others) else [(texts, others)]:
            said, told = (" \n ".join(text for text, _ in one) for one in (here, there))
            left = missing_numbers(said, told, contexts["da"], contexts["en"])
            right = missing_numbers(told, said, contexts["en"], contexts["da"])
            line, other_line = _line_of(left, here), _line_of(right, there)
            if (left or right) and (danish.path, line) not in wrong:
                words: dict[str, Word] = {
                    "danish": ", ".join(left) or NO_NUMBER,
                    "english": ", ".join(right) or NO_NUMBER,
                    "where": english.path + (f":{other_line}" if other_line else ""),
                }
                key = "P605/signs" if left == right else "P605"
                yield make_fault(key, danish.path, line, **words, numbers=words["danish"])


def _texts(page: Page, known: Collection[str | None]) -> Mapping[str, Texts]:
    """The texts of each entry of the head, and of each section that both languages have."""
    found: dict[str, Texts] = defaultdict(list)
    for key, line, text in head_passages(page):
        found[f"{key}:"].append((text, line))
    for one in page.document.passages:
        line = one.line(0)
        above = [head.id for head in page.document.headings if head.line <= line]
        if not above or above[-1] in known:
            found[above[-1] or "" if above else ""].append((one.loose, line))
    return found


def _line_of(numbers: Sequence[str], texts: Texts) -> int | None:
    """The line of the first text that writes the first of the numbers; of the first for none."""
    lines = [line for text, line in texts if not numbers or numbers[0] in text]
    return next(iter(lines), None)


def bound_sentences(page: Page) -> Iterator[Sentence]:
    """The sentences of a page that bind a value."""
    bound = (one for one in page.document.passages if one.bound)
    return (each for one in bound for each in sentences_of(one) if each.bound)


def check_unbound_words(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """Hedges before a bound value, comparisons and periods of bound values, outside the links."""
    for passage in page.document.passages:
        sentences = [one for one in sentences_of(passage) if one.bound] if passage.bound else []
        compared = False
        for sentence in sentences:
            targets = [one.target for one in sentence.bound]
            if said := find_comparison(sentence.text, targets, context):
                compared, line = True, passage.line(sentence.start + said[0].start)
                yield said[1].at(page.path, line)
        for sentence in sentences:
            if not compared:
                yield from _check_hedges(page, sentence, context)
            values = context.table.find_bound(one.target for one in sentence.bound)
            first = sentence.bound[0]
            words = passage.text[first.start : first.end]
            if found := find_wrong_period(sentence.text, values, words, context):
                yield found.at(page.path, passage.line(first.start), first.target)


def _check_hedges(page: Page, sentence: Sentence, context: SentenceContext) -> Iterator[Fault]:
    passage = sentence.passage
    for bound in sentence.bound:
        before = hedge_before(passage.loose[: bound.start], context)
        if not before:
            continue
        words = {"before": before, "words": passage.text[bound.start : bound.end]}
        line = passage.line(bound.start)
        value = next(iter(context.table.find_bound([bound.target])), None)
        if value is None or not value.few:
            yield make_fault("V209", page.path, line, bound.target, **words, target=bound.target)
        elif found := check_single(context.read_claim(" ".join(words.values())), value, context):
            yield found.at(page.path, line, bound.target)


def check_claims(page: Page, context: StatementContext) -> Iterator[Fault]:
    """What a page claims of the barometer's figures in words that nothing holds.

    A sentence with another source than the barometer's own says what that source does.
    """
    own = {row.source for row in context.dataset.observations}
    cited = [(one.target, one.line) for one in page.document.links if one.target.startswith(OTHER)]
    cited = [(target.removeprefix(OTHER), line) for target, line in cited]
    sourced = {line for key, line in (*cited, *page.document.notes) if key not in own}
    for passage in page.document.passages:
        before = ""
        for sentence in sentences_of(passage):
            end = 0
            for found in sorted(find_unbound_claims(sentence.text, context, before)):
                line = passage.line(sentence.start + found[0])
                if found[0] >= end and line not in sourced:
                    yield make_fault("V507", page.path, line, words=sentence.text[slice(*found)])
                end = max(end, found[1])
            before = passage.text[sentence.start : sentence.start + len(sentence.text)]


def check_unbound_percentages(
    page: Page, context: StatementContext, others: Sequence[OtherNumber], used: set[int]
) -> Iterator[Fault]:
    """Every percentage that nothing holds; exceptions that cover one are added to `used`."""
    for passage in page.document.passages:
        broken = list(BROKEN_LINK.finditer(passage.text))
        for link in broken:
            address, line = link[2], passage.line(link.start())
            first, *rest = address.split()
            if rest and any(one.isalpha() for one in rest):
                text, right = f"[{link[1]}]({first}", f"[{link[1]}]({first})"
                yield make_fault("V101/open", page.path, line, text=text, right=right)
                continue
            right = f"[{link[1]}]({''.join(address.split())}"
            yield make_fault("V101/spaces", page.path, line, text=link[0], right=right)
        for said in _unbound_percentages(passage, context):
            if any(link.start() <= said.start < link.end() for link in broken):
                continue
            place = _find_exception(page, passage, said, others)
            if place is None:
                number, line = passage.text[said.start : said.end], passage.line(said.start)
                small, about = passage.text.lower(), context.lexicon.statistic
                ours = not (is_case(page.key) or is_trend(page.key))
                ours = ours and any(about[kind].search(small) for kind in ABOUT)
                hint = _hint(said, context) if ours else NO_WORDS
                yield make_fault("V501", page.path, line, number=number, hint=hint)
            else:
                used.add(place)
    yield from _check_head(page, context)


def _unbound_percentages(passage: Passage, context: SentenceContext) -> Iterator[Amount]:
    """The percentages of a passage that are not bound; a bare number in a column of per cent."""
    words = context.phrases.units.percent[context.language]
    column = any(word in passage.heading.casefold() for word in words)
    if passage.excused or not (column or any(word in passage.text.casefold() for word in words)):
        return
    for said in context.read_claim(passage.loose).amounts:
        alone = passage.text[said.start : said.end] == passage.text.strip()
        if said.unit or (column and said.digits is not None and alone):
            yield said


def _find_exception(
    page: Page, passage: Passage, said: Amount, others: Sequence[OtherNumber]
) -> int | None:
    """The place in the list of the exception that covers a percentage, None where there is none."""
    for place, other in enumerate(others):
        words = re.escape(other.text[page.language])
        for found in re.finditer(words, passage.text) if other.page == page.key.path else ():
            if found.start() <= said.start and said.end <= found.end():
                return place
    return None


def _hint(amount: Amount, context: SentenceContext) -> Text:
    """Which published Danish values the words could mean, where they are few."""
    alike = [one.point for one in context.table.values if amount.exact == one.value]
    home = (one for one in alike if one.country == HOME_COUNTRY)
    points = [str(one) for one in home if one.breakdown == "total"]
    if not points or len(points) > MOST_HINTS or amount.unit != "percent":
        return NO_WORDS
    return Text(
        da=f"Mener I {' eller '.join(points)}?",
        en=f"Do you mean {' or '.join(points)}?",
    )


def check_cited_numbers(
    page: Page, facts: SourcedFacts, context: StatementContext
) -> Iterator[Fault]:
    """Numbers and shares that none of the page's own sources stands behind.

    A year needs no source, in a trend a note covers its whole paragraph, and its advice is our own.
    The head may say what the text binds.
    """
    links = [one for one in page.document.links if one.target.startswith((VALUE, OTHER))]
    named = [(one.target.removeprefix(OTHER), one.line) for one in links if OTHER in one.target]
    for key, line in (*named, *page.document.notes):
        if key in context.dataset.sources and key not in facts.sources:
            near = suggest_nearest(key, facts.sources)
            yield make_fault("C107", page.path, line, key=key, near=near)
    bound = {one for link in links for one, _ in find_amounts(link.text, context)}
    is_trend = isinstance(facts, TrendFacts)
    noted = {at for _, at in page.document.notes} if is_trend else set()
    advice = page.document.lines_below(ADVICE) if is_trend else range(0)
    for passage in page.document.passages:
        amounts = () if passage.excused else [*find_amounts(passage.loose, context)]
        if noted & {at for _, at in passage.breaks}:
            bound |= {one for one, _ in amounts}
            continue
        unbound = [(one.start, one.end) for one in _unbound_percentages(passage, context)]
        for _, at in amounts:
            if any(start <= at[0] < end for start, end in unbound):
                continue  # told as a percentage that nothing holds
            number, line = passage.text[slice(*at)], passage.line(at[0])
            if line in advice:
                continue
            source = next((key for key, where in page.document.notes if where == line), "")
            name = "C106/noted" if source else "C106"
            yield make_fault(name, page.path, line, number=number, source=source)
    for key, at_line, text in head_passages(page):
        for one, at in find_amounts(text, context):
            if one not in bound:
                number = text[slice(*at)]
                yield make_fault("C106/head", page.path, at_line, key, number=number, key=key)


def _check_head(page: Page, context: SentenceContext) -> Iterator[Fault]:
    """What the head claims must be bound on the page, so that it falls with it.

    A number is one that the page binds, or takes from a source; that nothing differs is a
    comparison on the page.
    """
    links = page.document.links
    rows = context.table.find_bound(link.target for link in links)
    claims = [context.read_claim(link.text) for link in links if link.target.startswith(OTHER)]
    cited = [said for claim in claims for said in claim.amounts]
    compares = any("=" in link.target for link in links if link.target.startswith(VALUE))
    compares = compares or any("unclear" in claim.marks for claim in claims)
    for key, line, text in head_passages(page):
        claim = context.read_claim(text)
        if "unclear" in claim.marks and not compares:
            yield make_fault("V502/unclear", page.path, line, key, key=key, words=text)
        for said in claim.amounts:
            fraction = said.kind == "share" and said.exact is not None
            if not (said.unit or (fraction and (rows or cited))):
                continue
            held, number = [row for row in rows if said.holds(row.value)], claim.words(said)
            if held and all(row.few for row in held):
                yield make_fault("V502/few", page.path, line, key, number=number, key=key)
            elif not held and said not in cited:
                known = in_both(lambda la: list_values(rows, la))
                yield make_fault("V502", page.path, line, key, number=number, key=key, known=known)


def head_passages(page: Page) -> Iterator[tuple[str, int | None, str]]:
    """The texts of a page's head: their key, their line and their words."""
    for key in type(page.words).model_fields:
        value = getattr(page.words, key)
        if isinstance(value, str):
            yield key, page.line_of(key), value
        elif isinstance(value, tuple):
            for place, text in enumerate(value):
                if isinstance(text, str):
                    yield key, page.line_of(key, place), text
