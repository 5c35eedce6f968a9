"""Every bound word of every page; numbers equal in both languages."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from barometer.data.codebook import read_others, read_phrases
from barometer.data.frame import Frame, frame_of
from barometer.data.model import Dataset, Observation
from barometer.data.notation import with_period
from barometer.faults.report import CellFault, Fault, make_fault, suggest_nearest
from barometer.faults.yaml_file import read_yaml
from barometer.pages.document import Link
from barometer.pages.page import Page, Pages
from barometer.sentences.captions import check_caption, select_values, series_of, shown_of
from barometer.sentences.claims import Bounds, Lexicon, Token, numeral, read_claim, tokens
from barometer.sentences.comparisons import Pair, check_pair
from barometer.sentences.lookup import SentenceContext, desk_of, find_row, read_reference
from barometer.sentences.unbound_words import (
    check_exceptions,
    check_periods,
    check_unbound_percentages,
    check_unbound_words,
    head_passages,
)
from barometer.sentences.values import check_single
from barometer.text import LANGUAGES, MINUS, Language, Text


def word_faults(root: Path) -> Iterator[Fault]:
    """The faults of the files that sentences are checked with, where no sentence can be."""
    yield from read_phrases(root)[1]
    yield from read_others(root)[1].problems


def check_sentences(pages: Pages, dataset: Dataset, root: Path) -> Iterator[Fault]:
    """The faults of bound values, comparisons, captions, unbound percentages and sources."""
    phrases, problems = read_phrases(root)
    others, file = read_others(root)
    yield from problems
    yield from file.problems
    if phrases is None:
        return
    desk = desk_of(dataset, phrases, root)
    used: set[int] = set()
    bound: list[Fault] = []
    loose: list[Fault] = []
    for page in pages.values():
        bound += check_bound_links(page, desk)
        yield from check_unbound_words(page, desk)
        yield from check_periods(page, desk)
        loose += check_unbound_percentages(page, desk, dict(enumerate(others)), used)
    yield from (*bound, *loose)
    yield from check_exceptions(others, used, file)
    yield from check_translated(pages, desk, {(one.path, one.line) for one in bound})
    yield from check_numbers(pages, desk.lexicons, {(one.path, one.line) for one in loose})
    yield from check_findings(desk, root)


def spoken_of(dataset: Dataset, name: str) -> tuple[Observation, ...]:
    """The values that an indicator's first finding speaks of: the newest of each that it names."""
    frame = first_frame(dataset, name)
    shown = [series[-1] for series in series_of(shown_of(frame), dataset)]
    return tuple(one.row for one in select_values(shown, [frame.chart.finding.da], "da"))


def first_finding(dataset: Dataset, name: str, language: Language) -> str:
    """The same finding with its period and without its full stop: `83 procent … (2021–2023)`."""
    finding = first_frame(dataset, name).chart.finding[language].rstrip(".")
    return with_period(finding, spoken_of(dataset, name), dataset, language)


def first_frame(dataset: Dataset, name: str) -> Frame:
    """An indicator's first figure, which says the most about it."""
    charts = dataset.indicators[name].charts
    return frame_of(dataset, name, "default" if "default" in charts else next(iter(charts)))


def check_findings(desk: SentenceContext, root: Path) -> Iterator[Fault]:
    """The faults of every finding, at the line of its key."""
    for name, indicator in desk.dataset.indicators.items():
        for chart in indicator.charts:
            shown, keys = f"data/indicators/{name}.yml", ("charts", chart, "finding")
            for told in _finding(desk, root, name, chart):
                line = read_yaml(root / shown, shown).line(keys)
                yield told.at(shown, line, f"charts.{chart}.finding")


def _finding(desk: SentenceContext, root: Path, name: str, chart: str) -> Iterator[CellFault]:
    frame = frame_of(desk.dataset, name, chart)
    for language in LANGUAGES:
        text = frame.chart.finding[language]
        yield from check_caption(text, frame, desk.lexicons[language], desk.speech[language])
    danish, english = frame.chart.finding.da, frame.chart.finding.en
    if amounts(danish, "da", desk) != amounts(english, "en", desk):
        shown = f"data/indicators/{name}.yml"
        line = read_yaml(root / shown, shown).line(("charts", chart, "finding", "en"))
        words = {"danish": danish, "english": english, "where": f"{shown}:{line}"}
        yield CellFault("V506", words)


