"""Years and editions that a sentence names: they are those of the values that it binds."""

from collections.abc import Iterator, Sequence

from barometer.content.page import Page
from barometer.content.passages import Passage
from barometer.data.model import Observation
from barometer.data.notation import Reference
from barometer.faults import fault
from barometer.problems import Problem
from barometer.sentences.beside import VALUE, Sentence, sentences
from barometer.sentences.desk import Desk
from barometer.sentences.places import find, read_reference
from barometer.sentences.wording import same
from barometer.text import Language, Text


def check_periods(page: Page, desk: Desk) -> Iterator[Problem]:
    """The sentences that name a period from which none of their bound values is."""
    for passage in page.document.passages:
        if not passage.excused and any(one.target.startswith(VALUE) for one in passage.bound):
            for sentence in sentences(passage):
                yield from _told(page, passage, sentence, desk)


def _told(page: Page, passage: Passage, sentence: Sentence, desk: Desk) -> Iterator[Problem]:
    rows = _rows(sentence, desk)
    text = passage.loose[sentence.start : sentence.end].casefold()
    named = _named(text, rows, page.language, desk)
    if rows and named and not {row.edition for row in rows} & named.keys():
        edition = desk.dataset.editions[rows[0].edition]
        first = next(one for one in sentence.bound if one.target.startswith(VALUE))
        words = {
            "period": same(next(iter(named.values()))),
            "edition": edition.title,
            "right": edition.period,
            "words": Text(
                da=passage.text[first.start : first.end], en=passage.text[first.start : first.end]
            ),
        }
        line = passage.line(first.start)
        yield fault("V211", page.path, line, first.target, **words)


def _rows(sentence: Sentence, desk: Desk) -> list[Observation]:
    """The values that the links of a sentence bind; one that cannot be read is told elsewhere."""
    targets = (one.target for one in sentence.bound if one.target.startswith(VALUE))
    references = [read_reference(one.removeprefix(VALUE)) for one in targets]
    points = [
        point
        for one in references
        if isinstance(one, Reference)
        for point in (one.first, one.second)
        if point
    ]
    return [row for one in points if isinstance(row := find(one, desk.table), Observation)]


def _named(
    text: str, rows: Sequence[Observation], language: Language, desk: Desk
) -> dict[str, str]:
    """The editions that a text names, of the countries of the values: their keys and the words."""
    countries = {row.country for row in rows}
    found: dict[str, str] = {}
    for key, edition in desk.dataset.editions.items():
        if edition.country in countries:
            ordinals = desk.speech[language].phrases.ordinals[language]
            title = edition.title[language]
            names = (edition.period[language], title, *_in_letters(title, ordinals))
            said = next((one for one in names if one.casefold() in text), None)
            if said:
                found[key] = said
    return found


def _in_letters(title: str, ordinals: Sequence[str]) -> Iterator[str]:
    """`third edition` for `3rd edition`; nothing where a title begins with no number."""
    number, _, rest = title.partition(" ")
    digits = "".join(filter(str.isdecimal, number))
    if digits and 0 < int(digits) <= len(ordinals):
        yield f"{ordinals[int(digits) - 1]} {rest}"