Value = float | str


NumberPlaces = Collection[tuple[str, int | None]]


DIGITS = frozenset("0123456789")


NOTHING = Text(da="intet tal", en="no number")


@dataclass(frozen=True)
class NumberPassage:
    """A paragraph, cell or entry of a page's head, with its line."""

    text: str
    line: int | None


def check_numbers(
    pages: Pages, lexicons: Mapping[Language, Lexicon], told: NumberPlaces = ()
) -> Iterator[Fault]:
    """The first number of each pair of pages that stands in one language and not in the other.

    A number that has been `told` of is one that is to become a link, as it may be in the other.
    """
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            for one in _compare(danish, english, lexicons):
                if not told or (one.path, one.line) not in told:
                    yield one


def _compare(danish: Page, english: Page, lexicons: Mapping[Language, Lexicon]) -> Iterator[Fault]:
    ours, theirs = _stretches(danish), _stretches(english)
    if len(ours) != len(theirs):
        ours, theirs = [_whole(ours)], [_whole(theirs)]
    for here, there in zip(ours, theirs, strict=True):
        if not DIGITS & {*here.text, *there.text}:
            continue
        found = _difference(here, there, lexicons)
        if found:
            where = english.path + (f":{there.line}" if there.line else "")
            left, right = found
            line = here.line or _line_of(left.da, _stretches(danish))
            if there.line is None and (at := _line_of(right.en, _stretches(english))):
                where = f"{english.path}:{at}"
            yield make_fault("P605", danish.path, line, danish=left, english=right, where=where)


def _line_of(number: str, stretches: Iterable[NumberPassage]) -> int | None:
    """The line of the first stretch that writes a number."""
    return next((one.line for one in stretches if number in one.text), None)


def _stretches(page: Page) -> list[NumberPassage]:
    head = [NumberPassage(text, line) for _, line, text in head_passages(page)]
    return head + [NumberPassage(one.loose, one.line(0)) for one in page.document.passages]


def _whole(stretches: Iterable[NumberPassage]) -> NumberPassage:
    """All stretches as one, for pages whose paragraphs do not pair."""
    return NumberPassage(" \n ".join(one.text for one in stretches), None)


def _difference(
    here: NumberPassage, there: NumberPassage, lexicons: Mapping[Language, Lexicon]
) -> tuple[Text, Text] | None:
    ours, theirs = _digits(here.text, "da"), _digits(there.text, "en")
    if ours.counted == theirs.counted:
        return None
    left = _missing(ours, theirs, there.text, lexicons["en"])
    right = _missing(theirs, ours, here.text, lexicons["da"])
    if not left and not right:
        return None
    return _said(left), _said(right)


@dataclass(frozen=True)
class Digits:
    """The numbers that a text writes in digits, and how it writes each of them."""

    counted: Counter[Value]
    written: Mapping[Value, str]


def _digits(text: str, language: Language) -> Digits:
    found = [token for token in tokens(text, language) if not DIGITS.isdisjoint(token.text)]
    values = [(_value(token, language), token.text) for token in found]
    return Digits(Counter(value for value, _ in values), dict(values))


def _missing(ours: Digits, theirs: Digits, text: str, lexicon: Lexicon) -> str:
    """The first number that we write in digits and `text` says neither so nor in letters."""
    found = tokens(text, lexicon.language)
    letters = Counter(
        float(spelled[0])
        for place in range(len(found))
        if (spelled := lexicon.spelled_at(found, place))
    )
    for value, count in (ours.counted - theirs.counted).items():
        if not isinstance(value, float) or letters[value] < count:
            return ours.written[value]
    return ""


def _said(number: str) -> Text:
    return Text(da=number, en=number) if number else NOTHING


def _value(token: Token, language: Language) -> Value:
    """The value of digits; `2.1` and `8.00` stay as written, for they may be versions and times."""
    text = token.text.lstrip("-" + MINUS)
    point = next((sign for sign in ".," if sign in text), None)
    if point and not all(len(part) == len("000") for part in text.split(point)[1:]):
        return text.replace(",", ".")
    number = numeral(text, language)
    return number.value if number else text


VALUE, OTHER, CHART = "value:", "other:", "chart:"


def check_bound_links(page: Page, desk: SentenceContext) -> Iterator[Fault]:
    """The faults of every bound link and figure of a page."""
    for link in page.document.links:
        for told in check_link(link, page, desk):
            yield told.at(page.path, link.line, link.target)


def check_link(link: Link, page: Page, desk: SentenceContext) -> Iterator[CellFault]:
    """The faults of one link; none where it is not bound."""
    scheme, mark, target = link.target.partition(":")
    if scheme + mark == VALUE:
        told = _image(link, target) if link.image else _bound_value(link, target, page, desk)
        yield from [told] if told else []
    elif scheme + mark == OTHER:
        sources = desk.dataset.sources
        if target not in sources:
            yield CellFault("V503", {"key": target, "near": suggest_nearest(target, sources)})
    elif scheme + mark == CHART:
        if not link.image:
            yield CellFault("V401/link", {"text": link.text, "target": target})
        elif not link.alone:
            yield CellFault("V401/inside", {"text": link.text, "target": target})
        else:
            yield from _figure(link, target, page, desk)


def _image(link: Link, target: str) -> CellFault:
    return CellFault("V101/image", {"text": link.text, "target": target})


def _bound_value(link: Link, target: str, page: Page, desk: SentenceContext) -> CellFault | None:
    reference = read_reference(target)
    if isinstance(reference, CellFault):
        return reference
    first = find_row(reference.first, desk.table)
    second = find_row(reference.second, desk.table) if reference.second else None
    if isinstance(first, CellFault) or isinstance(second, CellFault):
        return (
            first
            if isinstance(first, CellFault)
            else second
            if isinstance(second, CellFault)
            else None
        )
    claim = read_claim(link.text, desk.lexicons[page.language])
    speech = desk.speech[page.language]
    if second is None:
        return check_single(claim, first, speech)
    return check_pair(claim, Pair(first, reference.operator, second), speech)


def _figure(link: Link, target: str, page: Page, desk: SentenceContext) -> Iterator[CellFault]:
    frame = desk.frame(target)
    if isinstance(frame, CellFault):
        yield frame
    else:
        yield from check_caption(
            link.text, frame, desk.lexicons[page.language], desk.speech[page.language]
        )


ValuePlaces = Collection[tuple[str, int | None]]


def check_translated(
    pages: Pages, desk: SentenceContext, told: ValuePlaces = ()
) -> Iterator[Fault]:
    """The bound words that name other amounts than their translation does.

    Those on a line that has been `told` of may well agree when that is put right.
    """
    for (key, language), danish in pages.items():
        english = pages.get((key, "en"))
        if language == "da" and english:
            for ours, theirs in zip(_bound(danish), _bound(english), strict=False):
                if ours.target != theirs.target:
                    break
                if {(danish.path, ours.line), (english.path, theirs.line)} & {*told}:
                    continue
                if not (ours.text and theirs.text):
                    continue  # told of the missing words
                if amounts(ours.text, "da", desk) != amounts(theirs.text, "en", desk):
                    words = {"danish": ours.text, "english": theirs.text}
                    where = f"{english.path}:{theirs.line}"
                    yield make_fault("V506", danish.path, ours.line, **words, where=where)


def _bound(page: Page) -> list[Link]:
    return [
        link
        for link in page.document.links
        if link.target.startswith(("value:", "other:", "chart:"))
    ]


def amounts(words: str, language: Language, desk: SentenceContext) -> list[Bounds]:
    """What bound words or a caption name, whatever unit they say."""
    claim = read_claim(words, desk.lexicons[language])
    return [said.amount.bounds for said in claim.amounts]
